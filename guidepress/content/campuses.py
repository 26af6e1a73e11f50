"""Lists of campuses: from the cells of a table to campuses that are complete, each row for itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pydantic import ValidationError

from guidepress.content.codes import problem
from guidepress.content.files import read
from guidepress.content.model import Campus, Drive, Spoilt
from guidepress.content.shapes import Origin
from guidepress.content.texts import PLACEHOLDER
from guidepress.content.yaml_tree import Steps
from guidepress.diagnostics import ContentError, Diagnostic, Span

if TYPE_CHECKING:
    from guidepress.content.library import Library

LIST_CAP = 10_000_000  # bytes


@dataclass
class Table:
    """A list as it stands in its file: the names of its columns, and the cells of each row by the row's number."""

    file: str
    columns: tuple[str, ...] = ()
    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def span(self, path: Steps = ()) -> Span:
        """Return the place of a cell, by row and column name: `FILE:17:4 (date)`, as a spreadsheet counts."""
        row = int(path[0]) if path else 1
        name = str(path[1]) if len(path) > 1 else ""
        column = self.columns.index(name) + 1 if name in self.columns else 1
        cells = self.rows.get(row, self.columns)
        text = cells[column - 1] if column <= len(cells) else ""
        return Span(self.file, row, column, max(1, len(text)), text, name)


Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Joined:
    """A drive with its campuses; `wrong` is why its list cannot be read at all."""

    drive: Drive
    tables: Tables
    wrong: tuple[Diagnostic, ...] = ()


def joined(library: Library, drive: Drive) -> Joined:
    """Read the list of a drive's campuses, and complete each row by the drive's defaults."""
    path = (library.root / drive.origin.file).parent / drive.campuses
    file = path.relative_to(library.root).as_posix()
    try:
        rows = list(csv.reader(io.StringIO(read(library.root, path, LIST_CAP).decode("utf-8-sig"))))
    except ContentError as failure:
        return Joined(drive, {}, failure.diagnostics)
    columns = tuple(rows[0])
    table = Table(file, columns, {n: tuple(cells) for n, cells in enumerate(rows[1:], start=2) if any(cells)})
    campuses, spoilt, said = [], [], []
    for number, cells in table.rows.items():
        try:
            campuses.append(_campus(drive, file, number, dict(zip(columns, cells, strict=False))))
        except ValidationError as failure:
            spoilt.append(Spoilt(id=f"row-{number}", row=number))
            said += [problem("bad-value", one["msg"], table.span((number, *one["loc"]))) for one in failure.errors()]
    visited = drive.model_copy()
    visited._campuses, visited._spoilt, visited._said = tuple(campuses), tuple(spoilt), tuple(said)
    return Joined(visited, {file: table})


def _campus(drive: Drive, file: str, number: int, cells: Mapping[str, str]) -> Campus:
    said = {name: value for name, value in cells.items() if value}
    own: dict[str, Any] = {name: value for name, value in said.items() if name in Campus.model_fields}
    if "date" in own:
        day, month, year = own["date"].split("/")
        own["date"] = f"{year}-{month}-{day}"
    if "locales" in own:
        own["locales"] = own["locales"].split()
    usual = {
        name: getattr(drive.defaults, name) for name in type(drive.defaults).model_fields if name in Campus.model_fields
    }
    usual = {name: value for name, value in usual.items() if value}
    campus = Campus.model_validate({**usual, **own, "other": {n: v for n, v in said.items() if n not in own}})
    address = campus.registration_url or (drive.registration.url if drive.registration else None)
    short = drive.registration.short_url if drive.registration else None
    known = {**said, "id": campus.id}
    filled = {
        "registration_url": _filled(address, known) if address else None,
        "registration_short": _filled(short, known) if short else None,
    }
    campus = campus.model_copy(update=filled)
    campus.settle(Origin(file, (number,)))
    return campus


def _filled(template: str, cells: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: quote(cells.get(found[1], ""), safe=""), template)
