"""Arithmetic of paper, against tables that were reckoned by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from guidepress.compose.plan import Job
from guidepress.content.model import Campus, OfficePrinter, PressPrinter, Printer
from guidepress.content.printer import BUILT_IN
from guidepress.manifest import Artifact
from guidepress.tickets.runs import Paper, Run, common_runs, copies, paper_needed, reams, runs, text_of, together
from tests.tickets.samples import artifact

CAMPUS = Campus(id="x", name="North College", booklet_copies=100, sheet_copies=50, notice_copies=4)
ONE_SIDED = OfficePrinter(edition="office", name="One side at a time", flip="simplex")
SHEETS = PressPrinter(edition="press", name="SRA3", sheet="SRA3", cover="with-text")


def job(kind: str = "booklet", edition: str = "office", **more: Any) -> Job:
    return Job("first", "en", kind, "agent" if kind == "cheatsheet" else None, "acme", edition, **more)


def counted(
    pages: Mapping[Job, int] | Mapping[Job, Artifact], campus: Campus = CAMPUS, printer: Printer | None = None
) -> list[Run]:
    """Return what is printed of documents of so many pages."""
    files = {job: artifact(job, found) if isinstance(found, int) else found for job, found in pages.items()}
    printers = {job: printer or BUILT_IN[job.edition] for job in files if job.edition in BUILT_IN}
    texts = {job: found for job, found in files.items() if job.part == "-text"}
    mine = {job: found for job, found in files.items() if job not in texts}
    found = [*runs(campus, mine, texts, printers)]
    return [*found, *common_runs(found, texts, printers)]


@pytest.mark.parametrize(
    ("asked", "pages", "printer", "each", "total", "paper", "flip"),
    [
        (job(), 28, None, 14, 1_400, Paper(name="A4"), "short"),  # 56 pages of A5, four to a sheet
        (job(), 13, None, 7, 700, Paper(name="A4"), "short"),
        (job(), 1, None, 1, 100, Paper(name="A4"), "short"),
        (job(), 28, ONE_SIDED, 14, 1_400, Paper(name="A4"), "simplex"),  # it goes through twice
        (job("cheatsheet"), 1, None, 1, 50, Paper(name="A4"), ""),
        (job("cheatsheet"), 3, None, 2, 100, Paper(name="A4"), "long"),
        (job("cheatsheet"), 3, ONE_SIDED, 3, 150, Paper(name="A4"), ""),
        (job("notice"), 1, ONE_SIDED, 1, 4, Paper(name="A4"), ""),
        (job("notice", "press"), 1, None, 1, 4, Paper(name="A4", trimmed=True), ""),
        (job("booklet", "press"), 56, None, 14, 1_400, Paper(name="A5", trimmed=True, folded=True), ""),
        (job("booklet", "press"), 58, None, 15, 1_500, Paper(name="A5", trimmed=True, folded=True), ""),
    ],
)
def test_sheets(
    asked: Job, pages: int, printer: Printer | None, each: int, total: int, paper: Paper, flip: str
) -> None:
    [run] = counted({asked: pages}, printer=printer)
    assert (run.sheets_each, run.sheets, run.paper, run.flip) == (each, total, paper, flip)


@pytest.mark.parametrize(
    ("asked", "pages", "printer", "both"),
    [
        (job(), 1, None, True),
        (job("notice"), 1, None, False),
        (job("notice"), 2, None, True),
        (job("notice"), 2, ONE_SIDED, False),
        (job("notice", "press"), 2, None, True),
    ],
)
def test_sides(asked: Job, pages: int, printer: Printer | None, both: bool) -> None:
    [run] = counted({asked: pages}, printer=printer)
    assert run.both_sides is both


def test_a_cover_has_four_pages_and_the_text_is_printed_for_all() -> None:
    cover = job("booklet", "press", drive="season", campus="north", part="-cover")
    found = counted({cover: 4, text_of(cover): 52})
    assert [(run.stock, run.copies, run.sheets_each, run.sheets) for run in found] == [
        ("cover", 100, 1, 100),
        ("text", 100, 13, 1_300),
    ]
    assert found[1].path == "drives/season/first_booklet-text_en_press.pdf"
    assert set(paper_needed(found)) == {
        Paper(name="A5", trimmed=True, folded=True, stock="cover"),
        Paper(name="A5", trimmed=True, folded=True, stock="text"),
    }


def test_a_cover_without_its_text_is_no_booklet() -> None:
    cover = job("booklet", "press", drive="season", campus="north", part="-cover")
    assert counted({cover: 4}) == []
    office = job(drive="season", campus="north")
    assert [run.job for run in counted({cover: 4, office: 28})] == [office]


def test_a_shared_booklet_in_two_parts_is_counted_part_by_part() -> None:
    asked = job("booklet", "press", drive="season", campus="north")
    whole = artifact(asked, 56, {"-cover": 4, "-text": 52})
    assert [(run.stock, run.sheets) for run in counted({asked: whole})] == [("cover", 100), ("text", 1_300)]


def test_press_sheets_go_before_the_pages_that_are_on_them() -> None:
    asked = job("booklet", "press", drive="season", campus="north")
    [run] = counted({asked: artifact(asked, 56, {"-sheets": 27})}, printer=SHEETS)
    assert (run.paper, run.sheets_each, run.sheets) == (Paper(name="SRA3"), 14, 1_400)
    assert run.path.endswith("-sheets_en_press.pdf")


def test_the_press_goes_before_the_office_and_screens_are_not_counted() -> None:
    editions = {job("notice", edition): 1 for edition in ("digital", "office", "press", "large-print")}
    assert [run.job.edition for run in counted(editions)] == ["press"]
    del editions[job("notice", "press")]
    assert [run.job.edition for run in counted(editions)] == ["office"]
    assert counted({job("notice", "digital"): 1, job("notice", "large-print"): 3}) == []


@pytest.mark.parametrize(
    ("said", "english", "hindi"),
    [
        ({"booklet_copies": 60}, 60, 60),
        ({"booklet_copies": 60, "other": {"booklet_copies.hi": "15"}}, 60, 15),
        ({"booklet_copies": 60, "other": {"booklet_copies.hi": " 0 "}}, 60, 0),
        ({"booklet_copies": 60, "other": {"booklet_copies.hi": "a few"}}, 60, 60),
        ({"booklet_copies": 0}, 0, 0),
        ({"other": {"booklet_copies.hi": "15"}}, None, 15),
        ({}, None, None),
    ],
)
def test_copies(said: dict[str, Any], english: int | None, hindi: int | None) -> None:
    campus = Campus(id="x", name="North College", **said)
    assert (copies(campus, "booklet", "en"), copies(campus, "booklet", "hi")) == (english, hindi)


def test_what_nobody_has_counted_is_in_no_total() -> None:
    [run] = counted({job(): 28}, Campus(id="x", name="North College"))
    assert (run.copies, run.sheets, run.open) == (None, None, 1)
    assert paper_needed([run]) == {}
    [none] = counted({job(): 28}, Campus(id="x", name="North College", booklet_copies=0))
    assert (none.sheets, none.open) == (0, 0)


def test_campuses_are_added_up() -> None:
    north, south = (job("cheatsheet", drive="season", campus=id) for id in ("north", "south"))
    several = [
        *counted({north: 1}),
        *counted({south: 1}, Campus(id="x", name="South College", sheet_copies=30)),
        *counted({south: 1}, Campus(id="x", name="West College")),
    ]
    [run] = together(several)
    assert (run.copies, run.sheets, run.campuses, run.open) == (80, 80, 3, 1)


@pytest.mark.parametrize(("sheets", "expected"), [(0, 0), (2, 0), (3, 0.01), (500, 1), (1_400, 2.8), (1_249, 2.5)])
def test_reams(sheets: int, expected: float) -> None:
    assert reams(sheets) == expected
