"""The figures of opening pages, each of another kind, drawn in the primary colour's contrast: days, levels, talk, text.

All of them are pills on a common ground of one page's width; what is one thing worth looking at is in the accent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidepress.compose.figures.pills import Inks, apart
from guidepress.compose.figures.svg import Svg, mm

WIDTH, HEIGHT = mm(148), mm(52)
_LEFT, RIGHT = mm(13), mm(16)  # as the words of the page
_LABEL = mm(34)  # what a row's label takes of the ground
_PITCH_MOST = mm(13)
_LABELS_LEAST = 11.0  # the pitch below which labels would touch
_LEAST = 2.4  # the width of a pill, in points
_OUTLINE = 1.1
_GAP, _THICK = 1.6, 0.52  # between pills in points; a pill's share of its row


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a row from `start` to `end`, both 0 to 1; `hollow` ones are outlined."""

    start: float
    end: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The art; the tops of rows that carry labels, how thick a row is, and where its scale begins, all in points."""

    art: Svg
    rows: tuple[float, ...] = ()
    thickness: float = 0.0
    left: float = _LEFT


def days(rows: Sequence[Sequence[Span]], inks: Inks) -> Figure:
    """Draw a row of spans for each role under a common scale, its label to the left of it."""
    art, pitch = Svg(WIDTH, HEIGHT), min(_PITCH_MOST, HEIGHT / len(rows))
    labelled = pitch >= _LABELS_LEAST
    left = _LEFT + _LABEL if labelled else _LEFT
    top = HEIGHT - pitch * len(rows)
    for index, row in enumerate(rows):
        y = top + index * pitch
        scale = WIDTH - RIGHT - left
        edges = [(left + span.start * scale, left + span.end * scale) for span in row]
        for number, (span, (x, end)) in enumerate(zip(row, apart(edges, pitch * 0.3 + _GAP), strict=True)):
            _pill(art, x, y, end - x - _GAP, pitch * _THICK, inks, span.hollow, marked=(index, number) == (0, 0))
    rows_at = tuple(top + index * pitch for index in range(len(rows))) if labelled else ()
    return Figure(art, rows_at, pitch * _THICK, left)


def levels(rows: Sequence[Sequence[int]], inks: Inks, most: int = 4) -> Figure:
    """Draw a grid: a row for each role, a column for each skill, a pill filled up to its level; 0 leaves it empty."""
    art = Svg(WIDTH, HEIGHT)
    pitch = min(_PITCH_MOST * 0.75, HEIGHT / len(rows))
    column, thick = (WIDTH - _LEFT - RIGHT) / max(map(len, rows)), pitch * 0.5
    marked = max(((level, -x) for x, level in enumerate(rows[0])), default=(0, 0))
    for index, row in enumerate(rows):
        y = HEIGHT - pitch * (len(rows) - index)
        for place, level in enumerate(row):
            x, width = _LEFT + place * column, column - mm(3)
            _empty(art, x, y, width, thick, inks)
            if level:
                is_marked = (index, -place) == (0, marked[1])
                _pill(art, x, y, width * level / most, thick, inks, hollow=False, marked=is_marked)
    return Figure(art)


def dialogue(turns: Sequence[tuple[int, int]], inks: Inks, bleed: float = 0.0) -> Figure:
    """Draw a conversation: each question (letters) outlined from the left, its answer (letters) from the right.

    Answers come from beyond the page, `bleed` points and more; as line art, from its margin.
    """
    art, shown = Svg(WIDTH, HEIGHT, bleed), turns[:6]
    pitch = min(_PITCH_MOST, HEIGHT / len(shown))
    longest = max(answer for _, answer in shown) or 1
    for index, (question, answer) in enumerate(shown):
        y = HEIGHT - pitch * (len(shown) - index)
        asked = mm(14) + min(question, 80) / 80 * mm(48)
        told = mm(24) + answer / longest * mm(72)
        height = pitch * 0.4
        _pill(art, _LEFT, y, asked, height, inks, hollow=True, marked=False)
        beyond, runs, below = (-RIGHT, 0.0, 1.25) if inks.line_art else (mm(4), bleed, 0.95)  # outlines never touch
        _pill(art, WIDTH - told + beyond, y + height * below, told + runs, height, inks, False, index == 0)
    return Figure(art)


def lines(paragraphs: Sequence[Sequence[int]], inks: Inks) -> Figure:
    """Draw a text from afar: each word (letters) a pill, a line as long as the measure, paragraphs set apart."""
    art, pitch = Svg(WIDTH, HEIGHT), mm(6.5)
    rows = list(_set(paragraphs, WIDTH - _LEFT - RIGHT))[: int(HEIGHT / pitch)]
    for index, row in enumerate(rows):
        x, y = _LEFT, HEIGHT - pitch * (len(rows) - index)
        for number, width in enumerate(row):
            _pill(art, x, y, width, pitch * 0.6, inks, hollow=False, marked=(index, number) == (0, 0))
            x += width + _GAP * 1.4
    return Figure(art)


def _set(paragraphs: Sequence[Sequence[int]], measure: float) -> Iterator[list[float]]:
    """Yield the widths of the words in each line, filled greedily; the last line of a paragraph stays short."""
    for words in paragraphs:
        row: list[float] = []
        for width in (mm(2.2) + letters * mm(1.6) for letters in words):
            if row and sum(row) + len(row) * _GAP * 1.4 + width > measure:
                yield row
                row = []
            row.append(width)
        yield row


def _pill(art: Svg, x: float, y: float, width: float, height: float, inks: Inks, hollow: bool, marked: bool) -> None:
    """Draw a pill on the primary colour; as line art all have an outline, and only the marked one is solid."""
    width, outline = max(width, _LEAST), inks.ink if inks.line_art else inks.on_primary
    solid = inks.mark if inks.line_art else inks.on_primary
    if marked or not (hollow or inks.line_art):
        art.pill(x, y, width, height, fill=inks.accent if marked else solid)
    else:
        art.pill(x, y, width, height, fill="none" if hollow else solid, stroke=outline, stroke_width=_OUTLINE)


def _empty(art: Svg, x: float, y: float, width: float, height: float, inks: Inks) -> None:
    """Draw the ground of a pill that is filled up to its level."""
    if inks.line_art:
        art.pill(x, y, width, height, fill=inks.paper, stroke=inks.muted, stroke_width=0.5)
    else:
        art.pill(x, y, width, height, fill=inks.primary_deep)
