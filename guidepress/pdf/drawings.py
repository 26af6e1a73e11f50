"""SVG files judged: nothing from outside, nothing that unfolds into millions of shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

import tinycss2
from cssselect2 import ElementWrapper

from guidepress.pdf.engine import SVGImage, svg_declarations, svg_stylesheets
from guidepress.pdf.refusal import Refusal

MAX_ELEMENTS = 50_000
MAX_DEPTH = 64  # of elements in elements; twice that with references followed
MAX_LENGTH = 1_000_000  # pixels
MAX_DRAWN = 100_000  # elements drawn, each counted as often as `use`, `mask` and the like repeat it

_URL = re.compile(r"""url\(\s*['"]?([^'")]*)""")
_EMBEDDED = re.compile(r"data:image/(png|jpeg)[;,]", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def check(content: bytes) -> None:
    """Raise `Refusal` unless the SVG stands alone and is of a sane size."""
    _check_markup(content)
    root = ElementTree.fromstring(content)
    if root.tag not in ("svg", "{http://www.w3.org/2000/svg}svg"):
        raise Refusal("unreadable-image", "is XML, but not SVG")
    _check_style_rules(root)
    _check_unfolded(_Shape.tree(root))
    _check_size(root)


def _check_markup(content: bytes) -> None:
    """Read the XML without building anything: well-formed, no entities, not too many elements, not too deep."""
    depth = count = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise Refusal("oversized-resource", "has too many elements", "simplify the drawing")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_: object) -> None:
        raise Refusal("blocked-resource", "declares entities", "save it as plain SVG, without a document type")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = start, end, entity
    try:
        parser.Parse(content, True)
    except Refusal:
        raise
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise Refusal("unreadable-image", f"is no well-formed SVG: {problem}") from None


def _check_size(root: ElementTree.Element) -> None:
    """Let WeasyPrint read the size, which it would do in the middle of a layout."""
    try:
        lengths = SVGImage(root, "", None, None).get_intrinsic_size(1, 16)
        sane = all(length is None or 0 <= length <= MAX_LENGTH for length in lengths)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        sane = False
    if not sane:
        raise Refusal("unreadable-image", "has no usable width, height or viewBox", "give its size in plain numbers")


def _check_style_rules(root: ElementTree.Element) -> None:
    for element in root.iter():
        if str(element.tag).rpartition("}")[2] == "style":
            for rule in tinycss2.parse_stylesheet(element.text or "", skip_comments=True, skip_whitespace=True):
                if rule.type == "at-rule" and rule.lower_at_keyword in ("import", "font-face"):
                    raise _reaches_out(f"@{rule.lower_at_keyword}")


@dataclass(slots=True)
class _Shape:
    """An element, the elements in it, and how often it repeats others by their id."""

    children: list[_Shape] = field(default_factory=list)
    repeats: list[tuple[str, int]] = field(default_factory=list)

    @classmethod
    def tree(cls, root: ElementTree.Element) -> dict[str, _Shape]:
        """Return the shapes that have an id, and the root as ``""``."""
        matchers = svg_stylesheets(ElementWrapper.from_xml_root(root), "", None, None)
        known: dict[str, _Shape] = {}

        def build(wrapper: Any) -> _Shape:
            element = wrapper.etree_element
            shape = cls([build(child) for child in wrapper.iter_children()])
            shape.repeats = [(target, _times(element, key)) for key, target in _references(wrapper, matchers)]
            if name := element.get("id"):
                known.setdefault(name, shape)
            return shape

        known[""] = build(ElementWrapper.from_xml_root(root))
        return known


def _references(wrapper: Any, matchers: Any) -> Iterator[tuple[str, str]]:
    """Yield the property or attribute and the id of what an element refers to; refuse what is not in the file."""
    element = wrapper.etree_element
    is_link = str(element.tag).rpartition("}")[2] == "a"  # not followed when drawn
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name in ("href", "src", "base") and not is_link:
            yield from _inside(name, value)
        elif name != "style":
            for target in _URL.findall(value):
                yield from _inside(name, target)
    rules = [rule[-1] for matcher in matchers for rule in matcher.match(wrapper)]
    for declarations in (*rules, *svg_declarations(element.get("style", ""))):
        for name, value in declarations:
            for target in _URL.findall(value):
                yield from _inside(name, target)


def _inside(name: str, target: str) -> Iterator[tuple[str, str]]:
    target = target.strip()
    if target.startswith("#"):
        yield name, target[1:]
    elif target and not _EMBEDDED.match(target):
        raise _reaches_out(target)


def _times(element: ElementTree.Element, key: str) -> int:
    """Return how often an element repeats what it refers to: a marker stands at every corner of a path."""
    if not key.startswith("marker"):
        return 1
    return 1 + len(_NUMBER.findall(element.get("d", "") + " " + element.get("points", ""))) // 2


def _check_unfolded(known: dict[str, _Shape]) -> None:
    """Follow every reference, and refuse circles and drawings that unfold beyond `MAX_DRAWN`."""
    sizes: dict[int, int] = {}
    open_shapes: set[int] = set()

    def size(shape: _Shape, depth: int = 0) -> int:
        key = id(shape)
        if key in sizes:
            return sizes[key]
        if key in open_shapes or depth > 2 * MAX_DEPTH:
            raise Refusal("blocked-resource", "refers to itself", "draw the shapes instead of repeating them")
        open_shapes.add(key)
        total = 1 + sum(size(child, depth + 1) for child in shape.children)
        total += sum(times * size(known[name], depth + 1) for name, times in shape.repeats if name and name in known)
        open_shapes.remove(key)
        sizes[key] = total
        return total

    if size(known[""]) > MAX_DRAWN:
        raise Refusal("oversized-resource", f"unfolds into more than {MAX_DRAWN:,} shapes", "simplify the drawing")


def _reaches_out(target: str) -> Refusal:
    said = target if len(target) <= 60 else f"{target[:60]}…"
    return Refusal("blocked-resource", f'refers to "{said}", outside itself', "embed everything that it shows")
