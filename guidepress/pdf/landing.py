"""Where content has landed on laid-out pages, and which pages their links lead to."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from guidepress.pdf.engine import LineBox, MarginBox, Page, TextBox
from guidepress.placements import HEADINGS, Part, Placement, Reference
from guidepress.units import PT_PER_PX

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


def placements(pages: Sequence[Page], roots: Iterable[Element]) -> tuple[Placement, ...]:
    """Return where each element of a document with an origin, each paragraph in one and each heading landed."""
    sources = {element: source for root in roots for element, source in _sources(root)}
    extents = [(number, *extent) for number, page in enumerate(pages, start=1) for extent in _extents(page, sources)]
    broken: dict[Element, list[int]] = {}
    for number, element, _, is_set in extents:
        if is_set:
            broken.setdefault(element, []).append(number)
    return tuple(
        Placement(
            sources[element],
            number,
            *_area(edges),
            element=str(element.tag),
            part=_part(number, broken.get(element, ())),
        )
        for number, element, edges, _ in extents
    )


def references(pages: Sequence[Page], targets: Mapping[str, int]) -> tuple[Reference, ...]:
    """Return the links to named places, whose pages `targets` holds; those elsewhere are on page 0."""
    return tuple(
        Reference(name, number, *_area(edges), targets.get(name, 0))
        for number, page in enumerate(pages, start=1)
        for kind, name, edges, *_ in page.links
        if kind == "internal"
    )


def origin_of(element: Element) -> str | None:
    """Return where an element was written, or of what it is the frame; None if it does not say."""
    return element.get("data-src", element.get("data-frame"))


def _area(edges: Edges) -> tuple[float, float, float, float]:
    """Return left, top, width and height in points, to a hundredth: they are kept beside each document."""
    left, top, right, bottom = (edge * PT_PER_PX for edge in edges)
    return round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)


def _sources(element: Element, source: str = "") -> Iterator[tuple[Element, str]]:
    """Yield the elements whose place is noted, with the place in the content that they come from."""
    own = origin_of(element)
    source = source if own is None else own
    if own is not None or element.tag in HEADINGS or (source and element.tag == "p"):
        yield element, source
    for child in element:
        yield from _sources(child, source)


def _part(page: int, pages: Sequence[int]) -> Part:
    if len(pages) < 2:
        return "whole"
    return "start" if page == pages[0] else "end" if page == pages[-1] else "middle"


def _extents(page: Page, wanted: Container[Element]) -> Iterator[tuple[Element, Edges, bool]]:
    """Yield the wanted elements on a page, their edges in pixels (around all boxes), and whether they are of lines."""
    edges: dict[Element, Edges] = {}
    lines: set[Element] = set()
    for box, in_margin in _boxes(page):
        element = box.element
        if element is None or element not in wanted or (in_margin and origin_of(element) is None):
            continue
        if isinstance(box, LineBox) and not in_margin:
            lines.add(element)
        if isinstance(box, (LineBox, TextBox)) or "::" in (box.element_tag or ""):
            continue
        left, top, width, height = box.hit_area()
        found = edges.get(element, (left, top, left + width, top + height))
        edges[element] = (
            min(found[0], left), min(found[1], top), max(found[2], left + width), max(found[3], top + height),
        )  # fmt: skip
    yield from ((element, around, element in lines) for element, around in edges.items())


def _boxes(page: Page) -> Iterator[tuple[Any, bool]]:
    """Yield all boxes of a page, positioned ones too, and whether they are in its margins, where text may recur."""
    for part in page._page_box.children:
        for box in part.descendants(placeholders=True):
            yield box, isinstance(part, MarginBox)
