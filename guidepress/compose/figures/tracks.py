"""How the lines of the career map run: a level for each in the channel between two floors, and its corners.

A line leaves a station upright, bends by 45° into its level, and by 45° into the upright that it shares with the other
lines to the same role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guidepress.compose.figures.floors import LINE, PAD, Edge, Floors, Leg, Stop, wrapped
from guidepress.compose.figures.pills import Spot

Point = tuple[float, float]
Route = list[Point]
Sides = tuple[list[float], list[float]]  # where a leg stands upright: below its level, above it
Uprights = Callable[[Leg], Sides]

HEAD = 8.0  # length of an arrow head
_LEAST_STATION, _STATION_PAD = 30.0, 10.0
_NEAR, _APART = 8.0, 14.0  # how far uprights of different lines keep off each other, and ends on one level
_PORT, _NUDGE = 17.0, 9.0
_LEVEL, _WIDEST_LEVEL = 8.0, 15.0
_CHAMFER, _WIDEST_CHAMFER = 6.0, 44.0
_LOW, _HIGH = 6.0, HEAD + 5.0  # upright stretches below the lowest and above the highest level
_EDGE, _EMPTY = 11.0, 18.0  # above and below all, between floors without moves
TAG = 13.0  # height of a tag
_TWO_WAY = 5.0


@dataclass(slots=True)
class Channel:
    """What is between a floor and the next: legs with their levels, counted from the lowest, and then its heights."""

    legs: list[Leg]
    levels: dict[Leg, int] = field(default_factory=dict)
    tagged_above: bool = False
    tagged_below: bool = False
    top: float = 0.0
    height: float = 0.0
    extra: float = 0.0  # what the names of stages need besides
    open: bool = True  # has a floor above it

    @property
    def least(self) -> float:
        """Return the height that it needs."""
        if not self.legs:
            return self.extra + (_EMPTY if self.open else _EDGE)
        return self.extra + self._low + self._high + (len({*self.levels.values()}) - 1) * _LEVEL + 2 * _CHAMFER

    @property
    def _low(self) -> float:
        heads = any(leg.end in leg.below for leg in self.legs)
        return _LOW + (TAG if self.tagged_below else 0.0) + (HEAD if heads else 0.0)

    @property
    def _high(self) -> float:
        if not self.open:
            return 0.0
        return _HIGH + (TAG + 2 if self.tagged_above else 0.0)

    def bends(self) -> tuple[float, dict[Leg, float]]:
        """Return the widest bend, and the height of each level: bends get of the spare room first."""
        steps = max(self.levels.values(), default=0)
        pitch = min(_WIDEST_LEVEL, _LEVEL + (self.height - self.least) / (3 * max(steps, 1)))
        rest = self.height - self._low - self._high - steps * pitch
        bend = min(_WIDEST_CHAMFER, rest / 2)
        lowest = self.top + self.height - self._low - rest / 2
        return bend, {leg: lowest - level * pitch for leg, level in self.levels.items()}


class Elevation:
    """The heights of a map, and the routes of its moves, each from its target back to its source."""

    def __init__(self, floors: Floors, edges: Sequence[Edge], heads: Mapping[int, float]) -> None:
        self.floors, self.edges = floors, edges
        self.agreeing = dict.fromkeys(_agreeing(floors, edges))  # in the order of the moves
        self.height = 0.0
        self.tops = [0.0] * len(floors.rows)
        self._sizes = {stop: size for row in floors.rows for stop, size in _box_heights(row).items()}
        self.heights = [max(self._sizes[stop] for stop in row) for row in floors.rows]
        self._ports: dict[tuple[Leg, Stop], float] = {}
        self._doors = self._next_doors()
        self.channels = [self._channel(index) for index in range(len(floors.rows))]
        self.channels[-1].open = False
        self._make_room(heads)

    def _next_doors(self) -> dict[tuple[Leg, Stop], float]:
        """Return the moves to a station next door, with how far off the middle they run: two ways pass each other."""
        doors = [
            (leg, stop)
            for legs in self.floors.legs
            for leg in legs.values()
            for stop in leg.below
            if stop is not leg.end and self.floors.next_door(leg, stop)
        ]
        pairs = {(leg.end, stop) for leg, stop in doors}
        return {
            (leg, stop): (_TWO_WAY if leg.end.x < stop.x else -_TWO_WAY) if (stop, leg.end) in pairs else 0.0
            for leg, stop in doors
        }

    def _channel(self, index: int) -> Channel:
        legs = [leg for leg in self.floors.legs[index].values() if self._bends(leg)]
        for leg in legs:
            leg.below = [stop for stop in leg.below if (leg, stop) not in self._doors]
        self._set_ports(index, legs)
        channel = Channel(
            legs,
            tagged_above=any(leg in self.agreeing and leg.end.node for leg in legs),
            tagged_below=any(
                edge.years and way[-1][0] not in self.agreeing and way[0][0] in legs and way[0][1] in way[0][0].below
                for edge, way in zip(self.edges, self.floors.ways, strict=True)
            ),
        )
        channel.levels = _levels(_sorted(legs, self._uprights), self._uprights)
        if self._part(channel.levels):
            channel.levels = _levels(_sorted(legs, self._uprights), self._uprights)
        return channel

    def _bends(self, leg: Leg) -> bool:
        return bool(leg.above) or any((leg, stop) not in self._doors for stop in leg.below if stop is not leg.end)

    def _set_ports(self, index: int, legs: list[Leg]) -> None:
        """Spread the lines over the side of a station that they leave from, in the order of where they go."""
        for row, upper in ((self.floors.rows[index], False), (self._row(index + 1), True)):
            for stop in row:
                here = [leg for leg in legs if stop in (leg.above if upper else leg.below)]
                here.sort(key=lambda leg: _mean(other.x for other in leg.others(stop)))
                pitch = min(_PORT, 2 * stop.reach / max(len(here) - 1, 1))
                ports = [(place - (len(here) - 1) / 2) * pitch for place in range(len(here))]
                shift = _straightening(stop, here, ports)
                self._ports.update({(leg, stop): stop.x + port + shift for leg, port in zip(here, ports, strict=True)})

    def _row(self, index: int) -> list[Stop]:
        return self.floors.rows[index] if index < len(self.floors.rows) else []

    def _uprights(self, leg: Leg) -> Sides:
        return [self._ports[leg, stop] for stop in leg.below], [self._ports[leg, stop] for stop in leg.above]

    def _part(self, levels: dict[Leg, int]) -> bool:
        """Move lines aside that would run on top of another; tell whether any was."""
        moved = False
        for leg in levels:
            above = [x for lower in levels if levels[lower] < levels[leg] for x in self._uprights(lower)[1]]
            for stop in leg.below:
                here = self._ports[leg, stop]
                if stop.node and any(abs(x - here) < _NEAR for x in above):
                    beside = [self._ports[other, stop] for other in levels if other is not leg and stop in other.below]
                    free = [
                        x for x in _aside(here) if _keeps_off(x, [*above, *beside]) and abs(x - stop.x) <= stop.reach
                    ]
                    self._ports[leg, stop] = free[0] if free else here
                    moved = moved or bool(free)
        return moved

    @property
    def least(self) -> float:
        """Return the lowest height that holds everything."""
        return _EDGE + sum(self.heights) + sum(channel.least for channel in self.channels)

    def stack(self, height: float) -> None:
        """Set all heights: channels share evenly what is spare, the head and the foot of the map get half as much."""
        last = len(self.channels) - 1
        share = max(0.0, height - self.least) / (last + 1)
        y = 0.0
        for index in range(last, -1, -1):
            channel = self.channels[index]
            channel.top, channel.height = y, channel.least + (share / 2 if index == last else share)
            self.tops[index] = y + channel.height
            y = self.tops[index] + self.heights[index]
        self.height = height

    def bands(self) -> Iterator[tuple[int, int, float, float]]:
        """Yield each stage's number, highest floor, top and foot, from the top down; they meet between two floors."""
        stages = [next(stop.node.stage for stop in row if stop.node) for row in self.floors.rows]
        highest, top = len(stages) - 1, 0.0
        for floor in range(len(stages) - 1, -1, -1):
            if floor and stages[floor - 1] == stages[floor]:
                continue
            below = self.channels[floor - 1] if floor else None
            foot = below.top + below.height / 2 if below else self.height
            yield stages[floor], highest, top, foot
            highest, top = floor - 1, foot

    def _make_room(self, heads: Mapping[int, float]) -> None:
        """Make each stage as tall as what stands at its head; one shares the channel above it with the next."""
        self.stack(self.least)
        for stage, highest, top, foot in [*self.bands()]:
            channel = self.channels[highest]
            channel.extra = max(0.0, heads.get(stage, 0.0) - (foot - top)) * (2 if channel.open else 1)

    def spot(self, stop: Stop) -> Spot:
        """Return the box of a station."""
        height = self._sizes[stop]
        top = self.tops[stop.floor] + (self.heights[stop.floor] - height) / 2
        return Spot(stop.x - stop.width / 2, top, stop.width, height)

    def routes(self) -> list[Route]:
        """Return the corners of each move."""
        bends = [channel.bends() for channel in self.channels]
        return [_tidied(self._route(way, bends)) for way in self.floors.ways]

    def _route(self, way: list[tuple[Leg, Stop]], bends: list[tuple[float, dict[Leg, float]]]) -> Route:
        leg, source = way[0]
        if (leg, source) in self._doors:
            return self._straight(leg, source)
        points: Route = []
        for leg, start in reversed(way):
            channel = min(stop.floor for stop, _ in leg.ends())
            bend, levels = bends[channel]
            points += self._bent(leg, start, levels[leg], bend)
        middle = self.tops[source.floor] + self.heights[source.floor] / 2
        return [*points, (points[-1][0], middle)]

    def _straight(self, leg: Leg, source: Stop) -> Route:
        y = self.tops[source.floor] + self.heights[source.floor] / 2 + self._doors[leg, source]
        side = 1 if source.x > leg.end.x else -1
        return [(leg.end.x + side * leg.end.width / 2, y), (source.x, y)]

    def _bent(self, leg: Leg, start: Stop, level: float, most: float) -> Route:
        """Return the corners from a leg's end over its level to one of its other stops."""
        (x, y), (x_to, y_to) = self._port(leg, leg.end), self._port(leg, start)
        bend = self._joint(leg, x, x_to, most)
        bend_to = min(most, abs(x_to - x) - bend)
        side = 1 if x_to > x else -1
        up, up_to = (1 if y > level else -1), (1 if y_to > level else -1)
        return [
            (x, y),
            (x, level + up * bend),
            (x + side * bend, level),
            (x_to - side * bend_to, level),
            (x_to, level + up_to * bend_to),
            (x_to, y_to),
        ]

    def _joint(self, leg: Leg, x: float, x_to: float, most: float) -> float:
        """Return the bend at the end of a leg, the same for all lines from one side: so they part at one point."""
        ends = (self._ports[leg, stop] - x for stop, _ in leg.ends() if stop is not leg.end)
        near = min((abs(dx) for dx in ends if dx * (x_to - x) > 0), default=0.0)
        return min(most, near / 2)

    def _port(self, leg: Leg, stop: Stop) -> Point:
        spot = self.spot(stop) if stop.node else Spot(stop.x, self.tops[stop.floor], 0, self.heights[stop.floor])
        return self._ports[leg, stop], spot.y if stop in leg.below else spot.y + spot.height


def _agreeing(floors: Floors, edges: Sequence[Edge]) -> Iterator[Leg]:
    """Yield the legs, arriving from below, on whose years all moves agree: they have one tag for all."""
    said: dict[Leg, set[tuple[str, bool]]] = {}
    for edge, way in zip(edges, floors.ways, strict=True):
        said.setdefault(way[-1][0], set()).add((edge.years, edge.sourced))
    for leg, years in said.items():
        if leg.end in leg.above and len(years) == 1 and all(text for text, _ in years):
            yield leg


def _sorted(legs: Sequence[Leg], uprights: Uprights) -> list[Leg]:
    """Return legs from the lowest level up, so that few lines cross and none runs on top of another."""
    cost = {(upper, lower): _clash(uprights(upper), uprights(lower)) for upper in legs for lower in legs}
    order: list[Leg] = []
    for leg in [*legs, *legs]:  # once to find a place, once to mend it
        if leg in order:
            order.remove(leg)
        costs = [
            sum(cost[leg, other] for other in order[:place]) + sum(cost[other, leg] for other in order[place:])
            for place in range(len(order) + 1)
        ]
        order.insert(costs.index(min(costs)), leg)
    return order


def _clash(upper: Sides, lower: Sides) -> float:
    """Return what it costs to run one leg above another: a crossing 1, a stretch on top of each other 10."""
    crossings = sum(_within(x, lower) for x in upper[0]) + sum(_within(x, upper) for x in lower[1])
    return crossings + 10 * sum(abs(x - other) < _NEAR for x in upper[0] for other in lower[1])


def _levels(legs: Sequence[Leg], uprights: Uprights) -> dict[Leg, int]:
    """Return the level of each leg, in their order; those that keep clear of each other share one."""
    levels: dict[Leg, int] = {}
    for leg in legs:
        below = [level for other, level in levels.items() if _meet(uprights(leg), uprights(other))]
        levels[leg] = max(below, default=-1) + 1
    return levels


def _within(x: float, sides: Sides) -> bool:
    start, end = _span(sides)
    return start < x < end


def _meet(one: Sides, other: Sides) -> bool:
    (start, end), (other_start, other_end) = _span(one), _span(other)
    straight = end - start < 1 or other_end - other_start < 1
    return not straight and max(start, other_start) < min(end, other_end) + _APART


def _span(sides: Sides) -> tuple[float, float]:
    return min(map(min, filter(None, sides))), max(map(max, filter(None, sides)))


def _aside(x: float) -> list[float]:
    return [x + step * _NUDGE for step in (1, -1, 2, -2)]


def _keeps_off(x: float, taken: Iterable[float]) -> bool:
    return all(abs(x - other) >= _NEAR for other in taken)


def _straightening(stop: Stop, legs: Sequence[Leg], ports: Sequence[float]) -> float:
    """Return how far a station's lines may be moved together, so that one of them runs straight to its end."""
    shifts = (leg.end.x - stop.x - port for leg, port in zip(legs, ports, strict=True) if leg.end is not stop)
    possible = [shift for shift in shifts if all(abs(port + shift) <= stop.reach for port in ports)]
    return min(possible, key=abs, default=0.0)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _tidied(points: Iterable[Point]) -> Route:
    """Leave out corners that are none: points met twice, and points on a straight line."""
    route: Route = []
    for point in points:
        if route and abs(point[0] - route[-1][0]) + abs(point[1] - route[-1][1]) < 0.05:
            continue
        if len(route) > 1 and _turns(route[-2], route[-1], point) < 0.05:
            route.pop()
        route.append(point)
    return route


def _turns(one: Point, two: Point, three: Point) -> float:
    return abs((two[0] - one[0]) * (three[1] - two[1]) - (two[1] - one[1]) * (three[0] - two[0]))


def _box_heights(row: Sequence[Stop]) -> dict[Stop, float]:
    """Return the heights of a row's stations: they are the same, unless the names differ by more than a line."""
    sizes = {stop: _box_height(stop) for stop in row}
    highest = max(sizes.values())
    return {stop: highest if stop.node and highest - size <= LINE else size for stop, size in sizes.items()}


def _box_height(stop: Stop) -> float:
    if not stop.node:
        return 0.0
    lines = wrapped(stop.node.label, max(20.0, stop.width - 2 * PAD))
    return max(_LEAST_STATION, lines * LINE + LINE + _STATION_PAD)


def shortened(route: Route) -> Point:
    """Return where a line ends under its arrow head."""
    dx, dy = direction(route[1], route[0])
    return route[0][0] - dx * (HEAD - 1), route[0][1] - dy * (HEAD - 1)


def direction(start: Point, end: Point) -> Point:
    """Return the step of one point from a place towards another."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return dx / length, dy / length
