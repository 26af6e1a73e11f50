"""The sheet on how to print a booklet: its words follow the printer, and it is one page that any printer prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PIL import Image, ImageChops

from guidepress.assets import shipped
from guidepress.compose.print_me import compose_print_me, title
from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Layout, Typesetter
from tests.compose.conftest import Made
from tests.compose.samples import GUIDE, job
from tests.facts.reading import MM, Pdf

FLIPS = ("short", "long", "simplex")
FILE = "first_booklet_en_office.pdf"
LONG_FILE = "wide-words_" * 6 + "booklet_en.pdf"
MARGIN_MM = 8

Sheet = Callable[..., str]


@pytest.fixture
def sheet(made: Made) -> Sheet:
    """Return what composes the sheet for a printer with these fields, in a language."""

    def compose(sides: int = 12, file: str = FILE, language: str = "en", **fields: Any) -> str:
        ours = {"edition": "office", "name": "The one on the second floor", **fields}
        library = made({"printers/ours.yaml": ours, GUIDE: {"language": language}})
        asked = replace(job("booklet"), edition="office", locale=language, printer="ours")
        return compose_print_me(library, asked, sides, file)

    return compose


def said(html: str) -> str:
    """Return the text of a page."""
    body = html.partition("<body")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body.replace("\N{NO-BREAK SPACE}", " ")).split())


# What it says


@pytest.mark.parametrize(
    ("flip", "there", "absent"),
    [
        ("short", ["over the short edge", "On, flip on short edge", "like a page of a book"], "wall calendar"),
        ("long", ["over the long edge", "On, flip on long edge", "like a page of a wall calendar"], "page of a book"),
        ("simplex", ["One side first, then the other", "Both sides Off", "like a page of a book"], "odd pages"),
    ],
)
def test_words_follow_the_edge_that_the_printer_flips(sheet: Sheet, flip: str, there: list[str], absent: str) -> None:
    text = said(sheet(flip=flip))
    assert [words for words in there if words not in text] == []
    assert absent not in text


def test_two_stacks_have_their_numbers(sheet: Sheet) -> None:
    assert "“odd pages only”: 1, 3, 5 … 11." in said(sheet(12))
    assert "“reverse order”: 12, 10, 8 … 2." in said(sheet(12))
    assert "“odd pages only”: 1, 3." in said(sheet(4))
    assert "“reverse order”: 2." in said(sheet(2))


def test_a_file_of_fronts_and_backs_is_printed_in_halves(sheet: Sheet) -> None:
    text = said(sheet(12, flip="simplex"))
    assert "Pages 1 to 6 of the file" in text
    assert "Pages 7 to 12" in text


@pytest.mark.parametrize(
    ("sides", "paper"), [(2, "1 sheet of A4 for each copy"), (12, "6 sheets of A4"), (13, "7 sheets of A4")]
)
def test_paper_is_counted(sheet: Sheet, sides: int, paper: str) -> None:
    assert paper in said(sheet(sides))


@pytest.mark.parametrize(
    ("sides", "fields", "pairs"),
    [
        (12, {}, ["24 1", "2 23", "2 3"]),
        (12, {"binding": "rtl"}, ["1 24", "23 2", "3 2"]),
        (12, {"sections": 2}, ["8 1", "2 7", "2 3"]),
        (12, {"sections": 1}, ["4 1", "2 3", "2 3"]),
        (2, {"sections": 8}, ["4 1", "2 3", "2 3"]),
    ],
)
def test_pages_of_the_first_sheet(sheet: Sheet, sides: int, fields: dict[str, Any], pairs: list[str]) -> None:
    found = re.findall(r'<p class="folios"><span>(\d+)</span> <span>(\d+)</span>', sheet(sides, **fields))
    assert [" ".join(pair) for pair in found] == pairs


def test_sections_are_folded_on_their_own(sheet: Sheet) -> None:
    assert "2 at a time" in said(sheet(sections=2))
    assert "at a time" not in said(sheet(sections=6))


def test_it_names_the_file_and_the_printer(sheet: Sheet) -> None:
    text = said(sheet())
    assert FILE in text
    assert "Made for: The one on the second floor" in text


def test_without_a_chosen_printer_it_is_for_the_short_edge(made: Made) -> None:
    library, asked = made(), replace(job("booklet"), edition="office")
    text = said(compose_print_me(library, asked, 4, FILE))
    assert "flip on short edge" in text
    assert "Made for" not in text
    assert title(library, asked) == "How to print: A first guide"


def test_other_editions_have_none(made: Made) -> None:
    with pytest.raises(AssertionError, match="office"):
        compose_print_me(made(), job("booklet"), 4, FILE)


def test_pictures_hold_no_text_and_say_what_they_show(sheet: Sheet) -> None:
    pictures = re.findall(r"<img [^>]*>", sheet())
    assert len(pictures) == 9
    assert all(re.search(r'alt="[^"]{12,}"', picture) for picture in pictures)


# How it is laid out


def laid_out(html: str) -> Layout:
    return Typesetter({"styles": (shipped("styles"),)}).lay_out(html)


def finished(html: str, language: str = "en") -> bytes:
    layout = laid_out(html)
    assert layout.page_count == 1
    data = layout.write(EDITIONS["digital"], About("How to print", "Acme", "A sheet.", language, date(2026, 11, 22)))
    assert layout.problems == ()
    return data


@pytest.fixture(params=[(language, flip) for language in ("en", "hi") for flip in FLIPS], ids="-".join)
def printed(request: pytest.FixtureRequest, sheet: Sheet) -> Iterator[Pdf]:
    """Return the fullest sheets there are: a file name of 80 letters, sections, many pages."""
    assert len(LONG_FILE) == 80
    language, flip = request.param
    pdf = Pdf(finished(sheet(240, LONG_FILE, language, flip=flip, sections=15), language))
    with closing(pdf.seen):
        yield pdf


def test_it_is_one_page_that_any_printer_prints_whole(printed: Pdf) -> None:
    [chars] = printed.chars
    page = printed.seen[0]
    width, height, margin = page.get_width(), page.get_height(), MARGIN_MM * MM
    assert (round(width / MM), round(height / MM)) == (210, 297)
    outside = [c.text for c in chars if c.left < margin or c.right > width - margin]
    outside += [c.text for c in chars if c.ink.top < margin or c.ink.bottom > height - margin]
    assert outside == []
    assert min(char.size for char in chars) >= 9.99
    assert len(chars) > 900


def test_it_is_in_one_ink_and_leaves_the_margin_white(printed: Pdf) -> None:
    image: Image.Image = printed.seen[0].render(scale=1).to_pil().convert("RGB")
    red, green, blue = image.split()
    assert ImageChops.difference(red, green).getbbox() is None
    assert ImageChops.difference(green, blue).getbbox() is None
    edge = round(MARGIN_MM * MM)
    left, top, right, bottom = ImageChops.invert(image.convert("L")).getbbox() or (0, 0, 0, 0)
    assert min(left, top, image.width - right, image.height - bottom) >= edge


def test_nothing_stands_on_the_foot(printed: Pdf) -> None:
    """The foot stands on its line whatever is above; what is above must end before it."""
    lines = sorted({round(char.baseline) for char in printed.chars[0]})
    assert lines[-1] - lines[-2] > 16
