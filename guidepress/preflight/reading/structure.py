"""How a file hangs together: links, outline, tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.facts import Area, Link
from guidepress.preflight.reading.pdfium import Box, text_16

_DUPLEX = {
    pdfium.Simplex: "Simplex",
    pdfium.DuplexFlipShortEdge: "DuplexFlipShortEdge",
    pdfium.DuplexFlipLongEdge: "DuplexFlipLongEdge",
}


def duplex(document: pypdfium2.PdfDocument) -> str:
    """Return the viewer preference for printing on both sides (ISO 32000-1, 12.2); empty if there is none."""
    return _DUPLEX.get(pdfium.FPDF_VIEWERREF_GetDuplex(document.raw), "")


def links(page: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage) -> Iterator[Link]:
    """Yield the links to named places of the document, with the text that each lies on."""
    height = page.get_height()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation: Any = pdfium.FPDFPage_GetAnnot(page.raw, index)
        name = text_16(lambda buffer, size, of=annotation: pdfium.FPDFAnnot_GetStringValue(of, b"Dest", buffer, size))
        if name:
            left, bottom, right, top = box = _rectangle(annotation)
            area = Area(left, height - top, right - left, top - bottom)
            yield Link(area, "", name, _target(page.pdf.raw, annotation), words.get_text_bounded(*box).strip())
        pdfium.FPDFPage_CloseAnnot(annotation)


def _rectangle(annotation: Any) -> Box:
    found = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, found)
    return found.left, found.bottom, found.right, found.top


def _target(document: Any, annotation: Any) -> int:
    """Return the page that a link leads to, from 1; 0 when there is no such place."""
    place = pdfium.FPDFLink_GetDest(document, pdfium.FPDFAnnot_GetLink(annotation))
    return pdfium.FPDFDest_GetDestPageIndex(document, place) + 1 if place else 0
