"""Booklets of a drive: each campus's covers around one body make the same file as its whole laid out at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from guidepress import booklets
from guidepress.compose.plan import Filters, Job, plan
from guidepress.content.library import Library, load
from guidepress.documents import Finished, produce, recipe
from guidepress.editions import EDITIONS
from guidepress.laid_out import LaidOut
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.inspection import inspect
from guidepress.preflight.shared import Shared
from guidepress.verdicts import expectation
from tests.conftest import STRESS
from tests.preflight.rooms import worsened

DRIVE = """\
id: visits
title: Visits 2027
brand: marigold-stays
guides: [front-desk]
campuses: campuses.csv
registration: {url: "https://register.example/visits?c={id}"}
"""
CAMPUSES = """\
id,name,city,date,reporting_time,venue
first,The First College,Pune,12/01/2027,9:00,Hall 1
second,A Second College with Qualms and Zeal,Nashik,13/01/2027,10:00,Hall 2
third,Kolhapur Polytechnic,Kolhapur,,,
"""
SHEETS = """\
edition: press
name: A printer of sheets
cover: apart
sheet: SRA3
marks: required
"""

ONE_FILE = """\
edition: press
name: A printer of one file
cover: with-text
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the smallest guide with a drive to three campuses."""
    root = tmp_path_factory.mktemp("drive")
    shutil.copytree(STRESS / "one-role" / "source", root / "source")
    files = {"drives/visits/drive.yaml": DRIVE, "drives/visits/campuses.csv": CAMPUSES}
    files |= {"printers/sheets.yaml": SHEETS, "printers/one-file.yaml": ONE_FILE}
    for name, text in files.items():
        (root / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "source" / name).write_text(text, encoding="utf-8")
    return read(root)


def read(root: Path) -> Library:
    loaded = load(root, today=date(2026, 11, 22), drives=("visits",))
    assert loaded.library, loaded.diagnostics
    return loaded.library


def jobs(library: Library, edition: str, *printers: str) -> list[Job]:
    wanted = Filters(kinds=("booklet",), editions=(edition,), drives=("visits",))
    return [job for job in plan(library, wanted, printers) if job.campus]


@contextmanager
def as_a_whole(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lay booklets of campuses out at once."""

    def whole(_: object, library: Library, job: Job, typesetter: Any) -> LaidOut:
        html, layout, _ = booklets.settled(library, job, typesetter)
        return LaidOut(html, layout)

    with monkeypatch.context() as patch:
        patch.setattr(booklets, "_around", whole)
        yield


@pytest.mark.parametrize(("edition", "printers"), [*((edition, ()) for edition in EDITIONS), ("press", ("one-file",))])
def test_covers_around_a_body_make_the_file_of_the_whole(
    edition: str, printers: tuple[str, ...], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, hence pixels, texts, tags, outline, links and metadata; made after others, and alone."""
    first, *others = jobs(library, edition, *printers)
    alone = produce(library, first)
    after = [produce(library, job) for job in (*reversed(others), first)][-1]
    with as_a_whole(monkeypatch):
        whole = produce(library, first)
    assert alone.data == after.data == whole.data
    assert replace(alone, html="") == replace(after, html="") == replace(whole, html="")
    assert '"start-inside"' in whole.html and '"start-inside"' not in alone.html


def test_campuses_differ_on_their_covers(library: Library) -> None:
    first, second, _ = (produce(library, job) for job in jobs(library, "digital"))
    pages = [[page.extract_text() for page in PdfReader(BytesIO(made.data)).pages] for made in (first, second)]
    assert pages[0][1:-1] == pages[1][1:-1]
    assert "The First College" in pages[0][0] and "Qualms" in pages[1][0]


def test_a_front_that_takes_another_page_is_laid_out_with_all_the_rest(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose: Callable[..., str] = booklets.pages.compose_booklet

    def longer(*arguments: Any, **named: Any) -> str:
        html = compose(*arguments, **named)
        return html.replace('<section class="back', '<p style="break-before:page">More.</p><section class="back')

    monkeypatch.setattr(booklets.pages, "compose_booklet", longer)
    monkeypatch.setattr(booklets, "_latest", [])
    made = produce(library, jobs(library, "large-print")[0])
    assert '"start-inside"' in made.html
    assert "The First College" in PdfReader(BytesIO(made.data)).pages[0].extract_text()


def test_the_recipe_of_a_campus_knows_its_covers_and_the_body(library: Library) -> None:
    first, second, _ = jobs(library, "digital")
    assert recipe(library, first) == produce(library, first).recipe
    assert recipe(library, first) != recipe(library, second)
    (role,) = (library.root / "source" / "guides").rglob("front-desk-associate.yaml")
    before = role.read_text(encoding="utf-8")
    role.write_text(before.replace("The first wave of check-ins", "The first guests"), encoding="utf-8")
    changed = read(library.root)
    role.write_text(before, encoding="utf-8")
    assert recipe(changed, first) != recipe(library, first)


def test_cover_and_text_for_a_press_keep_their_numbers(library: Library) -> None:
    """They are the pages of one booklet; a printer who wants sheets gets those of each."""
    cover = jobs(library, "press", "sheets")[0]
    text = replace(cover, campus=None, part="-text")
    assert cover.part == "-cover"
    files = {job.part: produce(library, job) for job in (cover, text)}
    assert [made.diagnostics for made in files.values()] == [(), ()]
    assert [list(made.parts) for made in files.values()] == [["-sheets"], ["-sheets"]]
    inner = files["-text"].pages
    labels = {part: PdfReader(BytesIO(made.data)).page_labels for part, made in files.items()}
    assert labels["-cover"] == ["1", "2", f"{inner + 3}", f"{inner + 4}"]
    assert labels["-text"] == [f"{number}" for number in range(3, inner + 3)]


class Judge:
    """Preflight of a campus's booklet whose body is known from that of another."""

    def __init__(self, library: Library, edition: str, *printers: str) -> None:
        before, job, _ = jobs(library, edition, *printers)
        made = produce(library, before)
        pages = len(PdfReader(BytesIO(made.data)).pages)
        self.shared, self.job, self.made = Shared(frozenset(range(2, pages))), job, produce(library, job)
        assert self.codes(made, expectation(library, before, made.landed)) == set()
        self.wanted = expectation(library, job, self.made.landed)

    def codes(self, made: Finished, wanted: Expectation, change: Callable[[PdfWriter], None] | None = None) -> set[str]:
        data = worsened(made.data, change) if change else made.data
        return {found.code for found in inspect(data, wanted, self.shared)}


@pytest.fixture(scope="module")
def judge(library: Library) -> Judge:
    return Judge(library, "digital")


def move_the_front_off_its_page(writer: PdfWriter) -> None:
    _prepend(writer, 0, b"1 0 0 1 -60 0 cm ")


def hide_the_code_on_the_back(writer: PdfWriter) -> None:
    page, content = writer.pages[-1], DecodedStreamObject()
    content.set_data(page["/Contents"].get_object().get_data() + b" 0 0 0 rg 0 0 420 600 re f")  # type: ignore[attr-defined]
    page[NameObject("/Contents")] = writer._add_object(content)


def lose_a_place(writer: PdfWriter) -> None:
    names = writer._root_object["/Names"]["/Dests"]["/Names"]  # type: ignore[index]
    at = next(at for at in range(0, len(names), 2) if str(names[at]).startswith("chapter-"))
    del names[at : at + 2]


def exchange_two_pages_of_the_body(writer: PdfWriter) -> None:
    kids = writer._root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[3], kids[4] = kids[4], kids[3]


def drop_a_page(writer: PdfWriter) -> None:
    writer.remove_page(3)


def forget_the_language(writer: PdfWriter) -> None:
    del writer._root_object["/Lang"]


def _prepend(writer: PdfWriter, index: int, operators: bytes) -> None:
    page, content = writer.pages[index], DecodedStreamObject()
    content.set_data(operators + page["/Contents"].get_object().get_data())  # type: ignore[attr-defined]
    page[NameObject("/Contents")] = writer._add_object(content)


def test_a_campus_is_fine_with_a_body_that_is_known(judge: Judge) -> None:
    assert judge.codes(judge.made, judge.wanted) == set()
    assert set(judge.shared.seen.pages) == judge.shared.numbers


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("text-outside", move_the_front_off_its_page),
        ("qr-missing", hide_the_code_on_the_back),
        ("broken-link", lose_a_place),
        ("outline", exchange_two_pages_of_the_body),
        ("page-count", drop_a_page),
        ("missing-language", forget_the_language),
    ],
)
def test_what_a_campus_can_have_wrong_is_found(judge: Judge, code: str, change: Callable[[PdfWriter], None]) -> None:
    assert code in judge.codes(judge.made, judge.wanted, change)


def test_the_code_of_another_campus_is_found(judge: Judge) -> None:
    wanted = replace(judge.wanted, symbols=("https://register.example/visits?c=third",))
    assert judge.codes(judge.made, wanted) == {"qr-address"}


def paint_in_red(writer: PdfWriter) -> None:
    _prepend(writer, 0, b"q 1 0 0 rg 100 100 30 30 re f Q ")


def test_a_cover_for_a_press_is_read_for_its_inks(library: Library) -> None:
    judge = Judge(library, "press", "one-file")
    assert judge.codes(judge.made, judge.wanted) == set()
    assert set(judge.shared.painted.pages) == judge.shared.numbers
    assert "press-rgb-area" in judge.codes(judge.made, judge.wanted, paint_in_red)
