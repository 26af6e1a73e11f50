"""What all pages of a job share: the guide, its brand, its words, its citations, and small helpers over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from guidepress.compose.citations import Citations
from guidepress.compose.figures.pills import INSIDE_MARGINS, WHOLE_PAGE, Stage
from guidepress.compose.figures.qr import qr
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.plan import Job
from guidepress.compose.words import Words, words
from guidepress.content.artwork import proportion
from guidepress.content.library import Library
from guidepress.content.model import Brand, Campus, Drive, Guide, Model, PartialDate, Printer
from guidepress.content.palette import Palette
from guidepress.content.printer import PressPrinter
from guidepress.editions import EDITIONS, Edition

_QR_SIZE = mm(30)
_PALETTES: Mapping[str, Callable[[Brand], Palette]] = {"brand": Palette.of, "one": Palette.in_one_ink}


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and how it is printed: without its scheme."""

    address: str
    shown: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR symbol with the address it holds; `model` and `path` say where that was written."""

    art: Svg
    address: str
    shown: str
    model: Model
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo with its size in millimetres; one that lacks a version for its ground needs a plate of paper."""

    path: str
    width: float
    height: float
    plate: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """One job with everything its pages look up."""

    library: Library
    job: Job
    edition: Edition
    guide: Guide
    brand: Brand
    palette: Palette
    words: Words
    citations: Citations
    drive: Drive | None = None
    campus: Campus | None = None

    @classmethod
    def of(cls, library: Library, job: Job) -> Setting:
        """Gather what a job's pages need."""
        guide, brand, edition = library.guides[job.guide], library.brands[job.brand], EDITIONS[job.edition]
        spoken = words(job.locale, library.project.region)
        linked = job.kind == "booklet" and any(chapter.type == "sources" for chapter in guide.chapters)
        citations = Citations(library, guide, spoken, linked=linked)
        drive = library.drives[job.drive] if job.drive else None
        campus = drive.campus(job.campus) if drive and job.campus else None
        palette = _PALETTES[edition.inks](brand)
        return cls(library, job, edition, guide, brand, palette, spoken, citations, drive, campus)

    @property
    def printer(self) -> Printer | None:
        """Return the printer that the job is for; documents for screens have none."""
        return self.library.printer(self.job)

    def expired(self, until: PartialDate | None) -> bool:
        """Tell whether something had run out when the guide was reviewed; that is what is printed."""
        reviewed = self.guide.reviewed_on
        return bool(until and reviewed and until.last_day < reviewed.last_day)

    def date(self, value: PartialDate | None) -> str:
        """Return a date as printed, or nothing."""
        return self.words.date(value) if value else ""

    def stage_title(self, id: str) -> str:
        """Return the title of a stage."""
        return next((stage.title for stage in self.guide.stages if stage.id == id), id)

    def website(self) -> Code | None:
        """Return the QR symbol of the brand's website."""
        address = self.brand.contact.website
        if not address:
            return None
        target = link(address)
        return Code(qr(target.address, _QR_SIZE), target.address, target.shown, self.brand, ("contact", "website"))

    def logo(self, *, on_primary: bool, area: float, widest: float, tallest: float) -> Logo | None:
        """Return the brand's logo at an optical size: wide and tall ones take the same area, in square millimetres."""
        logo, one_ink = self.brand.logo, self.edition.inks == "one"
        on_primary = on_primary and not one_ink
        path = (logo.reversed if on_primary else logo.mono if one_ink else None) or logo.main
        if not path:
            return None
        ratio = proportion(self.library.brand_folder(self.brand), path)
        width = min(widest, tallest * ratio, max((area * ratio) ** 0.5, logo.min_width))
        return Logo(path, round(width, 2), round(width / ratio, 2), on_primary and not logo.reversed)

    @property
    def letters(self) -> float:
        """Return how many letters go where one of the shipped, rather narrow, heading typeface goes."""
        face = self.brand.typefaces.heading
        return _OWN_FACE if face and face.files else 1.0

    @property
    def bleed_mm(self) -> float:
        """Return how far colours and art run beyond the trim."""
        printer = self.library.printer(self.job)
        return printer.bleed_mm if isinstance(printer, PressPrinter) else 0.0

    @property
    def stage(self) -> Stage:
        """Return where the art of full pages stands."""
        return INSIDE_MARGINS if self.palette.line_art else replace(WHOLE_PAGE, bleed=mm(self.bleed_mm))

    def imprint(self) -> list[str]:
        """Return what identifies this printing: version, date of review."""
        guide = self.guide
        parts = [self.words("Edition %(version)s", version=guide.version)] if guide.version else []
        return [
            *parts,
            *([self.words("Reviewed %(date)s", date=self.date(guide.reviewed_on))] if guide.reviewed_on else []),
        ]


def link(address: str) -> Link:
    """Return a link for an address that may lack its scheme."""
    full = address if "://" in address or address.startswith("mailto:") else f"https://{address}"
    return Link(full, shown(full))


def shown(address: str) -> str:
    """Return an address as it is printed: without its scheme, and without the slash at its end."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return address.removeprefix("mailto:")
    return parts.netloc + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")


_PARTS = re.compile(r"(?<=/)|(?=[?&])")


def in_lines(address: str, letters: int) -> str:
    """Return a printed address that is longer than a line with line ends after its slashes, not within its words.

    Styles keep these line ends (`white-space: pre-line`).
    """
    lines = [""]
    for part in _PARTS.split(address) if len(address) > letters else [address]:
        if lines[-1] and len(lines[-1]) + len(part) > letters:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


_OWN_FACE = 0.75
_RUNNING = 68  # letters of a running head, at most


def running(title: str) -> str:
    """Return a title as a running head: one that is longer than a line ends in an ellipsis, after a word."""
    if len(title) <= _RUNNING:
        return title
    head, _, rest = title[:_RUNNING].rpartition(" ")
    return (head or rest).rstrip(" ,;:–—") + "…"


def texts(items: Iterable[object]) -> list[str]:
    """Return the words of a list of plain items."""
    return [str(item) for item in items]


def size_class(title: str, steps: tuple[tuple[int, int, str], ...]) -> str:
    """Return the type step of a title: the first (letters, letters in one word, class) that it does not exceed."""
    longest = max(map(len, title.split()), default=0)
    return next((name for letters, word, name in steps if len(title) <= letters and longest <= word), steps[-1][2])
