"""A notice on one page exactly: the largest type that fits, then wider space, then blocks to write in.

The search is pure: `measure` lays a setting out on a very tall page. Height grows with density, so that a secant finds
the density that fills the page in two or three measurements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from guidepress.compose.cheatsheet import LIVE_HEIGHT
from guidepress.compose.notice import DENSITY_MOST, FILLERS, NoticeSetting

_GOAL = LIVE_HEIGHT - 1.0  # against rounding
_CLOSE = 0.955  # of the goal: near enough, a few points a gap
_TARGET = 0.98 * _GOAL
_GROWTH, _GROWTH_LEAST = 0.3, 90.0  # by how much of its height a notice grows from one density to the next, about
_TRIALS = 3
_INSIDE = 0.05  # of the stretch between two densities: how near to one that was tried another one may be
_FILLED = {FILLERS: 150.0, FILLERS[:1]: 72.0}  # the least room in points that fillers go into, the most first


@dataclass(frozen=True, slots=True)
class Measured:
    """Where a notice ended on its tall page, in points; `lines` is how far above that of its row its lines begin."""

    height: float
    rows: int
    lines: float = 0.0


def measured(at: Mapping[str, float], setting: NoticeSetting) -> Measured:
    """Return the measures of a tall page, from how far down it its named places are, in points."""
    lines = at["rows-end"] - at["lines"] - setting.below if "lines" in at else 0.0
    return Measured(at["end"] - at["notice"], sum(name.startswith("row-") for name in at), lines)


@dataclass(frozen=True, slots=True)
class Fit:
    """A setting that fills the page; or, with `overflow` in points, the tightest there is."""

    setting: NoticeSetting
    overflow: float = 0.0


Measure = Callable[[NoticeSetting], Measured]


def fit(measure: Measure, start: float = 1.0) -> Fit:
    """Return the setting that fills a page, trying the density `start` first."""
    known: dict[float, Measured] = {}
    density = start
    for _ in range(_TRIALS):
        known[density] = measure(NoticeSetting(density))
        if _is_settled(known):
            break
        density = _next(known)
    if not _fitting(known) and 0.0 not in known:
        known[0.0] = measure(NoticeSetting(0.0))
    if not _fitting(known):
        return Fit(NoticeSetting(0.0), known[0.0].height - _GOAL)
    best = max(_fitting(known))
    return Fit(_filled(NoticeSetting(best), known[best], measure))


def _fitting(known: Mapping[float, Measured]) -> list[float]:
    return [density for density, found in known.items() if found.height <= _GOAL]


def _is_settled(known: Mapping[float, Measured]) -> bool:
    """Tell whether the page is as good as full, or nothing can be made larger, or smaller."""
    fits = _fitting(known)
    if not fits:
        return 0.0 in known
    return max(fits) >= DENSITY_MOST or known[max(fits)].height >= _CLOSE * _GOAL


def _next(known: Mapping[float, Measured]) -> float:
    """Return the density to try next: on the line through the two that come nearest, or by the usual growth."""
    near = sorted(known, key=lambda density: abs(known[density].height - _TARGET))
    density, found = near[0], known[near[0]]
    growth = _GROWTH * found.height
    if len(near) > 1:
        other = near[1]
        growth = max(_GROWTH_LEAST, (known[other].height - found.height) / (other - density))
    least, most = _bounds(known)
    return round(min(max(density + (_TARGET - found.height) / growth, least), most), 3)


def _bounds(known: Mapping[float, Measured]) -> tuple[float, float]:
    """Return between which densities the best one is; inside of those that were tried."""
    fits = _fitting(known)
    spills = [density for density in known if density not in fits]
    low, high = max(fits, default=0.0), min(spills, default=DENSITY_MOST)
    inside = (high - low) * _INSIDE
    return low + (inside if fits else 0.0), high - (inside if spills else 0.0)


def _filled(setting: NoticeSetting, found: Measured, measure: Measure) -> NoticeSetting:
    """Turn what is left over into blocks to write in where there is room for them, else into even gaps."""
    for fillers, least in _FILLED.items():
        if setting.density < DENSITY_MOST or _GOAL - found.height < least:
            continue
        wanted = replace(setting, fillers=fillers)
        filled = measure(wanted)
        if (free := _GOAL - filled.height) >= 0:
            return replace(wanted, ruled=filled.lines + free, answers=free)
    return replace(setting, gap=(_GOAL - found.height) / max(1, found.rows))


def eased(setting: NoticeSetting, points: float) -> NoticeSetting:
    """Return a setting with so many points of slack, should it break differently on a real page than on a tall one."""
    density = max(0.0, setting.density - points / _GROWTH_LEAST)
    ruled, answers = max(0.0, setting.ruled - points), max(0.0, setting.answers - points)
    return replace(setting, density=density, gap=0.0, ruled=ruled, answers=answers)
