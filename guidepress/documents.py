"""One document, from a job to checked bytes: compose, lay out, write, judge."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from guidepress import assets, booklets, cheatsheets, notices
from guidepress.compose import markdown, pages
from guidepress.compose.plan import Job
from guidepress.compose.setting import Setting
from guidepress.compose.words import words
from guidepress.content.library import Library
from guidepress.content.model import Guide
from guidepress.content.palette import Palette
from guidepress.content.printer import PressPrinter
from guidepress.delivery import delivered
from guidepress.diagnostics import Diagnostic
from guidepress.editions import EDITIONS
from guidepress.laid_out import LaidOut
from guidepress.pdf.about import About
from guidepress.placements import Landed
from guidepress.preflight.inspection import inspect
from guidepress.printing import Part, Print, printed
from guidepress.verdicts import diagnosed, expectation

if TYPE_CHECKING:
    from guidepress.pdf.typesetter import Layout, Typesetter

_CHARACTER = re.compile(r"\(U\+([0-9A-F]{4,6})\)")  # as a missing glyph is reported
_UNDATED = date(2000, 1, 1)  # for a guide that nobody has reviewed: a file's dates never come from the clock


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file with what is to be said about it; `accepted` is what the project does not want to hear again."""

    data: bytes
    pages: int
    parts: Mapping[str, Part]
    standards: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]
    landed: Landed
    html: str
    recipe: bytes  # what `recipe` returns for it


def recipe(library: Library, job: Job) -> bytes:
    """Return all that decides a document's bytes but versions and the files it names; imports no WeasyPrint."""
    return _recipe(library, job, _nominal(library, job))


def produce(library: Library, job: Job) -> Finished:
    """Make a document.

    Raises `PreflightError` when it must not be published, `ContentError` when it cannot be laid out.
    """
    with uncollected():
        made = _ROOMS[job.kind].lay_out(library, job, typesetter_for(library, job.brand))
        return _finished(library, job, made)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from searching a growing document over and over: a tenth of the time goes there.

    What the document before has left is collected first, so that documents do not add up.
    """
    gc.collect()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _nominal(library: Library, job: Job) -> str:
    """Return a document's HTML before it is settled or fitted: it changes when the finished one would."""
    return _ROOMS[job.kind].nominal(library, job)


def lost_characters(problems: Iterable[Diagnostic]) -> Iterator[int]:
    """Yield the code points of characters that no font of a layout has."""
    for problem in problems:
        if problem.code == "missing-glyph" and (named := _CHARACTER.search(problem.message)):
            yield int(named[1], 16)


def _located(library: Library, layout: Layout) -> Iterator[Diagnostic]:
    """Yield a layout's problems, a character that no font has at each place where it was written."""
    for problem in layout.problems:
        named = () if problem.span else lost_characters((problem,))
        sources = [source for point in named for source in layout.sources_of(chr(point))]
        if sources:
            yield from (replace(problem, span=library.span(source)) for source in sources)
        else:
            yield problem


def _recipe(library: Library, job: Job, nominal: str) -> bytes:
    accepted = [(entry.code, entry.where) for entry in library.project.accepted]  # decides what is said
    return f"{nominal}\n{_about(library, job)!r}\n{library.printer(job)!r}\n{accepted}".encode()


def _finished(library: Library, job: Job, laid: LaidOut) -> Finished:
    """Write a document and judge it."""
    edition, about, layout = EDITIONS[job.edition], replace(_about(library, job), folios=laid.folios), laid.layout
    data = layout.write(edition, about)
    landed = Landed(layout.placements(), layout.addresses, layout.references())
    expected = expectation(library, job, landed)
    judged = diagnosed(library, job.path, inspect(data, expected, laid.shared))
    made = printed(Print(library, job, layout, about, data, typesetter_for(library, job.brand)))
    parts = delivered(library, job, made, expected)
    everything = (*laid.said, *_located(library, layout), *judged, *made.diagnostics, *parts)
    accepted = tuple(filter(library.accepts, everything))
    return Finished(
        data=made.data,
        pages=made.pages,
        parts=made.parts,
        standards=edition.standards,
        diagnostics=tuple(found for found in everything if found not in accepted),
        accepted=accepted,
        landed=landed,
        html=laid.html,
        recipe=_recipe(library, job, _nominal(library, job)),
    )


def _about(library: Library, job: Job) -> About:
    guide, brand = library.guides[job.guide], library.brands[job.brand]
    return About(
        title=pages.document_title(Setting.of(library, job)),
        author=brand.name,
        description=markdown.plain(guide.summary or guide.subtitle or guide.title),
        language=job.locale,
        date=dated(guide),
        link_label=words(job.locale, library.project.region)("{text}, page {page}"),
        **_inks(library, job),
    )


def dated(guide: Guide) -> date:
    """Return the date of files about a guide: the day of its review."""
    return guide.reviewed_on.last_day if guide.reviewed_on else _UNDATED


def _inks(library: Library, job: Job) -> dict[str, Any]:
    """Return what `About` has to know of the inks that a print shop uses."""
    printer = library.printer(job)
    if not isinstance(printer, PressPrinter):
        return {}
    return {"inks": Palette.of(library.brands[job.brand]).inks(), "ink_limit": printer.ink_limit_percent}


def typesetter_for(library: Library, brand: str) -> Typesetter:
    """Return the typesetter of a brand, the same for all that is made in this process."""
    return _typesetter(library.root, library.brand_folder(library.brands[brand]))


@cache
def _typesetter(root: Path, brand: Path) -> Typesetter:
    from guidepress.pdf.typesetter import Typesetter  # and with it WeasyPrint, which a look at recipes does without

    return Typesetter({"styles": assets.search_path("styles", root), "brand": (brand,)})


_ROOMS: dict[str, ModuleType] = {"booklet": booklets, "cheatsheet": cheatsheets, "notice": notices}
"""What lays each kind out, and tells its HTML before it is settled or fitted."""
