"""The career map: any set of moves is drawn, and nothing that is drawn collides."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from guidepress.compose.figures.career_map import CareerMap, Edge, Node, draw
from guidepress.compose.figures.lines import manner, swatch
from guidepress.compose.figures.pills import Spot
from guidepress.content.model import Brand
from guidepress.content.palette import Palette

INKS = Palette.of(Brand.model_validate({"id": "b", "name": "B", "colours": {"primary": "#111111"}}))
WIDTH = 337.0
Ladder = tuple[list[Node], list[Edge]]


@st.composite
def ladders(pick: st.DrawFn) -> Ladder:
    count = pick(st.integers(2, 14))
    stages = sorted(pick(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    nodes = [
        Node(f"r{index}", pick(st.text("abc de", min_size=1, max_size=60)), stage) for index, stage in enumerate(stages)
    ]
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])
    edges = [
        Edge(f"r{a}", f"r{b}", pick(st.sampled_from(("", "1–4", "about 2–3"))))
        for a, b in pick(st.sets(pairs, min_size=1, max_size=20))
    ]
    return nodes, edges


def drawn(ladder: Ladder, most: float = 1600) -> CareerMap:
    found = draw(*ladder, INKS, WIDTH, most)
    assert found
    return found


def least(ladder: Ladder, heads: dict[int, float] | None = None) -> float:
    """Return, to a point, the lowest height that a map is drawn in."""
    low, high = 0.0, 2400.0
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if draw(*ladder, INKS, WIDTH, middle, heads=heads) else (middle, high)
    return high


def overlap(one: Spot, other: Spot) -> bool:
    apart_x = one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
    apart_y = one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
    return not apart_x and not apart_y


def spots(found: CareerMap) -> Iterator[Spot]:
    yield from (station.spot for station in found.stations)
    yield from (tag.spot for tag in found.tags)


def covers(spot: Spot, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Tell whether a stretch of line runs under a box, looked at from point to point."""
    steps = 2 + int(abs(end[0] - start[0]) + abs(end[1] - start[1]))  # a point or less
    points = [
        (start[0] + (end[0] - start[0]) * n / steps, start[1] + (end[1] - start[1]) * n / steps) for n in range(steps)
    ]
    return any(spot.x < x < spot.x + spot.width and spot.y < y < spot.y + spot.height for x, y in points)


@settings(deadline=None)
@given(ladders())
def test_each_role_is_one_station(ladder: Ladder) -> None:
    found = drawn(ladder)
    assert sorted(station.id for station in found.stations) == sorted(node.id for node in ladder[0])


@settings(deadline=None, max_examples=50)
@given(ladders())
def test_everything_stands_within_the_map_at_its_tightest(ladder: Ladder) -> None:
    found = drawn(ladder, least(ladder))
    for spot in spots(found):
        assert spot.x >= -0.01
        assert spot.x + spot.width <= WIDTH + 0.01
        assert spot.y >= -0.01
        assert spot.y + spot.height <= found.art.height + 0.01
    for x, y in (corner for route in found.routes for corner in route):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= found.art.height


@settings(deadline=None, max_examples=50)
@given(ladders())
def test_stations_and_tags_do_not_overlap(ladder: Ladder) -> None:
    for height in (least(ladder), 1600):
        for one, other in combinations(spots(drawn(ladder, height)), 2):
            assert not overlap(one, other)


@settings(deadline=None)
@given(ladders())
def test_a_move_runs_from_its_source_to_its_target(ladder: Ladder) -> None:
    found = drawn(ladder)
    places = {station.id: station.spot for station in found.stations}
    assert len(found.routes) == len(ladder[1])
    for edge, route in zip(ladder[1], found.routes, strict=True):
        (x, y), target = route[0], places[edge.target]
        on_side = abs(x - target.x) < 0.1 or abs(x - target.x - target.width) < 0.1
        on_edge = abs(y - target.y) < 0.1 or abs(y - target.y - target.height) < 0.1
        assert on_side or on_edge
        (x, y), source = route[-1], places[edge.source]
        assert source.x <= x <= source.x + source.width
        assert source.y <= y <= source.y + source.height


@settings(deadline=None)
@given(ladders())
def test_lines_turn_by_45_degrees_and_run_on(ladder: Ladder) -> None:
    for route in drawn(ladder).routes:
        steps = [(end[0] - start[0], end[1] - start[1]) for start, end in pairwise(route)]
        for dx, dy in steps:
            assert min(abs(dx), abs(dy), abs(abs(dx) - abs(dy))) < 0.1
        for (dx, dy), (dx_next, dy_next) in pairwise(steps):
            assert dx * dx_next + dy * dy_next > -0.1


@settings(deadline=None)
@given(ladders())
def test_no_line_runs_under_a_station_that_it_does_not_serve(ladder: Ladder) -> None:
    found = drawn(ladder)
    for edge, route in zip(ladder[1], found.routes, strict=True):
        others = [station.spot for station in found.stations if station.id not in (edge.source, edge.target)]
        assert not any(covers(spot, *piece) for spot in others for piece in pairwise(route))


@settings(deadline=None)
@given(ladders())
def test_a_tag_stands_on_a_line_with_its_years_and_on_no_other(ladder: Ladder) -> None:
    found = drawn(ladder)
    for tag in found.tags:
        under = [
            edge
            for edge, route in zip(ladder[1], found.routes, strict=True)
            if any(covers(tag.spot, *piece) for piece in pairwise(route))
        ]
        assert {(edge.years, edge.target) for edge in under} == {(tag.text, under[0].target)}


@settings(deadline=None)
@given(ladders())
def test_a_later_stage_stands_higher(ladder: Ladder) -> None:
    stage = {node.id: node.stage for node in ladder[0]}
    for one, other in combinations(drawn(ladder).stations, 2):
        if stage[one.id] < stage[other.id]:
            assert one.spot.y > other.spot.y


@settings(deadline=None)
@given(ladders())
def test_zones_fill_the_map_and_hold_their_stations(ladder: Ladder) -> None:
    found = drawn(ladder)
    assert found.zones[0].y == 0
    assert abs(found.zones[-1].y + found.zones[-1].height - found.art.height) < 0.01
    for upper, lower in pairwise(found.zones):
        assert abs(upper.y + upper.height - lower.y) < 0.01
    stage = {node.id: node.stage for node in ladder[0]}
    for station in found.stations:
        [zone] = [zone for zone in found.zones if zone.stage == stage[station.id]]
        assert zone.y <= station.spot.y
        assert station.spot.y + station.spot.height <= zone.y + zone.height


@settings(deadline=None, max_examples=50)
@given(ladders(), st.lists(st.floats(0, 200), min_size=4, max_size=4))
def test_a_zone_holds_what_stands_at_its_head(ladder: Ladder, heights: list[float]) -> None:
    heads = dict(enumerate(heights))
    found = draw(*ladder, INKS, WIDTH, least(ladder, heads), heads=heads)
    assert found
    assert all(zone.height >= heights[zone.stage] - 0.01 for zone in found.zones)


@settings(deadline=None, max_examples=50)
@given(ladders(), st.floats(0, 400))
def test_a_map_fills_the_height_that_it_is_given(ladder: Ladder, spare: float) -> None:
    height = least(ladder) + spare
    assert drawn(ladder, height).art.height == height


@settings(deadline=None)
@given(ladders())
def test_the_same_ladder_is_the_same_drawing(ladder: Ladder) -> None:
    assert str(drawn(ladder).art) == str(drawn(ladder).art)


def test_lines_do_not_cross_where_they_need_not() -> None:
    nodes = [Node(f"{name}{stage}", "a role", stage) for stage in (0, 1) for name in "abcd"]
    edges = [Edge("a0", "d1"), Edge("b0", "c1"), Edge("c0", "b1"), Edge("d0", "a1")]
    assert all(len(route) == 2 for route in drawn((nodes, edges)).routes), "each runs straight up"


def test_years_on_which_all_moves_agree_are_said_once() -> None:
    nodes = [Node("a", "a role", 0), Node("b", "a role", 0), Node("c", "a role", 1)]
    agreeing = [Edge("a", "c", "1–4"), Edge("b", "c", "1–4")]
    assert [tag.text for tag in drawn((nodes, agreeing)).tags] == ["1–4"]
    differing = [Edge("a", "c", "1–4"), Edge("b", "c", "2–3")]
    assert sorted(tag.text for tag in drawn((nodes, differing)).tags) == ["1–4", "2–3"]
    partly = [Edge("a", "c", "1–4"), Edge("b", "c")]
    [tag] = drawn((nodes, partly)).tags
    assert abs(tag.spot.x + tag.spot.width / 2 - WIDTH / 2) > 20, "it stands on its own line only"


def test_two_ways_between_neighbours_pass_each_other() -> None:
    nodes = [Node("a", "a role", 0), Node("b", "a role", 0)]
    there, back = drawn((nodes, [Edge("a", "b"), Edge("b", "a")])).routes
    assert abs(there[0][1] - back[0][1]) > 5


def test_every_manner_of_line_differs_without_its_colour() -> None:
    manners = [manner(index) for index in range(8)]
    patterns = {(each.width, each.dashes, each.core, each.core_dashes) for each in manners}
    assert len(patterns) == len(manners) - 1, "the last one of them is told by its shade"
    assert len({str(swatch(index, INKS)) for index in range(8)}) == len(manners)


def test_a_map_that_would_be_too_tall_is_not_drawn() -> None:
    nodes = [Node(f"r{index}", "a role", index) for index in range(20)]
    assert draw(nodes, [Edge("r0", "r19")], INKS, WIDTH, most=360) is None


def test_without_moves_there_is_no_map() -> None:
    assert draw([Node("a", "a", 0)], [], INKS, WIDTH, most=999) is None
