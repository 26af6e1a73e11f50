"""Years on the lines of the career map: where they cover no other line, no station and no other years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from guidepress.compose.figures.floors import text_width
from guidepress.compose.figures.pills import Spot
from guidepress.compose.figures.tracks import HEAD, TAG, Elevation, Point, Route, shortened

_STEP, _CLEAR = 5.0, 4.0


@dataclass(frozen=True, slots=True)
class Tag:
    """A placed travel time."""

    text: str
    sourced: bool
    spot: Spot


class Tagging:
    """The tags of a map, within `left` and `right` points from its left edge."""

    def __init__(
        self, plan: Elevation, routes: Sequence[Route], stations: Sequence[Spot], left: float, right: float
    ) -> None:
        self.plan, self.routes, self.left, self.right = plan, routes, left, right
        heads = (Spot(x - HEAD / 2, y - HEAD / 2, HEAD, HEAD) for x, y in map(shortened, routes))
        self.taken = [*stations, *heads]
        self.pieces: dict[tuple[Point, Point], set[int]] = defaultdict(set)
        for index, route in enumerate(routes):
            for piece in pairwise(route):
                self.pieces[piece].add(index)

    def tags(self) -> Iterator[Tag]:
        """Yield the tags: first those that speak for all lines to a role, under it, then those of single lines."""
        said = [index for index, edge in enumerate(self.plan.edges) if edge.years]
        legs = {index: self.plan.floors.ways[index][-1][0] for index in said}
        for leg in self.plan.agreeing:
            yield from self._place([index for index in said if legs[index] is leg], from_source=False)
        for index in said:
            if legs[index] not in self.plan.agreeing:
                yield from self._place([index], from_source=True)

    def _place(self, own: list[int], *, from_source: bool) -> Iterator[Tag]:
        """Yield a tag at the first free place along a line; where there is none, the table says the years."""
        edge, route = self.plan.edges[own[0]], self.routes[own[0]]
        size = 11.0 + text_width(edge.years)
        points = _along([shortened(route), *route[1:]][:: -1 if from_source else 1])
        spots = (Spot(x - size / 2, y - TAG / 2, size, TAG) for x, y in points)
        for spot in islice(filter(lambda spot: self._is_free(spot, {*own}), spots), 1):
            self.taken.append(spot)
            yield Tag(edge.years, edge.sourced, spot)

    def _is_free(self, spot: Spot, own: set[int]) -> bool:
        inside = self.left <= spot.x and spot.x + spot.width <= self.right
        covers = any(_overlap(spot, other) for other in self.taken)
        return (
            inside and not covers and not any(_cuts(piece, spot) for piece, users in self.pieces.items() if users - own)
        )


def _along(route: Route) -> Iterator[Point]:
    """Yield places along a route, a few points apart."""
    for (x, y), (x_to, y_to) in pairwise(route):
        length = abs(x_to - x) + abs(y_to - y)
        count = int(length // _STEP)
        for index in range(1, count + 1):
            share = (index * _STEP - 1) / length
            yield x + (x_to - x) * share, y + (y_to - y) * share


def _overlap(one: Spot, other: Spot) -> bool:
    apart_x = one.x >= other.x + other.width + _CLEAR or other.x >= one.x + one.width + _CLEAR
    return not apart_x and one.y < other.y + other.height + _CLEAR and other.y < one.y + one.height + _CLEAR


def _cuts(piece: tuple[Point, Point], spot: Spot) -> bool:
    """Tell whether a straight piece comes too near to a box (Liang, Barsky 1984)."""
    (x, y), (x_to, y_to) = piece
    across = _share(x, x_to - x, spot.x, spot.width)
    down = _share(y, y_to - y, spot.y, spot.height)
    return max(0.0, across[0], down[0]) < min(1.0, across[1], down[1])


def _share(start: float, delta: float, low: float, size: float) -> tuple[float, float]:
    """Return the share of a piece, from its start, that lies between two bounds."""
    low, high = low - _CLEAR, low + size + _CLEAR
    if abs(delta) < 1e-9:
        return (0.0, 1.0) if low < start < high else (1.0, 0.0)
    first, last = sorted(((low - start) / delta, (high - start) / delta))
    return first, last
