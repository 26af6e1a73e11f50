"""Say once what is wrong with neighbours: the lines of a paragraph are one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guidepress.preflight.facts import Area, Run
from guidepress.preflight.rules.row import Finding

_WORDS = 5
_LETTERS = 40
_NEAR_PT = 12.0


class Spotted(NamedTuple):
    """A run with something wrong: what is said of it goes on from its first words."""

    page: int
    run: Run
    said: str


def together(spotted: Iterable[Spotted], hint: str | None = None) -> Iterator[Finding]:
    """Yield a finding for each group of neighbours of which the same is to be said."""
    groups: list[tuple[Spotted, Area, int]] = []
    for one in spotted:
        first, area, count = groups[-1] if groups else (one, one.run.area, 0)
        if (first.page, first.said) == (one.page, one.said) and _near(area, one.run.area):
            groups[-1:] = [(first, around(area, one.run.area), count + 1)]
        else:
            groups.append((one, one.run.area, 1))
    for first, area, count in groups:
        more = f" (with {count - 1} more beside it)" if count > 1 else ""
        yield Finding(f"{quoted(first.run.text)} {first.said}{more}", first.page, area, hint)


def quoted(text: str) -> str:
    """Return the first words of a text in quotes."""
    words = text.split()
    start = " ".join(words[:_WORDS])
    cut = len(words) > _WORDS or len(start) > _LETTERS
    return f"“{start[:_LETTERS]}{'…' if cut else ''}”"


def around(one: Area, other: Area) -> Area:
    """Return the rectangle around two areas."""
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Area(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


def _near(one: Area, other: Area) -> bool:
    across = max(other.x - one.right, one.x - other.right)
    down = max(other.y - one.bottom, one.y - other.bottom)
    return max(across, down) < _NEAR_PT
