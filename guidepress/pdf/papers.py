"""Which paper a sheet goes on."""

from __future__ import annotations

import re

from guidepress.diagnostics import UsageError, error
from guidepress.papers import PAPERS
from guidepress.units import PT_PER_MM

SLACK_PT = 1.0  # programs round an A5 page to whole points, or a fraction of a millimetre up

_ROUNDING_MM = 1.0  # two A5 pages are 296 mm wide, an A4 sheet 297
_LONGEST_MM = 5000.0  # 14,400 units, the most a page may measure (ISO 32000-1, annex C)
_SIZE = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(?:mm)?", re.IGNORECASE)

Size = tuple[float, float]


def size_mm(name: str) -> Size:
    """Return width and height of a paper by its name, or as written: ``320x450mm``. Raise `UsageError` for others."""
    known = {paper.lower(): size for paper, size in PAPERS.items()}
    if found := known.get(name.strip().lower()):
        return found
    if written := _SIZE.fullmatch(name.replace(" ", "")):
        width, height = (float(side) for side in written.groups())
        if 0 < width <= _LONGEST_MM and 0 < height <= _LONGEST_MM:
            return width, height
    hint = f"one of {', '.join(PAPERS)}; or a size such as 320x450mm, at most {_LONGEST_MM:g} mm"
    raise UsageError(error("unknown-paper", f"“{name}” is no paper", hint=hint))


def paper_for(needed: Size, name: str | None) -> Size:
    """Return width and height in points of the paper for what needs so many points, lying or upright as that does.

    Without a name: the paper that is this size but for rounding, else one of exactly this size.
    Raise `UsageError` where it does not fit.
    """
    if name is None:
        papers = (_laid(paper, needed) for paper in PAPERS.values())
        return next((paper for paper in papers if _is_about(paper, needed)), needed)
    paper = _laid(size_mm(name), needed)
    if not _holds(paper, needed):
        message = f"{name} measures {in_mm(paper)}; the sheet needs {in_mm(needed)}"
        raise UsageError(error("paper-too-small", message, hint="choose a larger --paper, or leave it out"))
    return paper


def in_mm(size: Size) -> str:
    """Return a size in points as people say it: 210 × 297 mm."""
    width, height = (f"{round(side / PT_PER_MM, 1):g}" for side in size)
    return f"{width} × {height} mm"


def _laid(paper_mm: Size, needed: Size) -> Size:
    """Return a paper in points, on its long side if what needs it is wider than high."""
    short, long = sorted(side * PT_PER_MM for side in paper_mm)
    return (long, short) if needed[0] > needed[1] else (short, long)


def _is_about(paper: Size, needed: Size) -> bool:
    room = _ROUNDING_MM * PT_PER_MM + SLACK_PT
    return _holds(paper, needed) and all(has - needs <= room for has, needs in zip(paper, needed, strict=True))


def _holds(paper: Size, needed: Size) -> bool:
    return all(has >= needs - SLACK_PT for has, needs in zip(paper, needed, strict=True))
