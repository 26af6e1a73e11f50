"""Where the letters are of runs that may be printed over each other."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.facts import Area
from guidepress.preflight.geometry import Box, as_area
from guidepress.preflight.overlap import colliding
from guidepress.preflight.reading.paint import Painted
from guidepress.preflight.reading.pdfium import address, doubles


def letters(found: Painted) -> dict[int, tuple[Area, ...]]:
    """Return the inked boxes of the letters of all runs that collide, by the runs' indices."""
    wanted = {index for pair in colliding(found.runs) for index in pair}
    boxes: dict[int, list[Area]] = {address(found.texts[index]): [] for index in wanted}
    if boxes:
        words = found.words
        for at in range(words.count_chars()):
            owner = address(pdfium.FPDFText_GetTextObject(words.raw, at))
            if owner in boxes and (box := _box(words, at)):
                boxes[owner].append(as_area(found.frame.matrix, box))
    return {index: tuple(boxes[address(found.texts[index])]) for index in wanted}


def _box(words: pypdfium2.PdfTextPage, at: int) -> Box | None:
    """Return the box of a letter; PDFium gives left, right, bottom, top. A space has none."""
    if found := doubles(4, pdfium.FPDFText_GetCharBox, words.raw, at):
        left, right, bottom, top = found
        return (left, bottom, right, top) if right > left and top > bottom else None
    return None
