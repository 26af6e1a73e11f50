"""WeasyPrint, imported here and nowhere else: all of it that we use, public or not, in one list.

Undocumented, and to be looked at with every new version: `Stream._tags` and `Page.paint` (see `tagging`),
`DocumentMetadata.generate_rdf_metadata` (`metadata`), `Page._page_box` and the boxes (`typesetter`),
`split_first_line` (`lines`), `Layout.setup` (`attributes`), the second half of the list below.
"""

from __future__ import annotations

import gc
import warnings
from itertools import count
from typing import Any

from guidepress.diagnostics import EnvironmentFailure, error
from guidepress.pdf.environment import isolate, scratch

isolate()
scratch()
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")  # which is what we want
    try:
        import pydyf
        from weasyprint import CSS, HTML, VERSION
        from weasyprint.css.counters import CounterStyle
        from weasyprint.document import Document, Page
        from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TextBox
        from weasyprint.images import SVGImage
        from weasyprint.layout import inline as inline_layout
        from weasyprint.logger import LOGGER
        from weasyprint.pdf.metadata import DocumentMetadata
        from weasyprint.pdf.stream import Stream
        from weasyprint.svg.css import parse_declarations as svg_declarations
        from weasyprint.svg.css import parse_stylesheets as svg_stylesheets
        from weasyprint.text.ffi import ffi, harfbuzz, pango
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.text.line_break import Layout as TextLayout
        from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError
    except OSError as missing:
        raise EnvironmentFailure(
            error(
                "missing-library",
                f"a library that sets type cannot be loaded: {str(missing).splitlines()[0]}",
                hint="apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            )
        ) from missing

_PANGO: Any = pango  # bound with cffi, of which checkers see nothing
_HARFBUZZ: Any = harfbuzz
_NULL: Any = ffi.NULL
LOGGER.propagate = False  # what it says becomes diagnostics (see `problems`), and never reaches a terminal
gc.freeze()  # what imports have made stays for good: searching it for garbage costs layouts 5 %

__all__ = [
    "CSS",
    "HTML",
    "LOGGER",
    "CounterStyle",
    "Document",
    "DocumentMetadata",
    "FontConfiguration",
    "LineBox",
    "MarginBox",
    "Page",
    "SVGImage",
    "Stream",
    "TextBox",
    "TextLayout",
    "URLFetcher",
    "URLFetcherResponse",
    "URLFetchingError",
    "inline_layout",
    "let_go_of_attributes",
    "pydyf",
    "svg_declarations",
    "svg_stylesheets",
    "versions",
]


def versions() -> dict[str, str]:
    """Return the versions on which the bytes of a file depend."""
    number: int = _PANGO.pango_version()
    return {
        "weasyprint": VERSION,
        "pango": f"{number // 10_000}.{number // 100 % 100}.{number % 100}",
        "harfbuzz": ".".join(map(str, _harfbuzz_version())),
    }


def let_go_of_attributes(layout: Any) -> None:
    """Leave the list of attributes of a text to its Pango layout alone, with which it then ends."""
    attributes = _PANGO.pango_layout_get_attributes(layout)
    if attributes != _NULL:
        _PANGO.pango_attr_list_unref(attributes)


def _harfbuzz_version() -> list[int]:
    """Ask until it says no: of HarfBuzz's version, WeasyPrint binds only the comparison."""
    found: list[int] = []
    for rest in ((0, 0), (0,), ()):
        found.append(next(n for n in count() if not _HARFBUZZ.hb_version_atleast(*found, n + 1, *rest)))
    return found
