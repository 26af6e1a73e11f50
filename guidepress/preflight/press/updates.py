"""Write objects behind a PDF: an incremental update (ISO 32000-1, 7.5.6), which leaves all else as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any


def entries(source: Mapping[str, Any], *keys: str) -> bytes:
    """Return the entries of a dictionary as a file has them, references as references."""
    out = BytesIO()
    for key in keys:
        if key in source:
            out.write(key.encode("latin-1") + b" ")
            source.raw_get(key).write_to_stream(out)  # type: ignore[attr-defined]
            out.write(b" ")
    return out.getvalue()


def stream(head: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def first_free(reader: Any) -> int:
    """Return the first number that no object of a file has."""
    used = [0, *reader.xref_objStm, *(number for numbers in reader.xref.values() for number in numbers)]
    return max(int(reader.trailer.get("/Size", 0)), max(used) + 1)


def updated(data: bytes, objects: Mapping[int, bytes], root: int) -> bytes:
    """Return a file with new objects behind it, one of them its new root (7.5.6).

    The new cross-references are of the kind that the file's last ones are (7.5.4, 7.5.8): kinds cannot be mixed.
    """
    out = BytesIO()
    out.write(data + b"\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    found = re.findall(rb"startxref\s+(\d+)", data[-2048:])
    previous = int(found[-1]) if found else 0
    write = _write_table if data[previous : previous + 4] == b"xref" else _write_stream
    write(out, offsets, b"/Root %d 0 R /Prev %d" % (root, previous))
    return out.getvalue()


def _write_table(out: BytesIO, offsets: Mapping[int, int], entries: bytes) -> None:
    start, first = out.tell(), min(offsets)
    lines = b"".join(b"%010d 00000 n \n" % offsets[number] for number in sorted(offsets))
    out.write(b"xref\n%d %d\n%strailer\n<< /Size %d %s >>\n" % (first, len(offsets), lines, max(offsets) + 1, entries))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)


def _write_stream(out: BytesIO, offsets: Mapping[int, int], entries: bytes) -> None:
    start, first, number = out.tell(), min(offsets), max(offsets) + 1
    places = [*(offsets[one] for one in sorted(offsets)), start]
    rows = b"".join(b"\x01" + place.to_bytes(5, "big") + b"\0" for place in places)
    head = b"/Type /XRef /W [1 5 1] /Index [%d %d] /Size %d %s" % (first, len(places), number + 1, entries)
    out.write(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, stream(head, rows), start))
