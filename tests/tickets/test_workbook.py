"""The table of a drive, opened again: what is a number is one, and no text becomes a formula."""

from __future__ import annotations

import io
from datetime import date, datetime
from zipfile import ZipFile

import openpyxl
import pytest

from guidepress.diagnostics import error
from guidepress.tickets.workbook import report
from tests.tickets.conftest import Seasonal
from tests.tickets.samples import NORTH, SOUTH, written

DAY = date(2026, 11, 22)
DANGEROUS = ('=HYPERLINK("x")', "+1+1", "-2", "@SUM(A1)", "=cmd|'/c calc'!A1")


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture
def book(seasonal: Seasonal) -> bytes:
    troubles = {"south": [error("sheet-overflow", "the sheet is too long")]}
    return report(written(seasonal(NORTH, SOUTH), troubles=troubles)[None].data, DAY)


def test_a_row_for_each_campus(book: bytes) -> None:
    campuses = opened(book).worksheets[0]
    head, north, south = campuses.iter_rows(values_only=True)
    assert head == (
        *("Id", "Name", "City", "Date", "State", "Replaces the issue of", "Files", "Booklets", "Cheat sheets"),
        *("Notices", "Sheets of paper", "Problems", "Folder"),
    )
    folder = "drives/season/north"
    expected = ("north", "North College", "Pune", datetime(2027, 1, 12), "Ready", None, 8, 100, 100, 4, 1_504, None)
    assert north == (*expected, folder)
    assert south[8] is None, "nobody has said how many"
    assert south[11] == "the sheet is too long"


def test_totals_of_paper(book: bytes) -> None:
    assert [*opened(book).worksheets[1].iter_rows(values_only=True)] == [
        ("Paper", "Sheets", "Reams of 500"),
        ("A4", 1_928, 3.86),
    ]


def test_it_is_easy_to_work_with(book: bytes) -> None:
    for sheet in opened(book).worksheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(column.width >= 8 for column in sheet.column_dimensions.values())
    assert opened(book).worksheets[0]["D2"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("text", DANGEROUS)
def test_texts_stay_texts(seasonal: Seasonal, text: str) -> None:
    data = written(seasonal())[None].data
    data["campuses"][0]["name"] = text
    cell = opened(report(data, DAY)).worksheets[0]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize(("text", "kept"), [("a\x07b", "a\ufffdb"), ("x" * 40_000, "x" * 32_767), ("\t=1", "\t=1")])
def test_what_a_cell_cannot_hold_is_left_out(seasonal: Seasonal, text: str, kept: str) -> None:
    data = written(seasonal())[None].data
    data["campuses"][0]["name"] = text
    assert opened(report(data, DAY)).worksheets[0]["B2"].value == kept


def test_dates_that_are_no_days_are_written_out(seasonal: Seasonal) -> None:
    data = written(seasonal())[None].data
    data["campuses"][0]["date"], data["campuses"][1]["date"] = "2027-01", ""
    campuses = opened(report(data, DAY)).worksheets[0]
    assert (campuses["D2"].value, campuses["D3"].value) == ("2027-01", None)


def test_the_same_data_are_the_same_bytes(seasonal: Seasonal) -> None:
    data = written(seasonal())[None].data
    first = report(data, DAY)
    with ZipFile(io.BytesIO(first)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-11-22T00:00:00Z") == 2
    assert str(date.today()) not in core
    assert report(data, DAY) == first
