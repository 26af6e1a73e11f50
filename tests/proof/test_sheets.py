"""Which sheets of paper are to be printed again."""

from __future__ import annotations

from typing import get_args

import pytest

from guidepress.pdf.imposition import Flip, Imposing, plan
from guidepress.proof.record import Turning
from guidepress.proof.sheets import face, ranges, sides, to_print_again
from guidepress.proof.spreads import groups
from tests.pdf.books import A5
from tests.proof.samples import record

TURNINGS: dict[Flip, Turning] = {"short": "duplex", "long": "duplex", "simplex": "simplex"}


@pytest.mark.parametrize("flip", get_args(Flip))
@pytest.mark.parametrize("count", [4, 8, 28, 56])
def test_sides_belong_to_the_sheets_that_imposition_made(flip: Flip, count: int) -> None:
    planned = plan(count, A5, 0, Imposing(flip=flip))
    total = len(planned.sides)
    expected = [(side.sheet, "back" if side.is_back else "front") for side in planned.sides]
    assert [face(number, total, TURNINGS[flip]) for number in range(1, total + 1)] == expected
    assert len(sides(total, TURNINGS[flip])) == len(planned.sheets)


@pytest.mark.parametrize(
    ("before", "after", "turning", "changed", "sheets"),
    [
        ("abcdef", "abcdef", "duplex", set(), ()),
        ("abcdef", "abXdef", "duplex", {3}, (2,)),
        ("abcdef", "aXcdeX", "duplex", {2, 6}, (1, 3)),
        ("abcdef", "Xbcdef", "simplex", {1}, (1,)),
        ("abcdef", "abcdeX", "simplex", {6}, (1,)),
        ("abcdef", "abcXef", "simplex", {4}, (3,)),
        ("abcdef", "abXYcdef", "duplex", {3, 4}, (2,)),
        ("abcdef", "abef", "duplex", set(), ()),
        ("abcd", "wxyz", "duplex", {1, 2, 3, 4}, (1, 2)),
    ],
)
def test_both_sides_of_a_sheet_are_printed_again(
    before: str, after: str, turning: Turning, changed: set[int], sheets: tuple[int, ...]
) -> None:
    assert to_print_again(record(before, turning), record(after, turning), changed) == sheets


def test_sheets_for_another_printer_are_told_by_what_is_on_them() -> None:
    assert to_print_again(record("abcd", "duplex"), record("acdb", "simplex"), {2, 3, 4}) == ()


def test_ranges_read_as_print_dialogues_take_them() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
    assert ranges([]) == ""


def test_pages_lie_as_they_are_read() -> None:
    assert [group.name for group in groups(record("abcdef"))] == ["1", "2–3", "4–5", "6"]
    piles = ["sheet 1, front", "sheet 1, back", "sheet 2, front", "sheet 2, back"]
    assert [group.name for group in groups(record("abcd", "simplex"))] == piles
    assert [page.number for group in groups(record("abcd", "simplex")) for page in group.pages] == [1, 4, 2, 3]
