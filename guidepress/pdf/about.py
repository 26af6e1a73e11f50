"""What a document is, for its metadata; apart from them, so that a look at it imports no WeasyPrint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class About:
    """What a document is, for the file's metadata; `language` is a BCP 47 tag.

    `link_label` says where a link inside the document leads, in the document's own language.
    """

    title: str
    author: str
    description: str
    language: str
    date: date
    link_label: str = "{text}, page {page}"
