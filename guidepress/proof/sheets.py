"""Sheets of paper: which sides of an imposed file are theirs, and which are to be printed again."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from guidepress.proof.record import File, Turning

FACES = ("front", "back")


def sides(count: int, turning: Turning) -> tuple[tuple[int, int], ...]:
    """Return the sides of each sheet, from 1: its front and its back.

    A pile that goes back into the feeder has its last sheet on top, so that one-sided printers get the backs from the
    last to the first.
    """
    if turning == "simplex":
        return tuple((front, count + 1 - front) for front in range(1, count // 2 + 1))
    return tuple((side, side + 1) for side in range(1, count, 2))


def face(number: int, count: int, turning: Turning) -> tuple[int, str]:
    """Return the sheet that a side belongs to, from 1, and which face of it that is."""
    for sheet, pair in enumerate(sides(count, turning), start=1):
        if number in pair:
            return sheet, FACES[pair.index(number)]
    return (count + 1) // 2, FACES[0]


def to_print_again(before: File, after: File, changed: set[int]) -> tuple[int, ...]:
    """Return the sheets, from 1, that are not what was printed: a side of theirs is among the changed ones.

    A sheet that is the same but has another place in the pile need not be printed again.
    """
    pairs = sides(len(after.pages), after.turning)
    if (len(before.pages), before.turning) == (len(after.pages), after.turning):
        return tuple(sheet for sheet, pair in enumerate(pairs, start=1) if not changed.isdisjoint(pair))
    kept: set[int] = set()
    old, new = _looks(before, sides(len(before.pages), before.turning)), _looks(after, pairs)
    for match in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        kept.update(range(match.b + 1, match.b + match.size + 1))
    return tuple(sheet for sheet in range(1, len(pairs) + 1) if sheet not in kept)


def _looks(file: File, pairs: Sequence[tuple[int, int]]) -> list[tuple[str, ...]]:
    return [tuple(file.pages[side - 1].digest for side in pair) for pair in pairs]


def ranges(numbers: Sequence[int]) -> str:
    """Return numbers as print dialogues take them: 1–3, 7."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in found)
