"""What a file does besides being read: scripts, programs it starts, forms it sends, files it carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guidepress.preflight.facts import Action, Page
from guidepress.preflight.geometry import as_area
from guidepress.preflight.reading.catalog import Catalog
from guidepress.preflight.reading.frame import Frame, upright
from guidepress.preflight.reading.raw import Stream, value

_ACTS = {
    "/JavaScript": "runs JavaScript",
    "/Launch": "starts a program, or opens a file",
    "/SubmitForm": "sends what is filled in",
    "/ImportData": "fills itself in from a file",
}
"""Actions that do more than show a place (ISO 32000-1, 12.6.4)."""
_BY_ITSELF = _ACTS | {"/URI": "opens an address", "/GoToR": "opens another file", "/GoToE": "opens another file"}
_HOLDS = {"/FileAttachment": "holds a file", "/RichMedia": "holds what a plug-in shows"}
_WORDS = (b"/AA", b"/JS", b"JavaScript", b"/Launch", b"/SubmitForm", b"/ImportData", b"Attachment", b"/RichMedia", b"#")
_SUSPICIOUS = re.compile(
    rb"/(?:A|#41){2}\s*(?:<<|\d)|/JS\s*[(<\d]|/S\s*/\w*#"
    rb"|/(?:JavaScript|Launch|SubmitForm|ImportData|FileAttachment|RichMedia)\b"
)
_SCRIPT = re.compile(r"\s*javascript\s*:", re.IGNORECASE)
_DEPTH = 8


def actions(
    document: pypdfium2.PdfDocument,
    catalog: Catalog,
    streams: Iterable[Stream],
    pages: Sequence[Page],
    frames: Sequence[Frame],
) -> Iterator[Action]:
    """Yield what the document does by itself, then what its pages do; they are read again only if bytes hint at it."""
    yield from (Action(f"on opening it {what}") for what in _done(catalog.find("/OpenAction"), _BY_ITSELF))
    yield from (Action(f"by itself it {what}") for what in _events(catalog.find("/AA")))
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        yield Action("on opening it runs JavaScript")
    if count := document.count_attachments():
        yield Action(f"it holds {count} other file{'s' if count > 1 else ''}")
    if catalog.find("/AcroForm", "/XFA") is not None:
        yield Action("it holds a form with a program of its own (XFA)")
    for page in pages:
        scripts = (link for link in page.links if _SCRIPT.match(link.address))
        yield from (Action("a link runs JavaScript", page.number, link.area) for link in scripts)
    if any(map(_is_suspicious, chain([catalog.data], (each.data for each in streams)))):
        yield from _of_pages(catalog.data, frames)


def _is_suspicious(data: bytes) -> bool:
    return any(word in data for word in _WORDS) and _SUSPICIOUS.search(data) is not None


def _of_pages(data: bytes, frames: Sequence[Frame]) -> Iterator[Action]:
    from pypdf import PdfReader

    for number, (page, frame) in enumerate(zip(PdfReader(BytesIO(data)).pages, frames, strict=False), start=1):
        yield from (Action(f"it {what} when the page is shown", number) for what in _events(value(page, "/AA")))
        for note in map(_whole, value(page, "/Annots") or ()):
            box = [float(length) for length in value(note, "/Rect") or ()]
            area = as_area(frame.matrix, upright((box[0], box[1], box[2], box[3]))) if len(box) == 4 else None
            yield from (Action(f"a link or a field {what}", number, area) for what in dict.fromkeys(_by_touch(note)))


def _by_touch(note: Any) -> Iterator[str]:
    """Yield what an annotation does, or the field that it belongs to."""
    yield from filter(None, [_HOLDS.get(value(note, "/Subtype"))])
    holder: Any = note
    for _ in range(_DEPTH):
        yield from _done(value(holder, "/A"), _ACTS)
        yield from _events(value(holder, "/AA"))
        holder = value(holder, "/Parent")


def _events(events: Any) -> Iterator[str]:
    """Yield what additional actions do (12.6.3)."""
    for name in events if hasattr(events, "raw_get") else ():
        yield from _done(value(events, name), _BY_ITSELF)


def _done(action: Any, known: Mapping[str, str], depth: int = 0) -> Iterator[str]:
    """Yield what an action does, and those that come after it; a place to go to is none."""
    if not hasattr(action, "raw_get") or depth > _DEPTH:
        return
    if (kind := value(action, "/S")) in known:
        yield known[kind]
    following = value(action, "/Next")
    for one in following if isinstance(following, list) else [following]:
        yield from _done(_whole(one), known, depth + 1)


def _whole(found: Any) -> Any:
    return found.get_object() if hasattr(found, "get_object") else found
