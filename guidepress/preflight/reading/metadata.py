"""What a file's metadata (XMP) say: the title, the standards that it claims to fulfil."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from html import unescape
from itertools import islice

_XML = re.compile(rb"/Subtype\s*/XML\b")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_PACKETS, _MOST_BYTES, _HEAD = 20, 1_000_000, 1000  # pictures have metadata, too
_VALUE = r'(?:\s*=\s*["\']|>\s*)([^<"\'\s]+)'  # of a property, which is an attribute or an element
_PDF_A_PART, _PDF_A_LEVEL = re.compile("pdfaid:part" + _VALUE), re.compile("pdfaid:conformance" + _VALUE)
_PDF_UA = re.compile("pdfuaid:part" + _VALUE)
_PDF_X = re.compile("pdfx(?:id)?:GTS_PDFXVersion" + _VALUE)
_TITLE = re.compile(r"<dc:title\b.*?<rdf:li\b[^>]*>(.*?)</rdf:li>", re.DOTALL)


def claims(xmp: str) -> Iterator[str]:
    """Yield the standards that metadata name: `PDF/UA-1`, `PDF/A-2a`, `PDF/X-4`."""
    if found := _PDF_UA.search(xmp):
        yield f"PDF/UA-{found[1]}"
    if part := _PDF_A_PART.search(xmp):
        level = _PDF_A_LEVEL.search(xmp)
        yield f"PDF/A-{part[1]}{level[1].lower() if level else ''}"
    if found := _PDF_X.search(xmp):
        yield found[1]


def title(xmp: str) -> str:
    """Return the title that metadata give."""
    found = _TITLE.search(xmp)
    return unescape(found[1]).strip() if found else ""


def packets(data: bytes) -> str:
    """Return all metadata in a file, whatever it is about.

    They are found by their bytes, since no object stream holds them (ISO 32000-1, 7.5.7) and to read the file with
    pypdf takes longer than all else. What is encrypted, broken or packed in a rare way is left out.
    """
    return "\n".join(islice(_packets(data), _MOST_PACKETS))


def _packets(data: bytes) -> Iterator[str]:
    for found in _XML.finditer(data):
        stream = _STREAM.search(data, found.end(), found.end() + _HEAD)
        if stream and b"endobj" not in data[found.end() : stream.start()]:
            head = data[max(data.rfind(b"obj", 0, found.start()), stream.start() - 2 * _HEAD, 0) : stream.start()]
            yield _unpacked(b"/FlateDecode" in head, data[stream.end() : stream.end() + _MOST_BYTES])


def _unpacked(packed: bool, body: bytes) -> str:
    """Return a stream's text, given what follows its beginning."""
    if not packed:
        return body[: max(body.find(b"endstream"), 0)].decode("utf-8", "replace")
    try:
        return zlib.decompressobj().decompress(body, _MOST_BYTES).decode("utf-8", "replace")
    except zlib.error:
        return ""
