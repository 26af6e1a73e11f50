"""The table of a drive for people who filter and sum up: a workbook, the same bytes for the same data."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zipfile import ZipFile

from guidepress.compose.destination import Destination, language_of
from guidepress.compose.ticket import name_of_paper
from guidepress.compose.words import Words
from guidepress.content.model import PartialDate
from guidepress.tickets.packing import zipped

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, Any]
Value = str | int | float | date | None

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that spreadsheets may take for a formula (OWASP, CSV injection)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # which XML cannot hold
_LONGEST = 32_767  # characters of a cell
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


class Column(NamedTuple):
    """A column: its title, its width in letters, what stands in it."""

    title: str
    width: int
    values: Sequence[Value]


def report(data: Row, day: date) -> bytes:
    """Return the workbook of a drive's ticket: its campuses, and its paper. `day` is the date that the file bears."""
    from openpyxl import Workbook

    spoken = language_of(data)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = data["drive"]["brand"]
    book.properties.title = data["drive"]["title"]
    book.properties.created = datetime.combine(day, time())
    _fill(book.create_sheet(spoken("Campuses")), _campuses(spoken, data["campuses"]))
    _fill(book.create_sheet(spoken("Paper")), _papers(spoken, data["papers"]))
    buffer = io.BytesIO()
    book.save(buffer)
    return _undated(buffer.getvalue(), day)


def _campuses(spoken: Words, rows: Sequence[Row]) -> list[Column]:
    def counts(kind: str) -> list[Value]:
        return [row["copies"].get(kind) for row in rows]

    return [
        Column(spoken("Id"), 18, [row["id"] for row in rows]),
        Column(spoken("Name"), 40, [row["name"] for row in rows]),
        Column(spoken("City"), 18, [row["city"] for row in rows]),
        Column(spoken("Date"), 14, [_day(row["date"]) for row in rows]),
        Column(spoken("State"), 14, [Destination(spoken, row).status for row in rows]),
        Column(spoken("Replaces the issue of"), 22, [_day(row["replaces"]) for row in rows]),
        Column(spoken("Files"), 8, [row["files"] for row in rows]),
        Column(spoken("Booklets"), 12, counts("booklet")),
        Column(spoken("Cheat sheets"), 14, counts("cheatsheet")),
        Column(spoken("Notices"), 10, counts("notice")),
        Column(spoken("Sheets of paper"), 16, [sum(paper["sheets"] for paper in row["papers"]) for row in rows]),
        Column(spoken("Problems"), 60, ["; ".join(Destination(spoken, row).troubles) for row in rows]),
        Column(spoken("Folder"), 40, [row["folder"] for row in rows]),
    ]


def _papers(spoken: Words, papers: Sequence[Row]) -> list[Column]:
    return [
        Column(spoken("Paper"), 30, [name_of_paper(spoken, paper) for paper in papers]),
        Column(spoken("Sheets"), 14, [paper["sheets"] for paper in papers]),
        Column(spoken("Reams of 500"), 14, [paper["reams"] for paper in papers]),
    ]


def _fill(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Write a table with a head that stays where it is, and a filter."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(columns, start=1):
        head = sheet.cell(1, number, column.title)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        for row, value in enumerate(column.values, start=2):
            _write(cast("Cell", sheet.cell(row, number)), value)  # merged cells there are none
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _write(cell: Cell, value: Value) -> None:
    """Write a value; a text is a text, whatever it looks like.

    One that looks like a formula also gets the mark that the apostrophe leaves in a spreadsheet, so that it stays
    a text when somebody edits it.
    """
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return
    if value:
        cell.value = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value)[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_ACTIVE)


def _day(written: str) -> Value:
    """Return a date as one that can be sorted by, if it is known to the day."""
    known = PartialDate.parse(written) if written else None
    return known.first_day if known and known.day else written


def _undated(data: bytes, day: date) -> bytes:
    """Return a workbook that does not tell when it was written."""
    with ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    entries[core] = _MODIFIED.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), entries[core])
    return zipped(entries)
