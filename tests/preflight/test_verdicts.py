"""What preflight found, in terms of the content: a line, a field, a number of words, a place in a file."""

from __future__ import annotations

import pytest

from guidepress.content.library import Library
from guidepress.diagnostics import Spot
from guidepress.preflight.facts import Area, Layers, Page, Shape
from guidepress.preflight.inspection import Complaint, judged
from guidepress.preflight.rules.row import Finding
from guidepress.verdicts import diagnosed
from tests.compose.samples import loaded
from tests.conftest import HOUSE
from tests.preflight.rooms import BLACK, LINE, SHEET, facts, page

FILE = "bpo-operations/en/bpo-operations_booklet_en_digital.pdf"
DUTY = "source/guides/bpo-operations/roles/team-leader.yaml#/duties/1"


@pytest.fixture(scope="module")
def library() -> Library:
    return loaded(HOUSE)


def test_a_finding_has_its_file_its_page_and_its_line(library: Library) -> None:
    finding = Finding("it is small", 7, Area(40, 90.04, 60, 14))
    (said,) = diagnosed(library, FILE, [Complaint("error", "small-text", finding, DUTY)])
    assert said.message == "bpo-operations_booklet_en_digital.pdf, page 7: it is small"
    assert said.spot == Spot(FILE, 7, 40, 90.0, 60, 14)
    assert said.span and said.span == library.span(DUTY)


def test_without_a_page_or_a_source_it_is_about_the_file(library: Library) -> None:
    (said,) = diagnosed(library, FILE, [Complaint("warning", "file-size", Finding("it is large"))])
    assert (said.message, said.spot, said.span) == (f"{FILE.rpartition('/')[2]}: it is large", Spot(FILE), None)


@pytest.mark.parametrize(("surplus", "hint"), [(1, "about 1 word too many: shorten `duties`"), (0, "as it was")])
def test_text_without_room_says_how_many_words_are_too_many_and_where(
    surplus: int, hint: str, library: Library
) -> None:
    finding = Finding("it is cut off", 7, Area(40, 90, 60, 14), "as it was", surplus)
    (said,) = diagnosed(library, FILE, [Complaint("error", "text-outside", finding, DUTY)])
    assert said.hint == hint


def test_words_that_are_cut_off_are_counted() -> None:
    text = "ten words stand here of which half are not seen"
    half_out = LINE._replace(area=Area(419.5 - 100, 60, 200, 12), text=text)
    outside = LINE._replace(area=Area(45, 595.3 + 5, 300, 12), text="four words too many")
    (half, *_) = judged(facts(page(1, half_out)), SHEET)
    (all_of_it, *_) = judged(facts(page(1, outside._replace(clipped=1.0))), SHEET)
    assert [(found.code, found.finding.surplus) for found in (half, all_of_it)] == [
        ("text-outside", 5),
        ("text-outside", 4),
    ]


@pytest.mark.parametrize(
    ("page_of", "code"),
    [
        (page(1, LINE._replace(area=Area(2000, 60, 300, 12), clipped=1.0)), "text-outside"),
        (page(1, LINE._replace(area=Area(45, 700, 300, 12), clipped=1.0)), "text-outside"),
        (page(1, LINE._replace(area=Area(150, 60, 300, 12), text="54 – 2027.1")), "text-outside"),
        (page(1, LINE, LINE._replace(area=Area(45, 66, 300, 12), text="Other words")), "text-overlap"),
        (
            page(1, LINE, shapes=(Shape(LINE.area, BLACK, None, 5),), layers=Layers((1,), (2,))),
            "text-covered",
        ),
    ],
    ids=["elsewhere", "below the page", "a number", "over other text", "under an area"],
)
def test_where_fewer_words_do_not_help_none_are_too_many(page_of: Page, code: str) -> None:
    assert [(found.code, found.finding.surplus) for found in judged(facts(page_of), SHEET)] == [(code, 0)]
