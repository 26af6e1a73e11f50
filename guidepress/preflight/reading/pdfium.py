"""PDFium's C functions as Python values; whatever asks PDFium for a number or a text through a pointer is here."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from guidepress.preflight.geometry import Box, Matrix


def floats(count: int, ask: Callable[..., object], *first: object) -> tuple[float, ...] | None:
    """Return what a function writes to so many pointers after its `first` arguments; None if it says it cannot."""
    return _numbers(ctypes.c_float, count, ask, *first)


def doubles(count: int, ask: Callable[..., object], *first: object) -> tuple[float, ...] | None:
    """Return the same of a function that writes longer numbers."""
    return _numbers(ctypes.c_double, count, ask, *first)


def _numbers(kind: Any, count: int, ask: Callable[..., object], *first: object) -> tuple[float, ...] | None:
    found = [kind() for _ in range(count)]
    return tuple([each.value for each in found]) if ask(*first, *found) else None


def text(ask: Callable[[Any, int], int], encoding: str = "utf-16-le") -> str:
    """Return what a function writes into a buffer; asked with none, it says how long it must be."""
    buffer = ctypes.create_string_buffer(max(ask(None, 0), 1))
    ask(buffer, len(buffer))
    return buffer.raw.decode(encoding, "replace").rstrip("\0")


def text_16(ask: Callable[[Any, int], int]) -> str:
    """Return what a function writes into a buffer of 16-bit characters, whose length it counts in bytes."""
    return text(
        lambda buffer, size: ask(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if buffer else None, size)
    )


def matrix(item: object) -> Matrix:
    """Return the matrix of an object on its page."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def colour(ask: Callable[..., int], item: object) -> tuple[tuple[int, int, int], int] | None:
    """Return a colour, 0 to 255 each, with its alpha."""
    found = [ctypes.c_uint() for _ in range(4)]
    if not ask(item, *found):
        return None
    red, green, blue, alpha = (each.value for each in found)
    return (red, green, blue), alpha


def objects(holder: object, count: Callable[..., int], get: Callable[..., object]) -> Iterator[tuple[int, Any]]:
    """Yield the kinds and handles of the objects of a page or a form."""
    for index in range(count(holder)):
        item = get(holder, index)
        yield pdfium.FPDFPageObj_GetType(item), item


def clip(item: object) -> Box | None:
    """Return what the clipping paths of an object leave: the box around each, and what these have in common."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    count = pdfium.FPDFClipPath_CountPaths(path)
    if count <= 0:
        return None
    if count == 1:
        return _around(path, 0)
    lefts, bottoms, rights, tops = zip(*(_around(path, index) for index in range(count)), strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _around(path: object, index: int) -> Box:
    """Return the box around one of the paths that clip; an empty path leaves nothing."""
    x, y, across, down = ctypes.c_float(), ctypes.c_float(), [], []
    for at in range(pdfium.FPDFClipPath_CountPathSegments(path, index)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, index, at), x, y)
        across.append(x.value)
        down.append(y.value)
    return (min(across), min(down), max(across), max(down)) if across else (0.0, 0.0, 0.0, 0.0)


def painted_how(path: object) -> tuple[bool, bool]:
    """Return whether a path is filled, and whether it is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return fill.value != pdfium.FPDF_FILLMODE_NONE, bool(stroke.value)


def pixels(image: object) -> tuple[int, int]:
    """Return how many pixels an image is wide and high."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(image, width, height)
    return width.value, height.value


def words_of(item: object, words: object, room: int = 256) -> str:
    """Return what a text object says, asking once if it is short: PDFium searches all the page's text each time."""
    buffer = (ctypes.c_ushort * room)()
    length = pdfium.FPDFTextObj_GetText(item, words, buffer, 2 * room)  # in bytes, with the 0 at the end
    if length > 2 * room:
        return words_of(item, words, length // 2)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")


def address(handle: object) -> int:
    """Return what tells one handle from another."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # pyright: ignore[reportArgumentType]
