"""Rules about a file as a whole: its pages, its fonts, its size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import WHITE, Area, Facts, Page
from guidepress.preflight.rules.row import EVERY, OURS, Finding, Rule
from guidepress.units import PT_PER_MM

_SAME_MM = 0.5  # what sizes may differ by
_FURNITURE = 0.1  # of a page's height, at its head and at its foot: where folios stand
_STYLE = re.compile(  # behind a family's name: the words of Pango, which WeasyPrint names fonts by; an optical size
    r"(-(((Ultra|Extra|Semi|Demi)-?)?(Thin|Light|Bold|Black|Heavy|Condensed|Expanded)|Display|Book|Regular|Roman|Medium"
    r"|Italic|Oblique|Small-Caps|\d{3}))+$"
)
_SENT = EVERY - {"office", "press", "sheets", "press-sheets"}


class Receiver(NamedTuple):
    """Somebody who takes files up to a size, in bytes; `why` it is that much."""

    name: str
    most: int
    why: str


RECEIVERS = (
    Receiver(
        "a mailbox", 7_300_000, "many take mails of 10 MB, and a file in a mail is 37 % longer (RFC 2045, base64)"
    ),
    Receiver("WhatsApp", 16_000_000, "16 MB is what every version of it takes"),
)


def _page_count(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    count = facts.count
    if expectation.pages and count != expectation.pages:
        yield Finding(f"it has {count} pages instead of {expectation.pages}")
    if count % expectation.multiple:
        yield Finding(f"it has {count} pages, no multiple of {expectation.multiple}")


def _blank_page(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for page in facts.pages:
        if page.blank or _is_white(page):
            yield Finding("it is blank", page.number)
        elif _has_only_a_folio(page):
            yield Finding("it is blank but for its number", page.number)


def _has_only_a_folio(page: Page) -> bool:
    """Say whether a page shows its number and no more, but a line in its head or foot and a white ground."""
    said, drawn = list(page.legible), list(_drawn(page))
    numbers = [run.area for run in said if run.text.strip().isdecimal()]
    nothing_else = not page.pictures and 0 < len(numbers) == len(said)
    return nothing_else and all(_is_furniture(area, page) for area in numbers + drawn)


def _is_white(page: Page) -> bool:
    """Say whether all that a page paints is white or nothing, as a ground is; text that nobody sees is text."""
    return not (page.pictures or page.unread or any(run.text.strip() for run in page.runs) or any(_drawn(page)))


def _drawn(page: Page) -> Iterator[Area]:
    """Yield where something is drawn that stands off white paper; a shading has neither fill nor corners."""
    for shape in page.shapes:
        if {shape.fill, shape.line} - {WHITE, None} or not shape.corners:
            yield shape.area


def _is_furniture(area: Area, page: Page) -> bool:
    height = page.size[1]
    return area.bottom <= _FURNITURE * height or area.y >= (1 - _FURNITURE) * height


def _page_size(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Pages are of the size asked for; where none is, all are like most."""
    sizes = {page.number: (page.size[0] / PT_PER_MM, page.size[1] / PT_PER_MM) for page in facts.pages}
    usual = Counter((round(width), round(height)) for width, height in sizes.values()).most_common(1)
    wanted = expectation.size_mm or (usual[0][0] if usual else (0, 0))
    least = _SAME_MM if expectation.size_mm else 2 * _SAME_MM  # the usual is rounded
    for page in facts.pages:
        size = sizes[page.number]
        if any(abs(one - other) > least for one, other in zip(size, wanted, strict=True)):
            message = f"it is {size[0]:.1f} × {size[1]:.1f} mm instead of {wanted[0]:g} × {wanted[1]:g} mm"
            yield Finding(message, page.number)


def _cropped_page(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """What reader programs show is the CropBox, what remains of paper the TrimBox (ISO 32000-1, 14.11.2)."""
    for page in facts.pages:
        hidden = -min(page.area.insets(page.shown)) / PT_PER_MM if page.shown else 0.0
        if hidden > _SAME_MM:
            message = f"reader programs show less than the page: {hidden:.1f} mm of it are cut off"
            yield Finding(message, page.number, hint="make its CropBox as large as its TrimBox, or take it away")


def _file_size(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    full = [receiver for receiver in RECEIVERS if facts.size_bytes > receiver.most]
    if full:
        message = f"it has {facts.size_bytes / 1e6:.1f} MB: too much for {' and '.join(one.name for one in full)}"
        hint = f"{'; '.join(one.why for one in full)}. Make its pictures smaller, or send a link instead"
        yield Finding(message, hint=hint)


def _limited(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """What is not looked at is said: a file is not right because it is too large to be judged."""
    read = len(facts.pages)
    if read < facts.count:
        yield Finding(f"only the first {read} of its {facts.count} pages were looked at: there is too much on them")
    for page in facts.pages:
        if page.unread:
            yield Finding("not all that it paints was looked at: there is too much of it", page.number)


def _font_not_embedded(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Both readings of a file for paper count: each may see a font that the other does not."""
    pressed = facts.press.fonts if facts.press else {}
    seen = [*facts.fonts.items(), *((name.rpartition("+")[2], embedded) for name, embedded in pressed.items())]
    missing = dict.fromkeys(name for name, embedded in seen if not embedded)
    yield from (Finding(f"the font “{name}” is not embedded") for name in missing)


def _foreign_font(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A font is named after its family, with hyphens for spaces, and its style."""
    families = {family.replace(" ", "-") for family in expectation.fonts}
    for name in facts.fonts:
        if families and name not in families and _STYLE.sub("", name) not in families:
            yield Finding(f"the font “{name}” is none of the brand's or of those shipped")


ROWS = (
    Rule("preflight-limited", "note", EVERY, _limited, "The file is too large: not all of it was looked at."),
    Rule("page-count", "error", OURS, _page_count, "A sheet is not one page, or a booklet no multiple of four."),
    Rule("blank-page", "error", EVERY, _blank_page, "A page has nothing on it, or white, or only its number."),
    Rule("page-size", "error", OURS, _page_size, "A page is not of the size that the document has."),
    Rule(
        "cropped-page", "error", EVERY, _cropped_page, "Reader programs show less than the page: its CropBox is small."
    ),
    Rule("file-size", "warning", _SENT, _file_size, "A file is too large to be sent as people send it."),
    Rule("font-not-embedded", "error", EVERY, _font_not_embedded, "A font is not in the file."),
    Rule("foreign-font", "error", OURS, _foreign_font, "A font is none of the brand’s or of those shipped."),
)
