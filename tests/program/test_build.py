"""What a build makes, leaves alone, removes and says."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress.placements import Landed
from tests.conftest import manifest
from tests.program.conftest import Run

ALL = {"booklet", "agent_cheatsheet", "lead_cheatsheet"}
AGENT = "first/en/first_agent_cheatsheet_en_digital.pdf"
LEAD = "first/en/first_lead_cheatsheet_en_digital.pdf"
BOOKLET = "first/en/first_booklet_en_digital.pdf"

Made = Callable[[], set[str]]
SetSummary = Callable[[str, str], None]


def _times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_first_build_makes_everything(run: Run, made: Made, project: Path) -> None:
    result = run("build")
    assert result.code == 0, result.err
    assert made() == ALL
    assert "Built 3 files in output/" in result.out
    assert set(manifest(project / "output")) == {AGENT, LEAD, BOOKLET}
    assert sorted(path.name for path in (project / "output").iterdir()) == [".guidepress", "first", "manifest.json"]


def test_the_manifest_tells_the_truth_in_the_agreed_words(run: Run, project: Path) -> None:
    run("build")
    text = (project / "output" / "manifest.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert list(data) == ["version", "tools", "artifacts"]
    assert data["version"] == 1
    assert set(data["tools"]) == {"weasyprint", "pango", "harfbuzz", "guidepress"}
    assert [entry["path"] for entry in data["artifacts"]] == sorted([AGENT, LEAD, BOOKLET])
    booklet, sheet = (next(entry for entry in data["artifacts"] if entry["path"] == path) for path in (BOOKLET, AGENT))
    content = (project / "output" / AGENT).read_bytes()
    assert sheet == {
        "path": AGENT,
        "kind": "cheatsheet",
        "guide": "first",
        "role": "agent",
        "brand": "acme",
        "locale": "en",
        "edition": "digital",
        "drive": None,
        "campus": None,
        "pages": 1,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "standards": ["PDF/UA-1", "PDF/A-2a"],
        "preflight": {"errors": 0, "warnings": 0},
    }
    assert (booklet["kind"], booklet["role"], booklet["pages"]) == ("booklet", None, 4)
    [cover] = booklet["parts"]
    content = (project / "output" / cover["path"]).read_bytes()
    assert cover == {
        "path": BOOKLET.replace("_booklet_", "_booklet-cover_"),
        "pages": 4,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def test_a_part_that_is_gone_or_damaged_is_made_again(run: Run, made: Made, project: Path) -> None:
    run("build")
    made()
    cover = project / "output" / BOOKLET.replace("_booklet_", "_booklet-cover_")
    whole = cover.read_bytes()
    for harm in (cover.unlink, lambda: cover.write_bytes(b"spoilt")):
        harm()
        run("build")
        assert (cover.read_bytes(), made()) == (whole, {"booklet"})


def test_a_second_build_writes_nothing_and_says_so(run: Run, made: Made, project: Path) -> None:
    run("build")
    before, _ = _times(project), made()
    result = run("build")
    assert (result.code, result.out) == (0, "Nothing to do: 3 files in output/ are up to date.\n")
    assert (_times(project), made()) == (before, set())


def test_a_second_build_repeats_what_there_is_to_say(run: Run, set_summary: SetSummary) -> None:
    set_summary("agent", "Warn them.")
    first, second = run("build"), run("build")
    assert "agent.yaml:6:10  warning[sheet-dropped]  no room" in first.err
    assert first.err == second.err
    assert second.out.startswith("Nothing to do")


ACCEPTED = """
accepted:
  - {code: sheet-dropped, where: "guides/first/roles/agent.yaml#/summary", reason: the booklet has it all}
"""


def test_a_warning_about_a_document_can_be_accepted_and_is_counted(
    run: Run, set_summary: SetSummary, project: Path
) -> None:
    set_summary("agent", "Warn them.")
    settings = project / "source" / "project.yaml"
    settings.write_text(settings.read_text() + ACCEPTED)
    for result in (run("build"), run("build")):
        assert "sheet-dropped]" not in result.err
        assert "1 warning is accepted in source/project.yaml: 1 sheet-dropped." in result.out


def test_an_accepted_warning_that_no_document_gives_is_missed_each_time(run: Run, project: Path, made: Made) -> None:
    settings = project / "source" / "project.yaml"
    settings.write_text(settings.read_text() + ACCEPTED)
    assert "warning[accepted-unused]  “sheet-dropped”" in run("build").err
    made()
    assert "warning[accepted-unused]  “sheet-dropped”" in run("build").err
    assert made() == set()
    assert "accepted-unused" not in run("build", "booklet").err  # the sheets were not asked


def test_what_preflight_rejects_is_kept_out_of_sight_until_it_is_mended(
    run: Run, set_summary: SetSummary, project: Path
) -> None:
    run("build")
    good = (project / "output" / AGENT).read_bytes()
    set_summary("agent", "Tiny.")
    result = run("build")
    rejected = project / "output" / ".guidepress" / "rejected" / AGENT
    assert (result.code, (project / "output" / AGENT).read_bytes()) == (4, good)
    assert b"Tiny" in rejected.read_bytes()
    set_summary("agent", "Larger.")
    assert run("build").code == 0
    assert not rejected.exists()


def test_another_day_is_judged_anew_without_building(run: Run, made: Made, project: Path) -> None:
    guide = project / "source" / "guides" / "first" / "guide.yaml"
    guide.write_text(guide.read_text() + "review_due: 2027-05-22\n")
    assert "stale" not in run("build", "--today", "2026-11-22").err
    made()
    result = run("build", "--today", "2028-01-01")
    assert "warning[stale]" in result.err
    assert result.out.startswith("Nothing to do")
    assert made() == set()


def test_changing_a_role_rebuilds_its_sheet_and_the_booklet(run: Run, made: Made, set_summary: SetSummary) -> None:
    run("build")
    made()
    set_summary("agent", "Answers everybody.")
    result = run("build")
    assert made() == {"agent_cheatsheet", "booklet"}
    assert "Built 2 files" in result.out
    assert "1 file in output/ is up to date." in result.out


def test_a_comment_rebuilds_nothing(run: Run, made: Made, project: Path) -> None:
    run("build")
    made()
    role = project / "source" / "guides" / "first" / "roles" / "agent.yaml"
    role.write_text("# a comment\n" + role.read_text())
    assert run("build").out.startswith("Nothing to do")
    assert made() == set()


def test_a_comment_that_moves_a_warning_moves_it_in_what_is_said(
    run: Run, set_summary: SetSummary, project: Path
) -> None:
    set_summary("agent", "Warn them.")
    run("build")
    role = project / "source" / "guides" / "first" / "roles" / "agent.yaml"
    role.write_text("# a comment\n" + role.read_text())
    assert "agent.yaml:7:10  warning[sheet-dropped]" in run("build").err


@pytest.mark.parametrize(
    ("name", "text"),
    [("styles/own.css", "p {}"), ("source/brands/acme/extra.svg", "<svg/>"), ("source/brands/acme/x.ttf", "")],
)
def test_what_the_typesetter_reads_rebuilds_everything(
    run: Run, made: Made, project: Path, name: str, text: str
) -> None:
    run("build")
    made()
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text(text)
    run("build")
    assert made() == ALL


def test_a_newer_engine_rebuilds_everything(run: Run, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build")
    made()
    monkeypatch.setattr("guidepress.fingerprint._engine", lambda: "a newer one")
    run("build")
    assert made() == ALL


def test_force_makes_everything_and_leaves_equal_files_alone(run: Run, made: Made, project: Path) -> None:
    run("build")
    made()
    before = (project / "output" / AGENT).stat().st_mtime_ns
    assert "Built 3 files" in run("build", "--force").out
    assert made() == ALL
    assert (project / "output" / AGENT).stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["delete", "change", "empty"])
def test_a_file_that_was_damaged_is_made_again(run: Run, made: Made, project: Path, damage: str) -> None:
    run("build")
    made()
    file = project / "output" / AGENT
    whole = file.read_bytes()
    {"delete": file.unlink, "change": lambda: file.write_bytes(whole[::-1]), "empty": lambda: file.write_bytes(b"")}[
        damage
    ]()
    assert "Built 1 file in" in run("build").out
    assert file.read_bytes() == whole


def test_a_lost_manifest_or_state_costs_a_build_and_nothing_else(run: Run, project: Path) -> None:
    run("build")
    text = (project / "output" / "manifest.json").read_text()
    for lost in ("manifest.json", ".guidepress/state.json"):
        (project / "output" / lost).unlink()
        assert run("build").code == 0
        assert (project / "output" / "manifest.json").read_text() == text
    (project / "output" / "manifest.json").write_text("{broken")
    (project / "output" / ".guidepress" / "state.json").write_text("[]")
    assert run("build").code == 0
    assert (project / "output" / "manifest.json").read_text() == text


def test_a_filtered_build_leaves_other_entries_alone(
    run: Run, made: Made, set_summary: SetSummary, project: Path
) -> None:
    run("build")
    before = manifest(project / "output")
    made()
    set_summary("agent", "Answers everybody.")
    set_summary("lead", "Leads everybody.")
    run("build", "--role", "agent")
    assert made() == {"agent_cheatsheet"}
    after = manifest(project / "output")
    assert after[AGENT] != before[AGENT]
    assert (after[LEAD], after[BOOKLET]) == (before[LEAD], before[BOOKLET])
    assert run("build", "--role", "agent").out.startswith("Nothing to do: 1 file")


def test_kinds_are_filters_too(run: Run, made: Made) -> None:
    run("build", "booklet")
    assert made() == {"booklet"}
    run("build", "cheatsheet", "--guide", "first", "--locale", "en")
    assert made() == {"agent_cheatsheet", "lead_cheatsheet"}
    assert run("build").out.startswith("Nothing to do: 3 files")


def test_an_unfiltered_build_removes_what_has_no_source_any_more(run: Run, project: Path) -> None:
    run("build")
    (project / "source" / "guides" / "first" / "roles" / "lead.yaml").unlink()
    role = project / "source" / "guides" / "first" / "roles" / "agent.yaml"
    role.write_text(role.read_text().replace("next: [lead]\n", ""))
    guide = project / "source" / "guides" / "first" / "guide.yaml"
    guide.write_text(guide.read_text().replace("[Entry, Growth]", "[Entry]"))
    assert (project / "output" / LEAD).exists()
    run("build", "booklet")
    assert (project / "output" / LEAD).exists(), "a filtered build removes nothing"
    result = run("build")
    assert f"Removed {LEAD}: its source is gone." in result.out
    assert not (project / "output" / LEAD).exists()
    assert set(manifest(project / "output")) == {AGENT, BOOKLET}
    assert run("build").out.startswith("Nothing to do: 2 files")


def test_a_guide_that_is_gone_takes_its_folder_with_it(run: Run, project: Path) -> None:
    shutil.copytree(project / "source" / "guides" / "first", project / "source" / "guides" / "second")
    guide = project / "source" / "guides" / "second" / "guide.yaml"
    guide.write_text(guide.read_text().replace("id: first", "id: second"))
    settings = project / "source" / "project.yaml"
    settings.write_text("brand: acme\n")
    run("build")
    assert (project / "output" / "second" / "en").is_dir()
    (project / "output" / "first" / "mine.txt").write_text("mine")
    shutil.rmtree(project / "source" / "guides" / "second")
    assert run("build").out.count("Removed second/") == 3
    assert not (project / "output" / "second").exists()
    assert (project / "output" / "first" / "mine.txt").read_text() == "mine"


def test_a_file_that_somebody_changed_is_not_removed(run: Run, project: Path) -> None:
    run("build")
    (project / "output" / LEAD).write_text("with my notes")
    role = project / "source" / "guides" / "first" / "roles" / "agent.yaml"
    role.write_text(role.read_text().replace("next: [lead]\n", ""))
    (project / "source" / "guides" / "first" / "roles" / "lead.yaml").unlink()
    result = run("build")
    assert "warning[kept-changed-file]" in result.err
    assert (project / "output" / LEAD).read_text() == "with my notes"
    assert set(manifest(project / "output")) == {AGENT, BOOKLET}


def test_two_projects_share_an_output_folder_without_removing_each_other(
    run: Run, project: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(project, other)
    (other / "source" / "guides" / "first").rename(other / "source" / "guides" / "second")
    guide = other / "source" / "guides" / "second" / "guide.yaml"
    guide.write_text(guide.read_text().replace("id: first", "id: second"))
    (other / "source" / "project.yaml").write_text("brand: acme\n")
    run("build", "--out", str(tmp_path / "shared"))
    assert run("build", "--root", str(other), "--out", str(tmp_path / "shared")).code == 0
    run("build", "--out", str(tmp_path / "shared"))
    assert len(manifest(tmp_path / "shared")) == 6


def test_what_the_project_no_longer_asks_for_stays_and_is_named_when_out_of_date(
    run: Run, made: Made, set_summary: SetSummary, project: Path
) -> None:
    run("build")
    with (project / "source" / "project.yaml").open("a") as settings:
        settings.write("kinds: [booklet]\n")
    assert "left-behind" not in run("build").err
    set_summary("agent", "Answers everybody.")
    made()
    result = run("build")
    assert made() == {"booklet"}
    for _ in range(2):
        assert f"warning[left-behind]  {AGENT} is out of date" in result.err
        assert LEAD not in result.err
        result = run("build")


def test_another_printer_makes_files_anew_under_the_same_name(run: Run, made: Made, project: Path) -> None:
    (project / "source" / "printers").mkdir()
    for name in ("shop", "other"):
        (project / "source" / "printers" / f"{name}.yaml").write_text(f"edition: press\nname: {name}\n")
    run("build")
    press = ("build", "booklet", "--edition", "press")
    pdf = "first_booklet_en_press.pdf"
    assert run(*press).code == run(*press, "--printer", "shop").code == 0
    assert made() == {*ALL, f"first/en/{pdf}".removeprefix("first/en/first_")}
    assert run(*press, "--printer", "shop").out.startswith("Nothing to do")
    run(*press, "--printer", "other")
    assert len(made()) == 1
    assert run("build", "--printer", "other").out.startswith("Nothing to do")
    assert "left-behind" not in run("build").err
    assert sum(path.name == pdf for path in (project / "output").rglob("*.pdf")) == 1
    result = run("build", "--printer", "shup")
    assert (result.code, made()) == (2, set())
    assert "error[no-such-printer]  there is no printer “shup” here" in result.err


def test_html_is_written_with_the_files_it_links_to(run: Run, project: Path, tmp_path: Path) -> None:
    (project / "source" / "brands" / "acme" / "note.txt").write_text("beside the brand")
    (project / "styles").mkdir()
    (project / "styles" / "fonts.css").write_text("/* the project's own */")
    run("build")
    result = run("build", "--html", str(tmp_path / "html"))
    assert result.code == 0
    names = {path.name for path in (tmp_path / "html").glob("*.html")}
    assert names == {Path(path).with_suffix(".html").name for path in (AGENT, LEAD, BOOKLET)}
    assert (tmp_path / "html" / "styles" / "fonts.css").read_text() == "/* the project's own */"
    assert list((tmp_path / "html" / "styles" / "fonts").glob("*.ttf"))
    assert (tmp_path / "html" / "brand" / "note.txt").is_file()


def test_where_things_landed_is_kept_beside_the_state(run: Run, project: Path) -> None:
    run("build")
    kept = project / "output" / ".guidepress" / "placements" / f"{AGENT}.json"
    landed = Landed.from_data(json.loads(kept.read_text()))
    assert [(placed.source, placed.page) for placed in landed.placements] == [("first#/title", 1)]
    assert (landed.addresses, landed.numbers) == ({"https://example.org"}, ())
