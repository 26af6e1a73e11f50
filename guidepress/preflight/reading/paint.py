"""What a page paints: runs of letters, pictures, shapes, in the order of painting."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.facts import Area, Layers, Picture, Run, Shape
from guidepress.preflight.geometry import Matrix, as_area, joined, scale
from guidepress.preflight.reading.frame import Frame
from guidepress.preflight.reading.pdfium import (
    address,
    clip,
    colour,
    floats,
    matrix,
    objects,
    painted_how,
    pixels,
    text,
    words_of,
)  # fmt: skip
from guidepress.units import PT_PER_INCH

_UNSEEN = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_STROKED = frozenset({pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_BROAD_PT = 2.0  # of a line: half of the smallest letters' height
_DEPTH = 30  # forms within forms
_WORK = 500_000_000  # characters of a page times its texts: PDFium goes through all of them for each


class Within(NamedTuple):
    """Where objects are: how their coordinates lead to the page, what of it they may paint, and how strongly."""

    matrix: Matrix
    clip: Area
    alpha: float = 1.0
    opaque: bool = True
    depth: int = 0


class Cover(NamedTuple):
    """Something that may hide what is painted before it."""

    layer: int
    area: Area
    item: Any


@dataclass(slots=True)
class Painted:
    """What has been found on a page; the layers count all of it together.

    Of each run `texts` holds its object, `alphas` how strongly it is painted. `covers` are in the order of painting.
    """

    frame: Frame
    words: pypdfium2.PdfTextPage
    allowed: int
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    texts: list[Any] = field(default_factory=list)
    alphas: list[float] = field(default_factory=list)
    run_layers: list[int] = field(default_factory=list)
    shape_layers: list[int] = field(default_factory=list)
    picture_layers: list[int] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    covers: list[Cover] = field(default_factory=list)
    layer: int = 0
    unread: int = 0

    @property
    def layers(self) -> Layers:
        return Layers(tuple(self.run_layers), tuple(self.shape_layers), tuple(self.picture_layers))


class Painting:
    """Looks at one page after the other; remembers the fonts. It looks at so many objects of all pages together."""

    def __init__(self, allowed: int) -> None:
        self.fonts: dict[str, bool] = {}
        self.allowed = allowed

    def look(self, page: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage, frame: Frame) -> Painted:
        """Return what a page paints."""
        found = Painted(frame, words, min(self.allowed, _WORK // max(words.count_chars(), 1)))
        everything = objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
        self._walk(everything, Within(frame.matrix, frame.media), found)
        self.allowed -= found.layer
        return found

    def _walk(self, items: Any, within: Within, found: Painted) -> None:
        for kind, item in items:
            if found.layer >= found.allowed:
                found.unread += 1
                continue
            found.layer += 1
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._text(item, within, found)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and within.depth < _DEPTH:
                inner = objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
                self._walk(inner, _inside(item, within), found)
            elif kind in _LOOKS:
                _LOOKS[kind](item, within, found)

    def _text(self, item: Any, within: Within, found: Painted) -> None:
        a, b, c, d, *_ = joined(matrix(item), within.matrix)
        (size,) = floats(1, pdfium.FPDFTextObj_GetFontSize, item) or (0.0,)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        ask = pdfium.FPDFPageObj_GetStrokeColor if mode in _STROKED else pdfium.FPDFPageObj_GetFillColor
        shown, alpha = colour(ask, item) or (None, 255)
        area, seen = _area(item, within), _seen(item, within)
        if size < 0:  # it turns letters round
            a, b, c, d = -a, -b, -c, -d
        across, spread = (
            math.hypot(a, b) or 1.0,
            b * c - a * d,
        )  # a page counts down: letters that are not mirrored, too
        strength = alpha / 255 * within.alpha
        found.texts.append(item)
        found.alphas.append(strength)
        found.run_layers.append(found.layer)
        found.runs.append(
            Run(
                area=area,
                text=words_of(item, found.words.raw),
                size_pt=abs(size * spread) / across,
                font=self._font(item, found),
                colour=shown,
                visible=mode not in _UNSEEN and strength > 0,
                slant=(a * c + b * d) / (abs(spread) or 1.0),
                stretch=across * across / spread if spread else 1.0,
                angle=math.degrees(math.atan2(-b, a)),
                clipped=_hidden(area, seen),
                mark=pdfium.FPDFPageObj_GetMarkedContentID(item),
            )
        )

    def _font(self, item: Any, found: Painted) -> str:
        """Return a font's name without its subset tag; fonts keep their addresses while a page is open."""
        font = pdfium.FPDFTextObj_GetFont(item)
        at = address(font)
        if at not in found.fonts:
            name = text(lambda buffer, size: pdfium.FPDFFont_GetBaseFontName(font, buffer, size), "utf-8")
            found.fonts[at] = name = name.rpartition("+")[2]
            self.fonts[name] = pdfium.FPDFFont_GetIsEmbedded(font) == 1 and self.fonts.get(name, True)
        return found.fonts[at]


def _inside(form: Any, within: Within) -> Within:
    """Return where the objects of a form are: its matrix takes their coordinates to those around it."""
    _, alpha = colour(pdfium.FPDFPageObj_GetFillColor, form) or (None, 255)
    return Within(
        joined(matrix(form), within.matrix),
        _seen(form, within),
        within.alpha * alpha / 255,
        within.opaque and not pdfium.FPDFPageObj_HasTransparency(form),
        within.depth + 1,
    )


def _shape(item: Any, within: Within, found: Painted) -> None:
    filled, stroked = painted_how(item)
    fill = colour(pdfium.FPDFPageObj_GetFillColor, item) if filled else None
    line = colour(pdfium.FPDFPageObj_GetStrokeColor, item) if stroked else None
    area = _area(item, within).common(_seen(item, within))
    if (fill and fill[1]) or (line and line[1] and _is_broad(item, within)):
        found.covers.append(Cover(found.layer, area, item))
    found.shape_layers.append(found.layer)
    found.shapes.append(
        Shape(
            area,
            fill[0] if fill and fill[1] else None,
            line[0] if line and line[1] else None,
            pdfium.FPDFPath_CountSegments(item),
            _opaque(item, within),
        )
    )


def _is_broad(item: Any, within: Within) -> bool:
    """Say whether a line may hide letters."""
    (width,) = floats(1, pdfium.FPDFPageObj_GetStrokeWidth, item) or (0.0,)
    return width * scale(joined(matrix(item), within.matrix)) > _BROAD_PT


def _picture(item: Any, within: Within, found: Painted) -> None:
    """Its matrix takes a square of 1 by 1 to the page (ISO 32000-1, 8.9.5)."""
    width, height = pixels(item)
    a, b, c, d, *_ = joined(matrix(item), within.matrix)
    across, down = math.hypot(a, b), math.hypot(c, d)
    ppi = min(PT_PER_INCH * width / across if across else math.inf, PT_PER_INCH * height / down if down else math.inf)
    area = _area(item, within).common(_seen(item, within))
    found.covers.append(Cover(found.layer, area, item))
    found.picture_layers.append(found.layer)
    found.pictures.append(Picture(area, width, height, round(ppi, 1), _opaque(item, within)))


def _shading(item: Any, within: Within, found: Painted) -> None:
    area = _area(item, within).common(_seen(item, within))
    found.covers.append(Cover(found.layer, area, item))
    found.shape_layers.append(found.layer)
    found.shapes.append(Shape(area, None, None, 0, opaque=False))


_LOOKS: dict[int, Callable[[Any, Within, Painted], None]] = {
    pdfium.FPDF_PAGEOBJ_PATH: _shape,
    pdfium.FPDF_PAGEOBJ_IMAGE: _picture,
    pdfium.FPDF_PAGEOBJ_SHADING: _shading,
}


def _opaque(item: Any, within: Within) -> bool:
    return within.opaque and not pdfium.FPDFPageObj_HasTransparency(item)


def _area(item: Any, within: Within) -> Area:
    return as_area(within.matrix, floats(4, pdfium.FPDFPageObj_GetBounds, item) or (0.0, 0.0, 0.0, 0.0))  # pyright: ignore[reportArgumentType]


def _seen(item: Any, within: Within) -> Area:
    """Return what of the page an object may paint."""
    left = clip(item)
    return as_area(within.matrix, left).common(within.clip) if left else within.clip


def _hidden(area: Area, seen: Area) -> float:
    """Return the share of an area that is not seen."""
    size = area.width * area.height
    return max(1.0 - area.shared(seen) / size, 0.0) if size else 0.0
