"""Imposition, checked by folding: sheets are printed, turned over, cut, folded, nested and read, page by page.

Nothing here asks the implementation where a page belongs: see `folding`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from guidepress.diagnostics import UsageError
from guidepress.papers import PAPERS
from guidepress.pdf.imposition import SCHEMES, Imposing, Placement, Plan, Rect, Sheet, plan
from guidepress.pdf.papers import paper_for
from guidepress.units import PT_PER_MM
from tests.pdf.folding import Face, Leaf, Place, leaves, printed, read, rows

A5 = (148 * PT_PER_MM, 210 * PT_PER_MM)
BLEED = 3 * PT_PER_MM
FOLDED = ["booklet", "4up-cut", "4up-fold"]
PAGES_A_SHEET = {"booklet": 4, "2up": 4, "4up-cut": 8, "4up-fold": 8}

schemes = some.sampled_from(sorted(PAGES_A_SHEET))
folded = some.sampled_from(FOLDED)
counts = some.integers(1, 400)
sections = some.none() | some.integers(1, 30)
bindings = some.sampled_from(["ltr", "rtl"])
flips = some.sampled_from(["short", "long", "simplex"])
sizes = some.sampled_from([A5, (A5[1], A5[0]), (400.0, 400.0), (300.0, 620.0)])


def turned_over(sheet: Sheet, made: Plan) -> dict[Place, tuple[Face, Face]]:
    """Return front and back at each place of a printed sheet, turned over as the printer does."""
    front, back = (
        {place(placement, made): Face(placement.page, not placement.turned) for placement in side.placements}
        for side in sheet
    )
    return printed(front, back, made.how.flip, (made.frame.width, made.frame.height))


def place(placement: Placement, made: Plan) -> Place:
    x, y = middle(placement.clip)
    return x > made.frame.width / 2, y > made.frame.height / 2 + 1  # a sole row stands in the middle


def middle(rect: Rect) -> tuple[float, float]:
    return (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2


def section_leaves(sheets: Iterable[Sheet], made: Plan) -> list[Leaf]:
    return leaves([turned_over(sheet, made) for sheet in sheets], made.how.scheme)


def by_section(made: Plan) -> list[list[Sheet]]:
    found: dict[int, list[Sheet]] = {}
    for sheet in made.sheets:
        assert sheet.front.section == sheet.back.section
        found.setdefault(sheet.front.section, []).append(sheet)
    return list(found.values())


def placements(made: Plan) -> list[Placement]:
    return [placement for side in made.sides for placement in side.placements]


@given(folded, counts, sections, bindings, flips, sizes, some.sampled_from([0, BLEED]), some.booleans())
@settings(max_examples=300, deadline=None)
def test_folded_and_nested_it_reads_from_the_first_page_to_the_last(
    scheme: Any, count: int, section: int | None, binding: Any, flip: Any, size: Any, bleed: float, marks: bool
) -> None:
    made = plan(count, size, bleed, Imposing(scheme, section, flip, 0.1, binding, marks))
    book = [face for sheets in by_section(made) for face in read(section_leaves(sheets, made), binding)]
    assert all(face.is_upright for face in book)
    pages = [face.page for face in book]
    blanks = -count % PAGES_A_SHEET[scheme]
    inside = list(range(1, count)) if count > 1 else [1]
    assert pages == [*inside, *[None] * blanks, *([count] if count > 1 else [])]


@given(counts, bindings, flips)
@settings(max_examples=100, deadline=None)
def test_two_up_steps_through_the_pages_in_order(count: int, binding: Any, flip: Any) -> None:
    made = plan(count, A5, 0, Imposing("2up", flip=flip, binding=binding))
    seen = []
    for sheet in made.sheets:
        (leaf,) = rows(turned_over(sheet, made))
        (left, behind_left), (right, behind_right) = leaf
        # Turned over, what is behind the right is on the left.
        order = [left, right, behind_right, behind_left]
        seen += order if binding == "ltr" else [order[1], order[0], order[3], order[2]]
    assert all(face.is_upright for face in seen)
    assert [face.page for face in seen] == [*range(1, count + 1), *[None] * (-count % 4)]


@given(schemes, counts, bindings, flips)
@settings(max_examples=100, deadline=None)
def test_every_page_once(scheme: Any, count: int, binding: Any, flip: Any) -> None:
    made = plan(count, A5, 0, Imposing(scheme, flip=flip, binding=binding))
    printed = [placement.page for placement in placements(made)]
    assert sorted(page for page in printed if page) == list(range(1, count + 1))
    assert len(printed) == len(made.sheets) * PAGES_A_SHEET[scheme]
    assert len(printed) - count < PAGES_A_SHEET[scheme]


@given(folded, counts, sections, bindings, flips)
@settings(max_examples=100, deadline=None)
def test_an_even_page_backs_the_odd_one_before_it(
    scheme: Any, count: int, section: int | None, binding: Any, flip: Any
) -> None:
    made = plan(count, A5, 0, Imposing(scheme, section, flip, binding=binding))
    for sheet in made.sheets:
        for one, two in turned_over(sheet, made).values():
            low, high = sorted(face.page or 0 for face in (one, two))
            if low and high != count:  # the back cover, which blanks keep apart
                assert (low % 2, high) == (1, low + 1)


@given(schemes, counts, sections, bindings, flips, sizes, some.sampled_from([0, BLEED]), some.floats(0, 0.12))
@settings(max_examples=200, deadline=None)
def test_pages_stay_on_the_paper_apart_and_on_their_side_of_the_fold(
    scheme: Any, count: int, section: int | None, binding: Any, flip: Any, size: Any, bleed: float, creep: float
) -> None:
    if scheme == "2up":
        section, creep = None, 0.0
    made = plan(count, size, bleed, Imposing(scheme, section, flip, creep, binding))
    spine = made.frame.width / 2
    paper = Rect(-1e-6, -1e-6, made.frame.width + 1e-6, made.frame.height + 1e-6)
    for side in made.sides:
        for placement in side.placements:
            clip = placement.clip
            assert clip.common(paper) == clip
            assert clip.right <= spine + 1e-6 or clip.left >= spine - 1e-6
            assert (placement.box.width, placement.box.height) == pytest.approx(size)
        clips = [placement.clip for placement in side.placements]
        for number, one in enumerate(clips):
            for other in clips[number + 1 :]:
                shared = one.common(other)
                assert shared.width * shared.height < 1e-3


@given(folded, counts, sections, bindings, flips, some.floats(0.01, 0.12))
@settings(max_examples=150, deadline=None)
def test_creep_grows_by_a_leaf_towards_the_spine_and_starts_anew_in_each_section(
    scheme: Any, count: int, section: int | None, binding: Any, flip: Any, creep_mm: float
) -> None:
    made = plan(count, A5, 0, Imposing(scheme, section, flip, creep_mm, binding))
    still = plan(count, A5, 0, Imposing(scheme, section, flip, 0, binding))
    spine, caliper = made.frame.width / 2, creep_mm * PT_PER_MM
    assert (made.frame, len(made.sheets)) == (still.frame, len(still.sheets))
    for sheets, unmoved in zip(by_section(made), by_section(still), strict=True):
        shifts = [
            (spine - middle(was.clip)[0] > 0, now.box.left - was.box.left, now.page)
            for sheet, before in zip(sheets, unmoved, strict=True)
            for side, side_before in zip(sheet, before, strict=True)
            for now, was in zip(side.placements, side_before.placements, strict=True)
        ]
        assert all((shift >= 0) == is_left or abs(shift) < 1e-9 for is_left, shift, _ in shifts)
        nested = section_leaves(sheets, made)
        assert max(abs(shift) for _, shift, _ in shifts) == pytest.approx((len(nested) - 1) * caliper, abs=1e-6)
        expected = {
            face.page: number * caliper for number, leaf in enumerate(nested) for face in (*leaf.left, *leaf.right)
        }
        for _, shift, page in shifts:
            if page:
                assert abs(shift) == pytest.approx(expected[page], abs=1e-6)


@given(schemes, counts, some.sampled_from([0, BLEED]))
@settings(max_examples=60, deadline=None)
def test_bleed_is_kept_on_three_sides_and_cut_at_the_fold(scheme: Any, count: int, bleed: float) -> None:
    made = plan(count, A5, bleed, Imposing(scheme))
    spine = made.frame.width / 2
    for placement in placements(made):
        box, clip = placement.box, placement.clip
        outer = box.left - clip.left if box.right <= spine + 1e-6 else clip.right - box.right
        inner = clip.right - box.right if box.right <= spine + 1e-6 else box.left - clip.left
        assert (box.bottom - clip.bottom, clip.top - box.top, outer) == pytest.approx((bleed,) * 3)
        assert inner == pytest.approx(0)


def test_one_side_at_a_time_prints_fronts_then_backs_from_the_last() -> None:
    sides = plan(16, A5, 0, Imposing(flip="simplex")).sides
    assert [(side.sheet, side.is_back) for side in sides] == [
        *((number, False) for number in (1, 2, 3, 4)), *((number, True) for number in (4, 3, 2, 1)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size_mm", "how", "expected_mm"),
    [
        ((148, 210), Imposing(), PAPERS["A4"][::-1]),
        ((148, 210), Imposing("4up-fold"), PAPERS["A3"]),
        ((105, 148), Imposing(), PAPERS["A5"][::-1]),
        ((139.7, 215.9), Imposing(), PAPERS["Letter"][::-1]),
        ((150, 150), Imposing(), (300, 150)),
        ((148, 210), Imposing(paper="a3"), PAPERS["A3"][::-1]),
        ((148, 210), Imposing(paper="320x450mm"), (450, 320)),
        ((148, 210), Imposing(marks=True), (314, 228)),
    ],
)
def test_the_paper(size_mm: tuple[float, float], how: Imposing, expected_mm: tuple[float, float]) -> None:
    frame = plan(8, (size_mm[0] * PT_PER_MM, size_mm[1] * PT_PER_MM), 0, how).frame
    assert (frame.width / PT_PER_MM, frame.height / PT_PER_MM) == pytest.approx(expected_mm)
    assert middle(frame.trim) == pytest.approx((frame.width / 2, frame.height / 2))


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (Imposing(paper="A5"), "paper-too-small"),
        (Imposing(paper="A4", marks=True), "paper-too-small"),
        (Imposing(paper="foolscap"), "unknown-paper"),
        (Imposing(paper="0x0mm"), "unknown-paper"),
        (Imposing(paper="1e9x5"), "unknown-paper"),
        (Imposing("2up", section=2), "not-folded"),
        (Imposing("2up", creep_mm=0.1), "not-folded"),
        (Imposing(creep_mm=5), "too-much-creep"),
    ],
)
def test_what_cannot_be_had_is_refused(how: Imposing, code: str) -> None:
    with pytest.raises(UsageError) as refused:
        plan(64, A5, 0, how)
    assert [found.code for found in refused.value.diagnostics] == [code]


def test_pages_rounded_up_by_other_programs_fit_their_paper() -> None:
    assert paper_for((840, 595.9), "A4") == paper_for((839, 595), None)


def test_every_scheme_is_tried() -> None:
    assert set(SCHEMES) == set(PAGES_A_SHEET) == {*FOLDED, "2up"}
