"""How much ink the pages of a file lay on top of itself, by our own sum: total area coverage.

The plates of a page are drawn at 72 dpi and laid on each other. Their sum counts where it holds on a square of
1 mm, which is what a sheet must carry and dry; on fewer pixels it may be where two pictures meet.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from io import BytesIO
from typing import Any, NamedTuple

from guidepress.preflight.press.plates import plates
from guidepress.units import PT_PER_MM

_AROUND = 1  # pixels on each side of one: 3 x 3 of them are 1.06 mm wide
_MOST_PIXELS = 8_000_000  # of a page; of larger ones, pixels are larger
_FULL = 255


class Coverage(NamedTuple):
    """The ink of a page, in percent: the greatest sum, where it is from left and top of the bleed, and the mean."""

    greatest: float
    mean: float
    x_mm: float
    y_mm: float


def coverage(data: bytes) -> tuple[Coverage, ...]:
    """Return the ink of each page within its bleed.

    Raises `Unreadable` for files that go past what is read of them, and what the libraries raise when it is no PDF.
    """
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    found = excesses(data, reader, range(len(reader.pages)), -1.0)
    return tuple(found.values())


def excesses(data: bytes, reader: Any, pages: Sequence[int], limit: float) -> dict[int, Coverage]:
    """Return the ink of those of some pages, counted from 0, that have more than a limit in percent on any pixel.

    Raises `Unreadable` for files that go past what is read of them, and what the libraries raise when it is no PDF.
    """
    import pypdfium2

    separated = plates(data, reader, pages)
    with ExitStack() as stack:
        documents = [stack.enter_context(closing(pypdfium2.PdfDocument(plate))) for plate in separated]
        return dict(_excesses(documents, pages, limit))


def _excesses(documents: Sequence[Any], pages: Sequence[int], limit: float) -> Iterator[tuple[int, Coverage]]:
    for index, page in enumerate(pages):
        drawn = [_drawn(document, index) for document in documents]
        if _most([grey for grey, _ in drawn]) > limit:
            yield page, _sum(drawn)


def _most(greys: Sequence[Any]) -> float:
    """Return what the sum of inks is at most on any pixel, quickly: means of greys are rounded down, so to more ink."""
    from PIL import ImageChops

    c, m, y, k = greys
    mean: Any = ImageChops.add(ImageChops.add(c, m, 2), ImageChops.add(y, k, 2), 2)
    return (_FULL - mean.getextrema()[0]) * len(greys) / _FULL * 100


def _drawn(document: Any, index: int) -> tuple[Any, float]:
    """Return a plate of a page, and the scale at which it is drawn."""
    with closing(document[index]) as page:
        width, height = page.get_size()
        scale = min(1.0, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False)
        return bitmap.to_pil(), scale


def _sum(drawn: Sequence[tuple[Any, float]]) -> Coverage:
    """Return the ink of a page from its plates, each pixel taken as its neighbourhood is."""
    from PIL import ImageFilter, ImageMath, ImageStat

    greys, scale = [image.filter(ImageFilter.BoxBlur(_AROUND)) for image, _ in drawn], drawn[0][1]
    total = ImageMath.lambda_eval(
        lambda given: given["c"] + given["m"] + given["y"] + given["k"], **dict(zip("cmyk", greys, strict=True))
    )
    whitest = len(greys) * _FULL
    least = int(total.getextrema()[0])
    row, column = divmod(array("i", total.tobytes()).index(least), total.width)
    mean = sum(ImageStat.Stat(grey).mean[0] for grey in greys)
    mm = 1 / (PT_PER_MM * scale)
    return Coverage(
        (whitest - least) / _FULL * 100, (whitest - mean) / _FULL * 100, (column + 0.5) * mm, (row + 0.5) * mm
    )
