"""Campus drives: what is on offer, where and when, and the rows of campuses that it visits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, PrivateAttr

from guidepress.content.clock import Clock
from guidepress.content.dates import PartialDate
from guidepress.content.days import DateFormat
from guidepress.content.project import Edition, Kind
from guidepress.content.shapes import Item, Model
from guidepress.content.texts import AddressTemplate, Email, Id, Language, Many, Markdown, Plain, refuse
from guidepress.diagnostics import Diagnostic

CAMPUS_CAP = 20_000
CopyCount = Annotated[int, Field(ge=0, le=1_000_000)]
Minutes = Annotated[int, Field(ge=1, le=1_440)]
Percent = Annotated[float, Field(ge=0, le=100)]
CampusStatus = Literal["confirmed", "tentative", "cancelled"]


def _with_day(day: PartialDate) -> PartialDate:
    if day.day is None:
        refuse("bad-date", f"“{day}” has no day", "write YYYY-MM-DD")
    return day


Day = Annotated[PartialDate, AfterValidator(_with_day)]


def _list_name(name: str) -> str:
    if re.search(r"[/\\:\0-\x1f]", name) or name in (".", ".."):
        refuse(
            "unsafe-path",
            f"“{name[:80]}” is not the name of a file",
            "put the list beside drive.yaml and write its name",
        )
    return name


ListName = Annotated[Plain, AfterValidator(_list_name)]
"""The name of a file beside drive.yaml."""


class Bring(Model):
    """What people bring along."""

    naming = "item"
    item: Plain
    copies: Annotated[int, Field(ge=1, le=100)] = 1
    note: Plain | None = None


class Round(Model):
    """A part of the day."""

    naming = "kind"
    kind: Plain
    minutes: Minutes | None = None
    note: Plain | None = None


class CampusFields(Model):
    """What a row may say of its campus, and `defaults` of all of them."""

    city: Plain | None = None
    date: Day | None = None
    reporting_time: Clock | None = None
    venue: Plain | None = None
    registration_url: AddressTemplate | None = None
    contact_name: Plain | None = None
    contact_phone: Plain | None = None
    contact_email: Email | None = None
    booklet_copies: CopyCount | None = None
    sheet_copies: CopyCount | None = None
    notice_copies: CopyCount | None = None
    locales: Many[Language] = ()
    status: CampusStatus | None = None


class Defaults(CampusFields):
    """What holds for a campus whose row does not say otherwise."""

    bring: Many[Bring] = ()
    rounds: Many[Round] = ()


class Marks(Model):
    """The least marks, in percent."""

    x: Percent | None = None
    xii: Percent | None = None
    degree: Percent | None = None


class Eligibility(Model):
    """Who may come."""

    courses: Many[Plain] = ()
    pass_years: Many[Annotated[int, Field(ge=1990, le=2100)]] = ()
    min_percent: Marks = Field(default_factory=Marks)
    active_backlogs_max: Annotated[int, Field(ge=0, le=100)] | None = None
    other: Many[Item] = ()
    """Whatever else is asked for, a line each."""


class Registration(Model):
    """Where people register; `{column}` stands for what a campus has in that column."""

    naming = "url"
    url: AddressTemplate
    short_url: AddressTemplate | None = None
    """What is printed in its place, if it is long."""
    until: PartialDate | None = None


class DriveContact(Model):
    """Somebody who answers questions about the drive."""

    naming = "name"
    name: Plain
    phone: Plain | None = None
    email: Email | None = None


class PrivacyNotice(Model):
    """What happens with what people say of themselves."""

    naming = "text"
    text: Markdown
    url: AddressTemplate | None = None


class Campus(CampusFields):
    """A campus of a drive: its row, completed by the drive's defaults, its addresses filled in.

    `registration_short` is printed in place of a long address, `privacy_url` where the privacy notice stands in full.
    `other` holds all other columns under their names, those for locales too (`venue.hi`). `replaces` is the day of an
    earlier issue of its documents that says something else of date or place.
    """

    identity = "name"
    id: Id
    name: Plain
    registration_short: AddressTemplate | None = None
    privacy_url: AddressTemplate | None = None
    other: Mapping[str, str] = Field(default_factory=dict)
    replaces: PartialDate | None = None

    def said(self, field: str, locale: str) -> str:
        """Return a text for a locale: of the column `field.locale`, else of `field`; empty without either."""
        return self.other.get(f"{field}.{locale}") or self.other.get(field) or str(getattr(self, field, None) or "")

    @property
    def is_tentative(self) -> bool:
        return self.status == "tentative"

    @property
    def is_cancelled(self) -> bool:
        return self.status == "cancelled"


class Spoilt(Model):
    """A row that says something impossible, so that nothing is made of it."""

    id: str
    """Its id as far as it is known, else `row-17`."""
    row: int

    @classmethod
    def of(cls, id: str, row: int) -> Spoilt:
        """Return a row of the list, counted from 1; its id is empty if it has none."""
        return cls(id=id or f"row-{row}", row=row)

    @property
    def is_named(self) -> bool:
        """Whether it is known which campus this is."""
        return self.id != f"row-{self.row}"


class Drive(Model):
    """A recruitment drive: positions on offer at campuses, each with a date and a place of its own."""

    id: Id
    title: Plain
    brand: Id
    guides: Annotated[Many[Id], Field(min_length=1)]
    roles: Many[Id] = ()
    """The positions on offer; all roles of the guides when absent."""
    locales: Many[Language] = ()
    kinds: Many[Kind] = get_args(Kind)
    editions: Many[Edition] = ("digital",)
    campuses: ListName
    """The list of campuses: a .csv or .xlsx file beside drive.yaml."""
    date_format: DateFormat = "dmy"
    """How people typed the dates of the list."""
    personalise: Many[Kind] = ("booklet", "notice")
    """The kinds that differ by campus; the rest is shared."""
    defaults: Defaults = Field(default_factory=Defaults)
    eligibility: Eligibility = Field(default_factory=Eligibility)
    registration: Registration | None = None
    contacts: Many[DriveContact] = ()
    accommodations: Markdown | None = None
    """How to ask for support on the day."""
    privacy_notice: PrivacyNotice | None = None
    no_fee_statement: Markdown | None = None
    _campuses: Mapping[str, Campus] = PrivateAttr(default_factory=dict)
    _spoilt: tuple[Spoilt, ...] = ()
    _said: tuple[Diagnostic, ...] = ()

    @property
    def rows(self) -> tuple[Campus, ...]:
        """Return the campuses in the order of the list, cancelled ones too; none unless the list has been read."""
        return tuple(self._campuses.values())

    @property
    def spoilt(self) -> tuple[Spoilt, ...]:
        """Return the rows of which nothing can be made."""
        return self._spoilt

    @property
    def said(self) -> tuple[Diagnostic, ...]:
        """Return what is to be said of the list; an error spoils its row only."""
        return self._said

    def campus(self, id: str) -> Campus:
        """Return the campus with this id; raise `KeyError` if there is none."""
        return self._campuses[id]

    def visiting(self, campuses: Iterable[Campus], spoilt: Iterable[Spoilt], said: Iterable[Diagnostic]) -> Drive:
        """Return the drive with what its list gave: campuses with ids of their own, rows that are none, what to say."""
        visiting = self.model_copy()
        visiting._campuses = {campus.id: campus for campus in campuses}
        visiting._spoilt, visiting._said = tuple(spoilt), tuple(said)
        return visiting

    def replacing(self, days: Mapping[str, str]) -> Drive:
        """Return the drive, such that each of these campuses replaces an issue of that day (ISO)."""
        replaced = {id: {"replaces": PartialDate.parse(day)} for id, day in days.items()}
        campuses = (campus.model_copy(update=replaced.get(campus.id)) for campus in self.rows)
        return self.visiting(campuses, self._spoilt, self._said)

    def personalises(self, kind: str) -> bool:
        """Tell whether a kind differs by campus. Notices do: there is no notice of no campus."""
        return kind == "notice" or kind in self.personalise
