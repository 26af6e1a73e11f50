"""PDFium's C functions as Python values; whatever asks PDFium for a number or a text through a pointer is here."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, as the page counts."""


def floats(count: int, ask: Callable[..., object], *first: object) -> tuple[float, ...] | None:
    """Return what a function writes to so many pointers after its `first` arguments; None if it says it cannot."""
    found = [ctypes.c_float() for _ in range(count)]
    return tuple(each.value for each in found) if ask(*first, *found) else None


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


def objects(holder: object, count: Callable[..., int], get: Callable[..., object]) -> Iterator[object]:
    """Yield the objects of a page or a form, those inside its forms too."""
    for index in range(count(holder)):
        item = get(holder, index)
        yield item
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
