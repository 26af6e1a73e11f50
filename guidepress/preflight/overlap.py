"""Which texts of a page are printed over each other: runs first, then letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidepress.preflight.facts import Area, Page, Run

_TOUCH_PT = 0.3
_SHARED = 1 / 3  # of the smaller letter
_SAME_PT = 1.0  # how far a text lies from itself that is printed twice to look bolder


def colliding(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of runs, by their indices, that share some of their areas; each in the order of painting."""
    seen = [index for index, run in enumerate(runs) if run.visible and run.text.strip()]
    seen.sort(key=lambda index: runs[index].area.y)
    for at, first in enumerate(seen):
        one = runs[first].area
        for second in seen[at + 1 :]:
            other = runs[second].area
            if other.y > one.bottom - _TOUCH_PT:
                break
            if min(one.right, other.right) - max(one.x, other.x) > _TOUCH_PT:
                yield min(first, second), max(first, second)


def letters_over_letters(page: Page, lower: int, upper: int) -> bool:
    """Return whether a letter of a run shares more than a third of itself, or of the other, with one of another run."""
    if _twice(page.runs[lower], page.runs[upper]):
        return False
    ones = page.letters.get(lower, (page.runs[lower].area,))
    others = page.letters.get(upper, (page.runs[upper].area,))
    return any(_overlaid(one, other) for one in ones for other in others)


def _twice(one: Run, other: Run) -> bool:
    away = max(abs(one.area.x - other.area.x), abs(one.area.y - other.area.y))
    return one.text == other.text and away < _SAME_PT


def _overlaid(one: Area, other: Area) -> bool:
    smaller = min(one.width * one.height, other.width * other.height)
    return one.shared(other) > _SHARED * smaller > 0
