"""What preflight is to expect of a document, and what it found in terms of the content: each finding with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guidepress.compose.plan import Job
from guidepress.compose.typefaces import font_names
from guidepress.content.library import Library
from guidepress.content.printer import OfficePrinter, PressPrinter
from guidepress.diagnostics import Diagnostic, Span, Spot
from guidepress.editions import EDITIONS
from guidepress.placements import Placement
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.inspection import Complaint

_SIGNATURE = 4  # pages of a folded sheet
_REFERENCES = ("chapter-", "role-")
_EXPECTATIONS: dict[tuple[str, bool], Expectation] = {  # by kind, and whether it is in large print
    ("booklet", False): Expectation(multiple=_SIGNATURE, references=_REFERENCES, smallest_pt=8.0, margin_mm=4.0),
    ("booklet", True): Expectation(references=_REFERENCES, smallest_pt=16.0, margin_mm=8.0),
    ("cheatsheet", False): Expectation(pages=1, smallest_pt=8.0, margin_mm=4.0),
    ("cheatsheet", True): Expectation(smallest_pt=16.0, margin_mm=8.0),
}


def expectation(library: Library, job: Job, placements: Iterable[Placement] = ()) -> Expectation:
    """Return what a document must be, in the order of reading."""
    usual = _EXPECTATIONS[job.kind, EDITIONS[job.edition].large]
    return replace(
        usual,
        purpose=_purpose(job.edition),
        fonts=font_names(library.brands[job.brand]),
        language=job.locale,
        placements=tuple(placements),
        **_printer(library, job),
    )


def _purpose(edition: str) -> Purpose:
    return edition  # pyright: ignore[reportReturnType]  # editions are purposes; a test holds them together


def _printer(library: Library, job: Job) -> dict[str, float]:
    """Return what the printer of a document asks for."""
    printer = library.printer(job)
    if isinstance(printer, PressPrinter):
        return {"bleed_mm": printer.bleed_mm, "ink_limit": printer.ink_limit_percent}
    if isinstance(printer, OfficePrinter):
        folded = job.kind == "booklet" and EDITIONS[job.edition].folded  # an edge of its page may be no edge of paper
        return {"margin_mm": 0.0 if folded else printer.unprintable_mm}
    return {}


def diagnosed(library: Library, path: str, complaints: Iterable[Complaint]) -> Iterator[Diagnostic]:
    """Yield what preflight found in the file at `path`: each with its page and the line that made it, if known."""
    for complaint in complaints:
        span = library.span(complaint.source) if complaint.source else None
        yield diagnostic(path, complaint, span)


def diagnostic(path: str, complaint: Complaint, span: Span | None = None) -> Diagnostic:
    """Return a complaint as a diagnostic; it names the file, unless the line in the content is known."""
    finding = complaint.finding
    where = path.rpartition("/")[2] + (f", page {finding.page}" if finding.page else "")
    spot = Spot(path, finding.page, *(round(length, 1) for length in finding.area or (0, 0, 0, 0)))
    return Diagnostic(complaint.severity, complaint.code, f"{where}: {finding.message}", span, finding.hint, spot)
