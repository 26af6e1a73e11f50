"""Large print, finished: large everywhere, one column, the same words as the digital edition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.documents import produce, recipe
from tests.compose import samples
from tests.compose.samples import AGENT, full, with_changes
from tests.facts.conftest import GUIDE, SHEETS, made, opened
from tests.facts.reading import MM, Char, Pdf
from tests.facts.structure import tree
from tests.facts.test_booklet import embedded
from tests.facts.test_overlap import collisions

pytestmark = pytest.mark.slow

# What may stand beside a text: a number, a page, a time, which of the roles this is
LABEL = re.compile(r"\d{1,3}\.?|\d{1,2}:\d{2}|Role\d+of\d+")
GAP = 14.0  # points between two texts of one line
ALIKE = 10.0  # points that two baselines are apart which stand side by side
# Words that only marks, the map and the heads of tables need: their keys, “What earns the move”, “What it says”
LEFT_OUT = {"earns", "filled", "line’s", "outlined", "says", "solid", "tag"}


def job(kind: str, role: str | None = None) -> Job:
    return Job(GUIDE, "en", kind, role, "signifyhr", "large-print")


@pytest.fixture(scope="module")
def large(library: Library) -> Iterator[Pdf]:
    yield from opened(produce(library, job("booklet")))


@pytest.fixture(scope="module", params=["booklet", *SHEETS])
def any_large(large: Pdf, library: Library, request: pytest.FixtureRequest) -> Iterator[Pdf]:
    if request.param == "booklet":
        yield large
    else:
        yield from opened(produce(library, job("cheatsheet", request.param)))


def test_pages_are_a4(any_large: Pdf) -> None:
    for page in any_large.reader.pages:
        assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, 210 * MM, 297 * MM], abs=0.1)


def test_text_is_large_everywhere(any_large: Pdf) -> None:
    sizes = Counter(round(char.size, 1) for page in any_large.chars for char in page)
    body, count = sizes.most_common(1)[0]
    assert count > 1000
    assert body >= 18
    assert min(sizes) >= 14


def test_all_text_but_titles_is_in_one_black(any_large: Pdf) -> None:
    colours = {char.style.colour for page in any_large.chars for char in page if char.size < 28}
    assert len(colours) == 1
    assert max(max(red, green, blue) for red, green, blue, _ in colours) < 48


def test_folios_stand_in_the_same_corner_and_are_large(any_large: Pdf) -> None:
    corners = []
    for page in any_large.chars:
        folio = [char for char in page if char.bottom > 275 * MM and char.left > 150 * MM]
        if folio:
            assert "".join(char.text for char in folio).isdecimal()
            assert min(char.size for char in folio) >= 20
            corners.append((round(max(char.right for char in folio)), round(folio[0].baseline)))
    assert len(corners) >= any_large.page_count - 1
    assert max(right for right, _ in corners) - min(right for right, _ in corners) <= 2
    assert len({baseline for _, baseline in corners}) == 1


def test_there_is_one_column(any_large: Pdf) -> None:
    beside = [
        (number, one, other)
        for number, page in enumerate(any_large.chars, 1)
        for one, other in side_by_side(page)
        if not LABEL.fullmatch(one) and not LABEL.fullmatch(other)
    ]
    assert beside == []


def side_by_side(page: list[Char]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a page between which there is more than a space, on one height."""
    pieces = [piece for line in lines(page) for piece in parted(line)]
    for index, one in enumerate(pieces):
        for other in pieces[index + 1 :]:
            apart = one[-1].right < other[0].left or other[-1].right < one[0].left
            if apart and abs(one[0].baseline - other[0].baseline) < ALIKE:
                yield "".join(char.text for char in one), "".join(char.text for char in other)


def lines(page: list[Char]) -> list[list[Char]]:
    """Return the characters of each baseline from left to right."""
    found: dict[int, list[Char]] = {}
    for char in page:
        found.setdefault(round(char.baseline), []).append(char)
    return [sorted(line, key=lambda char: char.left) for line in found.values()]


def parted(line: list[Char]) -> list[list[Char]]:
    pieces = [[line[0]]]
    for before, char in pairwise(line):
        if char.left - before.right > GAP:
            pieces.append([])
        pieces[-1].append(char)
    return pieces


def test_text_runs_upright_and_over_nothing(any_large: Pdf) -> None:
    assert not [char.text for page in any_large.chars for char in page if char.style.turned]
    assert [collisions(list(page)) for page in any_large.chars] == [[]] * any_large.page_count


def test_the_booklet_says_every_word_of_the_digital_one(large: Pdf, booklet: Pdf) -> None:
    said, wanted = words(large), words(booklet)
    assert len(wanted) > 1000
    assert sorted(wanted - said - LEFT_OUT) == []


@pytest.mark.parametrize("role", SHEETS)
def test_a_sheet_says_every_word_of_the_digital_one(library: Library, role: str) -> None:
    reflowed = produce(library, job("cheatsheet", role))
    said, wanted = words(Pdf(reflowed.data)), words(Pdf(made(library, GUIDE, "cheatsheet", role).data))
    assert len(wanted) > 100
    assert sorted(wanted - said - LEFT_OUT) == []


def words(file: Pdf) -> set[str]:
    return {word for text in file.texts for word in re.findall(r"[^\W\d_][\w’-]*\w", text.lower())}


def test_contents_are_right_and_list_as_much_as_the_digital_ones(large: Pdf, booklet: Pdf) -> None:
    first = min(page for name, page in large.places.items() if name.startswith("chapter-"))
    shown = [link for link in large.links if link.page < first and link.text.isdecimal()]
    assert len(shown) == len([link for link in booklet.links if link.page == 3 and link.text.isdecimal()])
    assert [link.text for link in shown] == [str(link.target) for link in shown]


def test_lists_are_tagged_as_lists_and_nothing_is_a_table(any_large: Pdf) -> None:
    elements = list(tree(any_large.reader).walk())
    tags = Counter(element.tag for element in elements)
    assert tags["LI"] == tags["LBody"] > 10
    assert not tags["Table"]
    assert all(element.alt for element in elements if element.tag == "Figure")
    levels = [int(element.tag[1]) for element in elements if re.fullmatch(r"H\d", element.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_fonts_are_ours(any_large: Pdf) -> None:
    assert {family for family, whole in embedded(any_large) if whole} <= {"Mukta", "Anek", "Anek-Display"}


def test_a_recipe_is_known_before_the_document_is_made(library: Library) -> None:
    its_job = job("cheatsheet", SHEETS[0])
    assert produce(library, its_job).recipe == recipe(library, its_job)
    assert b"styles/sheet.css" in recipe(library, its_job)  # that of the sheet which decides what is left out


# Sheets agree

CROWDED = {
    "duties": ["A duty of a very long day that asks for a good deal more than just one line of text"] * 38,
    "tools": ["Booking system"],
    "facts": [{"label": "Uniform", "value": "Given"}],
    "schedule": {"pattern": "Rotating", "note": "Nights now and then"},
}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Library:
    files = with_changes(samples.small(), {AGENT: CROWDED})
    return samples.loaded(samples.write(tmp_path_factory.mktemp("crowded"), files))


@pytest.mark.parametrize("role", ["agent", "lead"])
def test_sheets_leave_out_and_gain_the_same_in_both_editions(crowded: Library, role: str) -> None:
    digital = samples.job("cheatsheet", role)
    small, reflowed = produce(crowded, digital), produce(crowded, replace(digital, edition="large-print"))
    assert [str(found) for found in small.diagnostics] == [str(found) for found in reflowed.diagnostics]
    assert bool(small.diagnostics) == (role == "agent")
    heads = [" ".join(Pdf(each.data).texts) for each in (small, reflowed)]
    for text in ("Uniform", "Nights now and then", "Booking system", "Ask at the stall", "My notes", "What you do"):
        assert (text in heads[0]) == (text in heads[1]), text


def test_a_sheet_that_is_too_long_for_a_page_is_made_all_the_same(crowded: Library, tmp_path: Path) -> None:
    duties = [f"{index}: {CROWDED['duties'][0]}" for index in range(90)]
    files = with_changes(full(str.capitalize), {AGENT: {"duties": duties}})
    library = samples.loaded(samples.write(tmp_path, files))
    reflowed = produce(library, replace(samples.job("cheatsheet", "agent"), edition="large-print"))
    assert reflowed.pages > 6
    assert {found.code for found in reflowed.diagnostics} == {"sheet-dropped"}
