"""Which pages are where on which side of a sheet: each page is one form, that a side draws where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from math import atan2, degrees
from typing import Any

from guidepress.preflight.content import name, numbers, operations
from guidepress.preflight.facts import Place
from guidepress.preflight.geometry import IDENTITY, Box, Matrix, as_area, as_seen, joined

_NAMED = re.compile(r"/P(\d+)")  # as a page's form is called
_UNIT = (0.0, 0.0, 1.0, 1.0)  # in which a picture is drawn


def placed(data: bytes) -> tuple[tuple[Place, ...], ...]:
    """Return for each side what it draws, as often as it does."""
    from pypdf import PdfReader

    return tuple(tuple(_drawn(page)) for page in PdfReader(BytesIO(data)).pages)


def _drawn(page: Any) -> Iterator[Place]:
    forms, content = page.get("/Resources", {}).get("/XObject", {}), page.get_contents()
    seen = as_seen(_box(page.trimbox), page.rotation % 360)
    for called, matrix in _calls(content.get_data() if content is not None else b""):
        if called in forms:
            yield _place(called, forms.raw_get(called), joined(matrix, seen))


def _calls(content: bytes) -> Iterator[tuple[str, Matrix]]:
    """Yield the names of what is drawn, and the matrix in force there."""
    matrix, kept = IDENTITY, []
    for operation in operations(content):
        match operation.operator:
            case b"q":
                kept.append(matrix)
            case b"Q" if kept:
                matrix = kept.pop()
            case b"cm":
                matrix = joined(_matrix(numbers(operation.operands, 6)), matrix)
            case b"Do":
                yield name(operation.operands), matrix
            case _:
                pass


def _place(called: str, reference: Any, matrix: Matrix) -> Place:
    form, numbered = reference.get_object(), _NAMED.fullmatch(called)
    a, b, c, d, *_ = whole = joined(_matrix(form.get("/Matrix", IDENTITY)), matrix)
    is_mirrored = a * d - b * c > 0  # on paper y grows downwards, in a form upwards
    return Place(
        page=int(numbered[1]) if numbered else 0,
        area=as_area(whole, _box(form.get("/BBox", _UNIT))),
        turned=None if is_mirrored else round(degrees(atan2(b, a))) % 360,
        form=getattr(reference, "idnum", 0),
    )


def _box(values: Any) -> Box:
    left, bottom, right, top = map(float, values)
    return left, bottom, right, top


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = map(float, values)
    return a, b, c, d, e, f
