"""The program over a small project, with stand-ins for the rooms that set pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidepress import cli, environment, work
from guidepress.workers import Limits
from tests.conftest import HOUSE
from tests.program import fakes

Run = Callable[..., "Result"]


@dataclass(frozen=True)
class Result:
    """What a run of the command line came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a sound project of one guide with two roles, thus of three documents."""
    shutil.copytree(HOUSE / "tests" / "faults" / "_base", tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def run(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line on the project, in this process."""
    monkeypatch.setattr(work, "_room", fakes.room)
    monkeypatch.setattr(work, "_producer", lambda: fakes.produce)
    monkeypatch.setattr(work, "LIMITS", Limits(seconds=1))
    monkeypatch.setattr(environment, "require_libraries", lambda: None)
    monkeypatch.setenv(fakes.MADE, str(tmp_path / "made"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(project)

    def _run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["guidepress", *arguments])
        code = int(cli._run())
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return _run


@pytest.fixture
def made(tmp_path: Path) -> Callable[[], set[str]]:
    """Return a function that tells which documents were made since it was last asked, by the end of their name."""
    log = tmp_path / "made"

    def _made() -> set[str]:
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return {line.removeprefix("first/en/first_").removesuffix("_en_digital.pdf") for line in lines}

    return _made


@pytest.fixture
def set_summary(project: Path) -> Callable[[str, str], None]:
    """Return a function that changes the summary of a role."""

    def _set(role: str, text: str) -> None:
        file = project / "source" / "guides" / "first" / "roles" / f"{role}.yaml"
        lines = [line for line in file.read_text().splitlines() if not line.startswith("summary:")]
        file.write_text("\n".join([*lines, f"summary: {text}", ""]))

    return _set


@pytest.fixture
def start(project: Path) -> Callable[..., subprocess.Popen[str]]:
    """Return a function that starts the program, with its stand-ins, in a process of its own."""
    code = "from tests.program import fakes; fakes.install(); from guidepress.cli import main; main()"

    def _start(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(HOUSE), **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return _start
