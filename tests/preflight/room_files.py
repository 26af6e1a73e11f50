"""Rules about a file as a whole: what breaks each, what nearly does, and good files made worse."""

from __future__ import annotations

from dataclasses import replace

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, RectangleObject, StreamObject

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Page, Picture, Run, Shape
from tests.preflight.rooms import BLACK, BOOKLET, SHEET, Case, Mutation, facts, page

A4, A5 = (595.3, 841.9), (419.5, 595.3)
FIVE = tuple(page(number) for number in range(1, 6))
EIGHT = tuple(page(number) for number in range(1, 9))
FOLIO = Run(Area(377, 560, 5, 7), "4", 9.0, "Mukta", BLACK)
RULES = Shape(Area(45, 100, 330, 400), None, BLACK, 2)
HEAD_RULE = Shape(Area(45, 40, 330, 0.5), None, BLACK, 2)
SHADING = Shape(Area(45, 100, 330, 400), None, None, 0)
GROUND = Shape(Area(0, 0, *A5), (255, 255, 255), None, 4)


PICTURE = Picture(Area(45, 100, 330, 400), 1375, 1667, 300.0)


def ending(last: Page) -> tuple[Page, ...]:
    return (*FIVE[:3], last)


def painted(*shapes: Shape, **more: object) -> Page:
    return replace(page(4), runs=(), shapes=shapes, **more)  # type: ignore[arg-type]


def showing(shown: Area) -> Facts:
    return facts(*ending(replace(page(4), shown=shown)))


def folio_only(**more: object) -> Page:
    return replace(page(4, FOLIO), shapes=(GROUND, HEAD_RULE), **more)  # type: ignore[arg-type]


CASES = (
    Case("preflight-limited", facts(*FIVE[:4], count=8), facts()),
    Case("preflight-limited", facts(*FIVE[:3], page(4, unread=1)), facts()),
    Case("page-count", facts(*FIVE), facts(*EIGHT)),
    Case("page-count", facts(page(1), page(2)), facts(page(1)), SHEET),
    Case("blank-page", facts(*ending(Page(4, "4", A5))), facts()),
    Case("blank-page", facts(*ending(folio_only())), facts(*ending(replace(folio_only(), shapes=(RULES,))))),
    Case("blank-page", facts(*ending(folio_only())), facts(*ending(folio_only(pictures=(PICTURE,))))),
    Case("blank-page", facts(*ending(painted(GROUND))), facts(*ending(painted(GROUND, RULES)))),
    Case("blank-page", facts(*ending(painted(GROUND._replace(fill=None)))), facts(*ending(painted(SHADING)))),
    Case("blank-page", facts(*ending(painted(GROUND))), facts(*ending(painted(GROUND, pictures=(PICTURE,))))),
    Case("page-size", facts(*ending(replace(FIVE[3], size=A4))), facts(*ending(replace(FIVE[3], size=(420.5, 594.6))))),
    Case(
        "page-size",
        facts(replace(FIVE[0], size=(612, 792))),
        facts(replace(FIVE[0], size=A4)),
        replace(SHEET, size_mm=(210, 297)),
    ),
    Case("cropped-page", showing(Area(0, 0, 300, 595.3)), showing(Area(-9, -9, 437.5, 613.3))),
    Case("cropped-page", showing(Area(0, 40, 419.5, 595.3)), showing(Area(1, 0, 418.5, 595.3)), Expectation()),
    Case("file-size", facts(size_bytes=7_400_000), facts(size_bytes=7_200_000)),
    Case("file-size", facts(size_bytes=17_000_000), facts(size_bytes=400_000), Expectation()),
    Case("file-size", facts(size_bytes=17_000_000), facts(size_bytes=400_000), replace(BOOKLET, purpose="large-print")),
    Case("font-not-embedded", facts(fonts={"Mukta": False}), facts(fonts={"Mukta": True})),
    Case("foreign-font", facts(fonts={"MuktaMalar-Regular": True}), facts(fonts={"Mukta-Regular": True})),
    Case("foreign-font", facts(fonts={"Mukta-Malar": True}), facts(fonts={"Mukta-Semi-Bold-Italic": True})),
    Case("foreign-font", facts(fonts={"Anek-Latin-Bold": True}), facts(fonts={"Anek-Display-Bold": True})),
    Case(
        "foreign-font",
        facts(fonts={"Source-Serif-Light": True}),
        facts(fonts={"Brand-Source-Serif-Light": True}),
        replace(BOOKLET, fonts=("Brand Source Serif",)),
    ),
    Case("foreign-font", facts(fonts={"Mukta-Mahee": True}), facts(fonts={"Mukta-400": True, "Mukta-ExtraBold": True})),
    Case("foreign-font", facts(fonts={"DejaVu-Sans": True}), facts(fonts={"Mukta-Bold": True})),
)


def lose_a_page(writer: PdfWriter) -> None:
    del writer.root_object["/Pages"]["/Kids"][-2]  # type: ignore[attr-defined]
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(55)  # type: ignore[index]


def blank_a_page(writer: PdfWriter) -> None:
    del writer.pages[6]["/Contents"]


def whiten_a_page(writer: PdfWriter) -> None:
    white = DecodedStreamObject()
    white.set_data(b"1 1 1 rg 0 0 1000 1000 re f")
    writer.pages[6][NameObject("/Contents")] = writer._add_object(white)


def drop_a_font(writer: PdfWriter) -> None:
    font = next(iter(writer.pages[6]["/Resources"]["/Font"].values())).get_object()  # type: ignore[index]
    del font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()["/FontFile2"]


def rename_a_font(writer: PdfWriter) -> None:
    font: DictionaryObject = next(iter(writer.pages[6]["/Resources"]["/Font"].values())).get_object()  # type: ignore[index]
    for part in (font, font["/DescendantFonts"][0].get_object()):  # type: ignore[index]
        part[NameObject("/BaseFont")] = NameObject("/ABCDEF+DejaVu-Sans")


def trim_a_page(writer: PdfWriter) -> None:
    writer.pages[4][NameObject("/TrimBox")] = RectangleObject((10, 10, 400, 580))


def crop_a_page(writer: PdfWriter) -> None:
    page = writer.pages[4 if len(writer.pages) > 4 else 0]
    left, bottom, right, top = page.trimbox
    page[NameObject("/CropBox")] = RectangleObject((left, bottom, (left + right) / 2, top))


def add_20_mb(writer: PdfWriter) -> None:
    load = StreamObject()
    load.set_data(bytes(20_000_000))
    writer.root_object[NameObject("/Load")] = writer._add_object(load)


MUTATIONS = (
    Mutation("page-count", lose_a_page),
    Mutation("blank-page", blank_a_page),
    Mutation("blank-page", whiten_a_page, edition="office"),
    Mutation("font-not-embedded", drop_a_font),
    Mutation("foreign-font", rename_a_font),
    Mutation("page-size", trim_a_page, edition="large-print"),
    Mutation("cropped-page", crop_a_page),
    Mutation("cropped-page", crop_a_page, "cheatsheet", "press"),
    Mutation("file-size", add_20_mb, "cheatsheet"),
)
