"""The editions: what a document is made for. A table that every room reads its own columns of; it imports nothing.

A new edition is a row here and a stylesheet of its name in `styles/editions/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

SIGNATURE = 4
"""Pages of a sheet that is folded once: booklets have a multiple of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A way to make a document.

    `standards` are what its files declare, and fulfil; `file` is how the PDF is finished: `tagged` for whoever reads
    it on a screen or has it read out, `handout` for those who also print it, `paper` for an office printer, `press`
    for a print shop. `inks` is what pages are coloured with. Links are `linked`, or their addresses are `spelled` out,
    or both. `large` pages are reflowed in large type; `folded` booklets are imposed, two pages a side.
    """

    name: str
    standards: tuple[str, ...] = ()
    file: Literal["tagged", "handout", "paper", "press"] = "tagged"
    inks: Literal["brand", "one"] = "brand"
    linked: bool = True
    spelled: bool = False
    large: bool = False
    folded: bool = False


EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        edition.name: edition
        for edition in (
            Edition(name="digital", standards=("PDF/UA-1", "PDF/A-2a")),
            Edition(name="office", file="paper", inks="one", linked=False, spelled=True, folded=True),
            Edition(name="press", standards=("PDF/X-4",), file="press", linked=False, spelled=True),
            Edition(name="large-print", standards=("PDF/UA-1", "PDF/A-2a"), spelled=True, large=True),
        )
    }
)

HANDOUT = Edition(name="handout", standards=("PDF/UA-1", "PDF/A-2a"), file="handout")
"""Pages about printing itself: no edition of a document, but made like one."""
