"""What preflight is to expect of a document, and what it found in terms of the content: each finding with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guidepress.compose.plan import Job
from guidepress.compose.setting import link
from guidepress.compose.typefaces import font_names
from guidepress.content.library import Library
from guidepress.content.model import Origin
from guidepress.content.printer import OfficePrinter, PressPrinter
from guidepress.diagnostics import Diagnostic, Span, Spot, visible
from guidepress.editions import EDITIONS, SIGNATURE
from guidepress.papers import PAPERS
from guidepress.placements import Landed
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.inspection import Complaint

_REFERENCES = ("chapter-", "role-")
_EXPECTATIONS: dict[tuple[str, bool], Expectation] = {  # by kind, and whether it is in large print
    ("booklet", False): Expectation(
        multiple=SIGNATURE, size_mm=PAPERS["A5"], references=_REFERENCES, smallest_pt=8.0, margin_mm=4.0
    ),
    ("booklet", True): Expectation(size_mm=PAPERS["A4"], references=_REFERENCES, smallest_pt=16.0, margin_mm=8.0),
    ("cheatsheet", False): Expectation(pages=1, size_mm=PAPERS["A4"], smallest_pt=8.0, margin_mm=4.0),
    ("cheatsheet", True): Expectation(size_mm=PAPERS["A4"], smallest_pt=16.0, margin_mm=8.0),
    ("notice", False): Expectation(pages=1, size_mm=PAPERS["A4"], smallest_pt=8.0, margin_mm=4.0),
    ("notice", True): Expectation(size_mm=PAPERS["A4"], smallest_pt=16.0, margin_mm=8.0),
}


def expectation(library: Library, job: Job, landed: Landed) -> Expectation:
    """Return what a document must be, in the order of reading."""
    usual = _EXPECTATIONS[job.kind, EDITIONS[job.edition].large]
    return replace(
        usual,
        purpose=_purpose(job.edition),
        fonts=font_names(library.brands[job.brand]),
        language=job.locale,
        symbols=_symbols(library, job),
        placements=landed.placements,
        addresses=landed.addresses,
        numbers=landed.numbers,
        **_printer(library, job),
    )


def _purpose(edition: str) -> Purpose:
    return edition  # pyright: ignore[reportReturnType]  # editions are purposes; a test holds them together


def _symbols(library: Library, job: Job) -> tuple[str, ...]:
    """Return the addresses that a document has QR codes for: where its campus registers, or that of the brand."""
    if job.part == "-text":
        return ()
    if job.drive and job.campus and (address := library.drives[job.drive].campus(job.campus).registration_url):
        return (link(address).address,)
    website = library.brands[job.brand].contact.website
    return (link(website).address,) if website else ()


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
        yield diagnostic(path, _advised(complaint), span)


def _advised(complaint: Complaint) -> Complaint:
    """Return a complaint about text without room with the way out: how many words are too many, in which field."""
    surplus, source = complaint.finding.surplus, complaint.source
    names = [str(part) for part in Origin.parse(source).path if isinstance(part, str)] if source else []
    if not surplus or not names:
        return complaint
    words = "1 word" if surplus == 1 else f"{surplus} words"
    hint = f"about {words} too many: shorten `{names[-1]}`"
    return replace(complaint, finding=complaint.finding._replace(hint=hint))


def diagnostic(path: str, complaint: Complaint, span: Span | None = None) -> Diagnostic:
    """Return a complaint as a diagnostic; it names the file, unless the line in the content is known."""
    finding = complaint.finding
    where = visible(path.rpartition("/")[2]) + (f", page {finding.page}" if finding.page else "")
    where += f", side {finding.side} of the sheets" if finding.side else ""
    spot = Spot(path, finding.page, *(round(length, 1) for length in finding.area or (0, 0, 0, 0)))
    return Diagnostic(complaint.severity, complaint.code, f"{where}: {finding.message}", span, finding.hint, spot)
