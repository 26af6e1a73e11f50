"""Read YAML into plain data that keeps its spelling, and remembers where every key and value stands.

libyaml's events are built into nodes in one pass, so that depth, aliases, duplicate keys and tags are judged before
anything grows. Scalars stay text: the model decides what is a number, a date or a yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from guidepress.content.codes import problem
from guidepress.content.files import YAML_CAP
from guidepress.content.yaml_syntax import explain, find_tabs, lost_text
from guidepress.diagnostics import ContentError, Diagnostic, Span

Steps = Sequence[str | int]

PROBLEM_CAP = 100  # reported of one file; the others show when these are mended
DEPTH_CAP = 64
NODE_CAP = 200_000
ALIAS_CAP = 20_000  # nodes that may come out of aliases and merge keys, in one file

_ABSENT = ("~", "null")
_CORE_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
}
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Place:
    """Where a node stands: line and column of its start and end, counted from 0."""

    __slots__ = ("column", "end_column", "end_line", "line")

    def __init__(self, start: Any, end: Any) -> None:
        self.line, self.column = start.line, start.column
        self.end_line, self.end_column = end.line, end.column


class Scalar:
    """A text as written, or None where there is nothing to print."""

    __slots__ = ("place", "value")
    size, depth = 1, 0

    def __init__(self, value: str | None, place: Place) -> None:
        self.value = value
        self.place = place


class Listing:
    """A list; absent items are left out, so that positions agree with the data."""

    __slots__ = ("depth", "items", "place", "size")

    def __init__(self, place: Place) -> None:
        self.items: list[Node] = []
        self.place = place
        self.size, self.depth = 1, 1


class Mapping:
    """A mapping; absent values keep their key, so that a message can point at it."""

    __slots__ = ("depth", "entries", "place", "size")

    def __init__(self, place: Place) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.place = place
        self.size, self.depth = 1, 1


Node = Scalar | Listing | Mapping


@dataclass
class Document:
    """One YAML file: its data as text, lists and dicts, its problems, and the place of everything in it."""

    file: str
    text: str = ""
    root: Node | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the file, broken where YAML 1.1 breaks them."""
        return _LINE_BREAK.split(self.text)

    @cached_property
    def data(self) -> Any:
        """Return plain data; what is absent is None in a mapping, and left out of a list."""
        return None if self.root is None else _plain(self.root)

    def span(self, path: Steps = (), key: bool = False) -> Span:
        """Return the place of a value, or of its key; of the nearest thing around it if it is not there."""
        node, name = self.descend(path)
        return self.span_of(name if name and (key or _absent(node)) else node)

    def descend(self, path: Steps) -> tuple[Node | None, Scalar | None]:
        """Return the node at a path, or the nearest above it, and the key that it stands under."""
        node, name = self.root, None
        for step in path:
            if isinstance(node, Mapping) and str(step) in node.entries:
                name, node = node.entries[str(step)]
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                name, node = None, node.items[step]
            else:
                break
        return node, name

    def span_of(self, node: Node | None) -> Span:
        """Return a node as a span of one line; of a block, its first key or item."""
        while isinstance(node, Mapping) and node.entries and not self._is_flow(node):
            node = next(iter(node.entries.values()))[0]
        if node is None:
            return Span(self.file, 1, 1, 1, self.line(0))
        place, text = node.place, self.line(node.place.line)
        end = place.end_column if place.end_line == place.line else len(text)
        return Span(self.file, place.line + 1, place.column + 1, max(1, end - place.column), text)

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 0."""
        return self.lines[number] if number < len(self.lines) else ""

    def _is_flow(self, node: Node) -> bool:
        return self.line(node.place.line)[node.place.column :][:1] == "{"


def read_yaml(data: bytes, file: str) -> Document:
    """Read one file. Nothing is raised: the document carries its diagnostics, and no root if it has errors."""
    try:
        text = decode(data, file)
    except ContentError as failure:
        return Document(file, diagnostics=failure.diagnostics)
    document = Document(file, text)
    builder = _Builder(document)
    try:
        builder.run()
    except _Stop:
        pass
    except yaml.YAMLError as failure:
        if not any(found.severity == "error" for found in builder.found):
            builder.found.append(explain(failure, document))
    if "\t" in text and (tab := find_tabs(document, builder.quoted)) and "yaml-tab" not in builder.codes:
        builder.found.append(tab)
    document.diagnostics = tuple(builder.found)
    document.root = None if any(found.severity == "error" for found in builder.found) else builder.root
    return document


def decode(data: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with its byte order mark. Raises `ContentError`."""
    if len(data) > YAML_CAP:
        message = f"this file has {len(data) / 1e6:.1f} MB; {YAML_CAP / 1e6:g} MB is the most"
        raise ContentError(problem("yaml-size", message, Span(file), "split it into several files"))
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as failure:
        raise ContentError(_wrong_encoding(data, file, encoding, failure)) from None
    if strange := _NO_TEXT.search(text):
        raise ContentError(_binary(text, strange.start(), file))
    return text


def _wrong_encoding(data: bytes, file: str, encoding: str, failure: UnicodeDecodeError) -> Diagnostic:
    if b"\0" in data:
        return _binary(data.decode("latin-1"), data.index(b"\0"), file)
    before = data[: failure.start].decode(encoding, errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    around = data[failure.start :].split(b"\n", 1)[0].decode("latin-1")
    shown = before.rpartition("\n")[2] + around.rstrip("\r")
    hint = "save the file as UTF-8 (in most editors: Save as, Encoding, UTF-8)"
    return problem("yaml-encoding", "this is no UTF-8 text", Span(file, line, column, 1, shown), hint)


def _binary(text: str, index: int, file: str) -> Diagnostic:
    lines = _LINE_BREAK.split(text[:index])
    shown = _LINE_BREAK.split(text[index - len(lines[-1]) :][:400], maxsplit=1)[0]
    span = Span(file, len(lines), len(lines[-1]) + 1, 1, shown)
    hint = "delete the character, or save the file as plain text in UTF-8"
    return problem("yaml-binary", f"the character U+{ord(text[index]):04X} has no place in a text", span, hint)


def _absent(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.value is None


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, (_, value) in node.entries.items()}


class _Stop(Exception):
    """Reading this file cannot go on; the reason is among the diagnostics."""


class _Builder:
    """Turn events into nodes, and note what the events show to be wrong."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[Diagnostic] = []
        self.root: Node | None = None
        self.quoted: list[Place] = []  # filled only if the text has tabs
        self._lost = lost_text(document)
        self._tabs = "\t" in document.text
        self._stack: list[Listing | Mapping] = []
        self._names: list[str | None] = []
        self._keys: list[Node | None] = []
        self._anchors: dict[str, Node | None] = {}
        self._documents = self._nodes = self._borrowed = 0

    @property
    def codes(self) -> set[str]:
        """Return the codes found so far."""
        return {found.code for found in self.found}

    def run(self) -> None:
        """Read every event of the text. Raises `_Stop`, or what libyaml raises."""
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self._document,
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: lambda event: self._open(event, Listing(Place(event.start_mark, event.end_mark))),
            yaml.MappingStartEvent: lambda event: self._open(event, Mapping(Place(event.start_mark, event.end_mark))),
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.AliasEvent: self._alias,
        }
        for event in _events(self.document.text):
            if handler := handlers.get(type(event)):
                handler(event)
        if self.root is None or _absent(self.root):
            self._report("yaml-empty", "this file holds nothing", None, "fill it, or delete it")

    def _report(self, code: str, message: str, place: Place | None, hint: str | None = None) -> None:
        span = self.document.span_of(Scalar("", place) if place else None)
        self.found.append(problem(code, message, span, hint))
        if len(self.found) >= PROBLEM_CAP:
            raise _Stop

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            place = Place(event.start_mark, event.end_mark)
            hint = "remove the line ---, or put what follows into a file of its own"
            self._report("yaml-documents", "a second document begins here", place, hint)
            raise _Stop

    def _scalar(self, event: Any) -> None:
        place = Place(event.start_mark, event.end_mark)
        value: str | None = event.value
        if event.style:
            if self._tabs:
                self.quoted.append(place)
        else:
            if self._lost and (lost := self._lost.get((place.end_line, place.end_column))):
                self.found.append(lost(self.document, place, not value))
            value = None if value in _ABSENT and not event.tag else value
        value = value if value and not value.isspace() else None
        self._check_tag(event, place)
        node = Scalar(value, place)
        self._name(event.anchor, node)
        self._add(node)

    def _open(self, event: Any, node: Listing | Mapping) -> None:
        self._check_depth(node)
        self._check_tag(event, node.place)
        self._name(event.anchor, None)  # an alias inside its own anchor is found by this
        self._stack.append(node)
        self._names.append(event.anchor)
        self._keys.append(None)

    def _close(self, event: Any) -> None:
        node = self._stack.pop()
        self._keys.pop()
        node.place.end_line, node.place.end_column = event.end_mark.line, event.end_mark.column
        if isinstance(node, Mapping) and (merge := node.entries.get("<<")) and self._is_plain(merge[0]):
            self._merge(node)
        self._name(self._names.pop(), node)
        self._add(node)

    def _alias(self, event: Any) -> None:
        place = Place(event.start_mark, event.end_mark)
        node = self._anchors.get(event.anchor)
        if node is None:
            known = "stands inside what it repeats" if event.anchor in self._anchors else "has no anchor before it"
            self._report(
                "yaml-alias", f"*{event.anchor} {known}", place, "put the text in quotes if it only begins with *"
            )
            raise _Stop
        self._check_depth(node)
        self._borrow(node.size, place)
        self._add(node)

    def _check_depth(self, node: Node) -> None:
        if len(self._stack) + node.depth > DEPTH_CAP:
            message = f"lists and mappings are nested more than {DEPTH_CAP} deep here"
            self._report("yaml-deep", message, node.place, "content needs six levels at most; check the brackets")
            raise _Stop

    def _borrow(self, size: int, place: Place) -> None:
        self._borrowed += size
        if self._borrowed > ALIAS_CAP:
            message = f"aliases repeat more than {ALIAS_CAP:,} values in this file"
            self._report("yaml-alias", message, place, "write the values out, or use fewer aliases")
            raise _Stop

    def _name(self, anchor: str | None, node: Node | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node

    def _check_tag(self, event: Any, place: Place) -> None:
        if event.tag and event.tag != "!" and event.tag not in _CORE_TAGS:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            hint = "remove it; if the text begins with an exclamation mark, quote the text"
            self._report("yaml-tag", f"the tag {tag[:60]} is not known here", place, hint)

    def _add(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > NODE_CAP:
            self._report("yaml-size", f"this file holds more than {NODE_CAP:,} values", node.place)
            raise _Stop
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Mapping):
            self._add_entry(parent, node)
        elif not _absent(node):
            parent.items.append(node)
        parent.size += node.size
        parent.depth = max(parent.depth, node.depth + 1)

    def _add_entry(self, mapping: Mapping, node: Node) -> None:
        """Take a node as the next key of a mapping, or as the value of the key before."""
        key, self._keys[-1] = self._keys[-1], node
        if key is None:
            return
        self._keys[-1] = None
        if not isinstance(key, Scalar) or key.value is None:
            hint = "write `key: value`; a text with { or [ at its start must be quoted"
            self._report("yaml-key", "a key must be plain text", key.place, hint)
        elif key.value in mapping.entries:
            first = mapping.entries[key.value][0].place.line + 1
            hint = f"it is there already, in line {first}: keep one of them"
            self._report("yaml-duplicate", f"“{key.value}” stands twice in this mapping", key.place, hint)
        else:
            mapping.entries[key.value] = (key, node)

    def _is_plain(self, key: Scalar) -> bool:
        return self.document.line(key.place.line)[key.place.column :].startswith("<<")

    def _merge(self, mapping: Mapping) -> None:
        """Fill a mapping up from those under its key `<<` (YAML's merge key)."""
        key, value = mapping.entries.pop("<<")
        for source in value.items if isinstance(value, Listing) else [value]:
            if not isinstance(source, Mapping):
                self._report("yaml-key", "<< takes aliases of mappings only", key.place, "write `<<: *name`")
                return
            self._borrow(source.size, key.place)
            mapping.size += source.size
            mapping.depth = max(mapping.depth, source.depth)
            mapping.entries = {**source.entries, **mapping.entries}


def _events(text: str) -> Iterator[Any]:
    """Yield libyaml's events; its own message for text it cannot take is a YAMLError too."""
    yield from yaml.parse(text, Loader=_LOADER)
