"""The pictures of a report, inside it: small ones of all pages, readable ones of those that somebody should look at."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from pathlib import Path

from guidepress.proof.record import DPI, File, Page
from guidepress.proof.shelf import Shelf
from guidepress.units import PT_PER_INCH
from guidepress.workers import Failure, Limits, run

_MOST_PX = 60_000_000  # of readable pictures in a report, about 6 MB
_WIDEST_UPRIGHT, _WIDEST_LYING = 680, 980
_LIMITS = Limits(seconds=30)


@dataclass(frozen=True, slots=True)
class Shot:
    """A page that is to be seen at a readable size; `before` is how the last proof shows it."""

    file: File
    page: Page
    before: bool = False


@dataclass(slots=True)
class Gallery:
    """The pictures of a proof as `data:` addresses, from where they lie."""

    shelf: Shelf
    workers: int
    out: Path
    _readable: dict[Path, str] = field(default_factory=dict)

    def small(self, file: File, page: Page) -> str:
        return _address(self.shelf.latest(file.thumbnail(page.number)).read_bytes())

    def readable(self, shot: Shot) -> str:
        """Return a readable picture; nothing, if it was not prepared, as there were too many."""
        return self._readable.get(self._file(shot), "")

    def prepare(self, shots: Iterable[Shot]) -> None:
        """Make the readable pictures, the first ones first, until the report is large enough."""
        pixels = {self._file(shot): _pixels(shot.page) for shot in shots}
        sums = zip(pixels, accumulate(pixels.values()), strict=True)
        wanted = [file for file, total in sums if total <= _MOST_PX]
        if not wanted:
            return
        with closing(run(encoded, wanted, min(self.workers, len(wanted)), _LIMITS)) as results:
            self._readable = {file: _address(data) for file, data in results if not isinstance(data, Failure)}

    def _file(self, shot: Shot) -> Path:
        name = shot.file.preview(shot.page.number)
        return self.shelf.shown / name if shot.before else self.shelf.latest(name)


def encoded(file: Path) -> bytes:
    """Return a preview at a readable size, as WebP."""
    from PIL import Image

    with Image.open(file) as picture:
        widest = _WIDEST_UPRIGHT if picture.width <= picture.height else _WIDEST_LYING
        shown = picture.convert("RGB")
        shown.thumbnail((widest, 4 * widest), Image.Resampling.LANCZOS)
    stream = BytesIO()
    shown.save(stream, "WEBP", quality=70, method=2)
    return stream.getvalue()


def _pixels(page: Page) -> int:
    return round(page.paper[0] * page.paper[1] * (DPI / PT_PER_INCH) ** 2)


def _address(data: bytes) -> str:
    return f"data:image/webp;base64,{b64encode(data).decode()}"
