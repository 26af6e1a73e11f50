"""Judge the files that a brand brings along: logos and fonts, by what they hold rather than by their names."""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from guidepress.content import svg
from guidepress.content.codes import problem
from guidepress.content.files import read
from guidepress.content.hints import did_you_mean, listed
from guidepress.content.model import Brand, Typeface
from guidepress.diagnostics import ContentError, Diagnostic, Span

if TYPE_CHECKING:
    from guidepress.content.library import Library

SHIPPED_TYPEFACES = ("Anek", "Mukta")
IMAGE_CAP = 5_000_000
FONT_CAP = 10_000_000
PIXEL_CAP = 40_000_000
PRINT_PPI = 300

_ENDINGS = {".svg": "SVG", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_NAMES = {"SVG": "an SVG", "PNG": "a PNG", "JPEG": "a JPEG"}
_FONT_MAGIC = (b"\0\1\0\0", b"OTTO", b"true", b"wOFF", b"wOF2")


def check_artwork(brand: Brand, library: Library) -> Iterator[Diagnostic]:
    """Yield what is wrong with a brand's logos and typefaces, at the line that names the file."""
    folder = library.brand_folder(brand)
    for name in ("main", "reversed", "mono"):
        if path := getattr(brand.logo, name):
            span = library.span_of(brand.logo, name)
            yield from _at(span, path, _logo(folder, path, brand.logo.min_width))
    for face in (brand.typefaces.heading, brand.typefaces.body):
        if face and not face.files and face.family not in SHIPPED_TYPEFACES:
            yield _unknown(face, library.span_of(face, "family"))
        for file in face.files if face else ():
            yield from _at(library.span_of(file, "path"), file.path, _font(folder, file.path))


@cache
def proportion(folder: Path, path: str) -> float:
    """Return width by height of a logo that has passed `check_artwork`."""
    data = read(folder, folder / path, IMAGE_CAP, "image-size", within=folder)
    if _kind(data) == "SVG":
        return svg.proportion(data)
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        return image.width / image.height


def _at(span: Span, path: str, found: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield diagnostics about a file at the line that names it."""
    try:
        yield from (replace(diagnostic, span=span, message=f"{path}: {diagnostic.message}") for diagnostic in found)
    except ContentError as failure:
        for diagnostic in failure.diagnostics:
            yield replace(diagnostic, span=span, message=f"{path}: {diagnostic.message}")


def _unknown(face: Typeface, span: Span) -> Diagnostic:
    message = f"the typeface “{face.family}” is not shipped, and has no files"
    otherwise = f"shipped: {listed(SHIPPED_TYPEFACES)}; for your own, write {{family, files, licence}}"
    return problem("unknown-typeface", message, span, did_you_mean(face.family, SHIPPED_TYPEFACES, otherwise))


def _logo(folder: Path, path: str, min_width_mm: float) -> Iterator[Diagnostic]:
    data = read(folder, folder / path, IMAGE_CAP, "image-size", within=folder)
    kind, named = _kind(data), _ENDINGS.get(Path(path).suffix.lower())
    if kind is None or named is None:
        yield problem("image-format", "this is no SVG, PNG or JPEG", hint="export the logo as SVG, or as a large PNG")
    elif kind != named:
        hint = f"rename it to end in .{kind.lower()}"
        yield problem("image-format", f"this is in fact {_NAMES[kind]}", hint=hint)
    elif kind == "SVG":
        yield from _svg(data)
    else:
        yield from _raster(data, min_width_mm)


def _kind(data: bytes) -> str | None:
    """Return what an image is, by its first bytes."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    head = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "SVG" if head.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")) else None


def _svg(data: bytes) -> Iterator[Diagnostic]:
    report = svg.inspect(data)
    for what in report.broken:
        yield problem("image-format", f"this SVG cannot be drawn: {what}", hint="export the logo again")
    for what in report.unsafe:
        hint = "export it as a plain SVG, with everything it needs inside"
        yield problem("svg-unsafe", f"this SVG is not taken: {what}", hint=hint)
    for address in report.rasters:
        yield from _embedded(address)


def _embedded(address: str) -> Iterator[Diagnostic]:
    try:
        inside = base64.b64decode("".join(address.partition(",")[2].split()), validate=True)
    except (binascii.Error, ValueError):
        yield problem("image-format", "an image inside this SVG is broken", hint="export the logo again")
        return
    yield from _raster(inside, None)


def _raster(data: bytes, min_width_mm: float | None) -> Iterator[Diagnostic]:
    """Judge a PNG or JPEG; its pixels are decoded only once their number is known to be bearable."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                width, height = image.size
                if width * height <= PIXEL_CAP:
                    image.load()
    except Image.DecompressionBombError:
        width, height = PIXEL_CAP, PIXEL_CAP
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, MemoryError):
        yield problem("image-format", "this image is broken", hint="export it again, as PNG or SVG")
        return
    if width * height > PIXEL_CAP:
        hint = "make it smaller: 3,000 pixels across are plenty"
        yield problem("image-size", f"this image has more than {PIXEL_CAP // 1_000_000} million pixels", hint=hint)
    elif min_width_mm is not None and width / min_width_mm * 25.4 < PRINT_PPI:
        needed = round(min_width_mm / 25.4 * PRINT_PPI)
        message = f"this image is {width} pixels wide; at {min_width_mm:g} mm print needs {needed}"
        yield problem("logo-resolution", message, hint="use an SVG, or a larger image")


def _font(folder: Path, path: str) -> Iterator[Diagnostic]:
    data = read(folder, folder / path, FONT_CAP, "font-format", within=folder)
    if not data.startswith(_FONT_MAGIC):
        hint = "use the .ttf, .otf or .woff2 file"
        yield problem("font-format", "this is no TrueType, OpenType or WOFF font", hint=hint)
