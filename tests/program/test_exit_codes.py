"""Exit codes, and what happens to the output when something is wrong."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress import environment, output, work
from guidepress.diagnostics import EnvironmentFailure, error
from tests.conftest import HOUSE, guidepress, manifest
from tests.program.conftest import Run
from tests.program.test_build import AGENT, BOOKLET, LEAD

SetSummary = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "poster"], "no-such-kind"),
        (["build", "--guide", "nowhere"], "no-such-guide"),
        (["build", "--role", "nobody"], "no-such-role"),
        (["build", "--brand", "none"], "no-such-brand"),
        (["build", "--locale", "xx"], "no-such-locale"),
        (["build", "--edition", "stone"], "no-such-edition"),
        (["build", "booklet", "--role", "agent"], "nothing-matches"),
        (["build", "--drive", "pune-2027"], "no-such-drive"),
        (["build", "--campus", "coep"], "no-drive-chosen"),
        (["build", "notice"], "no-drive-chosen"),
        (["build", "--root", "/"], "no-project"),
        (["check", "--root", "nowhere"], "no-project"),
        (["build", "--jobs", "0"], "Invalid value"),
        (["build", "--today", "tomorrow"], "Invalid value"),
        (["build", "--frobnicate"], "No such option"),
        (["brew"], "No such command"),
        (["new", "planet", "earth"], "Invalid value"),
    ],
)
def test_wrong_usage_is_2_and_touches_nothing(run: Run, project: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert message in result.err
    assert "Traceback" not in result.err
    assert not (project / "output").exists()


def test_wrong_content_is_3_and_touches_nothing(run: Run, project: Path) -> None:
    run("build")
    before = {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*")}
    role = project / "source" / "guides" / "first" / "roles" / "agent.yaml"
    role.write_text(role.read_text() + "nonsense: 1\n")
    for command in ("build", "check"):
        result = run(command)
        assert result.code == 3
        assert "agent.yaml:7:1  error[unknown-key]" in result.err
        assert result.err.endswith("1 error in 1 file. Nothing was written.\n")
    assert {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*")} == before


def test_wrong_content_makes_no_output_folder(run: Run, project: Path) -> None:
    (project / "source" / "project.yaml").write_text("kind: [")
    assert run("build").code == 3
    assert not (project / "output").exists()


@pytest.mark.parametrize(
    ("fate", "code"),
    [
        ("Overflow", "sheet-overflow"),
        ("Hang", "document-hangs"),
        ("Vanish", "document-died"),
        ("Killed", "document-killed"),
        ("Eat", "document-too-big"),
    ],
)
def test_a_document_that_fails_is_4_and_costs_only_itself(
    run: Run, set_summary: SetSummary, project: Path, fate: str, code: str
) -> None:
    run("build")
    good = (project / "output" / AGENT).read_bytes()
    entry = manifest(project / "output")[AGENT]
    set_summary("agent", f"{fate} it.")
    for _ in range(2):  # a failure is never taken for done
        result = run("build", "--jobs", "1")
        assert result.code == 4
        assert f"error[{code}]  {AGENT}: " in result.err
        assert "1 file not published" in result.err
    assert (project / "output" / AGENT).read_bytes() == good
    assert manifest(project / "output")[AGENT] == entry
    set_summary("agent", "Well again.")
    assert run("build").code == 0
    assert (project / "output" / AGENT).read_bytes() != good


def test_the_others_are_built_when_one_fails(run: Run, set_summary: SetSummary, project: Path) -> None:
    set_summary("agent", "Vanish at once.")
    result = run("build")
    assert (result.code, set(manifest(project / "output"))) == (4, {LEAD, BOOKLET})


def test_a_bug_is_1_with_a_traceback_and_costs_only_its_document(
    run: Run, set_summary: SetSummary, project: Path
) -> None:
    set_summary("agent", "Bug here.")
    result = run("build")
    assert result.code == 1
    assert "ZeroDivisionError: a bug" in result.err
    assert set(manifest(project / "output")) == {LEAD, BOOKLET}


def test_a_missing_library_is_6_and_tells_the_line_to_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the stand-in for the real check
    monkeypatch.setitem(environment._LIBRARIES, "Pango", ("libnowhere.so.0",))
    with pytest.raises(EnvironmentFailure) as failure:
        environment.require_libraries()
    said = str(failure.value)
    assert "error[missing-library]  this machine lacks: Pango" in said
    assert environment.library_line() in said


def test_what_the_environment_refuses_is_6(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking() -> None:
        raise EnvironmentFailure(error("missing-library", "this machine lacks: Pango"))

    monkeypatch.setattr(environment, "require_libraries", lacking)
    result = run("build")
    assert (result.code, "error[missing-library]" in result.err) == (6, True)


def test_an_output_that_is_in_the_way_is_6(run: Run, project: Path) -> None:
    (project / "output").mkdir()
    (project / "output" / ".guidepress").write_text("a file")
    result = run("build")
    assert (result.code, "error[in-the-way]" in result.err) == (6, True)


def test_a_folder_that_cannot_be_written_is_6(run: Run) -> None:
    result = run("build", "--out", "/proc/guidepress")
    assert result.code == 6
    assert "cannot write /proc/guidepress: " in result.err
    assert "hint: " in result.err


def test_one_file_that_cannot_be_written_is_6_and_the_others_are_there(run: Run, project: Path) -> None:
    (project / "output" / AGENT / "in the way").mkdir(parents=True)
    result = run("build")
    assert result.code == 6
    assert f"cannot write output/{AGENT}: Is a directory" in result.err
    assert set(manifest(project / "output")) == {LEAD, BOOKLET}


def test_a_full_disk_is_6_and_what_was_there_stays(
    run: Run, project: Path, set_summary: SetSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build")
    good = {path: (project / "output" / path).read_bytes() for path in (AGENT, LEAD, BOOKLET)}
    text = (project / "output" / "manifest.json").read_bytes()
    set_summary("agent", "Answers everybody.")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(output, "write", full)
        result = run("build")
    assert (result.code, "error[disk-full]" in result.err) == (6, True)
    assert {path: (project / "output" / path).read_bytes() for path in good} == good
    assert (project / "output" / "manifest.json").read_bytes() == text
    assert run("build").code == 0


def test_an_interrupt_is_130_and_keeps_what_is_finished(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = work.run

    def interrupted(*arguments: object) -> object:
        results = whole(*arguments)  # type: ignore[arg-type]
        yield next(results)
        results.close()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(work, "run", interrupted)
        result = run("build", "--jobs", "1")
    assert (result.code, "Interrupted" in result.err) == (130, True)
    assert len(manifest(project / "output")) == 1
    assert run("build").code == 0
    assert len(manifest(project / "output")) == 3


def test_the_first_of_2_6_3_5_4_wins(run: Run, project: Path, set_summary: SetSummary) -> None:
    set_summary("lead", "Overflow it.")
    (project / "output" / AGENT / "in the way").mkdir(parents=True)
    assert run("build").code == 6


def test_a_package_that_is_missing_is_6(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic", None)
    for name in [name for name in sys.modules if name.startswith("guidepress.content")]:
        monkeypatch.delitem(sys.modules, name)
    result = run("check")
    assert (result.code, "the Python package pydantic is missing" in result.err) == (6, True)


@pytest.mark.slow
def test_the_real_program_refuses_unknown_folders_in_a_process_of_its_own(tmp_path: Path) -> None:
    result = guidepress("build", "--root", tmp_path, cwd=HOUSE)
    assert (result.returncode, result.stdout) == (2, "")
    assert "is no project: it has no folder source/" in result.stderr
