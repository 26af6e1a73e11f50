"""The career map: stages as floors, roles as stations, moves as lines with their years, drawn from any set of moves.

The layout is that of layered drawings (Sugiyama, Tagawa, Toda 1981): floors from the longest path, dummy stations where
a line passes a floor, order by barycentres, and one track per target in the channel between two floors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from guidepress.compose.figures.pills import Inks, Spot
from guidepress.compose.figures.svg import Svg, rounded

_PER_ROW = 4
_LINE, _LETTER = 10.5, 4.7  # label type: line height, average letter width (8.5 pt, semi-bold)
_GAP, _DUMMY = 8.0, 10.0
_ZONE = 22.0  # head of a stage: rule, title
_PORT, _TRACK, _RADIUS, _TAG, _ARROW = 11.0, 7.0, 6.0, 14.0, 12.0


@dataclass(frozen=True, slots=True)
class Node:
    """A role to place: `stage` counts from 0, the entry stage."""

    id: str
    label: str
    stage: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A move to draw; `years` is the text of its tag, `sourced` fills the tag."""

    source: str
    target: str
    years: str = ""
    sourced: bool = False


@dataclass(frozen=True, slots=True)
class Station:
    """A placed role."""

    id: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Tag:
    """A placed travel time."""

    text: str
    sourced: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class Zone:
    """A placed stage: the top of its head, in points."""

    stage: int
    y: float


@dataclass(frozen=True, slots=True)
class CareerMap:
    """The art, and where its words stand."""

    art: Svg
    stations: tuple[Station, ...]
    tags: tuple[Tag, ...]
    zones: tuple[Zone, ...]


@dataclass(slots=True)
class _Stop:
    """A role on its floor, or (without a node) a line passing that floor."""

    floor: int
    node: Node | None = None
    x: float = 0.0  # centre
    width: float = _DUMMY
    above: list[_Stop] = field(default_factory=list)
    below: list[_Stop] = field(default_factory=list)

    def __hash__(self) -> int:
        return id(self)


def draw(nodes: Sequence[Node], edges: Sequence[Edge], inks: Inks, width: float, most: float) -> CareerMap | None:
    """Lay the map out within `width` points; `None` when it would be taller than `most` points, or has no line."""
    known = {node.id for node in nodes}
    edges = [edge for edge in edges if {edge.source, edge.target} <= known and edge.source != edge.target]
    if not edges:
        return None
    floors = _floors(nodes, edges, _per_row(nodes, width))
    stops = {node.id: _Stop(index, node) for index, floor in enumerate(floors) for node in floor}
    rows: list[list[_Stop]] = [[stops[node.id] for node in floor] for floor in floors]
    chains = [_chain(edge, stops, rows) for edge in edges]
    _order(rows)
    _spread(rows, width)
    plan = _Elevation(rows, chains, edges, width)
    if plan.height > most:
        return None
    art = Svg(width, plan.height)
    _draw_zones(art, plan, inks)
    _draw_lines(art, plan, inks)
    _draw_stations(art, plan, inks)
    stations = tuple(Station(stop.node.id, plan.spot(stop)) for row in rows for stop in row if stop.node)
    return CareerMap(art, stations, tuple(plan.tags()), tuple(plan.zones))


def _per_row(nodes: Sequence[Node], width: float) -> int:
    """Return how many stations stand side by side, so that the longest word fits into one."""
    letters = max(len(word) for node in nodes for word in node.label.split() or [""])
    return max(2, min(_PER_ROW, int((width + _GAP) // (letters * _LETTER + 8 + _GAP))))


def _floors(nodes: Sequence[Node], edges: Sequence[Edge], per_row: int) -> list[list[Node]]:
    """Put roles on floors, the entry first: a floor a stage, and more than four roles on several, by their way up."""
    by_id = {node.id: node for node in nodes}
    inner = defaultdict(list)
    for edge in edges:
        if by_id[edge.source].stage == by_id[edge.target].stage:
            inner[edge.target].append(edge.source)
    depth = {node.id: _depth(node.id, inner, frozenset()) for node in nodes}
    groups = [[node for node in nodes if node.stage == stage] for stage in sorted({node.stage for node in nodes})]
    return [
        part
        for group in groups
        for part in _parts(sorted(group, key=lambda node: depth[node.id]) if len(group) > per_row else group, per_row)
    ]


def _depth(role: str, sources: dict[str, list[str]], seen: frozenset[str]) -> int:
    """Return the longest way to a role within its stage; a circle of moves is cut where it closes."""
    before = [source for source in sources.get(role, []) if source not in seen]
    return max((_depth(source, sources, seen | {role}) + 1 for source in before), default=0) if len(seen) < 12 else 0


def _parts(group: list[Node], per_row: int) -> Iterable[list[Node]]:
    count = -(-len(group) // per_row)
    size = -(-len(group) // count)
    return (group[start : start + size] for start in range(0, len(group), size))


def _chain(edge: Edge, stops: dict[str, _Stop], rows: list[list[_Stop]]) -> list[_Stop]:
    """Return the stops of a line from its lower to its upper end, with dummies on the floors between."""
    low, high = sorted((stops[edge.source], stops[edge.target]), key=lambda stop: stop.floor)  # stable: source first
    if low.floor == high.floor:
        return [low, high]
    passing = [_Stop(floor) for floor in range(low.floor + 1, high.floor)]
    for stop in passing:
        rows[stop.floor].append(stop)
    chain = [low, *passing, high]
    for lower, upper in pairwise(chain):
        lower.above.append(upper)
        upper.below.append(lower)
    return chain


def _order(rows: list[list[_Stop]]) -> None:
    """Sort each floor by the mean place of its neighbours, up and down six times."""
    place = {stop: (index + 0.5) / len(row) for row in rows for index, stop in enumerate(row)}
    for sweep in range(12):
        upwards = sweep % 2 == 0
        for row in rows if upwards else reversed(rows):
            row.sort(key=lambda stop: _barycentre(stop.below if upwards else stop.above, place, place[stop]))
            place.update({stop: (index + 0.5) / len(row) for index, stop in enumerate(row)})


def _barycentre(neighbours: list[_Stop], place: dict[_Stop, float], default: float) -> float:
    return sum(place[stop] for stop in neighbours) / len(neighbours) if neighbours else default


def _spread(rows: list[list[_Stop]], width: float) -> None:
    """Give each stop its centre: stations share the width that passing lines leave."""
    for row in rows:
        stations = sum(stop.node is not None for stop in row)
        free = width - (len(row) - stations) * _DUMMY - (len(row) - 1) * _GAP
        size = min(96.0, free / max(stations, 1))
        slack = (free - size * stations) / len(row)
        x = 0.0
        for stop in row:
            stop.width = size if stop.node else _DUMMY
            stop.x = x + (stop.width + slack) / 2
            x += stop.width + slack + _GAP


class _Elevation:
    """The heights of a map: floors, channels between them, tracks in the channels."""

    def __init__(self, rows: list[list[_Stop]], chains: list[list[_Stop]], edges: Sequence[Edge], width: float) -> None:
        self.rows, self.chains, self.edges, self.width = rows, chains, edges, width
        self.heights = [max((_box_height(stop) for stop in row), default=0.0) for row in rows]
        self.tracks = [self._tracks(index) for index in range(len(rows))]
        self.sideways = [
            [chain for chain in chains if _is_sideways(chain) and chain[0].floor == floor] for floor in range(len(rows))
        ]
        self.tops: list[float] = [0.0] * len(rows)
        self.zones: list[Zone] = []
        self.height = self._stack()

    def _tracks(self, lower: int) -> dict[_Stop, int]:
        """Number the upper ends of the lines in a channel, from left to right: one track each."""
        targets = {stop for row in self.rows[lower + 1 : lower + 2] for stop in row if stop.below}
        return {stop: index for index, stop in enumerate(sorted(targets, key=lambda stop: stop.x))}

    def _stack(self) -> float:
        """Stack the floors from the top one down; return the total height."""
        y, stage = 0.0, -1
        for floor in range(len(self.rows) - 1, -1, -1):
            here = next(stop.node.stage for stop in self.rows[floor] if stop.node)
            if here != stage:
                self.zones.append(Zone(here, y))
                y, stage = y + _ZONE, here
            y += self._bridge(floor)
            self.tops[floor] = y
            y += self.heights[floor] + (self._channel(floor - 1) if floor else 0.0)
        return y + 1

    def _channel(self, lower: int) -> float:
        """Return the height between a floor and the one above it, without what sideways lines take."""
        return 22.0 + _TAG + _TRACK * len(self.tracks[lower])

    def _bridge(self, floor: int) -> float:
        """Return the height that sideways lines take above a floor."""
        return _ARROW + _TRACK * len(self.sideways[floor]) if self.sideways[floor] else 0.0

    def spot(self, stop: _Stop) -> Spot:
        """Return the box of a station."""
        return Spot(stop.x - stop.width / 2, self.tops[stop.floor], stop.width, self.heights[stop.floor])

    def route(self, chain: list[_Stop]) -> list[tuple[float, float]]:
        """Return the corners of a line: from the lower station's top to the upper one's foot, or to a neighbour."""
        if _is_sideways(chain):
            return self._over(chain)
        points = [(self._port(chain[0], chain[1]), self.tops[chain[0].floor])]
        for lower, upper in pairwise(chain):
            foot = self.tops[upper.floor] + self.heights[upper.floor]
            track = foot + _TAG + 12.0 + _TRACK * self.tracks[lower.floor][upper]
            points += [(points[-1][0], track), (upper.x, track), (upper.x, foot)]
            if upper.node is None:
                points.append((upper.x, self.tops[upper.floor]))
        return points

    def _over(self, chain: list[_Stop]) -> list[tuple[float, float]]:
        start, end = chain
        side = 0.33 if end.x > start.x else -0.33
        top = self.tops[start.floor]
        track = top - _ARROW - _TRACK * self.sideways[start.floor].index(chain)
        leave, arrive = start.x + side * start.width, end.x - side * end.width
        return [(leave, top), (leave, track), (arrive, track), (arrive, top)]

    def _port(self, stop: _Stop, upper: _Stop) -> float:
        """Return where on its top a station lets a line out: in the order of where the lines go."""
        ways = sorted(stop.above, key=lambda other: other.x)
        return stop.x + (ways.index(upper) - (len(ways) - 1) / 2) * min(_PORT, stop.width / (len(ways) + 1))

    def tags(self) -> Iterable[Tag]:
        """Yield one tag under each target on whose years all its lines agree, else none: the table says them."""
        arrivals = defaultdict(list)
        for edge, chain in zip(self.edges, self.chains, strict=True):
            if not _is_sideways(chain):
                arrivals[chain[-1]].append(edge)
        for stop, edges in arrivals.items():
            years = {edge.years for edge in edges if edge.years}
            if len(years) == 1:
                text = years.pop()
                size = 12.0 + _LETTER * len(text)
                y = self.tops[stop.floor] + self.heights[stop.floor] + 8.0
                x = min(max(stop.x - size / 2, 0.0), self.width - size)
                yield Tag(text, all(edge.sourced for edge in edges if edge.years), Spot(x, y, size, _TAG))


def _is_sideways(chain: list[_Stop]) -> bool:
    return chain[0].floor == chain[-1].floor


def _box_height(stop: _Stop) -> float:
    if not stop.node:
        return 0.0
    letters = max(4.0, (stop.width - 8) / _LETTER)
    lines = _wrapped(stop.node.label, letters)
    return max(34.0, lines * _LINE + 9.0)


def _wrapped(text: str, letters: float) -> int:
    """Return the lines a label takes when it is filled greedily."""
    lines, used = 1, 0.0
    for word in text.split():
        if used and used + 1 + len(word) > letters:
            lines, used = lines + 1, 0.0
        used += len(word) + (1 if used else 0)
        lines += int(used // (letters + 1e-9)) if used > letters else 0
        used %= letters
    return lines


def _draw_zones(art: Svg, plan: _Elevation, inks: Inks) -> None:
    for zone in plan.zones:
        art.line([(0, zone.y + 0.5), (art.width, zone.y + 0.5)], stroke=inks.ink, stroke_width=1)


def _draw_lines(art: Svg, plan: _Elevation, inks: Inks) -> None:
    """Draw lines over white casings, so that a crossing reads as a bridge; lines whose years are known are heavier."""
    routes = [(edge, rounded(plan.route(chain), _RADIUS)) for edge, chain in zip(plan.edges, plan.chains, strict=True)]
    for heavy in (False, True):
        chosen = [route for edge, route in routes if bool(edge.years) is heavy]
        for route in chosen:
            art.path(route, stroke=inks.paper, stroke_width=5.5 if heavy else 4.5)
        for route in chosen:
            art.path(route, stroke=inks.figure if heavy else inks.ink, stroke_width=2.2 if heavy else 1)
    for edge, chain in zip(plan.edges, plan.chains, strict=True):
        _draw_head(art, plan, edge, chain, inks)


def _draw_head(art: Svg, plan: _Elevation, edge: Edge, chain: list[_Stop], inks: Inks) -> None:
    """Draw the arrow head, at the foot of an upper target or on the head of a lower one."""
    colour = inks.figure if edge.years else inks.ink
    if _is_sideways(chain):
        (x, y), down = plan.route(chain)[0 if chain[0].node and chain[0].node.id == edge.target else -1], -1
    elif chain[-1].node and chain[-1].node.id == edge.target:
        x, y, down = chain[-1].x, plan.tops[chain[-1].floor] + plan.heights[chain[-1].floor], 1
    else:
        x, y, down = plan.route(chain)[0][0], plan.tops[chain[0].floor], -1
    art.path(f"M{x - 4:.2f} {y + 8 * down:.2f}L{x:.2f} {y + down:.2f}L{x + 4:.2f} {y + 8 * down:.2f}Z", fill=colour)


def _draw_stations(art: Svg, plan: _Elevation, inks: Inks) -> None:
    for row in plan.rows:
        for stop in row:
            if stop.node:
                spot = plan.spot(stop)
                entry = stop.node.stage == plan.zones[-1].stage
                paint = {"fill": inks.primary} if entry else {"fill": inks.paper, "stroke": inks.ink, "stroke_width": 1}
                art.rect(spot.x + 0.5, spot.y + 0.5, spot.width - 1, spot.height - 1, 11, **paint)
    for tag in plan.tags():
        fill, line = (inks.primary, inks.primary) if tag.sourced else (inks.paper, inks.figure)
        spot = tag.spot
        art.pill(spot.x, spot.y, spot.width, spot.height, fill=fill, stroke=line, stroke_width=0.9)
