"""A PDF file in the making: objects copied from another file as they are, without a look into their streams.

pypdf's own writer would duplicate colour profiles, has no object streams and calls itself for every reference; this one
copies each object once, compresses what is not a stream (ISO 32000-1, 7.5.7), and writes the same bytes every time.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from itertools import islice
from math import isfinite
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

# What belongs to pages, tags and forms. A resource that refers to one of them would drag the whole source along.
_LEFT_OUT = ("/Page", "/Pages", "/Catalog", "/StructTreeRoot", "/StructElem", "/Annot", "/Action")
_DROPPED = ("/StructParent", "/StructParents", "/PieceInfo", "/Length")
_MOST_HOPS = 16
_OBJECTS_IN_A_STREAM = 100


class PdfFile:
    """Gathers objects; `render` writes them."""

    def __init__(self) -> None:
        self._objects: list[PdfObject] = []
        self._copies: dict[tuple[int, int], IndirectObject] = {}
        self._waiting: deque[tuple[int, PdfObject]] = deque()

    def add(self, value: PdfObject) -> IndirectObject:
        """Take an object in and return the reference to it."""
        self._objects.append(value)
        return IndirectObject(len(self._objects), 0, self)

    def copy(self, value: PdfObject) -> PdfObject:
        """Return a copy of something of the source; what it refers to is copied, once, along with it."""
        copied = self._copied(value)
        while self._waiting:
            place, original = self._waiting.popleft()
            self._objects[place] = self._copied(original)
        return copied

    def _copied(self, value: PdfObject) -> PdfObject:
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, StreamObject):
            return stream(self._entries(value), value._data)
        if isinstance(value, DictionaryObject):
            return dictionary(self._entries(value)) if value.get("/Type") not in _LEFT_OUT else NullObject()
        if isinstance(value, ArrayObject):
            return ArrayObject(self._copied(item) for item in value)
        if isinstance(value, FloatObject):
            return value if isfinite(value) else NumberObject(0)
        # Rewritten as text, a string of bytes (a palette, a digest) could change.
        return ByteStringObject(value.original_bytes) if isinstance(value, TextStringObject) else value

    def _entries(self, value: DictionaryObject) -> dict[str, PdfObject]:
        return {key: self._copied(value.raw_get(key)) for key in value if key not in _DROPPED}

    def _reference(self, value: IndirectObject) -> IndirectObject:
        key = value.idnum, value.generation
        if key not in self._copies:
            self._copies[key] = self.add(NullObject())
            self._waiting.append((self._copies[key].idnum - 1, resolved(value)))
        return self._copies[key]

    def render(self, root: IndirectObject, info: IndirectObject, version: str) -> bytes:
        """Return the file, of at least PDF 1.5; its /ID is a digest of its content."""
        out = _Output(version)
        small = [number for number, each in enumerate(self._objects, 1) if not isinstance(each, StreamObject)]
        for number, each in enumerate(self._objects, 1):
            if isinstance(each, StreamObject):
                out.write(number, each)
        following = iter(range(len(self._objects) + 1, 2 * len(self._objects) + 3))
        for batch in _batches(small):
            out.write_packed(next(following), {number: self._objects[number - 1] for number in batch})
        return out.finished(next(following), {"/Root": root, "/Info": info})


class _Output:
    """The bytes of a file, and where in them each object is."""

    def __init__(self, version: str) -> None:
        self._data = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
        self._places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}  # rows of a cross-reference stream

    def write(self, number: int, value: PdfObject) -> None:
        self._places[number] = (1, len(self._data), 0)
        self._data += b"%d 0 obj\n%s\nendobj\n" % (number, serialized(value))

    def write_packed(self, number: int, objects: Mapping[int, PdfObject]) -> None:
        """Write an object stream."""
        bodies = [serialized(value) + b"\n" for value in objects.values()]
        index, offset = b"", 0
        for position, (each, body) in enumerate(zip(objects, bodies, strict=True)):
            index += b"%d %d " % (each, offset)
            offset += len(body)
            self._places[each] = (2, number, position)
        entries = {"/Type": NameObject("/ObjStm"), "/N": NumberObject(len(bodies)), "/First": NumberObject(len(index))}
        self.write(number, compressed(index + b"".join(bodies), entries))

    def finished(self, number: int, trailer: Mapping[str, PdfObject]) -> bytes:
        """Add the cross-reference stream and return the file."""
        start = len(self._data)
        self._places[number] = (1, start, 0)
        rows = b"".join(
            kind.to_bytes(1, "big") + where.to_bytes(4, "big") + index.to_bytes(2, "big")
            for _, (kind, where, index) in sorted(self._places.items())
        )
        identity = ByteStringObject(sha256(self._data).digest()[:16])
        entries: dict[str, PdfObject] = {"/Type": NameObject("/XRef"), "/Size": NumberObject(len(self._places))}
        entries |= {"/W": numbers((1, 4, 2)), **trailer, "/ID": ArrayObject([identity, identity])}
        self.write(number, compressed(rows, entries))
        return bytes(self._data + b"startxref\n%d\n%%%%EOF\n" % start)


def resolved(value: Any) -> PdfObject:
    """Return what a reference leads to; null where it leads to nothing, or round in circles."""
    for _ in range(_MOST_HOPS):
        if not isinstance(value, IndirectObject):
            return NullObject() if value is None else value
        value = value.get_object()
    return NullObject()


def dictionary(entries: Mapping[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def stream(entries: Mapping[str, PdfObject], data: bytes) -> StreamObject:
    """Return a stream of data that is encoded as the entries say."""
    made = StreamObject()
    made.update(dictionary(entries))
    made.set_data(data)
    return made


def compressed(data: bytes, entries: Mapping[str, PdfObject] | None = None) -> StreamObject:
    return stream({**(entries or {}), "/Filter": NameObject("/FlateDecode")}, zlib.compress(data, 9))


def numbers(values: Iterable[float]) -> ArrayObject:
    """Return an array of numbers, to a thousandth of a point."""
    rounded = (round(value, 3) for value in values)
    return ArrayObject([NumberObject(value) if value == int(value) else FloatObject(value) for value in rounded])


def serialized(value: PdfObject) -> bytes:
    buffer = BytesIO()
    value.write_to_stream(buffer)
    return buffer.getvalue()


def _batches(values: Iterable[int]) -> Iterator[list[int]]:
    iterator = iter(values)
    while batch := list(islice(iterator, _OBJECTS_IN_A_STREAM)):
        yield batch
