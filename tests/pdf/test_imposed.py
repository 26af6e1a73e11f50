"""A file of sheets says where its pages are."""

from __future__ import annotations

import pytest

from guidepress.pdf.imposed import places
from guidepress.pdf.imposition import Flip, Imposing, Scheme, plan
from guidepress.pdf.sheets import impose
from tests.pdf.books import A5, Page, book


@pytest.mark.parametrize(
    ("scheme", "flip"), [("booklet", "short"), ("booklet", "long"), ("booklet", "simplex"), ("4up-fold", "long")]
)
def test_pages_are_found_where_they_were_put(scheme: Scheme, flip: Flip) -> None:
    how = Imposing(scheme=scheme, flip=flip, creep_mm=0.1)
    data = impose(book([Page(number) for number in range(1, 17)]), how).data
    planned = plan(16, A5, 0, how)
    found = places(data)
    assert sorted(found) == list(range(1, 17))
    for number, side in enumerate(planned.sides, start=1):
        for placement in side.placements:
            assert placement.page
            place = found[placement.page]
            assert place.side == number
            x, y, width, height = place.moved(0, 0, *A5)
            box, trim = placement.box, planned.frame.trim
            assert (x, y) == pytest.approx((box.left - trim.left, trim.top - box.top), abs=0.01)
            assert (width, height) == pytest.approx(A5, abs=0.01)


def test_a_corner_of_a_page_that_is_upside_down_is_at_the_other_end() -> None:
    how = Imposing(flip="long")
    place = places(impose(book([Page(number) for number in range(1, 5)]), how).data)
    turned = next(each for each in place.values() if each.matrix[0] < 0)
    left, top, _, _ = turned.moved(0, 0, *A5)
    x, y, _, _ = turned.moved(0, 0, 10, 20)
    assert (x - left, y - top) == pytest.approx((A5[0] - 10, A5[1] - 20), abs=0.01)
