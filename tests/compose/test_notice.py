"""Notices before they are laid out: what stands where, who may come, the rounds, the fit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidepress.compose import notice
from guidepress.compose.cheatsheet import LIVE_HEIGHT, WIDTHS, Row
from guidepress.compose.eligibility import requirements
from guidepress.compose.notice import DENSITY_MOST, FILLERS, NoticeSetting, arranged
from guidepress.compose.notice_fit import Measured, eased, fit, measured
from guidepress.compose.notice_view import NoticeView
from guidepress.compose.plan import Job
from guidepress.compose.setting import Setting
from guidepress.compose.words import words
from guidepress.content.drive import Eligibility
from guidepress.content.library import Library
from tests.compose.samples import notice_job, visited

English = words("en", "IN")
NOTHING = dict.fromkeys(("positions", "eligibility", "rounds", "bring", "register", "people"), 0)


# Where blocks stand


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ({}, []),
        ({"positions": 1}, [Row(whole=("positions",))]),
        ({"positions": 3, "eligibility": 2}, [Row(("positions",), ("eligibility",))]),
        ({"positions": 3, "register": 1}, [Row(("positions",), ("register",))]),
        ({"positions": 3, "register": 1, "people": 4}, [Row(("positions",), ("register", "people"))]),
        (
            {"positions": 3, "register": 1, "bring": 2},
            [Row(("positions",), ("register",)), Row(whole=("bring",))],
        ),
        (
            {"positions": 3, "eligibility": 2, "rounds": 5, "bring": 4, "register": 1},
            [Row(("positions",), ("eligibility",)), Row(whole=("rounds",)), Row(("bring",), ("register",))],
        ),
        (
            {"positions": 3, "eligibility": 2, "register": 1, "people": 3},
            [Row(("positions",), ("eligibility",)), Row(("people",), ("register",))],
        ),
        (
            {"positions": 30, "eligibility": 2, "bring": 15, "register": 1},
            [Row(whole=("positions",)), Row(("eligibility",), ("register",)), Row(whole=("bring",))],
        ),
    ],
)
def test_blocks_stand_side_by_side_and_long_lists_across(lines: Mapping[str, int], rows: list[Row]) -> None:
    assert list(arranged({**NOTHING, **lines})) == rows


def test_blocks_to_write_in_come_last() -> None:
    assert arranged({**NOTHING, "positions": 1}, FILLERS)[-1] == Row(("notes",), ("ask",))
    assert arranged({**NOTHING, "positions": 1}, FILLERS[:1])[-1] == Row(whole=("notes",))


@given(st.fixed_dictionaries(dict.fromkeys(NOTHING, st.integers(0, 40))), st.sampled_from([(), FILLERS]))
def test_no_block_is_lost_or_shown_twice(lines: dict[str, int], fillers: tuple[str, ...]) -> None:
    shown = [name for row in arranged(lines, fillers) for name in row.blocks]
    assert sorted(shown) == sorted([*(name for name, count in lines.items() if count), *fillers])


# Who may come


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ({}, []),
        ({"courses": ["BA", "BCom", "BSc"]}, ["BA, BCom or BSc"]),
        ({"pass_years": [2027]}, ["Passing out in 2027"]),
        ({"pass_years": [2026, 2027]}, ["Passing out in 2026 or 2027"]),
        ({"min_percent": {"x": 50, "xii": 50, "degree": 50}}, ["At least 50% in class X, class XII and the degree"]),
        (
            {"min_percent": {"x": 60, "xii": 60, "degree": 55.5}},
            ["At least 60% in class X and class XII, 55.5% in the degree"],
        ),
        ({"min_percent": {"degree": 0}}, ["At least 0% in the degree"]),
        ({"active_backlogs_max": 0}, ["No active backlog"]),
        ({"active_backlogs_max": 1}, ["No more than 1 active backlog"]),
        ({"active_backlogs_max": 3}, ["No more than 3 active backlogs"]),
        ({"other": ["Ready to move"]}, ["Ready to move"]),
    ],
)
def test_who_may_come(asked: dict[str, Any], lines: list[str]) -> None:
    assert [line.text for line in requirements(English, Eligibility.model_validate(asked))] == lines


def test_who_may_come_in_hindi() -> None:
    asked = Eligibility.model_validate({"pass_years": [2026, 2027], "min_percent": {"x": 50, "xii": 50}})
    found = [line.text for line in requirements(words("hi", "IN"), asked)]
    assert found == ["2026 या 2027 में पढ़ाई पूरी", "कम से कम कक्षा X और कक्षा XII में 50%"]


# What is shown


def view(root: Path, drive: dict[str, Any] | None = None, **cells: str) -> NoticeView:
    library = visited(root, drive or {}, **cells)
    return NoticeView(Setting.of(library, notice_job()), NoticeSetting())


@pytest.mark.parametrize(
    ("url", "size", "lines"),
    [
        ("https://a.example/one", "", ["a.example/one"]),
        ("https://register.example/our-college", "long", ["register.example/our-college"]),
        ("https://our-own-portal.example/drives/our-college", "", ["our-own-portal.example/", "drives/our-college"]),
    ],
)
def test_an_address_is_as_large_as_its_lines_hold_it(tmp_path: Path, url: str, size: str, lines: list[str]) -> None:
    found = view(tmp_path, {"registration": {"url": url}, "defaults": {"bring": [{"item": "A pen"}]}}).address
    assert (found.size, found.text.split("\n")) == (size, lines)


def test_a_time_is_parted_at_its_digits(tmp_path: Path) -> None:
    clock = view(tmp_path, reporting_time="9:00").clock
    assert clock
    assert (clock.before, clock.digits, clock.after) == ("", "9:00", "am")
    assert view(tmp_path / "none").clock is None


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        ({"date": "12/01/2027", "reporting_time": "9:00"}, "knows-day knows-hour"),
        ({"date": "12/01/2027"}, "knows-day"),
        ({"reporting_time": "9:00"}, "knows-hour"),
        ({}, ""),
    ],
)
def test_the_band_says_what_is_known(tmp_path: Path, cells: dict[str, str], known: str) -> None:
    found = view(tmp_path, None, **cells)
    assert found.when == known
    assert found.is_open == (not known)


@pytest.mark.parametrize(
    ("name", "city", "where"),
    [
        ("College of Example", "Pune", "College of Example, Pune"),
        ("College of Example, Pune", "Pune", "College of Example, Pune"),
        ("College of Example", "", "College of Example"),
    ],
)
def test_a_city_is_said_once(tmp_path: Path, name: str, city: str, where: str) -> None:
    assert view(tmp_path, name=name, city=city).where == where


def test_those_to_ask_stand_beside_the_code_if_they_are_few(tmp_path: Path) -> None:
    registration = {"url": "https://example.org/{id}"}
    people = [{"name": f"Person {number}"} for number in range(3)]
    few = view(tmp_path / "few", {"registration": registration, "contacts": people[:2]})
    many = view(tmp_path / "many", {"registration": registration, "contacts": people})
    alone = view(tmp_path / "alone", {"contacts": people[:1]})
    assert "people" not in few.blocks
    assert "people" in many.blocks
    assert "people" in alone.blocks


def test_whom_to_ask_is_told_with_its_place(tmp_path: Path) -> None:
    contacts = {"contacts": [{"name": "Desk"}]}
    [(desk, of_drive)] = view(tmp_path / "drive", contacts).people
    [(asha, of_row)] = view(tmp_path / "row", contacts, contact_name="Asha").people
    assert (desk.name, of_drive.origin.file) == ("Desk", "source/drives/season/drive.yaml")
    assert (asha.name, of_row.origin.file) == ("Asha", "source/drives/season/campuses.csv")


def test_the_last_day_to_register_is_kept_on_one_line(tmp_path: Path) -> None:
    found = view(tmp_path, {"registration": {"url": "https://example.org/x", "until": "2027-01-08"}}).until
    assert found == "Register by Friday,\xa08\xa0January\xa02027"


# The rounds


def rounds(root: Path, *minutes: int | None) -> Any:
    parts = [{"kind": f"Round {number}", "minutes": each} for number, each in enumerate(minutes)]
    return view(root, {"defaults": {"rounds": parts}}).rounds


def test_a_round_is_as_wide_as_it_is_long(tmp_path: Path) -> None:
    [strip] = rounds(tmp_path, 30, 60, 30).strips
    assert strip.kind == "scaled"
    assert [part.width / WIDTHS["whole"] for part in strip.parts] == pytest.approx([0.25, 0.5, 0.25])


def test_a_short_round_has_room_for_its_words_below_a_drawing_to_scale(tmp_path: Path) -> None:
    [strip] = rounds(tmp_path, 5, 120, 60).strips
    assert strip.kind == "drawn"
    assert min(part.width for part in strip.parts) >= 66
    assert sum(part.width for part in strip.parts) == pytest.approx(WIDTHS["whole"])


def test_rounds_without_minutes_have_no_scale(tmp_path: Path) -> None:
    found = rounds(tmp_path, 30, None)
    assert [strip.kind for strip in found.strips] == ["unscaled"]
    assert found.time == ""
    assert [part.time for part in found.strips[0].parts] == ["30 min", ""]


def test_many_rounds_take_rows_of_one_scale(tmp_path: Path) -> None:
    found = rounds(tmp_path, *[60] * 6, *[50] * 6)
    first, second = found.strips
    assert [part.number for part in second.parts] == [7, 8, 9, 10, 11, 12]
    assert second.parts[0].width / first.parts[0].width == pytest.approx(50 / 60)
    assert found.time == "11 h in all"


# The fit


def grown(least: float, most: float, roomy: float, trials: list[float] | None = None) -> Any:
    """Return the measure of a notice that is so high at densities 0, 1 and 2; blocks to write in add to it."""

    def measure(setting: NoticeSetting) -> Measured:
        if trials is not None:
            trials.append(setting.density)
        type_, room = min(setting.density, 1.0), max(0.0, setting.density - 1.0)
        height = least + (most - least) * type_ + (roomy - most) * room
        return Measured(height + 50 * len(setting.fillers), 3, 70.0 if setting.fillers else 0.0)

    return measure


@given(st.floats(200, LIVE_HEIGHT - 2), st.floats(20, 400), st.floats(20, 300), st.floats(0, 2))
def test_whatever_fits_at_its_tightest_fills_the_page(least: float, type_: float, room: float, start: float) -> None:
    trials: list[float] = []
    measure = grown(least, least + type_, least + type_ + room, trials)
    found = fit(measure, start)
    assert not found.overflow
    assert len(trials) <= 5
    setting = found.setting
    height = measure(setting).height + setting.gap * 3 + setting.answers
    assert LIVE_HEIGHT - 1.1 <= height <= LIVE_HEIGHT
    assert not setting.fillers or (setting.density == DENSITY_MOST and setting.gap == 0.0)


def test_what_fits_no_page_says_by_how_much() -> None:
    found = fit(grown(900, 1100, 1200), 1.0)
    assert found.overflow == pytest.approx(900 - LIVE_HEIGHT, abs=2)


def test_what_only_fits_at_its_tightest_is_found() -> None:
    trials: list[float] = []
    assert fit(grown(750, 990, 1300, trials), 2.0).setting.density == 0.0
    assert trials[-1] == 0.0


def test_little_gains_blocks_to_write_in() -> None:
    found = fit(grown(300, 400, 500), 2.0).setting
    assert found.fillers == FILLERS
    assert found.ruled == pytest.approx(70 + found.answers)
    assert fit(grown(500, 600, 690), 2.0).setting.fillers == FILLERS[:1]
    assert fit(grown(500, 600, 740), 2.0).setting.fillers == ()


def test_a_good_guess_is_measured_once() -> None:
    trials: list[float] = []
    fit(grown(600, 755, 900, trials), 1.0)
    assert trials == [1.0]


def test_easing_gives_room() -> None:
    setting = NoticeSetting(1.0, gap=4.0, ruled=50.0, answers=80.0)
    easier = eased(setting, 8.0)
    assert easier.density < setting.density
    assert (easier.gap, easier.ruled, easier.answers) == (0.0, 42.0, 72.0)


def test_a_tall_page_is_measured_from_its_named_places() -> None:
    setting = NoticeSetting(1.0)
    at = {"notice": 34.0, "row-0": 200.0, "row-1": 300.0, "lines": 320.0, "rows-end": 400.0, "end": 500.0}
    assert measured(at, setting) == Measured(466.0, 2, 80.0 - setting.below)


@pytest.mark.parametrize("density", [0.0, 0.3, 1.0, 1.6, 2.0])
def test_body_and_small_type_keep_to_their_sizes(density: float) -> None:
    tokens = NoticeSetting(density).tokens
    assert 9.0 <= float(tokens["--size"].removesuffix("pt")) <= 11.0
    assert float(tokens["--minor"].removesuffix("pt")) >= 8.0


# What is too long


def over(root: Path) -> tuple[Library, Job]:
    drive = {"accommodations": "word " * 90, "defaults": {"bring": [{"item": "Photo identity card"}]}}
    return visited(root, drive, venue="Hall " * 40), notice_job()


def test_what_is_too_long_is_named_with_its_place(tmp_path: Path) -> None:
    library, job = over(tmp_path)
    found = notice.overflowing(library, job, too_tall_pt=LIVE_HEIGHT)
    assert found.code == "notice-overflow"
    assert found.hint == "shorten `accommodations` (90 words) and `venue` (40 words)"
    assert found.span
    assert found.span.file == "source/drives/season/drive.yaml"
    assert "about 76 words too many" in found.message


def test_the_first_guess_follows_the_words(tmp_path: Path) -> None:
    library, job = over(tmp_path / "over")
    assert notice.start(library, job) < 1.2
    assert notice.start(visited(tmp_path / "few", {"accommodations": "word " * 60}), job) == DENSITY_MOST
