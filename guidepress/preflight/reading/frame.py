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
    """A page as it is seen: `matrix` leads from its own coordinates to points from the left and top of its TrimBox.

    `media` is its MediaBox, `shown` what a viewer shows of it (the CropBox), `bleed` how far the BleedBox reaches
    beyond the TrimBox, at least.
    """

    matrix: Matrix
    size: tuple[float, float]
    media: Area
    shown: Area
    bleed: float


def frame(page: pypdfium2.PdfPage, unit: float = 1.0) -> Frame:
    """Return the frame of a page whose own `unit` is so many points (/UserUnit).

    A box that it lacks is the next larger one; PDFium knows what is inherited.
    """
    shown = page.get_bbox()
    media = _upright(page.get_mediabox(fallback_ok=False) or shown)
    trim: Box = _within(page.get_trimbox(fallback_ok=False), media) or shown
    bleed: Box = _within(page.get_bleedbox(fallback_ok=False), media) or trim
    turned: Matrix = _TURNS[page.get_rotation()](*trim)
    matrix = joined(turned, (unit, 0, 0, unit, 0, 0))
    size = placed(matrix, trim)
    beyond = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    bleeds = max(beyond, 0.0) * unit
    return Frame(matrix, (size.width, size.height), placed(matrix, media), placed(matrix, shown), bleeds)


def joined(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does what two do, one after the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def placed(matrix: Matrix, box: Box) -> Area:
    """Return the upright rectangle around a box under a matrix."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    x, y = (
        e + min(a * left, a * right) + min(c * bottom, c * top),
        f + min(b * left, b * right) + min(d * bottom, d * top),
    )
    width, height = right - left, top - bottom
    return Area(x, y, abs(a) * width + abs(c) * height, abs(b) * width + abs(d) * height)


def common(one: Area, other: Area) -> Area:
    """Return what two areas have in common; empty where they have nothing."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Area(x, y, max(min(one.right, other.right) - x, 0.0), max(min(one.bottom, other.bottom) - y, 0.0))


def _upright(box: Box) -> Box:
    """Return a box with its corners in order."""
    left, bottom, right, top = box
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _within(box: Box | None, outer: Box) -> Box | None:
    """Return the part of a box that lies in another (ISO 32000-1, 14.11.2.1); None if there is none."""
    left, bottom, right, top = _upright(box or (0.0, 0.0, 0.0, 0.0))
    part = max(left, outer[0]), max(bottom, outer[1]), min(right, outer[2]), min(top, outer[3])
    return part if part[2] > part[0] and part[3] > part[1] else None
