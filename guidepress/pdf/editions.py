"""The editions: what a document is made for, and how its file is finished.

An edition is a row of `EDITIONS`, and a stylesheet in `styles/editions/` where its pages look different. Rows to
come: `office` (ink-saving, imposed on A4), `press` (PDF/X-4, CMYK, bleed), `large-print` (as `digital`, on A4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Finisher = Callable[[Any, Any], None]  # WeasyPrint's Document and pydyf's PDF, right before the file is written


@dataclass(frozen=True, slots=True)
class Edition:
    """A way to finish a document.

    `stylesheets` are linked by its documents after their own; `options` go to WeasyPrint's `write_pdf`;
    `standards` are what the file declares, and must fulfil; `finishers` have the last word on the file.
    """

    name: str
    standards: tuple[str, ...] = ()
    stylesheets: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    finishers: tuple[Finisher, ...] = ()


def _label_pages(document: Any, pdf: Any) -> None:
    from guidepress.pdf.metadata import label_pages  # imports WeasyPrint, which a look at this table should not

    label_pages(document, pdf)


EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        edition.name: edition
        for edition in (
            Edition(
                name="digital",
                standards=("PDF/UA-1", "PDF/A-2a"),
                options=MappingProxyType({"pdf_variant": "pdf/a-2a"}),
                finishers=(_label_pages,),
            ),
        )
    }
)
