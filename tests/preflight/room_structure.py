"""Rules about how a file hangs together: what breaks each, what nearly does, and good files made worse."""

from __future__ import annotations

from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from guidepress.preflight.facts import Facts, Link
from tests.preflight.rooms import Case, Mutation, facts, link, page


def linking(*links: Link) -> Facts:
    return facts(page(1, links=links), *(page(number) for number in range(2, 5)))


CASES = (
    Case("page-number", linking(link("chapter-x", "2", 3)), linking(link("chapter-x", "3", 3))),
    Case("page-number", linking(link("role-y", "12", 3)), linking(link("role-y", "12 roles", 3))),
    Case("broken-link", linking(link("chapter-y", "2", 0)), linking(link("chapter-y", "2", 2))),
)


def swap_pages(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[5], kids[11] = kids[11], kids[5]


def break_a_link(writer: PdfWriter) -> None:
    writer.pages[2]["/Annots"][0].get_object()[NameObject("/Dest")] = TextStringObject("nowhere")  # type: ignore[index]


MUTATIONS = (Mutation("page-number", swap_pages), Mutation("broken-link", break_a_link))
