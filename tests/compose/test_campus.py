"""A campus on covers and sheets: what is said of it, in which size, and where each line of it was written."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from guidepress.compose import booklet, pages
from guidepress.compose.booklet import BookletView
from guidepress.compose.campus import CampusView, Step, set_within
from guidepress.compose.cheatsheet import SheetSetting
from guidepress.compose.destination import Destination
from guidepress.compose.large import LargeBookletView
from guidepress.compose.setting import Setting, in_lines
from guidepress.compose.words import words
from guidepress.content.library import Library
from guidepress.editions import EDITIONS
from tests.compose.campuses import DRIVE, LIST, LONG, REGISTERS, USUAL, job, library
from tests.compose.samples import BRAND


def view(library: Library, locale: str = "en") -> CampusView:
    return CampusView(Setting.of(library, job(locale=locale)))


# What is said


@pytest.mark.parametrize(
    ("row", "when", "place"),
    [
        (USUAL, "Tuesday, 12 January 2027, 9:00 am", "Seminar Hall 2, Pune"),
        ({"name": "A"}, "", ""),
        ({"name": "A", "city": "Pune"}, "", "Pune"),
        ({"name": "A", "venue": "Hall 3", "reporting_time": "14:30"}, "2:30 pm", "Hall 3"),
        ({"name": "A", "city": "Pune", "venue": "Hall 3, Camp, Pune"}, "", "Hall 3, Camp, Pune"),
        ({"name": "A", "city": "Pune", "venue": "Hall 3. Gates open at 8 am."}, "", "Hall 3. Gates open at 8 am. Pune"),
    ],
)
def test_what_is_not_known_leaves_no_comma(tmp_path: Path, row: dict[str, str], when: str, place: str) -> None:
    campus = view(library(tmp_path, row))
    assert (campus.when.replace("\N{NO-BREAK SPACE}", " "), campus.place) == (when, place)


@pytest.mark.parametrize(
    ("letters", "lines"),
    [
        (99, ["own-portal.example/drives/own-portal?from=qr"]),
        (30, ["own-portal.example/drives/", "own-portal?from=qr"]),
        (20, ["own-portal.example/", "drives/own-portal", "?from=qr"]),
        (8, ["own-portal.example/", "drives/", "own-portal", "?from=qr"]),
    ],
)
def test_an_address_breaks_after_slashes_only(letters: int, lines: list[str]) -> None:
    assert in_lines("own-portal.example/drives/own-portal?from=qr", letters).split("\n") == lines


def test_a_place_is_shortened_before_its_city() -> None:
    row = {**dict.fromkeys(("id", "name", "date", "status"), ""), "status": "ready", "contact": []}
    place = Destination(words("en", "IN"), {**row, "venue": "Seminar hall, second floor", "city": "Pune"})
    assert place.place_within(40) == "Seminar hall, second floor, Pune"
    assert place.place_within(24) == "Seminar hall,…, Pune"


def test_a_date_is_there_in_parts(tmp_path: Path) -> None:
    campus = view(library(tmp_path, {"name": "A", "date": "12/01/2027"}))
    assert (campus.date, campus.weekday, campus.day, campus.month) == (
        "Tuesday, 12 January 2027",
        "Tuesday",
        "12",
        "January 2027",
    )


def test_texts_are_those_of_the_locale(tmp_path: Path) -> None:
    found = library(tmp_path, {**USUAL, "name.hi": "उदाहरण महाविद्यालय"})
    hindi = view(found, "hi")
    assert hindi.name == "उदाहरण महाविद्यालय"
    assert hindi.venue == "Seminar Hall 2"
    assert hindi.date == "मंगलवार, 12 जनवरी 2027"
    assert hindi.is_tall
    assert not view(found).is_tall


def test_people_are_those_of_the_campus_else_of_the_drive(tmp_path: Path) -> None:
    contacts = {"contacts": [{"name": "Desk", "phone": "1800 123"}, {"name": "Kavita Rao"}]}
    common = view(library(tmp_path / "common", USUAL, contacts)).people
    assert [person.line for person in common] == ["Desk, 1800 123", "Kavita Rao"]
    assert common[1].model.origin_of(*common[1].path) == f"source/{DRIVE}#/contacts/1"
    [own] = view(library(tmp_path / "own", {**USUAL, "contact_email": "cell@college.example"}, contacts)).people
    assert own.line == "cell@college.example"
    assert own.model.origin_of(*own.path) == f"{LIST}#/id=one/contact_email"


def test_stamps_say_what_may_change_and_what_has(tmp_path: Path) -> None:
    found = library(tmp_path, {**USUAL, "status": "tentative"})
    assert view(found).stamps == ["Tentative: date and place may change"]
    reissued = replace(found, drives={"spring": found.drives["spring"].replacing({"one": "2026-12-20"})})
    assert view(reissued).stamps[1:] == ["Replaces the issue of 20 December 2026"]


# The size in which it is set


STEPS = (
    Step("", title=(20, 20.0), when=(40, 10.0), place=(40, 10.0), stamps=(40, 10.0), besides=10.0),
    Step("small", title=(40, 10.0), when=(40, 10.0), place=(40, 10.0), stamps=(40, 10.0), besides=10.0),
)


@pytest.mark.parametrize(("room", "size", "height"), [(50.0, "", 50.0), (49.0, "small", 40.0), (1.0, "small", 40.0)])
def test_a_campus_is_set_in_the_largest_size_that_has_room(
    tmp_path: Path, room: float, size: str, height: float
) -> None:
    found = set_within(view(library(tmp_path, USUAL)), STEPS, room)
    assert (found.size, found.height) == (size, height)


def test_tall_letters_take_more_and_the_marks_on_them_nothing(tmp_path: Path) -> None:
    latin = set_within(view(library(tmp_path / "a", {"name": "x" * 20})), STEPS, 500)
    tall = set_within(view(library(tmp_path / "b", {"name": "कु" * 20})), STEPS, 500)
    assert (latin.size, tall.size) == ("", " tall")
    assert latin.height < tall.height < 2 * latin.height


@pytest.mark.parametrize("make", [BookletView, LargeBookletView])
def test_the_art_makes_room_for_the_campus(tmp_path: Path, make: type[BookletView]) -> None:
    edition = "large-print" if make is LargeBookletView else "digital"
    short, long = (
        make(Setting.of(library(tmp_path / row["name"][:3], row), job(edition=edition))).cover
        for row in ({"name": "A"}, LONG)
    )
    assert short.art
    assert short.visit == ""
    assert long.visit != ""
    assert long.art is None or long.art.height < short.art.height


def test_a_crowded_back_cover_lets_the_summary_go_then_the_art(tmp_path: Path) -> None:
    contacts = [{"name": f"Somebody with a long name {number}", "phone": "1800 123"} for number in range(20)]
    found = library(tmp_path, LONG, {**REGISTERS, "contacts": contacts})
    full = BookletView(Setting.of(found, job())).back
    assert (full.has_summary, full.is_crowded, full.art) == (False, True, None)
    roomy = BookletView(Setting.of(library(tmp_path / "roomy", USUAL, REGISTERS), job())).back
    assert (roomy.has_summary, roomy.is_crowded) == (True, False)
    assert roomy.art


# Covers and sheets


def sections(html: str) -> list[str]:
    return [html.split('<section class="cover"')[1].split("</section>")[0], html.split('<section class="back')[1]]


@pytest.mark.parametrize("edition", EDITIONS)
def test_covers_alone_are_those_of_the_whole(tmp_path: Path, edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = library(tmp_path, USUAL, REGISTERS)
    whole = pages.compose_booklet(found, job(edition=edition))

    def costly(_: Setting) -> None:
        raise AssertionError("covers need no chapters")

    monkeypatch.setattr(booklet, "_numbered", costly)
    covers = pages.compose_booklet(found, job(edition=edition), covers_only=True)
    assert sections(covers) == sections(whole)
    assert 'class="contents' in whole
    assert 'class="contents' not in covers


@pytest.mark.parametrize("edition", ["digital", "large-print"])
def test_a_booklet_of_a_campus_says_where_each_line_of_it_was_written(tmp_path: Path, edition: str) -> None:
    row = {**USUAL, "status": "tentative", "contact_name": "Asha Rao"}
    front, back = sections(
        pages.compose_booklet(library(tmp_path, row, REGISTERS), job(edition=edition), covers_only=True)
    )
    written = re.findall(r'data-src="([^"]+)"', front)
    assert {f"{LIST}#/id=one/{field}" for field in ("name", "date", "venue", "status")} <= set(written)
    assert {f"{LIST}#/id=one/registration_url", f"{LIST}#/id=one/contact_name"} <= set(
        re.findall(r'data-src="([^"]+)"', back)
    )
    assert "Register by 5 January 2027" in back
    assert 'href="https://r.example/?c=one"' in back
    assert "<li>acme.example</li>" in back


@pytest.mark.parametrize("kind", ["booklet", "cheatsheet"])
def test_without_a_registration_the_code_is_the_brands(tmp_path: Path, kind: str) -> None:
    found = library(tmp_path, USUAL)
    html = (
        pages.compose_booklet(found, job(kind), covers_only=True)
        if kind == "booklet"
        else pages.compose_cheatsheet(found, job(kind), SheetSetting())
    )
    assert 'href="https://acme.example"' in html
    assert f'data-src="source/{BRAND}#/contact/website"' in html
    assert "Register" not in html


@pytest.mark.parametrize("edition", ["digital", "large-print"])
def test_a_sheet_of_a_campus_has_its_strip_and_its_code(tmp_path: Path, edition: str) -> None:
    found = library(tmp_path, USUAL, REGISTERS)
    html = pages.compose_cheatsheet(found, job("cheatsheet", edition), SheetSetting())
    shown = re.sub("<[^>]*>", "", html)
    assert all(
        text in shown
        for text in ("College of Example", "12 January 2027", "9:00\N{NO-BREAK SPACE}am", "Seminar Hall 2")
    )
    assert 'href="https://r.example/?c=one"' in html
    common = pages.compose_cheatsheet(found, job("cheatsheet", edition).common, SheetSetting())
    assert "College of Example" not in common
    assert "r.example" not in common


@pytest.mark.parametrize(
    ("row", "size"),
    [(USUAL, ""), ({"name": "A"}, ""), ({**USUAL, "venue": "x" * 80}, "running"), (LONG, "running")],
)
def test_long_names_and_places_run_on_in_the_strip(tmp_path: Path, row: dict[str, str], size: str) -> None:
    html = pages.compose_cheatsheet(library(tmp_path, row), job("cheatsheet"), SheetSetting())
    assert re.findall(r'<div class="strip ?(\w*)">', html) == [size]
