"""Preflight rules: each has facts that break it, by its code alone, and near misses that do not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from guidepress.content.project import Edition
from guidepress.editions import EDITIONS
from guidepress.placements import Placement
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area, Facts
from guidepress.preflight.inspection import RULES, facts_of, inspect, judged
from guidepress.preflight.press.paint import Paint
from tests.conftest import manifest
from tests.preflight import (
    room_access,
    room_files,
    room_flow,
    room_paper,
    room_structure,
    room_symbols,
    room_typography,
)
from tests.preflight.rooms import BOOKLET, LINE, SHEET, Case, Mutation, facts, page, worsened

ROOMS = (room_files, room_typography, room_flow, room_structure, room_access, room_symbols, room_paper)
CASES = [case for room in ROOMS for case in room.CASES]
MUTATIONS = [mutation for room in ROOMS for mutation in room.MUTATIONS]


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
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_good_file_made_worse_is_found_out(mutation: Mutation, guide_project: Path) -> None:
    data, expectation, fine = good(guide_project / "output", mutation.document, mutation.edition)
    assert mutation.code not in fine
    assert mutation.code in {found.code for found in inspect(worsened(data, mutation.change), expectation)}


@cache
def good(output: Path, kind: str, edition: str) -> tuple[bytes, Expectation, set[str]]:
    """Return a file of ours, what it must be, and the codes of what is found in it."""
    path = next(path for path, entry in manifest(output, edition).items() if entry["kind"] == kind)
    data, usual = (output / path).read_bytes(), BOOKLET if kind == "booklet" else SHEET
    expectation = replace(usual, purpose=edition, symbols=(room_symbols.ADDRESS,))  # type: ignore[arg-type]
    known = facts_of(data, expectation)
    addresses = frozenset(link.address for page in known.pages for link in page.links if link.address)
    expectation = replace(expectation, addresses=addresses)
    return data, expectation, codes(known, expectation)


def test_editions_are_purposes() -> None:
    assert set(EDITIONS) == set(get_args(Edition)) < set(get_args(Purpose))
