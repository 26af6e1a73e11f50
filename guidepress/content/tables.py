"""Tables as spreadsheets save them: CSV in the encodings that there are, or the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from guidepress.content.codes import problem
from guidepress.content.drive import CAMPUS_CAP
from guidepress.content.files import read, relative
from guidepress.content.workbooks import COLUMN_CAP, is_workbook, workbook_records
from guidepress.content.yaml_tree import Steps
from guidepress.diagnostics import ContentError, Diagnostic, Span

LIST_CAP = 10_000_000  # bytes
csv.field_size_limit(LIST_CAP)  # what is too long for a cell is said of its row; the list need not break off

_DELIMITERS = (",", ";", "\t")
# Soft hyphens, spaces of no width, marks of direction and of byte order come along when texts are copied. Joiners stay:
# Indian scripts spell with them.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_AS_CSV = "save it as “CSV UTF-8”, or as an Excel workbook (.xlsx)"


@dataclass
class Table:
    """A list as it stands in its file: the names of its columns, and the cells of each row by the row's number.

    Rows without any text are left out; the others keep the numbers that a spreadsheet shows.
    """

    file: str
    header: int = 1
    """The row that names the columns."""
    columns: tuple[str, ...] = ()
    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    short: set[int] = field(default_factory=set)
    """The rows that end before the last column does; spreadsheets write none such."""
    noted: tuple[Diagnostic, ...] = ()
    places: dict[str, int] = field(default_factory=dict)
    """The row of each campus, by what its origin says of it: that stays the same when rows before it come and go."""

    def span(self, path: Steps = ()) -> Span:
        """Return the place of a cell, by row and column name: `FILE:17:4 (date)`, as a spreadsheet counts."""
        row = self._row(path[0]) if path else self.header
        name = str(path[1]) if len(path) > 1 else ""
        return self.cell(row, self.columns.index(name) + 1, name) if name in self.columns else self.cell(row, 1)

    def _row(self, step: str | int) -> int:
        """Return a row by its number, or by the place of a campus; the header for one that is gone."""
        return step if isinstance(step, int) else self.places.get(step, self.header)

    def cell(self, row: int, column: int, name: str = "") -> Span:
        """Return the place of a cell by its numbers, from 1."""
        cells = self.rows.get(row, self.columns)
        text = cells[column - 1] if column <= len(cells) else ""
        return Span(self.file, row, column, max(1, len(text)), text, name)


def read_table(root: Path, path: Path, is_known: Callable[[str], bool]) -> Table:
    """Read a list by what it holds, whatever its name ends in; `is_known` tells names of columns from other text.

    Raises `ContentError` for a list that cannot be read as a whole.
    """
    file = relative(root, path)
    data = read(root, path, LIST_CAP, "list-size")
    if is_workbook(data):
        table = _table(file, workbook_records(data, file))
        table.short.clear()  # a sheet ends where its last text does
    else:
        _refuse_foreign(data, file)
        table = _table(file, enumerate(_csv_records(data, file, is_known), start=1))
    table.noted = tuple(_misnamed(path, file, data))
    return table


def _table(file: str, records: Iterable[tuple[int, Sequence[str]]]) -> Table:
    table = Table(file)
    for number, cells in records:
        kept = _trimmed(cells)
        if not kept:
            continue
        if not table.columns:
            table.header, table.columns = number, kept
        elif len(table.rows) == CAMPUS_CAP:
            message = f"this list has more than {CAMPUS_CAP:,} rows"
            raise ContentError(problem("list-size", message, Span(file, number), "split it into several drives"))
        else:
            table.rows[number] = kept
            table.short |= {number} if len(cells) < len(table.columns) else set()
    if len(table.columns) > COLUMN_CAP:
        message = f"this list has more than {COLUMN_CAP} columns"
        raise ContentError(problem("list-size", message, Span(file, table.header), "delete those that are not needed"))
    return table


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Return cells without what nobody sees, the blanks around their texts too; and no empty cells at the end."""
    kept = [cell.translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


class _Foreign(NamedTuple):
    start: bytes
    what: str


_FOREIGN = (
    _Foreign(b"\xd0\xcf\x11\xe0", "an old Excel file (.xls), or one with a password"),
    _Foreign(b"%PDF", "a PDF"),
    _Foreign(b"<", "a web page or XML"),
    _Foreign(b"{", "JSON or RTF"),
)


def _refuse_foreign(data: bytes, file: str) -> None:
    for start, what in _FOREIGN:
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            hint = "open it in a spreadsheet program, and save it as .xlsx without a password, or as “CSV UTF-8”"
            raise ContentError(problem("list-format", f"this list is {what}", Span(file), hint))


def _misnamed(path: Path, file: str, data: bytes) -> Iterator[Diagnostic]:
    ending, found = path.suffix.lower(), ".xlsx" if is_workbook(data) else ".csv"
    if (ending in (".xlsx", ".xlsm", ".xls") and found == ".csv") or (ending == ".csv" and found == ".xlsx"):
        message = f"this list ends in {ending}, but holds what ends in {found}; it is read as what it is"
        yield problem(
            "list-ending", message, Span(file), f"rename it to {path.stem}{found}, and name it so in drive.yaml"
        )


_END = "\0"  # a record that no list has: if it does not come out last, a quotation mark is open


def _csv_records(data: bytes, file: str, is_known: Callable[[str], bool]) -> list[list[str]]:
    text = _decoded(data, file, is_known)
    if told := re.match(r"sep=([,;\t])\r?\n", text):  # Excel's own line, which it does not show
        text = text[told.end() :]
    records = _records(f"{text.rstrip()}\n{_END}", is_known)
    if records.pop() != [_END]:
        span = Span(file, len(records) + 1)
        hint = "close it; a quotation mark that belongs to a text is doubled, and the whole text quoted"
        raise ContentError(problem("list-format", "a quotation mark of this row is never closed", span, hint))
    return records


def _records(text: str, is_known: Callable[[str], bool]) -> list[list[str]]:
    """Split a text by the delimiter that finds the most known columns in its first record."""

    def _split(delimiter: str) -> Iterator[list[str]]:
        return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)

    def _merit(delimiter: str) -> tuple[int, int]:
        header = next((record for record in _split(delimiter) if any(record)), [])
        return sum(map(is_known, header)), len(header)

    return list(_split(max(_DELIMITERS, key=_merit)))


def _decoded(data: bytes, file: str, is_known: Callable[[str], bool]) -> str:
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as failure:
        before = _records(f"{data[: failure.start].decode(encoding, 'replace')}?", is_known)
        name = before[0][len(before[-1]) - 1] if len(before[-1]) <= len(before[0]) and len(before) > 1 else ""
        span = Span(file, len(before), len(before[-1]), 1, "", name)
        raise ContentError(problem("list-encoding", "this list is not saved as Unicode", span, _AS_CSV)) from None


def _encoding(data: bytes) -> str:
    """Return the encoding: UTF-16 if it says so, or if every other byte at the start is zero; else UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = data[:400]
    low, high = start[::2].count(0), start[1::2].count(0)
    if max(low, high) * 4 >= len(start) > 0 and not min(low, high):
        return "utf-16-be" if low else "utf-16-le"
    return "utf-8-sig"
