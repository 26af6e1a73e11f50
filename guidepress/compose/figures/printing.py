"""The pictures of a print-me sheet: how paper is turned, looked at, folded, stapled, and fed a second time.

Pages are told from blank paper, and upright from upside down, by a head with lines under it.
"""

from __future__ import annotations

from typing import NamedTuple

from guidepress.compose.figures.pills import Inks
from guidepress.compose.figures.svg import Svg, rounded

Point = tuple[float, float]

LEAF_WIDTH, LEAF_HEIGHT = 34.0, 48.0
_OUTLINE, _ARROW, _FINE = 1.1, 1.6, 0.8
_LINES = (0.3, 0.44, 0.58, 0.72)  # down a page
_DASHES = "2.6 2.2"
_MARK = 7.5  # radius of a right or a wrong
_TOP, _EDGE = 15.0, 0.8  # room above a sheet for an arrow or a mark; half an outline


class Leaf(NamedTuple):
    """A page on a picture, from its upper left corner."""

    x: float
    y: float
    width: float = LEAF_WIDTH
    height: float = LEAF_HEIGHT


def turning(flip: str, inks: Inks, *, stack: int = 1) -> Svg:
    """Draw a stack that turns over its short edge, like a leaf of a book, or its long one, like that of a calendar."""
    art = Svg(83, _TOP + LEAF_HEIGHT + 2 + 2 * (stack - 1))
    for below in reversed(range(1, stack)):
        art.rect(_EDGE + 2 * below, _TOP + 2 * below, 2 * LEAF_WIDTH, LEAF_HEIGHT, 1.5, **_outlined(inks))
    for x in (_EDGE, _EDGE + LEAF_WIDTH):
        _page(art, Leaf(x, _TOP), inks)
    (_over_long_edge if flip == "long" else _over_short_edge)(art, inks)
    return art


def _over_short_edge(art: Svg, inks: Inks) -> None:
    edge = _EDGE + 2 * LEAF_WIDTH
    _line(art, [(edge, 5), (edge, art.height)], inks, _FINE, stroke_dasharray=_DASHES)
    art.path(f"M{edge - 23} 11C{edge - 16} -1 {edge + 5} -1 {edge + 10.6} 12", **_stroke(inks, _ARROW))
    _head(art, (edge + 11.2, 13.6), (1.6, 4), inks)


def _over_long_edge(art: Svg, inks: Inks) -> None:
    edge = _EDGE + 2 * LEAF_WIDTH
    _line(art, [(0, _TOP), (edge + 8, _TOP)], inks, _FINE, stroke_dasharray=_DASHES)
    art.path(f"M{edge + 4} {_TOP + 25}C{edge + 16} {_TOP + 16} {edge + 15} 6 {edge + 5} 4.6", **_stroke(inks, _ARROW))
    _head(art, (edge + 3.4, 4.4), (-4, -0.6), inks)


def opened(inks: Inks, *, right: bool) -> Svg:
    """Draw an open booklet, marked as right; or as wrong, one of its pages upside down."""
    art = Svg(83, _TOP + LEAF_HEIGHT + 2)
    _page(art, Leaf(_EDGE, _TOP), inks)
    _page(art, Leaf(_EDGE + LEAF_WIDTH, _TOP), inks, turned=not right)
    _mark(art, (_EDGE + 2 * LEAF_WIDTH, _TOP), inks, right=right)
    return art


def bare_sheet(inks: Inks) -> Svg:
    """Draw two pages without anything on them: their numbers stand there."""
    art = Svg(2 * (LEAF_WIDTH + _EDGE), LEAF_HEIGHT + 2 * _EDGE)
    for x in (_EDGE, _EDGE + LEAF_WIDTH):
        _paper(art, Leaf(x, _EDGE), inks)
    return art


def knocking(inks: Inks) -> Svg:
    """Draw sheets that are knocked on a table until their edges are flush."""
    art = Svg(83, 54)
    for x, y in ((8, 1), (4, 5), (_EDGE, 2)):
        art.rect(x, y, 2 * LEAF_WIDTH - 8, LEAF_HEIGHT - 4, 1.5, **_outlined(inks))
    for x in (20, 42):
        _line(art, [(x, 14), (x, 32)], inks, _ARROW, stroke_linecap="round")
        _head(art, (x, 33.4), (0, 4), inks)
    _line(art, [(0, 52.4), (80, 52.4)], inks, 2.4, stroke_linecap="round")
    return art


def folding(inks: Inks) -> Svg:
    """Draw sheets that are folded in the middle, and the bone that presses the fold."""
    art = Svg(83, 54)
    for drop in (4.4, 2.2, 0):
        _shape(art, [(37, 41 + drop), (6, 47 + drop), (1.4, 30 + drop), (32.4, 24 + drop)], inks)
    _shape(art, [(37, 41), (57, 17), (52.4, 1.4), (32.4, 24)], inks)
    art.path("M65 13C70 24 65 35 53 39", **_stroke(inks, _ARROW))
    _head(art, (51.4, 39.5), (-4, 1), inks)
    art.line([(29.4, 22.4), (40, 44)], **_stroke(inks, 3.6), stroke_linecap="round")
    return art


def stapling(inks: Inks) -> Svg:
    """Draw the outside of the open sheets with two staples on the fold."""
    art = Svg(83, 54)
    for shift in (4.2, 2.1, 0):
        art.rect(_EDGE + shift, _EDGE + shift, 2 * LEAF_WIDTH, LEAF_HEIGHT, 1.5, **_outlined(inks))
    fold = _EDGE + LEAF_WIDTH
    _line(art, [(fold, _EDGE), (fold, _EDGE + LEAF_HEIGHT)], inks, _FINE, stroke_dasharray=_DASHES)
    for middle in (13, 36):
        _line(art, [(fold, middle - 4), (fold, middle + 4)], inks, 3, stroke_linecap="round")
    return art


def printing(inks: Inks, *, second: bool) -> Svg:
    """Draw a printer at work: paper that goes in is blank the first time, and has been printed on the second."""
    art = Svg(83, 69)
    _page(art, Leaf(20, 4, 30, 30), inks) if second else _paper(art, Leaf(20, 4, 30, 30), inks)
    art.rect(_EDGE, 23, 68, 27, 4, **_outlined(inks, _ARROW))
    art.circle(61, 31, 1.6, fill=inks.ink)
    _line(art, [(12, 41), (58, 41)], inks, _ARROW, stroke_linecap="round")
    _page(art, Leaf(17, 41, 36, 26), inks)
    return art


def _page(art: Svg, leaf: Leaf, inks: Inks, *, turned: bool = False) -> None:
    """Draw a page with a head and lines."""
    _paper(art, leaf, inks)
    left, width = leaf.x + leaf.width * 0.16, leaf.width * 0.68
    for share, thickness, part, colour in [(0.15, 4, 0.62, inks.ink), *((at, 1.4, 1.0, inks.muted) for at in _LINES)]:
        y = leaf.y + leaf.height * ((1 - share) if turned else share) - thickness / 2
        art.pill(left + (width * (1 - part) if turned else 0), y, width * part, thickness, fill=colour)


def _paper(art: Svg, leaf: Leaf, inks: Inks) -> None:
    art.rect(*leaf, 1.5, **_outlined(inks))


def _shape(art: Svg, corners: list[Point], inks: Inks) -> None:
    art.path(rounded([*corners, corners[0]], 1.5) + "Z", **{**_outlined(inks), "stroke_linejoin": "round"})


def _line(art: Svg, points: list[Point], inks: Inks, width: float, **paint: object) -> None:
    art.line(points, **_stroke(inks, width), **paint)


def _head(art: Svg, tip: Point, along: Point, inks: Inks) -> None:
    """Draw the head of an arrow that points `along` a direction of about five points."""
    (x, y), (dx, dy) = tip, along
    wings = [(x - dx - dy * 0.8, y - dy + dx * 0.8), (x, y), (x - dx + dy * 0.8, y - dy - dx * 0.8)]
    _line(art, wings, inks, _ARROW, stroke_linejoin="round", stroke_linecap="round")


def _mark(art: Svg, centre: Point, inks: Inks, *, right: bool) -> None:
    """Draw a tick or a cross on a disc."""
    x, y = centre
    art.circle(x, y, _MARK, fill=inks.ink if right else inks.paper, stroke=inks.ink, stroke_width=_ARROW)
    ticks = [[(x - 3.6, y + 0.4), (x - 1, y + 3), (x + 3.7, y - 2.8)]]
    crosses = [[(x - 2.9, y - 2.9), (x + 2.9, y + 2.9)], [(x - 2.9, y + 2.9), (x + 2.9, y - 2.9)]]
    for points in ticks if right else crosses:
        colour = inks.paper if right else inks.ink
        art.line(points, stroke=colour, stroke_width=2.0, stroke_linecap="round", stroke_linejoin="round")


def _stroke(inks: Inks, width: float) -> dict[str, object]:
    return {"stroke": inks.ink, "stroke_width": width}


def _outlined(inks: Inks, width: float = _OUTLINE) -> dict[str, object]:
    return {"fill": inks.paper, "stroke": inks.ink, "stroke_width": width}
