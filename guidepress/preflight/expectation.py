"""What a document must be, beyond what its file can say of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guidepress.placements import Placement, Reference
from guidepress.preflight.facts import Place

Purpose = Literal["digital", "office", "sheets", "press", "press-sheets", "large-print", "unknown"]
"""What a file is for: an edition; imposed, `sheets` for an office printer, `press-sheets`; `unknown`, of others."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets of paper with pages on them: their size in points, lying; how many pages they hold, how they are turned.

    `duplex` is the name in the viewer preferences (ISO 32000-1, table 150); `marks` are for whoever cuts them. `places`
    are those of the pages on each side, in the order of printing, where that is known.
    """

    size: tuple[float, float]
    pages: int
    duplex: str
    marks: bool = False
    places: tuple[tuple[Place, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a document must be. Without anything said, it is a file that we know nothing of.

    `pages` is their number, `multiple` of what it is one, `size_mm` their trimmed size. `fonts` are the families that
    may be in it. `references` are how the names of places begin to which page numbers refer. `smallest_pt` is the
    least size of type; `margin_mm` stays white on an office printer, and in the other editions free of text;
    `bleed_mm`, `ink_limit` and the printing `condition` are the printer's. `addresses` are those that the content
    links to, `symbols` those that QR codes hold, in any order. `sheets` are those that pages are folded from.
    `numbers` are where page numbers may stand that refer to other pages, as they were laid out.
    """

    purpose: Purpose = "unknown"
    pages: int | None = None
    multiple: int = 1
    fonts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    size_mm: tuple[float, float] | None = None
    language: str = ""
    smallest_pt: float = 6.0
    margin_mm: float = 0.0
    bleed_mm: float = 3.0
    ink_limit: float = 300.0
    condition: str = "FOGRA39"
    addresses: frozenset[str] = frozenset()
    symbols: tuple[str, ...] = ()
    placements: tuple[Placement, ...] = ()
    sheets: Sheets | None = None
    numbers: tuple[Reference, ...] = ()
