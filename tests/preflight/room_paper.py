"""Rules about what paper takes: what breaks each, what nearly does, and good files made worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, FloatObject, NameObject, RectangleObject

from guidepress.preflight.expectation import Expectation, Sheets
from guidepress.preflight.facts import Area, Facts, Page, Picture, Place, Run, Shape
from guidepress.preflight.press.colour import CMYK, EVERY_PLATE, GREY, RGB
from guidepress.preflight.press.facts import NOTHING, Annotation, Intent
from guidepress.preflight.press.facts import Page as PressPage
from guidepress.preflight.press.graphics import Colour
from guidepress.preflight.press.ink import Coverage
from guidepress.preflight.press.paint import Paint
from guidepress.preflight.rules.press import REQUIRED, X4_ID
from tests.preflight.rooms import Case, Mutation, facts, page

MM = 72 / 25.4

# Facts of a file for a press

PRESS = Expectation("press")
BOXES = {"MediaBox": (0, 0, 218, 218), "BleedBox": (0, 0, 218, 218), "TrimBox": (9, 9, 209, 209)}
INTENT = Intent("FOGRA39", "http://www.color.org", True, "prtr", "CMYK", 4)
SOUND = replace(
    NOTHING, version="1.6", identified=True, trapped="/False", intents=(INTENT,), fonts={"Mukta": True},
    xmp={X4_ID: "PDF/X-4", **dict.fromkeys(REQUIRED.values(), "said")}, pages=(PressPage(1, BOXES),),
)  # fmt: skip
ONLY_BLACK = (False, False, False, True)


def pressed(**more: Any) -> Facts:
    return facts(press=replace(SOUND, **more))


def on_page(*paints: Paint, **more: Any) -> Facts:
    return pressed(pages=(PressPage(1, **{"boxes": BOXES, "paints": paints, **more}),))


def cmyk(what: Any, *percent: float, **more: Any) -> Paint:
    return Paint(what, Colour(CMYK, tuple(value / 100 for value in percent)), **{"plates": EVERY_PLATE, **more})


def rgb(what: Any, *values: float) -> Paint:
    return Paint(what, Colour(RGB, values), EVERY_PLATE)


def boxed(**boxes: Any) -> Facts:
    return on_page(boxes={**BOXES, **boxes})


def inked(percent: float) -> Facts:
    return on_page(ink=Coverage(percent, 10, 5, 5))


ABOVE = Annotation("Link", (20, 20, 60, 60))
BESIDE = Annotation("Link", (-60, -60, 0, 0))
OFF = replace(INTENT, condition="FOGRA51")
SCREEN = replace(INTENT, profile_class="mntr")
OFFICE = Expectation("office", margin_mm=8)
PRESS_CASES = (
    Case("press-encrypted", pressed(encrypted=True), pressed(), PRESS),
    Case("press-unreadable", pressed(unreadable="it ends too soon"), pressed(), PRESS),
    Case("press-version", pressed(version="1.7"), pressed(version="1.6"), PRESS),
    Case("press-file-id", pressed(identified=False), pressed(), PRESS),
    Case("press-identification", pressed(xmp={**SOUND.xmp, X4_ID: "PDF/X-3"}), pressed(), PRESS),
    Case("press-metadata", pressed(xmp={X4_ID: "PDF/X-4"}), pressed(xmp={**SOUND.xmp, "more": ""}), PRESS),
    Case("press-trapped", pressed(trapped="/Unknown"), pressed(trapped="/True"), PRESS),
    Case("press-output-intent", pressed(intents=(OFF,)), pressed(), PRESS),
    Case("press-output-profile", pressed(intents=(SCREEN,)), pressed(), PRESS),
    Case("press-script", pressed(actions=("it holds JavaScript",)), pressed(), PRESS),
    Case("font-not-embedded", pressed(fonts={"ABCDEF+Mukta": False}), pressed(fonts={}), PRESS),
    Case("press-box", boxed(ArtBox=(9, 9, 209, 209)), boxed(TrimBox=(8.5, 8.5, 209.497, 209.497)), PRESS),
    Case("press-bleed", boxed(BleedBox=(3, 3, 215, 215)), boxed(BleedBox=(0.48, 0.48, 217.52, 217.52)), PRESS),
    Case("press-bleed", boxed(BleedBox=(3, 3, 215, 215)), boxed(), Expectation("press-sheets")),
    Case("press-annotation", on_page(annotations=(ABOVE,)), on_page(annotations=(BESIDE,)), PRESS),
    Case("press-rgb-text", on_page(rgb("text", 0, 0, 1)), on_page(cmyk("text", 100, 70, 0, 0)), PRESS),
    Case("press-rgb-area", on_page(rgb("shading")), on_page(cmyk("shading")), PRESS),
    Case("press-rgb-image", on_page(rgb("image")), on_page(cmyk("image")), PRESS),
    Case("press-rgb-group", on_page(rgb("group")), on_page(cmyk("group")), PRESS),
    Case(
        "press-black-text-knocks-out",
        on_page(cmyk("text", 0, 0, 0, 100, size_pt=9)),
        on_page(cmyk("text", 0, 0, 0, 100, size_pt=9, plates=ONLY_BLACK)),
        PRESS,
    ),
    Case(
        "press-black-rule-knocks-out",
        on_page(cmyk("line", 0, 0, 0, 100, size_pt=1.9)),
        on_page(cmyk("line", 0, 0, 0, 100, size_pt=2)),
        PRESS,
    ),
    Case(
        "press-rich-black-text",
        on_page(cmyk("text", 40, 0, 0, 100, size_pt=11.9)),
        on_page(cmyk("text", 40, 0, 0, 100, size_pt=12)),
        PRESS,
    ),
    Case("press-ink", inked(301), inked(300.4), PRESS),
    Case(
        "thin-line",
        on_page(cmyk("line", 100, 0, 0, 0, size_pt=0.2)),
        on_page(cmyk("line", 100, 0, 0, 0, size_pt=0.25)),
        PRESS,
    ),
    Case(
        "thin-line",
        on_page(Paint("area", Colour(GREY, (0,)), EVERY_PLATE, size_pt=0.1)),
        on_page(Paint("area", Colour(GREY, (0,)), EVERY_PLATE)),
        replace(OFFICE, margin_mm=0),
    ),
    Case("office-colour", on_page(rgb("text", 0.2, 0.3, 0.2)), on_page(rgb("text", 0.2, 0.2, 0.2)), OFFICE),
    Case("office-colour", on_page(cmyk("area", 10, 0, 0, 0)), on_page(cmyk("area", 0, 0, 0, 90)), OFFICE),
    Case("office-colour", on_page(rgb("area", 1, 0, 0)), on_page(rgb("area", 0, 0, 0)), Expectation("sheets")),
    Case("office-colour", on_page(rgb("image")), on_page(Paint("image", Colour(GREY, ()), EVERY_PLATE)), OFFICE),
)  # fmt: skip

# Facts of sheets and of pages at their edges

A4 = (841.9, 595.3)
HALF = A4[0] / 2


def folded(*sides: tuple[int, ...]) -> tuple[tuple[Place, ...], ...]:
    """Return pages on sides, from the left to the right of each; objects have other numbers than pages."""
    return tuple(
        tuple(Place(page, Area(at * HALF, 0, HALF, A4[1]), form=page + 70) for at, page in enumerate(side))
        for side in sides
    )


PLACED = folded((8, 1), (2, 7), (6, 3), (4, 5))
SHEET = Sheets(A4, 8, "DuplexFlipShortEdge", places=PLACED)
SHEETS = Expectation("sheets", pages=2, margin_mm=4, sheets=SHEET)
TEXT = Run(Area(45, 60, 300, 12), "A line of text", 9.0, "Mukta", (0, 0, 0))


def side(number: int, *shapes: Shape, runs: Sequence[Run] = (TEXT,), size: tuple[float, float] = A4) -> Page:
    return Page(number, str(number), size, media=Area(-2, 0, size[0], size[1]), runs=tuple(runs), shapes=shapes)


def sides(*shapes: Shape, **more: Any) -> Facts:
    known = {"duplex": "DuplexFlipShortEdge", "placed": PLACED, **more}
    return facts(side(1, *shapes), side(2), **known)


def put(**otherwise: Any) -> Facts:
    """Return sheets of which one page is placed otherwise."""
    first, *others = PLACED
    return sides(placed=((first[0]._replace(**otherwise), first[1]), *others))


def numbered(text: str, y: float) -> Facts:
    """Return sheets with figures on the page at the left of the first of their sides."""
    folio = TEXT._replace(area=Area(40, y, 8, 8), text=text)
    return facts(side(1, runs=(TEXT, folio)), side(2), duplex="DuplexFlipShortEdge", placed=PLACED)


def filled(x: float, y: float, width: float, height: float, colour: tuple[int, int, int] = (0, 0, 0)) -> Shape:
    return Shape(Area(x, y, width, height), colour, None, 4)


def bled(*shapes: Shape, **more: Any) -> Facts:
    return facts(page(1, bleed=3 * MM, shapes=shapes, **more), page(2), page(3), page(4))


def stroke(length: float, thickness: float = 80) -> Shape:
    """Return a line towards the right edge, as thick as that."""
    return Shape(Area(WIDTH - 40, 100, length, thickness), None, (0, 0, 0), 2)


WIDTH, HEIGHT = 419.5, 595.3
OVER = 3 * MM
TICK = Shape(Area(1, 297, 0, 9), None, (0, 0, 0), 2)
SHORT_STRIP = filled(WIDTH - 40, 100, 40, 80)
LONG_STRIP = filled(WIDTH - 40, 100, 40 + OVER, 80)
GROUND = filled(-OVER, -OVER, WIDTH + 2 * OVER, HEIGHT + 2 * OVER)
PHOTO = Picture(Area(0, 0, 200, 100), 600, 300, 300.0)
BLED_PHOTO = PHOTO._replace(area=Area(-OVER, -OVER, 200 + OVER, 100 + OVER))
MARKED = replace(SHEETS, sheets=replace(SHEET, marks=True))
BROKEN_SHEET = (side(1, size=(595.3, 841.9)), side(2, size=(595.3, 841.9)))
SHEET_CASES = (
    Case("printable-margin", sides(filled(8, 100, 50, 50)), sides(filled(9.5, 100, 50, 50)), SHEETS),
    Case("printable-margin", sides(filled(8, 100, 5, 5)), sides(filled(8, 100, 5, 5, (255, 255, 255))), SHEETS),
    Case("printable-margin", sides(filled(-1, 297, 2, 9)), sides(TICK), MARKED),
    Case("printable-margin", sides(TICK), sides(filled(-30, 100, 20, 20)), SHEETS),
    Case("bleed-missing", bled(SHORT_STRIP), bled(LONG_STRIP), PRESS),
    Case("bleed-missing", bled(SHORT_STRIP), bled(GROUND, SHORT_STRIP), PRESS),
    Case("bleed-missing", bled(stroke(40)), bled(stroke(40 + OVER)), PRESS),
    Case("bleed-missing", bled(stroke(40, 3)), bled(stroke(40, 0.5)), PRESS),
    Case("bleed-missing", bled(pictures=(PHOTO,)), bled(pictures=(BLED_PHOTO,)), PRESS),
    Case("bleed-missing", bled(filled(1, 90, 40, 40)), bled(filled(1.5, 90, 40, 40)), PRESS),
    Case(
        "sheet-size",
        facts(*BROKEN_SHEET, duplex="DuplexFlipShortEdge", placed=PLACED),
        facts(side(1, size=(841, 595)), side(2), duplex="DuplexFlipShortEdge", placed=PLACED),
        SHEETS,
    ),
    Case("sheet-duplex", sides(duplex="DuplexFlipLongEdge"), sides(), SHEETS),
    Case("sheet-duplex", sides(duplex=""), sides(), SHEETS),
    Case("sheet-pages", sides(placed=PLACED[:3]), sides(), SHEETS),
    Case("sheet-pages", sides(placed=(*PLACED[:3], (*PLACED[3], PLACED[3][0]))), sides(), SHEETS),
    Case("sheet-order", sides(placed=PLACED[::-1]), sides(), SHEETS),
    Case("sheet-order", sides(placed=(PLACED[0], PLACED[2], PLACED[1], PLACED[3])), sides(), SHEETS),
    Case("sheet-order", sides(placed=folded((1, 8), (2, 7), (6, 3), (4, 5))), sides(placed=PLACED), SHEETS),
    Case("sheet-order", put(turned=180), put(turned=0), SHEETS),
    Case("sheet-order", put(turned=None), put(form=99), SHEETS),
    Case("sheet-order", put(area=Area(0.6, 0, HALF, A4[1])), put(area=Area(0.4, 0, HALF, A4[1])), SHEETS),
    Case("sheet-order", put(page=0), sides(), SHEETS),
    Case("sheet-order", numbered("1", 565), numbered("8", 565), SHEETS),
    Case("sheet-order", numbered("1", 565), numbered("1", 535), SHEETS),
)
CASES = PRESS_CASES + SHEET_CASES

# Files of ours made worse


def painting_first(writer: PdfWriter, old: bytes, new: bytes, number: int = 10) -> None:
    """Put something into the content of a page in place of the first of something else."""
    sheet = writer.pages[number]
    data = sheet["/Contents"].get_object().get_data()  # type: ignore[attr-defined]
    assert old in data
    content = DecodedStreamObject()
    content.set_data(data.replace(old, new, 1))
    sheet[NameObject("/Contents")] = writer._add_object(content)


def colour_a_text_for_a_screen(writer: PdfWriter) -> None:
    painting_first(writer, b"0 0 0 1 k\nBT", b"0 0 0 rg\nBT")


def make_black_text_rich(writer: PdfWriter) -> None:
    painting_first(writer, b"0 0 0 1 k\nBT", b".6 .4 .4 1 k\nBT")


def let_black_text_knock_out(writer: PdfWriter) -> None:
    states = writer.pages[10]["/Resources"]["/ExtGState"]  # type: ignore[index]
    for key in [key for key in states if key.startswith("/overprint")]:
        states[key] = states[key].get_object().clone(writer)
        for entry in ("/OP", "/op", "/OPM"):
            states[key].pop(entry, None)


def lay_on_too_much_ink(writer: PdfWriter) -> None:
    painting_first(writer, b"q\n", b"q 1 1 1 .2 k 100 100 30 30 re f Q q\n")


def thin_a_line(writer: PdfWriter) -> None:
    painting_first(writer, b"q\n", b"q 1 0 0 0 K .1 w 100 100 m 200 100 l S Q q\n")


def shrink_the_bleed(writer: PdfWriter) -> None:
    trim = writer.pages[10].trimbox
    writer.pages[10][NameObject("/BleedBox")] = RectangleObject([FloatObject(corner) for corner in trim])


def end_an_area_at_the_edge(writer: PdfWriter) -> None:
    right = float(writer.pages[10].trimbox.right)
    painting_first(writer, b"q\n", b"q 0 .4 .9 0 k %.3f 300 40 80 re f Q q\n" % (right - 40))


def colour_a_sheet(writer: PdfWriter) -> None:
    painting_first(writer, b"q\n", b"q 1 0 0 rg 100 100 30 30 re f Q q\n", 0)


MUTATIONS = (
    Mutation("press-rgb-text", colour_a_text_for_a_screen, edition="press"),
    Mutation("press-rich-black-text", make_black_text_rich, edition="press"),
    Mutation("press-black-text-knocks-out", let_black_text_knock_out, edition="press"),
    Mutation("press-ink", lay_on_too_much_ink, edition="press"),
    Mutation("thin-line", thin_a_line, edition="press"),
    Mutation("press-bleed", shrink_the_bleed, edition="press"),
    Mutation("bleed-missing", end_an_area_at_the_edge, edition="press"),
    Mutation("office-colour", colour_a_sheet, "cheatsheet", "office"),
)
