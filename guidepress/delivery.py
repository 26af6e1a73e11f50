"""What goes to a printer, read back: the sheets of a booklet, the page that says how to print them, parts for a press.

Their pages are those of a file that was inspected; only what can differ from it is judged again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.content.printer import OfficePrinter
from guidepress.diagnostics import Diagnostic
from guidepress.manifest import PRINT_ME
from guidepress.papers import PAPERS
from guidepress.pdf.imposition import Plan
from guidepress.pdf.unfolding import Spot, unfolded
from guidepress.placements import Placement
from guidepress.preflight.expectation import Expectation, Sheets
from guidepress.preflight.facts import Area
from guidepress.preflight.inspection import Complaint, inspect, inspect_sheets, judge_press, source_of
from guidepress.preflight.rules.row import Finding
from guidepress.printing import Part, Printed
from guidepress.verdicts import diagnosed

_PT_PER_MM = 72 / 25.4
_DUPLEX = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge", "simplex": "Simplex"}


def delivered(library: Library, job: Job, made: Printed, whole: Expectation) -> Iterator[Diagnostic]:
    """Yield what is wrong with the files made of a document that was inspected as a `whole`."""
    printer = library.printer(job)
    if made.plan and isinstance(printer, OfficePrinter):
        found = inspect_sheets(made.data, sheets(printer, made.plan))
        yield from diagnosed(library, job.path, on_pages(found, made.plan, whole.placements))
    for name, part in made.parts.items():
        yield from diagnosed(library, job.beside(name), _JUDGES.get(name, _press_part)(part, whole))


def sheets(printer: OfficePrinter, plan: Plan) -> Expectation:
    """Return what the sheets of a booklet must be."""
    width, height = sorted(PAPERS[printer.paper], reverse=True)
    count = max(placed.page or 0 for side in plan.sides for placed in side.placements)
    wanted = Sheets((width * _PT_PER_MM, height * _PT_PER_MM), count, _DUPLEX[printer.flip], plan.how.marks)
    return Expectation("sheets", pages=2 * len(plan.sheets), margin_mm=printer.unprintable_mm, sheets=wanted)


def on_pages(found: Iterable[Complaint], plan: Plan, placements: tuple[Placement, ...]) -> Iterator[Complaint]:
    """Yield complaints about sheets with the page of the booklet, and the source of what is there."""
    for complaint in found:
        finding = complaint.finding
        middle = _middle(finding)
        spot = unfolded(plan, middle) if middle else None
        if not spot:
            yield complaint
            continue
        source = source_of(Finding("", spot.page, Area(spot.x, spot.y, 0, 0)), placements)
        message = f"{finding.message} (page {spot.page} of the booklet)"
        yield replace(complaint, finding=finding._replace(message=message), source=source)


def _middle(finding: Finding) -> Spot | None:
    area = finding.area
    return Spot(finding.page, area.x + area.width / 2, area.y + area.height / 2) if area and finding.page else None


def _how_to_print(part: Part, whole: Expectation) -> tuple[Complaint, ...]:
    return inspect(part.data, Expectation("digital", pages=1, fonts=whole.fonts, language=whole.language))


def _press_part(part: Part, whole: Expectation) -> tuple[Complaint, ...]:
    return judge_press(part.data, painted=False, pages=part.pages, bleed_mm=whole.bleed_mm)


_JUDGES: Mapping[str, Callable[[Part, Expectation], tuple[Complaint, ...]]] = {PRINT_ME: _how_to_print}
