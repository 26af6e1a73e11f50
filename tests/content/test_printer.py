"""Printers: what their files say, what holds where they say nothing, and which one a document is made for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from guidepress.content.library import Library, load
from guidepress.content.model import BUILT_IN, OfficePrinter, PressPrinter
from guidepress.content.printer import sheet_mm

HOUSE = Path(__file__).parents[2]
Write = Callable[[str, str], None]
Load = Callable[[], Library]


@dataclass(frozen=True)
class Job:
    """As much of a document as a printer asks about."""

    edition: str
    printer: str | None = None


@pytest.fixture(scope="module")
def shipped() -> Library:
    library = load(HOUSE, today=date(2026, 11, 22)).library
    assert library is not None
    return library


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        ("office", {"edition": "office", "flip": "short", "paper": "A4", "unprintable_mm": 8.0, "sections": None}),
        ("office-long-edge", {"flip": "long"}),
        ("office-one-sided", {"flip": "simplex"}),
        ("offset", {"edition": "press", "bleed_mm": 3.0, "marks": "forbidden", "cover": "apart", "sheet": None}),
        ("offset-5mm-marks", {"bleed_mm": 5.0, "marks": "required", "sheet": "SRA3", "cover": "with-text"}),
        ("digital-press-no-bleed", {"bleed_mm": 0.0, "ink_limit_percent": 280.0, "sheet": None}),
    ],
)
def test_shipped_printers(shipped: Library, id: str, fields: dict[str, object]) -> None:
    printer = shipped.printers[id]
    assert {name: getattr(printer, name) for name in fields} == fields
    assert printer.id == id


def test_there_are_no_other_shipped_printers(shipped: Library) -> None:
    assert len(shipped.printers) == 6
    assert shipped.brands["signifyhr"].printers == ("office", "offset")


def test_what_a_file_need_not_say(write: Write, library: Load) -> None:
    write("printers/ours.yaml", "edition: office\nname: Ours\n")
    write("printers/shop.yaml", "edition: press\nname: Shop\n")
    printers = library().printers
    for printer in printers.values():
        assert printer.model_dump() == {**BUILT_IN[printer.edition].model_dump(), "name": printer.name}
    office, press = printers["ours"], printers["shop"]
    assert isinstance(office, OfficePrinter)
    assert isinstance(press, PressPrinter)
    assert (office.flip, office.creep_mm, office.sections, office.binding) == ("short", 0.1, None, "ltr")
    assert (press.bleed_mm, press.cover, press.sheet, press.ink_limit_percent) == (3.0, "apart", None, 300.0)


@pytest.mark.parametrize(
    ("field", "written", "name", "expected"),
    [
        ("bleed", "0", "bleed_mm", 0.0),
        ("bleed", "5mm", "bleed_mm", 5.0),
        ("bleed", "1 cm", "bleed_mm", 10.0),
        ("bleed", "0.125in", "bleed_mm", pytest.approx(3.175)),
        ("creep", "0.12mm", "creep_mm", 0.12),
        ("sections", '"8"', "sections", 8),
        ("ink_limit", "280", "ink_limit_percent", 280.0),
        ("ink_limit", "240 %", "ink_limit_percent", 240.0),
        ("sheet", "none", "sheet", None),
        ("sheet", "sra3", "sheet", "SRA3"),
        ("sheet", "480 x 325 mm", "sheet", "325x480mm"),
        ("sheet", "32.5x48cm", "sheet", "325x480mm"),
    ],
)
def test_values(write: Write, library: Load, field: str, written: str, name: str, expected: object) -> None:
    write("printers/shop.yaml", f"edition: press\nname: Shop\n{field}: {written}\n")
    assert getattr(library().printers["shop"], name) == expected


def test_sheets_have_a_size() -> None:
    assert sheet_mm("SRA3") == (320, 450)
    assert sheet_mm("325x480mm") == (325, 480)


@pytest.mark.parametrize("field", ["bleed_mm", "creep_mm", "ink_limit_percent"])
def test_files_do_not_use_the_names_of_the_program(write: Write, loaded: Callable, field: str) -> None:
    write("printers/shop.yaml", f"edition: press\nname: Shop\n{field}: 3\n")
    assert [found.code for found in loaded().diagnostics] == ["unknown-key"]


def test_the_printer_of_a_document(write: Write, library: Load) -> None:
    write("printers/shop.yaml", "edition: press\nname: Shop\n")
    found = library()
    assert found.printer(Job("press", "shop")) is found.printers["shop"]
    assert found.printer(Job("press")) is BUILT_IN["press"]
    assert found.printer(Job("office")) is BUILT_IN["office"]
    assert found.printer(Job("digital")) is None


def test_a_project_needs_no_printers(library: Load) -> None:
    assert library().printers == {}


def test_a_place_in_a_printer_is_known(write: Write, library: Load) -> None:
    write("printers/shop.yaml", "edition: press\nname: Shop\nbleed: 3mm\n")
    found = library()
    span = found.span_of(found.printers["shop"], "bleed")
    assert (span.file, span.line, span.column) == ("source/printers/shop.yaml", 3, 8)
