"""Rules about how text flows from page to page: headings keep to what they head, lines to their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidepress.placements import HEADINGS, Part, Placement
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Page
from guidepress.preflight.rules.row import PAGES, Finding, Rule

_FOOT = 0.925  # of a page's height: folios and running feet stand below
_TOUCHING_PT = 2.0


def _stranded_heading(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A heading has something to head on its page, and in its column; a title page is its title's own."""
    for page in facts.pages:
        placed = [placement for placement in expectation.placements if placement.page == page.number]
        for index, heading in enumerate(placed):
            is_heading = heading.element in HEADINGS and not _is_title(heading, placed[:index])
            if is_heading and _is_stranded(heading, placed[index + 1 :], page):
                yield Finding("a heading stands alone: what it heads is elsewhere", page.number, _area(heading))


def _is_title(heading: Placement, before: Sequence[Placement]) -> bool:
    """Say whether what comes before a main heading on its page is of the same subject: its number, what holds it."""
    subject = f"{heading.source}/"
    return heading.element == "h1" and all(subject.startswith(f"{placement.source}/") for placement in before)


def _is_stranded(heading: Placement, after: Sequence[Placement], page: Page) -> bool:
    """Say whether what comes next in the order of reading is neither below a heading nor beside it."""
    area = _area(heading)
    headed = next((_area(placement) for placement in after if placement.element not in HEADINGS), None)
    if headed and headed.bottom > area.y:
        return False
    return not any(_is_headed(area, ink) for ink in _ink(page) if ink.y < _FOOT * page.size[1])


def _ink(page: Page) -> Iterator[Area]:
    yield from (run.area for run in page.legible)
    yield from (thing.area for thing in (*page.pictures, *page.shapes))


def _is_headed(heading: Area, other: Area) -> bool:
    """Say whether something stands below a heading in its column, or beside one that hangs at the side."""
    below = other.y >= heading.bottom - _TOUCHING_PT and other.x < heading.right and other.right > heading.x
    beside = other.x >= heading.right - _TOUCHING_PT and other.y < heading.bottom and other.bottom > heading.y
    return below or beside


def _orphan(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for page, area in _lone_lines(facts, expectation, "start"):
        yield Finding("the first line of a paragraph stands alone: it goes on on the next page", page, area)


def _widow(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for page, area in _lone_lines(facts, expectation, "end"):
        yield Finding("the last line of a paragraph stands alone: it began on the page before", page, area)


def _lone_lines(facts: Facts, expectation: Expectation, part: Part) -> Iterator[tuple[int, Area]]:
    """Yield where a part of a broken paragraph is one line, with its page."""
    pages = {page.number: page for page in facts.pages}
    for placement in expectation.placements:
        page, area = pages.get(placement.page), _area(placement)
        if placement.part == part and page and _lines(page, area) == 1:
            yield page.number, area


def _lines(page: Page, area: Area) -> int:
    """Count the lines in an area: each begins below the middle of the one before."""
    count, end = 0, 0.0
    inside = (run.area for run in page.runs if run.text.strip() and run.area.shared(area) > 0)
    for line in sorted(inside, key=lambda line: line.y + line.height / 2):
        if not count or line.y + line.height / 2 > end:
            count, end = count + 1, line.bottom
    return count


def _area(placement: Placement) -> Area:
    return Area(placement.x_pt, placement.y_pt, placement.width_pt, placement.height_pt)


ROWS = (
    Rule("stranded-heading", "warning", PAGES, _stranded_heading, "A heading has nothing under it on its page."),
    Rule("orphan", "warning", PAGES, _orphan, "The first line of a paragraph is the last on its page."),
    Rule("widow", "warning", PAGES, _widow, "The last line of a paragraph is the first on its page."),
)
