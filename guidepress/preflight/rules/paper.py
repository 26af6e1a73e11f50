"""Rules about what paper takes: margins that a printer leaves white, and bleed; those about ink are the press's."""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import WHITE, Area, Facts, Page
from guidepress.preflight.rules.row import Finding, Rule
from guidepress.units import PT_PER_MM

_SLACK_PT = 0.1  # by which places may be off: files are written with few decimals
_REACHES_PT = 0.5 * PT_PER_MM  # from the trimmed edge, what is meant to touch it
_STROKE = 2  # segments: a move and a line
_STRIP_PT = 2.0
_MARK_PT = 0.3  # up to this, a line may be a crop mark or a fold tick


def _printable_margin(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """What lies beyond the paper is not printed at all, so that it does not count."""
    pages = facts.pages if expectation.margin_mm else ()
    yield from (found for page in pages for found in _too_near(page, expectation))


def _too_near(page: Page, expectation: Expectation) -> Iterator[Finding]:
    """Yield what is too near to the edge of the paper, the nearest first."""
    paper, margin = page.media or page.area, expectation.margin_mm * PT_PER_MM
    marks = bool(expectation.sheets and expectation.sheets.marks)
    painted = ((min(area.insets(paper)), what, area) for what, area in _painted(page, marks) if area.shared(paper))
    for inset, what, area in sorted(found for found in painted if found[0] < margin - _SLACK_PT):
        message = (
            f"{what} comes to {max(inset, 0) / PT_PER_MM:.1f} mm from the edge of the paper, where the printer "
            f"leaves {expectation.margin_mm:g} mm white"
        )
        yield Finding(message, page.number, area, "move it inwards, or choose a printer that leaves less white")


def _painted(page: Page, marks: bool) -> Iterator[tuple[str, Area]]:
    """Yield all that leaves ink on a page; thin lines do not count where there are marks for cutting."""
    yield from (("text", run.area) for run in page.legible if run.colour != WHITE)
    for shape in page.shapes:
        is_mark = marks and min(shape.area.width, shape.area.height) <= _MARK_PT
        if not is_mark and (shape.line or shape.fill not in (None, WHITE)):
            yield "a line or an area", _inked(shape.area)
    yield from (("a picture", picture.area) for picture in page.pictures)


def _inked(area: Area) -> Area:
    """Return an area with some extent: a line may be told as one without."""
    return Area(area.x, area.y, max(area.width, _SLACK_PT), max(area.height, _SLACK_PT))


def _bleed_missing(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """An area at the trimmed edge runs on to the edge of the bleed, or another under it does."""
    yield from (found for page in facts.pages for found in _cut_white(page, expectation.bleed_mm))


def _cut_white(page: Page, bleed_mm: float) -> Iterator[Finding]:
    bleed = bleed_mm * PT_PER_MM
    filled = [shape.area for shape in page.shapes if shape.fill not in (None, WHITE)]
    grounds = [*filled, *(picture.area for picture in page.pictures)]
    for area in [*grounds, *_strokes(page)] if bleed else ():
        for side, inset in zip(_SIDES, area.insets(page.area), strict=True):
            short = -bleed + _SLACK_PT < inset < _REACHES_PT
            if short and not any(_covers(ground, _strip(area, page.area, side, bleed)) for ground in grounds):
                at = f"{-inset / PT_PER_MM:.1f} mm beyond" if inset < -_SLACK_PT else "at"
                message = f"an area ends {at} the {side} edge, not {bleed_mm:g} mm beyond it"
                yield Finding(message, page.number, area, "let it run over the edge as far as the bleed")


def _strokes(page: Page) -> Iterator[Area]:
    """Yield where single strokes are that are as thick as strips."""
    for shape in page.shapes:
        is_strip = shape.corners == _STROKE and min(shape.area.width, shape.area.height) >= _STRIP_PT
        if is_strip and shape.fill is None and shape.line not in (None, WHITE):
            yield shape.area


_SIDES = ("left", "upper", "right", "lower")


def _strip(area: Area, page: Area, side: str, bleed: float) -> Area:
    """Return what lies beyond one edge of a page, beside an area."""
    return {
        "left": Area(-bleed, area.y, bleed, area.height),
        "upper": Area(area.x, -bleed, area.width, bleed),
        "right": Area(page.right, area.y, bleed, area.height),
        "lower": Area(area.x, page.bottom, area.width, bleed),
    }[side]


def _covers(ground: Area, strip: Area) -> bool:
    return min(strip.insets(ground)) > -_SLACK_PT


_ON_PAPER: frozenset[Purpose] = frozenset({"sheets", "office"})
ROWS = (
    Rule(
        "printable-margin",
        "error",
        _ON_PAPER,
        _printable_margin,
        "Something is nearer to the edge of the paper than the printer can print.",
        merges=True,
    ),
    Rule(
        "bleed-missing",
        "error",
        frozenset({"press"}),
        _bleed_missing,
        "An area ends at the edge of the page instead of running over it: a white hair after cutting.",
        merges=True,
    ),
)
