"""What a document is, for its metadata; apart from them, so that a look at it imports no WeasyPrint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from guidepress.inks import Inks


@dataclass(frozen=True, slots=True)
class About:
    """What a document is, for the file's metadata; `language` is a BCP 47 tag.

    `link_label` says where a link inside the document leads, in the document's own language. `inks` are what print
    shops mix its colours (#rrggbb) from; others are converted through the profile of the press, and none takes more
    than `ink_limit` percent. `folios` are the numbers of its pages, if they are not 1, 2, 3 and so on: of a part that
    is a file of its own.
    """

    title: str
    author: str
    description: str
    language: str
    date: date
    link_label: str = "{text}, page {page}"
    inks: Mapping[str, Inks] = field(default_factory=lambda: MappingProxyType({}))
    ink_limit: float = 300.0
    folios: tuple[int, ...] = ()
