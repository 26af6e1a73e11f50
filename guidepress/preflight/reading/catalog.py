"""A file's catalogue, and what it names: read with pypdf, but without all else that is packed with it.

pypdf reads a whole object stream for one object of it; of a booklet with tags that takes as long as all other facts.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from guidepress.foreign import DAMAGE
from guidepress.preflight.reading.raw import value


class Catalog:
    """The catalogue of a file, of which it keeps the `data`; an empty one, if it is too damaged to find it."""

    def __init__(self, data: bytes) -> None:
        from pypdf import PdfReader

        self.data = data
        self._reader: Any = None
        self._root: Any = None
        try:
            self._reader = PdfReader(BytesIO(data))
            self._root = self._resolved(self._reader.trailer.raw_get("/Root"))
        except DAMAGE:
            return

    def find(self, *keys: str) -> Any:
        """Return what is at the end of a way of keys; None if nothing is there, or it cannot be read."""
        found: Any = self._root
        try:
            for key in keys:
                if not hasattr(found, "raw_get") or key not in found:
                    return None
                found = self._resolved(found.raw_get(key))
        except DAMAGE:
            return None
        return found

    def metadata(self) -> bytes:
        """Return the metadata that are about the file as a whole; empty if there are none."""
        stream: Any = self.find("/Metadata")
        try:
            return stream.get_data() if hasattr(stream, "get_data") else b""
        except DAMAGE:
            return b""

    def _resolved(self, found: Any) -> Any:
        number = getattr(found, "idnum", None)
        if number is None:
            return found
        place = self._reader.xref_objStm.get(number)
        return self._unpacked(number, place[0]) if place else found.get_object()

    def _unpacked(self, number: int, holder: int) -> Any:
        """Return an object of an object stream: it is found by the pairs of numbers that the stream begins with."""
        from pypdf.generic import IndirectObject, read_object

        stream: Any = IndirectObject(holder, 0, self._reader).get_object()
        data, first = stream.get_data(), int(value(stream, "/First"))
        head = [int(word) for word in data[:first].split()]
        at = dict(zip(head[::2], head[1::2], strict=False))[number]
        return read_object(BytesIO(data[first + at :]), self._reader)
