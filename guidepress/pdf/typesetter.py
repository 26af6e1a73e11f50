"""HTML in, laid-out pages out; and from those, a finished file."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from guidepress.diagnostics import Diagnostic, error
from guidepress.editions import Edition
from guidepress.pdf import landing
from guidepress.pdf.about import About
from guidepress.pdf.attributes import let_go
from guidepress.pdf.engine import HTML, Document, Page, pydyf
from guidepress.pdf.fence import BASE, Fence, Limits, shortened
from guidepress.pdf.finishing import FINISHES
from guidepress.pdf.lines import full_lines
from guidepress.pdf.metadata import Metadata
from guidepress.pdf.problems import Problems, collected
from guidepress.pdf.stylesheets import Stylesheets
from guidepress.pdf.tagging import Tagging
from guidepress.pdf.writing import no_work_twice
from guidepress.placements import Placement, Reference
from guidepress.units import PT_PER_PX

_LINKS_TO = ("http", "https", "mailto", "tel")


class Anchor(NamedTuple):
    """Where a named place landed: page from 1, points from the left and the top of the page."""

    page: int
    x_pt: float
    y_pt: float


class Typesetter:
    """Lays documents out; made once a process, since the fonts are loaded and the styles parsed once.

    `mounts` name the folders of all that documents may refer to: ``"styles"`` and ``"brand"``, each looked up in
    its folders in order. Styles that change on disk later are not seen.
    """

    def __init__(self, mounts: Mapping[str, tuple[Path, ...]], limits: Limits | None = None) -> None:
        self._mounts = dict(mounts)
        self._limits = limits or Limits()
        self._stylesheets = Stylesheets(self._fence)

    def lay_out(self, html: str) -> Layout:
        """Lay a document out; what is wrong with it is in the layout's `problems`."""
        problems = Problems()
        source = HTML(string=html, base_url=BASE, url_fetcher=self._fence(problems))
        cascade = self._stylesheets.take(source, problems)
        with collected(problems), full_lines(), let_go():
            document = source.render(
                font_config=self._stylesheets.fonts,
                stylesheets=cascade.sheets,
                counter_style=cascade.counter_style,
                color_profiles=cascade.color_profiles,
            )
        _drop_unsafe(document, problems)
        return Layout(document, (source.etree_element,), problems)

    def _fence(self, problems: Problems) -> Fence:
        return Fence(self._mounts, self._limits, problems.refuse)


@dataclass(frozen=True)
class Layout:
    """Laid-out pages, and the HTML that they were laid out from."""

    _document: Document
    _roots: tuple[Element, ...]
    _problems: Problems

    @property
    def page_count(self) -> int:
        return len(self._document.pages)

    @property
    def page_size_pt(self) -> tuple[float, float]:
        """Width and height of the first page."""
        page = self._document.pages[0]
        return page.width * PT_PER_PX, page.height * PT_PER_PX

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What was found so far: characters without a glyph, and some links and pictures, only show in `write`."""
        return tuple(self._problems)

    @property
    def anchors(self) -> dict[str, Anchor]:
        """Every element's `id`; in case of doubt the first."""
        found: dict[str, Anchor] = {}
        for number, page in enumerate(self._document.pages, start=1):
            for name, (x, y, *_) in page.anchors.items():
                found.setdefault(name, Anchor(number, x * PT_PER_PX, y * PT_PER_PX))
        return found

    @property
    def addresses(self) -> frozenset[str]:
        """Where the document's links lead outside of it, as they are written."""
        found = (link.get("href", "") for root in self._roots for link in root.iter("a"))
        return frozenset(address for address in found if urlsplit(address).scheme)

    def placements(self) -> tuple[Placement, ...]:
        """Where each element with an origin, each paragraph in one and each heading landed, in reading order."""
        return landing.placements(self._document.pages, self._roots)

    def references(self) -> tuple[Reference, ...]:
        """The links to places, with the pages of those that are on these pages, in reading order."""
        return landing.references(self._document.pages, {name: place.page for name, place in self.anchors.items()})

    def sources_of(self, text: str) -> tuple[str, ...]:
        """The origins of the innermost elements that hold a text, for problems that name a text and no place."""
        found: dict[str, None] = {}
        for root in self._roots:
            _find(root, text, "", found)
        return tuple(found)

    def pick(self, pages: Sequence[int]) -> Layout:
        """Return the pages of these numbers, from 1, in this order."""
        return Layout(self._copy(self._document.pages[number - 1] for number in pages), self._roots, self._problems)

    def joined(self, front: Layout, back: Layout) -> Layout:
        """Return these pages between others; all come from one typesetter, and each stays as it is.

        What was found in any of them is found in the whole.
        """
        parts = (front, self, back)
        pages = [page for part in parts for page in part._document.pages]
        roots = tuple(dict.fromkeys(root for part in parts for root in part._roots))
        return Layout(self._copy(pages), roots, Problems(found for part in parts for found in part.problems))

    def forget(self, *names: str) -> None:
        """Take the elements with these ids out of the HTML: their pages are left out for good.

        Their links are then none of the document's.
        """
        for root in self._roots:
            for holder in list(root.iter()):
                for element in [child for child in holder if child.get("id") in names]:
                    holder.remove(element)

    def write(self, edition: Edition, about: About) -> bytes:
        """Return the file: same layout, edition and `about`, same bytes. The layout stays as it is."""
        finish, tagging = FINISHES[edition.file], Tagging(about, self._roots)
        pages = [tagging.painting(page) if finish.tagged else page for page in self._document.pages]
        document = self._copy(pages if edition.linked else map(_unlinked, pages))
        document.metadata = Metadata(about, edition.standards)
        document.color_profiles = dict(document.color_profiles)  # to which writing adds
        for page in document.pages:
            for *_, box in page.links:
                box.link_annotation = None  # left by an earlier writing

        def complete(written: Document, pdf: pydyf.PDF) -> None:
            if finish.tagged:
                tagging.finish(written, pdf)
            for finisher in finish.finishers:
                finisher(written, pdf, about)

        with collected(self._problems), no_work_twice(), let_go(), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves the sRGB profile's file open
            return cast(bytes, document.write_pdf(finisher=complete, **finish.options))

    def _copy(self, pages: Iterable[Page]) -> Document:
        chosen: Any = list(pages)
        return self._document.copy(chosen)


def _unlinked(page: Page) -> Page:
    """Return a page without its links, which paper does not have and PDF/X-4 does not allow (ISO 15930-7, 6.17)."""
    bare = copy(page)
    bare.links, bare.anchors, bare.bookmarks = [], {}, []
    return bare


def _find(element: Element, text: str, source: str, found: dict[str, None]) -> None:
    """Collect the sources of the elements whose own text or attributes hold a text."""
    own_origin = landing.origin_of(element)
    source = source if own_origin is None else own_origin
    own = (element.text, *(child.tail for child in element), *element.attrib.values())
    if source and any(text in part for part in own if part):
        found.setdefault(source)
    for child in element:
        _find(child, text, source, found)


def _drop_unsafe(document: Document, problems: Problems) -> None:
    """Take out links to anything but the web, mail and telephone, and attached files, and say so.

    Generated text in a link is a link of its own to WeasyPrint; there it is taken out, too, as the link around it does.
    """
    for attachment in document.metadata.attachments:
        problems.add(error("unsafe-link", f"a file is attached: {attachment.description or 'no title'}"))
    for page in document.pages:
        for link in list(page.links):
            kind, target, *_, box = link
            if "::" in (box.element_tag or ""):
                page.links.remove(link)
                continue
            if kind == "internal" or (kind == "external" and _is_safe(target)):
                continue
            page.links.remove(link)
            message = f'a link leads to "{shortened(target)}"'
            problems.add(error("unsafe-link", message, hint="links start with https://, mailto: or tel:"))


def _is_safe(address: str) -> bool:
    return urlsplit(address).scheme.lower() in _LINKS_TO and not address.startswith(BASE)
