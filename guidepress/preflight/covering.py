"""What hides a text that it is painted over: for certain, by its area alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidepress.preflight.facts import Area, Layers, Picture, Run, Shape

MOST = 0.5  # of a text: as much of it may be hidden
_RECTANGLE = 5  # segments of a path


def covers(shapes: Sequence[Shape], pictures: Sequence[Picture], layers: Layers) -> Iterator[tuple[int, Area]]:
    """Yield the layers and areas of what hides all beneath it: a frame is a path with more corners than a rectangle."""
    for layer, shape in zip(layers.shapes, shapes, strict=False):
        if shape.fill and shape.opaque and shape.corners <= _RECTANGLE:
            yield layer, shape.area
    for layer, picture in zip(layers.pictures, pictures, strict=False):
        if picture.opaque:
            yield layer, picture.area


def hides(area: Area, run: Run) -> bool:
    return area.shared(run.area) > MOST * run.area.width * run.area.height > 0
