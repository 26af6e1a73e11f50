"""The pages of tickets: any printer prints them whole, whatever is long, short or in another script."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageChops

from guidepress.compose.labels import FORMATS, Texts, format_for
from guidepress.content.library import Library
from guidepress.documents import Finished
from guidepress.preflight.verapdf import VeraPdf
from guidepress.tickets.making import JSON, LABELS, REPORT, produce
from tests.compose.samples import loaded, small, with_changes, write
from tests.conformance.conftest import verapdf
from tests.facts.reading import MM, Pdf
from tests.tickets.samples import NORTH, SOUTH, season, written

__all__ = ["verapdf"]
pytestmark = pytest.mark.slow

LONG_NAME = "Dr. Example Memorial Technological University and its affiliated regional centres " * 2
LONG_PLACE = "Convention Centre, third floor, hall B, behind the old library building, Lake Road " * 3
LONG = f'long,{LONG_NAME.strip()},Pune,12/01/2027,9:00,"{LONG_PLACE.strip()}",Asha {"Rao " * 24},0101,999999,,999999'
SHORT = "s,S,,,,,,,,,"
HINDI = "hin,राजकीय अभियांत्रिकी महाविद्यालय,पुणे,12/01/2027,9:00,सभागृह २,आशा राव,+91 20 5555 0101,100,50,4"
ROWS = (NORTH, SOUTH, LONG, SHORT, HINDI)
MANY = 60

Tickets = Mapping[str | None, Finished]


def library(folder: Path, *rows: str, **drive: Any) -> Library:
    files = with_changes(small(), season(rows, **drive))
    return loaded(write(folder, files), drives=("season",))


def made(library: Library) -> Tickets:
    return {campus: produce(library, ticket) for campus, ticket in written(library).items()}


@pytest.fixture(scope="module", params=["en", "hi"])
def tickets(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tickets:
    """Return the tickets of all sorts of campuses, in a language."""
    return made(library(tmp_path_factory.mktemp("tickets"), *ROWS, locales=[request.param]))


@pytest.fixture
def files(tickets: Tickets) -> Iterator[list[Pdf]]:
    """Return all pages, read."""
    datas = [*(ticket.data for ticket in tickets.values()), tickets[None].parts[LABELS].data]
    pdfs = [Pdf(data) for data in datas]
    yield pdfs
    for pdf in pdfs:
        pdf.seen.close()


def test_preflight_has_nothing_to_say(tickets: Tickets) -> None:
    assert [str(found) for ticket in tickets.values() for found in ticket.diagnostics] == []


def test_files_of_a_ticket(tickets: Tickets) -> None:
    assert set(tickets[None].parts) == {JSON, LABELS, REPORT}
    assert set(tickets["north"].parts) == {JSON}
    assert json.loads(tickets["north"].parts[JSON].data)["campus"]["id"] == "north"
    assert tickets["north"].recipe == tickets["north"].parts[JSON].data
    assert tickets["north"].standards == ("PDF/UA-1", "PDF/A-2a")


def test_any_printer_prints_them_whole(files: list[Pdf]) -> None:
    low, width, height = 8 * MM, 202 * MM, 289 * MM
    for pdf in files:
        for chars in pdf.chars:
            inks = [char.ink for char in chars if char.text.strip()]
            assert min(min(ink.left, ink.top) for ink in inks) >= low
            assert max(ink.right for ink in inks) <= width
            assert max(ink.bottom for ink in inks) <= height
            assert min(char.size for char in chars) >= 7.99


def test_they_are_in_one_ink(files: list[Pdf]) -> None:
    for pdf in files:
        for page in pdf.seen:
            red, green, blue = page.render(scale=1).to_pil().convert("RGB").split()
            assert ImageChops.difference(red, green).getbbox() is None
            assert ImageChops.difference(green, blue).getbbox() is None


def test_words_of_nobody_else_are_on_a_ticket(tickets: Tickets) -> None:
    pdf = Pdf(tickets["north"].data)
    with closing(pdf.seen):
        text = "".join(pdf.texts)
    assert "North College" in text
    assert "1,400" in text
    assert [word for word in ("South", "Example Memorial", "महाविद्यालय", "Ravi") if word in text] == []


def test_labels_hold_their_text(tickets: Tickets) -> None:
    """Of what is longest, too, the last line stands above the foot of its label."""
    pdf = Pdf(tickets[None].parts[LABELS].data)
    with closing(pdf.seen):
        [first, *_] = pdf.chars
        lines = sorted({round(char.baseline) for char in first if char.ink.left < 105 * MM})
    large = FORMATS[-1]
    feet = [round((large.top + (row + 1) * large.height - 2) * MM) for row in range(large.rows)]
    ends = [max(line for line in lines if line < foot + 4) for foot in feet[:2]]
    befores = [max(line for line in lines if line < end) for end in ends]
    assert all(end - before >= 9 for end, before in zip(ends, befores, strict=True))
    assert all(foot - end < 6 for foot, end in zip(feet, ends, strict=False))


def test_labels_are_as_small_as_the_longest_allows() -> None:
    short = Texts("north", "North College", "Attention: Asha Rao", "0101", ["Hall 2, Pune"], "12 January 2027")
    long = short._replace(name=LONG_NAME)
    far = short._replace(places=[LONG_PLACE, "Convention Centre…, Pune"])
    assert format_for([short]).rows == 7
    assert format_for([short, long]).rows == 4
    assert format_for([short, far]).rows == 7, "of a place there can be less"
    assert format_for([far._replace(places=[LONG_PLACE])]).rows == 4
    assert format_for([]).rows == 7
    for format in FORMATS:
        (left, top), (right, _), *_, (_, last) = format.places
        assert right + format.width <= 210 - left + 0.1
        assert last + format.height <= 297 - top + 0.1


def test_the_same_ticket_is_the_same_bytes(tmp_path: Path) -> None:
    ours = library(tmp_path, NORTH)
    first, again = made(ours), made(ours)
    for campus, ticket in first.items():
        assert ticket.data == again[campus].data
        assert {name: part.data for name, part in ticket.parts.items()} == {
            name: part.data for name, part in again[campus].parts.items()
        }


def test_a_season_of_many_repeats_its_head(tmp_path: Path) -> None:
    ours = library(tmp_path, *(NORTH.replace("north", f"n{number}", 1) for number in range(MANY)))
    ticket = produce(ours, written(ours)[None])
    assert ticket.diagnostics == ()
    pdf = Pdf(ticket.data)
    with closing(pdf.seen):
        texts = pdf.texts
    assert len(texts) >= 3
    assert [text for text in texts[1:] if "Booklets" not in text] == []
    assert sum(text.count("North College") for text in texts) == MANY
    assert ticket.parts[LABELS].pages == -(-MANY // 14)


def test_a_season_without_any_file_has_a_ticket_and_no_labels(tmp_path: Path) -> None:
    ours = library(tmp_path, NORTH)
    ticket = produce(ours, written(ours, {})[None])
    assert ticket.diagnostics == ()
    assert set(ticket.parts) == {JSON, REPORT}


def test_a_letter_that_no_font_has_costs_its_campus_only(tmp_path: Path) -> None:
    tickets = made(library(tmp_path, NORTH, "hat,College \N{GRADUATION CAP} Ω大,,,,,,,,,"))
    errors = {campus: {one.code for one in ticket.diagnostics} for campus, ticket in tickets.items()}
    assert errors == {None: set(), "north": set(), "hat": {"missing-glyph"}}
    with closing(Pdf(tickets[None].data).seen) as seen:
        assert "College ?" in seen[0].get_textpage().get_text_range()
    assert "\N{GRADUATION CAP}" in tickets[None].parts[JSON].data.decode()


@pytest.mark.conformance
def test_they_fulfil_both_standards(tickets: Tickets, verapdf: VeraPdf, tmp_path: Path) -> None:
    names = {f"{campus}.pdf": ticket.data for campus, ticket in tickets.items()}
    names["labels.pdf"] = tickets[None].parts[LABELS].data
    for name, data in names.items():
        (tmp_path / name).write_bytes(data)
    verdicts = verapdf.judge([tmp_path / name for name in names])
    assert len(verdicts) == 2 * len(names)
    assert [str(verdict) for verdict in verdicts if verdict.failures] == []
