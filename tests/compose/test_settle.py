"""What becomes of pages that are nearly empty, or one too many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidepress.compose.settle import LIVE_BOTTOM, LIVE_TOP, BookletSetting, Passage, settled

FULL, LOW = LIVE_BOTTOM - 20, LIVE_TOP + 60
START = BookletSetting()


def passage(name: str = "one", first: int = 5, last: int = 5, last_y: float = FULL, pages: int = 0) -> Passage:
    return Passage(name, first, LIVE_TOP, last, last_y, pages)


def test_full_pages_are_left_alone() -> None:
    assert settled([passage(), passage("two", 6, 8)], START) == START


def test_what_spills_is_set_tight_and_what_stays_gets_lines() -> None:
    spilled = [passage(last=6, last_y=LOW)]
    tight = settled(spilled, START)
    assert (tight.tight, tight.room) == (frozenset({"one"}), {})
    lined = settled(spilled, tight)
    assert lined.room["one"] % 21 == 0
    assert LOW + lined.room["one"] < LIVE_BOTTOM
    assert settled(spilled, lined) == lined


def test_a_page_that_another_passage_shares_is_not_empty() -> None:
    following = Passage("two", 5, LOW + 14, 5, FULL)
    assert settled([passage(last_y=LOW), following], START) == START


@pytest.mark.parametrize(("last", "is_over"), [(5, False), (6, False), (7, True)])
def test_a_foot_on_a_page_too_many_is_set_tight_then_flows(last: int, is_over: bool) -> None:
    spread = [passage(last=last, last_y=LIVE_BOTTOM, pages=2)]
    tight = settled(spread, START)
    assert bool(tight.tight) is is_over
    assert settled(spread, tight).flowing == tight.tight


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3), st.floats(LIVE_TOP, LIVE_BOTTOM), st.integers(0, 2))))
def test_it_comes_to_an_end(rows: list[tuple[int, int, float, int]]) -> None:
    passages = [passage(str(at), page, page + more, y, pages) for at, (page, more, y, pages) in enumerate(rows)]
    setting = START
    for _ in range(3):
        setting = settled(passages, setting)
    assert settled(passages, setting) == setting
