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
_NAME, _TEXT = (40, 15.0), (52, 13.5)  # letters of a line and its height in points: of the name, of what is under it
_MOST = (3, 2, 3, 2)  # lines of the name and the other texts, if they are so long that the largest label has no room
_SET = (_NAME, _TEXT, _TEXT, _TEXT)


class Label(NamedTuple):
    """A label: what stands on it, and where it stands on its sheet."""

    left: float
    top: float
    id: str
    name: str
    to: str
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
        "sender": f"{setting.brand.name}, {data['drive']['title']}",
        "sheets": [*_sheets(format, texts)],
        "subject": setting.drive,
    }
    return pages.fill(setting, "labels", _STYLES, context, shipped_first(setting.brand))


def title(data: Mapping[str, Any]) -> str:
    """Return what the labels are called in their metadata."""
    words = language_of(data)
    return words("Dispatch labels: %(title)s", title=data["drive"]["title"])


Texts = tuple[str, str, str, str, str]
"""Id, name, to whom, where, what is in the parcel."""


def format_for(labels: Sequence[Texts]) -> Format:
    """Return the smallest labels that hold the longest text; the largest cut it off."""
    tallest = max(map(_height_pt, labels), default=0.0)
    return next((format for format in FORMATS if tallest <= format.room_pt), FORMATS[-1])


def _height_pt(texts: Texts) -> float:
    _, *shown = texts
    return sum(len(wrap(text, letters)) * line for text, (letters, line) in zip(shown, _SET, strict=True))


def _sheets(format: Format, labels: Sequence[Texts]) -> Iterator[list[Label]]:
    """Yield the labels of each sheet."""
    places = format.places
    for first in range(0, len(labels), len(places)):
        batch = labels[first : first + len(places)]
        yield [Label(*place, *_cut(texts, format)) for place, texts in zip(places, batch, strict=False)]


def _cut(texts: Texts, format: Format) -> Texts:
    """Return texts that a label holds: nearly all do; of others each keeps its lines, and the ticket has the whole."""
    if _height_pt(texts) <= format.room_pt:
        return texts
    id, *shown = texts
    name, to, place, parcel = (
        shorten(text, most * letters, placeholder="…")
        for text, most, (letters, _) in zip(shown, _MOST, _SET, strict=True)
    )
    return id, name, to, place, parcel


def _texts(words: Words, row: Mapping[str, Any]) -> Texts:
    campus = Destination(words, row)
    to = campus.contact[0] if campus.contact else ""
    attention = words("Attention: %(person)s", person=to) if to else ""
    parcel = words.listing(filter(None, (campus.date, *_parcel(words, row["copies"]))))
    return campus.id, campus.name, attention, campus.place, parcel


def _parcel(words: Words, copies: Mapping[str, int | None]) -> Iterator[str]:
    """Yield what is in a parcel."""
    for kind, number in copies.items():
        if number is None:
            yield words(_AS_NEEDED[kind])
        elif number:
            yield f"{words.number(number)} {called(words, kind, number)}"


_AS_NEEDED = {
    "booklet": "booklets as needed",
    "cheatsheet": "cheat sheets as needed",
    "notice": "notices as needed",
}
