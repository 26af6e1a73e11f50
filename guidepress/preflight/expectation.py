"""What a document must be, beyond what its file can say of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guidepress.placements import Placement

Purpose = Literal["digital", "office", "sheets", "press", "large-print", "unknown"]
"""What a file is for: an edition; `sheets`, imposed for an office printer; `unknown`, of others."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a document must be. Without anything said, it is a file that we know nothing of.

    `pages` is their number, `multiple` of what it is one, `size_mm` their trimmed size. `fonts` are the families that
    may be in it. `references` are how the names of places begin to which page numbers refer. `smallest_pt` is the
    least size of type; `margin_mm` stays white on an office printer, and in the other editions free of text;
    `bleed_mm` and `ink_limit` are the printer's. `addresses` are those that the content links to, `symbols` those that
    QR codes hold, in any order.
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
    addresses: frozenset[str] = frozenset()
    symbols: tuple[str, ...] = ()
    placements: tuple[Placement, ...] = ()
