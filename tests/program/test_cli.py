"""What the terminal, a pipe and a program see."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress import report
from guidepress.diagnostics import Diagnostic, Span, error, warning
from tests.conftest import HOUSE
from tests.program.conftest import Run
from tests.program.test_build import AGENT, BOOKLET, LEAD

SetSummary = Callable[[str, str], None]


def test_a_build_as_data(run: Run, set_summary: SetSummary) -> None:
    set_summary("agent", "Warn them.")
    set_summary("lead", "Overflow it.")
    result = run("build", "--json")
    data = json.loads(result.out)
    assert result.err == ""
    assert (data["exit"], result.code) == (4, 4)
    assert (data["errors"], data["warnings"]) == (1, 1)
    assert {entry["path"] for entry in data["built"]} == {AGENT, BOOKLET}
    assert (data["failed"], data["unchanged"], data["removed"]) == ([LEAD], [], [])
    span = next(found["span"] for found in data["diagnostics"] if found["code"] == "sheet-dropped")
    assert (span["file"], span["line"], span["column"]) == ("source/guides/first/roles/agent.yaml", 6, 10)


@pytest.mark.parametrize("command", ["build", "check"])
def test_problems_as_data(run: Run, project: Path, command: str) -> None:
    (project / "source" / "project.yaml").write_text("brand: nobody\n")
    result = run(command, "--json")
    data = json.loads(result.out)
    assert (result.err, data["exit"]) == ("", 3)
    assert data["diagnostics"][0]["code"] == "unknown-brand"


def test_check_counts_and_writes_nothing(run: Run, project: Path) -> None:
    before = sorted(project.rglob("*"))
    result = run("check")
    assert (result.code, result.out) == (0, "No errors in 1 guide, 2 roles, 1 brand, 1 source.\n")
    assert sorted(project.rglob("*")) == before


def test_quiet_prints_problems_only(run: Run, set_summary: SetSummary) -> None:
    assert run("build", "--quiet") == run("build", "-q")
    set_summary("agent", "Overflow it.")
    result = run("build", "--quiet")
    assert result.out == ""
    assert "error[sheet-overflow]" in result.err


def test_root_may_stand_before_or_after_the_command(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HOUSE)
    assert run("check", "--root", str(project)).code == 0
    assert run("--root", str(project), "check").code == 0
    assert run("build", "--root", str(project)).out.startswith(f"Built 3 files in {project}/output/ in ")


def test_schema_and_new_say_what_they_wrote(run: Run, project: Path) -> None:
    assert "schema" in run("schema").out
    assert json.loads((project / "schema" / "guide.schema.json").read_text())
    result = run("new", "role", "chef")
    assert "  source/guides/first/roles/chef.yaml\n" in result.out
    assert result.out.endswith("  guidepress check\n  guidepress build --role chef\n")
    assert run("new", "role", "chef").code == 2
    assert run("check").code == 0


def test_help_and_version(run: Run) -> None:
    assert run("--version").out.startswith("guidepress 0.")
    for command in ("build", "check", "preflight", "schema", "new", "impose", "calibrate"):
        assert command in run("--help").out
        assert run(command, "--help").code == 0


def test_diagnostics_are_told_once_in_order_of_place() -> None:
    late, early = error("b", "late", Span("b.yaml", 9)), warning("a", "early", Span("a.yaml", 2))
    nowhere = error("c", "nowhere")
    assert report.ordered([nowhere, late, early, late]) == [early, late, nowhere]


@pytest.mark.parametrize(
    ("found", "consequence", "line"),
    [
        ([error("a", "x", Span("f")), error("a", "y", Span("f")), warning("b", "z", Span("g"))], "Nothing was written.",
         "2 errors, 1 warning in 2 files. Nothing was written."),
        ([error("a", "x")], "", "1 error."),
        ([Diagnostic("note", "a", "x", Span("f")), warning("b", "z")], "", "1 warning, 1 note in 1 file."),
    ],
)  # fmt: skip
def test_the_closing_line(found: list[Diagnostic], consequence: str, line: str) -> None:
    assert report.tally(found, consequence) == line


def test_quoted_content_does_not_steer_the_terminal() -> None:
    shown = report.shown(error("a", "key “\x1b[2J\u202e” \x9b", Span("f\x07.yaml"), hint="\r"))
    assert not set(shown.replace("\x1b[31m\x1b[1m", "").replace("\x1b[0m", "")) & set("\x1b\x9b\u202e\x07\r")


def test_a_reader_who_leaves_is_no_error(project: Path) -> None:
    command = f"{sys.executable} -m guidepress check --json | head -c 1"
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=project, env=environment, capture_output=True, timeout=60
    )
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(project: Path, variables: dict[str, str], coloured: bool) -> None:
    (project / "source" / "project.yaml").write_text("brand: nobody\n")
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment |= {"PYTHONPATH": str(HOUSE), "TERM": "xterm", **variables}
    try:
        keyboard, screen = pty.openpty()
    except OSError as lacking:
        pytest.skip(f"no terminals here: {lacking}")
    subprocess.run(
        [sys.executable, "-m", "guidepress", "check"], cwd=project, env=environment, stderr=screen, timeout=60
    )
    os.close(screen)
    text = os.read(keyboard, 100_000).decode()
    os.close(keyboard)
    assert "error[unknown-brand]" in text
    assert ("\x1b[" in text) == coloured


def test_a_terminal_without_unicode_gets_question_marks(project: Path) -> None:
    (project / "source" / "project.yaml").write_text("brand: nobody\n")
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "guidepress", "check"]
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, timeout=60)
    assert result.returncode == 3
    assert b"unknown-brand" in result.stderr
    assert b"Traceback" not in result.stderr


def test_many_unsure_facts_are_condensed_and_nothing_else() -> None:
    unsure = [warning("unverified", f"fact {number}", Span("a.yaml", number)) for number in range(1, 9)]
    dropped = [warning("sheet-dropped", f"sheet {number}", Span("b.yaml", number)) for number in range(1, 9)]
    lines = list(report.condensed([*unsure, *dropped, error("unknown-role", "no")]))
    assert len(lines) == 3 + 1 + 8 + 1
    assert lines[3] == "… and 5 more warning[unverified]: `check` shows each of them"
    assert len(list(report.condensed(unsure[:5]))) == 5
