"""How files are finished: what WeasyPrint is asked for, and who has the last word before a file is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from guidepress.pdf.about import About
from guidepress.pdf.engine import Document, pydyf
from guidepress.pdf.metadata import label_pages, print_as_it_is
from guidepress.pdf.press import separate

Finisher = Callable[[Document, pydyf.PDF, About], None]


@dataclass(frozen=True, slots=True)
class Finish:
    """`options` go to WeasyPrint's `write_pdf`; tags, where there are any, are completed before the `finishers`."""

    tagged: bool = False
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    finishers: tuple[Finisher, ...] = ()


_TAGGED: Mapping[str, Any] = MappingProxyType({"pdf_variant": "pdf/a-2a"})

FINISHES: dict[str, Finish] = {
    "tagged": Finish(tagged=True, options=_TAGGED, finishers=(label_pages,)),
    "handout": Finish(tagged=True, options=_TAGGED, finishers=(label_pages, print_as_it_is)),
    "paper": Finish(options={"pdf_identifier": True}, finishers=(label_pages, print_as_it_is)),
    "press": Finish(options={"pdf_variant": "pdf/x-4"}, finishers=(label_pages, separate)),
}
