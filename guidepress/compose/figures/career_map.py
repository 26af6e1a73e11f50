"""The career map: stages as zones, roles as stations, moves as lines with their years, drawn from any set of moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidepress.compose.figures.floors import Edge, Floors, Node, Stop
from guidepress.compose.figures.lines import manner
from guidepress.compose.figures.pills import Inks, Spot
from guidepress.compose.figures.svg import Svg, mm, rounded
from guidepress.compose.figures.tags import Tag, Tagging
from guidepress.compose.figures.tracks import HEAD, Elevation, Point, Route, direction, shortened

__all__ = ["NAMES", "CareerMap", "Edge", "Node", "Station", "Tag", "Zone", "draw"]

NAMES = mm(18.5)  # the first column, where the stages have their names
_SIDE = mm(20.5)
_MARGIN = 6.0
_ROUND = 5.0


@dataclass(frozen=True, slots=True)
class Station:
    """A placed role."""

    id: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Zone:
    """A placed stage: a band over the whole width; every second one is tinted, the entry first."""

    stage: int
    y: float
    height: float

    @property
    def tinted(self) -> bool:
        """Whether the band has a ground of its own."""
        return self.stage % 2 == 0


@dataclass(frozen=True, slots=True)
class CareerMap:
    """The art, and where its words stand."""

    art: Svg
    stations: tuple[Station, ...]
    tags: tuple[Tag, ...]
    zones: tuple[Zone, ...]
    routes: tuple[Route, ...]


def draw(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    inks: Inks,
    width: float,
    most: float,
    *,
    manners: Sequence[str] = (),
    heads: Mapping[int, float] | None = None,
) -> CareerMap | None:
    """Lay the map out within `width` points and fill `most` points; `None` when it needs more, or has no line.

    `manners` holds the destinations in the order in which they get their manner of line, `heads` the height of what
    stands at the head of a stage, in the first `NAMES` points of the width.
    """
    known = {node.id for node in nodes}
    edges = [edge for edge in edges if {edge.source, edge.target} <= known and edge.source != edge.target]
    if not edges:
        return None
    floors = Floors(nodes, edges, _SIDE, width - _MARGIN)
    plan = Elevation(floors, edges, heads or {})
    if plan.least > most:
        return None
    plan.stack(most)
    order = [*dict.fromkeys([*manners, *(edge.target for edge in edges)])]
    drawing = _Drawing(plan, inks, width, {target: index for index, target in enumerate(order)})
    return drawing.map()


class _Drawing:
    """A map whose heights are set, being drawn."""

    def __init__(self, plan: Elevation, inks: Inks, width: float, manners: dict[str, int]) -> None:
        self.plan, self.inks, self.manners = plan, inks, manners
        self.art = Svg(width, plan.height)
        self.routes = plan.routes()
        self.zones = [Zone(stage, top, foot - top) for stage, _, top, foot in plan.bands()]

    def map(self) -> CareerMap:
        """Draw from the ground up: zones, lines, stations, tags."""
        self._draw_zones()
        self._draw_lines()
        stations = [
            Station(stop.node.id, self._station(stop)) for row in self.plan.floors.rows for stop in row if stop.node
        ]
        spots = [station.spot for station in stations]
        tags = tuple(Tagging(self.plan, self.routes, spots, _SIDE, self.art.width).tags())
        for tag in tags:
            self._draw_tag(tag)
        return CareerMap(self.art, tuple(stations), tags, tuple(self.zones), tuple(self.routes))

    def _draw_zones(self) -> None:
        for zone in self.zones:
            if zone.tinted:
                self.art.rect(0, zone.y, self.art.width, zone.height, fill=self.inks.tint)
        for y in (*(zone.y + 0.2 for zone in self.zones), self.art.height - 0.2):
            self.art.line([(0, y), (self.art.width, y)], stroke=self.inks.rule, stroke_width=0.4)

    def _draw_lines(self) -> None:
        """Draw the lines of each destination together, from it outwards, so that their dashes fall into step."""
        paths = defaultdict(list)
        for edge, route in zip(self.plan.edges, self.routes, strict=True):
            paths[edge.target].append(route)
        for target, routes in paths.items():
            ways = [rounded([shortened(route), *route[1:]], _ROUND) for route in routes]
            manner(self.manners[target]).stroke(self.art, ways, self.inks)
        for target, routes in paths.items():
            for tip, after in dict.fromkeys((route[0], route[1]) for route in routes):
                self._head(tip, after, manner(self.manners[target]).colour(self.inks))

    def _head(self, tip: Point, after: Point, colour: str) -> None:
        """Draw an arrow head whose tip touches a station."""
        (x, y), (dx, dy) = tip, direction(after, tip)
        x, y = x - dx, y - dy
        back_x, back_y = x - HEAD * dx, y - HEAD * dy
        wing = 4.6
        corners = [(x, y), (back_x + wing * dy, back_y - wing * dx), (back_x - wing * dy, back_y + wing * dx)]
        data = "M" + "L".join(f"{a:.2f} {b:.2f}" for a, b in corners) + "Z"
        self.art.path(data, fill=colour, stroke=self.inks.paper, stroke_width=0.8)

    def _draw_tag(self, tag: Tag) -> None:
        spot, inks = tag.spot, self.inks
        fill, stroke = (inks.primary, inks.figure) if tag.sourced else (inks.paper, inks.ink)
        self.art.pill(spot.x, spot.y, spot.width, spot.height, fill=fill, stroke=stroke, stroke_width=0.9)

    def _station(self, stop: Stop) -> Spot:
        """Draw a station as a pill; the entry stage's are filled."""
        spot, inks = self.plan.spot(stop), self.inks
        entry = stop.node is not None and stop.node.stage == 0
        fill, stroke = (inks.primary, inks.figure) if entry else (inks.paper, inks.ink)
        box = (spot.x + 0.8, spot.y + 0.8, spot.width - 1.6, spot.height - 1.6)
        self.art.rect(*box, radius=21.2, fill=fill, stroke=stroke, stroke_width=1.6)
        return spot
