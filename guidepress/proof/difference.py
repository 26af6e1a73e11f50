"""How two pictures of a page differ: where, in a few rectangles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from guidepress.proof.record import Area

if TYPE_CHECKING:
    from PIL.Image import Image

_TOLERANCE = 40  # of 255, in any of the three colours: less is the edge of a letter that a renderer smoothed otherwise
_DIFFERS = [255 * (level > _TOLERANCE) for level in range(256)]
_CELL_PX = 8
_FEWEST_PX = 2  # pixels of a cell that differ by more than the tolerance; fewer are smoothing, too
_ENOUGH = round(255 * _FEWEST_PX / _CELL_PX**2)  # the mean of a cell in which so many do
_NEAR_PX = 2 * _CELL_PX  # rectangles that are nearer to each other become one
_MOST = 6  # rectangles on a page; more would tell nobody anything

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels


def differing(before: Image, after: Image) -> tuple[Box, ...]:
    """Return where two pictures of a page differ, in pixels; the whole page, if its size does."""
    if before.size != after.size:
        return ((0, 0, *after.size),)
    return merged(_cells(before, after))


def in_points(box: Box, inset: tuple[float, float], points_per_pixel: float) -> Area:
    """Return a rectangle of pixels as an area of the trimmed page."""
    left, top, right, bottom = (edge * points_per_pixel for edge in box)
    x, y = left - inset[0], top - inset[1]
    return Area(*(round(length, 1) for length in (x, y, right - left, bottom - top)))


def merged(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return a few rectangles that hold all the others, from the head of the page down."""
    gap = _NEAR_PX
    found = _joined(boxes, gap)
    while len(found) > _MOST:
        gap *= 2
        found = _joined(found, gap)
    return tuple(sorted(found, key=lambda box: (box[1], box[0])))


def _joined(boxes: Iterable[Box], gap: int) -> list[Box]:
    """Join rectangles until none is within `gap` of another."""
    found: list[Box] = []
    for box in boxes:
        while near := next((other for other in found if _near(box, other, gap)), None):
            found.remove(near)
            box = min(box[0], near[0]), min(box[1], near[1]), max(box[2], near[2]), max(box[3], near[3])
        found.append(box)
    return found


def _near(one: Box, other: Box, gap: int) -> bool:
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down) <= gap


def _cells(before: Image, after: Image) -> Iterator[Box]:
    """Yield the cells of a grid in which enough pixels differ enough; neighbours in a row as one."""
    from PIL import ImageChops

    red, green, blue = ImageChops.difference(before, after).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_DIFFERS)
    if most.getbbox() is None:
        return
    grid = most.reduce(_CELL_PX)  # each value is the mean of its cell
    values, columns = grid.tobytes(), grid.width
    for row in range(grid.height):
        line = values[row * columns : (row + 1) * columns]
        for left, right in _runs(line):
            edges = left * _CELL_PX, row * _CELL_PX, right * _CELL_PX, (row + 1) * _CELL_PX
            yield edges[0], edges[1], min(edges[2], after.width), min(edges[3], after.height)


def _runs(line: bytes) -> Iterator[tuple[int, int]]:
    """Yield where cells that differ begin and end."""
    start = None
    for index, value in enumerate((*line, 0)):
        if value >= _ENOUGH and start is None:
            start = index
        elif value < _ENOUGH and start is not None:
            yield start, index
            start = None
