"""You are here: lines of the ways in meet at a role's pill, lines of the ways on leave it, as on a transit map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidepress.compose.figures.pills import Inks
from guidepress.compose.figures.svg import Svg

_PILL, _BEND = 94.0, 13.0  # the width of the role's pill; how far a line runs while it changes its height
_ROW, _EXTRA_LINE, _FOOT = 22.0, 10.5, 7.0  # of a way: its label over its line; a label's second line
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


def draw(ways_in: Sequence[int], ways_on: Sequence[int], inks: Inks, width: float) -> Junction:
    """Draw a line for each way; `ways_in` and `ways_on` say how many lines of text each label takes.

    With ways on one side only, the pill stands at the other side's edge.
    """
    pill_x = (width - _PILL) / 2 if ways_in and ways_on else (width - _PILL if ways_in else 0.0)
    height = max(sum(_heights(ways_in)), sum(_heights(ways_on))) + _FOOT
    rows_in, rows_on = (tuple(_rows(ways, height)) for ways in (ways_in, ways_on))
    middle = sum(rows := rows_in or rows_on) / len(rows)
    in_width, on_x = pill_x - 2 * _BEND, pill_x + _PILL + 2 * _BEND
    art = Svg(width, height)
    for y in rows_in:
        art.path(_bend(3.0, in_width, y, pill_x + _PILL / 2, middle), stroke=inks.muted, stroke_width=_THIN)
        art.circle(3.0, y, _STATION - 0.9, fill=inks.muted)
    for y in rows_on:
        art.path(_bend(width - 4.0, on_x, y, pill_x + _PILL / 2, middle), stroke=inks.figure, stroke_width=_THICK)
        art.circle(width - 4.0, y, _STATION, fill=inks.paper, stroke=inks.figure, stroke_width=1.6)
    return Junction(art, pill_x, middle, in_width - 8, on_x, rows_in, rows_on)


def _bend(end: float, turn: float, y: float, pill: float, middle: float) -> str:
    """Return a path from a way's end along its row to the turn, then to the height of the pill and under it."""
    meet = turn + (2 * _BEND if pill > turn else -2 * _BEND)
    half = (turn + meet) / 2
    curve = f"C{half:.2f} {y:.2f} {half:.2f} {middle:.2f} {meet:.2f} {middle:.2f}"
    return f"M{end:.2f} {y:.2f}H{turn:.2f}{curve}H{pill:.2f}"


def _heights(ways: Sequence[int]) -> list[float]:
    return [_ROW + _EXTRA_LINE * (lines - 1) for lines in ways]


def _rows(ways: Sequence[int], height: float) -> Iterator[float]:
    """Yield the heights of the lines, at the foot of their rows, the rows centred."""
    y = (height - _FOOT - sum(_heights(ways))) / 2
    for row in _heights(ways):
        y += row
        yield y
