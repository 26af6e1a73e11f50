"""The career map: any set of moves is drawn, and nothing that is drawn collides."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from guidepress.compose.figures.career_map import CareerMap, Edge, Node, draw
from guidepress.content.model import Brand
from guidepress.content.palette import Palette

INKS = Palette.of(Brand.model_validate({"id": "b", "name": "B", "colours": {"primary": "#111111"}}))
WIDTH = 337.0


@st.composite
def ladders(pick: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    count = pick(st.integers(2, 14))
    stages = sorted(pick(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    nodes = [
        Node(f"r{index}", pick(st.text("abc de", min_size=1, max_size=60)), stage) for index, stage in enumerate(stages)
    ]
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])
    edges = [
        Edge(f"r{a}", f"r{b}", pick(st.sampled_from(("", "1–4 years"))))
        for a, b in pick(st.sets(pairs, min_size=1, max_size=20))
    ]
    return nodes, edges


def drawn(ladder: tuple[list[Node], list[Edge]]) -> CareerMap:
    found = draw(*ladder, INKS, WIDTH, most=100_000)
    assert found
    return found


@settings(deadline=None)
@given(ladders())
def test_each_role_is_one_station_within_the_map(ladder: tuple[list[Node], list[Edge]]) -> None:
    found = drawn(ladder)
    assert sorted(station.id for station in found.stations) == sorted(node.id for node in ladder[0])
    for station in found.stations:
        spot = station.spot
        assert spot.x >= -0.01
        assert spot.x + spot.width <= WIDTH + 0.01
        assert spot.y >= 0
        assert spot.y + spot.height <= found.art.height


@settings(deadline=None)
@given(ladders())
def test_stations_do_not_overlap(ladder: tuple[list[Node], list[Edge]]) -> None:
    for one, other in combinations([station.spot for station in drawn(ladder).stations], 2):
        apart_x = one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
        apart_y = one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
        assert apart_x or apart_y


@settings(deadline=None)
@given(ladders())
def test_a_later_stage_stands_higher(ladder: tuple[list[Node], list[Edge]]) -> None:
    stage = {node.id: node.stage for node in ladder[0]}
    for one, other in combinations(drawn(ladder).stations, 2):
        if stage[one.id] < stage[other.id]:
            assert one.spot.y > other.spot.y


@settings(deadline=None)
@given(ladders())
def test_the_same_ladder_is_the_same_drawing(ladder: tuple[list[Node], list[Edge]]) -> None:
    assert str(drawn(ladder).art) == str(drawn(ladder).art)


def test_a_map_that_would_be_too_tall_is_not_drawn() -> None:
    nodes = [Node(f"r{index}", "a role", index) for index in range(20)]
    assert draw(nodes, [Edge("r0", "r19")], INKS, WIDTH, most=360) is None


def test_without_moves_there_is_no_map() -> None:
    assert draw([Node("a", "a", 0)], [], INKS, WIDTH, most=999) is None
