"""Rules about the sheets of a booklet: the paper, how they are turned over, and that they fold into its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area, Facts, Page, Place
from guidepress.preflight.rules.row import Finding, Rule
from guidepress.units import PT_PER_MM

_SAME_SIZE_PT = 1.0
_SAME_PLACE_PT = 0.5
_FOOT = 0.075  # of a page's height, at its foot, where only its number stands


def _size(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    if not expectation.sheets:
        return
    wanted = expectation.sheets.size
    for page in facts.pages:
        paper = (page.media or page.area)[2:]
        if any(abs(one - other) > _SAME_SIZE_PT for one, other in zip(paper, wanted, strict=True)):
            yield Finding(f"the sheet is of {_in_mm(*paper)} instead of {_in_mm(*wanted)}", page.number)


def _in_mm(width: float, height: float) -> str:
    return f"{width / PT_PER_MM:.0f} × {height / PT_PER_MM:.0f} mm"


def _duplex(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    sheets = expectation.sheets
    if sheets and facts.duplex != sheets.duplex:
        yield Finding(f"it asks to be printed as “{facts.duplex or 'nothing'}” instead of “{sheets.duplex}”")


def _pages(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Every page of a booklet is on one side of one sheet."""
    sheets, found = expectation.sheets, Counter(place.form for side in facts.placed for place in side)
    for number, side in enumerate(facts.placed if sheets else (), start=1):
        if any(found[place.form] > 1 for place in side):
            yield Finding("a page is on it that is on the sheets more than once", number)
    if sheets and len(found) != sheets.pages:
        yield Finding(f"its sheets hold {len(found)} pages of the booklet instead of {sheets.pages}")


def _order(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Each page is where the plan has it, and shows the number that it has there; the first that is not is told."""
    wanted = expectation.sheets.places if expectation.sheets else ()
    belongs = {place.page: (number, place) for number, side in enumerate(wanted, start=1) for place in side}
    amiss = [
        (number, said)
        for number, side in enumerate(facts.placed if wanted else (), start=1)
        for place in side
        if (said := _misplaced(number, place, belongs.get(place.page)))
    ]
    if not amiss:
        sides = zip(facts.pages, wanted, strict=False)
        amiss = [(page.number, said) for page, side in sides for place in side if (said := _misnumbered(page, place))]
    for number, said in amiss[:1]:
        more = f", and {len(amiss) - 1} more of its pages are out of place" if len(amiss) > 1 else ""
        yield Finding(f"{said}{more}", number, hint="impose the booklet again: folded, it would not read in order")


def _misplaced(number: int, place: Place, belongs: tuple[int, Place] | None) -> str:
    """Say what is wrong with the place of a page on a side; nothing if nothing is."""
    if belongs is None:
        return "something is drawn on it that is no page of the booklet"
    side, wanted = belongs
    if side != number:
        return f"page {place.page} is on it, which belongs on side {side}"
    if place.turned is None:
        return f"page {place.page} is mirrored"
    if turned := (place.turned - (wanted.turned or 0)) % 360:
        return f"page {place.page} is turned by {turned}°"
    return "" if _same(place.area, wanted.area) else f"page {place.page} is not at its place"


def _same(one: Area, other: Area) -> bool:
    return all(abs(here - there) <= _SAME_PLACE_PT for here, there in zip(one, other, strict=True))


def _misnumbered(side: Page, place: Place) -> str:
    """Say which number is printed where a page is, if it is that of another."""
    height = _FOOT * place.area.height
    top = place.area.y if place.turned else place.area.bottom - height
    foot = Area(place.area.x, top, place.area.width, height)
    printed = [int(run.text) for run in side.legible if run.text.strip().isdecimal() and foot.holds(run.area)]
    return f"page {printed[0]} is printed where page {place.page} belongs" if {*printed} - {place.page} else ""


_ON_SHEETS: frozenset[Purpose] = frozenset({"sheets"})
ROWS = (
    Rule("sheet-size", "error", _ON_SHEETS, _size, "A sheet is not of the size of the printer’s paper.", merges=True),
    Rule("sheet-duplex", "error", _ON_SHEETS, _duplex, "Sheets ask to be turned over the wrong edge."),
    Rule("sheet-pages", "error", _ON_SHEETS, _pages, "A page is not on the sheets, or is there twice.", merges=True),
    Rule("sheet-order", "error", _ON_SHEETS, _order, "Folded, the sheets would not read in order."),
)
