"""Rules about a file for a press: PDF/X-4 (ISO 15930-7), and how far its pages bleed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from guidepress.diagnostics import Severity
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Facts
from guidepress.preflight.geometry import Box, margins
from guidepress.preflight.press.facts import Page, PressFacts
from guidepress.preflight.press.paint import bleed_box
from guidepress.preflight.rules.row import Finding, Rule
from guidepress.units import PT_PER_MM

_VERSION = "1.6"
_SLACK_PT = 0.02  # by which boxes may be off: they are written with few decimals

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

Judge = Callable[[PressFacts, Expectation], Iterator[Finding]]
PRESS: frozenset[Purpose] = frozenset({"press", "press-sheets", "unknown"})


def row(
    code: str, judge: Judge, meaning: str, severity: Severity = "error", purposes: frozenset[Purpose] = PRESS
) -> Rule:
    """Return a row of the table, for files whose paint has been read: it looks at nothing else of them."""

    def look(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
        found = facts.press
        if found and (code in _REFUSALS or not (found.encrypted or found.unreadable)):
            yield from judge(found, expectation)

    return Rule(code, severity, purposes, look, meaning, merges=True)


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


# Its pages (6.10, 6.13)


def _boxes(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    yield from (Finding(said, page.number) for page in facts.pages for said in _box_findings(page))


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
    yield from (
        Finding(f"the bleed is {max(bleed, 0) / PT_PER_MM:.2f} mm instead of {expectation.bleed_mm:g} mm", page.number)
        for page, bleed in bleeds
        if bleed < needed
    )


def _trimmed(facts: PressFacts) -> Iterator[Page]:
    return (page for page in facts.pages if "TrimBox" in page.boxes)


def _annotation(facts: PressFacts, expectation: Expectation) -> Iterator[Finding]:
    """Annotations stay outside the bleed; those for trapping may be anywhere."""
    yield from (
        Finding(f"an annotation ({found.kind}) lies on the page, within its bleed", page.number, page.seen(found.box))
        for page in facts.pages
        for found in page.annotations
        if found.kind != "TrapNet" and _overlap(found.box, bleed_box(page.boxes))
    )


def _overlap(one: Box, other: Box) -> bool:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return min(one[2], other[2]) - left > _SLACK_PT and min(one[3], other[3]) - bottom > _SLACK_PT


ROWS = (
    row("press-encrypted", _encrypted, "It is encrypted."),
    row("press-unreadable", _unreadable, "It cannot be read as a PDF, or its pages nest too deeply or never end."),
    row("press-version", _version, "It is not PDF 1.6."),
    row("press-file-id", _file_id, "It has no identifier."),
    row("press-identification", _identification, "Its metadata do not say that it is PDF/X-4."),
    row("press-metadata", _metadata, "Its metadata lack a date, an identifier or the title, or are compressed."),
    row("press-trapped", _trapped, "It does not say whether it is trapped."),
    row("press-output-intent", _output_intent, "It has no output intent, several, or one for another condition."),
    row("press-output-profile", _output_profile, "The profile of its output intent is missing, or not for CMYK."),
    row("press-script", _script, "It holds JavaScript, or does something when it is opened."),
    row("press-box", _boxes, "A page has no TrimBox, has an ArtBox too, or its boxes are not inside each other."),
    row("press-bleed", _bleed, "A page bleeds less than asked for."),
    row("press-annotation", _annotation, "An annotation lies on a page, within its bleed."),
)
