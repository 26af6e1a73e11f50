"""What goes to a printer is read back: sheets that are wrong are found out, with the line of what is on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject, NumberObject

from guidepress.content.printer import OFFICE
from guidepress.delivery import of_part, on_its_page, sheets
from guidepress.pdf.imposition import Binding, Flip, Imposing, Plan, plan
from guidepress.pdf.sheets import impose
from guidepress.placements import Placement
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Page, Shape
from guidepress.preflight.inspection import Complaint, facts_of, inspect_sheets, judge_press, judged, source_of
from guidepress.preflight.rules.row import Finding
from guidepress.verdicts import diagnostic
from tests.conftest import manifest
from tests.pdf.books import A5, numbered
from tests.preflight.rooms import worsened

EIGHT = plan(8, A5, 0, Imposing(paper="A4"))
PLACEMENTS = (
    Placement("guide.yaml#/title", 1, 40, 40, 300, 60),
    Placement("guide.yaml#/back", 8, 40, 40, 300, 60),
)


@pytest.mark.parametrize(
    ("at", "page", "source"),
    [
        (Area(A5[0] + 100, 50, 20, 10), 1, "guide.yaml#/title"),
        (Area(100, 50, 20, 10), 8, "guide.yaml#/back"),
    ],
)
def test_a_place_on_a_sheet_leads_to_the_page_and_its_line(at: Area, page: int, source: str) -> None:
    found = on_its_page(EIGHT, Finding("it is too near", 1, at))
    assert (found.page, source_of(found, PLACEMENTS)) == (page, source)
    assert found.area and found.area == pytest.approx((100, 50, 20, 10), abs=0.1)


def test_what_is_about_all_sheets_stays_as_it_is() -> None:
    assert on_its_page(EIGHT, Finding("it is too near")) == Finding("it is too near")


@pytest.mark.parametrize("area", [None, Area(-9, 0, 2, 2)])
def test_what_is_on_no_page_is_said_of_its_side(area: Area | None) -> None:
    found = on_its_page(EIGHT, Finding("it is too near", 3, area))
    assert found == Finding("it is too near", side=3)
    said = diagnostic("a/b.pdf", Complaint("error", "sheet-size", found))
    assert said.message == "b.pdf, side 3 of the sheets: it is too near"


def test_what_is_alike_on_sheets_is_told_with_the_pages_of_the_booklet() -> None:
    """The right halves of the first four sides are pages 1, 7, 3, 5."""
    size = (2 * A5[0], A5[1])
    box = Shape(Area(size[0] - 60, 580, 30, 14), (0, 0, 0), None, 4)
    beside = Shape(Area(-0.5, -0.5, 2 * A5[0] + 1, 0.4), (0, 0, 0), None, 4)
    media = Area(-1, -1, size[0] + 2, size[1] + 1)
    for shape, said in ((box, (1, 0, "pages 7, 3, 5")), (beside, (0, 1, "sides 2, 3, 4"))):
        seen = Facts(tuple(Page(number, str(number), size, media=media, shapes=(shape,)) for number in range(1, 5)))
        (found,) = judged(seen, sheets(OFFICE, EIGHT), ("printable-margin",), partial(on_its_page, EIGHT))
        assert (found.finding.page, found.finding.side) == said[:2]
        assert found.finding.message.endswith(f"(also on {said[2]})")


def test_sheets_are_those_of_the_printer() -> None:
    wanted = sheets(OFFICE, EIGHT)
    assert (wanted.pages, wanted.margin_mm) == (4, 8.0)
    assert wanted.sheets and (wanted.sheets.pages, wanted.sheets.duplex) == (8, "DuplexFlipShortEdge")
    assert wanted.sheets.size == pytest.approx((841.9, 595.3), abs=0.1)


# Our own files, made worse


def lose_a_side(writer: PdfWriter) -> None:
    del writer.root_object["/Pages"]["/Kids"][-1]  # type: ignore[attr-defined]
    count = len(writer.root_object["/Pages"]["/Kids"])  # type: ignore[arg-type]
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(count)  # type: ignore[index]


def turn_it_over_the_long_edge(writer: PdfWriter) -> None:
    writer.root_object["/ViewerPreferences"][NameObject("/Duplex")] = NameObject("/DuplexFlipLongEdge")  # type: ignore[index]


def print_a_page_twice(writer: PdfWriter) -> None:
    forms = writer.pages[3]["/Resources"]["/XObject"]  # type: ignore[index]
    first, second, *_ = forms
    forms[NameObject(first)] = forms.raw_get(second)


def cut_a_sheet_smaller(writer: PdfWriter) -> None:
    for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
        writer.pages[2][NameObject(key)] = ArrayObject(map(FloatObject, (10, 0, 800, 595.3)))


def lay_the_sheets_the_other_way_round(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[:] = kids[::-1]  # type: ignore[index]


def exchange_two_sides(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[3], kids[5] = kids[5], kids[3]  # type: ignore[index]


def turn_a_back(writer: PdfWriter) -> None:
    writer.pages[3][NameObject("/Rotate")] = NumberObject(180)


def exchange_the_halves_of_a_side(writer: PdfWriter) -> None:
    page = writer.pages[4]
    content = DecodedStreamObject()
    left, right = page["/Contents"].get_object().get_data().splitlines()  # type: ignore[attr-defined]
    swapped = (left.rpartition(b" /P")[0] + b" /P" + right.rpartition(b" /P")[2],)
    swapped += (right.rpartition(b" /P")[0] + b" /P" + left.rpartition(b" /P")[2],)
    content.set_data(b"\n".join(swapped))
    page[NameObject("/Contents")] = writer._add_object(content)


def exchange_two_pages_under_their_names(writer: PdfWriter) -> None:
    forms = writer.pages[4]["/Resources"]["/XObject"]  # type: ignore[index]
    first, second = forms
    one, other = forms.raw_get(first), forms.raw_get(second)
    forms[NameObject(first)], forms[NameObject(second)] = other, one


def put_a_box_at_the_edge(writer: PdfWriter) -> None:
    page = writer.pages[4]
    content = DecodedStreamObject()
    content.set_data(page["/Contents"].get_object().get_data() + b" 0 g 4 300 30 30 re f")  # type: ignore[attr-defined]
    page[NameObject("/Contents")] = writer._add_object(content)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("page-count", lose_a_side),
        ("sheet-pages", lose_a_side),
        ("sheet-duplex", turn_it_over_the_long_edge),
        ("sheet-pages", print_a_page_twice),
        ("sheet-order", lay_the_sheets_the_other_way_round),
        ("sheet-order", exchange_two_sides),
        ("sheet-order", turn_a_back),
        ("sheet-order", exchange_the_halves_of_a_side),
        ("sheet-order", exchange_two_pages_under_their_names),
        ("sheet-size", cut_a_sheet_smaller),
        ("printable-margin", put_a_box_at_the_edge),
    ],
)
def test_good_sheets_made_worse_are_found_out(
    code: str, change: Callable[[PdfWriter], None], guide_project: Path
) -> None:
    [data, made] = office_booklet(guide_project)
    judge = partial(inspect_sheets, expectation=sheets(OFFICE, made))
    assert judge(data) == ()
    assert code in {found.code for found in judge(worsened(data, change))}


def paint_in_red_and_thinly(writer: PdfWriter) -> None:
    page, content = writer.pages[4], DecodedStreamObject()
    added = b" 1 0 0 rg 100 100 30 30 re f 0 G .1 w 100 200 m 300 200 l S"
    content.set_data(page["/Contents"].get_object().get_data() + added)  # type: ignore[attr-defined]
    page[NameObject("/Contents")] = writer._add_object(content)


@pytest.mark.slow
def test_published_sheets_are_judged_for_what_ink_they_take(guide_project: Path) -> None:
    [data, made] = office_booklet(guide_project)
    wanted, where = sheets(OFFICE, made), partial(on_its_page, made)
    assert judged(facts_of(data, wanted), wanted, where=where) == ()
    found = judged(facts_of(worsened(data, paint_in_red_and_thinly), wanted), wanted, where=where)
    assert {("thin-line", 52), ("office-colour", 52)} <= {(one.code, one.finding.page) for one in found}


@pytest.mark.parametrize("flip", ["short", "long", "simplex"])
@pytest.mark.parametrize("binding", ["ltr", "rtl"])
def test_sheets_of_every_printer_are_in_order(flip: Flip, binding: Binding) -> None:
    made = impose(numbered(16), Imposing(paper="A4", section=2, creep_mm=0.2, flip=flip, binding=binding))
    wanted = sheets(OFFICE.model_copy(update={"flip": flip}), made.plan)
    found = inspect_sheets(made.data, replace(wanted, margin_mm=0))
    assert [one.finding.message for one in found] == []


def office_booklet(project: Path) -> tuple[bytes, Plan]:
    """Return the sheets of a booklet, and how they are planned."""
    [path, entry] = next(it for it in manifest(project / "output", "office").items() if it[1]["kind"] == "booklet")
    return (project / "output" / path).read_bytes(), plan(2 * entry["pages"], A5, 0, Imposing(paper="A4", creep_mm=0.1))


def test_press_sheets_are_judged_as_what_they_are() -> None:
    whole = Expectation("press", fonts=("Mukta",), bleed_mm=5, ink_limit=280, symbols=("https://example.org",))
    for name, symbols in (("-sheets", whole.symbols), ("-cover-sheets", whole.symbols), ("-text-sheets", ())):
        wanted = of_part(whole, name, 56)
        assert (wanted.purpose, wanted.bleed_mm, wanted.ink_limit) == ("press-sheets", 5, 280)
        assert wanted.symbols == symbols


@pytest.mark.slow
def test_parts_for_a_press_are_judged_without_their_paint(guide_project: Path) -> None:
    entries = manifest(guide_project / "output", "press").values()
    parts = [part for entry in entries for part in entry["parts"]]
    assert len(parts) == 2
    for part in parts:
        data = (guide_project / "output" / part["path"]).read_bytes()
        assert judge_press(data, painted=False, pages=part["pages"]) == ()
        found = judge_press(data, painted=False, pages=part["pages"] + 1, bleed_mm=5)
        assert {one.code for one in found} == {"page-count", "press-bleed"}
