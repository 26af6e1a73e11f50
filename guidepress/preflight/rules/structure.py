"""Rules about how a reader finds the way in a file: links, contents, outline, folios."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from urllib.parse import unquote

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Bookmark, Facts, Link, Page, Run, Tag
from guidepress.preflight.rules.row import EVERY, PAGES, SCREEN, Finding, Rule

_FOOT = 0.85  # of a page's height: folios stand below
_SAME_SPOT_PT = 3.0  # figures are of several widths
_FEWEST_FOLIOS = 3
_LEAST_LINK_PT = 2.0
_UNSEEN = re.compile("[\\s\u00ad\u2010-]")  # what breaks lines


def _page_number(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A reference that shows a number must show the label of the page that it leads to, or led to as a link."""
    labels = {page.number: page.label for page in facts.pages}
    found = list(_references(facts, expectation) if facts.linked else _printed(facts, expectation))
    for page, link in found:
        label = labels.get(link.target, link.text)
        if link.text.isdecimal() and link.text != label:
            message = f"it says “{link.text}” for a place that is on page {label}"
            yield Finding(message, page.number, link.area)
    yield from _lost_numbers(found)


def _lost_numbers(found: Sequence[tuple[Page, Link]]) -> Iterator[Finding]:
    """Where a page shows the number of one place, it shows those of all to which it refers: it is a table of some."""
    pages: dict[int, dict[str, list[Link]]] = {}
    for page, link in found:
        pages.setdefault(page.number, {}).setdefault(link.name, []).append(link)
    for number, places in pages.items():
        lost = {name: links for name, links in places.items() if not any(link.text.isdecimal() for link in links)}
        for name, links in lost.items() if len(lost) < len(places) else ():
            yield Finding(f"no page number stands beside what leads to “{name}”", number, links[-1].area)


def _references(facts: Facts, expectation: Expectation) -> Iterator[tuple[Page, Link]]:
    """Yield the links to those places that page numbers refer to, as far as they exist, with their pages."""
    for page in facts.pages:
        for link in page.links:
            if link.target and expectation.references and link.name.startswith(expectation.references):
                yield page, link


def _printed(facts: Facts, expectation: Expectation) -> Iterator[tuple[Page, Link]]:
    """Yield what stands where links were, in files that have none."""
    pages = {page.number: page for page in facts.pages}
    for wanted in expectation.numbers:
        page, area = pages.get(wanted.page), Area(*wanted[2:6])
        if page and expectation.references and wanted.name.startswith(expectation.references):
            runs = [run.text.strip() for run in page.runs if area.holds(run.area)]
            yield page, Link(area, "", wanted.name, wanted.target, " ".join(runs))


def _broken_link(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for page in facts.pages:
        for link in page.links:
            if not (link.target or link.address):
                place = f": there is no “{link.name}”" if link.name else ""
                yield Finding(f"a link leads nowhere{place}", page.number, link.area)
            elif min(link.area.width, link.area.height) < _LEAST_LINK_PT:
                yield Finding(f"a link to “{link.address or link.name}” has no area to click", page.number, link.area)


def _lost_link(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Addresses are compared as they are read: a file has them with what is not of ASCII encoded."""
    linked = {_plain(link.address) for page in facts.pages for link in page.links}
    for address in sorted(expectation.addresses):
        if _plain(address) not in linked:
            yield Finding(f"no link leads to “{address}”, although the content does")


def _plain(address: str) -> str:
    return unquote(address).rstrip("/")


def _outline(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """Bookmarks say what the headings say to which they lead, in their order; no chapter is without one.

    What they must lead to are main headings, and whatever the contents lead to.
    """
    headings = [(page, tag) for page in facts.pages for tag in page.tags if tag.level]
    order: dict[Heading, int] = {}
    for page, tag in headings:
        order.setdefault((page.number, _letters(tag.text)), len(order))
    if headings:
        yield from _wrong_bookmarks(facts, order)
        yield from _lost_headings(facts, headings)
    if facts.outline:
        yield from _lost_places(facts, expectation)
        yield from _disorder(facts, order)


Heading = tuple[int, str]  # its page and its letters


def _wrong_bookmarks(facts: Facts, headings: Container[Heading]) -> Iterator[Finding]:
    for bookmark in facts.outline:
        if not bookmark.page:
            yield Finding(f"the bookmark “{bookmark.title}” leads nowhere")
        elif _heading(bookmark) not in headings:
            message = f"the bookmark “{bookmark.title}” leads here, where no heading says so"
            yield Finding(message, bookmark.page, Area(0, bookmark.y, facts.pages[0].size[0], 0))


def _lost_headings(facts: Facts, headings: Sequence[tuple[Page, Tag]]) -> Iterator[Finding]:
    known = {_heading(bookmark) for bookmark in facts.outline}
    for page, tag in headings:
        if tag.level == 1 and (page.number, _letters(tag.text)) not in known:
            yield Finding(f"the outline lacks the heading “{tag.text}”", page.number, tag.area)


def _lost_places(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    known = {bookmark.page for bookmark in facts.outline}
    lost = {link.target: link.name for _, link in _references(facts, expectation) if link.target not in known}
    for page, name in sorted(lost.items()):
        yield Finding(f"the outline lacks “{name}”, to which the contents lead", page)


def _disorder(facts: Facts, order: Mapping[Heading, int]) -> Iterator[Finding]:
    """Columns make heights no order: it is that of the headings."""
    if facts.outline[0].level != 1:
        yield Finding("the outline does not begin at its first level")
    for before, after in pairwise(facts.outline):
        first = before.page, order.get(_heading(before), 0)
        if after.page and (after.page, order.get(_heading(after), len(order))) < first:
            yield Finding(f"the bookmark “{after.title}” comes after “{before.title}”, which is behind it", after.page)
        if after.level > before.level + 1:
            yield Finding(f"the outline skips a level before “{after.title}”", after.page)


def _heading(bookmark: Bookmark) -> Heading:
    return bookmark.page, _letters(bookmark.title)


def _letters(text: str) -> str:
    return _UNSEEN.sub("", text)


def _page_label(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """The number that a reader program shows for a page is the one printed on it (ISO 32000-1, 12.4.2)."""
    for page, run in _folios(facts):
        if not page.label.isdecimal() or int(page.label) != int(run.text):
            yield Finding(
                f"it prints the number {run.text.strip()}, and is labelled “{page.label}”", page.number, run.area
            )


def _folios(facts: Facts) -> Iterator[tuple[Page, Run]]:
    """Yield the printed page numbers: figures in the foot, at the spot (or its mirror) where most pages have some."""
    found = [
        (page, run)
        for page in facts.pages
        for run in page.runs
        if run.text.strip().isdecimal() and run.area.y > _FOOT * page.size[1]
    ]
    spots = [(min(run.area.x, page.size[0] - run.area.right), run.area.bottom) for page, run in found]
    alike = [[at for at, spot in enumerate(spots) if _same(spot, other)] for other in spots]
    usual = max(alike, key=lambda spot: len(_pages(found, spot)), default=[])
    yield from (found[at] for at in usual if len(_pages(found, usual)) >= _FEWEST_FOLIOS)


def _pages(found: Sequence[tuple[Page, Run]], spot: Iterable[int]) -> set[int]:
    """Return the pages that have a figure at a spot; the last row of a table may have several there."""
    return {found[at][0].number for at in spot}


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(here - there) <= _SAME_SPOT_PT for here, there in zip(one, other, strict=True))


def _active_content(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A page on paper, or to be read on a screen, has no need of any."""
    for action in dict.fromkeys(facts.actions):
        yield Finding(action.what, action.page, action.area, "take it out, or print it to a new PDF")


ROWS = (
    Rule("page-number", "error", PAGES, _page_number, "A page number is lost, or names another page than it leads to."),
    Rule("page-label", "error", PAGES, _page_label, "A page’s label is not the number that is printed on it."),
    Rule("broken-link", "error", EVERY, _broken_link, "A link leads to a place that is not in the document."),
    Rule("active-content", "error", EVERY, _active_content, "It runs, starts, sends or carries what is no page."),
    Rule("lost-link", "error", SCREEN, _lost_link, "An address of the content is one that no link leads to."),
    Rule("outline", "error", SCREEN, _outline, "A bookmark is missing, misplaced, or not what its heading says."),
)
