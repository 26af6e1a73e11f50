"""Preflight rules: each has a file that breaks it, by its code alone, and near misses that do not."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import get_args

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject

from guidepress.compose.typefaces import SHIPPED_TYPEFACES
from guidepress.content.project import Edition
from guidepress.editions import EDITIONS
from guidepress.preflight.facts import Facts, Link, read
from guidepress.preflight.rules import RULES, Expectation, inspect
from tests.conftest import HOUSE

SAMPLE = HOUSE / "docs" / "samples" / "bpo-operations_booklet_en_digital.pdf"
BOOKLET = Expectation(multiple=4, fonts=SHIPPED_TYPEFACES, references=("chapter-", "role-"))
SHEET = Expectation(pages=1)
GOOD = Facts(
    pages=4,
    labels=("1", "2", "3", "4"),
    fonts={"Mukta": True, "Anek-Display-Bold": True},
    links=(Link(1, "chapter-x", "3", 3), Link(1, "chapter-x", "The ladder", 3)),
    blank=(),
)
BROKEN = [
    ("page-count", BOOKLET, {"pages": 5}),
    ("page-count", SHEET, {"pages": 2}),
    ("page-number", BOOKLET, {"links": (Link(1, "chapter-x", "2", 3),)}),
    ("page-number", BOOKLET, {"labels": ("i", "ii", "iii", "iv")}),
    ("broken-link", BOOKLET, {"links": (Link(1, "chapter-y", "2", 0),)}),
    ("blank-page", BOOKLET, {"blank": (4,)}),
    ("font-not-embedded", BOOKLET, {"fonts": {"Mukta": False}}),
    ("foreign-font", BOOKLET, {"fonts": {"DejaVu-Sans": True}}),
]
FINE = [
    (BOOKLET, {}),
    (BOOKLET, {"pages": 8}),
    (SHEET, {"pages": 1}),
    (BOOKLET, {"links": (Link(1, "chapter-x", "", 3), Link(1, "role-y", "12 roles", 2))}),
    (Expectation(), {"fonts": {"DejaVu-Sans": True}}),
]


def codes(facts: Facts, expectation: Expectation) -> set[str]:
    return {code for code, rule in RULES.items() if any(True for _ in rule(facts, expectation))}


def test_each_rule_is_broken_here() -> None:
    assert {code for code, _, _ in BROKEN} == set(RULES)


@pytest.mark.parametrize(("code", "expectation", "change"), BROKEN)
def test_what_breaks_a_rule_is_found_under_its_code(code: str, expectation: Expectation, change: dict) -> None:
    assert codes(replace(GOOD, **{"pages": expectation.pages or GOOD.pages, **change}), expectation) == {code}


@pytest.mark.parametrize(("expectation", "change"), FINE)
def test_near_misses_are_fine(expectation: Expectation, change: dict) -> None:
    assert codes(replace(GOOD, **change), expectation) == set()


# Real files, mended for the worse


def changed(change) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(SAMPLE))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def swap_pages(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[5], kids[11] = kids[11], kids[5]


def lose_a_page(writer: PdfWriter) -> None:
    del writer.root_object["/Pages"]["/Kids"][-2]  # type: ignore[attr-defined]
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(55)  # type: ignore[index]


def blank_a_page(writer: PdfWriter) -> None:
    del writer.pages[6]["/Contents"]


def break_a_link(writer: PdfWriter) -> None:
    writer.pages[2]["/Annots"][0].get_object()[NameObject("/Dest")] = TextStringObject("nowhere")  # type: ignore[index]


def drop_a_font(writer: PdfWriter) -> None:
    font = next(iter(writer.pages[6]["/Resources"]["/Font"].values())).get_object()  # type: ignore[index]
    del font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()["/FontFile2"]


def rename_a_font(writer: PdfWriter) -> None:
    font: DictionaryObject = next(iter(writer.pages[6]["/Resources"]["/Font"].values())).get_object()  # type: ignore[index]
    for part in (font, font["/DescendantFonts"][0].get_object()):  # type: ignore[index]
        part[NameObject("/BaseFont")] = NameObject("/ABCDEF+DejaVu-Sans")


def test_the_sample_is_fine() -> None:
    assert inspect(SAMPLE.read_bytes(), BOOKLET) == ()
    assert read(SAMPLE.read_bytes(), ("chapter-", "role-")).pages % 4 == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (swap_pages, "page-number"),
        (lose_a_page, "page-count"),
        (blank_a_page, "blank-page"),
        (break_a_link, "broken-link"),
        (drop_a_font, "font-not-embedded"),
        (rename_a_font, "foreign-font"),
    ],
)
def test_a_good_file_made_worse_is_found_out(change, code: str) -> None:
    assert code in {found.code for found in inspect(changed(change), BOOKLET)}


def test_the_editions_that_content_knows_are_those_that_are_made() -> None:
    assert set(EDITIONS) == set(get_args(Edition))
