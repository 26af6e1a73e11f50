"""The figures of opening pages: each drawn from its chapter's own data, the same every time, inside its ground."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidepress.compose.booklet import BookletView
from guidepress.compose.figures import openers
from guidepress.compose.setting import Setting
from guidepress.content.palette import Palette
from tests.compose.conftest import Made
from tests.compose.samples import AGENT, GUIDE, job
from tests.content.test_palette import brand

INKS = Palette.of(brand(primary="#d4341b"))
NUMBERS = st.integers(1, 200)


def boxes(art: object) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of each rectangle."""
    found = re.findall(r"<rect x='([-\d.]+)' y='([-\d.]+)' width='([\d.]+)' height='([\d.]+)'", str(art))
    return [(x, y, x + width, y + height) for x, y, width, height in (map(float, each) for each in found)]


def check(art: object, right: float) -> None:
    assert boxes(art)
    for left, top, end, bottom in boxes(art):
        assert left >= 0 and top >= -0.01
        assert end <= right + 0.02 and bottom <= openers.HEIGHT + 0.02


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=12), min_size=1, max_size=14))
def test_rows_of_a_day_stay_on_the_page(rows: list[list[int]]) -> None:
    spans = [[openers.Span(index / len(row), (index + 1) / len(row)) for index, _ in enumerate(row)] for row in rows]
    figure = openers.days(spans, INKS)
    check(figure.art, openers.WIDTH - openers.RIGHT)
    assert len(figure.rows) in (0, len(rows))
    assert str(openers.days(spans, INKS).art) == str(figure.art)


@given(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=12), min_size=1, max_size=14))
def test_levels_fill_their_cells(rows: list[list[int]]) -> None:
    check(openers.levels(rows, INKS).art, openers.WIDTH - openers.RIGHT)


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=40), min_size=1, max_size=9))
def test_a_text_from_afar_keeps_to_the_measure(paragraphs: list[list[int]]) -> None:
    longest = max(max(words) for words in paragraphs)
    right = openers.WIDTH - openers.RIGHT if longest < 60 else float("inf")
    check(openers.lines(paragraphs, INKS).art, right)


@pytest.mark.parametrize(
    ("chapters", "says"),
    [
        ([{"type": "roles", "opener": True}], "A row for each role"),
        ([{"type": "skills", "opener": True}], "A grid of roles and skills"),
        ([{"type": "faqs", "opener": True}], "Questions from the left"),
        ([{"type": "prose", "title": "T", "body": "Some words.", "opener": True}], "seen from afar"),
    ],
)
def test_each_kind_of_chapter_has_its_own(made: Made, chapters: list[dict[str, object]], says: str) -> None:
    skills = {"skills": [{"id": "s", "name": "S"}], "faqs": [{"question": "Q?", "answer": "A."}]}
    files = {GUIDE: {"chapters": chapters, **skills}, AGENT: {"skills": [{"skill": "s", "level": 2}], "day": None}}
    [chapter] = BookletView(Setting.of(made(files), job("booklet"))).chapters
    assert chapter.figure and says in chapter.figure.alt


def test_a_day_by_the_clock_has_hours(made: Made) -> None:
    day = [{"time": "09:00", "text": "a"}, {"time": "12:00", "text": "b", "rest": True}, {"time": "13:00", "text": "c"}]
    library = made({GUIDE: {"chapters": [{"type": "roles", "opener": True, "stage": "entry"}]}, AGENT: {"day": day}})
    [chapter] = BookletView(Setting.of(library, job("booklet"))).chapters
    assert chapter.figure and [hour.text for hour in chapter.figure.hours] == ["9", "12"]


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 900)), min_size=1, max_size=8))
def test_outlines_of_a_dialogue_touch_neither_each_other_nor_the_margin(turns: list[tuple[int, int]]) -> None:
    drawn = boxes(openers.dialogue(turns, Palette.in_one_ink(brand(primary="#d4341b"))).art)
    assert len(drawn) == 2 * min(len(turns), 6)
    tops_down = sorted(drawn, key=lambda box: box[1])
    assert all(above[3] < below[1] for above, below in pairwise(tops_down))
    assert all(right <= openers.WIDTH - openers.RIGHT + 0.02 for _, _, right, _ in drawn)
