"""You are here: lines of the ways in meet at a role's pill, lines of the ways on leave it, as on a transit map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidepress.compose.figures.pills import Inks
from guidepress.compose.figures.svg import Svg

_PILL, _BEND = 94.0, 13.0  # the width of the role's pill; how far a line runs while it changes its height
_LINE, _FOOT = 10.5, 7.0  # of the pill's text; below the last line
_THIN, _THICK, _STATION = 1.6, 2.8, 3.3


@dataclass(frozen=True, slots=True)
class Junction:
    """The art, and in points from its left and top: the pill, the columns of labels, the heights of the lines."""

    art: Svg
    pill_x: float
    pill_y: float
    in_width: float
    on_x: float
    in_rows: tuple[float, ...]
    on_rows: tuple[float, ...]
    pill_width: float = _PILL


def draw(ways_in: Sequence[float], ways_on: Sequence[float], here: int, inks: Inks, width: float) -> Junction:
    """Draw a line for each way, under its label: `ways_in` and `ways_on` are the heights of the rows, in points.

    `here` says how many lines of text the pill holds.

    With ways on one side only, the pill stands at the other side's edge.
    """
    pill_x = (width - _PILL) / 2 if ways_in and ways_on else (width - _PILL if ways_in else 0.0)
    rows_height, half_pill = max(sum(ways_in), sum(ways_on)), here * _LINE / 2 + 6.0
    rows_in, rows_on = (list(_rows(ways, rows_height)) for ways in (ways_in, ways_on))
    middle = sum(rows := rows_in or rows_on) / len(rows)
    top = max(0.0, half_pill - middle)
    height = top + max(rows_height + _FOOT, middle + half_pill)
    middle += top
    rows_in, rows_on = (
        [top + y for y in rows] if len(rows) > 1 else [middle] * len(rows) for rows in (rows_in, rows_on)
    )
    in_width, on_x = pill_x - 2 * _BEND, pill_x + _PILL + 2 * _BEND
    art = Svg(width, height)
    for y in rows_in:
        art.path(_bend(3.0, in_width, y, pill_x + _PILL / 2, middle), stroke=inks.muted, stroke_width=_THIN)
        art.circle(3.0, y, _STATION - 0.9, fill=inks.muted)
    for y in rows_on:
        art.path(_bend(width - 4.0, on_x, y, pill_x + _PILL / 2, middle), stroke=inks.figure, stroke_width=_THICK)
        art.circle(width - 4.0, y, _STATION, fill=inks.paper, stroke=inks.figure, stroke_width=1.6)
    return Junction(art, pill_x, middle, in_width - 8, on_x, tuple(rows_in), tuple(rows_on))


def _bend(end: float, turn: float, y: float, pill: float, middle: float) -> str:
    """Return a path from a way's end along its row to the turn, then to the height of the pill and under it."""
    meet = turn + (2 * _BEND if pill > turn else -2 * _BEND)
    half = (turn + meet) / 2
    curve = f"C{half:.2f} {y:.2f} {half:.2f} {middle:.2f} {meet:.2f} {middle:.2f}"
    return f"M{end:.2f} {y:.2f}H{turn:.2f}{curve}H{pill:.2f}"


def _rows(ways: Sequence[float], height: float) -> Iterator[float]:
    """Yield the heights of the lines, at the foot of their rows, the rows centred."""
    y = (height - sum(ways)) / 2
    for row in ways:
        y += row
        yield y
