"""A small vocabulary of shapes that turns into an SVG `data:` address."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from guidepress.units import PT_PER_MM


def mm(length_mm: float) -> float:
    """Return a length in points."""
    return length_mm * PT_PER_MM


class Svg:
    """Shapes on a ground of `width` × `height` points, origin at the top left; `bleed` points more show around it."""

    def __init__(self, width: float, height: float, bleed: float = 0.0) -> None:
        self.width, self.height, self.bleed = width, height, bleed
        self._shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, radius: float = 0.0, **paint: object) -> None:
        """Draw a rectangle; its corners are never rounder than a half circle."""
        radius = min(radius, width / 2, height / 2)
        size = f"x='{_n(x)}' y='{_n(y)}' width='{_n(width)}' height='{_n(height)}'"
        self._shapes.append(f"<rect {size} rx='{_n(radius)}'{_paint(paint)}/>")

    def pill(self, x: float, y: float, width: float, height: float, **paint: object) -> None:
        """Draw a rectangle with round ends; an outline stays inside it."""
        inset = float(str(paint.get("stroke_width", 0))) / 2 if "stroke" in paint else 0.0
        width, height = max(width - 2 * inset, 0.1), max(height - 2 * inset, 0.1)
        self.rect(x + inset, y + inset, width, height, height / 2, **paint)

    def line(self, points: Iterable[tuple[float, float]], **paint: object) -> None:
        """Draw straight strokes from point to point."""
        self.path("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points), **paint)

    def path(self, data: str, **paint: object) -> None:
        """Draw an SVG path."""
        self._shapes.append(f"<path d='{data}'{_paint({'fill': 'none', **paint})}/>")

    def circle(self, x: float, y: float, radius: float, **paint: object) -> None:
        """Draw a circle around (x, y)."""
        self._shapes.append(f"<circle cx='{_n(x)}' cy='{_n(y)}' r='{_n(radius)}'{_paint(paint)}/>")

    def __str__(self) -> str:
        width, height, start = _n(self.width + 2 * self.bleed), _n(self.height + 2 * self.bleed), _n(-self.bleed or 0)
        size = f"width='{width}pt' height='{height}pt' viewBox='{start} {start} {width} {height}'"
        return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{''.join(self._shapes)}</svg>"

    @property
    def address(self) -> str:
        """Return the drawing as a `data:` address."""
        return "data:image/svg+xml;base64," + b64encode(str(self).encode()).decode()


def rounded(points: list[tuple[float, float]], radius: float) -> str:
    """Return the path data of a polyline whose corners are rounded by quadratic curves of at most `radius` points."""
    data = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        enter, leave = _towards(corner, before, radius), _towards(corner, after, radius)
        data.append(f"L{_n(enter[0])} {_n(enter[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(leave[0])} {_n(leave[1])}")
    return "".join([*data, f"L{_n(points[-1][0])} {_n(points[-1][1])}"])


def _towards(start: tuple[float, float], end: tuple[float, float], distance: float) -> tuple[float, float]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    share = min(distance, length / 2) / length if length else 0.0
    return start[0] + dx * share, start[1] + dy * share


def _paint(paint: dict[str, object]) -> str:
    return "".join(f" {name.replace('_', '-')}='{value}'" for name, value in paint.items() if value is not None)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
