"""No text is printed over other text, on any page of the shipped guide."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.facts.reading import Char, Pdf

pytestmark = pytest.mark.slow

_CELL = 24.0  # points: characters are compared with those whose centre lies in the same square
_LIGATURE = 3  # characters


def collisions(chars: list[Char]) -> list[str]:
    """Return pairs of characters whose boxes share more than a third of the smaller one.

    Neighbours in the text are left out: the letters of a ligature share its box.
    """
    squares: dict[tuple[int, int], list[tuple[int, Char]]] = {}
    for index, char in enumerate(chars):
        if char.text.strip():
            centre = (char.left + char.right) / 2, (char.top + char.bottom) / 2
            squares.setdefault((int(centre[0] // _CELL), int(centre[1] // _CELL)), []).append((index, char))
    pairs = (pair for square in squares.values() for pair in combinations(square, 2))
    return [
        f"{one.text}{other.text} at {one.left:.0f}, {one.top:.0f}"
        for (first, one), (second, other) in pairs
        if abs(first - second) > _LIGATURE and _shared(one, other) > 1 / 3
    ]


def _shared(one: Char, other: Char) -> float:
    """Return the shared part of the smaller ink: a box is as tall as its font, the ink is about its middle half."""
    (top, bottom), (other_top, other_bottom) = _ink(one), _ink(other)
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(bottom, other_bottom) - max(top, other_top)
    areas = [(one.right - one.left) * (bottom - top), (other.right - other.left) * (other_bottom - other_top)]
    return width * height / min(areas) if width > 0 and height > 0 and min(areas) > 0 else 0.0


def _ink(char: Char) -> tuple[float, float]:
    quarter = (char.bottom - char.top) / 4
    return char.top + quarter, char.bottom - quarter


def test_a_collision_is_seen() -> None:
    letter, between = (
        Char("a", 10, 100, 100, 105, 107),
        [Char("-", 10, 300 + 9 * at, 300, 305 + 9 * at, 307) for at in range(4)],
    )
    assert collisions([letter, *between, Char("b", 10, 102, 100, 107, 107)])
    assert not collisions([letter, *between, Char("b", 10, 105, 100, 110, 107)])
    assert not collisions([letter, Char("b", 10, 100, 100, 105, 107)])


def test_no_text_of_the_booklet_is_printed_over_other_text(booklet: Pdf) -> None:
    assert sum(map(len, booklet.chars)) > 20_000
    found = {f"page {number}": collisions(list(chars)) for number, chars in enumerate(booklet.chars, 1)}
    assert {page: hits[:5] for page, hits in found.items() if hits} == {}
