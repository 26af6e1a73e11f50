"""Read a finished PDF once, into values that rules can judge.

PDFium reads it: a reader in Python takes half a second for the structure tree of a booklet, though nothing here asks
for it, since the file keeps all its small objects in one stream.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a named place of the document: pages from 1, no target is 0; `text` is what its rectangle shows."""

    page: int
    name: str
    text: str
    target: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file is made of. `fonts` maps each font's name, without its subset tag, to whether it is embedded."""

    pages: int
    labels: tuple[str, ...]
    fonts: dict[str, bool]
    links: tuple[Link, ...]
    blank: tuple[int, ...]


def read(data: bytes, references: tuple[str, ...] = ()) -> Facts:
    """Read a file. The texts of links are read where their names begin with one of `references`.

    Raises what the reader raises when it is no sound PDF.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        numbers = range(1, len(document) + 1)
        labels = tuple(document.get_page_label(number - 1) or str(number) for number in numbers)
        found = _Found(references)
        for number in numbers:
            with closing(document[number - 1]) as page:
                found.look(page, number)
        return Facts(len(document), labels, found.fonts, tuple(found.links), tuple(found.blank))


@dataclass(slots=True)
class _Found:
    """What has been seen on the pages so far."""

    references: tuple[str, ...]
    fonts: dict[str, bool] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)

    def look(self, page: pypdfium2.PdfPage, number: int) -> None:
        """Look at a page."""
        objects = list(_objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject))
        if not objects:
            self.blank.append(number)
        handles = map(pdfium.FPDFTextObj_GetFont, filter(_is_text, objects))
        for font in {ctypes.addressof(handle.contents): handle for handle in handles}.values():
            self.fonts[_font_name(font)] = pdfium.FPDFFont_GetIsEmbedded(font) == 1
        self.links += _links(page, number, self.references)


def _objects(holder: object, count: Callable[..., int], get: Callable[..., object]) -> Iterator[object]:
    """Yield the objects of a page or a form, those inside its forms too."""
    for index in range(count(holder)):
        item = get(holder, index)
        yield item
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)


def _is_text(item: object) -> bool:
    return pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT


def _font_name(font: object) -> str:
    name = _filled(lambda buffer, size: pdfium.FPDFFont_GetBaseFontName(font, buffer, size))
    return name.decode("utf-8", "replace").rstrip("\0").rpartition("+")[2]


def _links(page: pypdfium2.PdfPage, number: int, references: tuple[str, ...]) -> Iterator[Link]:
    """Yield the links that lead to named places of the document."""
    words = None
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        name = _named_place(annotation)
        if name:
            text = ""
            if references and name.startswith(references):
                words = words or page.get_textpage()
                text = words.get_text_bounded(*_rectangle(annotation)).strip()
            yield Link(number, name, text, _target(page.pdf.raw, annotation))
        pdfium.FPDFPage_CloseAnnot(annotation)
    if words:
        words.close()


def _named_place(annotation: Any) -> str:
    """Return the name of the place that a link leads to; nothing for what is no link, or leads out of the document."""
    name = _filled(
        lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(
            annotation, b"Dest", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
    )
    return name.decode("utf-16-le").rstrip("\0")


def _rectangle(annotation: Any) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top in points."""
    found = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, found)
    return found.left, found.bottom, found.right, found.top


def _target(document: Any, annotation: Any) -> int:
    """Return the page that a link leads to, from 1; 0 when there is no such place."""
    place = pdfium.FPDFLink_GetDest(document, pdfium.FPDFAnnot_GetLink(annotation))
    return pdfium.FPDFDest_GetDestPageIndex(document, place) + 1 if place else 0


def _filled(read: Callable[[Any, int], int]) -> bytes:
    """Return what a function writes into a buffer; asked with none, it says how long it must be."""
    buffer = ctypes.create_string_buffer(read(None, 0))
    read(buffer, len(buffer))
    return buffer.raw
