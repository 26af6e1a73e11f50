"""What a document says: the words of its blocks in HTML, by where they were written, and of its finished pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

import pypdfium2
import tinyhtml5

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,–:%]*")
_UNSAID = ("head", "style", "script")


@dataclass
class Said:
    """The words of each block by its `data-src`, in lower case, and those that no block holds: headings, labels."""

    blocks: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    labels: set[str] = field(default_factory=set)


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, in lower case."""
    return [word.casefold().rstrip(".,–:") for word in _WORD.findall(text)]


def said(html: str) -> Said:
    """Read a document's HTML."""
    found = Said()
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    assert root is not None
    _read(root, "", found)
    return found


def _read(element: Element, source: str, found: Said) -> None:
    if element.tag in _UNSAID:
        return
    source = element.get("data-src", source)
    own = " ".join((element.text or "", *(child.tail or "" for child in element)))
    (found.blocks[source] if source else found.labels).update(words(own))
    for child in element:
        _read(child, source, found)


def printed(file: Path) -> Counter[str]:
    """Count the words on the pages of a finished file, numbers aside: they meet others at edges."""
    document = pypdfium2.PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return Counter(word for word in words(text) if not word[0].isdigit())
