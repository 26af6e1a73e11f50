"""Notices, finished: one page that is full whatever the drive says, read in the order of what matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guidepress.diagnostics import PreflightError
from guidepress.documents import Finished, produce
from tests.compose.samples import notice_job, visited
from tests.facts.conftest import opened
from tests.facts.reading import MM, Pdf
from tests.facts.structure import tree
from tests.facts.test_overlap import collisions
from tests.facts.test_sheets import LIVE, tallest_void
from tests.facts.test_trees import compare
from tests.parity.reading import said
from tests.parity.test_parity import lost

pytestmark = pytest.mark.slow

CELLS = {
    "name": "College of Example",
    "city": "Pune",
    "date": "12/01/2027",
    "reporting_time": "9:00",
    "venue": "Seminar Hall 2",
    "status": "tentative",
}
DRIVE: dict[str, Any] = {
    "defaults": {
        "bring": [{"item": "Photo identity card"}, {"item": "Curriculum vitae", "copies": 2, "note": "one page"}],
        "rounds": [
            {"kind": "Aptitude test", "minutes": 45, "note": "English and numbers"},
            {"kind": "Group task", "minutes": 30},
            {"kind": "Interview", "minutes": 20},
        ],
    },
    "eligibility": {"courses": ["BA", "BCom"], "pass_years": [2026, 2027], "active_backlogs_max": 1},
    "registration": {"url": "https://example.org/season/{id}", "until": "2027-01-08"},
    "contacts": [{"name": "Placement cell", "phone": "+91 20 5550 0100", "email": "cell@example.org"}],
    "accommodations": "Write to us if you need extra time or a quiet room.",
    "privacy_notice": {"text": "We delete your details after six months.", "url": "https://example.org/privacy"},
    "no_fee_statement": "No fee, no deposit, at any step.",
}
LONG: dict[str, Any] = {
    **DRIVE,
    "defaults": {
        "bring": [{"item": f"Certificate of the course {number}", "copies": 2} for number in range(15)],
        "rounds": [{"kind": f"Talk of round {number}", "minutes": 10 + 5 * (number % 4)} for number in range(12)],
    },
}
LONG_CELLS = {**CELLS, "name": "Institute of Example " * 9, "venue": "Behind the new library, second floor. " * 8}
BODY = {"full": (DRIVE, CELLS), "long": (LONG, LONG_CELLS), "bare": ({}, {})}


def made(root: Path, name: str, edition: str = "digital") -> Finished:
    drive, cells = BODY[name]
    finished = produce(visited(root, drive, **cells), notice_job(edition))
    assert [str(found) for found in finished.diagnostics] == []
    return finished


@pytest.fixture(scope="module", params=BODY)
def any_notice(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Pdf]:
    yield from opened(made(tmp_path_factory.mktemp("notice"), request.param))


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return made(tmp_path_factory.mktemp("notice"), "full")


@pytest.fixture(scope="module")
def notice(finished: Finished) -> Iterator[Pdf]:
    yield from opened(finished)


def spoken(file: Pdf, page: int = 1) -> list[str]:
    """Return the texts of a page in the order of its tags."""
    runs: dict[int, str] = {}
    for char in file.chars[page - 1]:
        runs[char.style.mark] = runs.get(char.style.mark, "") + char.text
    marks = (mark for element in tree(file.reader).walk() for where, mark in sorted(element.marks) if where == page)
    return [runs[mark] for mark in marks if mark in runs]


def test_a_notice_is_one_page_of_a4_that_is_full(any_notice: Pdf) -> None:
    [page] = any_notice.reader.pages
    assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, 210 * MM, 297 * MM], abs=0.1)
    assert max(char.bottom for char in any_notice.chars[0]) > 265 * MM
    assert tallest_void(any_notice) < LIVE / 4


def test_type_is_of_a_size_to_be_read(any_notice: Pdf) -> None:
    assert min(char.size for char in any_notice.chars[0]) >= 7.99
    assert collisions(list(any_notice.chars[0])) == []


def test_the_body_is_between_nine_and_eleven_points(notice: Pdf) -> None:
    sizes = Counter(round(char.size, 2) for char in notice.chars[0])
    assert 9 <= sizes.most_common(1)[0][0] <= 11


def test_date_and_time_are_the_largest_things_on_the_page(notice: Pdf) -> None:
    largest = sorted(notice.chars[0], key=lambda char: -char.size)
    assert "".join(char.text for char in largest[:2]) == "12"
    assert "".join(char.text for char in largest[2:6]) == "9:00"


def test_whoever_listens_hears_title_campus_date_time_and_place_first(notice: Pdf) -> None:
    heard = "".join("".join(spoken(notice)).split())
    beginning = "Aseason|CollegeofExample,Pune|Tuesday|12|January2027|Bethereat|9:00|am|SeminarHall2|Tentative"
    assert heard.startswith(beginning.replace("|", ""))


def test_large_print_is_large_and_says_the_same(finished: Finished, tmp_path: Path) -> None:
    large = made(tmp_path, "full", "large-print")
    assert lost(said(finished.html), said(large.html)) == {}
    for file in opened(large):
        assert file.page_count > 1
        assert min(char.size for page in file.chars for char in page) >= 15.99


def test_tags_of_a_notice(notice: Pdf) -> None:
    compare("notice", tree(notice.reader), 1)


@pytest.mark.parametrize("edition", ["office", "press"])
def test_paper_gets_one_page_too(tmp_path: Path, edition: str) -> None:
    assert made(tmp_path, "long", edition).pages == 1


def test_what_does_not_fit_is_refused_with_the_way_out(tmp_path: Path) -> None:
    library = visited(tmp_path, {**LONG, "accommodations": "Write to us about it. " * 150}, **LONG_CELLS)
    with pytest.raises(PreflightError) as refused:
        produce(library, notice_job())
    [found] = refused.value.diagnostics
    assert found.code == "notice-overflow"
    assert "shorten `accommodations` (750 words)" in str(found.hint)
