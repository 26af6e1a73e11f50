"""Rules about how type and pictures stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidepress.preflight.covering import MOST, covers, hides
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area, Facts, Page, Run
from guidepress.preflight.legibility import contrast
from guidepress.preflight.overlap import colliding, letters_over_letters
from guidepress.preflight.rules.row import EVERY, OURS, PAGES, Finding, Rule
from guidepress.preflight.rules.together import Spotted, quoted, together
from guidepress.units import PT_PER_MM

_TINY_PT = 5.0  # below, print grows hard to read for anybody
_SLACK_PT = 0.1  # of a size: it is written in a few digits
_LOST_PT = 1.0  # of letters beyond the trim: how well paper is cut
_HIDDEN = 0.1  # of a run's area: what its clipping may shave off is the air around letters
_SHEARED = 0.08  # the tangent of 5°; obliques have 8° and more
_STRETCHED = 0.75, 1.33  # of a font's width: past it, it is another face, which looks it
_UPSIDE_DOWN = 45.0  # degrees from wholly so
_RIGHT_ANGLE = 2.0  # degrees
_PPI = 200.0
_PPI_PRESS = 250.0
_LARGE_PT = 18.0  # WCAG 2.1, “large scale”
_LARGE_BOLD_PT = 14.0
_BOLD = re.compile(r"(?<!semi)(?<!demi)(?<!semi-)(?<!demi-)(bold|heavy|black)", re.IGNORECASE)
_CONTRASTS: dict[Purpose, tuple[float, float]] = {  # the least, of text and of large text
    "digital": (4.5, 3.0),  # WCAG 2.1, 1.4.3 (AA)
    "office": (4.5, 3.0),
    "sheets": (4.5, 3.0),
    "large-print": (4.5, 3.0),
    "press": (3.0, 2.0),  # inks are seen here without their profile: other than in print
}


def _small_text(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    yield from _smaller(facts, expectation.smallest_pt)


def _tiny_text(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    yield from _smaller(facts, _TINY_PT)


def _smaller(facts: Facts, least: float) -> Iterator[Finding]:
    small = (
        Spotted(page.number, run, f"is set in {run.size_pt:.1f} pt; the least is {least:g} pt", -run.size_pt)
        for page in facts.pages
        for run in page.legible
        if run.size_pt < least - _SLACK_PT
    )
    yield from together(small)


def _text_outside(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Text in the slug, which is printed for those who print and cut away, is none."""
    lost = (
        Spotted(page.number, run, said, beyond, _surplus(run, page))
        for page in facts.pages
        for run in page.legible
        if (said := _lost(run, beyond := -_to_edge(run.area, page.area))) and not _in_slug(run, page)
    )
    yield from together(lost, hint="shorten the text, or give it more room")


def _lost(run: Run, beyond: float) -> str:
    """Say how much of a run is lost; nothing if all of it is there."""
    if beyond > _LOST_PT:
        return f"reaches {beyond / PT_PER_MM:.1f} mm beyond the edge of the page"
    return f"is clipped: {run.clipped:.0%} of it is not seen" if run.clipped > _HIDDEN else ""


def _surplus(run: Run, page: Page) -> float:
    """Return how much of a run is not seen, from 0 to 1; 0 of one that stands elsewhere than on the page's last line.

    What is further away than its own line did not run out of a box: it was put there.
    """
    size = run.area.width * run.area.height
    if not run.area.shared(page.area.grown(min(run.area.width, run.area.height))):
        return 0.0
    return max(run.clipped, 1 - run.area.shared(page.area) / size if size else 1.0)


def _in_slug(run: Run, page: Page) -> bool:
    return not run.clipped and not run.area.shared(page.area.grown(page.bleed))


def _to_edge(area: Area, page: Area) -> float:
    """Return how far an area is from the nearest edge of the page that holds it; less than 0 beyond it."""
    return min(area.insets(page))


def _outside_safe_area(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    margin = expectation.margin_mm * PT_PER_MM
    near = (
        Spotted(
            page.number,
            run,
            f"is {edge / PT_PER_MM:.1f} mm from the edge; {expectation.margin_mm:g} mm stay free",
            -edge,
        )
        for page in facts.pages
        for run in page.legible
        if -_LOST_PT <= (edge := _to_edge(run.area, page.area)) < margin - _SLACK_PT
    )
    yield from together(near)


def _hidden_text(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Nothing of ours needs letters that nobody sees: tags have texts that stand for them."""
    hidden = (
        Spotted(page.number, run, "is there, and nobody sees it: it is painted with nothing")
        for page in facts.pages
        for run in page.runs
        if not run.visible and any(map(str.isalnum, run.text))
    )
    yield from together(hidden, hint="take the text away, or give it a colour")


def _text_covered(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    yield from together(
        Spotted(page.number, run, "is covered by what is painted over it")
        for page in facts.pages
        for run in _beneath(page)
    )


def _beneath(page: Page) -> Iterator[Run]:
    certain = list(covers(page.shapes, page.pictures, page.layers))
    for run, layer in zip(page.runs, page.layers.runs, strict=False):
        if run.legible and (run.covered > MOST or any(at > layer and hides(area, run) for at, area in certain)):
            yield run


def _text_overlap(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    over = (
        Spotted(page.number, page.runs[lower], f"has {quoted(page.runs[upper].text)} printed over it")
        for page in facts.pages
        for lower, upper in colliding(page.runs)
        if letters_over_letters(page, lower, upper)
    )
    yield from together(over)


def _missing_glyph(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for page in facts.pages:
        if page.glyphless:
            many = "letters are" if page.glyphless > 1 else "letter is"
            yield Finding(f"{page.glyphless} {many} shown as an empty box: the font has no glyph", page.number)


def _fake_oblique(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Letters on a slope of a drawing are sheared, too, but do not run level."""
    sheared = (
        Spotted(page.number, run, "is sheared: its font has no italic")
        for page in facts.pages
        for run in page.legible
        if abs(run.slant) > _SHEARED and _level(run)
    )
    yield from together(sheared)


def _distorted_text(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Pages lie upside down on sheets that are folded; text at a right angle is a label."""
    distorted = (
        Spotted(page.number, run, said)
        for page in facts.pages
        for run in page.legible
        if (said := _distortion(run, turned=expectation.purpose == "sheets"))
    )
    yield from together(distorted, hint="set it in its own width, as it is read")


def _distortion(run: Run, *, turned: bool) -> str:
    """Say how letters are distorted; nothing if they are not, or only as they are `turned` with the whole page."""
    if run.stretch < 0:
        return "is mirrored"
    if abs(run.angle) > 180 - _UPSIDE_DOWN and not turned:
        return "is upside down"
    narrow, wide = _STRETCHED
    return "" if narrow <= run.stretch <= wide else f"is {run.stretch:.0%} as wide as its font has it"


def _level(run: Run) -> bool:
    return abs((run.angle + 45) % 90 - 45) < _RIGHT_ANGLE


def _image_resolution(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A picture that is a pixel high or wide is a colour, not a picture."""
    least = _PPI_PRESS if expectation.purpose == "press" else _PPI
    for page in facts.pages:
        for picture in page.pictures:
            if picture.ppi < least and min(picture.width_px, picture.height_px) > 1:
                size = f"{picture.width_px} × {picture.height_px} pixels"
                message = f"a picture of {size} is shown at {picture.ppi:.0f} ppi; print takes {least:.0f}"
                yield Finding(message, page.number, picture.area, "take a picture with more pixels, or show it smaller")


def _contrast(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Colours count as a screen shows them (WCAG 2.1, “contrast ratio”)."""
    limits = _CONTRASTS[expectation.purpose]
    pale = (
        Spotted(page.number, run, f"has a contrast of {ratio:.1f} : 1 to its ground; it takes {least:g} : 1", -ratio)
        for page in facts.pages
        for run in page.legible
        if run.colour and run.ground
        and (ratio := contrast(run.colour, run.ground)) < (least := limits[_is_large(run)]) - 0.005
    )  # fmt: skip
    yield from together(pale)


def _is_large(run: Run) -> bool:
    bold = _BOLD.search(run.font) is not None
    return run.size_pt >= (_LARGE_BOLD_PT if bold else _LARGE_PT) - _SLACK_PT


ROWS = (
    Rule("small-text", "error", OURS, _small_text, "Text is smaller than the smallest size of its edition."),
    Rule("tiny-text", "warning", EVERY - OURS, _tiny_text, "Text of a file that is not ours is under 5 pt."),
    Rule("text-outside", "error", EVERY, _text_outside, "Text reaches beyond the page, or is hidden by clipping."),
    Rule("outside-safe-area", "warning", PAGES, _outside_safe_area, "Text is nearer to the edge than the margin."),
    Rule("hidden-text", "error", OURS, _hidden_text, "Text is in the file, and is not painted."),
    Rule("text-covered", "error", OURS, _text_covered, "Something is painted over most of a text."),
    Rule("text-overlap", "error", EVERY, _text_overlap, "Letters are printed over other letters."),
    Rule("missing-glyph", "error", EVERY, _missing_glyph, "A letter is shown by the glyph for missing ones."),
    Rule("fake-oblique", "error", OURS, _fake_oblique, "Upright letters are sheared to look like italics."),
    Rule("distorted-text", "error", OURS, _distorted_text, "Letters are squeezed, stretched, mirrored or upside down."),
    Rule("image-resolution", "warning", EVERY, _image_resolution, "A picture has too few pixels for its size."),
    Rule("contrast", "error", frozenset(_CONTRASTS), _contrast, "Text stands off its ground too little."),
)
