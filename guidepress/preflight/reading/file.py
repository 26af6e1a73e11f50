"""Read a whole file into facts."""

from __future__ import annotations

from contextlib import closing

import pypdfium2

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Facts, Page
from guidepress.preflight.reading import structure
from guidepress.preflight.reading.paint import Painting


def read(data: bytes, expectation: Expectation) -> Facts:
    """Read a file.

    Raises what the reader raises when it is no sound PDF.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        painting = Painting()
        pages = tuple(_page(document, number, painting, expectation) for number in range(1, len(document) + 1))
        return Facts(pages, len(data), painting.fonts, duplex=structure.duplex(document), count=len(document))


def _page(document: pypdfium2.PdfDocument, number: int, painting: Painting, expectation: Expectation) -> Page:
    label = document.get_page_label(number - 1) or str(number)
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as words:
        found = painting.look(page, words)
        links = tuple(structure.links(page, words))
        size = page.get_size()
    return Page(
        number, label, size, runs=tuple(found.runs), pictures=tuple(found.pictures), shapes=tuple(found.shapes),
        layers=(tuple(found.run_layers), tuple(found.shape_layers)), links=links,
    )  # fmt: skip
