"""What a file for a press must be: PDF/X-4 (ISO 15930-7), and what a printer of our books asks beyond it.

The standard lets colours of the screen through, if they have a profile, and black text that knocks out. A press of
four inks prints neither well, so they are errors here. The table has a rule for each code; most of those that look
at paint are tables themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from guidepress.diagnostics import Severity
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area, Facts
from guidepress.preflight.geometry import Box, margins
from guidepress.preflight.press.facts import Page, PressFacts
from guidepress.preflight.press.ink import Coverage
from guidepress.preflight.press.paint import Paint, bleed_box
from guidepress.preflight.rules.row import Finding, Rule, merged
from guidepress.units import PT_PER_MM

_VERSION = "1.6"
_SLACK_PT = 0.02  # by which boxes may be off: they are written with few decimals
_BLACK = 0.85  # of black ink, from which a colour is meant to be black
_FULL_BLACK = 0.9  # from which text without other inks shows its white edges where it knocks out
_RICH_BELOW_PT = 12.0
_RULE_BELOW_PT = 2.0
_THIN_PT = 0.25
_THIN_SLACK_PT = 0.005
_INK_SLACK = 0.5  # percent: four plates, each rounded to 1/255
_HUE = 0.02  # by which cyan, magenta and yellow may differ in what is grey

X4_ID = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_XMP_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
REQUIRED = {
    "xmp:CreateDate": f"{_XMP}CreateDate",
    "xmp:ModifyDate": f"{_XMP}ModifyDate",
    "xmp:MetadataDate": f"{_XMP}MetadataDate",
    "xmpMM:DocumentID": f"{_XMP_MM}DocumentID",
    "xmpMM:VersionID": f"{_XMP_MM}VersionID",
    "xmpMM:RenditionClass": f"{_XMP_MM}RenditionClass",
    "dc:title": "{http://purl.org/dc/elements/1.1/}title",
}


_Judge = Callable[[PressFacts, Expectation], Iterator[Finding]]
_PRESS: frozenset[Purpose] = frozenset({"press", "unknown"})
_PAPER: frozenset[Purpose] = frozenset({"press", "office"})


def _row(code: str, judge: _Judge, meaning: str, severity: Severity = "error", purposes: Any = _PRESS) -> Rule:
    """Return a row of the table, for files whose paint has been read: it looks at nothing else of them."""

    def look(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
        found = facts.press
        if found and (code in _REFUSALS or not (found.encrypted or found.unreadable)):
            yield from judge(found, expectation)

    return Rule(code, severity, purposes, look, meaning)


_REFUSALS = ("press-encrypted", "press-unreadable")


def _encrypted(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    if facts.encrypted:
        yield Finding("it is encrypted, so that nobody can judge or print it", hint="save it without a password")


def _unreadable(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    if facts.unreadable:
        yield Finding(f"it cannot be read as a PDF: {facts.unreadable}")


# The file (ISO 15930-7, 6.1 to 6.9)


def _version(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    if facts.version != _VERSION:
        yield Finding(f"it is PDF {facts.version or 'of no version'}; PDF/X-4 is PDF {_VERSION}")


def _file_id(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    if not facts.identified:
        yield Finding("its trailer has no /ID")


def _identification(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    said = facts.xmp.get(X4_ID, "")
    if said != "PDF/X-4":
        told = f"say “{said}”, not PDF/X-4" if said else "do not say that it is PDF/X-4"
        yield Finding(f"its metadata {told}")


def _metadata(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    missing = [name for name, key in REQUIRED.items() if not facts.xmp.get(key)]
    if missing:
        yield Finding(f"its metadata lack {', '.join(missing)}")
    if facts.xmp_compressed:
        yield Finding("its metadata are compressed")


def _trapped(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    if facts.trapped not in ("/True", "/False"):
        yield Finding("it does not say whether it is trapped: Trapped must be True or False")


def _output_intent(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    if len(facts.intents) != 1:
        yield Finding(f"it has {len(facts.intents)} output intents for PDF/X instead of one")
    for intent in facts.intents:
        if intent.condition != expectation.condition:
            wanted = expectation.condition
            yield Finding(f"it is made for the printing condition “{intent.condition}” instead of {wanted}")
        if not intent.registry:
            yield Finding("its output intent does not name the registry of its printing condition")


def _output_profile(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    for intent in facts.intents:
        kind = intent.profile_class, intent.profile_space, intent.components
        if not intent.profile:
            yield Finding("its output intent has no profile in it")
        elif kind != ("prtr", "CMYK", 4):
            told = "{} for {} of {} components".format(*kind)
            yield Finding(f"the profile of its output intent is {told}, not prtr for CMYK of 4")


def _script(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    yield from map(Finding, facts.actions)


def _font_not_embedded(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    missing = (name for name, embedded in facts.fonts.items() if not embedded)
    yield from (Finding(f"the font “{name}” is not embedded") for name in missing)


# Its pages (6.10, 6.13)


def _boxes(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    yield from merged(Finding(said, page.number) for page in facts.pages for said in _box_findings(page))


def _box_findings(page: Page) -> Iterator[str]:
    boxes = page.boxes
    if "TrimBox" not in boxes:
        yield "there is no TrimBox"
    elif "ArtBox" in boxes:
        yield "there is an ArtBox beside the TrimBox"
    order = [name for name in ("MediaBox", "BleedBox", "TrimBox") if name in boxes]
    for outer, inner in pairwise(order):
        if not _within(boxes[inner], boxes[outer]):
            yield f"the {inner} is not inside the {outer}"


def _within(inner: Box, outer: Box) -> bool:
    return min(margins(inner, outer)) >= -_SLACK_PT


def _bleed(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    """A page bleeds as far as its BleedBox, without one as far as nothing (ISO 32000-1, 14.11.2)."""
    needed = expectation.bleed_mm * PT_PER_MM - _SLACK_PT
    bleeds = ((page, min(margins(page.boxes["TrimBox"], bleed_box(page.boxes)))) for page in _trimmed(facts))
    yield from merged(
        Finding(f"the bleed is {max(bleed, 0) / PT_PER_MM:.2f} mm instead of {expectation.bleed_mm:g} mm", page.number)
        for page, bleed in bleeds
        if bleed < needed
    )


def _trimmed(facts: PressFacts) -> Iterator[Page]:
    return (page for page in facts.pages if "TrimBox" in page.boxes)


def _annotation(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    """Annotations stay outside the bleed; those for trapping may be anywhere."""
    yield from merged(
        Finding(f"an annotation ({found.kind}) lies on the page, within its bleed", page.number, page.seen(found.box))
        for page in facts.pages
        for found in page.annotations
        if found.kind != "TrapNet" and _overlap(found.box, bleed_box(page.boxes))
    )


def _overlap(one: Box, other: Box) -> bool:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return min(one[2], other[2]) - left > _SLACK_PT and min(one[3], other[3]) - bottom > _SLACK_PT


# What they paint


def _foreign(what: str, *kinds: str) -> _Judge:
    """Return a rule against colours that are no inks in some kinds of paint."""

    def rule(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
        yield from _painted(
            facts,
            lambda paint: f"{what} in {_shown(paint)}" if paint.what in kinds and paint.colour.space.foreign else "",
        )

    return rule


def _black_knocks_out(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    """Text of black ink alone overprints, or the least misregister shows paper around it (ISO 32000-1, 8.6.7)."""
    yield from _painted(
        facts,
        lambda paint: (
            f"black text of {paint.size_pt:g} pt knocks out" if paint.what == "text" and _knocks_out(paint) else ""
        ),
    )


def _rule_knocks_out(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    """The same with lines, drawn or filled."""
    yield from _painted(
        facts,
        lambda paint: (
            f"a black line of {paint.size_pt:g} pt knocks out"
            if paint.what in ("line", "area") and 0 < paint.size_pt < _RULE_BELOW_PT and _knocks_out(paint)
            else ""
        ),
    )


def _knocks_out(paint: Paint) -> bool:
    """Return whether a paint is black ink alone, solid, and takes out the other inks under it."""
    if paint.masks or not paint.colour.values or paint.alpha < 1:
        return False
    *coloured, black = paint.colour.space.inks(paint.colour.values)
    return black >= _FULL_BLACK and not any(coloured) and any(paint.plates[:3])


def _rich_black_text(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    yield from _painted(
        facts,
        lambda paint: (
            f"text of {paint.size_pt:g} pt in a black of several inks, {_shown(paint)}" if _is_rich(paint) else ""
        ),
    )


def _is_rich(paint: Paint) -> bool:
    small = paint.what == "text" and paint.size_pt < _RICH_BELOW_PT
    if not small or paint.masks or not paint.colour.values or paint.colour.space.foreign:
        return False
    if paint.colour.space.names == ("All",):  # marks for the press, which are meant to be on every plate
        return False
    *coloured, black = paint.colour.space.inks(paint.colour.values)
    return paint.alpha > 0 and black >= _BLACK and any(coloured)


def _thin_line(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    yield from _painted(
        facts,
        lambda paint: f"a line of {paint.size_pt:.2g} pt is thinner than {_THIN_PT:g} pt" if _is_thin(paint) else "",
    )


def _is_thin(paint: Paint) -> bool:
    """Return whether a line is too thin; a drawn one of 0 is one pixel of the plate, a filled one of 0 is nothing."""
    if paint.masks or paint.alpha == 0:
        return False
    thin = paint.size_pt < _THIN_PT - _THIN_SLACK_PT
    return thin and (paint.what == "line" or (paint.what == "area" and paint.size_pt > 0))


def _ink(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    limit = expectation.ink_limit
    for page in facts.pages:
        ink = page.ink
        if ink and ink.greatest > limit + _INK_SLACK:
            message = f"{ink.greatest:.0f} % of ink lie on each other, more than {limit:g} %"
            yield Finding(message, page.number, _around(page, ink))


def _around(page: Page, ink: Coverage) -> Area:
    """Return the square millimetre that takes so much ink."""
    left, _, _, top = bleed_box(page.boxes)
    x, y, half = left + ink.x_mm * PT_PER_MM, top - ink.y_mm * PT_PER_MM, 0.5 * PT_PER_MM
    return page.seen((x - half, y - half, x + half, y + half))


def _colour(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    """In an edition of one ink, all is black or grey: that of a screen's colours, too. Shadings are not looked into."""
    hint = "give the brand a logo in black (`logo.mono`), and figures the colours of the palette"
    found = _painted(facts, lambda paint: f"{_NAMED[paint.what]} in {_shown(paint)}" if _has_hue(paint) else "")
    yield from (one._replace(hint=hint) for one in found)


_NAMED = {"text": "text", "area": "an area", "line": "a line", "image": "a picture"}


def _has_hue(paint: Paint) -> bool:
    if paint.masks or paint.alpha == 0 or paint.what not in _NAMED:
        return False
    space, values = paint.colour.space, paint.colour.values
    if paint.what == "image" and space.family != "Indexed":
        return any(ink for inks in space.richest() for ink in inks[:3])
    return any(max(inks[:3]) - min(inks[:3]) > _HUE for inks in ([space.inks(values)] if values else space.richest()))


ROWS = (
    _row("press-encrypted", _encrypted, "It is encrypted."),
    _row("press-unreadable", _unreadable, "It cannot be read as a PDF, or its pages nest too deeply or never end."),
    _row("press-version", _version, "It is not PDF 1.6."),
    _row("press-file-id", _file_id, "It has no identifier."),
    _row("press-identification", _identification, "Its metadata do not say that it is PDF/X-4."),
    _row("press-metadata", _metadata, "Its metadata lack a date, an identifier or the title, or are compressed."),
    _row("press-trapped", _trapped, "It does not say whether it is trapped."),
    _row("press-output-intent", _output_intent, "It has no output intent, several, or one for another condition."),
    _row("press-output-profile", _output_profile, "The profile of its output intent is missing, or not for CMYK."),
    _row("press-script", _script, "It holds JavaScript, or does something when it is opened."),
    _row("press-font-not-embedded", _font_not_embedded, "A font is not in the file."),
    _row("press-box", _boxes, "A page has no TrimBox, has an ArtBox too, or its boxes are not inside each other."),
    _row("press-bleed", _bleed, "A page bleeds less than asked for."),
    _row("press-annotation", _annotation, "An annotation lies on a page, within its bleed."),
    _row("press-rgb-text", _foreign("text", "text"), "Text is in a colour of the screen."),
    _row(
        "press-rgb-area",
        _foreign("an area, a line or a shading", "area", "line", "shading"),
        "An area, a line or a shading is in a colour of the screen.",
    ),
    _row("press-rgb-image", _foreign("a picture", "image"), "A picture is in colours of the screen."),
    _row("press-rgb-group", _foreign("transparency blends", "group"), "Transparency blends in colours of the screen."),
    _row("press-black-text-knocks-out", _black_knocks_out, "Black text does not overprint."),
    _row("press-black-rule-knocks-out", _rule_knocks_out, "A thin black line does not overprint."),
    _row("press-rich-black-text", _rich_black_text, "Black text under 12 pt is made of several inks."),
    _row("press-ink", _ink, "A square millimetre takes more ink than the paper bears."),
    _row("thin-line", _thin_line, "A line is thinner than 0.25 pt.", "warning", _PAPER | _PRESS),
    _row("office-colour", _colour, "Something is coloured where one ink prints.", "warning", frozenset({"office"})),
)


def _shown(paint: Paint) -> str:
    """Return a colour as people read it: its space and its values in percent."""
    values = "/".join(f"{value * 100:.0f}" for value in paint.colour.values)
    return f"{paint.colour.space} {values}".rstrip()


def _painted(facts: PressFacts, find: Callable[[Paint], str]) -> Iterator[Finding]:
    found = ((page, paint, find(paint)) for page in facts.pages for paint in page.paints)
    return merged(Finding(said, page.number, page.locate().get(paint)) for page, paint, said in found if said)
