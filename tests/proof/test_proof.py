"""The whole proof of a small project: what it shows, keeps, says and leaves alone."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress.diagnostics import Diagnostic, Span, Spot
from tests.program import fakes
from tests.program.conftest import Run
from tests.proof.conftest import Record
from tests.proof.reading import require_sound
from tests.proof.samples import pdf

AGENT = "first/en/first_agent_cheatsheet_en_digital.pdf"
BOOKLET = "first/en/first_booklet_en_digital.pdf"
SetSummary = Callable[[str, str], None]


def _files(folder: Path) -> dict[str, int]:
    """Return what is in a folder, each file with the time of its last change."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in files}


def _html(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


def test_a_first_proof_builds_and_shows_everything(run: Run, folder: Path, record: Record) -> None:
    result = run("proof", "--today", "2027-02-01")
    assert result.code == 0
    assert "3 files may go to print." in result.out
    assert "Look at output/proof/index.html" in result.out
    names = _files(folder)
    stem = BOOKLET.removesuffix(".pdf")
    assert {f"pages/{stem}/00{number}.png" for number in (1, 2, 3, 4)} <= names.keys()
    assert {"index.html", "proof.json", f"contact/{stem}.png"} <= names.keys()
    report = require_sound(_html(folder))
    assert "Proof of 1 February 2027" in report.text
    assert "This is the first proof" in report.text
    assert record()["first"] is True
    assert [document["path"] for document in record()["documents"]] == sorted(
        (AGENT, BOOKLET, "first/en/first_lead_cheatsheet_en_digital.pdf")
    )
    assert not (folder.parent / ".guidepress" / "proof").exists() or not _files(folder.parent / ".guidepress" / "proof")


def test_a_drive_is_shown_with_its_tickets_and_only_what_has_pages(run: Run, project: Path, record: Record) -> None:
    drive = {"id": "season", "title": "A season", "brand": "acme", "guides": ["first"], "campuses": "list.csv"}
    (folder := project / "source/drives/season").mkdir(parents=True)
    (folder / "drive.yaml").write_text(json.dumps(drive))
    (folder / "list.csv").write_text("name,date\nNorth,12/01/2027\n")
    result = run("proof", "--drive", "season", "--today", "2026-12-01")
    assert result.code == 0, result.err
    shown = {file["path"] for document in record()["documents"] for file in document["files"]}
    assert "drives/season/north/north_job-ticket.pdf" in shown
    assert {Path(path).suffix for path in shown} == {".pdf"}


def test_nothing_changed_is_said_and_pictures_stay_untouched(run: Run, folder: Path, record: Record) -> None:
    run("proof")
    before = _files(folder)
    result = run("proof")
    assert "Nothing changed since the last proof." in result.out
    assert "Nothing changed since the last proof." in require_sound(_html(folder)).text
    pictures = {name: time for name, time in _files(folder).items() if name.startswith(("pages/", "contact/"))}
    assert pictures == {name: before[name] for name in pictures}
    assert record()["print_again"] == []
    assert record()["first"] is False


def test_a_proof_of_nothing_changed_imports_nothing_that_draws(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("proof")
    for name in [*sys.modules]:
        if name.partition(".")[0] in ("weasyprint", "pypdfium2", "PIL") or name == "guidepress.proof.drawing":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert run("proof").code == 0
    assert "guidepress.proof.drawing" not in sys.modules


def test_one_changed_sheet_is_shown_before_and_after(
    run: Run, folder: Path, record: Record, set_summary: SetSummary
) -> None:
    run("proof")
    untouched = folder / "pages" / BOOKLET.removesuffix(".pdf") / "001.png"
    time = untouched.stat().st_mtime_ns
    set_summary("agent", "Answers people who asks.")
    assert "1 file changed since the last proof." in run("proof").out
    (again,) = record()["print_again"]
    assert again["path"] == AGENT
    report = require_sound(_html(folder))
    assert "Page 1 changed" in report.text
    alts = [image["alt"] or "" for image in report.all("img")]
    assert any("as it was in the last proof" in alt for alt in alts)
    assert any("as it is now" in alt for alt in alts)
    assert len([1 for rect in report.all("rect") if rect.get("class") == "changed-area"]) == 2
    assert untouched.stat().st_mtime_ns == time


EVIL = "</style></title>\"><img src=x onerror=alert(1)><script>alert('&amp;')</script>"


def test_no_text_can_break_out_of_the_report(
    run: Run, folder: Path, set_summary: SetSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tiny(path: str, _span: Span | None) -> Diagnostic:
        span = Span("source/a.yaml", 3, 2, len(EVIL), f" {EVIL} ")
        return Diagnostic("error", "small-text", EVIL, span, EVIL, Spot(path, 1, 1, 1, 5, 5))

    monkeypatch.setattr(fakes, "contents", lambda _library, _job: pdf(["A"], title=EVIL))
    monkeypatch.setattr(fakes, "tiny", tiny)
    set_summary("agent", "Tiny as can be.")
    run("proof")
    report = require_sound(_html(folder))
    assert report.text.count(EVIL) > 5
    assert any(EVIL in (image["alt"] or "") for image in report.all("img"))
    assert not report.values("onerror")


def test_an_unpublished_file_is_shown_as_such_with_its_findings(
    run: Run, folder: Path, record: Record, set_summary: SetSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tiny(path: str, span: Span | None) -> Diagnostic:
        return Diagnostic("error", "small-text", "it is too small", span, spot=Spot(path, 1, 20.0, 30.0, 80.0, 12.0))

    run("proof")
    monkeypatch.setattr(fakes, "tiny", tiny)
    set_summary("agent", "Tiny as can be.")
    assert run("proof").code == 4
    report = require_sound(_html(folder))
    assert "1 file was not published. " in report.text
    assert "Not published. The last good version is still in the folder." in report.text
    assert "Page 1 changed" in report.text
    (found,) = record()["findings"]
    assert (found["document"], found["code"]) == (AGENT, "small-text")
    assert "#finding-1" in report.values("href")
    assert [rect["x"] for rect in report.all("rect") if rect.get("class") == "edge"] == ["18.0"]


def test_a_document_that_was_never_made_is_told_with_its_reason(
    run: Run, folder: Path, record: Record, set_summary: SetSummary
) -> None:
    set_summary("agent", "Overflow.")
    assert run("proof").code == 4
    assert "Not published." in require_sound(_html(folder)).text
    assert record()["findings"][0]["document"] == AGENT
    agent = next(document for document in record()["documents"] if document["path"] == AGENT)
    assert (agent["kind"], agent["role"], agent["edition"], agent["files"]) == ("cheatsheet", "agent", "digital", [])


def test_warnings_of_a_document_belong_to_it(run: Run, record: Record, set_summary: SetSummary) -> None:
    set_summary("agent", "Warn them.")
    assert "1 warning to look at." in run("proof").out
    assert [found["document"] for found in record()["findings"]] == [AGENT]


def test_wrong_content_leaves_the_last_proof(run: Run, folder: Path, project: Path) -> None:
    run("proof")
    before = _files(folder)
    (project / "source" / "guides" / "first" / "guide.yaml").write_text("id: first\n")
    assert run("proof").code == 3
    assert _files(folder) == before


def test_a_narrow_proof_keeps_what_it_does_not_look_at(
    run: Run, folder: Path, record: Record, set_summary: SetSummary
) -> None:
    run("proof")
    run("proof", "--role", "agent")
    assert [document["path"] for document in record()["documents"]] == [AGENT]
    assert len(record()["kept"]) == 2
    assert (folder / "pages" / BOOKLET.removesuffix(".pdf") / "001.png").is_file()
    assert "Nothing changed since the last proof." in run("proof").out


def test_pictures_of_what_is_gone_go_and_foreign_files_stay(
    run: Run, folder: Path, project: Path, record: Record
) -> None:
    run("proof")
    (folder / "pages" / "mine.png").write_bytes(b"mine")
    (folder / "notes.txt").write_text("mine")
    roles = project / "source" / "guides" / "first" / "roles"
    (roles / "lead.yaml").unlink()
    agent = roles / "agent.yaml"
    agent.write_text(agent.read_text().replace("next: [lead]\n", ""))
    assert "1 file is no longer there." in run("proof").out
    assert record()["gone"] == ["first/en/first_lead_cheatsheet_en_digital.pdf"]
    names = _files(folder)
    assert not [name for name in names if "lead" in name]
    assert {"pages/mine.png", "notes.txt"} <= names.keys()


def test_missing_pictures_are_drawn_again(run: Run, folder: Path) -> None:
    run("proof")
    picture = folder / "pages" / AGENT.removesuffix(".pdf") / "001.png"
    picture.unlink()
    run("proof")
    assert picture.is_file()


def test_an_unreadable_record_makes_a_first_proof(run: Run, folder: Path) -> None:
    run("proof")
    (folder / "proof.json").write_text("{")
    assert "This is the first proof" in run("proof").out


def test_no_path_of_the_machine_is_in_a_report(run: Run, folder: Path, project: Path, set_summary: SetSummary) -> None:
    set_summary("agent", "Warn them.")
    run("proof")
    assert str(project) not in _html(folder)
    assert str(project) not in (folder / "proof.json").read_text()


def test_json_holds_the_record_beside_what_a_build_says(run: Run, record: Record) -> None:
    data = json.loads(run("proof", "--json").out)
    assert data["exit"] == 0
    assert data["proof"]["documents"] == record()["documents"]
    assert len(data["built"]) == 3


def test_a_published_file_that_cannot_be_drawn_is_told(run: Run, folder: Path) -> None:
    run("build")
    file = folder.parent / AGENT
    about = file.stat()
    file.write_bytes(b"x" * about.st_size)
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    result = run("proof")
    assert result.code == 4
    assert "not-drawn" in result.err
    assert "could not be drawn" in require_sound(_html(folder)).text


def test_a_link_out_of_the_folder_is_not_followed(run: Run, folder: Path, tmp_path: Path) -> None:
    run("build")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.symlink_to(elsewhere)
    assert run("proof").code == 6
    assert list(elsewhere.iterdir()) == []
