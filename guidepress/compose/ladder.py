"""The ladder of a guide, made ready for its spread: the career map with the words over it, and the table of moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypedDict

from guidepress.compose.figures import career_map, lines
from guidepress.compose.figures.floors import wrapped
from guidepress.compose.figures.pills import Spot
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.roles import is_sourced, years
from guidepress.compose.setting import Setting
from guidepress.content.career import Move, moves
from guidepress.content.model import Claim, Role
from guidepress.content.outline import shows

_KEY = 34.0  # what explains a map, in two lines, below it
_PAGE = mm(176) - _KEY
_HEAD_ROW, _ROW, _SHARED = 40.0, 44.0, 180.0  # a table that shares the page of the map
_SHORT_NAME = 22  # letters of a name on a map that has no room for more
_BETWEEN = 14.0  # between two maps on a page
_ZONE_PAD, _NAME_LINE = 6.0, 12.5


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row of the table of moves; `first` starts a new source role, `swatch` is the line of the target."""

    source: str
    target: str
    swatch: Svg
    years: str
    sourced: bool
    how: str | None
    claim: Claim
    first: bool


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """The moves from one role; a short group keeps to one page."""

    rows: tuple[MoveRow, ...]

    @property
    def is_short(self) -> bool:
        return len(self.rows) <= 3


@dataclass(frozen=True, slots=True)
class PlacedStage:
    """A stage on the map: its zone, and what stands at its head."""

    title: str
    count: str
    zone: career_map.Zone


@dataclass(frozen=True, slots=True)
class PlacedRole:
    """A role on the map; `anchor` is where the booklet tells of it, if it does."""

    label: str
    spot: Spot
    entry: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class MapView:
    """A career map with the words that stand over it, and the ones that stand for it."""

    drawing: career_map.CareerMap
    zones: tuple[PlacedStage, ...]
    stations: tuple[PlacedRole, ...]
    alt: str


class Spread(TypedDict):
    """What the layout of a ladder shows, and how it is laid out."""

    maps: list[MapView]
    moves: list[MoveGroup]
    shares_page: bool
    table_first: bool
    timed: bool


def view(setting: Setting, width: float, height: float) -> Spread:
    """Return what the layout shows, if the chapter's head leaves `height` points of its first page.

    A map that needs a page of its own comes after the table, so that the head does not stand alone.
    """
    all_moves = moves(setting.guide)
    manners = [*dict.fromkeys(move.target.id for move in _by_target(setting, all_moves))]
    maps = _Maps(setting, all_moves, manners, width)
    table = _HEAD_ROW + _ROW * len(all_moves)
    shared = maps.whole(height - _KEY - table) if table <= _SHARED else []
    first = shared or maps.whole(height - _KEY)
    own = [] if first else maps.whole(_PAGE)
    first = first or ([] if own else maps.parts(height - _KEY))
    return {
        "maps": first or own or maps.parts(_PAGE),
        "shares_page": bool(shared) or not first,
        "table_first": not first,
        "moves": list(_groups(setting, all_moves, manners)),
        "timed": any(move.years for move in all_moves),
    }


def _by_target(setting: Setting, all_moves: Sequence[Move]) -> list[Move]:
    order = [role.id for role in setting.guide.roles]
    return sorted(all_moves, key=lambda move: order.index(move.target.id))


def _groups(setting: Setting, all_moves: Sequence[Move], manners: Sequence[str]) -> Iterator[MoveGroup]:
    for _, group in groupby(all_moves, key=lambda move: move.source.id):
        yield MoveGroup(
            tuple(
                MoveRow(
                    move.source.short,
                    move.target.short,
                    lines.swatch(manners.index(move.target.id), setting.palette),
                    years(setting, move),
                    is_sourced(move.claim),
                    move.how,
                    move.claim,
                    index == 0,
                )
                for index, move in enumerate(group)
            )
        )


def _tag(setting: Setting, move: Move) -> str:
    """Return the years of a move as its tag says them: without the word, for that is what tags are."""
    return setting.citations.about(move.claim, move.years) if move.years else ""


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: letters - 1].rstrip(" ,-") + "…"


def _head_height(title: str) -> float:
    """Return how much of a zone a stage's title and the number of its roles take."""
    return _ZONE_PAD + _NAME_LINE * (wrapped(title, career_map.NAMES - _ZONE_PAD) + 1)


class _Maps:
    """Makes the maps of some of a guide's stages."""

    def __init__(self, setting: Setting, all_moves: Sequence[Move], manners: Sequence[str], width: float) -> None:
        self.setting, self.manners, self.width = setting, manners, width
        filled = {role.stage for role in setting.guide.roles}
        self.stages = [stage.id for stage in setting.guide.stages if stage.id in filled]
        self.heads = {place: _head_height(setting.stage_title(stage)) for place, stage in enumerate(self.stages)}
        self.edges = [
            career_map.Edge(move.source.id, move.target.id, _tag(setting, move), is_sourced(move.claim))
            for move in all_moves
        ]

    def whole(self, height: float) -> list[MapView]:
        """Return the map of all stages, if it is no taller."""
        return [*filter(None, [self._map(self.stages, height)])]

    def parts(self, height: float) -> list[MapView]:
        """Return a map for each two stages in a row, the first no taller; two share a page that holds them."""
        pairs = [pair for pair in pairwise(self.stages) if self._alone(pair, _PAGE)]
        found: list[MapView] = []
        while pairs:
            half = (height - _BETWEEN) / 2
            both = [*filter(None, (self._map(pair, half) for pair in pairs[:2]))]
            here = both if len(both) == 2 else [*filter(None, [self._alone(pairs[0], height)])]
            if not here:
                return []
            found, pairs, height = [*found, *here], pairs[len(here) :], _PAGE
        return found

    def _alone(self, stages: Sequence[str], most: float) -> MapView | None:
        """Return the map of some stages, its names cut to one line each where it would be too tall."""
        return self._map(stages, most) or self._map(stages, most, letters=_SHORT_NAME)

    def _map(self, stages: Sequence[str], most: float, letters: int = 1000) -> MapView | None:
        """Return the map of some stages; `None` when it would be taller than `most` points, or has no line."""
        roles = [role for role in self.setting.guide.roles if role.stage in stages]
        names = {role.id: _cut(role.short, letters) for role in roles}
        nodes = [career_map.Node(role.id, names[role.id], self.stages.index(role.stage)) for role in roles]
        drawing = career_map.draw(
            nodes, self.edges, self.setting.palette, self.width, most, manners=self.manners, heads=self.heads
        )
        return self._with_words(drawing, roles, names) if drawing else None

    def _with_words(self, drawing: career_map.CareerMap, roles: Sequence[Role], names: Mapping[str, str]) -> MapView:
        _, by_id = self.setting.words, {role.id: role for role in roles}
        stations = [
            self._station(by_id[station.id], names[station.id], station.spot)
            for station in sorted(drawing.stations, key=lambda station: (-station.spot.y, station.spot.x))
        ]
        alt = _(
            "A map of the moves between roles, from the entry stage at the foot upwards. "
            "The table of moves lists every one."
        )
        zones = [self._zone(zone, roles) for zone in drawing.zones]
        return MapView(drawing, tuple(zones), tuple(stations), alt)

    def _zone(self, zone: career_map.Zone, roles: Sequence[Role]) -> PlacedStage:
        stage = self.stages[zone.stage]
        size = sum(role.stage == stage for role in roles)
        count = self.setting.words.count("%(number)s role", "%(number)s roles", size)
        return PlacedStage(self.setting.stage_title(stage), count, zone)

    def _station(self, role: Role, name: str, spot: Spot) -> PlacedRole:
        told = any(shows(chapter, role.stage) for chapter in self.setting.guide.chapters)
        return PlacedRole(name, spot, role.stage == self.stages[0], f"role-{role.id}" if told else "")
