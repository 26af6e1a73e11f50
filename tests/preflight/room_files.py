"""Rules about a file as a whole: what breaks each, what nearly does, and good files made worse."""

from __future__ import annotations

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject

from guidepress.preflight.facts import Page
from tests.preflight.rooms import SHEET, Case, Mutation, facts, page

FIVE = tuple(page(number) for number in range(1, 6))
EIGHT = tuple(page(number) for number in range(1, 9))
CASES = (
    Case("preflight-limited", facts(*FIVE[:4], count=8), facts()),
    Case("preflight-limited", facts(*FIVE[:3], page(4, unread=1)), facts()),
    Case("page-count", facts(*FIVE), facts(*EIGHT)),
    Case("page-count", facts(page(1), page(2)), facts(page(1)), SHEET),
    Case("blank-page", facts(*FIVE[:3], Page(4, "4", (419.5, 595.3))), facts()),
    Case("font-not-embedded", facts(fonts={"Mukta": False}), facts(fonts={"Mukta": True})),
    Case("foreign-font", facts(fonts={"DejaVu-Sans": True}), facts(fonts={"Mukta-Bold": True})),
)


def lose_a_page(writer: PdfWriter) -> None:
    del writer.root_object["/Pages"]["/Kids"][-2]  # type: ignore[attr-defined]
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(55)  # type: ignore[index]


def blank_a_page(writer: PdfWriter) -> None:
    del writer.pages[6]["/Contents"]


def drop_a_font(writer: PdfWriter) -> None:
    font = next(iter(writer.pages[6]["/Resources"]["/Font"].values())).get_object()  # type: ignore[index]
    del font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()["/FontFile2"]


def rename_a_font(writer: PdfWriter) -> None:
    font: DictionaryObject = next(iter(writer.pages[6]["/Resources"]["/Font"].values())).get_object()  # type: ignore[index]
    for part in (font, font["/DescendantFonts"][0].get_object()):  # type: ignore[index]
        part[NameObject("/BaseFont")] = NameObject("/ABCDEF+DejaVu-Sans")


MUTATIONS = (
    Mutation("page-count", lose_a_page),
    Mutation("blank-page", blank_a_page),
    Mutation("font-not-embedded", drop_a_font),
    Mutation("foreign-font", rename_a_font),
)
