"""Workbooks (.xlsx): the first sheet as rows of text. Nothing is trusted: sizes, entities, numbers of rows."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, repeat, zip_longest
from typing import Any

from guidepress.content.codes import problem
from guidepress.content.drive import CAMPUS_CAP
from guidepress.diagnostics import ContentError, Diagnostic, Span

UNPACKED_CAP = 100_000_000  # bytes
COLUMN_CAP = 500
ROW_CAP = 200_000  # empty ones among them

_MAGIC = b"PK\3\4"
_ENTITIES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_DOWN = re.compile(rb'<(?:\w+:)?mergeCell [^>]*\bref="([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})"')  # within a column
_NOTHING = ""  # a formula's value, when it is a text without letters; one that was never worked out has none
_EXACT = 10**15  # spreadsheets keep 15 digits
_AGAIN = "open it in a spreadsheet program, and save it as an Excel workbook (.xlsx) without a password"


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are those of a zip file, as every .xlsx is."""
    return data.startswith(_MAGIC)


def workbook_records(data: bytes, file: str) -> list[tuple[int, list[str]]]:
    """Return the rows of the first sheet that are not empty, by their numbers; each cell as the text it stands for.

    No more than one beyond `CAMPUS_CAP`, and the header. A formula without a value comes out as the formula. Raises
    `ContentError` for what is no sound workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validation, which do not matter here
            return list(islice(_records(data, file), CAMPUS_CAP + 2))
    except ContentError:
        raise
    except Exception:  # a parser of damaged files raises whatever it stumbles over
        raise ContentError(_damaged(file)) from None


def _records(data: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    members = _members(data, file)
    rows = _values(data)
    written = _values(data, formulas=True) if any(map(_FORMULA.search, members.values())) else repeat([])
    merged = _Merged(members[_first_sheet(data)])
    for number, (values, formulas) in enumerate(zip(rows, written, strict=False), start=1):
        if number > ROW_CAP:
            message = f"this sheet goes on below row {ROW_CAP:,}"
            raise ContentError(problem("list-size", message, Span(file), "delete the empty rows below the list"))
        if values or formulas:
            pairs = zip_longest(values, formulas)
            yield number, merged.filled(number, [_text(said if value is None else value) for value, said in pairs])


def _damaged(file: str) -> Diagnostic:
    return problem("list-format", "this list is no Excel workbook, or a damaged one", Span(file), _AGAIN)


class _Merged:
    """Cells that are merged with those below them: all of these rows show the text of the first."""

    def __init__(self, sheet: bytes) -> None:
        from openpyxl.utils import column_index_from_string as column_index

        self._begun: dict[int, list[tuple[int, int]]] = {}
        for column, first, last in _DOWN.findall(sheet):
            position = column_index(column.decode()) - 1
            if position < COLUMN_CAP:
                self._begun.setdefault(int(first), []).append((position, int(last)))
        self._held: dict[int, tuple[int, str]] = {}

    def filled(self, number: int, texts: list[str]) -> list[str]:
        """Return the texts of a row, with those that it shows of rows above it."""
        for position, last in self._begun.get(number, ()):
            self._held[position] = last, texts[position] if position < len(texts) else ""
        for position, (last, text) in self._held.items():
            if number <= last and text:
                texts += [""] * (position + 1 - len(texts))
                texts[position] = text
        return texts


def _first_sheet(data: bytes) -> str:
    """Return the name of the part that holds the first sheet."""
    from openpyxl import load_workbook

    sheet: Any = load_workbook(io.BytesIO(data), read_only=True, keep_links=False).worksheets[0]
    return sheet._worksheet_path.lstrip("/")


def _members(data: bytes, file: str) -> dict[str, bytes]:
    """Return the parts of a workbook, unpacked, by name. Refuses bombs, passwords and entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > UNPACKED_CAP:
            message = f"this list unpacks to {size / 1e6:.0f} MB; {UNPACKED_CAP / 1e6:.0f} MB is the most"
            raise ContentError(problem("list-size", message, Span(file), "copy the rows into a new workbook"))
        # No more than a part says of itself, whatever is in there.
        unpacked = {part.filename: archive.open(part).read(part.file_size + 1) for part in parts}
    if any(mark in member for member in unpacked.values() for mark in _ENTITIES):
        raise ContentError(problem("list-format", "this workbook holds XML entities", Span(file), _AGAIN))
    return unpacked


def _values(data: bytes, *, formulas: bool = False) -> Iterator[list[Any]]:
    """Yield the values of the first sheet's cells; of those with a formula the value last seen, or the formula."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)
    sheet: Any = book.worksheets[0]
    sheet.reset_dimensions()  # what a sheet says of its size need not be true
    for row in sheet.iter_rows(max_col=COLUMN_CAP + 1):
        values = [_NOTHING if cell.value is None and cell.data_type == "str" else cell.value for cell in row]
        while values and values[-1] is None:
            values.pop()
        yield values


def _text(value: Any) -> str:
    """Return a cell's value as somebody would type it: ISO dates, HH:MM, numbers with all of their digits."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else f"{value.date().isoformat()} {value:%H:%M}"
    if isinstance(value, time | timedelta):
        return _clock(value)
    if isinstance(value, float) and math.isfinite(value) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    formula = getattr(value, "text", None) or value  # of an array
    return str(formula).replace("_x000D_", "")


def _clock(value: time | timedelta) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
