"""Rules about how a file is found one's way in: links, contents, outline, folios, tags."""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Facts
from guidepress.preflight.rules.row import EVERY, SCREEN, Finding, Rule


def _page_number(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A reference that shows a number must show the label of the page that it leads to."""
    labels = {page.number: page.label for page in facts.pages}
    for page in facts.pages:
        for link in page.links:
            refers = bool(expectation.references) and link.name.startswith(expectation.references)
            if refers and link.target and link.text.isdecimal() and link.text != labels[link.target]:
                message = f"it says “{link.text}” for a place that is on page {labels[link.target]}"
                yield Finding(message, page.number, link.area)


def _broken_link(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for page in facts.pages:
        for link in page.links:
            if not (link.target or link.address):
                yield Finding(f"a link leads nowhere: there is no “{link.name}”", page.number, link.area)


ROWS = (
    Rule("page-number", "error", SCREEN, _page_number, "A page number names another page than the one it leads to."),
    Rule("broken-link", "error", EVERY, _broken_link, "A link leads to a place that is not in the document."),
)
