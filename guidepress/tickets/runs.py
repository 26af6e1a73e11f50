"""What goes to a printer, how often, and how much paper that takes; pure arithmetic over files that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from guidepress.compose.plan import Job
from guidepress.content.model import Campus
from guidepress.content.printer import OfficePrinter, PressPrinter, Printer
from guidepress.manifest import Artifact
from guidepress.manifest import Part as PartFile
from guidepress.printing import COVER, SHEETS, TEXT

PAPER_EDITIONS = ("press", "office")
"""The editions that are printed in numbers, the better first."""
REAM = 500
_COUNTED_BY = {"booklet": "booklet_copies", "cheatsheet": "sheet_copies", "notice": "notice_copies"}
_LEAF, _FOLDED = 2, 4  # pages of a sheet that is printed on both sides; of one that is folded as well

Files = Mapping[Job, Artifact]
Subject = tuple[str, str, str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is counted in sheets. `trimmed` paper is larger before it is cut; `stock` is what of a booklet it is.

    A `folded` sheet holds four pages of the size that it is named after.
    """

    name: str
    trimmed: bool = False
    folded: bool = False
    stock: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A file to print. `copies` are None where nobody has said how many; `open` is the number of such campuses.

    `job` is that of the document, `stock` what of a booklet the file is, if a press gets it apart. `flip` is the edge
    over which an office printer turns the paper; empty where the back stays white, or a print shop knows better.
    """

    job: Job
    stock: str
    path: str
    sha256: str
    pages: int
    copies: int | None
    paper: Paper
    sheets_each: int
    both_sides: bool
    flip: str = ""
    campuses: int = 1
    open: int = 0

    @property
    def sheets(self) -> int | None:
        """Return how many sheets all copies take, if their number is known."""
        return None if self.copies is None else self.copies * self.sheets_each

    @property
    def is_folded(self) -> bool:
        return self.job.kind == "booklet"


def copies(campus: Campus, kind: str, locale: str) -> int | None:
    """Return how often a campus gets each document of a kind: as its locale has it (`booklet_copies.hi`), or all."""
    field = _COUNTED_BY[kind]
    said = campus.other.get(f"{field}.{locale}", "").strip()
    return int(said) if said.isdecimal() else getattr(campus, field)


def subject(job: Job) -> Subject:
    """Return what a document is, whatever its edition: guide, kind, role, locale."""
    return job.guide, job.kind, job.role, job.locale


def total(counts: Iterable[int | None]) -> int | None:
    """Return the sum of what is known; None if nothing is."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def runs(campus: Campus, mine: Files, texts: Files, printers: Mapping[Job, Printer]) -> Iterator[Run]:
    """Yield what is printed for a campus, once each: for the press if that is there, else for the office.

    A cover without its common text, which is among `texts`, is no booklet.
    """
    subjects: dict[Subject, dict[str, Job]] = {}
    for job in mine:
        if job.edition in PAPER_EDITIONS and (job.part != COVER or text_of(job) in texts):
            subjects.setdefault(subject(job), {})[job.edition] = job
    for editions in subjects.values():
        job = next(editions[name] for name in PAPER_EDITIONS if name in editions)
        yield from _of_document(job, mine[job], printers[job], copies(campus, job.kind, job.locale))


def text_of(job: Job) -> Job:
    """Return the job of the text that all campuses of a drive share."""
    return replace(job, campus=None, part=TEXT)


def common_runs(all_runs: Iterable[Run], texts: Files, printers: Mapping[Job, Printer]) -> Iterator[Run]:
    """Yield what is printed once for all campuses: the text of booklets, as often as there are covers."""
    wanted: dict[Job, list[Run]] = {}
    for run in all_runs:
        if run.job.part == COVER:
            wanted.setdefault(text_of(run.job), []).append(run)
    for job, covers in wanted.items():
        number = total(run.copies for run in covers)
        for run in _of_document(job, texts[job], printers[job], number):
            yield replace(run, campuses=len(covers), open=sum(cover.open for cover in covers))


def together(all_runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs that differ by campus only as one, with the copies of all."""
    alike: dict[tuple[object, ...], list[Run]] = {}
    for run in all_runs:
        key = (replace(run.job, campus=None), run.paper, run.sheets_each, run.both_sides)
        alike.setdefault(key, []).append(run)
    for found in alike.values():
        numbers = {"campuses": sum(run.campuses for run in found), "open": sum(run.open for run in found)}
        yield replace(found[0], copies=total(run.copies for run in found), **numbers)


def paper_needed(all_runs: Iterable[Run]) -> dict[Paper, int]:
    """Return how many sheets of each paper are needed; copies that nobody has counted are left out."""
    needed: dict[Paper, int] = {}
    for run in all_runs:
        if run.sheets is not None:
            needed[run.paper] = needed.get(run.paper, 0) + run.sheets
    return needed


def reams(sheets: int) -> float:
    """Return how many reams of 500 sheets these are, to two decimals."""
    return (sheets * 100 + REAM // 2) // REAM / 100


def _of_document(job: Job, artifact: Artifact, printer: Printer, number: int | None) -> Iterator[Run]:
    """Yield the files of a document that are printed: the whole, or its cover and its text."""
    parts = {part.path: part for part in artifact.parts}
    names = [name for name in (COVER, TEXT) if job.beside(name) in parts] or [""]
    for name in names:
        sheets = parts.get(job.beside(f"{name}{SHEETS}"))
        file = sheets or parts.get(job.beside(name)) or artifact
        way = _on_sheets(printer, sheets) if sheets else _ways(job, printer, file.pages)
        stock = f"{job.part}{name}".strip("-") if isinstance(printer, PressPrinter) else ""
        yield Run(
            job=job,
            stock=stock,
            path=file.path,
            sha256=file.sha256,
            pages=file.pages,
            copies=number,
            paper=replace(way.paper, stock=stock),
            sheets_each=way.sheets,
            both_sides=way.both_sides,
            flip=way.flip,
            open=int(number is None),
        )


class _Way(NamedTuple):
    """How a copy is printed."""

    paper: Paper
    sheets: int
    both_sides: bool
    flip: str = ""


def _on_sheets(printer: Printer, file: PartFile) -> _Way:
    """Return how finished press sheets are printed, whose pages are sides."""
    assert isinstance(printer, PressPrinter) and printer.sheet, "only a press gets press sheets"
    return _Way(Paper(name=printer.sheet), _shared(file.pages, _LEAF), both_sides=True)


def _ways(job: Job, printer: Printer, pages: int) -> _Way:
    """Return how a file is printed that is no press sheets."""
    return _in_office(job, printer, pages) if isinstance(printer, OfficePrinter) else _in_shop(job, pages)


def _in_office(job: Job, printer: OfficePrinter, pages: int) -> _Way:
    """Return how an office prints a file: the sides of a booklet's sheets, or A4 pages as they are."""
    is_booklet = job.kind == "booklet"
    both = is_booklet or (pages > 1 and printer.flip != "simplex")
    flip = printer.flip if is_booklet else "long" if both else ""
    return _Way(Paper(name=printer.paper), _shared(pages, _LEAF if both else 1), both, flip)


def _in_shop(job: Job, pages: int) -> _Way:
    """Return how a print shop prints single pages; those of booklets go four to a sheet that is folded."""
    if job.kind == "booklet":
        return _Way(Paper(name="A5", trimmed=True, folded=True), _shared(pages, _FOLDED), both_sides=pages > 1)
    return _Way(Paper(name="A4", trimmed=True), _shared(pages, _LEAF), both_sides=pages > 1)


def _shared(pages: int, a_sheet: int) -> int:
    """Return how many sheets take so many pages; the last may stay empty in part."""
    return -(-pages // a_sheet)
