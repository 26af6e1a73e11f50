"""No text is printed over other text, on any page of the shipped guide."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.facts.reading import Box, Char, Pdf, Style

pytestmark = pytest.mark.slow

_CELL = 24.0  # points: characters are compared with those whose centre lies in the same square
_LIGATURE = 3  # characters


def collisions(chars: list[Char]) -> list[str]:
    """Return pairs of characters whose boxes share more than a third of the smaller one.

    Neighbours in the text are left out: the letters of a ligature share its box. So do all that an ellipsis stands for.
    """
    squares: dict[tuple[int, int], list[tuple[int, Char]]] = {}
    for index, (before, char) in enumerate(zip([None, *chars], chars, strict=False)):
        if char.text.strip() and not (before and before.left == char.left and before.top == char.top):
            centre = (char.left + char.right) / 2, (char.top + char.bottom) / 2
            squares.setdefault((int(centre[0] // _CELL), int(centre[1] // _CELL)), []).append((index, char))
    pairs = (pair for square in squares.values() for pair in combinations(square, 2))
    return [
        f"{one.text}{other.text} at {one.left:.0f}, {one.top:.0f}"
        for (first, one), (second, other) in pairs
        if abs(first - second) > _LIGATURE and _shared(one, other) > 1 / 3
    ]


def _shared(one: Char, other: Char) -> float:
    """Return the shared part of the smaller ink."""
    boxes = _ink(one), _ink(other)
    width = min(box.right for box in boxes) - max(box.left for box in boxes)
    height = min(box.bottom for box in boxes) - max(box.top for box in boxes)
    smaller = min(box.width * box.height for box in boxes)
    return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0


def _ink(char: Char) -> Box:
    """Return about where the ink is: a box is as tall as its font, or as wide if the text is turned; half of it."""
    turned = char.style.turned
    across, down = (char.right - char.left) / 4 * turned, (char.bottom - char.top) / 4 * (not turned)
    return Box(char.left + across, char.top + down, char.right - across, char.bottom - down)


def test_a_collision_is_seen() -> None:
    letter, between = (
        Char("a", 10, 100, 100, 105, 107),
        [Char("-", 10, 300 + 9 * at, 300, 305 + 9 * at, 307) for at in range(4)],
    )
    assert collisions([letter, *between, Char("b", 10, 102, 100, 107, 107)])
    assert not collisions([letter, *between, Char("b", 10, 105, 100, 110, 107)])
    assert not collisions([letter, Char("b", 10, 100, 100, 105, 107)])


def test_what_an_ellipsis_stands_for_is_none() -> None:
    word = [Char(text, 10, 100 + 5 * at, 100, 105 + 5 * at, 107) for at, text in enumerate("recei…")]
    cut = [word[-1]._replace(text=text) for text in "ving"]
    assert not collisions([*word, *cut])
    assert collisions(
        [*word, *cut, *(Char("-", 10, 300 + 9 * at, 300, 305 + 9 * at, 307) for at in range(4)), word[-1]]
    )


def test_turned_lines_beside_each_other_are_none() -> None:
    one, other = (Char("a", 8, left, 100, left + 13, 104, style=Style(turned=True)) for left in (200, 209))
    between = [Char("-", 8, 300 + 9 * at, 300, 305 + 9 * at, 307) for at in range(4)]
    assert not collisions([one, *between, other])
    assert collisions([one, *between, other._replace(left=201, right=214)])


def test_no_text_of_the_booklet_is_printed_over_other_text(booklet: Pdf) -> None:
    assert sum(map(len, booklet.chars)) > 20_000
    found = {f"page {number}": collisions(list(chars)) for number, chars in enumerate(booklet.chars, 1)}
    assert {page: hits[:5] for page, hits in found.items() if hits} == {}
