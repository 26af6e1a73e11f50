"""A campus, made ready for layouts: when and where, whom to ask, what it replaces; in the locale of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from guidepress.compose.figures.qr import qr
from guidepress.compose.figures.svg import mm
from guidepress.compose.setting import Code, Setting, link, shown
from guidepress.content.model import Campus, Drive


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask; what is not known is empty."""

    name: str
    phone: str
    email: str


class CampusView:
    """What documents for a campus say of it. Texts that are not known are empty."""

    def __init__(self, setting: Setting) -> None:
        assert setting.drive and setting.campus, "only documents of a drive have a campus"
        self._setting, self._words = setting, setting.words
        self.drive: Drive = setting.drive
        self.row: Campus = setting.campus
        self.name = self._said("name")
        self.city = self._said("city")
        self.venue = self._said("venue")

    def _said(self, field: str) -> str:
        return self.row.said(field, self._setting.job.locale)

    @property
    def date(self) -> str:
        """Return the day of the drive, with its weekday: Tuesday, 12 January 2027."""
        day = self.row.date
        return f"{self._words.weekday(day)}, {self._words.date(day)}" if day else ""

    @property
    def weekday(self) -> str:
        return self._words.weekday(self.row.date) if self.row.date else ""

    @property
    def day(self) -> str:
        """Return the day of the month in digits."""
        return f"{self.row.date.day}" if self.row.date else ""

    @property
    def month(self) -> str:
        """Return month and year: January 2027."""
        return self._words.month(self.row.date) if self.row.date else ""

    @property
    def time(self) -> str:
        """Return when to be there: 9:00 am."""
        return self._words.time(self.row.reporting_time) if self.row.reporting_time else ""

    @property
    def status(self) -> str:
        """Return what is stamped on documents whose date may still change."""
        return self._words("Tentative: date and place may change") if self.row.is_tentative else ""

    @property
    def replaces(self) -> str:
        """Return what is stamped on documents that correct an earlier issue."""
        before = self.row.replaces
        return self._words("Replaces the issue of %(date)s", date=self._words.date(before)) if before else ""

    @property
    def stamps(self) -> list[str]:
        return [stamp for stamp in (self.status, self.replaces) if stamp]

    def register(self, size_mm: float = 30) -> Code | None:
        """Return the QR symbol of the address where people of this campus register."""
        if not self.row.registration_url:
            return None
        target, short = link(self.row.registration_url), self.row.registration_short
        return Code(
            qr(target.address, mm(size_mm)), target.address, shown(link(short).address) if short else target.shown
        )

    @cached_property
    def people(self) -> list[Person]:
        """Return whom to ask: the campus's own contact, else those of the drive."""
        return list(self._people())

    def _people(self) -> Iterator[Person]:
        row = self.row
        if row.contact_name or row.contact_phone or row.contact_email:
            yield Person(self._said("contact_name"), row.contact_phone or "", row.contact_email or "")
            return
        for contact in self.drive.contacts:
            yield Person(contact.name, contact.phone or "", contact.email or "")
