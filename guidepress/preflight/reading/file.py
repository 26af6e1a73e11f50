"""Read a whole file into facts."""

from __future__ import annotations

from contextlib import closing

import pypdfium2

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Page
from guidepress.preflight.reading import structure, symbols
from guidepress.preflight.reading.paint import Painting

_LOOKED_AT = 100  # pages of a file that we know nothing of, on which codes are looked for as pixels


def read(data: bytes, expectation: Expectation) -> Facts:
    """Read a file.

    Raises what the reader raises when it is no sound PDF.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        painting = Painting()
        pages = tuple(_page(document, number, painting, expectation) for number in range(1, len(document) + 1))
        return Facts(pages, len(data), painting.fonts)


def _page(document: pypdfium2.PdfDocument, number: int, painting: Painting, expectation: Expectation) -> Page:
    label = document.get_page_label(number - 1) or str(number)
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as words:
        found = painting.look(page, words)
        links = tuple(structure.links(page, words))
        size = page.get_size()
        whole = expectation.purpose == "unknown" and number <= _LOOKED_AT
        codes = symbols.look(_sight(page), found.shapes, found.pictures, whole=whole)
    return Page(
        number, label, size, runs=tuple(found.runs), pictures=tuple(found.pictures), shapes=tuple(found.shapes),
        layers=(tuple(found.run_layers), tuple(found.shape_layers)), links=links, symbols=codes,
    )  # fmt: skip


def _sight(page: pypdfium2.PdfPage) -> symbols.Sight:
    """Return what PDFium shows of a page, as areas of it are counted."""
    left, _, _, top = page.get_bbox()
    return symbols.Sight(page, Area(left, page.get_height() - top, *page.get_size()))
