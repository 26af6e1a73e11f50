"""What a file for a press must be: PDF/X-4 (ISO 15930-7), and what a printer of our books asks beyond it.

The standard lets colours of the screen through, if they have a profile, and black text that knocks out. A press of
four inks prints neither well, so they are errors here. The table has a rule for each code; most of those that look
at paint are tables themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from guidepress.diagnostics import Diagnostic, error, warning
from guidepress.preflight.press.facts import Encrypted, Page, PressFacts, read
from guidepress.preflight.press.graphics import Box, Unreadable
from guidepress.preflight.press.paint import Paint, bleed_box

_VERSION = "1.6"
_MM_PER_PT = 25.4 / 72
_SLACK_PT = 0.02  # by which boxes may be off: they are written with few decimals
_BLACK = 0.85  # of black ink, from which a colour is meant to be black
_FULL_BLACK = 0.9  # from which text without other inks shows its white edges where it knocks out
_RICH_BELOW_PT = 12.0
_RULE_BELOW_PT = 2.0
_THIN_PT = 0.25
_THIN_SLACK_PT = 0.005
_INK_SLACK = 0.5  # percent: four plates, each rounded to 1/255
_PAGES_NAMED = 6

_X4_ID = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_XMP_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
_REQUIRED = {
    "xmp:CreateDate": f"{_XMP}CreateDate",
    "xmp:ModifyDate": f"{_XMP}ModifyDate",
    "xmp:MetadataDate": f"{_XMP}MetadataDate",
    "xmpMM:DocumentID": f"{_XMP_MM}DocumentID",
    "xmpMM:VersionID": f"{_XMP_MM}VersionID",
    "xmpMM:RenditionClass": f"{_XMP_MM}RenditionClass",
    "dc:title": "{http://purl.org/dc/elements/1.1/}title",
}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a printer asks for: the bleed on each side, the greatest sum of inks, the printing condition."""

    bleed_mm: float = 3.0
    ink_limit: float = 300.0
    condition: str = "FOGRA39"


Rule = Callable[[PressFacts, Demand], Iterator[str]]


def judge_press(
    data: bytes, *, bleed_mm: float = 3.0, ink_limit: float = 300.0, condition: str = "FOGRA39"
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a file for a press, in the order of the rules.

    `bleed_mm` of 0 asks for none; `ink_limit` is in percent.
    """
    try:
        facts = read(data)
    except Encrypted:
        return (error("press-encrypted", "it is encrypted, so that nobody can judge or print it"),)
    except Unreadable as problem:
        return (error("press-unreadable", f"it cannot be read as a PDF: {problem}"),)
    return judged(facts, Demand(bleed_mm, ink_limit, condition))


def judged(facts: PressFacts, demand: Demand) -> tuple[Diagnostic, ...]:
    """Return what the rules find in facts."""
    return tuple(
        (warning if code in WARNINGS else error)(code, finding)
        for code, rule in RULES.items()
        for finding in rule(facts, demand)
    )


# The file (ISO 15930-7, 6.1 to 6.9)


def _version(facts: PressFacts, demand: Demand) -> Iterator[str]:
    if facts.version != _VERSION:
        yield f"it is PDF {facts.version or 'of no version'}; PDF/X-4 is PDF {_VERSION}"


def _file_id(facts: PressFacts, demand: Demand) -> Iterator[str]:
    if not facts.identified:
        yield "its trailer has no /ID"


def _identification(facts: PressFacts, demand: Demand) -> Iterator[str]:
    said = facts.xmp.get(_X4_ID, "")
    if said != "PDF/X-4":
        yield f"its metadata say “{said}”, not PDF/X-4" if said else "its metadata do not say that it is PDF/X-4"


def _metadata(facts: PressFacts, demand: Demand) -> Iterator[str]:
    missing = [name for name, key in _REQUIRED.items() if not facts.xmp.get(key)]
    if missing:
        yield f"its metadata lack {', '.join(missing)}"
    if facts.xmp_compressed:
        yield "its metadata are compressed"


def _trapped(facts: PressFacts, demand: Demand) -> Iterator[str]:
    if facts.trapped not in ("/True", "/False"):
        yield "it does not say whether it is trapped: Trapped must be True or False"


def _output_intent(facts: PressFacts, demand: Demand) -> Iterator[str]:
    if len(facts.intents) != 1:
        yield f"it has {len(facts.intents)} output intents for PDF/X instead of one"
    for intent in facts.intents:
        if intent.condition != demand.condition:
            yield f"it is made for the printing condition “{intent.condition}” instead of {demand.condition}"
        if not intent.registry:
            yield "its output intent does not name the registry of its printing condition"


def _output_profile(facts: PressFacts, demand: Demand) -> Iterator[str]:
    for intent in facts.intents:
        kind = intent.profile_class, intent.profile_space, intent.components
        if not intent.profile:
            yield "its output intent has no profile in it"
        elif kind != ("prtr", "CMYK", 4):
            yield "the profile of its output intent is {} for {} of {} components, not prtr for CMYK of 4".format(*kind)


def _script(facts: PressFacts, demand: Demand) -> Iterator[str]:
    yield from facts.actions


def _font_not_embedded(facts: PressFacts, demand: Demand) -> Iterator[str]:
    yield from (f"the font “{name}” is not embedded" for name, embedded in facts.fonts.items() if not embedded)


# Its pages (6.10, 6.13)


def _boxes(facts: PressFacts, demand: Demand) -> Iterator[str]:
    yield from _on_pages((page, finding) for page in facts.pages for finding in _box_findings(page))


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
    return min(_margins(inner, outer)) >= -_SLACK_PT


def _margins(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    return inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]


def _bleed(facts: PressFacts, demand: Demand) -> Iterator[str]:
    """A page bleeds as far as its BleedBox, without one as far as nothing (ISO 32000-1, 14.11.2)."""
    needed = demand.bleed_mm / _MM_PER_PT - _SLACK_PT
    bleeds = ((page, min(_margins(page.boxes["TrimBox"], bleed_box(page.boxes)))) for page in _trimmed(facts))
    yield from _on_pages(
        (page, f"the bleed is {max(bleed, 0) * _MM_PER_PT:.2f} mm instead of {demand.bleed_mm:g} mm")
        for page, bleed in bleeds
        if bleed < needed
    )


def _trimmed(facts: PressFacts) -> Iterator[Page]:
    return (page for page in facts.pages if "TrimBox" in page.boxes)


def _annotation(facts: PressFacts, demand: Demand) -> Iterator[str]:
    """Annotations stay outside the bleed; those for trapping may be anywhere."""
    yield from _on_pages(
        (page, f"an annotation ({found.kind}) lies on the page, within its bleed")
        for page in facts.pages
        for found in page.annotations
        if found.kind != "TrapNet" and _overlap(found.box, bleed_box(page.boxes))
    )


def _overlap(one: Box, other: Box) -> bool:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return min(one[2], other[2]) - left > _SLACK_PT and min(one[3], other[3]) - bottom > _SLACK_PT


# What they paint


def _foreign(what: str, *kinds: str) -> Rule:
    """Return a rule against colours that are no inks in some kinds of paint."""

    def rule(facts: PressFacts, demand: Demand) -> Iterator[str]:
        yield from _painted(
            facts,
            lambda paint: f"{what} in {_shown(paint)}" if paint.what in kinds and paint.colour.space.foreign else "",
        )

    return rule


def _black_knocks_out(facts: PressFacts, demand: Demand) -> Iterator[str]:
    """Text of black ink alone overprints, or the least misregister shows paper around it (ISO 32000-1, 8.6.7)."""
    yield from _painted(
        facts,
        lambda paint: (
            f"black text of {paint.size_pt:g} pt knocks out" if paint.what == "text" and _knocks_out(paint) else ""
        ),
    )


def _rule_knocks_out(facts: PressFacts, demand: Demand) -> Iterator[str]:
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


def _rich_black_text(facts: PressFacts, demand: Demand) -> Iterator[str]:
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


def _thin_line(facts: PressFacts, demand: Demand) -> Iterator[str]:
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


def _ink(facts: PressFacts, demand: Demand) -> Iterator[str]:
    for page in facts.pages:
        ink = page.ink
        if ink and ink.greatest > demand.ink_limit + _INK_SLACK:
            where = f"{ink.x_mm:.0f} mm from the left and {ink.y_mm:.0f} mm from the top of the bleed"
            yield f"page {page.number} has {ink.greatest:.0f} % of ink at {where}, more than {demand.ink_limit:g} %"


RULES: dict[str, Rule] = {
    "press-version": _version,
    "press-file-id": _file_id,
    "press-identification": _identification,
    "press-metadata": _metadata,
    "press-trapped": _trapped,
    "press-output-intent": _output_intent,
    "press-output-profile": _output_profile,
    "press-script": _script,
    "press-font-not-embedded": _font_not_embedded,
    "press-box": _boxes,
    "press-bleed": _bleed,
    "press-annotation": _annotation,
    "press-rgb-text": _foreign("text", "text"),
    "press-rgb-area": _foreign("an area, a line or a shading", "area", "line", "shading"),
    "press-rgb-image": _foreign("a picture", "image"),
    "press-rgb-group": _foreign("transparency blends", "group"),
    "press-black-text-knocks-out": _black_knocks_out,
    "press-black-rule-knocks-out": _rule_knocks_out,
    "press-rich-black-text": _rich_black_text,
    "press-ink": _ink,
    "press-thin-line": _thin_line,
}
WARNINGS = frozenset(("press-thin-line",))


def _shown(paint: Paint) -> str:
    """Return a colour as people read it: its space and its values in percent."""
    values = "/".join(f"{value * 100:.0f}" for value in paint.colour.values)
    return f"{paint.colour.space} {values}".rstrip()


def _painted(facts: PressFacts, find: Callable[[Paint], str]) -> Iterator[str]:
    found = ((page, find(paint)) for page in facts.pages for paint in page.paints)
    return _on_pages((page, finding) for page, finding in found if finding)


def _on_pages(found: Iterable[tuple[Page, str]]) -> Iterator[str]:
    """Yield each finding once, with the pages that have it."""
    pages: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for page, finding in found:
        pages[finding][page.number] = None
    return (f"{_pages(list(numbers))}: {finding}" for finding, numbers in pages.items())


def _pages(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_PAGES_NAMED]))
    rest = f" and {len(numbers) - _PAGES_NAMED} more" if len(numbers) > _PAGES_NAMED else ""
    return f"page{'s' if len(numbers) > 1 else ''} {named}{rest}"
