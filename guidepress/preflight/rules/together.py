"""Say once what is wrong with neighbours: the lines of a paragraph are one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from math import ceil
from typing import NamedTuple

from guidepress.preflight.facts import Area, Run
from guidepress.preflight.rules.row import Finding

_WORDS = 5
_LETTERS = 40
_NEAR_PT = 12.0


class Spotted(NamedTuple):
    """A run with something wrong, and how wrong: what is said of it goes on from its first words.

    `surplus` is the share of its words that have no room where it stands; 0 of a run that fewer words would not help.
    """

    page: int
    run: Run
    said: str
    wrong: float = 0.0
    surplus: float = 0.0


def together(spotted: Iterable[Spotted], hint: str | None = None) -> Iterator[Finding]:
    """Yield a finding for each group of neighbours, in the words of the worst of them."""
    for group in _groups(spotted):
        worst = max(group, key=lambda one: one.wrong)
        more = f" (with {len(group) - 1} more beside it)" if len(group) > 1 else ""
        area = reduce(Area.around, (one.run.area for one in group))
        surplus = ceil(sum(one.surplus * _length_in_words(one.run.text) for one in group))
        yield Finding(f"{quoted(worst.run.text)} {worst.said}{more}", worst.page, area, hint, surplus, worst.said)


def _groups(spotted: Iterable[Spotted]) -> Iterator[list[Spotted]]:
    """Yield what follows each other on a page and is near."""
    group: list[Spotted] = []
    for one in spotted:
        if group and (one.page != group[0].page or not _near(group[-1].run.area, one.run.area)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def quoted(text: str) -> str:
    """Return the first words of a text in quotes."""
    words = text.split()
    start = " ".join(words[:_WORDS])
    cut = len(words) > _WORDS or len(start) > _LETTERS
    return f"“{start[:_LETTERS]}{'…' if cut else ''}”"


def _length_in_words(text: str) -> int:
    """Return how many words a text has; a number or a sign is none that one could leave out."""
    return sum(any(map(str.isalpha, part)) for part in text.split())


def _near(one: Area, other: Area) -> bool:
    across = max(other.x - one.right, one.x - other.right)
    down = max(other.y - one.bottom, one.y - other.bottom)
    return max(across, down) < _NEAR_PT
