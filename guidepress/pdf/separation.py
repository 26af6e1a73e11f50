"""Content streams for the press: inks for RGB, and black text and rules that overprint.

Text, rules and lines in black ink are printed over what they stand on (ISO 32000-1, 8.6.7), so that no white edge shows
round them where plates do not meet. Round shapes knock out unless they are thin: an area of black over a dark colour
would be too much ink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from guidepress.inks import Inks, thinned
from guidepress.pdf.colour import Separator
from guidepress.pdf.engine import pydyf

_FILL, _STROKE = 0, 1
_COLOURS = {b"rg": (b"k", _FILL), b"RG": (b"K", _STROKE), b"scn": (b"k", _FILL), b"SCN": (b"K", _STROKE)}
_SPACES = {b"cs": _FILL, b"CS": _STROKE}
_STRAIGHT, _CURVED = (b"m", b"l", b"h", b"re", b"W", b"W*"), (b"c", b"v", b"y")
# What an operator paints, if it ends a path: with the fill's colour, with the stroke's (ISO 32000-1, table 60)
_PATH_ENDS = {
    **dict.fromkeys((b"f", b"F", b"f*"), (True, False)),
    **dict.fromkeys((b"S", b"s"), (False, True)),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), (True, True)),
    b"n": (False, False),
}
_THIN = 2.2  # points: a shape no thicker is a line
_TEXT = (b"Tj", b"TJ", b"'", b'"')

_STATES = {(fill, stroke): f"overprint{fill:d}{stroke:d}" for fill in (False, True) for stroke in (False, True)}
OVERPRINTS = {
    name: pydyf.Dictionary({"op": str(fill).lower(), "OP": str(stroke).lower(), "OPM": int(fill or stroke)})
    for (fill, stroke), name in _STATES.items()
}
"""The graphics states that separated streams refer to."""


@dataclass
class Separation:
    """Separates one content stream."""

    separator: Separator
    _spaces: list[bytes] = field(default_factory=lambda: [b"", b""])
    _black: list[bool] = field(default_factory=lambda: [False, False])
    _kept: list[tuple[list[bool], float]] = field(default_factory=list)
    _path: list[bytes] = field(default_factory=list)
    _is_curved: bool = False
    _scale: float = 1.0
    _said: tuple[bool, bool] | None = None

    def separated(self, operations: Iterable[Any]) -> Iterator[Any]:
        """Yield the operations of a content stream, changed where that is due."""
        for operation in operations:
            operator = operation.rpartition(b" ")[2] if isinstance(operation, bytes) else b""
            yield from self._changed(operation, operator)
        yield from self._path  # that nothing has ended

    def _changed(self, operation: Any, operator: bytes) -> Iterable[Any]:
        if operator in _COLOURS:
            return [self._coloured(operation, *_COLOURS[operator])]
        if operator in _SPACES:
            self._spaces[_SPACES[operator]] = operation.split()[0]
            return [operation] * operation.startswith(b"/Pattern")
        if operator in _STRAIGHT or operator in _CURVED:
            self._path.append(operation)
            self._is_curved |= operator in _CURVED
            return []
        if operator in _PATH_ENDS:
            return self._ended(operation, *_PATH_ENDS[operator])
        if operator in _TEXT:
            return [*self._overprint(self._black[_FILL], False), operation]
        if operator in (b"q", b"Q"):
            self._nested(operator)
        if operator == b"cm":
            a, b, c, d, *_ = map(float, operation.split()[:-1])
            self._scale *= abs(a * d - b * c) ** 0.5
        return [operation]

    def _nested(self, operator: bytes) -> None:
        if operator == b"q":
            self._kept.append((list(self._black), self._scale))
        elif self._kept:
            (self._black, self._scale), self._said = self._kept.pop(), None

    def _ended(self, operation: bytes, fills: bool, strokes: bool) -> Iterator[bytes]:
        """Yield a path with its end; no state may change within it (ISO 32000-1, 8.2)."""
        if fills or strokes:
            is_rule = fills and (not self._is_curved or self._is_thin())
            yield from self._overprint(is_rule and self._black[_FILL], strokes and self._black[_STROKE])
        yield from self._path
        yield operation
        self._path, self._is_curved = [], False

    def _is_thin(self) -> bool:
        """Tell whether the path's box is no wider, or no higher, than a line is thick."""
        points = [tuple(map(float, part.split()[:-1])) for part in self._path if not part.startswith((b"h", b"W"))]
        corners = [pair for numbers in points for pair in zip(numbers[::2], numbers[1::2], strict=False)]
        sides = (max(side) - min(side) for side in zip(*corners, strict=True))
        return min(sides, default=0.0) * self._scale <= _THIN

    def _overprint(self, fill: bool, stroke: bool) -> Iterator[bytes]:
        if (fill, stroke) != self._said:
            self._said = fill, stroke
            yield f"/{_STATES[fill, stroke]} gs".encode()

    def _coloured(self, operation: bytes, operator: bytes, side: int) -> bytes:
        inks = self._inks(operation.split()[:-1], self._spaces[side])
        self._black[side] = inks is not None and not any(inks[:3]) and inks[3] > 0
        return operation if inks is None else b" ".join((*(_number(ink / 100) for ink in inks), operator))

    def _inks(self, values: list[bytes], space: bytes) -> Inks | None:
        """Return the inks of parts of RGB or Lab, or of inks; None for a pattern, which has its own."""
        if any(value.startswith(b"/") for value in values):
            return None
        parts = [float(value) for value in values]
        if len(parts) == 4:
            return thinned(tuple(part * 100 for part in parts), self.separator.limit)
        if space.startswith(b"/lab"):
            return self.separator.inks_of_lab(*parts)
        return self.separator.inks(*parts)


def _number(value: float) -> bytes:
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()
