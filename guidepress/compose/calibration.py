"""The calibration sheet: which edge a printer turns sheets over, what it cannot print, and whether it scales."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from guidepress.compose import layouts

WIDTH_MM, HEIGHT_MM = 297, 210  # A4, lying
RULER_MM = 12  # the widest margin that a ruler shows
GAUGE_MM = 100
_STEP_MM = 7.5  # a tick of a ruler is so long, and the next begins where it ends
_STROKE_MM = 0.25
_NUMBER_MM = 4.0  # the square in which a number stands
_GAUGE_TICK_MM = 3
_STYLES = ("fonts.css", "tokens.css", "calibration.css")
_INK = "#1d1a18"
_EDGES = ("left", "right", "top", "bottom")
_ARROW = '<path d="M50 0 98 52H68V120H32V52H2Z"/>'
_TURN = (
    '<g fill="none" stroke-width=".9"><path d="M.5 24H109.5V95.5H.5Z" stroke-linejoin="round"/>'
    '<path d="M55 12V99" stroke-dasharray="2.2 1.8" stroke-width=".6"/>'
    '<path d="M96 18C88 2 26 0 16 12" stroke-width="2.2"/></g><path d="M11.5 18.5 22 14.5 13.5 7Z" stroke="none"/>'
    '<g stroke="none"><rect x="10" y="36" width="32" height="5" rx="2.5"/>'
    '<rect x="10" y="46" width="20" height="5" rx="2.5"/>'
    '<rect x="10" y="56" width="26" height="5" rx="2.5"/></g>'
)


class Number(NamedTuple):
    """A number of a ruler, centred in a square at so many millimetres from the left and the top."""

    text: str
    left_mm: float
    top_mm: float


def compose_calibration(root: Path) -> str:
    """Return the HTML of the sheet: two pages, front and back."""
    values: dict[str, Any] = {
        "stylesheets": [f"styles/{name}" for name in _STYLES],
        "rulers": _picture(WIDTH_MM, HEIGHT_MM, "".join(map(_bar, _ticks()))),
        "numbers": list(_numbers()),
        "number_mm": _NUMBER_MM,
        "ruler_mm": RULER_MM,
        "gauge_mm": GAUGE_MM,
        "gauge": _picture(GAUGE_MM, _GAUGE_TICK_MM, "".join(map(_bar, _gauge()))),
        "arrow": _picture(100, 120, _ARROW),
        "turn": _picture(110, 100, _TURN, stroke=_INK),
    }
    return layouts.render(root, "calibration/index.html", values)


_Bar = tuple[float, float, float, float]  # left, top, width, height


def _at(edge: str, distance: float, along: float) -> tuple[float, float]:
    """Return the point at a distance from an edge of the paper, so far along it from its middle."""
    return {
        "left": (distance, HEIGHT_MM / 2 + along),
        "right": (WIDTH_MM - distance, HEIGHT_MM / 2 + along),
        "top": (WIDTH_MM / 2 + along, distance),
        "bottom": (WIDTH_MM / 2 + along, HEIGHT_MM - distance),
    }[edge]


def _steps() -> Iterator[tuple[str, int, float]]:
    """Yield each tick: its edge, its millimetres from it, and where along it its middle is."""
    for edge in _EDGES:
        for distance in range(RULER_MM + 1):
            yield edge, distance, (distance - RULER_MM / 2) * _STEP_MM


def _ticks() -> Iterator[_Bar]:
    """Yield the stairs at each edge: a bar parallel to it a millimetre, the outer side of the bar being what counts."""
    for edge, distance, along in _steps():
        x, y = _at(edge, distance + _STROKE_MM / 2, along)
        width, height = (_STROKE_MM, _STEP_MM) if edge in ("left", "right") else (_STEP_MM, _STROKE_MM)
        yield x - width / 2, y - height / 2, width, height


def _numbers() -> Iterator[Number]:
    for edge, distance, along in _steps():
        x, y = _at(edge, distance + _NUMBER_MM * 0.62, along)
        yield Number(str(distance), round(x - _NUMBER_MM / 2, 3), round(y - _NUMBER_MM / 2, 3))


def _gauge() -> Iterator[_Bar]:
    """Yield a line of `GAUGE_MM` with a tick each centimetre; it ends with the outer sides of its ticks."""
    yield 0, _GAUGE_TICK_MM - _STROKE_MM, GAUGE_MM, _STROKE_MM
    for centimetre in range(GAUGE_MM // 10 + 1):
        left = min(max(0, centimetre * 10 - _STROKE_MM / 2), GAUGE_MM - _STROKE_MM)
        height = _GAUGE_TICK_MM if centimetre % 5 == 0 else _GAUGE_TICK_MM / 2
        yield left, _GAUGE_TICK_MM - height, _STROKE_MM, height


def _bar(bar: _Bar) -> str:
    left, top, width, height = (f"{side:.3f}" for side in bar)
    return f'<rect x="{left}" y="{top}" width="{width}" height="{height}"/>'


def _picture(width: float, height: float, shapes: str, stroke: str = "none") -> str:
    """Return the address of a drawing in the colour of text."""
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return "data:image/svg+xml," + quote(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="{_INK}" stroke="{stroke}">{shapes}</svg>'
    )
