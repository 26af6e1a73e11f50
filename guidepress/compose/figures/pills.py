"""The small figures: cover art, back-cover queue, day strip, level marks, locator, lines to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import cycle, pairwise
from typing import Protocol

from guidepress.compose.figures.svg import Svg, mm


class Inks(Protocol):
    """The colours figures draw with, as #rrggbb; a `Palette` has them."""

    @property
    def primary(self) -> str: ...
    @property
    def figure(self) -> str: ...
    @property
    def primary_deep(self) -> str: ...
    @property
    def on_primary(self) -> str: ...
    @property
    def accent(self) -> str: ...
    @property
    def ink(self) -> str: ...
    @property
    def muted(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def tint(self) -> str: ...
    @property
    def paper(self) -> str: ...
    @property
    def mark(self) -> str: ...
    @property
    def line_art(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands over a figure, in points from its top left."""

    x: float
    y: float
    width: float
    height: float


_BAR = 0.74  # a bar's share of its row
_WITH_NOTES = 1.2  # how long a bar is with the notes behind it
_SHORTEST, _OUTLINE = mm(3), 0.8
_LABEL_WIDTH = mm(34)
LABELLED = 9.0  # the least height of a bar that bears its label, in points
_LIFT = mm(6)  # of the first bar, where a step has one row: its label keeps from the trim
_COVER, _ROWS = mm(104), 18  # the height of the art on a cover, and its rows


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the art of a full page stands, in points: its width, and what of it bleeds off the page.

    `left` is where its words begin; art that `ends` keeps within its width, for it stands inside the margins.
    """

    width: float = mm(148)
    left: float = mm(13)
    bleed: float = 0.0
    ends: bool = False


WHOLE_PAGE = Stage()
INSIDE_MARGINS = Stage(width=mm(122), left=0.0, ends=True)


def cover(
    steps: Sequence[Sequence[str]], inks: Inks, stage: Stage = WHOLE_PAGE, height: float = _COVER
) -> tuple[Svg, Spot]:
    """Draw stairs of bars: a step for each role, a bar for each thing it does, as long as its sentence.

    `steps` holds the texts of each role, the first role first. The first bar of the first step is marked; the spot
    returned is the marked bar, for its label.
    """
    art, width = Svg(stage.width, height, stage.bleed), stage.width
    rows = _rows(len(steps), height)
    lift = _LIFT if rows == 1 else 0.0
    pitch = (height - lift) / (len(steps) * rows)
    spot = Spot(0, 0, 0, 0)
    for number in range(len(steps) * rows):
        step, y = number // rows, height - lift - (number + 1) * pitch
        indented = number or rows == 1 or stage.ends
        start = stage.left + step * (width - stage.left) / len(steps) if indented else -mm(6)
        marked = number == min(1, rows - 1)
        for x, length in _row(steps[step], f"{number}", start, stage, _LABEL_WIDTH if marked else 0.0):
            _bar(art, x, y, length, pitch * _BAR, inks, marked and x == start)
        spot = Spot(start, y, _LABEL_WIDTH, pitch * _BAR) if marked else spot
    return art, spot


def steps_labelled(height: float) -> int:
    """Return how many steps art of a height has at most, so that a bar holds its label."""
    return max(1, int((height - _LIFT) * _BAR / LABELLED))


def queue(texts: Sequence[str], inks: Inks, stage: Stage = WHOLE_PAGE, height: float = mm(17)) -> Svg:
    """Draw the ground floor of the cover running on: two rows of bars across the back cover."""
    art, rows = Svg(stage.width, height, stage.bleed), 2
    for row in range(rows):
        start = 0.0 if stage.ends else -mm(3 + 4 * row)
        for x, length in _row(texts, f"queue {row}", start, stage):
            _bar(art, x, row * height / rows, length, height / rows * _BAR, inks, marked=False)
    return art


def _row(
    texts: Sequence[str], seed: str, start: float, stage: Stage, first: float = 0.0
) -> Iterator[tuple[float, float]]:
    """Yield (x, length) of the bars of a row, the `first` one as long as is said, until the row is full.

    The last bar runs off the page, or where the art ends, up to its edge.
    """
    x = start
    for length, gap in _bars(texts, seed):
        length, first = first or length, 0.0
        free = (stage.width - x) / _WITH_NOTES
        if stage.ends and free < _SHORTEST:
            return
        yield x, min(length, free) if stage.ends else length
        x += length * _WITH_NOTES + gap
        if x > stage.width:  # a bar that would begin in the bleed is cut off whole
            return


def _rows(steps: int, height: float) -> int:
    """Return the rows a step has, so that bars are neither hair nor plank, and one holds its label."""
    rows, labelled = _ROWS * min(1.0, height / _COVER), int(height * _BAR / LABELLED)
    return max(1, min(6, round(rows / max(steps, 1)), labelled // max(steps, 1)))


def _bars(texts: Sequence[str], seed: str) -> Iterator[tuple[float, float]]:
    """Yield (length, gap) in points, for ever: as long as a sentence, then a small gap or now and then a pause."""
    for index, text in enumerate(cycle(texts or ["…"])):
        chance = _chance(f"{seed}/{index}/{text}")
        yield mm(4 + min(len(text), 90) * 0.32 * (0.6 + 0.8 * chance)), mm(1.2 if chance < 0.8 else 6 * chance)


def _chance(seed: str) -> float:
    """Return a number from 0 to 1 that is the same for the same text, everywhere."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=4).digest()) / 2**32


def _bar(art: Svg, x: float, y: float, length: float, height: float, inks: Inks, marked: bool) -> None:
    """Draw a conversation and, darker behind it, the notes written after it; or the outlines of both."""
    if not inks.line_art:
        art.pill(x, y, length * _WITH_NOTES, height, fill=inks.primary_deep)
        art.pill(x, y, length, height, fill=inks.accent if marked else inks.on_primary)
        return
    for width, paint in ((length * _WITH_NOTES, inks.paper), (length, inks.accent if marked else inks.paper)):
        art.pill(x, y, width, height, fill=paint, stroke=inks.ink, stroke_width=_OUTLINE)


_LEVELS = 4


def level(value: int, essential: bool, inks: Inks, width: float = 66.0) -> Svg:
    """Draw a level of 1 to 4: solid pills when essential, outlined when useful, hairlines for the rest."""
    art, pitch, height = Svg(width, 7), width / _LEVELS, 6.6
    for index in range(_LEVELS):
        x = index * pitch
        if index >= value:
            art.line([(x + 2, 3.5), (x + pitch - 4, 3.5)], stroke=inks.muted, stroke_width=0.6)
        elif essential:
            art.pill(x, 0.2, pitch - 2, height, fill=inks.figure)
        else:
            art.pill(x, 0.2, pitch - 2, height, fill="none", stroke=inks.figure, stroke_width=0.8)
    return art


@dataclass(frozen=True, slots=True)
class Hour:
    """A mark on the scale of a day: its place in points and what it says."""

    x: float
    label: str


def day_strip(starts: Sequence[int], breaks: Sequence[bool], inks: Inks, width: float, height: float = 10.0) -> Svg:
    """Draw a working day to scale: a pill per entry, outlined when it is a break.

    `starts` are minutes from midnight, ascending, one more than entries: the last is the end of the day.
    """
    art = Svg(width, height)
    total = max(1, starts[-1] - starts[0])
    shares = [(minute - starts[0]) / total * width for minute in starts]
    for (x, x_end), rest in zip(apart(list(pairwise(shares)), height * 0.6 + 1.5), breaks, strict=False):
        paint = {"fill": "none", "stroke": inks.muted, "stroke_width": 0.8} if rest else {"fill": inks.figure}
        art.pill(x, 0, x_end - x - 1.5, height, **paint)
    return art


def apart(spans: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """Return spans of a row none of which is shorter than `least`: what a short one gains, the next ones give.

    The row's end stays; where even that has no room, spans before it are pushed back.
    """
    widened, end = [], spans[0][0] if spans else 0.0
    for start, stop in spans:
        start = max(start, end)
        end = max(stop, start + least)
        widened.append((start, end))
    limit = spans[-1][1] if spans else 0.0
    for index in range(len(widened) - 1, -1, -1):
        start, stop = widened[index]
        stop = min(stop, limit)
        limit = max(min(start, stop - least), 0.0)
        widened[index] = (limit, stop)
    return widened


def hours(starts: Sequence[int], width: float, every: int = 60) -> list[Hour]:
    """Return the scale under a day strip: full hours, thinned out to no more than ten."""
    first, last = -(-starts[0] // 60), starts[-1] // 60
    step = max(1, -(-(last - first) // 9)) * every // 60
    total = max(1, starts[-1] - starts[0])
    places = ((hour, (hour * 60 - starts[0]) / total * width) for hour in range(first, last + 1, step))
    return [Hour(min(max(x, 3.0), width - 6.0), f"{hour % 24}") for hour, x in places]


def locator(floors: Sequence[Sequence[bool]], inks: Inks, on_primary: bool, width: float = 74.0) -> Svg:
    """Draw the ladder as rows of pills, lowest floor first, with the one that is `True` filled: you are here."""
    height, gap, floor_gap = 6.4, 4.0, 5.0
    rows = [row for floor in floors for row in _split(floor, 5)]
    art = Svg(width, len(rows) * (height + floor_gap) - floor_gap)
    pill = (width - gap * 3) / 4 if max(map(len, rows)) <= 4 else (width - gap * 4) / 5
    outline, solid = (inks.on_primary, inks.on_primary) if on_primary else (inks.muted, inks.figure)
    for index, row in enumerate(reversed(rows)):
        x = (width - len(row) * pill - (len(row) - 1) * gap) / 2
        for here in row:
            paint = {"fill": solid} if here else {"fill": "none", "stroke": outline, "stroke_width": 0.7}
            art.pill(x, index * (height + floor_gap), pill, height, **paint)
            x += pill + gap
    return art


def _split(row: Sequence[bool], most: int) -> list[Sequence[bool]]:
    """Split a floor into rows of equal length, none longer than `most`."""
    count = max(1, -(-len(row) // most))
    size = -(-len(row) // count)
    return [row[start : start + size] for start in range(0, len(row), size)]


_RULING = 21.0  # points between lines to write on


def ruled(inks: Inks, width: float, height: float) -> Svg:
    """Draw as many lines to write on as a height holds, the last one at its foot."""
    art = Svg(width, max(height, 0.0))
    for index in range(int(height // _RULING)):
        y = height - 0.5 - index * _RULING
        art.line([(0, y), (width, y)], stroke=inks.muted, stroke_width=0.4)
    return art
