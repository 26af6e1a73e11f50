"""The tag tree of each kind of page, compared with the one that was looked at and found right.

`UPDATE_TREES=1` writes the trees anew; look at what changed before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.facts.reading import Pdf
from tests.facts.structure import Element, tree

pytestmark = pytest.mark.slow

TREES = Path(__file__).parent / "trees"
# Where each kind of page is: a named place of the booklet, or a number (from the end, if it is negative). Chapters that
# run on stand on the page of the one before: industries and employers on "cards", sources and authors on "glossary".
PAGES: dict[str, str | int] = {
    "cover": 1,
    "inside": 2,
    "contents": 3,
    "prose": "chapter-first-words",
    "opener": "chapter-roles-entry",
    "role": "role-agent",
    "sides": "chapter-sides-title",
    "checklist": "chapter-checklist-title",
    "map": "chapter-ladder",
    "matrix": "chapter-skills",
    "cards": "chapter-certifications",
    "faqs": "chapter-faqs",
    "glossary": "chapter-glossary",
    "notes": -2,
    "back": -1,
}


@pytest.fixture(scope="module")
def root(specimen: Pdf) -> Element:
    return tree(specimen.reader)


@pytest.mark.parametrize("name", PAGES)
def test_tags_of_a_page_of_the_booklet(specimen: Pdf, root: Element, name: str) -> None:
    place = PAGES[name]
    number = specimen.places[place] if isinstance(place, str) else place % (specimen.page_count + 1)
    compare(name, root, number)


def test_tags_of_a_sheet(specimen_sheet: Pdf) -> None:
    compare("sheet", tree(specimen_sheet.reader), 1)


def test_no_tree_is_left_over() -> None:
    assert {path.stem for path in TREES.glob("*.txt")} == {*PAGES, "sheet", "notice"}


def compare(name: str, root: Element, page: int) -> None:
    found = "\n".join(root.outline(page)) + "\n"
    path = TREES / f"{name}.txt"
    if os.environ.get("UPDATE_TREES") == "1":
        TREES.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found.count("\n") > 2
    assert found == path.read_text(encoding="utf-8")
