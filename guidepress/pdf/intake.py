"""A PDF from anywhere, opened: its pages with their boxes, and what its sheets keep. Bad files are refused in words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from itertools import count
from math import isfinite
from typing import Any, TypeVar

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from guidepress.diagnostics import Diagnostic, PreflightError, error, warning
from guidepress.foreign import DAMAGE, HEAD, brief, check, damaged, encrypted, pageless
from guidepress.pdf.imposition import Rect
from guidepress.pdf.objects import resolved

MAX_PAGES = 3_000
_MAX_NODES = 4 * MAX_PAGES  # of the page tree, inner ones included
_MAX_DEPTH = 64
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # ISO 32000-1, table 30
_MOST_MISTAKES = 1_000
_LONGEST_UNIT = 75.0  # /UserUnit
_LONGEST = 14_400.0  # a side of a page, in its units; ISO 32000-1, annex C

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page as its file describes it; boxes in its own space, `rotate` clockwise, `unit` in points."""

    number: int
    entries: Mapping[str, PdfObject]  # its own and those it inherits
    trim: Rect
    bleed: Rect
    rotate: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the trimmed page as it is read, in points."""
        sides = self.trim.width * self.unit, self.trim.height * self.unit
        return sides if self.rotate % 180 == 0 else (sides[1], sides[0])

    @property
    def bleed_pt(self) -> float:
        """The widest bleed of its four sides, in points."""
        trim, bleed = self.trim, self.bleed
        sides = trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top
        return max(0.0, *sides) * self.unit

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """What brings the page, as it is read, to the origin: its trimmed corner at the lower left."""
        left, bottom, right, top = self.trim
        unit = self.unit
        a, b, c, d, e, f = {
            0: (1, 0, 0, 1, -left, -bottom),
            90: (0, -1, 1, 0, -bottom, right),
            180: (-1, 0, 0, -1, right, top),
            270: (0, 1, -1, 0, top, -left),
        }[self.rotate]
        return a * unit, b * unit, c * unit, d * unit, e * unit, f * unit


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: its pages, its catalogue and its information, as pypdf objects."""

    pages: tuple[SourcePage, ...]
    catalog: DictionaryObject
    info: DictionaryObject
    title: str


def guarded(function: Callable[..., _Result]) -> Callable[..., _Result]:
    """Make what reads a source raise `PreflightError` where the source is damaged."""

    @wraps(function)
    def run(*arguments: Any, **more: Any) -> _Result:
        try:
            return function(*arguments, **more)
        except DAMAGE as problem:
            raise damaged(str(problem) or type(problem).__name__) from problem

    return run


@guarded
def opened(data: bytes) -> Source:
    """Open a file; raise `PreflightError` with what is wrong with it. Most objects are read later, when needed."""
    check(len(data), data[:HEAD], "imposed")
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise encrypted()
    catalog, info = resolved(reader.trailer["/Root"]), resolved(reader.trailer.get("/Info"))
    if not isinstance(catalog, DictionaryObject):
        raise damaged("it has no catalogue")
    pages = tuple(_page(number, entries) for number, entries in enumerate(_leaves(catalog), start=1))
    if not pages:
        raise pageless()
    info = info if isinstance(info, DictionaryObject) else DictionaryObject()
    title = resolved(info.get("/Title"))
    return Source(pages, catalog, info, " ".join(title.split()) if isinstance(title, str) else "")


@contextmanager
def repairs() -> Iterator[list[Diagnostic]]:
    """Collect what pypdf works around while a source is read, the first as a warning; the terminal is not its own.

    Past a thousand mistakes it gives up: pypdf would read such a file over and over, for minutes.
    """
    found: list[Diagnostic] = []
    mistakes = count(1)

    def tell(record: logging.LogRecord) -> None:
        if next(mistakes) > _MOST_MISTAKES:
            raise LimitReachedError("it has too many mistakes to work around")
        if not found:
            message = f"the PDF has mistakes that were worked around: {brief(record.getMessage())}"
            found.append(warning("repaired-pdf", message, hint="look at every sheet before you print"))

    handler = logging.Handler(logging.WARNING)
    handler.emit = tell
    logger = logging.getLogger("pypdf")
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


def _leaves(catalog: DictionaryObject) -> Iterator[dict[str, PdfObject]]:
    """Yield the entries of each page with those it inherits, without trusting the tree: it may be a circle."""
    waiting: list[tuple[Any, dict[str, PdfObject], int]] = [(catalog.get("/Pages"), {}, 0)]
    nodes = pages = 0
    while waiting:
        value, inherited, depth = waiting.pop()
        node = resolved(value)
        nodes += 1
        if not isinstance(node, DictionaryObject):
            continue
        if depth > _MAX_DEPTH or nodes > _MAX_NODES:
            raise damaged("its page tree does not end")
        kids = resolved(node.get("/Kids"))
        if isinstance(kids, ArrayObject) and node.get("/Type") != "/Page":
            passed = inherited | {key: node.raw_get(key) for key in _INHERITED if key in node}
            waiting += [(kid, passed, depth + 1) for kid in reversed(kids)]
            continue
        pages += 1
        if pages > MAX_PAGES:
            message = f"the PDF has more than {MAX_PAGES:,} pages"
            raise PreflightError(error("too-many-pages", message, hint="split it"))
        yield inherited | {key: node.raw_get(key) for key in node}


def _page(number: int, entries: dict[str, PdfObject]) -> SourcePage:
    """Read the boxes of a page: by default, the crop box is the media box, the trim box the crop box (14.11.2).

    A bleed box that is not there is taken for the trim box, not for the crop box, in which there may be marks.
    """
    media = _box(entries.get("/MediaBox"))
    if media is None:
        raise damaged(f"page {number} has no size")
    crop = (_box(entries.get("/CropBox")) or media).common(media)
    trim = (_box(entries.get("/TrimBox")) or crop).common(media)
    bleed = (_box(entries.get("/BleedBox")) or trim).common(media)
    if min(trim.width, trim.height) < 1 or max(trim.width, trim.height) > _LONGEST:
        raise damaged(f"page {number} has no usable size")
    return SourcePage(number, entries, trim, bleed, _turns(entries.get("/Rotate")), _unit(entries.get("/UserUnit")))


def _box(value: Any) -> Rect | None:
    """Return a box with its corners in order, None where it is none."""
    corners = resolved(value)
    if not isinstance(corners, ArrayObject) or len(corners) != 4:
        return None
    x0, y0, x1, y1 = (_number(corner) for corner in corners)
    box = Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if all(map(isfinite, box)) and box.width > 0 and box.height > 0 else None


def _turns(value: Any) -> int:
    """Return the rotation, which is a multiple of 90; others are brought to the one below, as viewers do."""
    return int(_number(value) // 90 * 90) % 360


def _unit(value: Any) -> float:
    unit = _number(value)
    return unit if 0 < unit <= _LONGEST_UNIT else 1.0


def _number(value: Any) -> float:
    number = resolved(value)
    return float(number) if isinstance(number, (int, float)) and isfinite(number) else 0.0


def contents(page: SourcePage) -> list[StreamObject]:
    """Return the content streams of a page, which are one program cut anywhere."""
    value = resolved(page.entries.get("/Contents"))
    parts = map(resolved, value) if isinstance(value, ArrayObject) else (value,)
    return [part for part in parts if isinstance(part, StreamObject)]
