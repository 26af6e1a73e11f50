"""The figures of a cheat sheet: which way a measure should go, the end of a way, a day with its entries set below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidepress.compose.figures.pills import Inks, apart
from guidepress.compose.figures.svg import Svg

_ARROW = 8.0
_ARROWS = {
    "up": ([(4, 7.6), (4, 1)], [(1, 3.8), (4, 0.8), (7, 3.8)]),
    "down": ([(4, 0.4), (4, 7)], [(1, 4.2), (4, 7.2), (7, 4.2)]),
    "band": ([(0.7, 0.8), (0.7, 7.2)], [(7.3, 0.8), (7.3, 7.2)], [(0.7, 4), (7.3, 4)]),
}
_BAR, _DROP = 11.0, 13.0  # the strip of a day, and the lines from it down to the entries
_LETTER = 4.7  # the average width of a letter in points
_COLUMN_GAP, _COLUMN_LEAST = 7.0, 7  # points, letters
_LINES_MOST, _COLUMNS_MOST = 6, 9


def arrow(direction: str, inks: Inks) -> Svg:
    """Draw the direction in which a measure is better: up, down, or between two bounds."""
    art = Svg(_ARROW, _ARROW)
    for points in _ARROWS[direction]:
        art.line(points, stroke=inks.figure, stroke_width=1.3)
    return art


def station(inks: Inks) -> Svg:
    """Draw the ring at the end of a way on."""
    art = Svg(9, 9)
    art.circle(4.5, 4.5, 3.4, fill=inks.paper, stroke=inks.figure, stroke_width=1.8)
    return art


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a day in minutes from midnight; `rest` is a break."""

    start: int
    end: int
    rest: bool


def day(spans: Sequence[Span], places: Sequence[float], inks: Inks, width: float) -> Svg:
    """Draw a working day to scale, a pill per entry, with a line from each down to where its text begins.

    `places` are the left edges of the texts in points; without any there are no lines.
    """
    art = Svg(width, _BAR + (_DROP if places else 0.0))
    total = max(1, spans[-1].end - spans[0].start)
    to_scale = [
        ((span.start - spans[0].start) / total * width, (span.end - spans[0].start) / total * width) for span in spans
    ]
    edges = apart(to_scale, _BAR + 1.5)
    for place, (left, _) in zip(places, edges, strict=False):
        x = left + _BAR / 2 if left else 0.4
        points = [(x, _BAR / 2), (x, _BAR + 3), (place + 0.4, _BAR + _DROP - 4), (place + 0.4, _BAR + _DROP)]
        art.line(points, stroke=inks.muted, stroke_width=0.6)
    for span, (left, right) in zip(spans, edges, strict=True):
        paint = {"fill": inks.paper, "stroke": inks.muted, "stroke_width": 0.8} if span.rest else {"fill": inks.figure}
        art.pill(left, 0, right - left - 1.5, _BAR, **paint)
    return art


def column_widths(texts: Sequence[str], width: float) -> list[float]:
    """Return widths in points for texts side by side, as even in height as can be; none if they do not fit so."""
    room = (width - _COLUMN_GAP * len(texts)) / _LETTER
    longest = [max(map(len, text.split()), default=0) for text in texts]
    for lines in range(2, _LINES_MOST + 1):
        letters = [
            max(word, _COLUMN_LEAST, -(-len(text) // lines) + 2) for word, text in zip(longest, texts, strict=True)
        ]
        if sum(letters) <= room and len(texts) <= _COLUMNS_MOST:
            spare = (room - sum(letters)) / len(letters)
            return [(count + spare) * _LETTER + _COLUMN_GAP for count in letters]
    return []
