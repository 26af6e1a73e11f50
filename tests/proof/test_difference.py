"""Where two pictures of a page differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from guidepress.proof.difference import Box, differing, in_points, merged
from guidepress.proof.record import Area

SIZE = (583, 827)


def _page(text: str, at: tuple[int, int] = (60, 300), ink: tuple[int, int, int] = (0, 0, 0)) -> Image.Image:
    page = Image.new("RGB", SIZE, "white")
    ImageDraw.Draw(page).text(at, text, ink, ImageFont.load_default(14))
    return page


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def test_a_page_does_not_differ_from_itself() -> None:
    assert differing(_page("letters"), _page("letters")) == ()


@pytest.mark.parametrize(("before", "after"), [("l", "i"), ("e", "c"), (".", ","), ("", "-")])
def test_one_changed_letter_is_found_where_it_is(before: str, after: str) -> None:
    (area,) = differing(_page(f"a word: {before}"), _page(f"a word: {after}"))
    x = 60 + ImageFont.load_default(14).getlength("a word: ")
    assert x - 10 <= area[0] <= x + 8
    assert 292 <= area[1] <= area[3] <= 328
    assert area[2] - area[0] <= 24


def test_another_colour_of_the_same_brightness_is_a_change() -> None:
    assert differing(_page("red", ink=(200, 0, 0)), _page("red", ink=(0, 102, 0)))


def test_smoothing_is_no_change() -> None:
    page = _page("smooth")
    lighter = page.point([min(255, level % 256 + 30) for level in range(768)])
    assert differing(page, lighter) == ()
    dot = page.copy()
    dot.putpixel((400, 400), (0, 0, 0))
    assert differing(page, dot) == ()


def test_a_page_of_another_size_differs_as_a_whole() -> None:
    assert differing(_page("a"), _page("a").crop((0, 0, 500, 827))) == ((0, 0, 500, 827),)


def test_places_far_apart_stay_apart() -> None:
    before, after = _page("head", (60, 40)), _page("foot", (60, 740))
    after.paste(before.crop((0, 0, 583, 100)).transpose(Image.Transpose.FLIP_TOP_BOTTOM))
    assert len(differing(before, after)) == 2


_edges = st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(1, 60), st.integers(1, 60))


@given(st.lists(_edges.map(lambda each: (each[0], each[1], each[0] + each[2], each[1] + each[3])), max_size=40))
def test_a_few_rectangles_hold_all_that_differs(boxes: list[Box]) -> None:
    found = merged(boxes)
    assert len(found) <= 6
    assert all(any(_holds(outer, box) for outer in found) for box in boxes)


def test_areas_count_from_the_trimmed_corner() -> None:
    assert in_points((100, 200, 200, 250), (8.5, 8.5), 0.72) == Area(63.5, 135.5, 72, 36)
