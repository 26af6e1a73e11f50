"""Preflight rules: each has facts that break it, by its code alone, and near misses that do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from guidepress.content.project import Edition
from guidepress.editions import EDITIONS
from guidepress.placements import Placement
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area, Facts
from guidepress.preflight.inspection import RULES, judged
from guidepress.preflight.press.paint import Paint
from tests.preflight import room_paper
from tests.preflight.mutating import MUTATIONS, ROOMS, Verdicts
from tests.preflight.rooms import BOOKLET, LINE, SHEET, Case, facts, page

CASES = [case for room in ROOMS for case in room.CASES]


def codes(known: Facts, expectation: Expectation) -> set[str]:
    return {complaint.code for complaint in judged(known, expectation)}


def test_each_rule_is_broken_here() -> None:
    assert {case.code for case in CASES} == set(RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_what_breaks_a_rule_is_found_under_its_code_alone(case: Case) -> None:
    assert codes(case.broken, case.expectation) == {case.code}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_near_miss_is_fine(case: Case) -> None:
    assert codes(case.near_miss, case.expectation) == set()


@pytest.mark.parametrize(
    ("known", "expectation"), [(facts(), BOOKLET), (facts(page(1)), SHEET), (facts(), Expectation())]
)
def test_facts_that_are_fine(known: Facts, expectation: Expectation) -> None:
    assert codes(known, expectation) == set()


def test_lines_of_one_block_are_one_finding_even_where_they_stand_apart() -> None:
    apart = [
        LINE._replace(area=Area(45, y, 300, 8), size_pt=5.0, text=text) for y, text in ((60, "5"), (200, "A line"))
    ]
    block, beside = Placement("f#/duties/4", 1, 40, 50, 320, 200, "li"), Placement("f#/x", 1, 40, 190, 320, 30, "p")
    [found] = judged(facts(page(1, *apart)), replace(SHEET, placements=(block,)))
    assert (found.source, found.finding.area) == ("f#/duties/4", Area(45, 60, 300, 148))
    assert len(judged(facts(page(1, *apart)), replace(SHEET, placements=(block, beside)))) == 2


def test_what_ends_at_the_edge_is_not_said_to_end_beyond_it() -> None:
    (found,) = judged(room_paper.bled(room_paper.SHORT_STRIP), Expectation("press"), ("bleed-missing",))
    assert found.finding.message == "an area ends at the right edge, not 3 mm beyond it"


@pytest.mark.parametrize(
    ("paint", "said", "may_be_the_logo"),
    [
        (room_paper.rgb("image"), "a coloured picture (DeviceRGB)", True),
        (room_paper.rgb("area", 1, 0, 0), "a coloured area (DeviceRGB 100/0/0)", False),
    ],
)
def test_only_of_a_picture_it_is_said_that_it_may_be_the_logo(paint: Paint, said: str, may_be_the_logo: bool) -> None:
    (found,) = judged(room_paper.on_page(paint), Expectation("office"), ("office-colour",))
    assert (found.finding.message, "logo" in str(found.finding.hint)) == (said, may_be_the_logo)


# Our own files, made worse


@pytest.mark.slow
@pytest.mark.parametrize("index", range(len(MUTATIONS)), ids=lambda index: MUTATIONS[index].name)
def test_a_good_file_made_worse_is_found_out(index: int, judge_mutation: Callable[[int], Verdicts]) -> None:
    fine, worse = judge_mutation(index)
    assert MUTATIONS[index].code not in fine
    assert MUTATIONS[index].code in worse


def test_editions_are_purposes() -> None:
    assert set(EDITIONS) == set(get_args(Edition)) < set(get_args(Purpose))
