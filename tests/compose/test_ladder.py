"""The ladder's spread: which maps there are and where they stand, what the table of moves says."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from guidepress.compose import ladder
from guidepress.compose.setting import Setting
from tests.compose.conftest import Made
from tests.compose.samples import AGENT, GUIDE, LEAD, job

WIDTH = 337.0


@pytest.fixture
def setting(made: Made):
    """Return what makes the setting of a guide from its stages' roles and its moves."""

    def make(stages: list[list[str]], moves: list[tuple[str, str]], chapters: Any = None, **edge: Any) -> Setting:
        roles = {
            AGENT.replace("agent", id): {"id": id, "title": id.capitalize(), "summary": "Works.", "stage": f"s{stage}"}
            for stage, ids in enumerate(stages)
            for id in ids
        }
        guide = {
            "stages": [{"id": f"s{stage}", "title": f"Stage {stage}"} for stage in range(len(stages))],
            "ladder": [{"from": source, "to": target, **edge} for source, target in moves],
        }
        guide |= {"chapters": chapters} if chapters else {}
        return Setting.of(made({GUIDE: guide, AGENT: None, LEAD: None, **roles}), job("booklet"))

    return make


def tall(setting) -> Setting:
    """Return a guide of three crowded stages: too much for one page."""
    stages = [[f"{name}{number}" for number in range(5)] for name in ("first", "second", "third")]
    moves = [(one, other) for lower, upper in pairwise(stages) for one in lower for other in upper[::2]]
    return setting(stages, moves, years="1–4")


def test_a_map_under_the_head_has_its_table_opposite(setting) -> None:
    view = ladder.view(setting([["a", "b"], ["c", "d"]], [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]), WIDTH, 400)
    assert (len(view["maps"]), view["shares_page"], view["table_first"]) == (1, False, False)
    assert view["maps"][0].drawing.art.height == pytest.approx(400, abs=40)


def test_a_short_table_shares_the_page_of_the_map(setting) -> None:
    view = ladder.view(setting([["a"], ["b"]], [("a", "b")]), WIDTH, 400)
    assert (len(view["maps"]), view["shares_page"], view["table_first"]) == (1, True, False)
    assert 200 < view["maps"][0].drawing.art.height < 320


def test_a_map_that_needs_a_page_of_its_own_follows_the_table(setting) -> None:
    view = ladder.view(setting([["a", "b"], ["c", "d"]], [("a", "c"), ("b", "c"), ("b", "d"), ("a", "d")]), WIDTH, 90)
    assert (len(view["maps"]), view["table_first"]) == (1, True)


def test_a_map_that_fits_no_page_is_drawn_for_each_two_stages(setting) -> None:
    view = ladder.view(tall(setting), WIDTH, 440)
    assert [[stage.title for stage in each.zones] for each in view["maps"]] == [
        ["Stage 1", "Stage 0"],
        ["Stage 2", "Stage 1"],
    ]
    entries = [[station.entry for station in each.stations] for each in view["maps"]]
    assert [sum(each) for each in entries] == [5, 0], "only the first stage is where one enters"


def test_without_moves_there_is_nothing_to_show(setting) -> None:
    view = ladder.view(setting([["a"]], []), WIDTH, 400)
    assert (view["maps"], view["moves"]) == ([], [])


def test_moves_are_grouped_by_their_source_and_show_the_line_of_their_target(setting) -> None:
    view = ladder.view(setting([["a", "b"], ["c", "d"]], [("a", "c"), ("a", "d"), ("b", "c")]), WIDTH, 400)
    assert [[(row.source, row.target, row.first) for row in group.rows] for group in view["moves"]] == [
        [("A", "C", True), ("A", "D", False)],
        [("B", "C", True)],
    ]
    [(to_c, to_d), (also_to_c,)] = [[str(row.swatch) for row in group.rows] for group in view["moves"]]
    assert to_c == also_to_c != to_d


@pytest.mark.parametrize(("years", "tag", "row"), [("1–4", "1–4", "1–4 years"), ("varies", "varies", "varies")])
def test_years_are_a_number_on_the_map_and_words_in_the_table(setting, years: str, tag: str, row: str) -> None:
    view = ladder.view(setting([["a"], ["b"]], [("a", "b")], years=years), WIDTH, 400)
    assert view["timed"]
    assert [each.text for each in view["maps"][0].drawing.tags] == [tag]
    assert [each.years for group in view["moves"] for each in group.rows] == [row]


def test_a_station_leads_to_its_role_if_the_booklet_tells_of_it(setting) -> None:
    chapters = [{"type": "roles", "stage": "s0"}, {"type": "ladder"}]
    told = setting([["a"], ["b"]], [("a", "b")], chapters)
    assert [station.anchor for station in ladder.view(told, WIDTH, 400)["maps"][0].stations] == ["role-a", ""]
