"""What tickets say: each campus of itself only, the drive of all of them."""

from __future__ import annotations

import json

import pytest

from guidepress.content.model import Spoilt
from guidepress.diagnostics import Span, error
from guidepress.tickets.ticket import Ticket
from tests.tickets.conftest import Seasonal
from tests.tickets.samples import COLUMNS, published, written

PRESS = {"editions": ["press"]}


def test_names(seasonal: Seasonal) -> None:
    found = written(seasonal())
    assert list(found) == [None, "north", "south"]
    assert found["north"].path == "drives/season/north/north_job-ticket.pdf"
    assert found["north"].beside(".json") == "drives/season/north/north_job-ticket.json"
    whole = found[None]
    assert whole.path == "drives/season/season_job-ticket.pdf"
    assert whole.beside("_report.xlsx") == "drives/season/season_report.xlsx"
    assert (whole.kind, whole.drive, whole.campus, whole.brand, whole.printer) == (
        "job-ticket",
        "season",
        None,
        "acme",
        None,
    )


def test_the_data_is_json(seasonal: Seasonal) -> None:
    for ticket in written(seasonal()).values():
        assert json.loads(ticket.json) == ticket.data


def test_a_campus(seasonal: Seasonal) -> None:
    data = written(seasonal())["north"].data
    campus = data["campus"]
    assert (campus["name"], campus["date"], campus["time"]) == ("North College", "2027-01-12", "09:00")
    assert (campus["venue"], campus["city"], campus["status"]) == ("Hall 2", "Pune", "ready")
    assert campus["contact"] == [{"name": "Asha Rao", "phone": "+91 20 5555 0101", "email": ""}]
    assert campus["copies"] == {"booklet": 100, "cheatsheet": 100, "notice": 4}
    assert [(run["kind"], run["copies"], run["sheets"]) for run in data["runs"]] == [
        ("booklet", 100, 1_400),
        ("cheatsheet", 50, 50),
        ("cheatsheet", 50, 50),
        ("notice", 4, 4),
    ]
    assert data["papers"] == [
        {"name": "A4", "trimmed": False, "folded": False, "stock": "", "sheets": 1_504, "reams": 3.01}
    ]
    assert len(data["files"]) == 8
    assert all(len(file["sha256"]) == 64 for file in data["files"])


def test_a_ticket_says_nothing_of_another_campus(seasonal: Seasonal) -> None:
    found = written(seasonal(), troubles={"south": [error("sheet-overflow", "South’s sheet is too long")]})
    text = found["north"].json.decode()
    assert [word for word in ("South", "south", "Nashik", "Ravi", "0102", "Hall 7") if word in text] == []


def test_the_drive_adds_up_what_its_campuses_say(seasonal: Seasonal) -> None:
    found = written(seasonal())
    data = found[None].data
    by_campus = sum(paper["sheets"] for id in ("north", "south") for paper in found[id].data["papers"])
    assert [paper["sheets"] for paper in data["papers"]] == [by_campus] == [1_504 + 30 * 14 + 4]
    booklet, agent, *_ = data["runs"]
    assert (booklet["copies"], booklet["campuses"], booklet["open"]) == (130, 2, 0)
    assert (agent["copies"], agent["campuses"], agent["open"]) == (50, 2, 1)


def test_the_press_prints_one_text_for_all(seasonal: Seasonal) -> None:
    found = written(seasonal(**PRESS))
    [cover, *_] = found["north"].data["runs"]
    assert (cover["paper"]["stock"], cover["sheets"]) == ("cover", 100)
    text, covers, *_ = found[None].data["runs"]
    assert (text["paper"]["stock"], text["copies"], text["sheets"]) == ("text", 130, 130 * 13)
    assert (covers["paper"]["stock"], covers["copies"], covers["sheets"]) == ("cover", 130, 130)
    assert text["file"] == "first_booklet-text_en_press.pdf"
    assert [file["name"] for file in found[None].data["files"]] == ["first_booklet-text_en_press.pdf"]


def test_large_print_is_on_request(seasonal: Seasonal) -> None:
    data = written(seasonal(editions=["large-print"]))["north"].data
    assert data["runs"] == data["papers"] == []
    assert len(data["on_request"]) == 4


def rows(ticket: Ticket) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in ticket.data["campuses"]}


def test_states(seasonal: Seasonal) -> None:
    columns = f"{COLUMNS},status"
    names = ("north", "south", "east", "west", "centre")
    listed = [f"{id},{id.title()},,12/01/2027,,,,,10,10,1,{status}" for id, status in zip(names, STATES, strict=True)]
    library = seasonal(*listed, columns=columns)
    artifacts = published(library, library.drives["season"])
    kept = {
        path: made
        for path, made in artifacts.items()
        if made.campus != "west" and (made.campus != "centre" or made.kind != "notice")
    }
    found = written(library, kept)
    assert {id: row["status"] for id, row in rows(found[None]).items()} == {
        "north": "ready",
        "south": "tentative",
        "east": "cancelled",
        "west": "failed",
        "centre": "partly",
    }
    assert list(found) == [None, "north", "south", "centre"]
    assert found["centre"].data["campus"]["missing"] == [
        "centre_first_notice_en_digital.pdf",
        "centre_first_notice_en_office.pdf",
    ]


STATES = ("confirmed", "tentative", "cancelled", "confirmed", "confirmed")


def test_a_spoilt_row_is_there_with_its_problem(seasonal: Seasonal) -> None:
    library = seasonal()
    drive = library.drives["season"]
    drive._spoilt = (Spoilt(id="row-4", row=4),)
    drive._said = (error("bad-date", "there is no such date", Span("list.csv", 4, 4)),)
    row = rows(written(library)[None])["row-4"]
    assert (row["status"], row["problems"], row["papers"]) == ("failed", ["there is no such date"], [])


def test_troubles_are_on_both_tickets(seasonal: Seasonal) -> None:
    found = written(seasonal(), troubles={"north": [error("sheet-overflow", "the sheet is too long")]})
    assert found["north"].data["campus"]["problems"] == ["the sheet is too long"]
    assert rows(found[None])["north"]["problems"] == ["the sheet is too long"]
    assert rows(found[None])["south"]["problems"] == []


def test_a_new_issue_says_what_it_replaces(seasonal: Seasonal) -> None:
    library = seasonal()
    library.drives["season"] = library.drives["season"].replacing({"north": "2026-12-01"})
    assert written(library)["north"].data["campus"]["replaces"] == "2026-12-01"


def test_files_of_others_are_not_looked_at(seasonal: Seasonal) -> None:
    library = seasonal()
    artifacts = published(library, library.drives["season"])
    strange = {path.replace("/season/", "/other/"): made for path, made in artifacts.items()}
    assert list(written(library, strange)) == [None]


@pytest.mark.parametrize(("flip", "said"), [("short", "over the short edge"), ("simplex", "One side first")])
def test_how_follows_the_printer(seasonal: Seasonal, flip: str, said: str) -> None:
    ours = {"edition": "office", "name": "Second floor", "flip": flip, "note": "Ask **Meera** for paper."}
    brand = {"printers": ["ours"]}
    library = seasonal(files={"printers/ours.yaml": ours, "brands/acme/brand.yaml": brand})
    booklet = written(library)["north"].data["runs"][0]
    assert said in booklet["how"][0]
    assert booklet["how"][-1] == "Fold, then staple twice on the fold."
    assert booklet["printer"] == {"name": "Second floor", "note": "Ask Meera for paper."}
