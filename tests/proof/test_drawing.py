"""Files drawn and compared with what they looked like."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from guidepress.diagnostics import PreflightError
from guidepress.proof import contact
from guidepress.proof.drawing import Task, draw
from guidepress.proof.record import Drawn, File
from tests.proof.samples import BASELINE, SIZE, pdf

PAGES = ("Alpha begins", "Beta goes on and on", "Gamma is quite another page", "Delta", "Epsilon ends it all")


class Desk:
    """Draws one state of a file after the other, as proofs do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._before: File | None = None

    def draw(self, data: bytes) -> Drawn:
        source = self._folder / "file.pdf"
        source.write_bytes(data)
        shown, staging = (self._folder / str(self._count + step) for step in (0, 1))
        drawn = draw(Task(source, "a/file.pdf", hashlib.sha256(data).hexdigest(), self._before, shown, staging))
        self._count, self._before = self._count + 1, drawn.file
        return drawn

    def redraw(self, before: Sequence[str], after: Sequence[str], **how: Any) -> Drawn:
        self.draw(pdf(before, **how))
        return self.draw(pdf(after, **how))

    def size(self, name: str) -> tuple[int, int]:
        with Image.open(self._folder / str(self._count) / name) as picture:
            return picture.size


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _changed(drawn: Drawn) -> list[tuple[int | None, int | None]]:
    return [(change.before, change.after) for change in drawn.difference.pages]


def test_a_first_proof_draws_everything(desk: Desk) -> None:
    drawn = desk.draw(pdf(PAGES, title="A title"))
    assert drawn.difference.kind == "first"
    assert drawn.file.title == "A title"
    assert [page.size for page in drawn.file.pages] == [SIZE] * 5
    sizes = {name: desk.size(name) for name in drawn.file.pictures()}
    assert sizes["pages/a/file/005.png"] == (417, 556)
    assert len(sizes) == 11


def test_the_same_pages_in_other_bytes_are_no_change(desk: Desk) -> None:
    desk.draw(pdf(PAGES, title="A title"))
    drawn = desk.draw(pdf(PAGES, title="Another"))
    assert (drawn.difference.kind, drawn.difference.pages) == ("other", ())


def test_what_nobody_can_see_is_no_change(desk: Desk) -> None:
    desk.draw(pdf(PAGES))
    drawn = desk.draw(pdf(PAGES, blue=0.97))
    assert (drawn.difference.kind, drawn.difference.pages) == ("other", ())


def test_a_changed_letter_is_found_on_its_page_where_it_is(desk: Desk) -> None:
    drawn = desk.redraw(PAGES, (*PAGES[:3], "Dolta", PAGES[4]))
    assert _changed(drawn) == [(4, 4)]
    (area,) = drawn.difference.pages[0].areas
    assert 40 < area.x < 58
    assert area.width < 25
    baseline = SIZE[1] - BASELINE
    assert area.y < baseline - 5 < area.y + area.height


def test_an_inserted_page_is_one_though_all_later_folios_change(desk: Desk) -> None:
    drawn = desk.redraw(PAGES, (*PAGES[:2], "Something new altogether stands here", *PAGES[2:]))
    assert _changed(drawn) == [(None, 3), (3, 4), (4, 5), (5, 6)]
    assert all(area.y > SIZE[1] - 40 for change in drawn.difference.pages[1:] for area in change.areas)


def test_a_removed_page_is_one(desk: Desk) -> None:
    drawn = desk.redraw(PAGES, PAGES[:-1])
    assert _changed(drawn) == [(5, None)]


def test_changed_sides_mean_whole_sheets(desk: Desk) -> None:
    drawn = desk.redraw(PAGES[:4], (*PAGES[:3], "Other"), duplex="DuplexFlipShortEdge")
    assert (drawn.file.turning, drawn.difference.sheets) == ("duplex", (2,))


def test_the_second_half_of_a_one_sided_file_are_the_backs(desk: Desk) -> None:
    drawn = desk.redraw(PAGES[:4], (*PAGES[:3], "Other"), duplex="Simplex")
    assert (drawn.file.turning, drawn.difference.sheets) == ("simplex", (1,))


def test_areas_of_a_page_with_bleed_count_from_where_it_is_cut(desk: Desk) -> None:
    plain = desk.redraw(PAGES[:1], ("Alphx begins",)).difference
    bled = desk.redraw(PAGES[:1], ("Alphx begins",), bleed=9).difference
    (one,), (other,) = plain.pages[0].areas, bled.pages[0].areas
    assert abs(one.x - other.x) < 6
    assert abs(one.y - other.y) < 6


def test_small_pictures_are_cut_and_previews_are_not(desk: Desk) -> None:
    drawn = desk.draw(pdf(PAGES[:1], bleed=50))
    small, large = desk.size(drawn.file.thumbnail(1)), desk.size(drawn.file.preview(1))
    assert abs(small[0] / small[1] - 300 / 400) < 0.01
    assert abs(large[0] / large[1] - 400 / 500) < 0.01


def test_what_is_no_pdf_is_refused_with_its_name(desk: Desk) -> None:
    with pytest.raises(PreflightError, match=r"a/file\.pdf cannot be drawn"):
        desk.draw(b"no PDF at all")


def test_labels_of_contact_sheets_have_all_their_letters() -> None:
    known = TTFont(str(contact.lettering().path)).getBestCmap() or {}
    assert {ord(letter) for letter in "0123456789–, sheetfrontbackpage"} <= known.keys()
