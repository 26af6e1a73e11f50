"""Which page of a file was which page before: one that is put in between does not make all others new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Pair = tuple[int | None, int | None]
"""Indexes of a page before and after; None where it was inserted or removed."""

Unlikeness = Callable[[int, int], float]
"""How unlike two pages look, by their indexes: 0 alike, 1 nothing in common."""

_GAP = 0.5  # what leaving a page alone costs: two of them cost as much as calling two unlike pages the same
Key = TypeVar("Key")


def aligned(before: Sequence[Key], after: Sequence[Key], unlikeness: Unlikeness) -> Iterator[Pair]:
    """Yield the pairs of pages that are not the same, by their digests; like goes with like, in order."""
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _matched(range(start, end), range(first, last), unlikeness)


def _matched(old: range, new: range, unlikeness: Unlikeness) -> list[Pair]:
    """Pair a run of pages with another at the least cost, as words are aligned in a diff of letters."""
    rows, columns = len(old), len(new)
    if rows == columns == 1 or not rows or not columns:
        return _straight(old, new)
    cost = [[_GAP * (i + j) for j in range(columns + 1)] for i in range(rows + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(rows + 1):
        for j in range(columns + 1):
            ways = [
                (cost[i - di][j - dj] + (min(unlikeness(old[i - 1], new[j - 1]), 1.0) if di and dj else _GAP), di, dj)
                for di, dj in ((1, 1), (1, 0), (0, 1))
                if i >= di and j >= dj
            ]
            if ways:
                cost[i][j], *way = min(ways, key=lambda each: each[0])
                step[i, j] = way[0], way[1]
    return _traced(old, new, step)


def _straight(old: range, new: range) -> list[Pair]:
    if old and new:
        return [(old[0], new[0])]
    return [*((index, None) for index in old), *((None, index) for index in new)]


def _traced(old: range, new: range, step: dict[tuple[int, int], tuple[int, int]]) -> list[Pair]:
    """Follow the cheapest way back from the end."""
    i, j = len(old), len(new)
    pairs: list[Pair] = []
    while (i, j) in step:
        di, dj = step[i, j]
        pairs.append((old[i - 1] if di else None, new[j - 1] if dj else None))
        i, j = i - di, j - dj
    return pairs[::-1]
