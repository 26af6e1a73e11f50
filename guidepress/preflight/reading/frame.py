"""Where things lie on a page as it is seen: matrices, and the frame that its boxes and its turning make."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2

from guidepress.preflight.facts import Area
from guidepress.preflight.reading.pdfium import Box, Matrix

# How a page lies when it is turned by /Rotate, from the corners of its TrimBox (left, bottom, right, top).
_TURNS = {
    0: lambda left, bottom, right, top: (1, 0, 0, -1, -left, top),
    90: lambda left, bottom, right, top: (0, 1, 1, 0, -bottom, -left),
    180: lambda left, bottom, right, top: (-1, 0, 0, 1, right, -bottom),
    270: lambda left, bottom, right, top: (0, -1, -1, 0, top, right),
}


class Frame(NamedTuple):
    """A page as it is seen: `matrix` leads from its own coordinates to points from the left and top of its TrimBox."""

    matrix: Matrix
    size: tuple[float, float]


def frame(page: pypdfium2.PdfPage) -> Frame:
    """Return the frame of a page; without a TrimBox, it is what a reader shows (ISO 32000-1, 14.11.2)."""
    trim = page.get_trimbox(fallback_ok=False) or page.get_bbox()
    matrix: Matrix = _TURNS[page.get_rotation()](*trim)
    size = placed(matrix, trim)
    return Frame(matrix, (size.width, size.height))


def placed(matrix: Matrix, box: Box) -> Area:
    """Return the upright rectangle around a box under a matrix."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    x, y = (
        e + min(a * left, a * right) + min(c * bottom, c * top),
        f + min(b * left, b * right) + min(d * bottom, d * top),
    )
    width, height = abs(right - left), abs(top - bottom)
    return Area(x, y, abs(a) * width + abs(c) * height, abs(b) * width + abs(d) * height)
