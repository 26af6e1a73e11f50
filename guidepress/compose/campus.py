"""A campus, made ready for layouts: when and where, whom to ask, what it replaces; in the locale of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap
from unicodedata import category

from guidepress.compose.figures.qr import qr
from guidepress.compose.figures.svg import mm
from guidepress.compose.setting import Code, Setting, link, shown
from guidepress.content.model import Campus, Drive, Model

_STOPS = (".", "!", "?", "।")
_TALL_SCRIPT = range(0x0900, 0x0E00)  # of India and Ceylon: their letters stand taller than Latin ones


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask; what is not known is empty. `model` and `path` say where that was written."""

    name: str
    phone: str
    email: str
    model: Model
    path: tuple[str | int, ...]

    @property
    def parts(self) -> list[str]:
        """Return all that is known; no part is broken where a line holds it."""
        return [part for part in (self.name, self.phone, self.email) if part]

    @property
    def line(self) -> str:
        """Return all that is known in a line: Asha Rao, +91 98200 00000, asha@college.example."""
        return _joined(*self.parts)


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

    @classmethod
    def of(cls, setting: Setting) -> CampusView | None:
        """Return the campus that a document is for, if it is for one."""
        return cls(setting) if setting.campus else None

    def _said(self, field: str) -> str:
        return self.row.said(field, self._setting.job.locale)

    @property
    def place(self) -> str:
        """Return where to be, in a line: Seminar Hall 2, Pune. A venue that names its city does so once."""
        return placed(self.venue, self.city)

    @property
    def when(self) -> str:
        """Return day and time in a line: Tuesday, 12 January 2027, 9:00 am."""
        return _joined(self.date, self.time)

    @property
    def date(self) -> str:
        """Return the date of the drive with its weekday: Tuesday, 12 January 2027."""
        return _joined(self.weekday, self._setting.date(self.row.date))

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

    @property
    def register_by(self) -> str:
        """Return until when people register: 5 January 2027."""
        return self._setting.date(self.drive.registration.until) if self.drive.registration else ""

    def register(self, size_mm: float = 30) -> Code | None:
        """Return the QR symbol of the address where people of this campus register."""
        if not self.row.registration_url:
            return None
        target, short = link(self.row.registration_url), self.row.registration_short
        printed = shown(link(short).address) if short else target.shown
        return Code(qr(target.address, mm(size_mm)), target.address, printed, self.row, ("registration_url",))

    @cached_property
    def people(self) -> list[Person]:
        """Return whom to ask: the campus's own contact, else those of the drive."""
        return list(self._people())

    def _people(self) -> Iterator[Person]:
        row = self.row
        if row.contact_name or row.contact_phone or row.contact_email:
            said = self._said("contact_name"), row.contact_phone or "", row.contact_email or ""
            known = "contact_name" if row.contact_name else "contact_phone" if row.contact_phone else "contact_email"
            yield Person(*said, row, (known,))
            return
        for index, contact in enumerate(self.drive.contacts):
            path = ("contacts", index)
            yield Person(contact.name, contact.phone or "", contact.email or "", self.drive, path)

    @property
    def is_tall(self) -> bool:
        """Whether any text is in a script whose letters stand tall."""
        return any(ord(letter) in _TALL_SCRIPT for letter in f"{self.name}{self.place}")


def placed(venue: str, city: str) -> str:
    """Return a venue with its city, unless it names it; one that ends as a sentence does keeps its full stop."""
    if not venue or not city or city in venue:
        return venue or city
    return f"{venue}{' ' if venue.endswith(_STOPS) else ', '}{city}"


def _joined(*texts: str) -> str:
    return ", ".join(filter(None, texts))


@dataclass(frozen=True, slots=True)
class Step:
    """A size in which a campus is set: the class of that name; letters a line, and the height of a line in points."""

    name: str
    title: tuple[int, float]
    when: tuple[int, float]
    place: tuple[int, float]
    stamps: tuple[int, float]
    besides: float
    """Rule and space around, in points."""


@dataclass(frozen=True, slots=True)
class Set:
    """A campus as it is set: the class of its size, and about what it takes in points."""

    size: str
    height: float


_TALLER = 1.3  # lines of a script that stands tall
_BETWEEN_STAMPS = " " * 6  # about what two stamps are apart, and their ends, in letters


def set_within(campus: CampusView | None, steps: Sequence[Step], room: float, letters: float = 1.0) -> Set:
    """Return the largest of the sizes in which a campus takes no more than a room, or the smallest.

    `letters` is how many go where one of the shipped heading typeface goes.
    """
    if not campus:
        return Set("", 0.0)
    tried = [Set(f"{step.name}{' tall' * campus.is_tall}", _height(campus, step, letters)) for step in steps]
    return next((one for one in tried if one.height <= room), tried[-1])


def _height(campus: CampusView, step: Step, letters: float) -> float:
    texts = ((campus.name, step.title), (campus.when, step.when), (campus.place, step.place))
    lines = sum(lines_of(text, int(most * letters)) * height for text, (most, height) in texts)
    most, height = step.stamps
    stamps = lines_of(_BETWEEN_STAMPS.join(campus.stamps), int(most * letters)) * height
    return lines * (_TALLER if campus.is_tall else 1.0) + stamps + step.besides


def lines_of(text: str, letters: int) -> int:
    """Return about how many lines a text takes, broken between words; marks above and below letters take no room."""
    visible = "".join(letter for letter in text if category(letter) != "Mn")
    return len(wrap(visible, letters, break_on_hyphens=False))
