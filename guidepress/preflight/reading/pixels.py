"""A page in pixels, one for a point: as it is, or without some of what it paints."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.facts import Area
from guidepress.preflight.reading.frame import Frame

_PIXELS = 4_000_000


def rendered(page: pypdfium2.PdfPage) -> Any:
    """Return a picture of a page, without notes and forms."""
    width, height = page.get_size()
    scale = min(1.0, math.sqrt(_PIXELS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)  # pyright: ignore[reportArgumentType]
    return bitmap.to_pil().convert("RGB")


@contextmanager
def without(items: Iterable[Any]) -> Iterator[None]:
    """Let a page paint what it does but for some objects."""
    hidden = list(items)
    _show(hidden, False)
    try:
        yield
    finally:
        _show(hidden, True)


def _show(items: Iterable[Any], shown: bool) -> None:
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item, shown)


def part(image: Any, area: Area, frame: Frame) -> Any | None:
    """Return the pixels of an area of a page; None where nothing of it is shown."""
    shown = frame.shown
    across, down = image.width / (shown.width or 1.0), image.height / (shown.height or 1.0)
    left, top = math.floor((area.x - shown.x) * across), math.floor((area.y - shown.y) * down)
    right, bottom = math.ceil((area.right - shown.x) * across), math.ceil((area.bottom - shown.y) * down)
    box = max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height)
    return image.crop(box) if box[2] > box[0] and box[3] > box[1] else None
