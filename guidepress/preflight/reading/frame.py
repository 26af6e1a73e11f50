"""How a page is seen: the frame that its boxes and its turning make."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2

from guidepress.preflight.facts import Area
from guidepress.preflight.geometry import Box, Matrix, as_area, as_seen, joined, margins


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
    media = upright(page.get_mediabox(fallback_ok=False) or shown)
    trim: Box = _within(page.get_trimbox(fallback_ok=False), media) or shown
    bleed: Box = _within(page.get_bleedbox(fallback_ok=False), media) or trim
    matrix = joined(as_seen(trim, page.get_rotation()), (unit, 0, 0, unit, 0, 0))
    size, bleeds = as_area(matrix, trim), max(min(margins(trim, bleed)), 0.0) * unit
    return Frame(matrix, (size.width, size.height), as_area(matrix, media), as_area(matrix, shown), bleeds)


def upright(box: Box) -> Box:
    """Return a box with its corners in order."""
    left, bottom, right, top = box
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _within(box: Box | None, outer: Box) -> Box | None:
    """Return the part of a box that lies in another (ISO 32000-1, 14.11.2.1); None if there is none."""
    left, bottom, right, top = upright(box or (0.0, 0.0, 0.0, 0.0))
    part = max(left, outer[0]), max(bottom, outer[1]), min(right, outer[2]), min(top, outer[3])
    return part if part[2] > part[0] and part[3] > part[1] else None
