"""What a build makes of a drive: a folder for each campus; what is shared, personal, spoilt, reissued, taken back."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from guidepress import output
from guidepress.output import Output
from tests.conftest import manifest
from tests.program import fakes
from tests.program.conftest import Run

SetSummary = Callable[[str, str], None]
ROWS = {"north": "North Hall,12/01/2027", "south": "South Hall,13/01/2027", "west": "West Hall,14/01/2027"}
NOTICE = "drives/season/{0}/{0}_first_notice_en_digital.pdf"
BOOKLET = "drives/season/{0}/{0}_first_booklet_en_digital.pdf"
SHEET = "drives/season/{0}/{0}_first_agent_cheatsheet_en_digital.pdf"
OF_A_CAMPUS = (NOTICE, BOOKLET, SHEET)


@pytest.fixture
def rows(project: Path) -> Callable[..., None]:
    """Return a function that writes the drive's list: the usual rows, with some replaced or left out (None)."""
    folder = project / "source" / "drives" / "season"
    folder.mkdir(parents=True)
    drive = {"id": "season", "title": "A season", "brand": "acme", "guides": ["first"], "roles": ["agent"]}
    (folder / "drive.yaml").write_text(json.dumps({**drive, "campuses": "list.csv"}))

    def write(**changed: str | None) -> None:
        kept = {id: row for id, row in {**ROWS, **changed}.items() if row is not None}
        lines = ["id,venue,date,name,status", *(_line(id, row) for id, row in kept.items())]
        (folder / "list.csv").write_text("\n".join([*lines, ""]))

    write()
    return write


def _line(id: str, row: str) -> str:
    cells = row.split(",")
    return ",".join([id, *cells[:2], cells[2] if len(cells) > 2 else f"College {id}", *cells[3:]])


def _documents(out: Path, drive: str | None = "season") -> set[str]:
    return {path for path, entry in manifest(out).items() if entry["drive"] == drive and entry["kind"] != "job-ticket"}


def _of(*campuses: str) -> set[str]:
    return {path.format(campus) for campus in campuses for path in OF_A_CAMPUS}


def test_each_campus_gets_a_folder_with_what_is_its_own_and_what_all_share(
    run: Run, rows: Any, made: Callable[[], set[str]], project: Path
) -> None:
    result = run("build", "--drive", "season")
    assert result.code == 0, result.err
    out = project / "output"
    assert _documents(out) == _of("north", "south", "west")
    assert "for 3 campuses" in result.out
    sheets = {(out / SHEET.format(id)).read_bytes() for id in ROWS}
    assert len(sheets) == 1
    assert len(made()) == 7  # the sheet was made once
    entry = manifest(out)[NOTICE.format("north")]
    assert (entry["kind"], entry["drive"], entry["campus"], entry["guide"]) == ("notice", "season", "north", "first")


def test_a_second_build_has_nothing_to_do_and_a_changed_row_makes_one_campus_anew(
    run: Run, rows: Any, made: Callable[[], set[str]], set_summary: SetSummary
) -> None:
    run("build", "--drive", "season")
    made()
    assert "Nothing to do" in run("build", "--drive", "season").out
    assert not made()
    rows(south="South Hall,13/01/2027,College of the South")
    assert run("build", "--drive", "season").code == 0
    assert made() == {f"drives/season/south/south_first_{kind}" for kind in ("booklet", "notice")}
    set_summary("agent", "Answers everybody.")
    run("build", "--drive", "season")
    assert len(made()) == 4  # the sheet, and the booklets that show the role
    assert run("build").code == 0
    assert not {name for name in made() if "drives" in name}, "a build of the project makes no drive"


def test_filters_narrow_a_drive(run: Run, rows: Any, project: Path) -> None:
    out = project / "output"
    assert run("build", "notice", "--drive", "season", "--campus", "west").code == 0
    assert _documents(out) == {NOTICE.format("west")}
    assert run("build", "--drive", "season", "--role", "agent", "--campus", "west").code == 0
    assert _documents(out) == {NOTICE.format("west"), SHEET.format("west")}
    refused = {
        ("--campus", "west"): "no-drive-chosen",
        ("--drive", "nowhere"): "no-such-drive",
        ("--drive", "season", "--campus", "nobody"): "no-such-campus",
        ("notice",): "no-drive-chosen",
        ("--zip",): "no-drive-chosen",
    }
    for arguments, code in refused.items():
        result = run("build", *arguments)
        assert (result.code, f"error[{code}]" in result.err) == (2, True), arguments


def test_a_bad_row_spoils_itself_only_and_what_it_had_stays(run: Run, rows: Any, project: Path) -> None:
    run("build", "--drive", "season")
    before = (project / "output" / NOTICE.format("south")).read_bytes()
    rows(south="South Hall,31/02/2027")
    for _ in range(2):
        result = run("build", "--drive", "season")
        assert result.code == 5
        assert "list.csv:3:3 (date)" in result.err
        assert "season/south" in result.out
        assert _documents(project / "output") == _of("north", "south", "west")
    assert (project / "output" / NOTICE.format("south")).read_bytes() == before
    told = json.loads((project / "output" / "manifest.json").read_text(encoding="utf-8"))["failures"]
    assert [(one["drive"], one["campus"], one["code"]) for one in told] == [("season", "south", "bad-date")]
    assert run("build", "--drive", "season", "--campus", "north").code == 0
    rows()
    assert run("build", "--drive", "season").code == 0
    assert "failures" not in json.loads((project / "output" / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fate", ["Hang", "Vanish", "Killed", "Overflow"])
def test_a_campus_whose_document_fails_costs_nobody_else_anything(
    run: Run, rows: Any, project: Path, fate: str
) -> None:
    rows(south=f"South Hall,13/01/2027,{fate}")
    result = run("build", "--drive", "season")
    assert result.code == 5, result.err
    assert _documents(project / "output") == _of("north", "west") | {SHEET.format("south")}
    told = json.loads((project / "output" / "manifest.json").read_text(encoding="utf-8"))["failures"]
    assert {(one["campus"], one["path"]) for one in told} == {
        ("south", path.format("south")) for path in (NOTICE, BOOKLET)
    }


def test_a_bug_in_one_campus_is_a_bug(run: Run, rows: Any, project: Path) -> None:
    rows(south="South Hall,13/01/2027,Bug")
    assert run("build", "--drive", "season").code == 1
    assert _documents(project / "output") == _of("north", "west") | {SHEET.format("south")}


def test_a_campus_that_is_cancelled_or_gone_loses_its_documents(run: Run, rows: Any, project: Path) -> None:
    run("build", "--drive", "season")
    rows(south="South Hall,13/01/2027,College,cancelled", west=None)
    result = run("build", "--drive", "season")
    assert result.code == 0, result.err
    assert _documents(project / "output") == _of("north")
    assert f"Removed {NOTICE.format('south')}: its source is gone." in result.out
    assert [path.name for path in (project / "output" / "drives" / "season").iterdir() if path.is_dir()] == ["north"]


def test_a_drive_that_is_gone_is_removed_by_a_whole_build_and_only_by_that(run: Run, rows: Any, project: Path) -> None:
    run("build", "--drive", "season")
    assert run("build").code == 0
    assert _documents(project / "output") == _of(*ROWS)
    (project / "source" / "drives" / "season" / "drive.yaml").unlink()
    (project / "source" / "drives" / "season" / "list.csv").unlink()
    (project / "source" / "drives" / "season").rmdir()
    assert run("build").code == 0
    assert not _documents(project / "output")


def test_check_tells_of_bad_rows(run: Run, rows: Any) -> None:
    assert run("check").code == 0
    rows(south="South Hall,31/02/2027")
    result = run("check")
    assert (result.code, "list.csv:3:3 (date)" in result.err) == (3, True)


def _replaces(out: Path, campus: str) -> Any:
    """Return what the notice of a campus says that it replaces; stand-ins hold the row as it is known."""
    text = (out / NOTICE.format(campus)).read_text().removeprefix("%PDF-fake\n")
    return json.loads(json.loads(text)[2])["replaces"]


def test_a_campus_whose_date_or_place_changes_replaces_its_last_issue(run: Run, rows: Any, project: Path) -> None:
    out = project / "output"
    run("build", "--drive", "season", "--today", "2026-11-01")
    rows(south="South Hall,20/01/2027")
    result = run("build", "--drive", "season", "--today", "2026-11-05")
    assert "Replaces an earlier issue: season/south." in result.out
    assert _replaces(out, "south") == {"year": 2026, "month": 11, "day": 1}
    assert _replaces(out, "north") is None
    again = run("build", "--drive", "season", "--today", "2026-11-06")
    assert "Replaces" not in again.out
    rows(south="South Hall,20/01/2027,Renamed")
    run("build", "--drive", "season", "--today", "2026-11-07")
    assert _replaces(out, "south")["day"] == 1, "a name is neither date nor place"
    rows(south="Other Hall,20/01/2027")
    result = json.loads(run("build", "--drive", "season", "--today", "2026-11-08", "--json").out)
    assert result["reissued"] == ["season/south"]
    assert _replaces(out, "south")["day"] == 5


def test_an_issue_that_nobody_could_read_is_not_replaced(run: Run, rows: Any, project: Path) -> None:
    rows(south="South Hall,20/01/2027,Overflow")
    run("build", "notice", "--drive", "season", "--today", "2026-11-01")
    rows(south="South Hall,21/01/2027")
    run("build", "notice", "--drive", "season", "--today", "2026-11-02")
    assert _replaces(project / "output", "south") is None


def test_an_issue_bears_the_day_on_which_it_was_first_out(run: Run, rows: Any, project: Path) -> None:
    rows(south="South Hall,20/01/2027,Overflow")
    run("build", "notice", "--drive", "season", "--today", "2026-11-01")
    rows(south="South Hall,20/01/2027")
    run("build", "notice", "--drive", "season", "--today", "2026-11-03")
    rows(south="South Hall,21/01/2027")
    run("build", "notice", "--drive", "season", "--today", "2026-11-05")
    assert _replaces(project / "output", "south") == {"year": 2026, "month": 11, "day": 3}


def test_an_issue_that_came_out_when_the_build_died_is_replaced(
    run: Run, rows: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = Output.publish

    class PowerCut(BaseException):
        pass

    def dying(self: Output, tools: Any) -> None:
        publish(self, tools)
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(output, "_BATCH_SECONDS", 600)  # everything is published at once
        patched.setattr(Output, "publish", dying)
        with pytest.raises(PowerCut):
            run("build", "--drive", "season", "--today", "2026-11-01")
    assert NOTICE.format("south") in _documents(project / "output")
    rows(south="South Hall,20/01/2027")
    run("build", "--drive", "season", "--today", "2026-11-05")
    assert _replaces(project / "output", "south") == {"year": 2026, "month": 11, "day": 1}


def test_what_was_not_tried_again_is_still_wrong(run: Run, rows: Any, project: Path) -> None:
    def wrong() -> set[str]:
        told = json.loads((project / "output" / "manifest.json").read_text(encoding="utf-8"))
        return {one["path"] for one in told.get("failures", ())}

    rows(south="South Hall,13/01/2027,Overflow")
    run("build", "--drive", "season")
    assert wrong() == {NOTICE.format("south"), BOOKLET.format("south")}
    rows()
    assert run("build", "notice", "--drive", "season").code == 0
    assert wrong() == {BOOKLET.format("south")}
    assert run("build", "--drive", "season").code == 0
    assert not wrong()


def test_an_archive_loses_what_its_campus_has_lost(run: Run, rows: Any, project: Path) -> None:
    drive = project / "source" / "drives" / "season" / "drive.yaml"
    drive.write_text(json.dumps({**json.loads(drive.read_text()), "roles": []}))
    archive = project / "output" / "drives" / "season" / "north" / "north_season.zip"
    run("build", "--drive", "season", "--zip")
    names = json.loads(archive.read_bytes())
    assert any("_agent_" in name for name in names)
    (project / "source" / "guides" / "first" / "roles" / "agent.yaml").unlink()
    guide = project / "source" / "guides" / "first" / "guide.yaml"
    guide.write_text(guide.read_text().replace("[Entry, Growth]", "[Growth]"))
    assert run("build", "--drive", "season").code == 0
    assert json.loads(archive.read_bytes()) == [name for name in names if "_agent_" not in name]


def test_tickets_follow_what_is_published_though_the_content_stays(run: Run, rows: Any, project: Path) -> None:
    folder = project / "output" / "drives" / "season" / "north"

    def missing() -> list[str]:
        return json.loads((folder / "north_job-ticket.json").read_bytes())["campus"]["missing"]

    run("build", "notice", "--drive", "season")
    assert len(missing()) == 2
    run("build", "--drive", "season")
    assert missing() == []
    assert not list(folder.glob("*.zip"))
    run("build", "--drive", "season", "--zip")
    assert list(folder.glob("*.zip"))
    assert "Nothing to do" in run("build", "--drive", "season", "--zip").out


def test_a_ticket_promises_no_file_that_somebody_has_deleted(run: Run, rows: Any, project: Path) -> None:
    run("build", "--drive", "season", "--zip")
    folder = project / "output" / "drives" / "season" / "north"
    (folder / "north_first_booklet-cover_en_digital.pdf").unlink()
    assert run("build", "notice", "--drive", "season").code == 0
    ticket = json.loads((folder / "north_job-ticket.json").read_bytes())
    assert ticket["campus"]["missing"] == ["north_first_booklet_en_digital.pdf"]
    names = json.loads((folder / "north_season.zip").read_bytes())
    assert names == sorted(file["name"] for file in ticket["files"])
    assert not [name for name in names if "booklet" in name]


def test_tickets_are_of_the_brand_that_is_asked_for(run: Run, rows: Any, project: Path) -> None:
    shutil.copytree(project / "source/brands/acme", project / "source/brands/other")
    brand = project / "source/brands/other/brand.yaml"
    brand.write_text(brand.read_text().replace("id: acme", "id: other"))
    assert run("build", "--drive", "season", "--brand", "other").code == 0
    assert {entry["brand"] for entry in manifest(project / "output").values()} == {"other"}
    ticket = json.loads((project / "output/drives/season/north/north_job-ticket.json").read_text())
    assert {path.format("north").rpartition("/")[2] for path in OF_A_CAMPUS} <= {
        file["name"] for file in ticket["files"]
    }


def test_an_archive_is_made_anew_though_the_manifest_is_lost(run: Run, rows: Any, project: Path) -> None:
    run("build", "--drive", "season", "--zip")
    archive = project / "output/drives/season/north/north_season.zip"
    archive.write_bytes(b"old")
    (project / "output" / "manifest.json").unlink()
    assert run("build", "--drive", "season").code == 0
    assert archive.read_bytes() != b"old"


def test_tickets_tell_nobody_to_print_what_no_longer_holds(run: Run, rows: Any, project: Path) -> None:
    """An edition that the drive does not ask for was made once, by name; then the date changes."""
    ticket = project / "output" / "drives" / "season" / "south" / "south_job-ticket.json"
    office = NOTICE.format("south").rpartition("/")[2].replace("digital", "office")
    run("build", "notice", "--drive", "season", "--edition", "office")
    run("build", "--drive", "season")
    assert office in ticket.read_text()
    rows(south="South Hall,20/01/2027")
    result = run("build", "--drive", "season")
    assert "warning[left-behind]" in result.err
    assert office not in ticket.read_text()
    assert NOTICE.format("south").rpartition("/")[2] in ticket.read_text()


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_whole_files_and_the_next_one_completes_it(
    rows: Any, project: Path, start: Callable[..., Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed twenty times, rows changing meanwhile: the manifest is true, no file is half there, the end the same."""
    monkeypatch.setenv("REPEAT", "2000")
    arguments = ("build", "--drive", "season", "--jobs", "4", "--today", "2026-11-01")
    chance, out, finished = random.Random(11), project / "output", 0
    for kill in range(20):
        rows(**dict.fromkeys(ROWS), **{f"campus-{n:02}": f"Hall,12/01/2027,Slow {n * (kill % 4)}" for n in range(9)})
        begun = start(*arguments)
        time.sleep(chance.uniform(0.2, 2.2))
        os.kill(begun.pid, signal.SIGKILL)
        begun.communicate()
        there = _contents(out)
        assert _promised(out) <= {(path, hashlib.sha256(data).hexdigest()) for path, data in there.items()}
        assert all(fakes.is_whole(data) for path, data in there.items() if path.endswith("_digital.pdf"))
        finished += len(there)
    _, said = start(*arguments).communicate()
    _, calm = start(*arguments, "--out", "calm").communicate()
    assert (said, finished > 20) == (calm, True), "some were finished before the end"
    assert _contents(out) == _contents(project / "calm")


def _promised(out: Path) -> set[tuple[str, str]]:
    """Return what the manifest says is there: paths and digests."""
    entries = manifest(out) if (out / "manifest.json").exists() else {}
    return {(file["path"], file["sha256"]) for entry in entries.values() for file in (entry, *entry["parts"])}


def _contents(out: Path) -> dict[str, bytes]:
    files = (file for file in out.rglob("*") if file.is_file() and ".guidepress" not in file.parts)
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}
