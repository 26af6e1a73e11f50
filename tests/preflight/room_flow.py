"""Rules about how text flows from page to page: what breaks each, and what nearly does."""

from __future__ import annotations

from dataclasses import replace

from guidepress.placements import Placement
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Run, Shape
from tests.preflight.rooms import BLACK, BOOKLET, Case, Mutation, facts, page

FOOT = 500.0  # where a heading at the foot of a page stands


def line(y: float, x: float = 45, width: float = 150, text: str = "Some words") -> Run:
    return Run(Area(x, y, width, 9), text, 10.0, "Mukta", BLACK)


HEADING = line(FOOT)
LABEL = line(FOOT, width=60)
FOLIO = line(561, 45, 5, "1")
RULES = Shape(Area(45, FOOT + 30, 330, 40), None, BLACK, 2)


def flowing(
    first: tuple[Run, ...], then: tuple[Run, ...] = (line(60), line(74)), shapes: tuple[Shape, ...] = ()
) -> Facts:
    """Return a booklet that begins with two pages of these lines."""
    return facts(replace(page(1, *first), shapes=shapes), page(2, *then), page(3), page(4))


def placed(*placements: Placement) -> Expectation:
    return replace(BOOKLET, placements=placements)


def heading(y: float = FOOT, x: float = 45, width: float = 330) -> Placement:
    return Placement("", 1, x, y - 3, width, 16, "h2")


def below(y: float, page: int = 1, x: float = 45) -> Placement:
    return Placement("a.yaml#/b", page, x, y - 3, 150, 28, "p")


MAIN = placed(below(60), heading()._replace(element="h1"), below(60, page=2))
NEXT_PAGE = placed(heading(), below(60, page=2))
ASIDE = placed(heading(width=60), below(60, page=2))
COLUMNS = placed(heading(width=150), below(60, x=225), below(60, page=2))
START = placed(Placement("a.yaml#/b", 1, 45, FOOT - 3, 330, 28, "p", "start"), below(60, page=2))
END = placed(Placement("a.yaml#/b", 2, 45, 57, 330, 28, "p", "end"))
LINKED = (line(60), line(57, 377, 4, "1"))  # one line with the number of a source

CASES = (
    Case("stranded-heading", flowing((HEADING, FOLIO)), flowing((HEADING, line(FOOT + 20), FOLIO)), NEXT_PAGE),
    Case("stranded-heading", flowing((HEADING, FOLIO)), flowing((HEADING, FOLIO), shapes=(RULES,)), NEXT_PAGE),
    Case("stranded-heading", flowing((LABEL, line(480))), flowing((LABEL, line(FOOT, 115))), ASIDE),
    Case("stranded-heading", flowing((line(60), HEADING)), flowing((line(60), HEADING, line(FOOT + 20))), MAIN),
    Case(
        "stranded-heading",
        flowing((line(FOOT), line(60, 225), line(FOOT + 20, 225))),
        flowing((line(FOOT), line(60, 225), line(FOOT + 20))),
        COLUMNS,
    ),
    Case("orphan", flowing((line(FOOT),)), flowing((line(FOOT), line(FOOT + 14))), START),
    Case("widow", flowing((line(60),), LINKED), flowing((line(60),), (line(60), line(74))), END),
)
MUTATIONS: tuple[Mutation, ...] = ()
