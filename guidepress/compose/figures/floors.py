"""Who stands where on the career map: roles on floors, lines passing floors, in an order with few crossings.

The layout is that of layered drawings (Sugiyama, Tagawa, Toda 1981): floors from the longest path, a stop where a line
passes a floor, order by barycentres, then by swaps of neighbours. Lines to one role share the stops that they pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

LINE, DIGIT = 10.5, 4.9  # label type: line height, width of a digit (8.5 pt, bold)
PAD = 7.0  # a pill's round end takes this from its label
_WIDTHS = {**dict.fromkeys("iljtfrI.,:;!|'’()- ", 3.0), **dict.fromkeys("mwMW—@", 7.8)}
_PER_ROW, _WIDEST = 4, 96.0
_GAP, _NEXT_DOOR, _PASSING = 8.0, 21.0, 8.0
_SWEEPS, _PASSES = 8, 4
_UPWARDS, _SIDEWAYS = 0.6, 1.6  # what the length of a move weighs against a crossing


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


@dataclass(eq=False, slots=True)
class Stop:
    """A role on its floor, or (without a node) a line passing that floor."""

    floor: int
    node: Node | None = None
    x: float = 0.0  # centre
    width: float = _PASSING
    place: float = 0.0  # share of the row, while rows are being sorted

    @property
    def reach(self) -> float:
        """Return how far from its centre a line may leave: not from the round ends."""
        return max(0.0, self.width / 2 - PAD) if self.node else 0.0


@dataclass(eq=False, slots=True)
class Leg:
    """The lines to one role within a channel: ends at stops of the floor below, and at stops of the floor above.

    One end is where the lines come together, `end`; a leg without `above` runs sideways over its floor.
    """

    target: str
    end: Stop
    below: list[Stop] = field(default_factory=list)
    above: list[Stop] = field(default_factory=list)

    def ends(self) -> Iterator[tuple[Stop, bool]]:
        """Yield each stop, and whether the line reaches it from above."""
        yield from ((stop, True) for stop in self.below)
        yield from ((stop, False) for stop in self.above)

    def others(self, stop: Stop) -> list[Stop]:
        """Return where lines come from or go to, seen from one of the leg's stops."""
        return [other for other, _ in self.ends() if other is not self.end] if stop is self.end else [self.end]


class Floors:
    """Rows of stops from the lowest up, the legs in the channel above each, and the way of each edge through them."""

    def __init__(self, nodes: Sequence[Node], edges: Sequence[Edge], left: float, right: float) -> None:
        floors = list(_floors(nodes, edges, right - left))
        self.rows = [[Stop(index, node) for node in floor] for index, floor in enumerate(floors)]
        self.stops = {stop.node.id: stop for row in self.rows for stop in row if stop.node}
        self.legs: list[dict[tuple[str, str], Leg]] = [{} for _ in floors]
        self._passing: dict[tuple[int, str, str], Stop] = {}
        self.ways = [self._way(edge) for edge in edges]
        self._order()
        self._spread(left, right)

    def _way(self, edge: Edge) -> list[tuple[Leg, Stop]]:
        """Return the legs of a move, each with the stop where it is entered; lines to one target share them."""
        source, target = self.stops[edge.source], self.stops[edge.target]
        if source.floor == target.floor:
            return [(self._join(source.floor, "side", target, [source, target], []), source)]
        step = 1 if target.floor > source.floor else -1
        way, here = [], source
        for floor in range(source.floor + step, target.floor + step, step):
            there = target if floor == target.floor else self._pass(floor, step, target)
            low, high = (here, there) if step > 0 else (there, here)
            way.append((self._join(low.floor, "up" if step > 0 else "down", target, [low], [high], there), here))
            here = there
        return way

    def _pass(self, floor: int, step: int, target: Stop) -> Stop:
        key = (floor, "up" if step > 0 else "down", target.node.id if target.node else "")
        if key not in self._passing:
            self._passing[key] = Stop(floor)
            self.rows[floor].append(self._passing[key])
        return self._passing[key]

    def _join(
        self, channel: int, sense: str, target: Stop, below: list[Stop], above: list[Stop], end: Stop | None = None
    ) -> Leg:
        role = target.node.id if target.node else ""
        leg = self.legs[channel].setdefault((sense, role), Leg(role, end or target))
        leg.below += [stop for stop in below if stop not in leg.below]
        leg.above += [stop for stop in above if stop not in leg.above]
        return leg

    def _order(self) -> None:
        """Sort rows by the mean place of what they lead to and come from, up and down; then swap what crosses."""
        for row in self.rows:
            _number(row)
        near = self._neighbours()
        for sweep in range(_SWEEPS):
            step = 1 if sweep % 2 == 0 else -1
            for row in self.rows[::step]:
                row.sort(key=lambda stop: _barycentre(stop, [o for o in near[stop] if o.floor != stop.floor]))
                _number(row)
        for _ in range(_PASSES):
            swapped = [self._swap(row) for row in self.rows]
            if not any(swapped):
                return

    def _neighbours(self) -> dict[Stop, list[Stop]]:
        near: dict[Stop, list[Stop]] = defaultdict(list)
        for legs in self.legs:
            for leg in legs.values():
                for stop, _ in leg.ends():
                    near[stop] += leg.others(stop)
        return near

    def _swap(self, row: list[Stop]) -> bool:
        """Exchange neighbours wherever that makes the drawing better."""
        swapped = False
        for index in range(len(row) - 1):
            before = self._burden(row)
            row[index], row[index + 1] = row[index + 1], row[index]
            _number(row)
            if self._burden(row) < before - 1e-9:
                swapped = True
            else:
                row[index], row[index + 1] = row[index + 1], row[index]
                _number(row)
        return swapped

    def _burden(self, row: list[Stop]) -> float:
        """Return what a reader pays for the order of a row: crossings above and below it, and long ways."""
        floor = row[0].floor
        legs = [leg for channel in (floor - 1, floor) if channel >= 0 for leg in self.legs[channel].values()]
        lines = [(leg, stop) for leg in legs for stop, _ in leg.ends() if stop is not leg.end]
        length = sum(abs(leg.end.place - stop.place) * (_UPWARDS if leg.above else _SIDEWAYS) for leg, stop in lines)
        return length + sum(_cross(*one, *other) for one, other in combinations(lines, 2))

    def next_door(self, leg: Leg, stop: Stop) -> bool:
        """Tell whether a sideways move goes to the very next station, so that it runs straight."""
        row = self.rows[stop.floor]
        return not leg.above and abs(row.index(leg.end) - row.index(stop)) == 1

    def _spread(self, left: float, right: float) -> None:
        """Give each stop its centre: stations share the width that passing lines and gaps leave."""
        for row in self.rows:
            gaps = [self._gap(one, other) for one, other in pairwise(row)]
            stations = sum(stop.node is not None for stop in row)
            free = right - left - sum(gaps) - (len(row) - stations) * _PASSING
            size = min(_WIDEST, free / max(stations, 1))
            slack = (free - size * stations) / len(row)
            x = left
            for stop, gap in zip(row, [*gaps, 0.0], strict=True):
                stop.width = size if stop.node else _PASSING
                stop.x = x + (stop.width + slack) / 2
                x += stop.width + slack + gap

    def _gap(self, one: Stop, other: Stop) -> float:
        legs = self.legs[one.floor].values()
        doors = any(not leg.above and leg.end in (one, other) and {one, other} <= {*leg.below} for leg in legs)
        return _NEXT_DOOR if doors else _GAP


def _cross(leg: Leg, stop: Stop, other: Leg, other_stop: Stop) -> bool:
    """Tell whether lines to two roles cross in a channel."""
    if leg is other or not leg.above or not other.above or leg.below[0].floor != other.below[0].floor:
        return False
    low, high = sorted((leg.end, stop), key=lambda end: end.floor)
    other_low, other_high = sorted((other.end, other_stop), key=lambda end: end.floor)
    return (low.place - other_low.place) * (high.place - other_high.place) < 0


def text_width(text: str) -> float:
    """Return about how wide a text is in label type."""
    return sum(_WIDTHS.get(letter, 6.0 if letter.isupper() else 5.0) for letter in text)


def wrapped(text: str, width: float) -> int:
    """Return the lines a label takes when it is filled greedily; it breaks after hyphens, and a long word anywhere."""
    lines, used = 1, 0.0
    for word in text.replace("-", "- ").split():
        size = text_width(word)
        gap = text_width(" ") if used else 0.0
        if used and used + gap + size > width:
            lines, used, gap = lines + 1, 0.0, 0.0
        used += gap + size
        if used > width:
            lines, used = lines + int(used // width), used % width
    return lines


def _number(row: list[Stop]) -> None:
    for index, stop in enumerate(row):
        stop.place = (index + 0.5) / len(row)


def _barycentre(stop: Stop, neighbours: list[Stop]) -> float:
    return sum(other.place for other in neighbours) / len(neighbours) if neighbours else stop.place


def _per_row(nodes: Sequence[Node], width: float) -> int:
    """Return how many stations stand side by side, so that the longest word fits into one."""
    words = (word for node in nodes for word in node.label.replace("-", "- ").split())
    longest = max(map(text_width, words), default=0.0)
    return max(2, min(_PER_ROW, int((width + _GAP) // (longest + 2 * PAD + _GAP))))


def _floors(nodes: Sequence[Node], edges: Sequence[Edge], width: float) -> Iterator[list[Node]]:
    """Yield floors, the entry first: one a stage, or several, by their way up, if a row does not hold its roles."""
    by_id = {node.id: node for node in nodes}
    inner = defaultdict(list)
    for edge in edges:
        if by_id[edge.source].stage == by_id[edge.target].stage:
            inner[edge.target].append(edge.source)
    depth: dict[str, int] = {}
    for node in nodes:
        _measure(node.id, inner, depth)
    for stage in sorted({node.stage for node in nodes}):
        group = [node for node in nodes if node.stage == stage]
        per_row = _per_row(group, width)
        yield from _parts(sorted(group, key=lambda node: depth[node.id]) if len(group) > per_row else group, per_row)


def _measure(role: str, sources: dict[str, list[str]], depth: dict[str, int]) -> int:
    """Note the longest way to a role within its stage; a circle of moves is cut where it closes."""
    if role not in depth:
        depth[role] = -1  # while it is on the way
        depth[role] = max((_measure(source, sources, depth) + 1 for source in sources.get(role, ())), default=0)
    return depth[role]


def _parts(group: list[Node], per_row: int) -> Iterable[list[Node]]:
    count = -(-len(group) // per_row)
    size = -(-len(group) // count)
    return (group[start : start + size] for start in range(0, len(group), size))
