"""Pictures judged before they are opened by anything that draws: their kind, their size, what a drawing refers to."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image

from guidepress.pdf import drawings
from guidepress.pdf.refusal import Refusal

_RASTER_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}


def check(media_type: str, content: bytes, max_pixels: int) -> None:
    """Raise `Refusal` unless the content is a harmless picture of its type."""
    if media_type == "image/svg+xml":
        drawings.check(content)
    elif media_type in _RASTER_FORMATS:
        _check_raster(_RASTER_FORMATS[media_type], content, max_pixels)
    else:
        raise Refusal("unreadable-image", f"is {media_type}", "use SVG, PNG or JPEG")


def _check_raster(kind: str, content: bytes, max_pixels: int) -> None:
    """Read the header only: a few bytes can unpack to gigabytes."""
    too_large = Refusal(
        "oversized-resource",
        f"has more than {max_pixels // 1_000_000} million pixels",
        "make it smaller: 300 pixels an inch are enough in print",
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[kind]) as image:
                width, height = image.size
    except Image.DecompressionBombError:
        raise too_large from None
    except Exception:  # Pillow's readers raise nearly anything on broken files, and say nothing that helps
        raise Refusal("unreadable-image", f"cannot be read as {kind}", "open it and save it anew") from None
    if width * height > max_pixels:
        raise too_large
