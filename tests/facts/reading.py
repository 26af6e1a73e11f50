"""What stands on the pages of a finished file: characters with their size and place, ink, links, raw bytes."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.generic import ByteStringObject, DictionaryObject, StreamObject, TextStringObject

MM = 72 / 25.4
_SCALE: Any = 0.5  # pixels a point


class Char(NamedTuple):
    """A visible character: its size in points, and its box in points from the left and the top of the page."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float


class Link(NamedTuple):
    """A link on a page, which counts from 1: what stands in its rectangle, its description, and where it leads."""

    page: int
    text: str
    description: str
    address: str | None
    target: int | None


@dataclass
class Pdf:
    """A finished file, opened twice: pypdf for structure, pdfium for what can be seen."""

    data: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.data))

    @cached_property
    def seen(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.data)

    @property
    def page_count(self) -> int:
        return len(self.seen)

    @cached_property
    def texts(self) -> list[str]:
        """Return the text of each page, with single spaces; U+0002 and U+FFFE are pdfium's hyphens at line ends."""
        ranges = (self._textpage(number).get_text_range() for number in range(self.page_count))
        return [" ".join(re.sub("[\x02\ufffe]", "-", text).split()) for text in ranges]

    @cached_property
    def chars(self) -> list[list[Char]]:
        """Return the visible characters of each page."""
        return [list(_chars(self.seen[number], self._textpage(number))) for number in range(self.page_count)]

    @cached_property
    def places(self) -> dict[str, int]:
        """Return the page of each named place, from 1."""
        named = self.reader.named_destinations
        return {str(name): (self.reader.get_destination_page_number(place) or 0) + 1 for name, place in named.items()}

    @cached_property
    def links(self) -> list[Link]:
        return [link for number in range(self.page_count) for link in self._links(number)]

    def inked(self, number: int) -> list[bool]:
        """Return for each row of pixels of a page, which counts from 0, whether anything stands there."""
        image = self.seen[number].render(scale=_SCALE).to_pil().convert("L")
        width, rows = image.width, image.tobytes()
        return [min(rows[row * width : (row + 1) * width]) < 250 for row in range(image.height)]

    def strings(self) -> Iterator[bytes]:
        """Yield every byte string of the file: its decoded streams, its texts and names, and the bytes themselves."""
        yield self.data
        for number in range(1, int(str(self.reader.trailer["/Size"]))):
            yield from _strings(self.reader.get_object(number))

    def _textpage(self, number: int) -> pypdfium2.PdfTextPage:
        return self.seen[number].get_textpage()

    def _links(self, number: int) -> Iterator[Link]:
        textpage = self._textpage(number)
        for annotation in self.reader.pages[number].get("/Annots", ()):
            link = annotation.get_object()
            action = link.get("/A", {})
            shown = " ".join(_bounded(textpage, link["/Rect"]).split())
            address = str(action["/URI"]) if "/URI" in action else None
            target = self.places.get(str(link["/Dest"])) if "/Dest" in link else None
            yield Link(number + 1, shown, str(link.get("/Contents", "")), address, target)


def _chars(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Iterator[Char]:
    height = page.get_height()
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    for index in range(textpage.count_chars()):
        text = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if not text.isprintable() or text.isspace() or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        assert pdfium.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
        assert pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
        size = pdfium.FPDFText_GetFontSize(textpage, index) * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
        yield Char(text, size, box.left, height - box.top, box.right, height - box.bottom)


def _bounded(textpage: pypdfium2.PdfTextPage, rectangle: Iterable[Any]) -> str:
    left, bottom, right, top = map(float, rectangle)
    return textpage.get_text_bounded(left, bottom, right, top)


def _strings(thing: object) -> Iterator[bytes]:
    if isinstance(thing, StreamObject):
        yield thing.get_data()
    if isinstance(thing, TextStringObject):
        yield str(thing).encode()
    elif isinstance(thing, ByteStringObject):
        yield bytes(thing)
    elif isinstance(thing, DictionaryObject):
        for key, value in thing.items():
            yield str(key).encode()
            yield from _strings(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _strings(value)
    elif isinstance(thing, str):
        yield thing.encode()
