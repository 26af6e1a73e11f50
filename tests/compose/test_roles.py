"""A role made ready: its day to scale, its ways in and on, its codes and its pay in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidepress.compose.figures import pills
from guidepress.compose.figures.svg import Svg
from guidepress.compose.roles import RoleView
from guidepress.compose.setting import Setting
from tests.compose.conftest import Made
from tests.compose.samples import AGENT, CHIEF, GUIDE, LEAD, job

WIDTH = 240.0


@pytest.fixture
def view(made: Made):
    """Return what makes the view of the agent from fields of its file, and of others."""

    def make(
        agent: dict[str, Any] | None = None, others: dict[str, Any] | None = None, role: str = "agent"
    ) -> RoleView:
        setting = Setting.of(made({AGENT: agent or {}, **(others or {})}), job("booklet"))
        return RoleView(setting, setting.guide.role(role), width=WIDTH, strip_width=300)

    return make


def boxes(art: Svg) -> list[tuple[float, float]]:
    """Return the left edge and the width of each rectangle."""
    return [(float(x), float(width)) for x, width in re.findall(r"<rect x='(\S+?)' y='\S+?' width='(\S+?)'", str(art))]


# The day


def day(*times: str, **more: Any) -> dict[str, Any]:
    return {"day": [{"time": time, "text": f"Does {index}", **more} for index, time in enumerate(times)]}


@pytest.mark.parametrize(
    ("times", "left_edges"),
    [
        (("09:00", "10:00", "12:00"), [0, 60, 180]),  # four hours with the last one: an hour is 60 points
        (("22:00", "00:00", "01:00"), [0, 120, 180]),  # past midnight
        (("9.00", "11.30", "12.00"), [0, 150, 180]),
        (("0:00", "3:00"), [0, 180]),
    ],
)
def test_a_day_is_to_scale(view, times: tuple[str, ...], left_edges: list[float]) -> None:
    found = view(day(*times)).day
    assert [x for x, _ in boxes(found.strip)] == pytest.approx(left_edges)
    assert all(x + width <= WIDTH for x, width in boxes(found.strip))
    assert (found.start, found.end) == (times[0], times[-1])
    assert [entry.time for entry in found.entries] == list(times)


@pytest.mark.parametrize(
    "times",
    [
        ("Morning", "Noon"),
        ("09:00", "after lunch"),
        ("09:00",),
        ("09:00", "09:00"),
        ("09:00", "08:00", "10:00"),  # twice around the clock
        ("09:00", "09:75"),
        ("24:30", "25:30"),
        ("09:00", ""),
    ],
)
def test_a_day_without_clock_times_in_order_has_no_scale(view, times: tuple[str, ...]) -> None:
    found = view(day(*times)).day
    assert found.strip is None
    assert found.hours == ()
    assert [entry.text for entry in found.entries] == [f"Does {index}" for index in range(len(times))]


def test_no_day(view) -> None:
    assert view().day is None


def test_the_hours_under_a_night_shift_start_anew_at_midnight(view) -> None:
    found = view(day("22:30", "00:00", "02:00"), role="agent").day
    assert [hour.label for hour in found.hours] == ["23", "0", "1", "2", "3"]
    assert found.hours[1].x == pytest.approx(boxes(found.strip)[1][0], abs=0.01)


@given(st.lists(st.integers(0, 2 * 24 * 60), min_size=2, max_size=30, unique=True).map(sorted))
def test_there_are_at_most_ten_hours_and_all_are_on_the_strip(starts: list[int]) -> None:
    found = pills.hours(starts, WIDTH)
    assert len(found) <= 10
    assert all(0 <= hour.x <= WIDTH + 0.01 for hour in found)


def test_breaks_are_outlined(view) -> None:
    entries = [{"time": "09:00", "text": "Works"}, {"time": "12:00", "text": "Eats", "rest": True}]
    art = str(view({"day": entries}).day.strip)
    assert [("stroke=" in pill, "fill='none'" in pill) for pill in art.split("<rect")[1:]] == [
        (False, False),
        (True, True),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 9])
def test_columns_of_a_day_hold_every_entry_once_in_order(view, size: int) -> None:
    found = view(day(*(f"{9 + index}:00" for index in range(size)))).day
    for columns, most in ((found.columns, 3), (found.halves, 2)):
        assert len(columns) <= most
        assert [entry for column in columns for entry in column] == list(found.entries)


# You are here

WAY_IN = {"entry_routes": [{"kind": "direct"}]}


def test_ways_in_and_on(view) -> None:
    others = {
        LEAD: {"next": [{"role": "chief", "years": "2–5", "sources": ["survey"]}]},
        CHIEF: {
            "id": "chief",
            "title": "Chief of all",
            "short": "Chief",
            "stage": "growth",
            "order": 9,
            "summary": "Is.",
        },
    }
    lead = view(
        {"next": ["lead"], "short": "Agent"},
        {**others, LEAD: {**others[LEAD], "entry_routes": [{"kind": "direct"}, {"kind": "promotion"}]}},
        "lead",
    )
    assert [way.text for way in lead.strip.ways_in] == ["Directly", "Agent"]
    assert [(way.text, way.years, way.sourced) for way in lead.strip.ways_on] == [("Chief", "2–5 years", True)]
    assert str(lead.strip.figure.art).count("<path") == 3


def test_ways_are_centred_on_the_pill_and_the_fourth_is_counted(view) -> None:
    routes = [{"kind": "direct"}, {"kind": "licence"}, {"kind": "apprenticeship"}, {"kind": "qualification"}]
    strip = view({"entry_routes": routes, "next": ["lead"]}).strip
    assert [way.text for way in strip.ways_in] == ["Directly", "With a licence", "2 more"]
    rows = [way.y for way in strip.ways_in]
    assert rows[1] - rows[0] == rows[2] - rows[1] > 20
    assert [rows[1]] == [way.y for way in strip.ways_on] == [strip.figure.pill_y]
    assert rows[2] < strip.figure.art.height


def test_a_label_has_room_between_its_line_and_the_one_above(view) -> None:
    long = "A certificate of a school that is known all over the land"[:36]
    strip = view({"entry_routes": [{"kind": "direct", "education": long}, {"kind": "licence"}]}).strip
    assert [way.text for way in strip.ways_in] == [long, "With a licence"]
    assert strip.figure.in_rows[0] - 0 >= 2 * 10.5


def test_there_is_a_strip_wherever_there_is_a_way(view) -> None:
    assert view().strip is None
    assert view({"entry_routes": [{"kind": "promotion"}]}).strip is None
    only_in, only_on = view(WAY_IN).strip, view({"next": ["lead"]}).strip
    assert (only_in.ways_on, only_on.ways_in) == ((), ())
    assert only_on.figure.pill_x == 0 < only_in.figure.pill_x


@pytest.mark.parametrize(
    ("years", "more", "expected"),
    [
        ("1–4", {}, "1–4 years"),
        ("1–4", {"status": "weak"}, "about 1–4 years"),
        ("6 months", {}, "6 months"),
        ("½–1", {}, "½–1 years"),
        (None, {}, ""),
    ],
)
def test_years_of_a_move(view, years: str | None, more: dict[str, str], expected: str) -> None:
    [way] = view({**WAY_IN, "next": [{"role": "lead", "years": years, **more}]}).strip.ways_on
    assert way.years == expected


def test_a_way_that_nobody_confirmed_is_not_shown_as_sourced(view) -> None:
    step = {"role": "lead", "years": "1", "sources": ["survey"], "status": "unverified"}
    [way] = view({**WAY_IN, "next": [step]}).strip.ways_on
    assert not way.sourced


def test_the_only_role_of_a_guide_needs_no_locator(view) -> None:
    alone = view(others={LEAD: None})
    assert (alone.count, alone.locator) == ("", None)


# Codes


def codes(view, *codes: dict[str, str], reviewed: str | None = "2026-11-22") -> list[str]:
    return view({"codes": list(codes)}, {GUIDE: {"reviewed_on": reviewed} if reviewed else {}}).codes


def test_codes_of_one_scheme_and_standing_stand_together(view) -> None:
    isco = {"scheme": "isco-08", "version": "ESCO v1.0", "match": "close"}
    assert codes(
        view,
        {"scheme": "onet-soc", "version": "30.3", "code": "43-4051.00", "match": "exact"},
        {**isco, "code": "4222"},
        {"scheme": "nsqf-qp", "code": "SSC/Q2210", "match": "close", "valid_to": "2025-05-21"},
        {**isco, "code": "4225"},
        {**isco, "code": "4229", "match": "broad"},
        {"scheme": "nco-2015", "code": "5244.0101"},
    ) == [
        "O*NET-SOC 43-4051.00 (30.3)",
        "ISCO-08 4222, 4225 (ESCO v1.0, close match)",
        "NSQF SSC/Q2210 (close match, expired 21 May 2025)",
        "ISCO-08 4229 (ESCO v1.0, broad match)",
        "NCO-2015 5244.0101",
    ]


@pytest.mark.parametrize(
    ("valid_to", "reviewed", "expired"),
    [
        ("2026-11-21", "2026-11-22", True),
        ("2026-11-22", "2026-11-22", False),  # a period ends on its last day
        ("2026-11", "2026-11-22", False),
        ("2026-10", "2026-11-22", True),
        ("2026", "2026-11-22", False),
        ("2025", "2026-11-22", True),
        ("2020", None, False),  # judged against the review, and there was none
    ],
)
def test_a_code_is_expired_as_of_the_review(view, valid_to: str, reviewed: str | None, expired: bool) -> None:
    [found] = codes(view, {"scheme": "esco", "code": "1", "valid_to": valid_to}, reviewed=reviewed)
    assert ("expired" in found) is expired


def test_the_footnote_names_related_roles_and_codes(view) -> None:
    found = view({"related": ["lead"], "codes": [{"scheme": "esco", "code": "1"}, {"scheme": "nco-2015", "code": "2"}]})
    assert found.footnote == "Related: Team lead. ESCO 1; NCO-2015 2"
    assert view().footnote == ""


# Pay and facts


def test_pay_says_what_it_is_and_where_and_when(view) -> None:
    sums = {
        "min": 240000,
        "max": 300000,
        "currency": "INR",
        "per": "year",
        "basis": "ctc",
        "year": 2026,
        "sources": ["survey"],
    }
    found = view(
        {"pay": [{**sums, "region": "India"}, {**sums, "per": "month", "basis": "in-hand", "status": "weak"}]}
    ).pay
    assert [cell.value for cell in found] == [
        "₹2,40,000–₹3,00,000 a year (cost to company, India, 2026)",
        "about ₹2,40,000–₹3,00,000 a month (in hand, 2026)",
    ]
    assert [list(cell.claim.sources) for cell in found] == [["survey"], ["survey"]]


def test_facts_at_a_glance_are_those_that_are_there(view) -> None:
    assert view().facts == []
    found = view(
        {
            "modes": ["voice", "chat"],
            "tools": ["CRM"],
            "entry_routes": [{"experience": "0–1 year"}],
            "schedule": {"pattern": "Nights"},
        }
    )
    assert [(cell.label, cell.value) for cell in found.facts] == [
        ("Works by", "voice, chat"), ("Start with", "0–1 year"), ("Hours", "Nights"), ("Tools", "CRM"),
    ]  # fmt: skip


def test_more_has_the_note_of_the_schedule_and_open_facts(view) -> None:
    found = view(
        {"schedule": {"note": "By turns."}, "facts": [{"label": "Lifting", "value": "20 kg", "status": "weak"}]}
    )
    assert [(cell.label, cell.value) for cell in found.more] == [("Shifts", "By turns."), ("Lifting", "about 20 kg")]


@pytest.mark.parametrize(
    ("count", "rows"), [(0, []), (1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])]
)
def test_questions_stand_in_even_rows(view, count: int, rows: list[int]) -> None:
    found = view({"interview": [{"question": f"Q{index}"} for index in range(count)]}).questions
    assert [len(row) for row in found] == rows
    assert [item.number for row in found for item in row] == list(range(1, count + 1))


# Standing


def test_a_role_knows_its_place(view) -> None:
    lead = view(role="lead")
    assert (lead.count, lead.stage) == ("Role 2 of 2", "Growth")
    assert "Growth" in lead.locator_alt


def test_the_locator_fills_one_pill_of_all_roles(view) -> None:
    more = {
        f"guides/first/roles/r{number}.yaml": {"id": f"r{number}", "title": "R", "stage": "entry", "summary": "Is."}
        for number in range(7)
    }
    art = str(view(others=more).locator)
    assert art.count("<rect") == 9
    assert art.count("fill='none'") == 8


def test_levels_of_skills(view) -> None:
    skills = [
        {"skill": "listening", "level": 3, "essential": True},
        {"skill": "writing", "level": 1},
        {"skill": "reading"},
    ]
    found = view({"skills": skills}, {GUIDE: {"skills": ["Listening", "Writing", "Reading"]}}).skills
    assert [(row.name, row.level, row.word) for row in found] == [
        ("Listening", 3, "Strong"),
        ("Writing", 1, "Aware"),
        ("Reading", None, ""),
    ]
    marks = [
        (str(row.art).count("<rect"), str(row.art).count("fill='none'"), str(row.art).count("<path"))
        for row in found
        if row.art
    ]
    assert marks == [(3, 1, 1), (1, 4, 3)]  # solid pills and one hairline; an outlined pill and three hairlines
    assert found[2].art is None
