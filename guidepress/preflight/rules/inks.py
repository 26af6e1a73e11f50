"""Rules about the colours that pages paint: all are inks of the press, black overprints, no place takes too much.

PDF/X-4 lets colours of the screen through, if they have a profile, and black text that knocks out. A press of four
inks prints neither well, so they are errors here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area
from guidepress.preflight.press.facts import Page, PressFacts
from guidepress.preflight.press.ink import Coverage
from guidepress.preflight.press.paint import Paint, bleed_box
from guidepress.preflight.rules.press import PRESS, Judge, row
from guidepress.preflight.rules.row import Finding
from guidepress.units import PT_PER_MM

_BLACK = 0.85  # of black ink, from which a colour is meant to be black
_FULL_BLACK = 0.9  # from which text without other inks shows its white edges where it knocks out
_RICH_BELOW_PT = 12.0
_RULE_BELOW_PT = 2.0
_THIN_PT = 0.25
_THIN_SLACK_PT = 0.005
_INK_SLACK = 0.5  # percent: four plates, each rounded to 1/255
_HUE = 0.02  # by which cyan, magenta and yellow may differ in what is grey
_OFFICE: frozenset[Purpose] = frozenset({"office", "sheets"})
_ON_PAPER = PRESS | _OFFICE


def _shown(paint: Paint) -> str:
    """Return a colour as people read it: its space and its values in percent."""
    values = "/".join(f"{value * 100:.0f}" for value in paint.colour.values)
    return f"{paint.colour.space} {values}".rstrip()


def _painted(facts: PressFacts, find: Callable[[Paint], str]) -> Iterator[Finding]:
    found = ((page, paint, find(paint)) for page in facts.pages for paint in page.paints)
    return (Finding(said, page.number, page.locate().get(paint)) for page, paint, said in found if said)


def _foreign(what: str, *kinds: str) -> Judge:
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
    for page in facts.pages:
        for paint in filter(_has_hue, page.paints):
            named, hint = _COLOURED[paint.what]
            yield Finding(f"{named} ({_shown(paint)})", page.number, page.locate().get(paint), hint)


_FROM_PALETTE = "take its colour from the palette, which is grey in this edition"
_COLOURED = {
    "image": (
        "a coloured picture",
        "make the picture grey; if it is the logo, give the brand one in black (`logo.mono`)",
    ),
    "area": ("a coloured area", _FROM_PALETTE),
    "line": ("a coloured line", _FROM_PALETTE),
    "text": ("coloured text", _FROM_PALETTE),
}


def _has_hue(paint: Paint) -> bool:
    if paint.masks or paint.alpha == 0 or paint.what not in _COLOURED:
        return False
    space, values = paint.colour.space, paint.colour.values
    if paint.what == "image" and space.family != "Indexed":
        return any(ink for inks in space.richest() for ink in inks[:3])
    return any(max(inks[:3]) - min(inks[:3]) > _HUE for inks in ([space.inks(values)] if values else space.richest()))


ROWS = (
    row("press-rgb-text", _foreign("text", "text"), "Text is in a colour of the screen."),
    row(
        "press-rgb-area",
        _foreign("an area, a line or a shading", "area", "line", "shading"),
        "An area, a line or a shading is in a colour of the screen.",
    ),
    row("press-rgb-image", _foreign("a picture", "image"), "A picture is in colours of the screen."),
    row("press-rgb-group", _foreign("transparency blends", "group"), "Transparency blends in colours of the screen."),
    row("press-black-text-knocks-out", _black_knocks_out, "Black text does not overprint."),
    row("press-black-rule-knocks-out", _rule_knocks_out, "A thin black line does not overprint."),
    row("press-rich-black-text", _rich_black_text, "Black text under 12 pt is made of several inks."),
    row("press-ink", _ink, "A square millimetre takes more ink than the paper bears."),
    row("thin-line", _thin_line, "A line is thinner than 0.25 pt.", "warning", _ON_PAPER),
    row("office-colour", _colour, "Something is coloured where one ink prints.", "warning", _OFFICE),
)
