"""What WeasyPrint's tags lack: language and text of each run, links in words, where figures are.

- A font maps a glyph to one text, and Devanagari uses one glyph for several: कर्म is read back as किमर्म. Runs in
  such scripts carry their text (`ActualText`, ISO 32000-1, 14.9.4).
- `/Lang` is written for the document only; a run in another language says so (Matterhorn protocol 11).
- A `dl` with groups, and generated text in a link, nest what may not be nested.
- A link's description (`Contents`, PDF/UA-1, 7.18.5) would be its raw target.
- A figure's `BBox` would be in CSS pixels from the top of the page, not in the page's own units from its foot
  (ISO 32000-1, 14.8.5.4.3).

WeasyPrint writes a run as ``/Span <</MCID n>> BDC``, remembers the box of each `n` in `Stream._tags` until the
structure tree is built, and nothing later knows which text is which. So the runs are completed right after a page
is painted, through `Page.paint`, a method made to be called for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from guidepress.pdf.about import About
from guidepress.pdf.engine import Document, Page, Stream, pydyf
from guidepress.units import PT_PER_PX

# Scripts that reorder or join glyphs: Hebrew to Arabic, the Indic scripts, Thai to Myanmar, Khmer, Devanagari Extended.
_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\ua8e0-\ua8ff]")


class Run(NamedTuple):
    """What is to be said of a marked run; None where the document or the glyphs say it already."""

    language: str | None
    text: str | None


_UNSAID = Run(None, None)


@dataclass
class Tagging:
    """Completes the tags of one document while and after it is drawn; `roots` are its HTML."""

    about: About
    roots: tuple[Element, ...]
    _runs: list[dict[int, Run]] = field(default_factory=list)

    def painting(self, page: Page) -> Page:
        """Return the page, such that painting it also completes its runs."""
        return _TaggedPage(page, self)

    def complete_runs(self, stream: Stream) -> None:
        """Add language and text to the runs of a page just painted."""
        runs = {mark["mcid"]: self._describe(box) for box, mark in (stream._tags or {}).items()}
        self._runs.append(runs)
        for properties in _marks(stream):
            _write(runs.get(properties["MCID"], _UNSAID), properties)

    def _describe(self, box: Any) -> Run:
        language, text = box.style["lang"], getattr(box, "text", "")
        return Run(
            language if language and language != self.about.language else None,
            text if _COMPLEX.search(text) else None,
        )

    def finish(self, document: Document, pdf: pydyf.PDF) -> None:
        """Repeat the runs' language and text on the structure tree, which many readers walk instead; describe links.

        Figures are told where they are.
        """
        pages = dict(zip(pdf.page_references, self._runs, strict=True))
        heights = dict(zip(pdf.page_references, (page.height for page in document.pages), strict=True))
        elements = {item.reference: item for item in pdf.objects if _is_element(item)}
        for element in elements.values():
            marks = [kid for kid in element["K"] if isinstance(kid, int)]
            _write(_common([pages[element["Pg"]].get(mark, _UNSAID) for mark in marks]), element)
            _straighten(element, elements)
            if element["S"] == "/Figure":
                _upend(element["A"]["BBox"], heights[element["Pg"]])
        self._describe_links(document)

    def _describe_links(self, document: Document) -> None:
        texts = {element: text for root in self.roots for element, text in _link_texts(root)}
        pages: dict[str, int] = {}
        for number, page in enumerate(document.pages, start=1):
            for name in page.anchors:
                pages.setdefault(name, number)
        for page in document.pages:
            for kind, target, _, box in page.links:
                if box.link_annotation is not None:
                    text = texts.get(box.element, "")
                    said = self._inside(text, pages.get(target)) if kind == "internal" else _outside(text, target)
                    box.link_annotation["Contents"] = pydyf.String(said)

    def _inside(self, text: str, page: int | None) -> str:
        """Return the words of a link within the document and the page where it leads."""
        if text in ("", str(page)):
            return self.about.link_label.format(text="", page=page).strip(" ,;:–—()")
        return self.about.link_label.format(text=text, page=page)


def _is_element(item: Any) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _straighten(element: Any, elements: dict[bytes, Any]) -> None:
    """Take groups out of lists, whose children are items (ISO 32000-1, 14.8.4.3.3), and links out of links."""
    if element["S"] == "/L":
        kids = pydyf.Array([])
        for kid in element["K"]:
            group = elements.get(kid)
            members = group["K"] if group and group["S"] == "/Div" else [kid]
            kids.extend(members)
            for member in members:
                elements[member]["P"] = element.reference
        element["K"] = kids
    parent = elements.get(element["P"])
    if element["S"] == "/Link" and parent and parent["S"] == "/Link":
        element["S"] = "/Span"


def _upend(box: pydyf.Array, page_height: float) -> None:
    """Turn left, top, right, bottom in pixels from a page's top into left, bottom, right, top in points from its foot.

    A bleed changes nothing: the origin stays at the foot of what is trimmed.
    """
    left, top, right, bottom = box
    box[:] = (length * PT_PER_PX for length in (left, page_height - bottom, right, page_height - top))


def _common(runs: list[Run]) -> Run:
    """Return what can be said of an element with these runs: a text only of one, a language only of like ones."""
    languages = {run.language for run in runs}
    return Run(languages.pop() if len(languages) == 1 else None, runs[0].text if len(runs) == 1 else None)


def _outside(text: str, target: str) -> str:
    """Return the words of a link elsewhere and its address, once if the words are the address."""
    address = re.sub(r"^(https?://(www\.)?|mailto:|tel:)|/$", "", target)
    return text if address and address in text else f"{text} ({address})" if text else address


def _link_texts(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield every element in a link, the link included, and the link's words: its label, text or picture's text."""
    for link in root.iter("a"):
        pictures = (picture.get("alt", "") for picture in link.iter("img"))
        text = link.get("aria-label") or " ".join((*link.itertext(), *pictures))
        for element in link.iter():
            yield element, " ".join(text.split())


class _TaggedPage(Page):
    """A laid-out page that completes its runs when it is painted."""

    def __init__(self, page: Page, tagging: Tagging) -> None:
        self.__dict__.update(page.__dict__)
        self._tagging = tagging

    def paint(self, stream: Stream, scale: Any = 1) -> None:
        super().paint(stream, scale)
        self._tagging.complete_runs(stream)


def _marks(stream: Stream) -> Iterator[pydyf.Dictionary]:
    """Yield the property lists of the marked runs of a page, those in its transparency groups too."""
    streams, seen = [stream], set()
    while streams:
        current = streams.pop()
        if id(current) not in seen:
            seen.add(id(current))
            yield from (item for item in current.stream if isinstance(item, pydyf.Dictionary) and "MCID" in item)
            streams += [group for group in current._resources["XObject"].values() if isinstance(group, Stream)]


def _write(run: Run, properties: dict[str, Any]) -> None:
    if run.language is not None:
        properties["Lang"] = pydyf.String(run.language)
    if run.text is not None:
        properties["ActualText"] = pydyf.String(run.text)
