"""One page exactly: the type steps down, then blocks are dropped, then what is left over becomes content on purpose.

The search is pure: `measure` lays a setting out on a very tall page and returns where things ended. Height grows with
density, so a secant finds the density that fills the page in two or three measurements (speed.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from guidepress.compose.cheatsheet import (
    DROPPABLE,
    FILLERS,
    HOMES,
    LIVE_HEIGHT,
    MOVABLE,
    ROOMY,
    ROWS,
    RULING,
    WIDTHS,
    Place,
    Row,
    SheetSetting,
    placed,
)

_SAFETY = 1.5  # points that are never filled, against rounding
_WORTH_MOVING = 12.0
_GOAL = LIVE_HEIGHT - _SAFETY
_TIGHT = 0.8  # of the goal in the smallest type: above it, blocks stand where they take the least height
_CLOSE = 0.97  # of the goal: near enough, a few points a gap
_GROWTH, _GROWTH_LEAST = 140.0, 40.0  # points that a sheet grows by from density 0 to 1: about, and at least
_STEP_LEAST = 0.01
_NEAR_MOST = 0.2  # air adds less than type does: a guess so near the most is sure to fit with the most
_LINE = 11.0  # about what a field without a block of its own takes
_DENSITY_MOST, _TRIALS = 2.0, 4

# What fillers take about, in points: a number; a question to ask and the frame of a block; the ladder with its frame
_NUMBER, _QUESTION, _FRAME, _LADDER = 78.0, 25.0, 36.0, 190.0
_QUESTIONS_LEAST, _QUESTIONS = 2, 4
# The least hole in a row that a filler goes into, and the least room at the foot that becomes a row of its own
_LEAST = {
    "number": _NUMBER,
    "ladder": LIVE_HEIGHT,
    "ask": _FRAME + _QUESTIONS_LEAST * _QUESTION,
    "notes": _FRAME + 2 * RULING,
}
_UNBALANCED = 0.15 * LIVE_HEIGHT
_LAST_ROW = _FRAME + _QUESTIONS * _QUESTION


@dataclass(frozen=True, slots=True)
class Heights:
    """Where a sheet's parts ended on a tall page, in points: the head, each side of each row, the foot.

    `rows` has one height for each of a row's sides, in order; `blocks` the height of each block by its name.
    """

    head: float
    rows: tuple[tuple[float, ...], ...]
    foot: float
    blocks: dict[str, float]

    @property
    def total(self) -> float:
        """Return the height of the sheet."""
        return self.head + sum(map(max, self.rows)) + self.foot


@dataclass(frozen=True, slots=True)
class Fit:
    """A setting that fills the page; or, with `overflow` in points, the tightest there is."""

    setting: SheetSetting
    overflow: float = 0.0


Found = tuple[SheetSetting, Heights]
Arrange = Callable[[SheetSetting], SheetSetting]
Measure = Callable[[SheetSetting], Heights]


def fit(fields: Sequence[str], arrange: Arrange, measure: Measure, fillers: Sequence[str]) -> Fit:
    """Return the setting for a sheet whose role fills `fields`; `arrange` puts its blocks into their usual places.

    `fillers` names the blocks that the sheet may gain if there is room.
    """
    measure = _remembered(measure)
    tightest, heights = _settled(arrange(SheetSetting(density=0.0)), measure)
    while heights.total > _GOAL:
        shorter = _without_last(tightest, heights, fields)
        if shorter is None:
            return Fit(tightest, heights.total - LIVE_HEIGHT)
        tightest, heights = _settled(arrange(shorter), measure)
    return Fit(_filled(*_densest(*_loosened(tightest, heights, measure), measure), measure, fillers))


def _remembered(measure: Measure) -> Measure:
    """Return a measure that lays the same setting out only once; the search comes back to some."""
    known: dict[str, Heights] = {}

    def remembered(setting: SheetSetting) -> Heights:
        key = repr(setting)
        if key not in known:
            known[key] = measure(setting)
        return known[key]

    return remembered


# Where blocks stand


def _settled(setting: SheetSetting, measure: Measure) -> Found:
    """Return a setting with its blocks where they take the least height, if the page is short of room."""
    heights = measure(setting)
    if heights.total <= _GOAL * _TIGHT:
        return setting, heights
    moved = _balanced(setting, heights)
    if moved == setting:
        return setting, heights
    return min((setting, heights), (moved, measure(moved)), key=lambda found: found[1].total)


def _loosened(setting: SheetSetting, heights: Heights, measure: Measure) -> Found:
    """Return a setting with its blocks side by side, if the page has room to spare; larger at once, to measure less."""
    paired = _paired(setting)
    if heights.total > _GOAL * _TIGHT or paired == setting:
        return setting, heights
    larger = replace(paired, density=min(1.0, _next_density((paired, heights), None)))
    found = larger, measure(larger)
    if _spills(found):
        found = paired, measure(paired)
    return (setting, heights) if _spills(found) else found


def _paired(setting: SheetSetting) -> SheetSetting:
    """Stand blocks that have the whole width side by side, the interview only if there is a block to stand beside."""
    homes = _homes(setting)
    proof = homes.keys() & {"measures", "more"}
    if not proof or (len(proof) == 2 and "interview" not in homes):
        return setting
    return placed(setting, homes | {name: place for name, place in ROOMY.items() if name in homes})


def _balanced(setting: SheetSetting, heights: Heights) -> SheetSetting:
    """Move blocks to where the page gets shorter, if a block's area stays the same wherever it stands."""
    usual = _homes(setting)
    area = {name: heights.blocks[name] * WIDTHS[side] for name, (_, side) in usual.items()}
    choices = {name: (usual[name], *_other_places(name, setting.rows)) for name in usual}
    options = [dict(zip(choices, choice, strict=True)) for choice in product(*choices.values())]
    best = min(options, key=lambda option: (round(_height(option, area), 1), option != usual))
    return placed(setting, best) if _height(usual, area) - _height(best, area) > _WORTH_MOVING else setting


def _homes(setting: SheetSetting) -> dict[str, Place]:
    """Return where the blocks of an arranged setting stand."""
    sides = ((name, side) for row in setting.rows for side, names in row.sides.items() for name in names)
    return {name: (HOMES[name][0], side) for name, side in sides}


def _other_places(name: str, rows: Sequence[Row]) -> tuple[Place, ...]:
    """Return where else a block may stand; one that has its row to itself may take the whole width."""
    row = HOMES[name][0]
    alone = any(other.blocks == (name,) for other in rows)
    return (*MOVABLE.get(name, ()), *(((row, "whole"),) if alone else ()))


def _height(homes: Mapping[str, Place], area: Mapping[str, float]) -> float:
    """Return the height that rows take together, each as tall as its taller side."""
    sides = {(row, side): 0.0 for row in ROWS for side in WIDTHS}
    for name, place in homes.items():
        sides[place] += area[name] / WIDTHS[place[1]]
    return sum(max(sides[row, "left"], sides[row, "right"]) + sides[row, "whole"] for row in ROWS)


def _without_last(setting: SheetSetting, heights: Heights, fields: Sequence[str]) -> SheetSetting | None:
    """Drop what may be dropped, the last first, until about enough is gone; `None` when nothing is left to drop."""
    left = [name for name in DROPPABLE if name in fields and name not in setting.dropped]
    surplus, dropped = heights.total - _GOAL, list(setting.dropped)
    while left and (surplus > 0 or len(dropped) == len(setting.dropped)):
        name = left.pop()
        dropped.append(name)
        surplus -= heights.blocks.get(name, _LINE)
    return replace(setting, dropped=tuple(dropped)) if len(dropped) > len(setting.dropped) else None


# How large the type is


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
    wanted = round(density + step, 3)
    return wanted if wanted < _DENSITY_MOST - _NEAR_MOST else _DENSITY_MOST


# What becomes of the room that is left


def _filled(setting: SheetSetting, heights: Heights, measure: Measure, fillers: Sequence[str]) -> SheetSetting:
    """Turn what is left over into blocks where there is room for one, into lines to write on, and into even gaps."""
    for kept in (fillers, [name for name in fillers if name != "ask"]):  # questions may run to more lines than thought
        wanted = _with_fillers(setting, heights, kept)
        if wanted == setting:
            break
        found = measure(wanted)
        if found.total <= _GOAL:
            setting, heights = wanted, found
            break
    free = _GOAL - heights.total
    ruled = dict(_ruled(setting, heights, free))
    gap = 0.0 if _takes_the_rest(setting, ruled) else free / max(1, len(setting.rows))
    return replace(setting, ruled=ruled, gap=gap)


def _takes_the_rest(setting: SheetSetting, ruled: Mapping[str, float]) -> bool:
    """Tell whether the last row is one to write in, down to the foot of the page."""
    last = setting.rows[-1].blocks if setting.rows else ()
    return set(last) <= set(FILLERS) and any(name in ruled for name in last)


def _with_fillers(setting: SheetSetting, heights: Heights, fillers: Sequence[str]) -> SheetSetting:
    """Return a setting with blocks in each hole that they fit into, and a last row if the foot has room for one.

    Notes are kept for the last row, if there will be one, unless a side would stand too empty without them.
    """
    left = list(fillers)
    free = _GOAL - heights.total
    least = _LEAST | ({"notes": _UNBALANCED} if free >= _LEAST["notes"] else {})
    rows: list[Row] = []
    questions = _QUESTIONS
    for row, sides in zip(setting.rows, heights.rows, strict=True):
        hole = abs(sides[0] - sides[-1])
        while name := next((name for name in left if hole >= least[name]), None):
            left.remove(name)
            if name == "ask":
                questions = max(_QUESTIONS_LEAST, min(_QUESTIONS, int((hole - _FRAME) // _QUESTION)))
            hole -= _FRAME + questions * _QUESTION if name == "ask" else _LEAST[name]
            row = _joined(row, name, "left" if sides[0] < sides[-1] else "right")
        rows.append(row)
    return replace(setting, rows=(*rows, *_last_rows(free, left)), questions=questions)


def _joined(row: Row, name: str, side: str) -> Row:
    if side == "left":
        return replace(row, left=(*row.left, name))
    return replace(row, right=(*row.right, name))


def _last_rows(free: float, left: Sequence[str]) -> Iterator[Row]:
    """Yield rows for the foot of a page: the ladder if there is much room, then questions and notes side by side."""
    if "ladder" in left and free >= _LADDER + _LAST_ROW:
        yield Row(whole=("ladder",))
    beside = tuple(name for name in ("number", "notes") if name in left)
    if "ask" in left and "notes" in left and free >= _LAST_ROW:
        yield Row(left=("ask",), right=beside)
    elif "notes" in left and free >= _LEAST["notes"]:
        yield Row(whole=("notes",))


def _ruled(setting: SheetSetting, heights: Heights, free: float) -> Iterator[tuple[str, float]]:
    """Yield the lines to write on of each block that has them, down to the foot of its row or, at last, of the page."""
    least = {"notes": RULING, "ask": RULING * setting.questions}
    last = len(setting.rows) - 1
    for index, (row, sides) in enumerate(zip(setting.rows, heights.rows, strict=True)):
        to_the_foot = index == last and set(row.blocks) <= set(FILLERS)
        goal = max(sides) + (free if to_the_foot else 0.0)
        for names, height in zip(row.sides.values(), sides, strict=True):
            if names and goal - height >= least.get(names[-1], LIVE_HEIGHT):
                yield names[-1], goal - height
