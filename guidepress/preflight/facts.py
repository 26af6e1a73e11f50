"""Read a finished PDF once, into values that rules can judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.generic import DictionaryObject


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

    Raises what the readers raise when it is no sound PDF.
    """
    reader = PdfReader(BytesIO(data))
    document = pypdfium2.PdfDocument(data)
    try:
        links = tuple(_links(reader, document, references))
        blank = tuple(number + 1 for number in range(len(document)) if not _has_content(document, number))
        return Facts(len(document), tuple(reader.page_labels), dict(_fonts(reader)), links, blank)
    finally:
        document.close()


def _fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """Yield each font of the file; documents of ours share one dictionary of resources, others may not."""
    seen: set[int] = set()
    for page in reader.pages:
        fonts = page.get("/Resources", DictionaryObject()).get_object().get("/Font", DictionaryObject()).get_object()
        if id(fonts) in seen:
            continue
        seen.add(id(fonts))
        for font in fonts.values():
            yield _font(font.get_object())


def _font(font: DictionaryObject) -> tuple[str, bool]:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", DictionaryObject()).get_object()
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return str(font["/BaseFont"]).lstrip("/").rpartition("+")[2], embedded


def _links(reader: PdfReader, document: pypdfium2.PdfDocument, references: tuple[str, ...]) -> Iterator[Link]:
    """Yield the links that lead to named places of the document."""
    places = {
        name: (reader.get_destination_page_number(place) or 0) + 1 for name, place in reader.named_destinations.items()
    }
    for number, page in enumerate(reader.pages):
        named = [
            (str(link["/Dest"]), link["/Rect"]) for link in _annotations(page) if isinstance(link.get("/Dest"), str)
        ]
        shown = [rectangle for name, rectangle in named if references and name.startswith(references)]
        texts = dict(zip(map(tuple, shown), _texts(document, number, shown), strict=True)) if shown else {}
        for name, rectangle in named:
            yield Link(number + 1, name, texts.get(tuple(rectangle), ""), places.get(name, 0))


def _annotations(page: DictionaryObject) -> Iterator[DictionaryObject]:
    for annotation in page.get("/Annots", ()):
        yield annotation.get_object()


def _texts(document: pypdfium2.PdfDocument, number: int, rectangles: Iterable[Sequence[float]]) -> list[str]:
    """Return what stands in rectangles of a page, which counts from 0."""
    page = document[number]
    text = page.get_textpage()
    found = [text.get_text_bounded(*map(float, rectangle)).strip() for rectangle in rectangles]
    text.close()
    page.close()
    return found


def _has_content(document: pypdfium2.PdfDocument, number: int) -> bool:
    page = document[number]  # a name of its own keeps the page alive
    count = pdfium.FPDFPage_CountObjects(page.raw)
    page.close()
    return count > 0
