"""The files of a ticket: pages, data, and for a drive the labels of its parcels and a table; judged like all others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guidepress.compose import labels, ticket
from guidepress.compose.typefaces import font_names
from guidepress.content.library import Library
from guidepress.diagnostics import Diagnostic
from guidepress.documents import Finished, dated, lost_characters, typesetter_for, uncollected
from guidepress.editions import HANDOUT
from guidepress.papers import PAPERS
from guidepress.pdf.about import About
from guidepress.placements import Landed
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.inspection import inspect
from guidepress.printing import Part
from guidepress.tickets import workbook
from guidepress.tickets.packing import packed
from guidepress.tickets.ticket import Ticket
from guidepress.verdicts import diagnosed

if TYPE_CHECKING:
    from guidepress.pdf.typesetter import Layout

JSON, LABELS, REPORT = ".json", "_dispatch-labels.pdf", "_report.xlsx"
"""What goes with a ticket, by the names under which it is beside it; the last two with that of a drive only."""
_SMALLEST_PT, _MARGIN_MM = 8.0, 8.0
_LOST = "?"  # stands for a letter that no font has; the campus that has it is said to have failed for it


def recipe(_: Library, made_for: Ticket) -> bytes:
    """Return what decides a ticket's files: all that it says, and whether there is an archive."""
    return made_for.json + (b"packed" if made_for.packs else b"")


def produce(library: Library, made_for: Ticket) -> Finished:
    """Make the files of a ticket; those that go into its archive are read where they are published."""
    with uncollected():
        return _finished(library, made_for)


def _finished(library: Library, made_for: Ticket) -> Finished:
    html = ticket.compose_ticket(library, made_for.job, made_for.data)
    made = _typeset(library, made_for, html, ticket.title(made_for.data))
    parts = {JSON: Part(made_for.json, 0)}
    diagnostics = [*_judged(library, made_for, made_for.path, made)]
    if made_for.campus is None:
        parts[REPORT] = Part(workbook.report(made_for.data, dated(library.guides[made_for.job.guide])), 0)
        if any(row["files"] for row in made_for.data["campuses"]):
            sheets = _labels(library, made_for)
            parts[LABELS] = Part(sheets.data, sheets.layout.page_count)
            diagnostics += _judged(library, made_for, made_for.beside(LABELS), sheets)
    if made_for.packs:
        files = {name: file.read_bytes() for name, file in made_for.packs.items()}
        parts[made_for.archive] = Part(packed(files, str(made_for.campus)), 0)
    accepted = tuple(filter(library.accepts, diagnostics))
    return Finished(
        data=made.data,
        pages=made.layout.page_count,
        parts=parts,
        standards=HANDOUT.standards,
        diagnostics=tuple(found for found in diagnostics if found not in accepted),
        accepted=accepted,
        landed=made.landed,
        html=html,
        recipe=recipe(library, made_for),
    )


def expectation(library: Library, brand: str, language: str, landed: Landed) -> Expectation:
    """Return what the pages of a ticket, and labels, must be; `language` is empty where it is not known."""
    return Expectation(
        purpose="digital",
        fonts=font_names(library.brands[brand]),
        size_mm=PAPERS["A4"],
        language=language,
        smallest_pt=_SMALLEST_PT,
        margin_mm=_MARGIN_MM,
        placements=landed.placements,
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """Laid-out pages, and the file that they make."""

    layout: Layout
    data: bytes

    @property
    def landed(self) -> Landed:
        return Landed(self.layout.placements(), self.layout.addresses, self.layout.references())


def _labels(library: Library, made_for: Ticket) -> _Made:
    html = labels.compose_labels(library, made_for.job, made_for.data)
    return _typeset(library, made_for, html, labels.title(made_for.data))


def _typeset(library: Library, made_for: Ticket, html: str, title: str) -> _Made:
    """Set pages; those of a whole drive are not lost for a letter of one campus that no font has."""
    made = _set(library, made_for, html, title)
    lost = {} if made_for.campus else dict.fromkeys(lost_characters(made.layout.problems), _LOST)
    return _set(library, made_for, html.translate(lost), title) if lost else made


def _set(library: Library, made_for: Ticket, html: str, title: str) -> _Made:
    layout = typesetter_for(library, made_for.brand).lay_out(html)
    about = About(
        title=title,
        author=library.brands[made_for.brand].name,
        description=title,
        language=made_for.job.locale,
        date=dated(library.guides[made_for.job.guide]),
    )
    return _Made(layout, layout.write(HANDOUT, about))


def _judged(library: Library, made_for: Ticket, path: str, made: _Made) -> Iterator[Diagnostic]:
    yield from made.layout.problems
    yield from diagnosed(
        library, path, inspect(made.data, expectation(library, made_for.brand, made_for.job.locale, made.landed))
    )
