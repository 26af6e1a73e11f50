"""What goes to a printer, read back: the sheets of a booklet, the page that says how to print them, parts for a press.

Their pages are those of a file that was inspected; in a build, only what can differ from it is judged again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.content.printer import OfficePrinter
from guidepress.diagnostics import Diagnostic
from guidepress.editions import EDITIONS
from guidepress.manifest import PRINT_ME
from guidepress.papers import PAPERS
from guidepress.pdf.imposition import Frame, Plan, plan
from guidepress.pdf.imposition import Placement as Imposed
from guidepress.pdf.unfolding import Spot, unfolded
from guidepress.preflight.expectation import Expectation, Sheets
from guidepress.preflight.facts import Area, Place
from guidepress.preflight.inspection import Complaint, inspect, inspect_sheets, judge_press
from guidepress.preflight.rules.row import Finding
from guidepress.printing import COVER, SHEETS, TEXT, Part, Printed, apart, imposing
from guidepress.units import PT_PER_MM
from guidepress.verdicts import diagnosed

PARTS = (PRINT_ME, COVER, TEXT, SHEETS, f"{COVER}{SHEETS}", f"{TEXT}{SHEETS}")
"""What goes with a booklet, by the names under which it is beside it."""
_PAGE = PAPERS["A5"][0] * PT_PER_MM, PAPERS["A5"][1] * PT_PER_MM
_PAGES_A_SIDE = 2
_DUPLEX = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge", "simplex": "Simplex"}


def delivered(library: Library, job: Job, made: Printed, whole: Expectation) -> Iterator[Diagnostic]:
    """Yield what is wrong with the files made of a document that was inspected as a `whole`."""
    printer = library.printer(job)
    if made.plan and isinstance(printer, OfficePrinter):
        wanted = replace(sheets(printer, made.plan), placements=whole.placements)
        yield from diagnosed(library, job.path, inspect_sheets(made.data, wanted, partial(on_its_page, made.plan)))
    for name, part in made.parts.items():
        yield from diagnosed(library, job.beside(name), _judged(name, part, whole))


def _judged(name: str, part: Part, whole: Expectation) -> tuple[Complaint, ...]:
    if name == PRINT_ME:
        return inspect(part.data, of_part(whole, name, part.pages))
    return judge_press(part.data, painted=False, pages=part.pages, bleed_mm=whole.bleed_mm)


def folded(library: Library, job: Job, sides: int, whole: Expectation) -> tuple[Expectation, Plan] | None:
    """Return what a booklet on so many sides of sheets must be, and where its pages are; None for other documents."""
    printer = library.printer(job)
    if job.kind != "booklet" or not EDITIONS[job.edition].folded or not isinstance(printer, OfficePrinter):
        return None
    placed = plan(_PAGES_A_SIDE * sides, _PAGE, 0.0, imposing(printer, job))
    return replace(sheets(printer, placed), placements=whole.placements), placed


def sheets(printer: OfficePrinter, plan: Plan) -> Expectation:
    """Return what the sheets of a booklet must be."""
    width, height = sorted(PAPERS[printer.paper], reverse=True)
    count = max(placed.page or 0 for side in plan.sides for placed in side.placements)
    places = tuple(tuple(_place(page, plan.frame) for page in side.placements if page.page) for side in plan.sides)
    wanted = Sheets((width * PT_PER_MM, height * PT_PER_MM), count, _DUPLEX[printer.flip], plan.how.marks, places)
    return Expectation("sheets", pages=2 * len(plan.sheets), margin_mm=printer.unprintable_mm, sheets=wanted)


def _place(planned: Imposed, frame: Frame) -> Place:
    """Return where a page belongs on its side, counted as facts are; with its bleed, as it is drawn."""
    trim, box = frame.trim.common(frame.paper), planned.box.grown(*[frame.bleed] * 4)
    area = Area(box.left - trim.left, trim.top - box.top, box.width, box.height)
    return Place(planned.page or 0, area, 180 if planned.turned else 0)


def of_part(whole: Expectation, name: str, pages: int) -> Expectation:
    """Return what a part must be of a document of so many `pages`; `name` is one of `PARTS`."""
    if name == PRINT_ME:
        return Expectation("digital", pages=1, fonts=whole.fonts, language=whole.language)
    if name.endswith(SHEETS):
        symbols = () if name.startswith(TEXT) else whole.symbols
        usual = Expectation("press-sheets", language=whole.language, symbols=symbols)
        return replace(usual, bleed_mm=whole.bleed_mm, ink_limit=whole.ink_limit)  # the typeface of marks has no name
    part = _picked(whole, apart(pages)[name])
    return part if name == COVER else replace(part, symbols=())


def _picked(whole: Expectation, numbers: Sequence[int]) -> Expectation:
    """Return what a file of some pages must be."""
    now = {number: place for place, number in enumerate(numbers, start=1)}
    kept = tuple(placed._replace(page=now[placed.page]) for placed in whole.placements if placed.page in now)
    there = (number for number in whole.numbers if number.page in now)
    named = tuple(number._replace(page=now[number.page], target=now.get(number.target, 0)) for number in there)
    return replace(whole, pages=len(numbers), multiple=1, placements=kept, numbers=named)


def on_its_page(plan: Plan, finding: Finding) -> Finding:
    """Return a finding on sheets as one on a page of the booklet; what is on no page stays on its side."""
    if not finding.page:
        return finding
    if area := finding.area:
        middle = Spot(finding.page, area.x + area.width / 2, area.y + area.height / 2)
        if spot := unfolded(plan, middle):
            there = Area(spot.x - area.width / 2, spot.y - area.height / 2, area.width, area.height)
            return finding._replace(page=spot.page, area=there)
    return finding._replace(page=0, area=None, side=finding.page)
