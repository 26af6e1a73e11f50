"""Pictures of pages, compared as two prints would be: blind to edges, not to what has moved or changed its colour."""

from __future__ import annotations

import base64
import html
from functools import reduce
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

SCALE: Any = 1  # pixels a point
_OVER = 4  # times the size, drawn
_COLOURS = 256  # of a kept picture: small files, and off by less than a look sees


class Look(NamedTuple):
    """A way to compare: blurred by so many pixels, a pixel differs by more than a step of 255; a share may."""

    blur: float
    step: int
    share: float


# Edges are drawn a little differently by other versions of a renderer: they differ by small steps, everywhere. What has
# moved differs by large steps in one place; a tint of another colour by small ones that no blur takes away.
LOOKS = (Look(1, 48, 0.0002), Look(6, 12, 0.0025))


def picture(page: pypdfium2.PdfPage) -> Image.Image:
    """Return a picture of a page, drawn large and made smaller, so that no hairline snaps to a row of pixels."""
    large = page.render(scale=_OVER * SCALE).to_pil().convert("RGB")
    return large.reduce(_OVER)


def kept(image: Image.Image) -> bytes:
    """Return the file in which a picture is kept."""
    return _png(image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE))


def differences(expected: Image.Image, actual: Image.Image) -> list[str]:
    """Return what a look at both pictures tells; nothing if they are of the same page."""
    if expected.size != actual.size:
        return [f"{actual.size} pixels instead of {expected.size}"]
    found = []
    for look in LOOKS:
        histogram = _difference(expected, actual, look).histogram()
        share = sum(histogram[look.step :]) / sum(histogram)
        if share > look.share:
            found.append(f"{share:.2%} of the page differ by {look.step} or more of 255 ({look.share:.2%} may)")
    return found


def report(name: str, found: list[str], expected: Image.Image, actual: Image.Image) -> str:
    """Return a page of HTML, complete in itself: expected, actual, and where they differ."""
    pictures = {"expected": expected, "actual": actual, "difference": _marked(expected, actual)}
    figures = "".join(
        f'<figure><figcaption>{caption}</figcaption><img src="data:image/png;base64,'
        f'{base64.b64encode(_png(image)).decode()}" alt="{caption}"></figure>'
        for caption, image in pictures.items()
    )
    said = "".join(f"<li>{html.escape(line)}</li>" for line in found)
    style = (
        "body{font:16px sans-serif;background:#ddd}figure{display:inline-block;margin:8px}img{box-shadow:0 0 4px #888}"
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title><style>{style}</style>'
        f"<h1>{name}</h1><ul>{said}</ul>{figures}</html>"
    )


def _difference(expected: Image.Image, actual: Image.Image, look: Look) -> Image.Image:
    """Return by how much each pixel differs, in the colour that differs most."""
    pair = (image.filter(ImageFilter.GaussianBlur(look.blur)) for image in (expected, actual))
    return reduce(ImageChops.lighter, ImageChops.difference(*pair).split())


def _marked(expected: Image.Image, actual: Image.Image) -> Image.Image:
    """Return the actual picture, faint, with what differs in red."""
    faint = Image.blend(actual.convert("L").convert("RGB"), Image.new("RGB", actual.size, "white"), 0.7)
    if expected.size == actual.size:
        for look in LOOKS:
            mask = _difference(expected, actual, look).point([0] * look.step + [255] * (256 - look.step))
            faint.paste((220, 0, 0), mask=mask)
    return faint


def _png(image: Image.Image) -> bytes:
    data = BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
