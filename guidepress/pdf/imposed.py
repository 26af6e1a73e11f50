"""Where the pages of a document went on its sheets, as the file of sheets itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader

from guidepress.pdf.imposition import Rect
from guidepress.pdf.objects import resolved

_PLACED = re.compile(rb"W n ([-\d. ]+) cm /P(\d+) Do")  # as `sheets` writes it


@dataclass(frozen=True, slots=True)
class Place:
    """A page on a side of a sheet, both from 1: `matrix` brings what is in its `box` there, `top` is the side's height.

    All in points of PDF, from the left and the foot.
    """

    side: int
    matrix: tuple[float, float, float, float, float, float]
    box: Rect
    trim: Rect

    @property
    def size(self) -> tuple[float, float]:
        return self.box.width, self.box.height

    def moved(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        """Return where an area of the page is on the side; both count from the left and the top of what is trimmed."""
        left, top = self.box.left + x, self.box.top - y
        (x0, y0), (x1, y1) = self._at(left, top), self._at(left + width, top - height)
        return min(x0, x1) - self.trim.left, self.trim.top - max(y0, y1), abs(x1 - x0), abs(y1 - y0)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


def places(data: bytes) -> dict[int, Place]:
    """Return where each page is, by its number, in a file that `sheets.impose` made."""
    return {
        page: place
        for number, side in enumerate(PdfReader(BytesIO(data)).pages, 1)
        for page, place in _on(side, number)
    }


def _on(side: PageObject, number: int) -> Iterator[tuple[int, Place]]:
    program = side.get_contents()
    forms = side["/Resources"]["/XObject"]  # pyright: ignore[reportIndexIssue]  # ours always has both
    for matrix, page in _PLACED.findall(program.get_data() if program is not None else b""):
        form = resolved(forms.raw_get(f"/P{page.decode()}"))
        left, bottom, right, top = map(float, form["/BBox"])  # pyright: ignore[reportIndexIssue, reportOptionalSubscript]
        a, b, c, d, e, f = map(float, matrix.split())
        trim = Rect(*map(float, side.trimbox))
        yield int(page), Place(number, (a, b, c, d, e, f), Rect(left, bottom, right, top), trim)
