"""What a printer gets of a booklet: sheets to fold and a page that says how, or a cover and a text for the press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from guidepress.compose import print_me
from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.content.printer import OfficePrinter, PressPrinter
from guidepress.diagnostics import Diagnostic
from guidepress.editions import EDITIONS, HANDOUT
from guidepress.manifest import PRINT_ME
from guidepress.pdf.about import About

if TYPE_CHECKING:
    from guidepress.pdf.imposition import Imposing, Plan
    from guidepress.pdf.sheets import Imposed
    from guidepress.pdf.typesetter import Layout, Typesetter

COVER, TEXT, SHEETS = "-cover", "-text", "-sheets"
"""How the names of parts end; the cover and the text may be sheets, too."""
_COVER_PAGES = 4  # the outer and the inner sides of the first and the last leaf


@dataclass(frozen=True, slots=True)
class Part:
    """A file that goes with a document."""

    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A document's file as it goes to a printer, with the parts that go with it by `Job.beside`.

    `plan` says where on its sheets the pages are, if it is imposed.
    """

    data: bytes
    pages: int
    parts: Mapping[str, Part] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """A booklet to print: where it comes from, its laid-out pages, and the file that they make."""

    library: Library
    job: Job
    layout: Layout
    about: About
    data: bytes
    typesetter: Typesetter


def printed(work: Print) -> Printed:
    """Return a booklet as its printer wants it; other documents, and those for a screen, are as they are."""
    prepare = _PREPARED.get((work.job.kind, work.job.edition), _as_it_is)
    return prepare(work)


def _as_it_is(work: Print) -> Printed:
    return Printed(work.data, work.layout.page_count)


def _folded(work: Print) -> Printed:
    """Impose a booklet on the paper of an office printer."""
    from guidepress.pdf import sheets

    printer = work.library.printer(work.job)
    assert isinstance(printer, OfficePrinter)
    found = sheets.impose(work.data, imposing(printer, work.job))
    how = {} if work.job.campus else {PRINT_ME: _how(work, found.sides)}  # of campuses, the ticket says it
    return Printed(found.data, found.sides, how, found.diagnostics, found.plan)


def _how(work: Print, sides: int) -> Part:
    """Return the page that says how to print a booklet."""
    html = print_me.compose_print_me(work.library, work.job, sides, work.job.path.rpartition("/")[2])
    layout = work.typesetter.lay_out(html)
    about = replace(work.about, title=print_me.title(work.library, work.job))
    return Part(layout.write(HANDOUT, about), layout.page_count)


def _pressed(work: Print) -> Printed:
    """Give a print shop the whole; cover and text apart, if they go on different paper; sheets, if it asks for them.

    A booklet of a drive comes as one of these parts already.
    """
    printer = work.library.printer(work.job)
    assert isinstance(printer, PressPrinter)
    whole = Part(work.data, work.layout.page_count)
    is_apart = printer.cover == "apart" and not work.job.part and whole.pages > _COVER_PAGES
    parts = {name: _picked(work, pages) for name, pages in apart(whole.pages).items()} if is_apart else {}
    imposed = _sheets(work, printer, parts or {"": whole}) if printer.sheet else {}
    found = tuple(said for sheets in imposed.values() for said in sheets.diagnostics)
    files = {f"{name}{SHEETS}": Part(sheets.data, sheets.sides) for name, sheets in imposed.items()}
    return Printed(whole.data, whole.pages, {**parts, **files}, found)


def apart(pages: int) -> dict[str, tuple[int, ...]]:
    """Return which pages of a booklet are its cover, and which its text, by the names of these parts."""
    half, numbers = _COVER_PAGES // 2, range(1, pages + 1)
    return {COVER: (*numbers[:half], *numbers[-half:]), TEXT: (*numbers[half:-half],)}


def _sheets(work: Print, printer: PressPrinter, files: Mapping[str, Part]) -> dict[str, Imposed]:
    from guidepress.pdf import sheets

    how = imposing(printer, work.job)
    return {name: sheets.impose(file.data, how) for name, file in files.items()}


def _picked(work: Print, pages: tuple[int, ...]) -> Part:
    """Return a file of some pages, which keep their numbers."""
    about = replace(work.about, folios=pages)
    return Part(work.layout.pick(pages).write(EDITIONS[work.job.edition], about), len(pages))


def imposing(printer: OfficePrinter | PressPrinter, job: Job) -> Imposing:
    """Return how a booklet is laid out on the sheets of a printer."""
    from guidepress.pdf.imposition import Imposing

    name = job.path.rpartition("/")[2]
    how = Imposing(section=printer.sections, creep_mm=printer.creep_mm, binding=printer.binding, job=name)
    if isinstance(printer, PressPrinter):
        return replace(how, paper=printer.sheet, marks=True)
    return replace(how, paper=printer.paper, flip=printer.flip)


_PREPARED: Mapping[tuple[str, str], Callable[[Print], Printed]] = {
    ("booklet", "office"): _folded,
    ("booklet", "press"): _pressed,
}
