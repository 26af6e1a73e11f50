"""Lists of campuses: which rows there are, what all of them must have in common, what is said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from guidepress.content.codes import problem
from guidepress.content.headers import canonical, doubtful_columns, is_known, wrong_columns
from guidepress.content.hints import listed
from guidepress.content.model import Campus, Drive, Model, Spoilt
from guidepress.content.rows import Row, RowReader
from guidepress.content.tables import Table, read_table
from guidepress.content.templates import is_long, unknown_columns
from guidepress.diagnostics import ContentError, Diagnostic

if TYPE_CHECKING:
    from guidepress.content.library import Library

SAID_CAP = 200  # of one list; the others show when these are mended

Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Joined:
    """A drive with its campuses; `wrong` is why its list cannot be read at all, `accepted` what somebody looked at."""

    drive: Drive
    tables: Tables
    wrong: tuple[Diagnostic, ...] = ()
    accepted: tuple[Diagnostic, ...] = ()


def joined(library: Library, drive: Drive, today: date) -> Joined:
    """Read the list of a drive's campuses, and complete each row by the drive's defaults."""
    path = (library.root / drive.origin.file).parent / drive.campuses
    try:
        table = read_table(library.root, path, is_known)
    except ContentError as failure:
        return Joined(drive, {}, failure.diagnostics)
    table.columns = tuple(map(canonical, table.columns))
    reader = RowReader(drive, table, languages(library, drive), today)
    if wrong := (*wrong_columns(table), *_wrong_templates(library, drive, reader.known)):
        return Joined(drive, {table.file: table}, wrong)
    repeated = dict(_repeated(table))
    rows = [reader.read(number) for number in table.rows if number not in repeated]
    _part_namesakes(rows, table)
    campuses = [row.campus for row in rows if row.campus]
    said = [*table.noted, *doubtful_columns(table), *_doubts(library, drive, campuses, today)]
    said += sorted(
        (*repeated.values(), *(one for row in rows for one in row.said)), key=lambda one: one.span or table.span()
    )
    spoilt = [Spoilt.of(row.id, row.number) for row in rows if not row.campus]
    accepted = tuple(filter(library.accepts, said))
    kept = _capped([one for one in said if one not in accepted])
    return Joined(drive.visiting(campuses, spoilt, kept), {table.file: table}, accepted=accepted)


def languages(library: Library, drive: Drive) -> set[str]:
    """Return the languages that the guides of a drive are made in."""
    return {library.guides[id].language for id in drive.guides if id in library.guides}


def _wrong_templates(library: Library, drive: Drive, known: Collection[str]) -> Iterator[Diagnostic]:
    """Yield the columns that the drive's own addresses name, and the list has not."""
    named: tuple[tuple[Model | None, str], ...] = (
        (drive.registration, "url"),
        (drive.registration, "short_url"),
        (drive.defaults, "registration_url"),
        (drive.privacy_notice, "url"),
    )
    for thing, name in named:
        if thing and (template := getattr(thing, name)):
            yield from unknown_columns(template, known, library.span_of(thing, name))


def _repeated(table: Table) -> Iterator[tuple[int, Diagnostic]]:
    """Yield the rows that say the same as one before them."""
    first: dict[tuple[str, ...], int] = {}
    for number, cells in table.rows.items():
        if cells in first:
            message = f"this row is the same as row {first[cells]}, and is passed over"
            yield number, problem("row-repeated", message, table.span((number,)), "delete one of them")
        first.setdefault(cells, number)


def _part_namesakes(rows: Sequence[Row], table: Table) -> None:
    """Spoil all rows that share an id: nobody knows which of them is right."""
    by_id: dict[str, list[Row]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row)
    for id, sharing in by_id.items():
        for row in sharing if id and len(sharing) > 1 else ():
            others = listed((str(other.number) for other in sharing if other is not row), 5)
            made = "id" if "id" in table.columns and table.span((row.number, "id")).text else "name"
            message = f"“{id}” is also the id of row {others}"
            hint = "write ids that differ into the column “id”" if made == "name" else "keep one row, or change its id"
            row.said.append(problem("duplicate-id", message, table.span((row.number, made)), hint))
            row.campus = None


def _doubts(library: Library, drive: Drive, campuses: Sequence[Campus], today: date) -> Iterator[Diagnostic]:
    """Yield what may be wrong with a drive as a whole, once."""
    long = [one for one in campuses if is_long(one.registration_short or one.registration_url or "")]
    if long and drive.registration:
        message = f"the printed address of “{long[0].name}” is long to type: {long[0].registration_url}"
        hint = "give a short_url, which is printed in its place"
        yield problem("long-address", message[:200], library.span_of(drive.registration, "url"), hint)
    until = drive.registration.until if drive.registration else None
    if drive.registration is None or until is None:
        return
    span = library.span_of(drive.registration, "until")
    if until.last_day < today:
        yield problem("past-date", f"registration has closed: {until} has passed", span, "correct the date")
    before = next((one for one in campuses if one.date and one.date.last_day < until.first_day), None)
    if before:
        message = f"registration is open until {until}, but “{before.name}” is visited on {before.date}"
        yield problem("late-registration", message, span, "name a day before the first campus, or leave it out")


def _capped(said: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    if len(said) <= SAID_CAP:
        return said
    rest = said[SAID_CAP:]
    message = f"{rest[0].message} … and so on: {len(rest):,} more of this list are not shown"
    return [*said[:SAID_CAP], replace(rest[0], message=message, hint="mend these first, then check again")]
