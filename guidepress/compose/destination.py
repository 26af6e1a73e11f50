"""A campus as tickets and labels show it: where a parcel goes, what is in it, what is out of the ordinary."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import Any

from guidepress.compose.campus import placed
from guidepress.compose.setting import size_class
from guidepress.compose.words import Words, words
from guidepress.content.model import Clock, PartialDate

Data = Mapping[str, Any]

_ONE = {"booklet": "booklet", "cheatsheet": "cheat sheet", "notice": "notice"}
_MANY = {"booklet": "booklets", "cheatsheet": "cheat sheets", "notice": "notices"}
_STATUSES = {
    "ready": "Ready",
    "tentative": "Tentative",
    "cancelled": "Cancelled",
    "failed": "Failed",
    "partly": "Not complete",
}
_SIZES = ((48, 18, ""), (140, 26, "long"), (0, 0, "longest"))  # letters of a name, and of its longest word


class Destination:
    """A campus as tickets and labels show it."""

    def __init__(self, words: Words, data: Data) -> None:
        self._words, self._data = words, data
        self.id: str = data["id"]
        self.name: str = data["name"]
        self.place = placed(data["venue"], data["city"])
        self.contact = [[*filter(None, person.values())] for person in data["contact"]]
        self.status = words(_STATUSES[data["status"]])
        self.is_off = data["status"] in ("cancelled", "failed")
        self.day = PartialDate.parse(data["date"]) if data["date"] else None
        self.folder: str = data.get("folder", "")

    def place_within(self, letters: int) -> str:
        """Return where it is in so many letters: a longer venue ends in an ellipsis, before its city."""
        venue, city = self._data["venue"], self._data["city"]
        if len(self.place) <= letters:
            return self.place
        room = letters - (len(city) + 2 if city and city not in venue else 0)
        return placed(shorten(venue, room, placeholder="…"), city)

    @property
    def date(self) -> str:
        return self._words.date(self.day) if self.day else ""

    @property
    def when(self) -> str:
        """Return the weekday and the time, as far as they are known."""
        words, time = self._words, self._data["time"]
        weekday = [words.weekday(self.day)] if self.day else []
        return words.listing([*weekday, *([words.time(Clock.parse(time))] if time else [])])

    @property
    def remarks(self) -> list[str]:
        """Return what is out of the ordinary."""
        words, data = self._words, self._data
        before, missing = data["replaces"], 0 if self.is_off else len(data["missing"])
        issue = words("Replaces the issue of %(date)s", date=words.date(PartialDate.parse(before))) if before else ""
        lacks = words.count("%(number)s file is missing", "%(number)s files are missing", missing) if missing else ""
        return [text for text in (issue, lacks) if text]

    @property
    def stamps(self) -> list[str]:
        """Return what nobody may overlook who prints for it."""
        unsure = [self._words("Tentative: date and place may change")] if self._data["tentative"] else []
        return [*unsure, *self.remarks]

    @property
    def size(self) -> str:
        """Return the step of type in which its name stands."""
        return size_class(self.name, _SIZES)

    @property
    def troubles(self) -> list[str]:
        """Return what is wrong, each with what it is about."""
        missing = [] if self.is_off else [self._words("Missing: %(file)s", file=name) for name in self._data["missing"]]
        return [*self._data["problems"], *missing]

    def copies(self, kind: str) -> str:
        """Return how many copies of a kind it gets; nothing of what it does not get."""
        counts = self._data["copies"]
        return number_of(self._words, counts[kind]) if kind in counts else "–"

    @property
    def sheets(self) -> str:
        """Return how many sheets all of it takes, whatever their paper."""
        papers = self._data["papers"]
        return self._words.number(sum(paper["sheets"] for paper in papers)) if papers else "–"


def language_of(data: Data) -> Words:
    """Return the words of a ticket."""
    return words(data["set"]["locale"], data["set"]["region"])


def number_of(words: Words, copies: int | None) -> str:
    """Return how many copies are wanted, in words where nobody has said it."""
    return words("as needed") if copies is None else words.number(copies)


def called(words: Words, kind: str, number: int | None) -> str:
    """Return what so many documents of a kind are called."""
    return words(_ONE[kind] if number == 1 else _MANY[kind])
