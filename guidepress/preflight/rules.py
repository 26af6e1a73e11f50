"""What a finished file must be: a table of rules, each a function from facts to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidepress.diagnostics import Diagnostic, error
from guidepress.preflight.facts import Facts, read


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a document must be: its number of pages, or of what it is a multiple; whose fonts it has.

    `references` are how the names of places begin to which page numbers refer.
    """

    pages: int | None = None
    multiple: int = 1
    fonts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


Finding = str
Rule = Callable[[Facts, Expectation], Iterator[Finding]]


def inspect(data: bytes, expectation: Expectation) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a finished file; every finding here is an error."""
    facts = read(data, expectation.references)
    return tuple(error(code, finding) for code, rule in RULES.items() for finding in rule(facts, expectation))


def _page_count(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    if expectation.pages and facts.pages != expectation.pages:
        yield f"it has {facts.pages} pages instead of {expectation.pages}"
    if facts.pages % expectation.multiple:
        yield f"it has {facts.pages} pages, no multiple of {expectation.multiple}"


def _page_number(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A reference that shows a number must show the label of the page that it leads to."""
    for link in facts.links:
        if link.target and link.text.isdecimal() and link.text != facts.labels[link.target - 1]:
            yield f"page {link.page} says “{link.text}” for a place that is on page {facts.labels[link.target - 1]}"


def _broken_link(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for link in facts.links:
        if not link.target:
            yield f"a link on page {link.page} leads nowhere: there is no “{link.name}”"


def _blank_page(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    yield from (f"page {number} is blank" for number in facts.blank)


def _font_not_embedded(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    yield from (f"the font “{name}” is not embedded" for name, embedded in facts.fonts.items() if not embedded)


def _foreign_font(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A font is named after its family, with hyphens for spaces, and its style."""
    families = tuple(family.replace(" ", "-") for family in expectation.fonts)
    for name in facts.fonts:
        if families and not name.startswith(families):
            yield f"the font “{name}” is none of the brand's or of those shipped"


RULES: dict[str, Rule] = {
    "page-count": _page_count,
    "page-number": _page_number,
    "broken-link": _broken_link,
    "blank-page": _blank_page,
    "font-not-embedded": _font_not_embedded,
    "foreign-font": _foreign_font,
}
