"""The wheel holds all that the program needs, and runs where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import HOUSE, manifest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    _run(command, HOUSE)
    (built,) = folder.glob("*.whl")
    return built


def _run(command: list[str], folder: Path, **variables: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | variables
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_the_wheel_holds_every_file_of_the_engine_and_the_shipped_rooms(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("guidepress/")}
    tracked = _run(["git", "ls-files", "guidepress", "layouts", "styles"], HOUSE).split()
    expected = {name if name.startswith("guidepress/") else f"guidepress/{name}" for name in tracked}
    assert len(expected) > 50
    assert inside == expected


def test_the_wheel_runs_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    home, empty = tmp_path / "home", tmp_path / "empty"
    empty.mkdir()
    _run([sys.executable, "-m", "venv", "--without-pip", str(home)], tmp_path)
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "--disable-pip-version-check"]
    _run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], tmp_path)
    (packages,) = (home / "lib").glob("python3*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))

    program = str(home / "bin" / "guidepress")
    assert _run([program, "new", "project", "acme"], empty).startswith("Wrote\n  acme/source/project.yaml\n")
    out = _run([program, "build", "--root", "acme"], empty)
    assert out.startswith("Built 3 files in acme/output/")
    assert len(manifest(empty / "acme" / "output")) == 3
    code = "import guidepress; print(guidepress.__file__)"
    assert str(home) in _run([str(home / "bin" / "python"), "-c", code], empty)
