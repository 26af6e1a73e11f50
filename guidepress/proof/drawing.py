"""Draw a file: a picture of each page and a small one, a contact sheet, and how it differs from its last pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageStat

from guidepress.diagnostics import PreflightError, error
from guidepress.output import write
from guidepress.proof import contact
from guidepress.proof.alignment import aligned
from guidepress.proof.difference import differing, in_points
from guidepress.proof.record import DPI, Change, Difference, Drawn, File, Page, Turning
from guidepress.proof.sheets import to_print_again
from guidepress.units import PT_PER_INCH

_SCALE: Any = DPI / PT_PER_INCH  # typed as a whole number by pypdfium2
_THUMBNAIL_PX = 68_000  # of any page, whatever its shape: 219 × 310 for an upright A4 or A5
_FAST = 1  # zlib: as small as slower ones on pages of text, within a tenth
_WEBP = {"quality": 62, "method": 2}
_SKETCH = (24, 34)
_UNLIKE = 20  # levels of grey, of 255: pages of text that differ by as much on average have nothing in common
_TURNING: dict[int, Turning] = {
    pdfium.Simplex: "simplex",
    pdfium.DuplexFlipShortEdge: "duplex",
    pdfium.DuplexFlipLongEdge: "duplex",
}


@dataclass(frozen=True, slots=True)
class Task:
    """A file to draw: where it is, how it is called, where the last pictures are and where new ones go."""

    source: Path
    path: str
    sha256: str
    before: File | None
    shown: Path
    staging: Path


def draw(task: Task) -> Drawn:
    """Draw a file and compare it with its last pictures.

    Raises `PreflightError` when it is no sound PDF.
    """
    try:
        with closing(pypdfium2.PdfDocument(task.source)) as document:
            file = _drawn(document, task)
    except pypdfium2.PdfiumError as failure:
        hint = "build it again with --force"
        raise PreflightError(error("not-drawn", f"{task.path} cannot be drawn: {failure}", hint=hint)) from failure
    return Drawn(file, _difference(task, file))


def _drawn(document: pypdfium2.PdfDocument, task: Task) -> File:
    turning = _TURNING.get(pdfium.FPDF_VIEWERREF_GetDuplex(document.raw), "")
    title = document.get_metadata_dict().get("Title", "")
    file = File(task.path, task.sha256, task.source.stat().st_size, title, turning, ())
    pages, thumbnails = [], []
    for page, picture in _pictures(document):
        _save(picture, task.staging / file.preview(page.number), "PNG", compress_level=_FAST)
        small = _small(picture if turning else _trimmed(picture, page))
        _save(small, task.staging / file.thumbnail(page.number), "WEBP", **_WEBP)
        pages.append(page)
        thumbnails.append(small)
    file = File(file.path, file.sha256, file.bytes, title, turning, tuple(pages))
    _save(contact.sheet(file, thumbnails), task.staging / file.contact, "PNG", compress_level=_FAST)
    return file


def _pictures(document: pypdfium2.PdfDocument) -> Iterator[tuple[Page, Image.Image]]:
    for index in range(len(document)):
        with closing(document[index]) as page:
            picture = page.render(scale=_SCALE, rev_byteorder=True).to_pil().convert("RGB")
            left, _, _, top = page.get_cropbox() or (0, 0, 0, 0)
            trim = page.get_trimbox() or (0, 0, 0, 0)
            yield (
                Page(
                    number=index + 1,
                    label=document.get_page_label(index) or str(index + 1),
                    paper=_rounded(page.get_size()),
                    inset=_rounded((trim[0] - left, top - trim[3])),
                    size=_rounded((trim[2] - trim[0], trim[3] - trim[1])),
                    digest=hashlib.sha256(picture.tobytes()).hexdigest()[:16],
                ),
                picture,
            )


def _rounded(lengths: tuple[float, float]) -> tuple[float, float]:
    return round(lengths[0], 1), round(lengths[1], 1)


def _trimmed(picture: Image.Image, page: Page) -> Image.Image:
    """Return a page as it is when it has been cut."""
    if page.size == page.paper:
        return picture
    (x, y), (width, height) = page.inset, page.size
    left, top, right, bottom = (round(edge * _SCALE) for edge in (x, y, x + width, y + height))
    return picture.crop((left, top, right, bottom))


def _small(picture: Image.Image) -> Image.Image:
    scale = (_THUMBNAIL_PX / (picture.width * picture.height)) ** 0.5
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2)


def _save(picture: Image.Image, file: Path, kind: str, **how: int) -> None:
    stream = BytesIO()
    picture.save(stream, kind, **how)
    write(file, stream.getvalue(), lasting=False)


def _difference(task: Task, after: File) -> Difference:
    before = task.before
    if before is None:
        return Difference("first")
    old = _opener(before, task.shown)
    new = _opener(after, task.staging)
    looks = [page.digest for page in before.pages], [page.digest for page in after.pages]
    pairs = aligned(*looks, unlikeness=_unlikeness(old, new))
    changes = (_change(before, after, pair, old, new) for pair in pairs)
    pages = tuple(change for change in changes if change.areas)
    changed = {change.after for change in pages if change.after}
    sheets = to_print_again(before, after, changed) if after.turning and pages else ()
    return Difference("other", pages, sheets)


Opener = Callable[[int], Image.Image]


def _opener(file: File, folder: Path) -> Opener:
    """Return what opens the picture of a page, by its index."""

    def _open(index: int) -> Image.Image:
        with Image.open(folder / file.preview(file.pages[index].number)) as picture:
            return picture.convert("RGB")

    return _open


def _unlikeness(old: Opener, new: Opener) -> Callable[[int, int], float]:
    sketches = cache(lambda index: _sketch(old(index))), cache(lambda index: _sketch(new(index)))

    def _ask(before: int, after: int) -> float:
        apart = ImageChops.difference(sketches[0](before), sketches[1](after))
        return ImageStat.Stat(apart).mean[0] / _UNLIKE

    return _ask


def _sketch(picture: Image.Image) -> Image.Image:
    return picture.convert("L").resize(_SKETCH, Image.Resampling.BOX)


def _change(before: File, after: File, pair: tuple[int | None, int | None], old: Opener, new: Opener) -> Change:
    """Return how two pages differ; a change without areas is none that anybody could see."""
    was, now = pair
    numbers = (None if was is None else was + 1), (None if now is None else now + 1)
    if was is None or now is None:
        alone = after.pages[now] if now is not None else before.pages[was or 0]
        return Change(*numbers, (alone.whole,))
    page = after.pages[now]
    boxes = differing(old(was), new(now))
    return Change(*numbers, tuple(in_points(box, page.inset, 1 / _SCALE) for box in boxes))
