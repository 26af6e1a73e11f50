"""What a designer would measure on finished pages: blocks and their lines, ink, the colours behind words.

A document is read once. Lengths are points, places count from the left and the top of a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, NamedTuple, cast

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw

from tests.facts.reading import MM, Box, Char, Pdf
from tests.facts.structure import Element, tree

BOOKLET, SHEET = "booklet", "cheatsheet"
INNER, OUTER, HEAD, FOOT = 16 * MM, 13 * MM, 16 * MM, 18 * MM  # margins of a page of a booklet
SHEET_MARGIN = 12 * MM
Colour = tuple[int, int, int]  # red, green, blue
DESIGNED = frozenset({"cover", "inside", "contents", "opener", "notes", "back"})

_INLINE = frozenset({"Span", "Link", "NonStruct", "Reference", "Em", "Strong", "Lbl"})
_SCALE: Any = 2  # pixels a point
_VISIBLE = 12  # of 255: by how much a colour differs at least from the paper where there is ink
_SAME_LINE = 2.0  # points: what is raised less is on the same line
_SPACE = 0.12  # of the size: what is further apart has a space between
_BEHIND = 0.25  # of a character's box: what a colour takes at least that is said to lie behind it


@dataclass
class Line:
    """A line of a block: its characters in reading order."""

    chars: list[Char]

    @property
    def text(self) -> str:
        gaps = [after.left - before.right > _SPACE * after.size for before, after in pairwise(self.chars)]
        return "".join(" " * gap + char.text for gap, char in zip([False, *gaps], self.chars, strict=True))

    @property
    def main(self) -> Char:
        """Return a character of the size and style that most of the line has."""
        kinds = [(char.size, char.style.font) for char in self.chars]
        return self.chars[kinds.index(max(kinds, key=kinds.count))]

    @property
    def box(self) -> Box:
        return around(char.ink for char in self.chars)


@dataclass
class Block:
    """A paragraph, heading, cell, item or picture, as far as it stands on one page: its tag and its lines."""

    tag: str
    page: int
    lines: list[Line]

    @property
    def is_heading(self) -> bool:
        return re.fullmatch("H[1-6]", self.tag) is not None

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def box(self) -> Box:
        return around(line.box for line in self.lines)


class Shade(NamedTuple):
    """A colour of text on a colour of ground; large text may have less contrast."""

    text: Colour
    ground: Colour
    large: bool


@dataclass
class Page:
    """A page, counted from 1. `live` is the area inside its margins."""

    number: int
    kind: str
    width: float
    height: float
    live: Box
    chars: list[Char]
    blocks: list[Block]
    ink: Image.Image = field(repr=False)  # a pixel a point: white where there is ink
    shades: dict[Shade, str] = field(repr=False)  # with what is set so

    @property
    def is_designed(self) -> bool:
        return self.kind in DESIGNED

    @cached_property
    def rows(self) -> list[bool]:
        """Return for each point of the live height, from its top, whether there is ink in the live area."""
        return rows_of(self.ink, self.live)


class Placed(NamedTuple):
    """Where a field of the content stands, in an element of this name."""

    source: str
    page: int
    box: Box
    element: str = ""


@dataclass
class Document:
    """A finished file of some form, read once: its pages, the HTML it was made of, where fields of it stand.

    `kinds` are those of the pages that are not just text.
    """

    name: str
    form: str
    locale: str
    file: Pdf = field(repr=False)
    html: str = field(default="", repr=False)
    placed: Sequence[Placed] = field(default=(), repr=False)
    kinds: Mapping[int, str] = field(default_factory=dict, repr=False)

    @cached_property
    def pages(self) -> list[Page]:
        blocks: dict[int, list[Block]] = {}
        for block in _blocks(self.file):
            blocks.setdefault(block.page, []).append(block)
        return [self._page(number, blocks.get(number, [])) for number in range(1, self.file.page_count + 1)]

    @cached_property
    def paragraphs(self) -> frozenset[str]:
        """Return the letters of each paragraph, heading, cell or item as a whole."""
        return frozenset(_Paragraphs.of(self.html))

    def _page(self, number: int, blocks: list[Block]) -> Page:
        chars, ground = self.file.chars[number - 1], _without_words(self.file, number)
        width, height = ground.width / _SCALE, ground.height / _SCALE
        live = _live(self.form, number, width, height)
        kind = self.kinds.get(number, "flow")
        return Page(number, kind, width, height, live, chars, blocks, _ink(ground, chars), _shades(ground, chars))


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def letters(text: str) -> str:
    """Return a text without all that a line break, a hyphen or a reader of PDFs may change."""
    return re.sub(r"\W", "", text)


def rows_of(ink: Image.Image, box: Box) -> list[bool]:
    """Return for each row of an image within a box whether there is ink in it."""
    part = ink.crop(box.pixels())
    data, width = part.tobytes(), part.width
    return [any(data[row * width : (row + 1) * width]) for row in range(part.height)]


# Blocks


def _blocks(file: Pdf) -> Iterator[Block]:
    """Yield the blocks of a file in reading order; one that is broken over pages is tagged once a page."""
    chars: dict[tuple[int, int], list[Char]] = {}
    for number, found in enumerate(file.chars, 1):
        for char in found:
            chars.setdefault((number, char.style.mark), []).append(char)
    for tag, marks in _tagged(tree(file.reader)):
        words = [char for mark in marks for char in chars.get(mark, ())]
        yield Block(tag, marks[0][0], list(_lines(words)))


def _tagged(root: Element) -> list[tuple[str, list[tuple[int, int]]]]:
    """Return the tag of each block with its runs, those of what stands in its lines included."""
    found: list[tuple[str, list[tuple[int, int]]]] = []

    def visit(element: Element, block: tuple[str, list[tuple[int, int]]]) -> None:
        if element.tag not in _INLINE:
            block = (element.tag, [])
            found.append(block)
        block[1].extend(sorted(element.marks))
        for kid in element.kids:
            visit(kid, block)

    visit(root, ("", []))
    return [block for block in found if block[1]]


def _lines(chars: list[Char]) -> Iterator[Line]:
    """Yield lines: characters that follow each other on one baseline."""
    line: list[Char] = []
    for char in chars:
        if line and abs(char.baseline - line[-1].baseline) > _SAME_LINE:
            yield Line(line)
            line = []
        line.append(char)
    if line:
        yield Line(line)


class _Paragraphs(HTMLParser):
    """Collects the letters of what may be broken over pages."""

    _TAGS = frozenset({"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "h5"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[list[str]] = []

    @classmethod
    def of(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        return [text for text in parser.found if text]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in self._TAGS:
            self._open.append([])

    def handle_data(self, data: str) -> None:
        for parts in self._open:
            parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._TAGS and self._open:
            self.found.append(letters("".join(self._open.pop())))


# Ink and colours


def _live(form: str, number: int, width: float, height: float) -> Box:
    """Return the area inside the margins; odd pages of a booklet are right-hand pages."""
    if form == SHEET:
        return Box(SHEET_MARGIN, SHEET_MARGIN, width - SHEET_MARGIN, height - SHEET_MARGIN)
    left, right = (INNER, OUTER) if number % 2 else (OUTER, INNER)
    return Box(left, HEAD, width - right, height - FOOT)


def _without_words(file: Pdf, number: int) -> Image.Image:
    """Return a picture of a page with all that lies behind its words."""
    page = file.seen[number - 1]
    for item in _objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            assert pdfium.FPDFTextObj_SetTextRenderMode(item, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    picture = page.render(scale=_SCALE).to_pil().convert("RGB")
    page.close()
    return picture


def _objects(holder: object, count: Callable[..., int], get: Callable[..., object]) -> Iterator[object]:
    """Yield the objects of a page or a form, those inside its forms too."""
    for index in range(count(holder)):
        item = get(holder, index)
        yield item
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)


def _ink(ground: Image.Image, chars: list[Char]) -> Image.Image:
    """Return where there is art or text on a page, at a pixel a point; most of the page's left edge is paper."""
    _, paper = max(_colours(ground.crop((0, 0, 1, ground.height))))
    difference = ImageChops.difference(ground, Image.new("RGB", ground.size, paper))
    strongest = reduce(ImageChops.lighter, difference.split())
    art = strongest.point([0] * _VISIBLE + [255] * (256 - _VISIBLE))
    drawing = ImageDraw.Draw(art)
    for char in chars:
        drawing.rectangle(tuple(edge * _SCALE for edge in char.ink), fill=255)
    return art.reduce(_SCALE).point([0] + [255] * 255)


def _shades(ground: Image.Image, chars: list[Char]) -> dict[Shade, str]:
    """Return which colours of text stand on which colours, with the characters that do; nothing lies off the page."""
    found: dict[Shade, str] = {}
    page = Box(0, 0, ground.width / _SCALE, ground.height / _SCALE)
    for char in (char for char in chars if page.holds(char.ink)):
        for behind in _behind(ground, char.ink):
            shade = Shade(_mixed(char.style.colour, behind), behind, _is_large(char))
            found[shade] = found.get(shade, "") + char.text
    return found


def _behind(ground: Image.Image, box: Box) -> Iterator[Colour]:
    left, top, right, bottom = box.pixels(_SCALE)
    part = ground.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    for count, colour in _colours(part):
        if count > _BEHIND * part.width * part.height:
            yield colour


def _colours(picture: Image.Image) -> list[tuple[int, Colour]]:
    """Return the colours of a picture, each with the number of its pixels."""
    return cast("list[tuple[int, Colour]]", picture.getcolors(picture.width * picture.height))


def _mixed(colour: tuple[int, int, int, int], ground: Colour) -> Colour:
    """Return what is seen of a colour that lets its ground through."""
    *own, alpha = colour
    red, green, blue = (
        round((one * alpha + other * (255 - alpha)) / 255) for one, other in zip(own, ground, strict=True)
    )
    return red, green, blue


def _is_large(char: Char) -> bool:
    """Tell whether a character counts as large (WCAG 2.2, 1.4.3): 18 pt, or 14 pt in a bold face."""
    bold = re.search("(?<!Semi-)(?<!Demi-)(Bold|Black|Heavy)", char.style.font) is not None
    return round(char.size, 1) >= (14 if bold else 18)
