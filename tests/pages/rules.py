"""What finished pages must be: a table of rules, each a function from a document to findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from guidepress.content.palette import contrast
from tests.facts.reading import MM, Box, Link
from tests.facts.test_overlap import collisions
from tests.pages.measure import BOOKLET, HEAD, SHEET, Block, Colour, Document, Line, Page, letters, rows_of

LEADING = {"hi": 16.0, "mr": 16.0, "ne": 16.0}  # points, of running text; 14 elsewhere
OFF_GRID = 0.3  # points
SMALLEST = 8.0  # points
TO_TRIM, TO_EDGE = 5 * MM, 8 * MM  # of text in a booklet, of anything on a sheet
LEAST_FULL, LARGEST_GAP, LARGEST_GAP_OF_SHEET = 1 / 3, 1 / 3, 1 / 4  # of the live height
UNEVEN_COLUMNS = 0.15  # of the live height
GUTTER = 4 * MM  # the least that stands between two columns
SHORTEST_COLUMNS = 1 / 8  # of the live height: what is lower is a row
CONTRAST, CONTRAST_OF_LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_ROUNDING = 0.05  # points, or shares of a ratio: what is lost in a PDF's numbers


class Finding(NamedTuple):
    """What is wrong on a page, and where."""

    page: int
    place: str
    what: str

    def __str__(self) -> str:
        return f"page {self.page}, {self.place}: {self.what}"


Rule = Callable[[Document], Iterator[Finding]]


def off_grid(document: Document) -> Iterator[Finding]:
    """Lines of running text stand on the baseline grid, which begins at the head margin.

    Text in a script that the document's language is not written in may be set in another face, with lines of its own.
    """
    leading = LEADING.get(document.locale, 14.0)
    for page, block in prose(document):
        if document.locale not in LEADING and _DEVANAGARI.search(block.text):
            continue
        offsets = [_off_grid(line, leading) for line in block.lines]
        worst = max(offsets, key=abs)
        if abs(worst) > OFF_GRID:
            count = sum(abs(offset) > OFF_GRID for offset in offsets)
            yield Finding(page.number, _at(block.box, block.text), f"{count} lines up to {worst:+.1f} pt off the grid")


def _off_grid(line: Line, leading: float) -> float:
    """Return by how much a line stands too low; its box is as tall as the leading, with the font in the middle."""
    main = line.main
    top = main.baseline - leading / 2 - main.size * (main.style.rise - main.style.fall) / 2
    return (top - HEAD + leading / 2) % leading - leading / 2


def stranded_headings(document: Document) -> Iterator[Finding]:
    """A heading has something below it on its page: what it heads, or lines to write on."""
    blocks = [block for page in document.pages for block in page.blocks]
    for index, heading in enumerate(blocks):
        page = document.pages[heading.page - 1]
        if heading.is_heading and heading.lines and not page.is_designed:
            rest = rows_of(page.ink, page.live._replace(top=heading.box.bottom + 1))
            if _headed(heading, blocks[index + 1 :]) > page.number and not any(rest):
                yield Finding(page.number, _at(heading.box, heading.text), "what it heads is on the next page")


def _headed(heading: Block, after: list[Block]) -> int:
    """Return the page on which begins what a heading heads; its own if it heads nothing. Numbers belong to headings."""
    for block in (block for block in after if not block.text.isdecimal()):
        if not block.is_heading:
            return block.page
        if block.tag <= heading.tag:
            break
    return heading.page


def lone_lines(document: Document) -> Iterator[Finding]:
    """No line of a paragraph stands alone at the foot (orphan) or at the head (widow) of a page."""
    for start, end in broken(document):
        if len(start.lines) == 1:
            yield Finding(start.page, _at(start.box, start.text), "orphan: it goes on on the next page")
        if len(end.lines) == 1:
            yield Finding(end.page, _at(end.box, end.text), "widow: it began on the page before")


def small_text(document: Document) -> Iterator[Finding]:
    """Text can be read without a glass."""
    for page in document.pages:
        small = [char for char in page.chars if char.size < SMALLEST - _ROUNDING]
        for size, chars in groupby(small, lambda char: round(char.size, 1)):
            found = list(chars)
            yield Finding(page.number, _at(found[0].ink, "".join(char.text for char in found)), f"{size} pt")


def near_edge(document: Document) -> Iterator[Finding]:
    """A trimmer and a desk printer need room: text keeps from the trim, on a sheet everything does."""
    for page in document.pages:
        nearest = _nearest_ink(page) if document.form == SHEET else _nearest_text(page)
        least = TO_EDGE if document.form == SHEET else TO_TRIM
        for edge, (distance, place) in nearest.items():
            if distance < least - _ROUNDING - (document.form == SHEET):  # ink is known to a point
                yield Finding(page.number, place, f"{distance / MM:.1f} mm from the {edge} edge")


def voids(document: Document) -> Iterator[Finding]:
    """A page of text is full enough to look meant, and has no hole; a sheet has no empty part at all."""
    largest = LARGEST_GAP_OF_SHEET if document.form == SHEET else LARGEST_GAP
    for page in document.pages:
        if page.is_designed:
            continue
        last = max((row for row, inked in enumerate(page.rows, 1) if inked), default=0)
        whole = page.rows if document.form == SHEET else page.rows[:last]
        if last < LEAST_FULL * len(page.rows):
            yield Finding(page.number, "live area", f"{last / len(page.rows):.0%} full")
        for top, height in _gaps(whole):
            if height > largest * len(page.rows):
                yield Finding(page.number, f"at {top + page.live.top:.0f}", f"{height / len(page.rows):.0%} empty")


def uneven_columns(document: Document) -> Iterator[Finding]:
    """Two columns of a sheet that stand side by side end at about the same height."""
    for page in document.pages if document.form == SHEET else ():
        ends = column_ends(page)
        if ends and abs(ends[0] - ends[1]) > UNEVEN_COLUMNS * len(page.rows):
            share = abs(ends[0] - ends[1]) / len(page.rows)
            yield Finding(page.number, f"columns end at {ends[0]:.0f} and {ends[1]:.0f}", f"{share:.0%} apart")


def pale_text(document: Document) -> Iterator[Finding]:
    """Text stands out from whatever lies behind it."""
    for page in document.pages:
        for shade, text in page.shades.items():
            ratio = contrast(_hex(shade.text), _hex(shade.ground))
            if ratio < (CONTRAST_OF_LARGE if shade.large else CONTRAST) - _ROUNDING:
                pair = f"{_hex(shade.text)} on {_hex(shade.ground)}"
                yield Finding(page.number, f"“{text[:30]}”", f"{ratio:.1f}:1, {pair}{' (large)' * shade.large}")


def overprinted(document: Document) -> Iterator[Finding]:
    """No text is printed over other text."""
    for page in document.pages:
        hits = collisions(page.chars)
        if hits:
            yield Finding(page.number, hits[0], f"{len(hits)} characters over others")


def wrong_contents(document: Document) -> Iterator[Finding]:
    """Contents say the page on which each entry is, and list every chapter and role."""
    links = listed(document)
    for link in links:
        label = document.file.seen.get_page_label((link.target or 1) - 1)
        if link.text.isdecimal() and link.text != label:
            yield Finding(link.page, f"“{link.description}”", f"says {link.text}, is on {label}")
    numbered = {link.target for link in links if link.text.isdecimal()}
    for name, number in document.file.places.items():
        if document.form == BOOKLET and re.match("(role|chapter)-", name) and number not in numbered:
            yield Finding(number, name, "is not in the contents")


RULES: dict[str, Rule] = {
    "off-grid": off_grid,
    "stranded-heading": stranded_headings,
    "lone-line": lone_lines,
    "small-text": small_text,
    "near-edge": near_edge,
    "void": voids,
    "uneven-columns": uneven_columns,
    "pale-text": pale_text,
    "overprinted": overprinted,
    "wrong-contents": wrong_contents,
}


def prose(document: Document) -> Iterator[tuple[Page, Block]]:
    """Yield the paragraphs of prose chapters, each with its page."""
    for placed in document.placed:
        if placed.element == "div" and re.search(r"/chapters/\d+/body$", placed.source):
            page = document.pages[placed.page - 1]
            inside = (block for block in page.blocks if block.lines and placed.box.holds(block.box))
            yield from ((page, block) for block in inside)


def broken(document: Document) -> Iterator[tuple[Block, Block]]:
    """Yield the two parts of each paragraph that begins on a page and ends on the next; numbers are of the layout."""
    whole = document.paragraphs
    for before, after in pairwise(document.pages):
        starts = [(block, text) for block in before.blocks if (text := letters(block.text))]
        ends = [
            (block, text)
            for block in after.blocks
            if (text := letters(block.text)) and not text.isdigit() and text not in whole
        ]
        for end, tail in ends:
            heads = [text.removesuffix(tail) for text in whole if text.endswith(tail)]
            yield from ((start, end) for start, text in starts if any(head.endswith(text) for head in heads))


def listed(document: Document) -> list[Link]:
    """Return the links of the contents that lead somewhere."""
    pages = {page.number for page in document.pages if page.kind == "contents"}
    return [link for link in document.file.links if link.page in pages and link.target]


def column_ends(page: Page) -> tuple[float, float] | None:
    """Return where the two columns of a page end, in points from its top; None when it has none.

    Between columns is the strip of paper, about in the middle of the page, that is the tallest; they stand side by side
    as long as it is not crossed.
    """
    live = page.live
    middle = range(round(live.left + 0.3 * live.width), round(live.left + 0.7 * live.width), 2)
    height, top, left = max(_uncrossed(page, left) for left in middle)
    if height < SHORTEST_COLUMNS * len(page.rows):
        return None
    bottom = top + height
    sides = (live._replace(right=left), live._replace(left=left + GUTTER))
    inked = [rows_of(page.ink, side._replace(top=top, bottom=bottom)) for side in sides]
    one, other = (max((row for row, ink in enumerate(rows, 1) if ink), default=0) for rows in inked)
    return (top + one, top + other) if one and other else None


def _uncrossed(page: Page, left: float) -> tuple[int, float, float]:
    """Return height and top of the tallest run of rows in which a strip as wide as a gutter is empty, and its left."""
    strip = page.live._replace(left=left, right=left + GUTTER)
    top, height = max(_gaps(rows_of(page.ink, strip)), key=lambda gap: gap[1], default=(0, 0))
    return height, page.live.top + top, left


def _gaps(rows: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield top and height of each run of rows without ink."""
    top = 0
    for inked, run in groupby(rows):
        height = len(list(run))
        if not inked:
            yield top, height
        top += height


def _nearest_text(page: Page) -> dict[str, tuple[float, str]]:
    """Return for each edge how far the nearest text is, and which."""
    distances: dict[str, Callable[[Box], float]] = {
        "left": lambda box: box.left,
        "upper": lambda box: box.top,
        "right": lambda box: page.width - box.right,
        "lower": lambda box: page.height - box.bottom,
    }
    found = {}
    for edge, distance in distances.items() if page.chars else ():
        char = min(page.chars, key=lambda char: distance(char.ink))
        found[edge] = (distance(char.ink), _at(char.ink, char.text))
    return found


def _nearest_ink(page: Page) -> dict[str, tuple[float, str]]:
    left, top, right, bottom = page.ink.getbbox() or (page.width / 2, page.height / 2) * 2
    distances = {"left": left, "upper": top, "right": page.width - right, "lower": page.height - bottom}
    return {edge: (distance, "text or art") for edge, distance in distances.items()}


def _at(box: Box, text: str) -> str:
    return f"“{text[:30]}” at {box.left:.0f}, {box.top:.0f}"


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
