"""Read a whole file into facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

import pypdfium2

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Facts, Page
from guidepress.preflight.reading import nesting, raw, structure
from guidepress.preflight.reading.frame import frame
from guidepress.preflight.reading.ground import grounded
from guidepress.preflight.reading.letters import letters
from guidepress.preflight.reading.paint import Painting

_OBJECTS = 100_000  # that are looked at, on all pages together


def read(data: bytes, expectation: Expectation) -> Facts:
    """Read a file: all its pages, unless it has more on them than is looked at.

    Raises `Unreadable` when its pages never end, and what the reader raises when it is no sound PDF.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        streams = tuple(raw.streams(data))
        nesting.check(data, streams)
        painting, further = Painting(_OBJECTS), raw.read(data, streams)
        pages = tuple(_pages(document, painting, further, expectation))
        return Facts(pages, len(data), painting.fonts, count=len(document))


def _pages(
    document: pypdfium2.PdfDocument, painting: Painting, further: Mapping[int, raw.Further], expectation: Expectation
) -> Iterator[Page]:
    for number in range(1, len(document) + 1):
        if painting.allowed <= 0:
            return
        yield _page(document, number, painting, further.get(number, raw.Further()), expectation)


def _page(
    document: pypdfium2.PdfDocument, number: int, painting: Painting, further: raw.Further, expectation: Expectation
) -> Page:
    label = document.get_page_label(number - 1) or str(number)
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as words:
        seen = frame(page, further.unit)
        found = painting.look(page, words, seen)
        links = tuple(structure.links(page, words))
        overlaid = letters(found)
        runs = tuple(grounded(page, found))
    return Page(
        number, label, seen.size, seen.bleed, seen.media, runs, tuple(found.pictures), tuple(found.shapes),
        layers=found.layers, letters=overlaid, links=links, glyphless=further.glyphless, unread=found.unread,
    )  # fmt: skip
