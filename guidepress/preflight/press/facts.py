"""Read a file for a press: what PDF/X-4 asks of it (ISO 15930-7), what its pages paint and how much ink they take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from guidepress.preflight.press.graphics import Box, Unreadable
from guidepress.preflight.press.ink import Coverage, coverage
from guidepress.preflight.press.paint import Paint, Painted, page_boxes, rectangle

_VERSION = re.compile(rb"%PDF-(\d\.\d)")
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PROFILE_HEADER = 128  # bytes (ISO 15076-1, 7.2)
_KEPT_OUT = (b"<!DOCTYPE", b"<!ENTITY")  # XMP has no use for them, and a parser may choke on them


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent for PDF/X; of its profile the class, the colour space and the components that are declared."""

    condition: str
    registry: str
    profile: bool
    profile_class: str = ""
    profile_space: str = ""
    components: int = 0


@dataclass(frozen=True, slots=True)
class Annotation:
    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its boxes in points, those of them that it has; what it paints; its ink."""

    number: int
    boxes: Mapping[str, Box]
    annotations: tuple[Annotation, ...] = ()
    paints: tuple[Paint, ...] = ()
    ink: Coverage | None = None


@dataclass(frozen=True, slots=True)
class PressFacts:
    """What a file for a press is made of. `xmp` maps properties, as `{namespace}name`, to their texts.

    `fonts` maps names to whether the font is in the file; `actions` says what the file would do by itself.
    """

    version: str
    identified: bool
    trapped: str
    intents: tuple[Intent, ...]
    xmp: Mapping[str, str]
    xmp_compressed: bool
    actions: tuple[str, ...]
    fonts: Mapping[str, bool]
    pages: tuple[Page, ...]


class Encrypted(Exception):
    """A file that only opens with a key."""


def read(data: bytes) -> PressFacts:
    """Read a file.

    Raises `Encrypted`, and `Unreadable` for what is no sound PDF or goes past what is read of one.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdfium2 import PdfiumError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Encrypted
        return _facts(data, reader)
    except (PyPdfError, PdfiumError, *_BROKEN) as problem:
        raise Unreadable(str(problem) or type(problem).__name__) from problem


# What libraries raise when they take a broken file for a sound one.
_BROKEN = (
    ArithmeticError, AttributeError, LookupError, MemoryError, NotImplementedError, OSError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


def _facts(data: bytes, reader: Any) -> PressFacts:
    root = reader.trailer["/Root"].get_object()
    painted = Painted()
    pages = tuple(_pages(data, reader, painted))
    return PressFacts(
        version=_version(data, root),
        identified="/ID" in reader.trailer,
        trapped=str(_dictionary(reader.trailer.get("/Info")).get("/Trapped", "")),
        intents=tuple(_intents(root)),
        xmp=_xmp(root),
        xmp_compressed="/Filter" in _dictionary(root.get("/Metadata")),
        actions=tuple(dict.fromkeys(_actions(root, reader.pages))),
        fonts=painted.fonts,
        pages=pages,
    )


def _dictionary(found: Any) -> Any:
    found = found.get_object() if hasattr(found, "get_object") else found
    return found if hasattr(found, "raw_get") else {}


def _array(found: Any) -> list[Any]:
    found = found.get_object() if hasattr(found, "get_object") else found
    return [item.get_object() for item in found] if isinstance(found, list) else []


def _version(data: bytes, root: Any) -> str:
    """Return the version of the header, or the later one of the catalogue (ISO 32000-1, 7.5.2)."""
    header = _VERSION.search(data[:1024])
    return max(header[1].decode() if header else "", str(root.get("/Version", ""))[1:])


def _intents(root: Any) -> Iterator[Intent]:
    for intent in map(_dictionary, _array(root.get("/OutputIntents"))):
        if intent.get("/S") != "/GTS_PDFX":
            continue
        named = str(intent.get("/OutputConditionIdentifier", "")), str(intent.get("/RegistryName", ""))
        profile = _dictionary(intent.get("/DestOutputProfile"))
        header = profile.get_data()[:_PROFILE_HEADER] if profile else b""
        kind, space = header[12:16].decode("latin-1"), header[16:20].decode("latin-1")
        yield Intent(*named, len(header) == _PROFILE_HEADER, kind, space, int(profile.get("/N", 0)))


def _xmp(root: Any) -> dict[str, str]:
    """Return the properties of the metadata: elements and attributes of its descriptions; of lists, all their text."""
    stream = _dictionary(root.get("/Metadata"))
    packet = stream.get_data() if stream else b""
    if not packet or any(word in packet for word in _KEPT_OUT):
        return {}
    try:
        tree = ElementTree.fromstring(packet.strip())
    except ElementTree.ParseError:
        return {}
    found: dict[str, str] = {}
    for description in tree.iter(f"{_RDF}Description"):
        found |= description.attrib
        found |= {child.tag: "".join(child.itertext()).strip() for child in description}
    return found


def _actions(root: Any, pages: Any) -> Iterator[str]:
    """Yield what a file does by itself or on a touch: actions at its opening, of its events, in JavaScript."""
    yield from (f"its catalogue has {key}" for key in ("/OpenAction", "/AA") if key in root)
    if "/JavaScript" in _dictionary(root.get("/Names")):
        yield "it holds JavaScript"
    for number, page in enumerate(pages, start=1):
        if "/AA" in page:
            yield f"page {number} has /AA"
        for annotation in map(_dictionary, _array(page.get("/Annots"))):
            if "/AA" in annotation or _dictionary(annotation.get("/A")).get("/S") == "/JavaScript":
                yield f"an annotation on page {number} acts by itself"


def _pages(data: bytes, reader: Any, painted: Painted) -> Iterator[Page]:
    """Yield the pages. Paints come first: they are bounded, and what they do not bear is not drawn."""
    paints = [painted.page(page) for page in reader.pages]
    inks = coverage(data, reader)
    for number, (page, painting, ink) in enumerate(zip(reader.pages, paints, inks, strict=True), start=1):
        yield Page(number, page_boxes(page), tuple(_annotations(page)), painting, ink)


def _annotations(page: Any) -> Iterator[Annotation]:
    for annotation in map(_dictionary, _array(page.get("/Annots"))):
        if "/Rect" in annotation:
            yield Annotation(str(annotation.get("/Subtype", ""))[1:], rectangle(annotation["/Rect"]))
