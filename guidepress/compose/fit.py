"""One page exactly: the type steps down, then blocks are dropped, then what is left over becomes room on purpose.

The search is pure: `measure` lays a setting out on a very tall page and returns where things ended. Height grows with
density, so a secant finds the density that fills the page in two or three measurements (speed.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from guidepress.compose.cheatsheet import (
    DROPPABLE,
    FULL_WIDTH,
    LEFT_WIDTH,
    LIVE_HEIGHT,
    MOVABLE,
    RIGHT_WIDTH,
    Filler,
    SheetSetting,
    placed,
)

_SAFETY = 1.5  # points that are never filled, against rounding
_NOTES_LEAST = 84.0  # the least room that becomes a block of notes, in points
_HAIRLINE = 1.0  # the ruled height to measure fillers with: margins collapse through nothing
_FILLER_HEAD = 33.0  # its heading, rule and gap
_ASK_HEIGHT = 84.0  # the questions of the “ask” block, before any ruled lines
_GAP_MOST = 26.0  # the most that a gap between blocks grows
_WORTH_MOVING = 12.0
_WIDTHS = {"left": LEFT_WIDTH, "right": RIGHT_WIDTH, "tail": FULL_WIDTH}
_GOAL = LIVE_HEIGHT - _SAFETY
_CLOSE = 0.985  # of the goal: near enough, a few points a gap
_GROWTH, _GROWTH_LEAST = 100.0, 40.0  # points that a sheet grows by from density 0 to 1: about, and at least
_STEP_LEAST = 0.01
_LINE = 11.0  # about what a field without a block of its own takes
_DENSITY_MOST, _TRIALS = 2.0, 4


@dataclass(frozen=True, slots=True)
class Heights:
    """Where a sheet's parts ended on a tall page, in points: the head, both columns, the tail with the foot.

    `blocks` holds the height of each block in a column by its name.
    """

    head: float
    left: float
    right: float
    tail: float
    blocks: dict[str, float]

    @property
    def total(self) -> float:
        """Return the height of the sheet."""
        return self.head + max(self.left, self.right) + self.tail


@dataclass(frozen=True, slots=True)
class Fit:
    """A setting that fills the page; or, with `overflow` in points, the tightest there is."""

    setting: SheetSetting
    overflow: float = 0.0


Found = tuple[SheetSetting, Heights]
Arrange = Callable[[SheetSetting], SheetSetting]
Measure = Callable[[SheetSetting], Heights]


def fit(fields: Sequence[str], arrange: Arrange, measure: Measure) -> Fit:
    """Return the setting for a sheet whose role fills `fields`; `arrange` puts its blocks into their usual places."""
    tightest, heights = _settled(arrange(SheetSetting(density=0.0)), measure)
    while heights.total > _GOAL:
        shorter = _without_last(tightest, heights, fields)
        if shorter is None:
            return Fit(tightest, heights.total - LIVE_HEIGHT)
        tightest, heights = _settled(arrange(shorter), measure)
    return Fit(_fill(*_densest(tightest, heights, measure), measure))


def _settled(setting: SheetSetting, measure: Measure) -> Found:
    """Return a setting with its blocks where they take the least height, and that height."""
    heights = measure(setting)
    balanced = _balance(setting, heights)
    return (setting, heights) if balanced == setting else (balanced, measure(balanced))


def _without_last(setting: SheetSetting, heights: Heights, fields: Sequence[str]) -> SheetSetting | None:
    """Drop what may be dropped, the last first, until about enough is gone; `None` when nothing is left to drop."""
    left = [name for name in DROPPABLE if name in fields and name not in setting.dropped]
    surplus, dropped = heights.total - _GOAL, list(setting.dropped)
    while left and (surplus > 0 or len(dropped) == len(setting.dropped)):
        name = left.pop()
        dropped.append(name)
        surplus -= heights.blocks.get(name, _LINE)
    return replace(setting, dropped=tuple(dropped)) if len(dropped) > len(setting.dropped) else None


def _balance(setting: SheetSetting, heights: Heights) -> SheetSetting:
    """Move blocks to where the page gets shorter, if a block's area stays the same wherever it stands."""
    places = {"left": setting.left, "right": setting.right, "tail": setting.tail}
    usual = {name: place for place, names in places.items() for name in names}
    area = {name: heights.blocks[name] * _WIDTHS[place] for name, place in usual.items()}
    movable = {name: MOVABLE[name] for name in usual if name in MOVABLE}
    if heights.total > _GOAL and not (setting.left and setting.right):
        # A column that would stay empty gives its room to the other's leader.
        movable |= {name: (place, "tail") for name, place in usual.items() if place != "tail" and name not in movable}
    options = [{**usual, **dict(zip(movable, choice, strict=True))} for choice in product(*movable.values())]
    best = min(options, key=lambda option: (_height(option, area), option != usual))
    return placed(setting, best) if _height(usual, area) - _height(best, area) > _WORTH_MOVING else setting


def _height(homes: Mapping[str, str], area: Mapping[str, float]) -> float:
    """Return the height that blocks take together: the taller column, and what lies across the page."""
    sums = dict.fromkeys(_WIDTHS, 0.0)
    for name, place in homes.items():
        sums[place] += area[name] / _WIDTHS[place]
    return max(sums["left"], sums["right"]) + sums["tail"]


def _densest(setting: SheetSetting, heights: Heights, measure: Measure) -> Found:
    """Return the greatest density that fits, starting from a setting that does, by secants."""
    fits: Found = (setting, heights)
    other: Found | None = None  # the least that spills, else the next best that fits
    for _ in range(_TRIALS):
        if fits[0].density >= _DENSITY_MOST or fits[1].total >= _GOAL * _CLOSE:
            break
        trial = replace(setting, density=_next_density(fits, other))
        found = (trial, measure(trial))
        if found[1].total > _GOAL:
            other = found
        else:
            fits, other = found, other if _spills(other) else fits
    return fits


def _spills(found: Found | None) -> bool:
    return found is not None and found[1].total > _GOAL


def _next_density(fits: Found, other: Found | None) -> float:
    """Return the density to try next, on the line through what fits and another setting, short of one that spills."""
    density, height = fits[0].density, fits[1].total
    growth = _GROWTH
    if other:
        growth = max(_GROWTH_LEAST, (other[1].total - height) / (other[0].density - density))
    step = max(_STEP_LEAST, (_GOAL * (1 + _CLOSE) / 2 - height) / growth)
    if other and other[0].density > density:
        step = min(step, 0.95 * (other[0].density - density))
    return min(_DENSITY_MOST, round(density + step, 3))


def _fill(setting: SheetSetting, heights: Heights, measure: Measure) -> SheetSetting:
    """Turn what is left over into designed blocks where there is room for one, else into even gaps."""
    shares = len(setting.tail) + 1
    free = _GOAL - heights.total
    tail_gap = free / shares if free <= _GAP_MOST * shares else 0.0  # what is too much for gaps goes to the columns
    bare = _room(heights, len(setting.tail) * tail_gap)
    wanted = tuple(_fillers(bare, bool(setting.right)))
    room = _room(measure(replace(setting, fillers=wanted)), len(setting.tail) * tail_gap) if wanted else {}
    fillers = tuple(replace(filler, ruled=room[filler.side] + _HAIRLINE) for filler in wanted if room[filler.side] >= 0)
    spare = {**bare, **{filler.side: 0.0 for filler in fillers}}
    left, right = (
        min(_GAP_MOST, max(0.0, spare[side]) / max(1, len(blocks)))
        for side, blocks in (("left", setting.left), ("right", setting.right))
    )
    return replace(setting, fillers=fillers, gaps=(left, right, tail_gap))


def _room(heights: Heights, gaps: float) -> dict[str, float]:
    """Return what each column is short of the page, in points, when the gaps of the tail take some."""
    bottom = _GOAL - heights.head - heights.tail - gaps
    return {"left": bottom - heights.left, "right": bottom - heights.right}


def _fillers(spare: Mapping[str, float], has_right: bool) -> Iterator[Filler]:
    """Yield a block for each column with room: questions to ask where they fit, else lines for notes, each once."""
    free = {"ask": _FILLER_HEAD + _ASK_HEIGHT, "notes": _NOTES_LEAST}
    for side in ("right", "left"):
        wants = ("ask", "notes") if side == "right" or has_right else ("notes", "ask")
        name = next((name for name in wants if name in free and spare[side] >= free[name]), None)
        if name:
            yield Filler(side, name, _HAIRLINE)
            del free[name]
