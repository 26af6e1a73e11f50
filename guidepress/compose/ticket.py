"""Pages of job tickets: what is printed, how often, on which paper; to whom it goes, and by when. In one ink."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from guidepress.compose import pages
from guidepress.compose.destination import Destination, called, language_of, number_of
from guidepress.compose.plan import Job
from guidepress.compose.setting import Setting, running
from guidepress.compose.typefaces import shipped_first
from guidepress.compose.words import Words
from guidepress.content.library import Library

Data = Mapping[str, Any]

_STYLES = ("job-ticket.css",)
_BIG = 7  # letters of a number that is set big in a row
_CHECKSUM = 12  # digits that are printed
_KINDS = {"booklet": "Booklet", "cheatsheet": "Cheat sheet", "notice": "Notice"}
_STOCKS = {"cover": "covers", "text": "text"}


def compose_ticket(library: Library, job: Job, data: Data) -> str:
    """Return the HTML of a ticket, as many pages of A4 as it needs."""
    setting = Setting.of(library, job)
    view = TicketView(setting.words, data)
    context = {"document_title": title(data), "ticket": view, "subject": setting.campus or setting.drive}
    return pages.fill(setting, "job-ticket", _STYLES, context, shipped_first(setting.brand))


def title(data: Data) -> str:
    """Return what a ticket is called in its metadata."""
    of = data["campus"]["name"] if "campus" in data else data["drive"]["title"]
    spoken = language_of(data)
    return spoken("Job ticket: %(title)s", title=of)


class Figure(NamedTuple):
    """A number that is read from afar, with what it counts."""

    number: str
    unit: str
    note: str = ""
    known: bool = True


class Numeral(NamedTuple):
    """A number in a row, or the words in its place; `style` is big or less if it is one, else title."""

    text: str
    style: str


class RunRow(NamedTuple):
    """A file to print."""

    kind: str
    title: str
    about: str
    file: str
    copies: Numeral
    sheets: Numeral
    each: str
    paper: str
    how: Sequence[str]
    folded: bool


class Batch(NamedTuple):
    """What one printer prints, and what it is told about all of it."""

    title: str
    note: str
    runs: list[RunRow]


class FileRow(NamedTuple):
    """A file in the folder."""

    name: str
    pages: str
    size: str
    standards: str
    checksum: str


@dataclass(frozen=True)
class TicketView:
    """What the pages of a ticket show."""

    words: Words
    data: Data

    @property
    def drive(self) -> str:
        return self.data["drive"]["title"]

    @property
    def running(self) -> str:
        """Return what stands at the foot of each page."""
        return running(
            " · ".join(filter(None, (self.words("Job ticket"), self.campus and self.campus.name, self.drive)))
        )

    @cached_property
    def campus(self) -> Destination | None:
        """Return the campus that the ticket is for, unless it is for all."""
        return Destination(self.words, self.data["campus"]) if "campus" in self.data else None

    @cached_property
    def campuses(self) -> list[Destination]:
        return [Destination(self.words, row) for row in self.data["campuses"]]

    @property
    def troubled(self) -> list[Destination]:
        """Return the campuses of which something is missing."""
        return [campus for campus in self.campuses if campus.troubles]

    @property
    def days(self) -> list[str]:
        """Return the first and the last day of a drive; the one day, if there is no other."""
        days = sorted(campus.day for campus in self.campuses if campus.day and not campus.is_off)
        return [self.words.date(day) for day in dict.fromkeys((days[0], days[-1]))] if days else []

    @property
    def figures(self) -> list[Figure]:
        """Return how much paper is needed, and for how many campuses or copies."""
        words, papers = self.words, self.data["papers"]
        sheets = [Figure(words.number(paper["sheets"]), self._sheets_of(paper), self._reams(paper)) for paper in papers]
        return [*self._counted(), *sheets]

    def _counted(self) -> Iterator[Figure]:
        words = self.words
        if self.campus is None:
            there = sum(not campus.is_off for campus in self.campuses)
            yield Figure(words.number(there), words.count("campus", "campuses", there))
            return
        for kind, number in self.data["campus"]["copies"].items():
            yield Figure(number_of(words, number), called(words, kind, number), known=number is not None)

    def _sheets_of(self, paper: Data) -> str:
        if paper["folded"]:
            return name_of_paper(self.words, paper)
        return self.words("sheets of %(paper)s", paper=name_of_paper(self.words, paper))

    def _reams(self, paper: Data) -> str:
        return self.words("%(number)s reams of 500", number=self.words.number(paper["reams"], 2))

    @property
    def batches(self) -> Iterator[Batch]:
        """Return what is printed, by printer."""
        for printer in {run["printer"]["name"]: run["printer"] for run in self.data["runs"]}.values():
            rows = [self._run(run) for run in self.data["runs"] if run["printer"] == printer]
            yield Batch(self.words("To print: %(printer)s", printer=printer["name"]), printer["note"], rows)

    def _run(self, run: Data) -> RunRow:
        words, each = self.words, run["sheets_each"]
        about = [run["locale"], run["edition"]]
        if not run["file"]:
            about.append(words.count("%(number)s campus", "%(number)s campuses", run["campuses"]))
        if run["open"] and run["copies"] is not None:
            about.append(words.count("%(number)s campus as needed", "%(number)s campuses as needed", run["open"]))
        return RunRow(
            kind=words(_KINDS[run["kind"]]),
            title=run["title"],
            about=words.listing(about),
            file=run["file"],
            copies=_numeral(words, run["copies"], words("as needed")),
            sheets=_numeral(words, run["sheets"], ""),
            each=words.count("%(number)s sheet a copy", "%(number)s sheets a copy", each),
            paper=name_of_paper(words, run["paper"]),
            how=run["how"],
            folded=run["is_folded"],
        )

    @property
    def on_request(self) -> list[str]:
        return self.data.get("on_request", [])

    @property
    def files(self) -> list[FileRow]:
        return [self._file(file) for file in self.data["files"]]

    def _file(self, file: Data) -> FileRow:
        kilobytes = self.words.number(max(1, round(file["bytes"] / 1000)))
        return FileRow(
            file["name"],
            self.words.number(file["pages"]),
            f"{kilobytes}\N{NO-BREAK SPACE}KB",
            self.words.listing(file["standards"]),
            file["sha256"][:_CHECKSUM],
        )


def _numeral(words: Words, number: int | None, unknown: str) -> Numeral:
    if number is None:
        return Numeral(unknown, "title")
    text = words.number(number)
    return Numeral(text, "big" if len(text) <= _BIG else "less")


def name_of_paper(words: Words, paper: Data) -> str:
    """Return what a paper is called: A4; A4, trimmed; folded sheets (4 pages of A5), covers."""
    name = paper["name"]
    if paper["folded"]:
        name = words("folded sheets (4 pages of %(paper)s)", paper=name)
    elif paper["trimmed"]:
        name = words("%(paper)s, trimmed", paper=name)
    return words.listing([name, words(_STOCKS[paper["stock"]])]) if paper["stock"] else name
