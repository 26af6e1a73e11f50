"""On what ground text stands: the topmost area painted before it, or, where that is in doubt, the page's pixels.

Pixels are those of the page without its text, so that what they show is the ground and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2

from guidepress.preflight.facts import WHITE, Area, Colour, Run, Shape
from guidepress.preflight.legibility import contrast, mixed
from guidepress.preflight.reading.paint import Painted
from guidepress.preflight.reading.pixels import part, rendered, without

_COUNTS = 0.2  # of a run's area: what covers less of it, such as a rule below, is no ground
_ALL = 0.97
_FEW = 0.25  # of a run's ground may be worse than the colour that is told
_CORNERS = 5  # segments of a path around four corners
_PATTERNS = frozenset({(191, 191, 191), WHITE})  # colours that PDFium says a pattern or a shading has


def grounded(page: pypdfium2.PdfPage, found: Painted) -> Iterator[Run]:
    """Yield the runs with their grounds, and in the colour in which they show on them."""
    pictures, areas = _pictures(found), _areas(found)
    image: Any = None
    for run, layer, alpha in zip(found.runs, found.run_layers, found.alphas, strict=True):
        ground: Colour | None = WHITE
        beneath = [shape for at, shape in areas if at < layer and _counts(shape.area, run.area)]
        if any(at < layer and _counts(area, run.area) for at, area in pictures) or not _plain(beneath, run):
            image = image or _without_text(page, found)
            ground = _measured(image, run, found)
        elif beneath:
            ground = beneath[-1].fill
        shown = mixed(run.colour, ground, alpha) if run.colour and ground and alpha < 1 else run.colour
        yield run._replace(ground=ground, colour=shown)


def _areas(found: Painted) -> list[tuple[int, Shape]]:
    """Return the shapes that can be a ground, with their layers."""
    layered = zip(found.shape_layers, found.shapes, strict=True)
    return [(at, shape) for at, shape in layered if (shape.fill or not shape.corners) and min(shape.area[2:]) > 2]


def _pictures(found: Painted) -> list[tuple[int, Area]]:
    layered = zip(found.picture_layers, found.pictures, strict=True)
    return [(at, picture.area) for at, picture in layered]


def _counts(area: Area, run: Area) -> bool:
    return area.shared(run) > _COUNTS * run.width * run.height > 0


def _plain(beneath: Sequence[Shape], run: Run) -> bool:
    """Return whether there is no doubt: nothing is beneath, or a plain area beneath all of the run."""
    if not beneath:
        return True
    top = beneath[-1]
    plain = top.opaque and top.fill is not None and top.fill not in _PATTERNS and top.corners <= _CORNERS
    return plain and top.area.shared(run.area) > _ALL * run.area.width * run.area.height


def _without_text(page: pypdfium2.PdfPage, found: Painted) -> Any:
    with without(found.texts):
        return rendered(page)


def _measured(image: Any, run: Run, found: Painted) -> Colour | None:
    """Return the colour behind a run that sets it off least, but for a few of its pixels."""
    behind = part(image, run.area, found.frame)
    return _worst(behind.getcolors(behind.width * behind.height), run.colour or (0, 0, 0)) if behind else None


def _worst(counted: list[tuple[int, Colour]], colour: Colour) -> Colour:
    rest = _FEW * sum(count for count, _ in counted)
    for count, ground in sorted(counted, key=lambda each: contrast(each[1], colour)):
        rest -= count
        if rest <= 0:
            return ground
    return WHITE
