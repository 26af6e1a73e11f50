"""What finished pages leave white: for tests of files for office printers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from tests.conftest import manifest

UNPRINTABLE_MM = 8
_SCALE: Any = 1.5  # pixels a point
_SEEN = [255 * (level > 12) for level in range(256)]


def office_pages(output: Path) -> Iterator[tuple[str, Image.Image]]:
    """Yield the pages of all files of the office edition as grey pictures, with their names."""
    for path in manifest(output, "office"):
        document = pypdfium2.PdfDocument(output / path)
        for number, page in enumerate(document, start=1):
            yield f"{path} page {number}", page.render(scale=_SCALE, grayscale=True).to_pil()
        document.close()


def margins_mm(picture: Image.Image) -> list[float]:
    """Return what is white at the left, the top, the right and the bottom of a page."""
    box = ImageOps.invert(picture.convert("L")).point(_SEEN).getbbox()
    left, top, right, bottom = box or (picture.width, picture.height, 0, 0)
    return [side / _SCALE / 72 * 25.4 for side in (left, top, picture.width - right, picture.height - bottom)]


def too_near(output: Path) -> dict[str, float]:
    """Return the pages with something where office printers cannot print, and how near the edge it comes."""
    found = {name: min(margins_mm(page)) for name, page in office_pages(output)}
    assert found
    return {name: margin for name, margin in found.items() if margin < UNPRINTABLE_MM}
