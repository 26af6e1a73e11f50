"""Which texts of a page are printed over each other: runs first, then letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from guidepress.preflight.facts import Area, Page, Run

_TOUCH_PT = 0.3
_SHARED = 1 / 3  # of the smaller letter
_CLIPPED = 0.5  # of a run's area: of more nobody sees enough to be hindered by it
_AGAIN = 0.15  # of its size: how far a text lies from itself that is printed twice, as its shadow or to look bolder


def colliding(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of runs, by their indices, that are seen and share some of their areas: the lower one first."""
    seen = [index for index, run in enumerate(runs) if run.legible and run.clipped <= _CLIPPED]
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
    """Return whether a letter of a run shares more than a third of itself, or of the other, with one of another run.

    Two letters by themselves are a sign that is made of both.
    """
    one, other = page.runs[lower], page.runs[upper]
    if _twice(one, other) or len(one.text.strip()) == len(other.text.strip()) == 1:
        return False
    ones, others = page.letters.get(lower, (one.area,)), page.letters.get(upper, (other.area,))
    return any(_overlaid(*pair) for pair in product(ones, others))


def _twice(one: Run, other: Run) -> bool:
    away = max(abs(one.area.x - other.area.x), abs(one.area.y - other.area.y))
    return one.text == other.text and away < _AGAIN * one.size_pt


def _overlaid(one: Area, other: Area) -> bool:
    smaller = min(one.width * one.height, other.width * other.height)
    return one.shared(other) > _SHARED * smaller > 0
