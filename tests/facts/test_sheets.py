"""Cheat sheets: one page that is full, can be read, and can be printed."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import pytest

from guidepress.content.library import Library
from tests.facts.conftest import GUIDE, SHEETS
from tests.facts.reading import MM, Pdf
from tests.facts.structure import tree
from tests.facts.test_booklet import embedded, smallest
from tests.facts.test_overlap import collisions

pytestmark = pytest.mark.slow

LIVE = 273 * MM  # the height of A4 less its margins


def test_a_sheet_is_one_page_of_a4(sheet: Pdf) -> None:
    [page] = sheet.reader.pages
    assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, 210 * MM, 297 * MM], abs=0.1)


def test_the_body_is_between_nine_and_eleven_points(sheet: Pdf) -> None:
    sizes = Counter(round(char.size, 2) for char in sheet.chars[0])
    body, count = sizes.most_common(1)[0]
    assert count > 500
    assert 9 <= body <= 11


def test_nothing_is_smaller_than_eight_points(sheet: Pdf) -> None:
    assert smallest(sheet) >= 7.99


def test_text_keeps_eight_millimetres_from_the_edge(sheet: Pdf) -> None:
    chars = sheet.chars[0]
    assert min(char.left for char in chars) >= 8 * MM
    assert min(char.top for char in chars) >= 8 * MM
    assert max(char.right for char in chars) <= 202 * MM
    assert max(char.bottom for char in chars) <= 289 * MM


def test_a_sheet_has_no_void(sheet: Pdf) -> None:
    assert tallest_void(sheet) < LIVE / 4


def test_the_sheet_of_a_role_that_says_little_has_no_void(sparse_sheet: Pdf) -> None:
    assert sparse_sheet.page_count == 1
    assert tallest_void(sparse_sheet) < LIVE / 4
    assert min(char.size for char in sparse_sheet.chars[0]) >= 7.99


def test_no_text_is_printed_over_other_text(sheet: Pdf, sparse_sheet: Pdf) -> None:
    assert collisions(list(sheet.chars[0])) == []
    assert collisions(list(sparse_sheet.chars[0])) == []


def tallest_void(file: Pdf) -> float:
    """Return the height in points of the tallest band of a page from edge to edge in which there is nothing."""
    rows = file.inked(0)
    assert sum(rows) > 20
    return max(len(list(run)) for inked, run in groupby(rows) if not inked) * 297 * MM / len(rows)


def test_a_sheet_fills_its_page(sheet: Pdf) -> None:
    assert max(char.bottom for char in sheet.chars[0]) > 270 * MM


def test_fonts_are_ours_and_embedded(sheet: Pdf) -> None:
    assert {family for family, whole in embedded(sheet) if whole} <= {"Mukta", "Anek", "Anek-Display"}
    assert all(whole for _, whole in embedded(sheet))


def test_the_file_says_what_it_is(sheet: Pdf, library: Library) -> None:
    guide = library.guides[GUIDE]
    titles = {f"{guide.role(id).title}: {guide.title}" for id in SHEETS}
    assert sheet.reader.metadata
    assert sheet.reader.metadata.title in titles
    assert sheet.reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]


def test_pictures_are_described(sheet: Pdf) -> None:
    figures = [element for element in tree(sheet.reader).walk() if element.tag == "Figure"]
    assert figures
    assert all(figure.alt for figure in figures)
