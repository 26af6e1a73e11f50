"""Matrices and boxes of a PDF (ISO 32000-1, 8.3), and how boxes become areas of a page as it is seen.

Boxes count as their file does, mostly from the foot; areas from the left and the top of a page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from guidepress.preflight.facts import Area

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)


def joined(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does what two do, one after the other (8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale(matrix: Matrix) -> float:
    """Return by how much a matrix makes lengths longer, on average of both directions."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def as_seen(trim: Box, turned: int) -> Matrix:
    """Return what leads from a page's coordinates to its left and top as it is seen: trimmed, turned by /Rotate."""
    left, bottom, right, top = trim
    turns: dict[int, Matrix] = {
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }
    return turns.get(turned, (1, 0, 0, -1, -left, top))


def as_area(matrix: Matrix, box: Box) -> Area:
    """Return the upright rectangle around a box under a matrix."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    x, y = (
        e + min(a * left, a * right) + min(c * bottom, c * top),
        f + min(b * left, b * right) + min(d * bottom, d * top),
    )
    width, height = right - left, top - bottom
    return Area(x, y, abs(a) * width + abs(c) * height, abs(b) * width + abs(d) * height)


def placed(matrix: Matrix, box: Box) -> Box:
    """Return the same as a box."""
    x, y, width, height = as_area(matrix, box)
    return x, y, x + width, y + height


def around(points: Sequence[tuple[float, float]]) -> Box:
    across, along = [x for x, _ in points], [y for _, y in points]
    return min(across), min(along), max(across), max(along)


def common(one: Box, other: Box) -> Box:
    """Return the part that two boxes share; without one, a box without extent."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def margins(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    """Return how far a box is inside another at the left, the foot, the right, the top."""
    return inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]
