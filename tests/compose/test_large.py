"""Large print before it is laid out: levels in words, lines for a felt-tip pen, the order of a sheet's blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from guidepress.compose import large, pages
from guidepress.compose.cheatsheet import FILLERS, HOMES, Row, SheetSetting
from guidepress.compose.figures.svg import mm
from guidepress.compose.layouts import render
from guidepress.compose.roles import SkillRow
from guidepress.compose.settle import BookletSetting, Passage, settled
from guidepress.compose.words import words
from tests.compose.conftest import Made
from tests.compose.samples import AGENT, GUIDE, full, job, loaded, write

ENGLISH, HINDI = words("en", "IN"), words("hi", "IN")


def in_large(kind: str, role: str | None = None):
    return replace(job(kind, role), edition="large-print")


@pytest.mark.parametrize(
    ("level", "essential", "english", "hindi"),
    [
        (4, True, "4 of 4, expert; essential", "4 में से 4, माहिर; ज़रूरी"),
        (2, False, "2 of 4, working; useful", "4 में से 2, कामचलाऊ; उपयोगी"),
        (None, True, "", ""),
    ],
)
def test_a_level_is_said_in_digits_and_words(level: int | None, essential: bool, english: str, hindi: str) -> None:
    for spoken, expected in ((ENGLISH, english), (HINDI, hindi)):
        word = spoken({4: "Expert", 2: "Working"}[level]) if level else ""
        assert large.level_words(spoken, SkillRow("Calm", level, word, None, essential)) == expected


def test_lines_to_write_on_are_wide_apart() -> None:
    assert mm(12) <= large.RULING


def test_a_page_that_stays_empty_gets_lines_within_its_frame() -> None:
    frame = large.FRAME
    low = Passage("one", 1, frame.top, 1, frame.top + 90)
    first = settled([low], BookletSetting(), frame)
    assert first.room["one"] / large.RULING == pytest.approx(round(first.room["one"] / large.RULING))
    assert low.last_y + first.room["one"] < frame.bottom


def test_blocks_of_a_sheet_keep_their_order_wherever_the_small_sheet_puts_them(made: Made) -> None:
    library = made({AGENT: {"duties": ["Call"], "interview": [{"question": "Why?"}], "skills": []}})
    rows = (Row(right=("notes",), left=("interview",)), Row(whole=("duties",)))
    html = pages.compose_cheatsheet(library, in_large("cheatsheet", "agent"), SheetSetting(rows=rows))
    order = [html.index(head) for head in ("What you do", "They may ask", "My notes")]
    assert order == sorted(order)
    assert set(HOMES).isdisjoint(FILLERS)


def test_the_ladder_is_a_list_of_stages_and_moves(made: Made) -> None:
    library = made({AGENT: {"next": [{"role": "lead", "years": "1–4", "how": "Stand in."}]}})
    html = pages.compose_booklet(library, in_large("booklet"))
    assert "From Agent to Team lead, 1–4 years</strong>Stand in." in html
    assert "<figure" not in html


def test_each_block_says_what_the_digital_one_says(tmp_path: Path) -> None:
    number = count()
    library = loaded(write(tmp_path, full(lambda place: f"word{next(number)}x")))
    digital = blocks(OPENER.sub("", pages.compose_booklet(library, job("booklet"))))
    reflowed = blocks(pages.compose_booklet(library, in_large("booklet")))
    assert len(digital) > 20
    missing = {name: sorted(said - reflowed[name]) for name, said in digital.items() if said - reflowed[name]}
    assert missing == {}


OPENER = re.compile(r'<section class="opener.*?</section>', re.DOTALL)


def blocks(html: str) -> dict[str, set[str]]:
    """Return the words of each chapter, overview, role and page of questions."""
    _, *rest = re.split(r'id="start-((?:chapter|overview|role|asked)-[\w-]+)"', html.partition('id="back"')[0])
    return {name: set(re.findall(r"word\d+x", block)) for name, block in zip(rest[::2], rest[1::2], strict=True)}


@pytest.mark.parametrize("length", [20, 90, 400])
def test_the_art_of_the_cover_makes_room_for_long_titles(made: Made, length: int) -> None:
    title = ("word " * length)[:length].strip()
    html = pages.compose_booklet(made({GUIDE: {"title": title, "subtitle": title}}), in_large("booklet"))
    assert ("longer" in re.findall(r'<h1 class="(\w*)"', html)) == (length > 90)


def test_layouts_of_an_edition_come_before_the_common_ones(tmp_path: Path) -> None:
    layouts = tmp_path / "layouts"
    for place, text in (
        ("page.html", "common {% include 'part.html' %}"),
        ("part.html", "part"),
        ("own/part.html", "own"),
    ):
        (layouts / place).parent.mkdir(parents=True, exist_ok=True)
        (layouts / place).write_text(text, encoding="utf-8")
    assert render(tmp_path, "page.html", {}) == "common part"
    assert render(tmp_path, "page.html", {}, "own") == "common own"
    assert render(tmp_path, "page.html", {}, "other") == "common part"
