"""The structure tree: what a file says its content is, for whoever hears it instead of seeing it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.facts import PICTURES, Area, Run, Tag
from guidepress.preflight.geometry import as_area
from guidepress.preflight.reading.frame import Frame
from guidepress.preflight.reading.pdfium import floats

_INLINE = frozenset({"Span", "NonStruct", "Link", "Quote", "Reference", "Code", "Annot", "Em", "Strong", "Sub"})
"""Elements that are part of a line: what they hold belongs to the block around them (ISO 32000-1, 14.8.4.4)."""
_HYPHEN, _BROKEN_AT_HYPHEN = "-", "\x02"  # what PDFium says for a hyphen at the end of a line
_DEEPEST = 60  # elements in elements; deeper ones are of a file that means no good


@dataclass(slots=True)
class _Block:
    """A block on a page while its content is collected."""

    role: str
    language: str
    stands_for: str
    areas: list[Area] = field(default_factory=list)
    text: str = ""

    def add(self, areas: Sequence[Area], text: str) -> None:
        """Add a piece of content; one on a new line is a new word, unless a hyphen broke it."""
        if self.areas and areas and areas[0].y >= self.areas[-1].bottom and not self.text.endswith((" ", _HYPHEN)):
            self.text += " "
        self.areas.extend(areas)
        self.text += text.replace(_BROKEN_AT_HYPHEN, _HYPHEN)

    def tag(self) -> Tag:
        area = reduce(Area.around, self.areas) if self.areas else None
        return Tag(self.role, area, self.text, self.stands_for, self.language)


def tags(page: pypdfium2.PdfPage, runs: Sequence[Run], frame: Frame) -> tuple[Tag, ...]:
    """Return the blocks that have content on a page, in the order of reading, and its figures."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return ()
    try:
        walk = _Walk(_marked(runs), frame)
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk.visit(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
        return tuple(block.tag() for block in walk.blocks if block.areas or block.role in PICTURES)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _marked(runs: Sequence[Run]) -> Mapping[int, list[Run]]:
    marked: dict[int, list[Run]] = {}
    for run in runs:
        if run.mark >= 0:
            marked.setdefault(run.mark, []).append(run)
    return marked


class _Walk:
    """Goes through a page's elements; a block gets the content of the elements that are part of its lines."""

    def __init__(self, marked: Mapping[int, list[Run]], frame: Frame) -> None:
        self.blocks: list[_Block] = []
        self._marked, self._frame = marked, frame

    def visit(self, element: Any, around: _Block | None = None, said: str = "", depth: int = 0) -> None:
        """Add an element; `said` is the text that stands for all of an element around it."""
        role = _text(pdfium.FPDF_StructElement_GetType, element)
        said = _text(pdfium.FPDF_StructElement_GetActualText, element) or said
        block = around if role in _INLINE and around else self._block(element, role, said, around)
        for index in range(pdfium.FPDF_StructElement_CountChildren(element) if depth < _DEEPEST else 0):
            kid = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if kid:
                self.visit(kid, block, said, depth + 1)
            else:
                self._content(block, pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index), said)

    def _block(self, element: Any, role: str, said: str, around: _Block | None) -> _Block:
        language = _text(pdfium.FPDF_StructElement_GetLang, element) or (around.language if around else "")
        block = _Block(role, language, _text(pdfium.FPDF_StructElement_GetAltText, element) or said)
        if role in PICTURES:
            block.areas.extend(as_area(self._frame.matrix, box) for box in _boxes(element))
        self.blocks.append(block)
        return block

    def _content(self, block: _Block, mark: int, said: str) -> None:
        """Add marked content to a block; annotations, and what is on other pages, have no mark."""
        if mark >= 0:
            shown = self._marked.get(mark, ())
            block.add([run.area for run in shown], said or "".join(run.text for run in shown))


_BUFFER = ctypes.create_string_buffer(1 << 12)


def _text(ask: Callable[[Any, Any, int], int], element: Any) -> str:
    """Return a text of an element; a buffer of its own for each would take twice as long."""
    buffer, size = _BUFFER, ask(element, _BUFFER, len(_BUFFER))
    if size > len(_BUFFER):
        buffer = ctypes.create_string_buffer(size)
        ask(element, buffer, size)
    return ctypes.string_at(buffer, size - 2).decode("utf-16-le", "replace") if size > 2 else ""


def _boxes(element: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield the rectangle that an element's attributes give it (ISO 32000-1, 14.8.5.4.3)."""
    for index in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, index)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, b"BBox")
        if value and pdfium.FPDF_StructElement_Attr_CountChildren(value) == 4:
            numbers = (pdfium.FPDF_StructElement_Attr_GetChildAtIndex(value, at) for at in range(4))
            left, bottom, right, top = ((floats(1, _number, number) or (0.0,))[0] for number in numbers)
            yield left, bottom, right, top


_number = pdfium.FPDF_StructElement_Attr_GetNumberValue
