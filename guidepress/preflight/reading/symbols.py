"""QR codes: found among the shapes and pictures of a page, decoded and measured on its pixels, as a telephone would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import pypdfium2
import zxingcpp
from PIL import Image

from guidepress.preflight.facts import Area, Picture, Shape, Symbol
from guidepress.preflight.legibility import light
from guidepress.units import PT_PER_INCH, PT_PER_MM

_LEAST_PT = 14.0  # 5 mm: the side of what may be a code; smaller ones nobody can read
_SQUARE = 0.85  # the shorter side, as a share of the longer
_CORNERS = 120  # segments of a path; the smallest code, of 21 × 21 squares, has more
_MODULE_PT = 12.0  # the longest side of a square that may be one of many in a code
_MODULES = 60  # so many such squares on a page, and there may be a code
_MOST_PLACES = 24  # looked at on one page
_MARGIN = 0.3  # of a code's side, which is looked at around it: four of the largest modules there are, and more
_FILLED = 0.4  # of a place, at least, is the code that it is: a picture may have the quiet zone with it
_PIXELS = 480  # along the side of a code
_WHOLE_PPI = 150
_WHOLE_PIXELS = 4000  # along the longer side of a whole page
_QUIET = 5  # modules around a code that are measured
_CELL = 3  # pixels along a module of a code that has been straightened
_SPECK = 0.02  # of a ring of pixels may be dark before it is no longer white
_FORGIVEN = 0.1  # of the modules may be off: error correction makes up for them
_FORMATS = zxingcpp.barcode_formats_from_str("QRCode")

Point = tuple[float, float]


class Sight(NamedTuple):
    """A page and what PDFium shows of it, as an area of the page."""

    page: pypdfium2.PdfPage
    shown: Area


class _Raster(NamedTuple):
    """Grey pixels of a part of a page: the place of the first one, and pixels a point."""

    image: Image.Image
    left: float
    top: float
    scale: float

    def point(self, at: zxingcpp.Point) -> Point:
        return self.left + at.x / self.scale, self.top + at.y / self.scale


def look(sight: Sight, shapes: Sequence[Shape], pictures: Sequence[Picture], *, whole: bool) -> tuple[Symbol, ...]:
    """Return the codes of a page: among what looks like one and, on request, wherever one may be."""
    places: Iterable[Area] = _places(shapes, pictures)
    if whole or sum(map(_may_be_module, shapes)) >= _MODULES:
        places = chain(places, _seen_from_afar(sight))
    found: list[Symbol] = []
    for place in places:
        if place.shared(sight.shown) and not any(_is_within(place, symbol.area) for symbol in found):
            found += _read(sight, place)
    return tuple(found)


def _places(shapes: Sequence[Shape], pictures: Sequence[Picture]) -> list[Area]:
    """Return where a code may be: a path of many segments, or a picture, about as wide as high."""
    paths = [shape.area for shape in shapes if shape.fill and shape.corners >= _CORNERS]
    areas = [*paths, *(picture.area for picture in pictures)]
    return [area for area in dict.fromkeys(areas) if _is_square(area)][:_MOST_PLACES]


def _is_square(area: Area) -> bool:
    shorter, longer = sorted((area.width, area.height))
    return shorter >= max(_LEAST_PT, _SQUARE * longer)


def _may_be_module(shape: Shape) -> bool:
    shorter, longer = sorted((shape.area.width, shape.area.height))
    return shape.fill is not None and longer <= _MODULE_PT and shorter >= longer / 2 > 0


def _is_within(place: Area, known: Area) -> bool:
    """Tell whether a code that is known fills a place."""
    return place.shared(known) > _FILLED * place.width * place.height


def _seen_from_afar(sight: Sight) -> Iterator[Area]:
    """Yield where codes are on a whole page that is looked at in a common resolution."""
    longer = max(sight.shown.width, sight.shown.height)
    raster = _raster(sight, sight.shown, min(_WHOLE_PPI / PT_PER_INCH, _WHOLE_PIXELS / longer))
    for code in _codes(raster):
        yield _bounds(_corners(code, raster))


def _read(sight: Sight, place: Area) -> Iterator[Symbol]:
    """Yield the codes at a place; nothing, if it is only a picture."""
    margin = _MARGIN * max(place.width, place.height)
    raster = _raster(sight, place.grown(margin), _PIXELS / max(place.width, place.height))
    codes = _codes(raster)
    sound = [code for code in codes if code.valid]
    yield from (_measured(code, raster, sight.shown) for code in sound)
    if not sound and any(_is_within(place, _bounds(_corners(code, raster))) for code in codes):
        yield Symbol(place, "", 0, 0, 0)


def _codes(raster: _Raster) -> list[zxingcpp.Barcode]:
    """Return the codes that there are; one of which only the corners can be read is not `valid`."""
    return zxingcpp.read_barcodes(raster.image, formats=_FORMATS, return_errors=True)


def _raster(sight: Sight, wanted: Area, scale: float) -> _Raster:
    """Return the pixels of a part of a page, as far as there is a page."""
    shown = sight.shown
    left, top = max(wanted.x, shown.x), max(wanted.y, shown.y)
    right, bottom = min(wanted.right, shown.right), min(wanted.bottom, shown.bottom)
    # PDFium cuts whole pixels off, and rounds them up.
    across, down = int((left - shown.x) * scale), int((top - shown.y) * scale)
    cut = (across / scale, max(0, shown.bottom - bottom), max(0, shown.right - right), down / scale)
    unit = shown.width / sight.page.get_width()  # PDFium counts in those of the page (/UserUnit)
    crop = tuple(_exactly(length / unit) for length in cut)
    image = sight.page.render(scale=scale * unit, crop=crop, grayscale=True).to_pil()  # pyright: ignore[reportArgumentType]
    return _Raster(image, shown.x + across / scale, shown.y + down / scale, scale)


def _exactly(length: float) -> float:
    """Return a length that, times the scale, is not rounded up to one pixel more."""
    return length * (1 - 1e-9)


def _corners(code: zxingcpp.Barcode, raster: _Raster) -> list[Point]:
    at = code.position
    return [raster.point(corner) for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]


def _bounds(corners: Sequence[Point]) -> Area:
    (left, *_, right), (top, *_, bottom) = (sorted(axis) for axis in zip(*corners, strict=True))
    return Area(left, top, right - left, bottom - top)


def _measured(code: zxingcpp.Barcode, raster: _Raster, shown: Area) -> Symbol:
    facts: Any = code.extra
    modules = 17 + 4 * int(facts["Version"])  # ISO/IEC 18004, table 1
    grid = _straightened(code, raster.image, modules)
    area = _bounds(_corners(code, raster))
    module_pt = max(area.width, area.height) / modules
    quiet = max(0.0, min(_quiet(grid, modules), min(area.insets(shown)) / module_pt))
    return Symbol(area, code.text, round(module_pt / PT_PER_MM, 3), round(quiet, 1), _contrast(grid, modules))


def _straightened(code: zxingcpp.Barcode, image: Image.Image, modules: int) -> Image.Image:
    """Return a code with what is around it, upright, so many pixels to a module."""
    first, across, down = code.position.top_left, code.position.top_right, code.position.bottom_left
    steps = modules * _CELL
    a, d = (across.x - first.x) / steps, (across.y - first.y) / steps
    b, e = (down.x - first.x) / steps, (down.y - first.y) / steps
    before = _QUIET * _CELL
    affine = (a, b, first.x - (a + b) * before, d, e, first.y - (d + e) * before)
    side = steps + 2 * before
    return image.transform((side, side), Image.Transform.AFFINE, affine, Image.Resampling.NEAREST, fillcolor=255)


def _quiet(grid: Image.Image, modules: int) -> float:
    """Return how many modules around a code are white on all sides."""
    values: bytes = grid.tobytes()
    middle = (min(values) + max(values)) // 2
    dark = grid.point([255 if value < middle else 0 for value in range(256)])
    inner, outer = _QUIET * _CELL, (_QUIET + modules) * _CELL
    for step in range(1, inner):  # the first row of pixels may belong to the code's own edge
        low, high = inner - step - 1, outer + step
        sides = ((low, low, high + 1, low + 1), (low, high, high + 1, high + 1),
                 (low, low, low + 1, high + 1), (high, low, high + 1, high + 1))  # fmt: skip
        if any(dark.crop(side).histogram()[255] > _SPECK * (high - low) for side in sides):
            return step / _CELL if step > 1 else 0.0
    return float(_QUIET)


def _contrast(grid: Image.Image, modules: int) -> float:
    """Return the difference of reflectance between the darkest white and the lightest black of a code's modules.

    It is negative if the code is light on dark. A few modules of each may be off.
    """
    centres = grid.resize((grid.width // _CELL,) * 2, Image.Resampling.NEAREST)
    cells = centres.crop((_QUIET, _QUIET, _QUIET + modules, _QUIET + modules))
    pixels: bytes = cells.tobytes()
    values = sorted(pixels)
    middle = (values[0] + values[-1]) / 2
    blacks = [value for value in values if value < middle]
    whites = [value for value in values if value >= middle]
    if not blacks:
        return 0.0
    lightest = blacks[-1 - int(_FORGIVEN * len(blacks))]
    contrast = light(whites[int(_FORGIVEN * len(whites))]) - light(lightest)
    heart, ring = pixels[3 * modules + 3], pixels[modules + 1]  # of the first finder pattern
    return round(-contrast if heart > ring else contrast, 2)
