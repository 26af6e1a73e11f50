"""Read a whole file into facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Facts, Page
from guidepress.preflight.reading import active, metadata, nesting, raw, structure, symbols
from guidepress.preflight.reading.catalog import Catalog
from guidepress.preflight.reading.cover import covered
from guidepress.preflight.reading.frame import Frame, frame
from guidepress.preflight.reading.ground import grounded
from guidepress.preflight.reading.letters import letters
from guidepress.preflight.reading.paint import Painting
from guidepress.preflight.reading.tags import tags
from guidepress.preflight.shared import Shared
from guidepress.preflight.xmp import parsed

_OBJECTS = 100_000  # that are looked at, on all pages together
_LOOKED_AT = 100  # pages of a file that we know nothing of, on which codes are looked for as pixels


def read(data: bytes, expectation: Expectation, *, closely: bool = True, shared: Shared | None = None) -> Facts:
    """Read a file: all its pages, unless it has more on them than is looked at.

    Grounds, single letters, missing glyphs, tags and codes are only seen when looking `closely`. Pages that are known
    from another file, with which it has them `shared`, are taken as they are, but for their labels and where their
    links lead.

    Raises `Unreadable` when its pages never end, and what the reader raises when it is no sound PDF.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        streams = tuple(raw.streams(data))
        nesting.check(data, streams)
        catalog, shared = Catalog(data), shared or Shared()
        xmp = parsed(catalog.metadata())
        further = raw.read(data, streams) if closely else {}
        sights = _Sights(closely, ours=expectation.purpose != "unknown")
        own, common = Painting(_OBJECTS), Painting(_OBJECTS)
        read_pages = list(_pages(document, _Reading(own, common, further, sights, shared)))
        shared.seen.fonts.update(common.fonts)
        pages, frames = tuple(page for page, _ in read_pages), [seen for _, seen in read_pages]
        return Facts(
            pages,
            len(data),
            {**own.fonts, **shared.seen.fonts},
            outline=tuple(structure.outline(document, frames)),
            title=document.get_metadata_value("Title").strip() or metadata.title(xmp),
            language=structure.language(document),
            tagged=pdfium.FPDFCatalog_IsTagged(document.raw) == 1 and any(page.tags for page in pages),
            claims=tuple(metadata.claims(xmp)),
            duplex=structure.duplex(document),
            actions=tuple(active.actions(document, catalog, streams, pages, frames)),
            count=len(document),
        )


class _Sights(NamedTuple):
    """How pages are looked at: closely or not; of files of ours for what covers text, of others for codes anywhere."""

    closely: bool
    ours: bool


class _Reading(NamedTuple):
    """How the pages of a file are read; fonts of the pages that it shares with others are kept apart."""

    own: Painting
    common: Painting
    further: Mapping[int, raw.Further]
    sights: _Sights
    shared: Shared


def _pages(document: pypdfium2.PdfDocument, reading: _Reading) -> Iterator[tuple[Page, Frame]]:
    known = reading.shared.seen.pages
    for number in range(1, len(document) + 1):
        is_shared = number in reading.shared.numbers
        painting = reading.common if is_shared else reading.own
        if painting.allowed <= 0:
            return
        if number in known:
            page, seen = known[number]
            yield structure.moved(document, page), seen
            continue
        found = _page(document, number, painting, reading.further.get(number, raw.Further()), reading.sights)
        if is_shared:
            known[number] = found
        yield found


def _page(
    document: pypdfium2.PdfDocument, number: int, painting: Painting, further: raw.Further, sights: _Sights
) -> tuple[Page, Frame]:
    called = structure.label(document, number)
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as words:
        seen = frame(page, further.unit)
        found = painting.look(page, words, seen)
        known = Page(
            number, called, seen.size, seen.bleed, seen.media, seen.shown, tuple(found.runs), tuple(found.pictures),
            tuple(found.shapes), layers=found.layers, links=tuple(structure.links(page, words, seen)),
            glyphless=further.glyphless, unread=found.unread,
        )  # fmt: skip
        if sights.closely:
            found.runs = covered(page, found) if sights.ours else found.runs
            runs = tuple(grounded(page, found))
            codes = symbols.look(
                symbols.Sight(page, seen.shown),
                known.shapes,
                known.pictures,
                whole=not sights.ours and number <= _LOOKED_AT,
            )
            known = replace(known, runs=runs, letters=letters(found), tags=tags(page, runs, seen), symbols=codes)
    return known, seen
