"""Read a whole file into facts."""

from __future__ import annotations

from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Facts, Page
from guidepress.preflight.reading import metadata, structure
from guidepress.preflight.reading.frame import Frame, frame
from guidepress.preflight.reading.paint import Painting
from guidepress.preflight.reading.tags import tags


def read(data: bytes, expectation: Expectation) -> Facts:
    """Read a file.

    Raises what the reader raises when it is no sound PDF.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        painting, xmp = Painting(), metadata.packets(data)
        pages, frames = zip(*(_page(document, number, painting) for number in range(1, len(document) + 1)), strict=True)
        return Facts(
            pages,
            len(data),
            painting.fonts,
            outline=tuple(structure.outline(document, frames)),
            title=document.get_metadata_value("Title").strip() or metadata.title(xmp),
            language=structure.language(document),
            tagged=pdfium.FPDFCatalog_IsTagged(document.raw) == 1 and any(page.tags for page in pages),
            claims=tuple(metadata.claims(xmp)),
            duplex=structure.duplex(document),
            count=len(document),
        )


def _page(document: pypdfium2.PdfDocument, number: int, painting: Painting) -> tuple[Page, Frame]:
    label = document.get_page_label(number - 1) or str(number)
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as words:
        seen, found = frame(page), painting.look(page, words)
        links = tuple(structure.links(page, words, seen))
        said = tags(page, found.runs, seen)
    read = Page(
        number, label, seen.size, runs=tuple(found.runs), pictures=tuple(found.pictures), shapes=tuple(found.shapes),
        layers=(tuple(found.run_layers), tuple(found.shape_layers)), links=links, tags=said,
    )  # fmt: skip
    return read, seen
