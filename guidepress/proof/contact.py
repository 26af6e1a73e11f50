"""Contact sheets: all pages of a file small, as they lie when they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw, ImageFont

from guidepress.assets import shipped
from guidepress.proof.record import File
from guidepress.proof.spreads import Group, groups

_MARGIN, _GAP, _LABEL = 24, 18, 20
_WIDTH = 1700
_FACE, _SIZE = "fonts/Mukta-400.ttf", 13  # which has the dash of “2–3”
_PAPER, _EDGE, _INK = (236, 233, 229), (189, 183, 179), (92, 86, 83)


def sheet(file: File, thumbnails: Sequence[Image.Image]) -> Image.Image:
    """Return the contact sheet of a file's pages."""
    rows = list(_rows(groups(file), thumbnails))
    heights = [max(thumbnails[page.number - 1].height for group in row for page in group.pages) for row in rows]
    width = max(sum(_breadth(group, thumbnails) + _GAP for group in row) for row in rows) - _GAP if rows else 0
    height = sum(heights) + len(rows) * (_LABEL + _GAP)
    canvas = Image.new("RGB", (width + 2 * _MARGIN, height + 2 * _MARGIN), _PAPER)
    top = _MARGIN
    for row, tall in zip(rows, heights, strict=True):
        _draw_row(canvas, row, thumbnails, top)
        top += tall + _LABEL + _GAP
    return canvas


def lettering() -> ImageFont.FreeTypeFont:
    """Return the face in which sheets are labelled."""
    return ImageFont.truetype(shipped("styles") / _FACE, _SIZE)


def _rows(found: Sequence[Group], thumbnails: Sequence[Image.Image]) -> Iterator[list[Group]]:
    """Yield as many groups as a row has room for, those of one height together."""
    row: list[Group] = []
    used = 0
    for group in found:
        breadth = _breadth(group, thumbnails) + _GAP
        if row and used + breadth > _WIDTH:
            yield row
            row, used = [], 0
        row.append(group)
        used += breadth
    if row:
        yield row


def _breadth(group: Group, thumbnails: Sequence[Image.Image]) -> int:
    return sum(thumbnails[page.number - 1].width for page in group.pages)


def _draw_row(canvas: Image.Image, row: Sequence[Group], thumbnails: Sequence[Image.Image], top: int) -> None:
    pen, face = ImageDraw.Draw(canvas), lettering()
    left = _MARGIN
    for group in row:
        start = left
        for page in group.pages:
            small = thumbnails[page.number - 1]
            canvas.paste(small, (left, top))
            pen.rectangle((left - 1, top - 1, left + small.width, top + small.height), outline=_EDGE)
            left += small.width
        bottom = top + max(thumbnails[page.number - 1].height for page in group.pages)
        pen.text(((start + left) / 2, bottom + 4), group.name, _INK, face, anchor="ma")
        left += _GAP
