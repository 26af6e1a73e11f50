"""How a file hangs together: its links and its outline, and how it wants to be printed."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.facts import Bookmark, Link, Page
from guidepress.preflight.geometry import Box, as_area
from guidepress.preflight.reading.frame import Frame, upright
from guidepress.preflight.reading.pdfium import text, text_16

_ELSEWHERE = frozenset({pdfium.PDFACTION_REMOTEGOTO, pdfium.PDFACTION_LAUNCH, pdfium.PDFACTION_EMBEDDEDGOTO})

_DUPLEX = {
    pdfium.Simplex: "Simplex",
    pdfium.DuplexFlipShortEdge: "DuplexFlipShortEdge",
    pdfium.DuplexFlipLongEdge: "DuplexFlipLongEdge",
}


def duplex(document: pypdfium2.PdfDocument) -> str:
    """Return the viewer preference for printing on both sides (ISO 32000-1, 12.2); empty if there is none."""
    return _DUPLEX.get(pdfium.FPDF_VIEWERREF_GetDuplex(document.raw), "")


def label(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return what the file calls a page: its number, if it says nothing else."""
    return document.get_page_label(number - 1) or str(number)


def moved(document: pypdfium2.PdfDocument, page: Page) -> Page:
    """Return a page that is known from another file as it is in this one: with its label, and where its links lead."""
    found = tuple(link._replace(target=_page_named(document, link.name)) if link.name else link for link in page.links)
    return replace(page, label=label(document, page.number), links=found)


def _page_named(document: pypdfium2.PdfDocument, name: str) -> int:
    return _page_of(document.raw, pdfium.FPDF_GetNamedDestByName(document.raw, name.encode()))


def links(page: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage, frame: Frame) -> Iterator[Link]:
    """Yield the links of a page; only those within the document with the text that each lies on.

    An action that is no way to a place (JavaScript, a reader's command) is no link.
    """
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        kind = pdfium.FPDFAction_GetType(action) if action else pdfium.PDFACTION_GOTO
        address = _address(page.pdf.raw, action, kind)
        box = _rectangle(link)
        if address:
            yield Link(as_area(frame.matrix, box), address, "", 0, "")
        elif kind == pdfium.PDFACTION_GOTO:
            place = pdfium.FPDFLink_GetDest(page.pdf.raw, link)
            said = words.get_text_bounded(*box).strip()
            yield Link(as_area(frame.matrix, box), "", _name(page, link), _page_of(page.pdf.raw, place), said)


def _address(document: Any, action: Any, kind: int) -> str:
    if kind == pdfium.PDFACTION_URI:
        return text(lambda buffer, size: pdfium.FPDFAction_GetURIPath(document, action, buffer, size), "utf-8")
    if kind in _ELSEWHERE:
        return text(lambda buffer, size: pdfium.FPDFAction_GetFilePath(action, buffer, size), "utf-8") or "another file"
    return ""


def _rectangle(link: Any) -> Box:
    found = pdfium.FS_RECTF()
    pdfium.FPDFLink_GetAnnotRect(link, found)
    return upright((found.left, found.bottom, found.right, found.top))  # a /Rect may name any two corners


def _name(page: pypdfium2.PdfPage, link: Any) -> str:
    """Return the name of the place that a link leads to; empty if it has none, or an action gives it."""
    annotation: Any = pdfium.FPDFLink_GetAnnot(page.raw, link)
    try:
        return text_16(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Dest", buffer, size))
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _page_of(document: Any, place: Any) -> int:
    """Return the page of a place, from 1; 0 when there is no such place."""
    return pdfium.FPDFDest_GetDestPageIndex(document, place) + 1 if place else 0


def outline(document: pypdfium2.PdfDocument, frames: Sequence[Frame]) -> Iterator[Bookmark]:
    """Yield the entries of the outline in its order."""
    for entry in document.get_toc():
        place = pdfium.FPDFBookmark_GetDest(document.raw, entry.raw)
        page = _page_of(document.raw, place)
        y = _height(place, frames[page - 1]) if 0 < page <= len(frames) else 0.0
        yield Bookmark(entry.get_title(), entry.level + 1, page, y)


def _height(place: Any, frame: Frame) -> float:
    """Return how far below the top of its page a place is; 0 if it names no height."""
    has = [ctypes.c_int() for _ in range(3)]
    at = [ctypes.c_float() for _ in range(3)]
    pdfium.FPDFDest_GetLocationInPage(place, *has, *at)
    x, y = (found.value if known.value else 0.0 for known, found in zip(has[:2], at[:2], strict=True))
    return as_area(frame.matrix, (x, y, x, y)).y if has[1].value else 0.0


def language(document: pypdfium2.PdfDocument) -> str:
    return text_16(lambda buffer, size: pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, size))
