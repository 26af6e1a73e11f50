"""Say where on a page its paints are: a second walk, only for pages of which there is something to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guidepress.preflight.content import Operation, name
from guidepress.preflight.facts import Area
from guidepress.preflight.geometry import Box, as_area, as_seen, common, joined, placed, scale
from guidepress.preflight.press.graphics import Pen
from guidepress.preflight.press.paint import READ, Paint, Painted, Walk, form_geometry, page_boxes

_ACROSS_EM = 0.5  # of a letter, about: where text begins is known, how wide its letters are is not read
_BELOW_EM, _ABOVE_EM = -0.25, 0.75
_STRING = re.compile(rb"<([^<>]*)>|\((.*?)\)", re.DOTALL)
_UNIT: Box = (0.0, 0.0, 1.0, 1.0)  # in which a picture is drawn


def places(page: Any) -> Mapping[Paint, Area]:
    """Return where each paint of a page of pypdf is that has a place: the first of those that are alike."""
    walk = _Locating(Painted())
    for _ in walk.page(page):
        pass
    boxes = page_boxes(page)
    matrix = as_seen(boxes.get("TrimBox", boxes["MediaBox"]), page.rotation % 360)
    return {paint: as_area(matrix, common(box, boxes["MediaBox"])) for paint, box in walk.found.items()}


@dataclass
class _Locating(Walk):
    """A walk that notes where each paint comes up first; what a form paints is noted inside it, before the form."""

    found: dict[Paint, Box] = field(default_factory=dict)

    def read(self, kind: str, pen: Pen, operation: Operation) -> Iterator[Paint]:
        pen.keeps_paths = True
        for paint in READ[kind](self, pen, operation):
            box = _BOXES[kind](pen, operation) if kind in _BOXES and not paint.masks else None
            if box:
                self.found.setdefault(paint, box)
            yield paint


def _path(pen: Pen, operation: Operation) -> Box | None:
    box, half = pen.bounds(), pen.state.line_width * scale(pen.state.matrix) / 2
    strokes = operation.operator not in (b"f", b"F", b"f*")
    return _grown(box, half) if box and strokes else box


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _text(pen: Pen, operation: Operation) -> Box:
    size, shown = pen.state.font_size, b" ".join(operation.operands)
    box = 0.0, _BELOW_EM * size, _ACROSS_EM * size * _letters(shown), _ABOVE_EM * size
    return common(pen.state.clip, placed(joined(pen.text_matrix, pen.state.matrix), box))


def _letters(shown: bytes) -> float:
    """Return about how many letters an operand shows: in angle brackets they are mostly of four figures each."""
    return sum(len(found[1] or b"") / 4 + len(found[2] or b"") for found in _STRING.finditer(shown))


def _object(pen: Pen, operation: Operation) -> Box:
    found = pen.resources.get("/XObject", name(operation.operands))
    if found.get("/Subtype") != "/Form":
        return _image(pen, operation)
    matrix, box = form_geometry(found)
    return common(pen.state.clip, placed(joined(matrix, pen.state.matrix), box)) if box else pen.state.clip


def _image(pen: Pen, operation: Operation) -> Box:
    return common(pen.state.clip, placed(pen.state.matrix, _UNIT))


def _shading(pen: Pen, operation: Operation) -> Box:
    return pen.state.clip


_BOXES = {"path": _path, "text": _text, "object": _object, "image": _image, "shading": _shading}
