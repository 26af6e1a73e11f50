"""The tag tree of a finished file (ISO 32000-1, 14.7), read with pypdf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

_PLAIN = {"Span", "NonStruct", "Div"}  # say nothing of their content
_STRICT = {"L", "LI", "Table", "TR"}  # whose children are laid down


@dataclass
class Element:
    """A structure element: its tag, what it says of itself, and the pages (from 1) where its own content stands.

    `marks` are its runs, each a page and a number on it.
    """

    tag: str
    alt: str | None = None
    id: str | None = None
    headers: tuple[str, ...] = ()
    pages: set[int] = field(default_factory=set)
    marks: set[tuple[int, int]] = field(default_factory=set)
    kids: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @cached_property
    def everywhere(self) -> frozenset[int]:
        """Return the pages of this and of all below it."""
        return frozenset(page for element in self.walk() for page in element.pages)

    def outline(self, page: int, depth: int = 0) -> list[str]:
        """Return what of this stands on a page as indented lines: like neighbours counted, plain wrappers left out."""
        blocks = [kid.outline(page, depth + 1) for kid in self._kids_on(page)]
        return ["  " * depth + str(self), *(line for block, count in _runs(blocks) for line in _counted(block, count))]

    def _kids_on(self, page: int) -> Iterator[Element]:
        for kid in self.kids:
            if page in kid.everywhere:
                plain = kid.tag in _PLAIN and self.tag not in _STRICT
                yield from kid._kids_on(page) if plain else (kid,)

    def __str__(self) -> str:
        headers = f" of {len(self.headers)} TH" if self.headers else ""
        return self.tag + headers + (f" “{self.alt}”" if self.alt is not None else "")


def _runs(blocks: list[list[str]]) -> Iterator[tuple[list[str], int]]:
    """Yield each block with how often it follows itself."""
    runs: list[tuple[list[str], int]] = []
    for block in blocks:
        again = runs and runs[-1][0] == block
        runs[-1:] = [(block, runs[-1][1] + 1)] if again else [*runs[-1:], (block, 1)]
    yield from runs


def _counted(block: list[str], count: int) -> list[str]:
    return [f"{block[0]} ×{count}", *block[1:]] if count > 1 else block


def tree(reader: PdfReader) -> Element:
    """Return the root of a file's tag tree."""
    pages = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1) if page.indirect_reference
    }
    [root] = reader.trailer["/Root"]["/StructTreeRoot"]["/K"]  # type: ignore[index]
    return _element(root.get_object(), pages)


def _element(data: DictionaryObject, pages: dict[int, int]) -> Element:
    attributes = data.get("/A", DictionaryObject()).get_object()
    headers = tuple(str(header) for header in attributes.get("/Headers", ()))
    element = Element(str(data["/S"]).lstrip("/"), _text(data, "/Alt"), _text(data, "/ID"), headers)
    kids = data.get("/K", ArrayObject())
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        _add(element, kid.get_object(), data, pages)
    return element


def _add(element: Element, kid: Any, parent: DictionaryObject, pages: dict[int, int]) -> None:
    """Add a child, which is an element, or else marked content or an annotation on a page."""
    if isinstance(kid, DictionaryObject) and "/S" in kid:
        element.kids.append(_element(kid, pages))
        return
    page = (kid if isinstance(kid, DictionaryObject) and "/Pg" in kid else parent).raw_get("/Pg")
    assert isinstance(page, IndirectObject)
    element.pages.add(pages[page.idnum])
    mark = kid.get("/MCID") if isinstance(kid, DictionaryObject) else kid
    if mark is not None:
        element.marks.add((pages[page.idnum], int(mark)))


def _text(data: DictionaryObject, key: str) -> str | None:
    return str(data[key]) if key in data else None
