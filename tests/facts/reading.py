"""What stands on the pages of a finished file: characters with their size and place, ink, links, raw bytes."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
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


class Box(NamedTuple):
    """A rectangle, in points from the left and the top of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def pixels(self, scale: int = 1) -> tuple[int, int, int, int]:
        """Return the box in pixels of which so many make a point."""
        left, top, right, bottom = (round(edge * scale) for edge in self)
        return left, top, right, bottom

    def holds(self, other: Box) -> bool:
        """Tell whether the middle of another box is inside."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


class Style(NamedTuple):
    """How a run of text is set: font, red, green, blue and alpha; how far its font rises and falls at one point.

    `turned` text does not run to the right. `mark` is the run's number in the tag tree of its page; what is no content
    has none, −1.
    """

    font: str = ""
    colour: tuple[int, int, int, int] = (0, 0, 0, 255)
    rise: float = 0
    fall: float = 0
    turned: bool = False
    mark: int = -1


class Char(NamedTuple):
    """A visible character: its size in points, and its box in points from the left and the top of the page.

    The box is as tall as the font; `ink` is where there is colour, `baseline` what the character stands on.
    """

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float
    baseline: float = 0
    ink: Box = Box(0, 0, 0, 0)
    style: Style = Style()


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
    styles: dict[int, Style] = {}
    for index in range(textpage.count_chars()):
        text = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if not text.isprintable() or text.isspace() or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        assert pdfium.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
        assert pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
        size = pdfium.FPDFText_GetFontSize(textpage, index) * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
        run = pdfium.FPDFText_GetTextObject(textpage, index)
        place = ctypes.addressof(run.contents)
        style = styles[place] = styles.get(place) or _style(run, matrix.b != 0)
        baseline = height - _doubles(2, pdfium.FPDFText_GetCharOrigin, textpage, index)[1]
        left, right, bottom, top = _doubles(4, pdfium.FPDFText_GetCharBox, textpage, index)
        ink = Box(left, height - top, right, height - bottom)
        yield Char(text, size, box.left, height - box.top, box.right, height - box.bottom, baseline, ink, style)


def _style(run: Any, turned: bool) -> Style:
    font = pdfium.FPDFTextObj_GetFont(run)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    rise, fall = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFFont_GetAscent(font, 1000, rise)
    pdfium.FPDFFont_GetDescent(font, 1000, fall)
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(run, *channels)
    red, green, blue, alpha = (channel.value for channel in channels)
    mark = pdfium.FPDFPageObj_GetMarkedContentID(run)
    named = name.value.decode("utf-8", "replace").rpartition("+")[2]
    return Style(named, (red, green, blue, alpha), rise.value / 1000, -fall.value / 1000, turned, mark)


def _doubles(count: int, read: Callable[..., int], *arguments: object) -> list[float]:
    """Return the numbers that a function writes."""
    found = [ctypes.c_double() for _ in range(count)]
    assert read(*arguments, *found)
    return [number.value for number in found]


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
