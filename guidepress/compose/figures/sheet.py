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
    """Return widths in points for texts side by side, as even in height as can be; none if they do not fit so.

    Each begins as wide as its longest word; then whichever is tallest gains a letter, while there is room.
    """
    room = int((width - _COLUMN_GAP * len(texts)) / _LETTER)
    letters = [max(_COLUMN_LEAST, *map(len, text.split() or [""])) for text in texts]
    if len(texts) > _COLUMNS_MOST or sum(letters) > room:
        return []
    lines = [_lines(text, count) for text, count in zip(texts, letters, strict=True)]
    for _ in range(room - sum(letters)):
        tallest = max(range(len(texts)), key=lambda index: (lines[index], len(texts[index]) / letters[index]))
        letters[tallest] += 1
        lines[tallest] = _lines(texts[tallest], letters[tallest])
    if max(lines) > _LINES_MOST:
        return []
    letter = (width - _COLUMN_GAP * len(texts)) / sum(letters)  # what rounding has left is shared
    return [count * letter + _COLUMN_GAP for count in letters]


def _lines(text: str, letters: int) -> int:
    """Return the lines that a text takes when words fill lines of so many letters."""
    lines, used = 1, 0
    for word in text.split():
        fits = used + bool(used) + len(word) <= letters
        lines, used = (lines, used + bool(used) + len(word)) if fits else (lines + 1, len(word))
    return lines
