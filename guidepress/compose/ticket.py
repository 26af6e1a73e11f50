"""Pages of job tickets: what is printed, how often, on which paper; to whom it goes, and by when. In one ink."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from guidepress.compose import pages
from guidepress.compose.plan import Job
from guidepress.compose.print_me import PrintMe
from guidepress.compose.setting import Setting, running, size_class
from guidepress.compose.typefaces import shipped_first
from guidepress.compose.words import Words, words
from guidepress.content.library import Library
from guidepress.content.model import Clock, PartialDate
from guidepress.content.printer import OfficePrinter

Data = Mapping[str, Any]

_STYLES = ("job-ticket.css",)
_CHECKSUM = 12  # digits that are printed
_KINDS = {"booklet": "Booklet", "cheatsheet": "Cheat sheet", "notice": "Notice"}
_ONE = {"booklet": "booklet", "cheatsheet": "cheat sheet", "notice": "notice"}
_MANY = {"booklet": "booklets", "cheatsheet": "cheat sheets", "notice": "notices"}
_STOCKS = {"cover": "covers", "text": "text"}
_STATUSES = {
    "ready": "Ready",
    "tentative": "Tentative",
    "cancelled": "Cancelled",
    "failed": "Failed",
    "partly": "Not complete",
}
_SIZES = ((48, 18, ""), (140, 26, "long"), (0, 0, "longest"))  # letters of a name, and of its longest word
_PRESSED = {
    "cover": "Both sides, on paper for covers; folded around the text, stapled twice, trimmed to A5.",
    "text": "Both sides, on paper for text; the cover of each campus goes around it.",
    "booklet": "Both sides; folded, stapled twice, trimmed to A5.",
    "sheet": "One side; trimmed to A4.",
    "sheets": "Both sides; trimmed to A4.",
}


def how_to_print(library: Library, job: Job, count: int, stock: str) -> list[str]:
    """Return in words how a file of so many pages (sides, if it is imposed) is printed and finished.

    `stock` is what of a booklet it is: its cover, its text, or empty for the whole.
    """
    setting = Setting.of(library, job)
    printer, words = setting.printer, setting.words
    assert printer, "documents for screens are not printed in numbers"
    if isinstance(printer, OfficePrinter):
        return _in_office(setting, count)
    return [words(_PRESSED[_pressed(job, count, stock)])]


def _in_office(setting: Setting, count: int) -> list[str]:
    """Return what is done in an office, in the words of the page that says how to print a booklet."""
    words, sheet = setting.words, PrintMe(setting, count, "")
    if setting.job.kind == "booklet":
        return [
            words.sentence(sheet.edge),
            sheet.together,
            words.sentence(words("Fold, then staple twice on the fold")),
        ]
    if count == 1 or sheet.one_sided:
        return [words("One side.")]
    return [words.sentence(words("Both sides, over the long edge"))]


def _pressed(job: Job, count: int, stock: str) -> str:
    return (stock or "booklet") if job.kind == "booklet" else "sheet" if count == 1 else "sheets"


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


def language_of(data: Data) -> Words:
    """Return the words of a ticket."""
    return words(data["set"]["locale"], data["set"]["region"])


class Figure(NamedTuple):
    """A number that is read from afar, with what it counts."""

    number: str
    unit: str
    note: str = ""
    known: bool = True


class RunRow(NamedTuple):
    """A file to print."""

    kind: str
    title: str
    about: str
    file: str
    copies: str
    sheets: str
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


class Destination:
    """A campus as tickets and labels show it."""

    def __init__(self, words: Words, data: Data) -> None:
        self._words, self._data = words, data
        self.id: str = data["id"]
        self.name: str = data["name"]
        self.place = words.listing(filter(None, (data["venue"], data["city"])))
        self.contact = [words.listing(filter(None, person.values())) for person in data["contact"]]
        self.status = words(_STATUSES[data["status"]])
        self.is_off = data["status"] in ("cancelled", "failed")
        self.day = PartialDate.parse(data["date"]) if data["date"] else None
        self.folder: str = data.get("folder", "")

    @property
    def date(self) -> str:
        return self._words.date(self.day) if self.day else ""

    @property
    def when(self) -> str:
        """Return the weekday and the time, as far as they are known."""
        words, time = self._words, self._data["time"]
        weekday = [words.weekday(self.day)] if self.day and self.day.day else []
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
        words, each, sheets = self.words, run["sheets_each"], run["sheets"]
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
            copies=number_of(words, run["copies"]),
            sheets="" if sheets is None else words.number(sheets),
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


def number_of(words: Words, copies: int | None) -> str:
    """Return how many copies are wanted, in words where nobody has said it."""
    return words("as needed") if copies is None else words.number(copies)


def name_of_paper(words: Words, paper: Data) -> str:
    """Return what a paper is called: A4; A5, trimmed, covers."""
    name = words("%(paper)s, trimmed", paper=paper["name"]) if paper["trimmed"] else paper["name"]
    return words.listing([name, words(_STOCKS[paper["stock"]])]) if paper["stock"] else name


def called(words: Words, kind: str, number: int | None) -> str:
    """Return what so many documents of a kind are called."""
    return words(_ONE[kind] if number == 1 else _MANY[kind])
