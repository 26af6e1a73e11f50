"""Read a file for a press: what PDF/X-4 asks of it (ISO 15930-7), what its pages paint and how much ink they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from io import BytesIO
from typing import Any, NamedTuple

from guidepress.preflight.content import Unreadable
from guidepress.preflight.facts import Area
from guidepress.preflight.geometry import Box, as_area, as_seen
from guidepress.preflight.press.bound import most_ink
from guidepress.preflight.press.ink import Coverage, excesses
from guidepress.preflight.press.paint import Paint, Painted, page_boxes, rectangle
from guidepress.preflight.press.places import places
from guidepress.preflight.shared import Shared
from guidepress.preflight.xmp import parsed, properties

_VERSION = re.compile(rb"%PDF-(\d\.\d)")
_PROFILE_HEADER = 128  # bytes (ISO 15076-1, 7.2)


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
    """A page: its boxes in points, those of them that it has; what it paints; its ink, if that can be too much.

    `locate` says where its paints are, each where it comes up first.
    """

    number: int
    boxes: Mapping[str, Box]
    annotations: tuple[Annotation, ...] = ()
    paints: tuple[Paint, ...] = ()
    ink: Coverage | None = None
    locate: Callable[[], Mapping[Paint, Area]] = dict
    turned: int = 0

    def seen(self, box: Box) -> Area:
        """Return a box of the file as an area of the page."""
        return as_area(as_seen(self.boxes.get("TrimBox", self.boxes["MediaBox"]), self.turned), box)


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
    encrypted: bool = False
    unreadable: str = ""


NOTHING = PressFacts("", False, "", (), {}, False, (), {}, ())


def read(data: bytes, ink_limit: float = 0.0, *, painted: bool = True, shared: Shared | None = None) -> PressFacts:
    """Read a file; where it cannot be read, that is the only fact.

    Pages that may have more ink than the limit, in percent, are drawn to measure it. Without `painted`, nothing of
    what they paint is read. Pages that are known from another file, with which it has them `shared`, are taken as they
    are.
    """
    try:
        return _read(data, _Asked(ink_limit, painted, shared or Shared()))
    except Unreadable as problem:
        return replace(NOTHING, unreadable=str(problem))


class _Asked(NamedTuple):
    """What is to be read of a file."""

    ink_limit: float
    painted: bool
    shared: Shared


def _read(data: bytes, asked: _Asked) -> PressFacts:
    from pypdf import PdfReader
    from pypdfium2 import PdfiumError

    from guidepress.foreign import DAMAGE

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return replace(NOTHING, encrypted=True)
        return _facts(data, reader, asked)
    except (PdfiumError, MemoryError, OSError, *DAMAGE) as problem:
        raise Unreadable(str(problem) or type(problem).__name__) from problem


def _facts(data: bytes, reader: Any, asked: _Asked) -> PressFacts:
    root = reader.trailer["/Root"].get_object()
    packet = _dictionary(root.get("/Metadata"))
    pages, fonts = _pages(data, reader, asked)
    return PressFacts(
        version=_version(data, root),
        identified="/ID" in reader.trailer,
        trapped=str(_dictionary(reader.trailer.get("/Info")).get("/Trapped", "")),
        intents=tuple(_intents(root)),
        xmp=properties(parsed(packet.get_data() if packet else b"")),
        xmp_compressed="/Filter" in packet,
        actions=tuple(dict.fromkeys(_actions(root, reader.pages))),
        fonts=fonts,
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


def _pages(data: bytes, reader: Any, asked: _Asked) -> tuple[tuple[Page, ...], Mapping[str, bool]]:
    """Return the pages and their fonts. Paints come first: they are bounded, and what they do not bear is not drawn."""
    known, own, common = asked.shared.painted, Painted(), Painted()
    paints: dict[int, tuple[Paint, ...]] = {}
    for index, page in enumerate(reader.pages):
        if index + 1 not in known.pages:
            painted = common if index + 1 in asked.shared.numbers else own
            paints[index] = painted.page(page) if asked.painted else ()
    rich = [index for index, paint in paints.items() if most_ink(paint) > asked.ink_limit]
    inks = excesses(data, reader, rich, asked.ink_limit) if rich else {}
    found = {index + 1: _page(reader.pages[index], index + 1, paints[index], inks.get(index)) for index in paints}
    known.pages.update({number: page for number, page in found.items() if number in asked.shared.numbers})
    known.fonts.update(common.fonts)
    pages = tuple(found.get(number) or known.pages[number] for number in range(1, len(reader.pages) + 1))
    return pages, {**own.fonts, **known.fonts}


def _page(page: Any, number: int, painting: tuple[Paint, ...], ink: Coverage | None) -> Page:
    return Page(
        number=number,
        boxes=page_boxes(page),
        annotations=tuple(_annotations(page)),
        paints=painting,
        ink=ink,
        locate=cache(partial(places, page)),
        turned=page.rotation % 360,
    )


def _annotations(page: Any) -> Iterator[Annotation]:
    for annotation in map(_dictionary, _array(page.get("/Annots"))):
        if "/Rect" in annotation:
            yield Annotation(str(annotation.get("/Subtype", ""))[1:], rectangle(annotation["/Rect"]))
