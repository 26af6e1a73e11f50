"""Files appear whole or not at all, and the manifest agrees with them, whoever dies when."""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress import output
from guidepress.state import State
from guidepress.work import Work
from tests.conftest import manifest
from tests.program.conftest import Run
from tests.program.test_build import AGENT, BOOKLET

Start = Callable[..., subprocess.Popen[str]]


def _agrees(folder: Path) -> bool:
    """Tell whether every entry of the manifest is true."""
    entries = manifest(folder).values() if (folder / "manifest.json").exists() else ()
    files = {entry["path"]: (folder / entry["path"]).read_bytes() for entry in entries}
    return all(hashlib.sha256(files[entry["path"]]).hexdigest() == entry["sha256"] for entry in entries)


def test_what_is_published_no_longer_answers_an_earlier_request_even_if_the_build_dies_then(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = project / "output" / ".guidepress" / "state.json"
    run("build")
    assert State.read(state).asked
    monkeypatch.setattr(Work, "settle", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("build", "--force")
    assert not State.read(state).asked


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.1, 0.2])
def test_a_killed_build_leaves_whole_files_and_a_true_manifest(
    run: Run, start: Start, set_summary: Callable[[str, str], None], project: Path, tmp_path: Path, seconds: float
) -> None:
    run("build")
    log = tmp_path / "log"
    for text in ("Slow and good.", "Slow and better."):
        set_summary("agent", text)
        process = start("build", "--jobs", "2", MADE=str(log), REPEAT="20000")
        _wait_for(log.exists)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=10)  # also sees that no worker holds the pipes any longer
        assert _agrees(project / "output")
        assert all(path.read_bytes().startswith(b"%PDF") for path in (project / "output" / "first").rglob("*.pdf"))
        log.unlink(missing_ok=True)
    assert run("build").code == 0
    assert _agrees(project / "output")
    assert len(manifest(project / "output")) == 3
    assert not (project / "output" / ".guidepress" / "staging" / AGENT).exists()


def test_whenever_it_stops_while_publishing_the_manifest_is_true(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stop before each renaming in turn, as if the machine had lost its power there."""

    class PowerCut(BaseException):
        pass

    rename = Path.replace
    for survived in range(20):
        left = survived

        def replace(self: Path, target: Path) -> Path:
            nonlocal left
            if left == 0:
                raise PowerCut
            left -= 1
            return rename(self, target)

        (project / "source" / "guides" / "first" / "guide.yaml").write_text(
            f"id: first\ntitle: Guide {survived}\nlanguage: en\nstages: [Entry, Growth]\nskills: [Listening, Writing]\n"
        )
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            try:
                assert run("build").code == 0
                break
            except PowerCut:
                assert _agrees(project / "output")
    assert survived >= 5, "three files, the manifest twice, the state"
    assert run("build").out.startswith("Nothing to do")


@pytest.mark.slow
def test_two_builds_at_once_do_not_collide(start: Start, project: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    both = [start("build", MADE=str(log)), start("build", MADE=str(log))]
    for process in both:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    assert _agrees(project / "output")
    assert len(manifest(project / "output")) == 3
    assert len(log.read_text().splitlines()) == 3, "the second build finds everything made"


def test_a_lock_that_is_not_given_up_is_6(
    run: Run, start: Start, project: Path, monkeypatch: pytest.MonkeyPatch, set_summary: Callable[[str, str], None]
) -> None:
    run("build")
    set_summary("agent", "Answers everybody.")
    monkeypatch.setattr(output, "PATIENCE_SECONDS", 0.3)
    holder = os.fork()
    if holder == 0:
        with (project / "output" / ".guidepress" / "lock").open("a") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)
            (project / "held").touch()
            time.sleep(30)
        os._exit(0)
    try:
        _wait_for((project / "held").exists)
        result = run("build")
    finally:
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)
    assert (result.code, "error[locked]" in result.err) == (6, True)
    assert "Another build is writing to output" in result.err
    assert run("build").code == 0


def test_nothing_is_written_through_a_link_that_leads_outside(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / "output").mkdir()
    (project / "output" / "first").symlink_to(tmp_path / "elsewhere")
    result = run("build")
    assert (result.code, "error[leads-outside]" in result.err) == (6, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_files_that_are_not_ours_stay(run: Run, project: Path) -> None:
    mine = [project / "output" / name for name in ("README.md", "first/notes.txt", "first/en/first_poster_en.pdf")]
    for file in mine:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("mine")
    run("build")
    run("build", "--force")
    assert [file.read_text() for file in mine] == ["mine"] * 3


def test_a_hostile_manifest_removes_nothing_outside(run: Run, project: Path) -> None:
    run("build")
    precious = project / "precious.pdf"
    precious.write_bytes((project / "output" / BOOKLET).read_bytes())
    for name in ("manifest.json", ".guidepress/state.json"):
        file = project / "output" / name
        file.write_text(
            file.read_text().replace(BOOKLET, "../precious.pdf").replace('"kind": "booklet"', '"kind": "x"')
        )
    (project / "source" / "sources.yaml").write_text("")
    result = run("build")
    assert precious.exists()
    assert "Traceback" not in result.err


def _wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)
