"""Each place on a page leads to the line that made it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidepress.content.library import Library
from guidepress.content.model import Role
from guidepress.placements import Landed, Placement
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Page, Run
from guidepress.preflight.inspection import source_of
from guidepress.preflight.reading.file import read
from guidepress.preflight.rules.row import Finding
from tests.compose.samples import loaded
from tests.conftest import manifest

LIST = Placement("f#/duties", 2, 40, 100, 300, 60, "ol")
ITEM = Placement("f#/duties/1", 2, 40, 120, 300, 20, "li")
ELSEWHERE = Placement("f#/summary", 3, 40, 120, 300, 20, "p")
PLACED = (LIST, ITEM, ELSEWHERE)


@pytest.mark.parametrize(
    ("page", "area", "source"),
    [
        (2, Area(50, 125, 40, 8), "f#/duties/1"),  # in both: the smaller one
        (2, Area(50, 105, 40, 8), "f#/duties"),
        (2, Area(300, 400, 9, 9), "f#/duties"),  # in none: the nearest on its page
        (3, Area(50, 125, 40, 8), "f#/summary"),
        (2, None, "f#/duties"),  # the whole page: what fills most of it
        (4, Area(50, 125, 40, 8), None),
        (0, None, None),  # the whole file
    ],
)
def test_a_finding_leads_to_the_smallest_block_around_it(page: int, area: Area | None, source: str | None) -> None:
    assert source_of(Finding("", page, area), PLACED) == source


# Real documents


def documents(output: Path, edition: str) -> Iterator[tuple[str, tuple[Page, ...], tuple[Placement, ...]]]:
    for path in manifest(output, edition):
        kept = json.loads((output / ".guidepress" / "placements" / f"{path}.json").read_text(encoding="utf-8"))
        yield path, read((output / path).read_bytes(), Expectation()).pages, Landed.from_data(kept).placements


@pytest.fixture(scope="module")
def library(guide_project: Path) -> Library:
    return loaded(guide_project)


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["digital", "large-print"])
def test_every_letter_of_the_shipped_guide_leads_into_the_content(edition: str, guide_project: Path) -> None:
    seen = 0
    for path, pages, placements in documents(guide_project / "output", edition):
        for page in pages:
            assert all(source_of(Finding("", page.number, run.area), placements) for run in page.runs), path
            seen += len(page.runs)
    assert seen > 2000


@pytest.mark.slow
def test_a_text_of_a_role_leads_to_the_line_where_it_was_written(library: Library, guide_project: Path) -> None:
    """The duties, the questions and the summary of each role, wherever a line of the booklet begins with one."""
    (booklet,) = (each for each in documents(guide_project / "output", "digital") if "booklet" in each[0])
    _, pages, placements = booklet
    guide = library.guides["bpo-operations"]
    checked = 0
    for role in guide.roles:
        for path, text in texts(role):
            for page, run in lines_that_begin(pages, text):
                source = source_of(Finding("", page.number, run.area), placements)
                assert source is not None
                assert library.span(source).line == library.span_of(role, *path).line, (text, source)
                checked += 1
    assert checked > 40


def texts(role: Role) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from ((("duties", index), str(duty)) for index, duty in enumerate(role.duties))
    yield from ((("interview", index), str(item.question)) for index, item in enumerate(role.interview))


def lines_that_begin(pages: tuple[Page, ...], text: str) -> Iterator[tuple[Page, Run]]:
    start = text[:24]
    return ((page, run) for page in pages for run in page.runs if len(start) > 16 and run.text.startswith(start))
