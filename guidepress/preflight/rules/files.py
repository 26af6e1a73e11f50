"""Rules about a file as a whole: its pages, its fonts."""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Facts
from guidepress.preflight.rules.row import EVERY, OURS, Finding, Rule


def _page_count(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    count = facts.count or len(facts.pages)
    if expectation.pages and count != expectation.pages:
        yield Finding(f"it has {count} pages instead of {expectation.pages}")
    if count % expectation.multiple:
        yield Finding(f"it has {count} pages, no multiple of {expectation.multiple}")


def _blank_page(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    yield from (Finding("it is blank", page.number) for page in facts.pages if page.blank)


def _font_not_embedded(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    yield from (Finding(f"the font “{name}” is not embedded") for name, embedded in facts.fonts.items() if not embedded)


def _foreign_font(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A font is named after its family, with hyphens for spaces, and its style."""
    families = tuple(family.replace(" ", "-") for family in expectation.fonts)
    for name in facts.fonts:
        if families and not name.startswith(families):
            yield Finding(f"the font “{name}” is none of the brand's or of those shipped")


ROWS = (
    Rule("page-count", "error", OURS, _page_count, "A sheet is not one page, or a booklet no multiple of four."),
    Rule("blank-page", "error", EVERY, _blank_page, "A page has nothing on it."),
    Rule("font-not-embedded", "error", EVERY, _font_not_embedded, "A font is not in the file."),
    Rule("foreign-font", "error", OURS, _foreign_font, "A font is none of the brand’s or of those shipped."),
)
