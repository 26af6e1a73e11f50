"""Judge an SVG before anything draws it: no script, no entity, nothing from outside, no bomb, and a size."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

ELEMENT_CAP = 20_000  # copies through <use> included
DEPTH_CAP = 100

_REFUSED = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
_RASTER = re.compile(r"data:image/(png|jpe?g);base64,", re.I)
_OUTER_URL = re.compile(r"url\(\s*['\"]?\s*(?!['\"]?#)", re.I)
_ACTIVE_STYLE = re.compile(r"@import|expression\(|javascript:|\\", re.I)


@dataclass
class SvgReport:
    """What is wrong with an SVG: `unsafe` in what it holds, `broken` in how it is written; and the rasters inside."""

    unsafe: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    rasters: list[str] = field(default_factory=list)
    """data: addresses of PNG and JPEG images."""


def proportion(data: bytes) -> float:
    """Return width by height of a drawing that `inspect` found sound, from its viewBox, else from its size."""
    root = ElementTree.fromstring(data)
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    sides = box[2:4] if len(box) == 4 else [_length(root.get(name, "")) for name in ("width", "height")]
    return sides[0] / sides[1] if min(sides, default=0) > 0 else 1.0


def _length(text: str) -> float:
    number = re.match(r"\s*([\d.]+)", text)
    return float(number[1]) if number else 0.0


def inspect(data: bytes) -> SvgReport:
    """Read an SVG and report what is wrong with it. Nothing is raised, nothing is fetched."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)
    except _Enough:
        return reader.report
    except (expat.ExpatError, LookupError, ValueError) as failure:
        reader.report.broken.append(f"it is not well-formed XML ({failure})")
        return reader.report
    reader.finish()
    return reader.report


class _Enough(Exception):
    """Reading on would be a risk."""


class _Reader:
    def __init__(self) -> None:
        self.report = SvgReport()
        self._stack: list[str] = []
        self._ids: list[str | None] = []
        self._uses: dict[str, list[str]] = {"": []}
        self._sizes: dict[str, int] = {"": 0}
        self._count = 0

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal:
            self._stop("it declares entities or a document type of its own")

    def instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._unsafe("it calls a style sheet")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        self._count += 1
        if not self._stack:
            self._root(namespace, name, attributes)
        if self._count > ELEMENT_CAP or len(self._stack) >= DEPTH_CAP:
            self._stop(f"it has more than {ELEMENT_CAP:,} elements, or nests more than {DEPTH_CAP} deep")
        if name.lower() in _REFUSED:
            self._unsafe(f"it holds <{name}>")
        self._stack.append(name)
        self._enter(attributes.get("id"))
        for attribute, value in attributes.items():
            self._attribute(name, attribute.rpartition(" ")[2], value)

    def end(self, tag: str) -> None:
        self._stack.pop()
        self._ids.pop()

    def text(self, text: str) -> None:
        if self._stack and self._stack[-1].lower() == "style":
            self._style(text)

    def finish(self) -> None:
        """Judge what only the whole shows: circles and explosions of <use>."""
        try:
            drawn = _drawn("", self._uses, self._sizes, {})
        except RecursionError:
            self._unsafe("its <use> elements go in a circle")
        else:
            if drawn > ELEMENT_CAP:
                self._unsafe(f"its <use> elements draw more than {ELEMENT_CAP:,} elements")

    def _root(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        if name != "svg" or namespace != "http://www.w3.org/2000/svg":
            self.report.broken.append(f'it begins with <{name}>, not with <svg xmlns="http://www.w3.org/2000/svg">')
            raise _Enough
        if "viewBox" not in attributes and not {"width", "height"} <= attributes.keys():
            self.report.broken.append("it has no size: the <svg> element needs a viewBox")

    def _enter(self, id: str | None) -> None:
        """Count an element for every named element that it lies in."""
        self._ids.append(id)
        if id:
            self._uses.setdefault(id, [])
            self._sizes.setdefault(id, 0)
        for around in {"", *filter(None, self._ids)}:
            self._sizes[around] += 1

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self._unsafe(f"it holds the event handler {name}")
        if name.lower() in ("href", "src"):
            self._reference(element, value.strip())
        elif name != "id":
            self._style(value)

    def _reference(self, element: str, target: str) -> None:
        if target.startswith("#"):
            if element == "use":
                for around in {"", *filter(None, self._ids)}:
                    self._uses[around].append(target[1:])
        elif _RASTER.match(target):
            self.report.rasters.append(target)
        else:
            self._unsafe(f"it refers to something outside it ({target[:60]})")

    def _style(self, text: str) -> None:
        if _OUTER_URL.search(text) or _ACTIVE_STYLE.search(text):
            self._unsafe("its styles refer to something outside it")

    def _unsafe(self, what: str) -> None:
        if what not in self.report.unsafe:
            self.report.unsafe.append(what)

    def _stop(self, what: str) -> None:
        self._unsafe(what)
        raise _Enough


def _drawn(id: str, uses: dict[str, list[str]], sizes: dict[str, int], known: dict[str, int | None]) -> int:
    """Return how many elements a named one draws, copies included. Raises `RecursionError` for a circle."""
    if id in known:
        if (count := known[id]) is None:
            raise RecursionError
        return count
    known[id] = None
    total = known[id] = sizes.get(id, 0) + sum(_drawn(used, uses, sizes, known) for used in uses.get(id, ()))
    return total
