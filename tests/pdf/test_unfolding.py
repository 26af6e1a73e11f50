"""Imposition the other way round: what lies on a sheet is found in the booklet."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from guidepress.pdf.imposition import SCHEMES, Imposing, Plan, Rect, plan
from guidepress.pdf.intake import SourcePage
from guidepress.pdf.sheets import _matrix
from guidepress.pdf.unfolding import Spot, unfolded
from guidepress.units import PT_PER_MM
from tests.pdf.books import A5

WIDTH, HEIGHT = A5


def on_sheet(made: Plan, page: int, x: float, y: float) -> Spot:
    """Return where a place on a page is printed, by the matrix that draws the page."""
    trim = made.frame.trim.common(made.frame.paper)
    drawn = SourcePage(page, {}, Rect(0, 0, *A5), Rect(0, 0, *A5), 0, 1.0)
    for number, side in enumerate(made.sides, start=1):
        for placed in side.placements:
            if placed.page == page:
                a, b, c, d, e, f = _matrix(drawn, placed)
                x, y = x, HEIGHT - y
                return Spot(number, a * x + c * y + e - trim.left, trim.top - (b * x + d * y + f))
    raise AssertionError(f"page {page} is on no sheet")


@settings(max_examples=200)
@given(
    scheme=some.sampled_from(sorted(SCHEMES)),
    flip=some.sampled_from(["short", "long", "simplex"]),
    binding=some.sampled_from(["ltr", "rtl"]),
    count=some.integers(1, 60),
    bleed=some.sampled_from([0.0, 3 * PT_PER_MM]),
    marks=some.booleans(),
    at=some.tuples(some.floats(0.05, 0.95), some.floats(0.001, 0.999), some.floats(0, 1)),
)
def test_what_is_printed_of_a_page_is_found_on_it(
    scheme: Any, flip: Any, binding: Any, count: int, bleed: float, marks: bool, at: tuple[float, float, float]
) -> None:
    creep = 0.1 if SCHEMES[scheme].is_folded else 0
    made = plan(count, A5, bleed, Imposing(scheme, flip=flip, binding=binding, marks=marks, creep_mm=creep))
    place = Spot(1 + int(at[2] * (count - 1)), at[0] * WIDTH, at[1] * HEIGHT)
    found = unfolded(made, on_sheet(made, *place))
    assert found is not None
    assert tuple(found) == pytest.approx(tuple(place), abs=1e-6)


def test_beside_pages_and_on_blank_ones_there_is_nothing() -> None:
    made = plan(5, A5, 0, Imposing())
    blank = next(
        Spot(number, placed.box.left + 9 - made.frame.trim.left, 9)
        for number, side in enumerate(made.sides, start=1)
        for placed in side.placements
        if placed.page is None
    )
    assert unfolded(made, blank) is None
    assert unfolded(made, Spot(1, -1.2, 100)) is None
    assert unfolded(made, Spot(1, 9, HEIGHT + 1)) is None
