"""Stylesheets, parsed once for all documents of a process: parsing costs more than laying out a page.

Those that stand together become one: each element is matched with every sheet, and most of that is overhead.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from cssselect2 import Matcher

from guidepress.pdf.engine import CSS, HTML, CounterStyle, FontConfiguration, URLFetcher, URLFetchingError
from guidepress.pdf.environment import scratch
from guidepress.pdf.fence import BASE
from guidepress.pdf.problems import Problems, collected

_MEDIA = ("", "all", "print")


@dataclass
class Cascade:
    """Parsed sheets in order, and what they share: the order of layers, counter styles, colour profiles."""

    sheets: list[Any] = field(default_factory=list)
    layers: list[str] = field(default_factory=list)
    counter_style: Any = field(default_factory=CounterStyle)
    color_profiles: dict[str, Any] = field(default_factory=dict)

    def copied(self) -> Cascade:
        """Return a copy to which a document may add sheets of its own; the rules themselves stay shared."""
        layers = list(self.layers)
        sheets = [copy.copy(sheet) for sheet in self.sheets]
        for sheet in sheets:
            sheet.layers = layers
        return Cascade(sheets, layers, copy.copy(self.counter_style), dict(self.color_profiles))


class Stylesheets:
    """The stylesheets of all documents of a typesetter, and the fonts that they bring along.

    A document's sheets are taken out of its HTML and given to WeasyPrint as those of a user. Their order of
    precedence among themselves stays; only `style` attributes stand above them, as they do above any rule.
    """

    def __init__(self, fetcher: Callable[[Problems], URLFetcher]) -> None:
        self.fonts = FontConfiguration()
        self.fonts._folder = Path(mkdtemp(dir=scratch()))  # WeasyPrint's own would stay when the process ends
        self._fetcher = fetcher
        self._parsed: dict[tuple[str, ...], tuple[Cascade, Problems]] = {}

    def take(self, document: HTML, problems: Problems) -> Cascade:
        """Take the sheets out of a document. Links before its first `<style>` are parsed for the next one too."""
        sheets = [element for element in document.etree_element.iter() if _is_sheet(element)]
        first = next((i for i, element in enumerate(sheets) if element.tag == "style"), len(sheets))
        key = tuple(_address(link) for link in sheets[:first])
        if key not in self._parsed:
            found = Problems()
            self._parsed[key] = self._extended(Cascade(), sheets[:first], found), found
        cascade, found = self._parsed[key]
        for diagnostic in found:
            problems.add(diagnostic)
        cascade = self._extended(cascade.copied(), sheets[first:], problems)
        for element in sheets:
            element.set("type", "text/plain")  # for WeasyPrint, no stylesheet any more
        return cascade

    def _extended(self, cascade: Cascade, sheets: Iterable[Element], problems: Problems) -> Cascade:
        """Add sheets to a cascade, as one; without those that cannot be fetched, of which the problems tell."""
        parsed = None
        shared = {
            "matcher": Matcher(),
            "page_rules": [],
            "url_fetcher": self._fetcher(problems),
            "font_config": self.fonts,
            "layers": cascade.layers,
            "counter_style": cascade.counter_style,
            "color_profiles": cascade.color_profiles,
        }
        with collected(problems):
            for sheet in sheets:
                inline = {"string": "".join(sheet.itertext()), "base_url": BASE} if sheet.tag == "style" else {}
                with suppress(URLFetchingError):  # the fence has reported it
                    parsed = CSS(**(inline or {"url": _address(sheet)}), **shared)
        cascade.sheets += [parsed] if parsed else []
        return cascade


def _is_sheet(element: Element) -> bool:
    if element.tag not in ("link", "style"):
        return False
    media, kind = element.get("media", "").strip().lower(), element.get("type", "text/css").strip().lower()
    relation = element.get("rel", "").lower().split()
    linked = element.tag == "style" or ("stylesheet" in relation and "alternate" not in relation)
    return linked and media in _MEDIA and kind == "text/css"


def _address(link: Element) -> str:
    return urljoin(BASE, link.get("href", "").strip())
