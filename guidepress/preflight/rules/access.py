"""Rules about what a file tells those who hear it instead of seeing it: tags, language, title, texts for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import PICTURES, Facts, Page, Tag
from guidepress.preflight.rules.row import EVERY, SCREEN, Finding, Rule


def _is_promised(facts: Facts, expectation: Expectation) -> bool:
    """Say whether a file is to be for everybody: one of ours for screens, or one that claims to be."""
    return expectation.purpose in SCREEN or any(
        claim.startswith("PDF/UA") or (claim.startswith("PDF/A-") and claim.endswith("a")) for claim in facts.claims
    )


def _missing_tags(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    if _is_promised(facts, expectation) and not facts.tagged:
        yield Finding("it has no tags: a screen reader does not know what is a heading, and what comes next")


def _missing_language(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    if not _is_promised(facts, expectation):
        return
    if not facts.language:
        yield Finding("it does not say its language: a screen reader may read it out in another")
    elif expectation.language and facts.language.lower() != expectation.language.lower():
        yield Finding(f"it says that its language is “{facts.language}” instead of “{expectation.language}”")


def _missing_title(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    if _is_promised(facts, expectation) and not facts.title:
        yield Finding("it has no title: a reader program shows the name of the file instead")


def _missing_alt(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for page, tag in _tags(facts, expectation):
        if tag.role in PICTURES and not tag.stands_for.strip():
            yield Finding("a picture has no text that says what it shows", page.number, tag.area)


def _heading_order(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Headings begin at the first level and skip none on the way down (PDF/UA-1, 7.4.2)."""
    before = 0
    for page, tag in _tags(facts, expectation):
        if tag.level > before + 1:
            above = f"comes after one of level {before}" if before else "is the first"
            yield Finding(f"the heading “{tag.text}” of level {tag.level} {above}", page.number, tag.area)
        before = tag.level or before


def _tags(facts: Facts, expectation: Expectation) -> Iterator[tuple[Page, Tag]]:
    if _is_promised(facts, expectation):
        for page in facts.pages:
            for tag in page.tags:
                yield page, tag


ROWS = (
    Rule("missing-tags", "error", EVERY, _missing_tags, "A file that is to be read out has no tags."),
    Rule("missing-language", "error", EVERY, _missing_language, "It does not say its language, or a wrong one."),
    Rule("missing-title", "error", EVERY, _missing_title, "It has no title."),
    Rule("missing-alt", "error", EVERY, _missing_alt, "A picture has no text that says what it shows."),
    Rule("heading-order", "error", EVERY, _heading_order, "A heading skips a level."),
)
