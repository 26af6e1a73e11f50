"""What PDFium does not tell of pages: the unit of their coordinates, and letters that have no glyph.

Both are rare. A quick look at the bytes of all streams says whether the file may have any; only then are its pages
read again, with pypdf.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from guidepress.preflight.content import operations

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 4_000  # bytes before a stream, in which its dictionary is
_OTHER = re.compile(
    rb"/(Image|Length1|Length3|FontFile|Metadata|XRef|CIDFontType0C|Type1C|OpenType)\b|/N \d+\b(?!.*/First)", re.DOTALL
)
_LONGEST = 16_000_000  # bytes of a stream
_MISSING = re.compile(rb"<(?:[0-9A-Fa-f]{4})*?0000|\0\0|\\0{1,3}\\0")
_ZEROS = (b"0000", b"\0\0", b"\\0")
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})>\s+0\s")  # in a CMap: a code that stands for the first glyph
_STRING = re.compile(rb"<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_SHOW = frozenset({b"Tj", b"TJ", b"'", b'"'})
_DEPTH = 8

Codes = frozenset[int]


class Stream(NamedTuple):
    """A stream, uncompressed; whether it looks like that of a form XObject."""

    form: bool
    data: bytes


class Further(NamedTuple):
    """What pypdf tells of a page: how long its unit is in points (/UserUnit), and how many letters lack a glyph."""

    unit: float = 1.0
    glyphless: int = 0


def read(data: bytes, found: Iterable[Stream]) -> Mapping[int, Further]:
    """Return what is to be told of pages, by their numbers; pages without are as most pages are.

    `found` are the streams of the file.
    """
    suspicious = b"/UserUnit" in data or any(_suspicious(each.data) for each in found)
    return dict(_pages(data)) if suspicious else {}


def streams(data: bytes) -> Iterator[Stream]:
    """Yield the streams that are no picture, font or profile."""
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()]
        head = head[max(head.rfind(b" obj"), 0) :]
        if _OTHER.search(head):
            continue
        form = b"/Form" in head
        body = data[found.end() : max(data.find(b"endstream", found.end()), 0)]
        if b"/FlateDecode" not in head:
            yield Stream(form, body)
            continue
        try:
            yield Stream(form, zlib.decompressobj().decompress(body, _LONGEST))
        except zlib.error:
            continue


def _suspicious(stream: bytes) -> bool:
    if b"begincidchar" in stream:
        return _MAPPED.search(stream) is not None
    shows = b" Tf" in stream and any(zeros in stream for zeros in _ZEROS)  # which is soon found out
    return b"/UserUnit" in stream or (shows and _MISSING.search(stream) is not None)


def _pages(data: bytes) -> Iterator[tuple[int, Further]]:
    from pypdf import PdfReader

    reader, glyphs = PdfReader(BytesIO(data)), _Glyphs()
    for number, page in enumerate(reader.pages, start=1):
        unit = page.get("/UserUnit", 1)
        stream = page.get_contents()
        count = glyphs.missing(stream.get_data() if stream is not None else b"", value(page, "/Resources"))
        if unit != 1 or count:
            yield number, Further(float(unit), count)


class _Glyphs:
    """Counts the letters without a glyph; remembers fonts and forms."""

    def __init__(self) -> None:
        self._codes: dict[int, Codes] = {}
        self._forms: dict[int, int] = {}

    def missing(self, content: bytes, resources: Any, depth: int = 0) -> int:
        """Return how many letters a content stream shows with the first glyph, which stands for a missing one."""
        fonts, forms = value(resources, "/Font"), value(resources, "/XObject")
        count, codes, saved = 0, Codes(), []
        for operation in operations(content):
            operator, operands = operation.operator, operation.operands
            if operator == b"q":
                saved.append(codes)
            elif operator == b"Q" and saved:
                codes = saved.pop()
            elif operator == b"Tf" and len(operands) > 1:
                codes = self._of_font(value(fonts, operands[-2].decode("latin-1")))
            elif operator in _SHOW and codes:
                count += sum(code in codes for code in _shown(operands))
            elif operator == b"Do" and operands and depth < _DEPTH:
                count += self._of_form(value(forms, operands[-1].decode("latin-1")), depth)
        return count

    def _of_form(self, form: Any, depth: int) -> int:
        if id(form) not in self._forms:
            self._forms[id(form)] = 0  # while it is being read: a form may show itself
            if value(form, "/Subtype") == "/Form":
                self._forms[id(form)] = self.missing(form.get_data(), value(form, "/Resources"), depth + 1)
        return self._forms[id(form)]

    def _of_font(self, font: Any) -> Codes:
        """Return the codes of a font that stand for its first glyph; of a simple font none, whose codes go by names."""
        if id(font) not in self._codes:
            self._codes[id(font)] = Codes(_first_glyph(font))
        return self._codes[id(font)]


def _first_glyph(font: Any) -> Iterator[int]:
    encoding = value(font, "/Encoding")
    if encoding in ("/Identity-H", "/Identity-V"):
        yield 0
    elif hasattr(encoding, "get_data"):
        yield from (int(code, 16) for code in _MAPPED.findall(encoding.get_data()))


def _shown(operands: list[bytes]) -> Iterator[int]:
    """Yield the codes, of two bytes each, of the strings among some operands."""
    for string in _STRING.findall(b" ".join(operands)):
        if string[:1] == b"<":
            digits = b"".join(string[1:-1].split())
            letters = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        else:
            letters = _ESCAPE.sub(_unescaped, string[1:-1])
        yield from (int.from_bytes(letters[at : at + 2]) for at in range(0, len(letters) - 1, 2))


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes((int(code, 8) & 255,)) if code[:1].isdigit() else _ESCAPED.get(code, code)


def value(holder: Any, key: str) -> Any:
    """Return a value of a dictionary, whatever it holds; None if there is none."""
    found: Any = holder.get(key) if hasattr(holder, "get") else None
    return found.get_object() if hasattr(found, "get_object") else found
