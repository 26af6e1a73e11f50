"""`render.py`, and what the program imports before it has something to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HOUSE

Start = Callable[..., subprocess.Popen[str]]
HEAVY = {"babel", "jinja2", "markdown_it", "multiprocessing", "pydantic", "pydyf", "rich", "weasyprint", "yaml"}


def _imported(importtime: str) -> set[str]:
    """Return the top-level names in the report of `-X importtime`."""
    lines = [line for line in importtime.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_a_build_with_nothing_to_do_imports_nothing_heavy(start: Start, project: Path) -> None:
    _, err = start("build").communicate(timeout=60)
    assert (project / "output" / "manifest.json").exists(), err
    command = [sys.executable, "-X", "importtime", "-m", "guidepress", "build"]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    idle = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=60)
    assert idle.stdout == "Nothing to do: 3 files in output/ are up to date.\n"
    assert "guidepress" in _imported(idle.stderr)
    assert _imported(idle.stderr) & HEAVY == set()


def test_it_runs_from_any_folder(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, HOUSE / "render.py", "check", "--root", project]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout.startswith("No errors in 1 guide")) == (0, True), result.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a checkout without a `.venv`."""
    house = tmp_path / "house"
    house.mkdir()
    shutil.copy(HOUSE / "render.py", house)
    for room in ("guidepress", "layouts", "styles"):
        (house / room).symlink_to(HOUSE / room)
    return house


def test_it_goes_on_with_the_python_of_the_virtual_environment(house: Path, project: Path) -> None:
    (house / ".venv").symlink_to(sys.prefix)
    command = [sys._base_executable, "-S", "-X", "utf8", house / "render.py", "check"]  # type: ignore[attr-defined]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60)
    assert result.returncode != 0, "-S is handed on, and finds no packages there either"
    result = subprocess.run([command[0], house / "render.py", "check"], cwd=project, capture_output=True, timeout=60)
    assert result.returncode == 0, result.stderr


def test_before_set_up_it_tells_the_one_command_to_run(house: Path, project: Path) -> None:
    command = [sys.executable, "-S", house / "render.py", "build"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout) == (6, "")
    assert result.stderr == f"Guidepress is not set up here yet. Run this once:\n  make -C {house} setup\n"
