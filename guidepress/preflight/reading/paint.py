"""What a page paints: runs of letters, pictures, shapes, in the order of painting."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.facts import Area, Picture, Run, Shape
from guidepress.preflight.reading.pdfium import colour, floats, matrix, objects, text, text_16


@dataclass(slots=True)
class Painted:
    """What has been found on a page; the layers count all of it together."""

    height: float
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    run_layers: list[int] = field(default_factory=list)
    shape_layers: list[int] = field(default_factory=list)
    layer: int = 0


class Painting:
    """Looks at one page after the other; remembers the fonts."""

    def __init__(self) -> None:
        self.fonts: dict[str, bool] = {}

    def look(self, page: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage) -> Painted:
        """Return what a page paints."""
        found = Painted(page.get_height())
        for item in objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
            kind = pdfium.FPDFPageObj_GetType(item)
            found.layer += 1
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                found.runs.append(self._run(item, found, words))
                found.run_layers.append(found.layer)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                found.shapes.append(_shape(item, found))
                found.shape_layers.append(found.layer)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                found.pictures.append(_picture(item, found))
        return found

    def _run(self, item: Any, found: Painted, words: pypdfium2.PdfTextPage) -> Run:
        a, b, c, d, *_ = matrix(item)
        (size,) = floats(1, pdfium.FPDFTextObj_GetFontSize, item) or (0.0,)
        shown = colour(pdfium.FPDFPageObj_GetFillColor, item)
        across = math.hypot(a, b) or 1.0
        return Run(
            area=_area(item, found),
            text=text_16(lambda buffer, length: pdfium.FPDFTextObj_GetText(item, words.raw, buffer, length)),
            size_pt=size * abs(a * d - b * c) / across,
            font=self._font(item),
            colour=shown[0] if shown else None,
            slant=(a * c + b * d) / (abs(a * d - b * c) or 1.0),
            angle=math.degrees(math.atan2(b, a)),
            mark=pdfium.FPDFPageObj_GetMarkedContentID(item),
        )

    def _font(self, item: Any) -> str:
        font = pdfium.FPDFTextObj_GetFont(item)
        name = text(lambda buffer, size: pdfium.FPDFFont_GetBaseFontName(font, buffer, size), "utf-8")
        name = name.rpartition("+")[2]
        if name not in self.fonts:
            self.fonts[name] = pdfium.FPDFFont_GetIsEmbedded(font) == 1
        return name


def _shape(item: Any, found: Painted) -> Shape:
    fill = colour(pdfium.FPDFPageObj_GetFillColor, item)
    line = colour(pdfium.FPDFPageObj_GetStrokeColor, item)
    (thick,) = floats(1, pdfium.FPDFPageObj_GetStrokeWidth, item) or (0.0,)
    return Shape(_area(item, found), fill and fill[0], line and line[0], thick, pdfium.FPDFPath_CountSegments(item))


def _picture(item: Any, found: Painted) -> Picture:
    facts = pdfium.FPDF_IMAGEOBJ_METADATA()
    pdfium.FPDFImageObj_GetImageMetadata(item, None, facts)
    return Picture(
        _area(item, found), facts.width, facts.height, round(min(facts.horizontal_dpi, facts.vertical_dpi), 1)
    )


def _area(item: Any, found: Painted) -> Area:
    left, bottom, right, top = floats(4, pdfium.FPDFPageObj_GetBounds, item) or (0.0,) * 4
    return Area(left, found.height - top, right - left, top - bottom)
