"""The editions of a document say the same, block by block, but for what is listed here and in docs/editions.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.editions import EDITIONS
from tests.conftest import guidepress, manifest
from tests.parity.reading import Said, printed, said, words

pytestmark = pytest.mark.slow

PAPER = ("office", "press")  # set like the digital edition
OTHERS = [edition for edition in EDITIONS if edition != "digital"]

LEFT_OUT = {
    "large-print": (
        # the career map is a list, and needs no key
        "A line’s pattern tells where it leads, a small number is a page. A tag is the years of a move: filled where a "
        "source gives them, else open. 22 What earns the move",
        # levels are words, and need no key
        "Solid: essential. Outlined: useful.",
        # what a measure says stands under its name, without the head of a table
        "What it says",
        # the pages that fill a booklet up to a multiple of four
        "My notes What do you want to remember tomorrow? My next steps Three small steps beat one big plan. This week "
        "I will This month I will Someone who can help me Questions I still have Take them to the interview, or to "
        "somebody who does the work. About the work About the team About what comes next",
    ),
}
"""What an edition does not say outside its blocks, and why."""
ADDED = {
    "large-print": (
        # what stands in the head of a table elsewhere, or is shown by a drawing
        "Works by Start with Hours Tools From to better read page 1 2 3 4 5 6 of 4 aware working strong expert "
        "essential useful",
        "Large print. Years without the number of a source are estimates.",
    ),
}
"""What an edition says besides, and why."""


def _vocabulary(phrases: dict[str, tuple[str, ...]], edition: str) -> set[str]:
    return {word for phrase in phrases.get(edition, ()) for word in words(phrase)}


def _around(blocks: dict[str, set[str]], source: str) -> set[str]:
    """Return the words of a block, of those in it and of those around it: what is one block here is several there."""
    kin = (
        said
        for other, said in blocks.items()
        if other == source or other.startswith(f"{source}/") or source.startswith(f"{other}/")
    )
    return set().union(*kin)


def lost(one: Said, other: Said) -> dict[str, set[str]]:
    """Return the words of `one` that `other` does not say in the same block."""
    missing = {source: found - _around(other.blocks, source) for source, found in one.blocks.items()}
    return {source: found for source, found in missing.items() if found}


@pytest.fixture(scope="module")
def documents(guide_project: Path) -> dict[str, dict[str, Said]]:
    """Return what each document of the shipped guide says, by edition."""
    found: dict[str, dict[str, Said]] = {edition: {} for edition in EDITIONS}
    for path, entry in manifest(guide_project / "output").items():
        html = guide_project / "html" / Path(path).with_suffix(".html").name
        found[entry["edition"]][entry["role"] or "booklet"] = said(html.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("edition", OTHERS)
def test_no_block_loses_a_word(documents: dict[str, dict[str, Said]], edition: str) -> None:
    assert len(documents[edition]) == 10
    for name, document in documents["digital"].items():
        assert len(document.blocks) > 20
        assert lost(document, documents[edition][name]) == {}, name


@pytest.mark.parametrize("edition", OTHERS)
def test_what_a_block_gains_is_listed(documents: dict[str, dict[str, Said]], edition: str) -> None:
    for name, document in documents[edition].items():
        gained = set().union(*lost(document, documents["digital"][name]).values())
        assert gained <= _vocabulary(ADDED, edition), name


@pytest.mark.parametrize("edition", OTHERS)
def test_labels_are_the_same_but_for_those_listed(documents: dict[str, dict[str, Said]], edition: str) -> None:
    for name, document in documents["digital"].items():
        other = documents[edition][name]
        assert document.labels - other.labels - set().union(*other.blocks.values()) <= _vocabulary(LEFT_OUT, edition)
        assert other.labels - document.labels - set().union(*document.blocks.values()) <= _vocabulary(ADDED, edition)


@pytest.mark.parametrize("edition", PAPER)
def test_paper_says_word_for_word_what_the_screen_says(guide_project: Path, edition: str) -> None:
    """Also on the finished pages: nothing is clipped, dropped or covered on the way."""
    output = guide_project / "output"
    for path in manifest(output, "digital"):
        assert printed(output / path) == printed(output / path.replace("digital", edition)), path


def test_addresses_are_added_where_words_do_not_say_them(tmp_path: Path) -> None:
    run = guidepress("new", "project", "own", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    project = tmp_path / "own"
    [guide] = project.glob("source/guides/*/guide.yaml")
    text = guide.read_text(encoding="utf-8")
    asked = "faqs:\n  - {question: Who may apply?, answer: 'See [the rules](https://rules.example/apply).'}\n"
    guide.write_text(text.replace("faqs:\n", asked), encoding="utf-8")
    run = guidepress("build", "booklet", "--root", project, *(f"--edition={edition}" for edition in EDITIONS))
    assert run.returncode == 0, run.stderr
    output = project / "output"
    told = {entry["edition"]: printed(output / path)["apply"] for path, entry in manifest(output).items()}
    assert told["digital"] + 1 == told["office"] == told["press"] == told["large-print"]


def test_a_lost_word_is_noticed() -> None:
    one = said('<p data-src="a#/x">Answer the phone</p><h2>What you do</h2>')
    other = said('<p data-src="a#/x/0">Answer the</p><p data-src="a#/y">phone</p><h2>What you do</h2>')
    assert lost(one, other) == {"a#/x": {"phone"}}
    assert lost(one, one) == {}
