"""Labels for the parcels of a drive, one for each campus, on sheets of labels that shops sell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten, wrap
from typing import Any, NamedTuple

from guidepress.compose import pages
from guidepress.compose.destination import Destination, called, language_of
from guidepress.compose.plan import Job
from guidepress.compose.setting import Setting
from guidepress.compose.typefaces import shipped_first
from guidepress.compose.words import Words
from guidepress.content.library import Library
from guidepress.units import PT_PER_MM

_STYLES = ("labels.css",)


class Format(NamedTuple):
    """A sheet of labels in two columns; millimetres, from the upper left corner of the paper."""

    rows: int
    height: float
    top: float
    width: float = 99.1
    left: float = 4.65
    gap: float = 2.5  # between the columns

    @property
    def room_pt(self) -> float:
        """Return how tall text may be above the line at the foot."""
        return self.height * PT_PER_MM - _FOOT_PT

    @property
    def places(self) -> list[tuple[float, float]]:
        """Return where the labels of a sheet begin, left and top, in the order of reading."""
        lefts = (self.left, self.left + self.width + self.gap)
        return [(round(left, 2), round(self.top + row * self.height, 2)) for row in range(self.rows) for left in lefts]


FORMATS = (Format(rows=7, height=38.1, top=15.15), Format(rows=4, height=67.7, top=13.1))
"""The common sheets of 14 and of 8 labels."""
_FOOT_PT = 25.0  # of a label: what stands at its foot, and its margins
_NAME, _LONG_NAME = (38, 15.0), (46, 13.0)  # letters of a line and its height in points; a longer name is set smaller
_TEXT = (50, 13.5)
_NAME_MOST, _TO_MOST, _PARCEL_MOST = 3, 2, 2  # lines, if there are so many that the largest label has no room
_SENDER_MOST, _ID_MOST = 40, 24  # letters at the foot
_PLACE_MOST = 3  # lines, one less where that makes all fit


class Label(NamedTuple):
    """A label: what stands on it, and where it stands on its sheet."""

    left: float
    top: float
    id: str
    name: str
    size: str
    to: str
    phone: str
    place: str
    parcel: str


def compose_labels(library: Library, job: Job, data: Mapping[str, Any]) -> str:
    """Return the HTML of the labels of a drive's parcels, from the data of its ticket."""
    setting = Setting.of(library, job)
    campuses = [row for row in data["campuses"] if row["files"]]
    texts = [_texts(setting.words, row) for row in campuses]
    format = format_for(texts)
    context = {
        "document_title": title(data),
        "format": format,
        "sender": shorten(f"{setting.brand.name}, {data['drive']['title']}", _SENDER_MOST, placeholder="…"),
        "sheets": [*_sheets(format, texts)],
        "subject": setting.drive,
    }
    return pages.fill(setting, "labels", _STYLES, context, shipped_first(setting.brand))


def title(data: Mapping[str, Any]) -> str:
    """Return what the labels are called in their metadata."""
    words = language_of(data)
    return words("Dispatch labels: %(title)s", title=data["drive"]["title"])


class Texts(NamedTuple):
    """What stands on a label; `places` say where it goes, ever shorter."""

    id: str
    name: str
    to: str
    phone: str
    places: Sequence[str]
    parcel: str

    def height_pt(self, place: str) -> float:
        """Return about how tall the texts are with one of the places."""
        under = (self.to, self.phone, place, self.parcel)
        return _height_pt(self.name, self._set) + sum(_height_pt(text, _TEXT) for text in under)

    @property
    def size(self) -> str:
        """Return the step of type in which the name stands."""
        return "long" if self._set is _LONG_NAME else ""

    @property
    def _set(self) -> tuple[int, float]:
        return _NAME if len(self.name) <= _NAME[0] else _LONG_NAME

    def fitting(self, format: Format) -> str | None:
        """Return the longest place with which a label holds all texts, if there is one."""
        return next((place for place in self.places if self.height_pt(place) <= format.room_pt), None)

    def cut(self) -> Texts:
        """Return texts that the largest label holds: the ticket has the whole."""
        name = _cut(self.name, _NAME_MOST, _LONG_NAME)
        to, parcel = _cut(self.to, _TO_MOST, _TEXT), _cut(self.parcel, _PARCEL_MOST, _TEXT)
        return self._replace(name=name, to=to, parcel=parcel)


def _height_pt(text: str, setting: tuple[int, float]) -> float:
    letters, line = setting
    return len(wrap(text, letters, break_on_hyphens=False)) * line


def _cut(text: str, lines: int, setting: tuple[int, float]) -> str:
    return shorten(text, lines * setting[0], placeholder="…")


def format_for(labels: Sequence[Texts]) -> Format:
    """Return the smallest labels that hold all texts, if need be with less of the place; the largest cut them off."""
    holding = (format for format in FORMATS if all(texts.fitting(format) is not None for texts in labels))
    return next(holding, FORMATS[-1])


def _sheets(format: Format, labels: Sequence[Texts]) -> Iterator[list[Label]]:
    """Yield the labels of each sheet."""
    places = format.places
    for first in range(0, len(labels), len(places)):
        batch = labels[first : first + len(places)]
        yield [_label(format, *at, texts) for at, texts in zip(places, batch, strict=False)]


def _label(format: Format, left: float, top: float, whole: Texts) -> Label:
    """Return a label; nearly all hold all of their text."""
    texts = whole if whole.fitting(format) is not None else whole.cut()
    place = texts.fitting(format) or texts.places[-1]
    id = texts.id if len(texts.id) <= _ID_MOST else f"{texts.id[: _ID_MOST - 1]}…"
    return Label(left, top, id, texts.name, texts.size, texts.to, texts.phone, place, texts.parcel)


def _texts(words: Words, row: Mapping[str, Any]) -> Texts:
    campus = Destination(words, row)
    [person, *_] = row["contact"] or [{"name": "", "phone": "", "email": ""}]
    to = words("Attention: %(person)s", person=person["name"]) if person["name"] else ""
    places = [campus.place_within(lines * _TEXT[0]) for lines in range(_PLACE_MOST, 0, -1)]
    parcel = words.listing(filter(None, (campus.date, *_parcel(words, row["copies"]))))
    return Texts(campus.id, campus.name, to, person["phone"] or person["email"], places, parcel)


def _parcel(words: Words, copies: Mapping[str, int | None]) -> Iterator[str]:
    """Yield what is in a parcel."""
    for kind, number in copies.items():
        if number is None:
            yield words(_AS_NEEDED[kind])
        elif number:
            yield f"{words.number(number)} {called(words, kind, number)}".replace(" ", "\N{NO-BREAK SPACE}")


_AS_NEEDED = {
    "booklet": "booklets as needed",
    "cheatsheet": "cheat sheets as needed",
    "notice": "notices as needed",
}
