"""The shipped booklet, as a reader, a reading machine and a printer find it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from guidepress.compose.booklet import BookletView
from guidepress.compose.markdown import plain
from guidepress.compose.plan import Job
from guidepress.compose.setting import Setting
from guidepress.content.library import Library
from guidepress.content.model import Guide
from tests.facts.conftest import GUIDE
from tests.facts.reading import MM, Char, Pdf
from tests.facts.structure import Element, tree

pytestmark = pytest.mark.slow

INNER, OUTER, HEAD, FOOT = 16 * MM, 13 * MM, 6 * MM, 204 * MM  # of a page with a folio, in points
LARGEST = 60.0  # what is larger is the numeral of an opening page, which runs off it on purpose


@pytest.fixture(scope="module")
def guide(library: Library) -> Guide:
    return library.guides[GUIDE]


@pytest.fixture(scope="module")
def view(library: Library) -> BookletView:
    job = Job(GUIDE, "en", "booklet", None, library.project.brand or "", "digital")
    return BookletView(Setting.of(library, job))


@pytest.fixture(scope="module")
def tags(booklet: Pdf) -> list[Element]:
    return list(tree(booklet.reader).walk())


# Pages


def test_pages_are_a5_and_make_whole_sheets(booklet: Pdf) -> None:
    assert booklet.page_count >= 8
    assert booklet.page_count % 4 == 0
    for page in booklet.reader.pages:
        assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, 148 * MM, 210 * MM], abs=0.1)
        assert page.get("/Rotate", 0) == 0


def test_no_page_is_blank(booklet: Pdf) -> None:
    assert [number for number, chars in enumerate(booklet.chars, 1) if len(chars) < 20] == []


def test_labels_are_the_numbers_on_the_pages(booklet: Pdf) -> None:
    labels = booklet.reader.page_labels
    assert labels == [str(number) for number in range(1, booklet.page_count + 1)]
    folios = {number: folio for number in range(1, booklet.page_count + 1) if (folio := _folio(booklet, number))}
    assert len(folios) > booklet.page_count * 0.7
    assert all(folio == labels[number - 1] for number, folio in folios.items())


def _folio(file: Pdf, number: int) -> str:
    return "".join(
        char.text
        for char in file.chars[number - 1]
        if char.top > 196 * MM and char.size < LARGEST and char.text.isdigit()
    )


def test_folios_stand_outside(booklet: Pdf) -> None:
    found = [
        (number, char)
        for number, chars in enumerate(booklet.chars, 1)
        for char in chars
        if char.top > 196 * MM and _folio(booklet, number)
    ]
    assert len(found) > 20
    for number, char in found:
        assert (char.left > 100 * MM) == (number % 2 == 1), f"page {number}"


def test_no_text_is_smaller_than_eight_points(booklet: Pdf) -> None:
    assert smallest(booklet) >= 7.99


def smallest(file: Pdf) -> float:
    sizes = [char.size for chars in file.chars for char in chars]
    assert len(sizes) > 500
    return min(sizes)


def test_text_keeps_to_the_margins(booklet: Pdf) -> None:
    """Pages without a folio have no margins; their text keeps 5 mm from the edge, as the numbers of thumb tabs do."""
    for number, chars in enumerate(booklet.chars, 1):
        chars = [char for char in chars if not _in_tab(char)]
        left, right = (INNER, OUTER) if number % 2 else (OUTER, INNER)
        edges = (
            (left, HEAD, 148 * MM - right, FOOT) if _folio(booklet, number) else (5 * MM, 5 * MM, 143 * MM, 207 * MM)
        )
        assert _outside(chars, edges) == "", f"page {number}"


def _in_tab(char: Char) -> bool:
    """Tell whether a character is the number of a thumb tab: a digit, 5 to 9 mm from the fore-edge."""
    middle = (char.left + char.right) / 2
    return char.text.isdigit() and 5 * MM <= min(middle, 148 * MM - middle) <= 9 * MM


def _outside(chars: list[Char], edges: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = edges
    slack = 0.6
    return "".join(
        char.text
        for char in chars
        if char.size < LARGEST
        and (
            char.left < left - slack
            or char.right > right + slack
            or char.top < top - slack
            or char.bottom > bottom + slack
        )
    )


def test_fonts_are_ours_and_embedded(booklet: Pdf) -> None:
    fonts = set(embedded(booklet))
    assert len(fonts) > 2
    assert {family for family, _ in fonts} <= {"Mukta", "Anek", "Anek-Display"}
    assert all(whole for _, whole in fonts)


def embedded(file: Pdf) -> Iterator[tuple[str, bool]]:
    """Yield the family of each font, and whether its glyphs are in the file."""
    for page in file.reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            [inner] = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            name = re.fullmatch(
                r"/[A-Z]{6}\+(.+?)(-(Bold|Semi-?Bold|Medium|Regular|Semi-Light))*", str(font.get_object()["/BaseFont"])
            )
            assert name, font.get_object()["/BaseFont"]
            yield name[1], bool({"/FontFile2", "/FontFile3"} & set(descriptor))


# Finding one's way


def test_the_outline_is_that_of_the_book(booklet: Pdf, view: BookletView, guide: Guide) -> None:
    found = list(_entries(booklet))
    front, rest = found[:3], [entry for entry in found[3:] if entry[2] not in _unlisted(view)]
    assert front == [(0, 1, guide.title), (0, 2, "How to use this guide"), (0, 3, "Contents")]
    expected = [
        (depth, booklet.places[entry.anchor], entry.title)
        for part in view.contents
        for depth, entry in ((0, part), *((1, child) for child in part.children))
    ]
    assert len(expected) > 15
    assert rest == expected
    assert [page for _, page, _ in found] == sorted(page for _, page, _ in found)


def test_every_entry_of_the_outline_leads_to_its_heading(booklet: Pdf) -> None:
    for _, page, title in _entries(booklet):
        assert title in booklet.texts[page - 1], f"{title} is not on page {page}"


def _unlisted(view: BookletView) -> set[str]:
    """Return the titles of pages that have a bookmark but no line in the contents."""
    return {page.title for page in view.fillers}


def _entries(file: Pdf) -> Iterator[tuple[int, int, str]]:
    """Yield depth, page from 1 and title of each bookmark."""

    def below(entries: list, depth: int) -> Iterator[tuple[int, int, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from below(entry, depth + 1)
            else:
                yield depth, (file.reader.get_destination_page_number(entry) or 0) + 1, str(entry.title)

    yield from below(file.reader.outline, 0)


def test_numbers_in_the_contents_are_those_of_the_pages(booklet: Pdf, view: BookletView) -> None:
    shown = {(link.target, link.text) for link in booklet.links if link.page == 3 and link.text.isdecimal()}
    targets = {booklet.places[entry.anchor] for part in view.contents for entry in (part, *part.children)}
    assert {target for target, _ in shown} == targets
    assert all(text == booklet.reader.page_labels[target - 1] for target, text in shown if target)


def test_every_number_that_is_a_link_is_right(booklet: Pdf, view: BookletView) -> None:
    """Numbers of pages say their page; numbers of sources are explained by what they lead to."""
    numbered = [link for link in booklet.links if link.text.isdecimal() and link.target]
    entries = [entry for part in view.contents for entry in (part, *part.children)]
    assert len([link for link in numbered if link.page == 3]) == len(entries)  # one link a number, none within another
    assert len(numbered) > len(entries)
    for link in numbered:
        page = booklet.texts[(link.target or 0) - 1]
        assert link.text == booklet.reader.page_labels[(link.target or 0) - 1] or f" {link.text} " in f" {page} ", link


def test_links_inside_the_booklet_have_their_place(booklet: Pdf) -> None:
    inside = [link for link in booklet.links if link.address is None]
    assert len(inside) > 40
    assert [link for link in inside if not link.target] == []


def test_links_to_the_web_are_safe_and_described(booklet: Pdf) -> None:
    outside = [link for link in booklet.links if link.address]
    assert len(outside) > 10
    for link in outside:
        assert link.address
        assert link.address.startswith(("https://", "mailto:"))
        assert link.description
        assert link.address.removeprefix("https://").removeprefix("www.").split("/")[0] in link.description


def test_links_are_described_in_words(booklet: Pdf) -> None:
    for link in booklet.links:
        assert link.description
        assert not re.match(r"#|(chapter|role|source)-", link.description), link


# What the file says of itself


def test_metadata(booklet: Pdf, guide: Guide, library: Library) -> None:
    info = booklet.reader.metadata
    assert info
    assert guide.reviewed_on
    assert (info.title, info.author) == (guide.title, library.brands[library.project.brand or ""].name)
    assert info.subject == plain(guide.summary or "")
    day = f"D:{guide.reviewed_on.last_day:%Y%m%d}000000Z"
    assert (info["/CreationDate"], info["/ModDate"]) == (day, day)
    root = booklet.reader.trailer["/Root"]
    assert root["/Lang"] == guide.language  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # type: ignore[index]  # noqa: E712
    xmp = root["/Metadata"].get_data().decode()  # type: ignore[index]
    for said in (guide.title, f"{guide.reviewed_on.last_day:%Y-%m-%d}", "<pdfuaid:part>1<", "pdfaid:part"):
        assert said in xmp


# What can be read


def test_texts_read_back_as_they_were_written(booklet: Pdf, guide: Guide) -> None:
    text = _letters(" ".join(booklet.texts))
    sentences = [
        *(plain(role.summary) for role in guide.roles),
        *(plain(duty.text) for role in guide.roles for duty in role.duties),
        *(item.question for role in guide.roles for item in role.interview),
        *(plain(term.meaning or "") for term in guide.glossary),
        *(plain(skill.why or "") for skill in guide.skills),
        *(faq.question for faq in guide.faqs),
        *(industry.work or "" for industry in guide.industries),
    ]
    assert len(sentences) > 100
    assert any("’" in sentence for sentence in sentences)
    assert any("“" in sentence for sentence in sentences)
    assert [sentence for sentence in sentences if _letters(sentence) not in text] == []


def _letters(text: str) -> str:
    """Return a text without its spaces: a line that breaks after a dash has none there."""
    return re.sub(r"\s", "", text)


def test_the_rupee_and_dashes_read_back(specimen: Pdf) -> None:
    assert "₹2,40,000–₹3,00,000 a year (cost to company," in " ".join(specimen.texts)


# What is read aloud


def test_pictures_are_described(tags: list[Element]) -> None:
    figures = [element for element in tags if element.tag == "Figure"]
    assert len(figures) > 15
    assert all(figure.alt and len(figure.alt) > 3 for figure in figures)


def test_headings_follow_each_other_without_gaps(tags: list[Element]) -> None:
    levels = [int(element.tag[1]) for element in tags if re.fullmatch("H[1-6]", element.tag)]
    assert len(levels) > 60
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_cells_of_tables_know_their_headers(tags: list[Element]) -> None:
    tables = [element for element in tags if element.tag == "Table"]
    assert len(tables) > 15
    for table in tables:
        heads = {element.id for element in table.walk() if element.tag == "TH"}
        cells = [element for element in table.walk() if element.tag == "TD"]
        assert heads
        assert None not in heads
        assert all(cell.headers and set(cell.headers) <= heads for cell in cells), table.pages


def test_tables_are_even(tags: list[Element]) -> None:
    for table in (element for element in tags if element.tag == "Table"):
        rows = {sum(cell.tag in ("TH", "TD") for cell in row.kids) for row in table.walk() if row.tag == "TR"}
        assert len(rows) == 1, table.pages
