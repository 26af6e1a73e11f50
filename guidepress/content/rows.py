"""A row of a list as a campus: cells read, defaults filled in, addresses made; or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from guidepress.content.cells import COLUMNS, reader, refusal
from guidepress.content.codes import problem
from guidepress.content.complaints import Said
from guidepress.content.drive import CampusFields
from guidepress.content.hints import listed
from guidepress.content.model import Campus, Drive
from guidepress.content.shapes import Origin
from guidepress.content.tables import Table
from guidepress.content.templates import filled, needs, unknown_columns
from guidepress.content.texts import slug
from guidepress.diagnostics import Diagnostic, Span


@dataclass(slots=True)
class Row:
    """What a row came to. `id` is as far as it is known, else empty; there is no campus where something is an error."""

    number: int
    id: str = ""
    campus: Campus | None = None
    said: list[Diagnostic] = field(default_factory=list)

    @property
    def is_spoilt(self) -> bool:
        return any(one.severity == "error" for one in self.said)


@dataclass(slots=True)
class _Cells:
    """The cells of a row that are sound: values of the columns that campuses are made of, texts of all others."""

    values: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """Return what a column says, as addresses have it; empty if it says nothing."""
        value = self.values.get(column)
        said = " ".join(value) if column == "locales" and value else value
        return self.other.get(column) or ("" if said is None else str(said))


class RowReader:
    """Reads the rows of a list, each for itself."""

    def __init__(self, drive: Drive, table: Table, languages: Collection[str], today: date) -> None:
        self._drive, self._table, self._languages, self._today = drive, table, languages, today
        self._readers = [(column, reader(column, drive.date_format)) for column in table.columns]
        given = ((name, getattr(drive.defaults, name)) for name in CampusFields.model_fields)
        self._usual = {name: value for name, value in given if value not in (None, ())}
        self.known = tuple(filter(None, dict.fromkeys((*table.columns, "id", *self._usual))))
        """The columns that addresses may name."""

    def read(self, number: int) -> Row:
        """Return what a row comes to."""
        row = Row(number)
        cells = self._sound(row)
        row.id = self._identity(row, cells)
        cells.values = {**self._usual, **cells.values}
        if row.is_spoilt:
            return row
        row.said += self._doubts(number, cells)
        addresses = {} if cells.values.get("status") == "cancelled" else self._addresses(row, cells)
        if not row.is_spoilt:
            row.campus = Campus.model_construct(**{**cells.values, **addresses, "id": row.id, "other": cells.other})
            place = f"id={row.id}"
            self._table.places[place] = number
            row.campus.settle(Origin(self._table.file, (place,)))
        return row

    def _sound(self, row: Row) -> _Cells:
        """Read the cells of a row; note those that cannot be read, and those that belong to no column."""
        cells, texts = _Cells(), self._table.rows[row.number]
        for position, ((column, read), text) in enumerate(zip(self._readers, texts, strict=False), start=1):
            if not text:
                continue
            if not column:
                row.said.append(self._stray(row.number, position))
                continue
            try:
                value = read(text)
            except (ValidationError, PydanticCustomError) as failure:
                row.said.append(self._problem(refusal(failure, column), row.number, column))
                continue
            if column in COLUMNS:
                cells.values[column] = value
            else:
                cells.other[column] = text
        if len(texts) > len(self._readers):
            row.said.append(self._stray(row.number, len(self._readers) + 1))
        if row.number in self._table.short:
            message = "this row has fewer cells than there are columns"
            row.said.append(
                problem("row-short", message, self._span(row.number), "see that nothing is missing from it")
            )
        return cells

    def _stray(self, number: int, position: int) -> Diagnostic:
        hint = "a text with a comma goes into quotes; else give the column a name, or empty the cell"
        span = self._table.cell(number, position, f"column {position}")
        return problem("row-cells", "this cell stands below no column", span, hint)

    def _identity(self, row: Row, cells: _Cells) -> str:
        """Return the id that a row gives, or that its name makes; note what is missing."""
        typed = dict(zip(self._table.columns, self._table.rows[row.number], strict=False))
        if not typed.get("name"):
            span = self._span(row.number, "name")
            row.said.append(problem("missing-field", "this campus has no name", span, "write it as people know it"))
        made = cells.values.get("id") or slug(typed.get("id") or typed.get("name") or "")
        if not made and "name" in cells.values and not typed.get("id"):
            span, hint = self._span(row.number, "name"), "write one into the column “id”, such as pune-1"
            row.said.append(problem("bad-id", "this name has no Latin letters to make an id from", span, hint))
        return made

    def _doubts(self, number: int, cells: _Cells) -> Iterator[Diagnostic]:
        """Yield what may be wrong with a sound row."""
        day, status = cells.values.get("date"), cells.values.get("status")
        if day and day.last_day < self._today and status != "cancelled":
            span = self._span(number, "date")
            yield problem("past-date", f"{day} has passed", span, "correct the date, or set status to cancelled")
        lacking = [tag for tag in cells.values.get("locales", ()) if tag not in self._languages]
        if lacking:
            message = f"no guide of this drive is made in: {listed(lacking)}"
            span, hint = self._span(number, "locales"), f"languages: {listed(sorted(self._languages))}"
            yield problem("locale-unavailable", message, span, hint)

    def _addresses(self, row: Row, cells: _Cells) -> Mapping[str, str]:
        """Return the addresses of a campus, filled in; note what keeps them from it."""
        made: dict[str, str] = {}
        cells.values["id"] = row.id
        for name, template in self._templates(cells.values):
            own = name if name in self._table.columns and template == cells.values.get(name) else ""
            longest = max(needs(template), key=lambda column: len(cells.text(column)), default="")
            span = self._span(row.number, own or longest)
            faults = list(unknown_columns(template, self.known, span)) or list(self._gaps(row.number, template, cells))
            row.said += faults
            if faults:
                continue
            address = filled(template, {column: cells.text(column) for column in needs(template)})
            if isinstance(address, Said):
                row.said.append(problem(address.code, address.message, span, address.hint))
            else:
                made[name] = address
        return made

    def _templates(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the addresses that hold for a campus: its own, else the drive's.

        The drive's short address leads to the drive's own, so that it is none of an address in the row.
        """
        registration, privacy = self._drive.registration, self._drive.privacy_notice
        url, short = values.get("registration_url"), values.get("registration_short")
        if not url and registration:
            url, short = registration.url, short or registration.short_url
        named = (
            ("registration_url", url),
            ("registration_short", short),
            ("privacy_url", privacy.url if privacy else None),
        )
        return ((name, template) for name, template in named if template)

    def _gaps(self, number: int, template: str, cells: _Cells) -> Iterator[Diagnostic]:
        for column in needs(template):
            if not cells.text(column):
                message = f"an address of this campus needs its “{column}”, and there is none"
                hint = f"fill the cell, or take {{{column}}} out of the address"
                yield problem("empty-column", message, self._span(number, column), hint)

    def _problem(self, said: Said, number: int, column: str) -> Diagnostic:
        return problem(said.code, said.message, self._span(number, column), said.hint)

    def _span(self, number: int, column: str = "") -> Span:
        return self._table.span((number, column) if column else (number,))
