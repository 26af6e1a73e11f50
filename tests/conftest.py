"""What several rooms' tests share: the project's own guide, built once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).resolve().parents[1]
STRESS = HOUSE / "tests" / "stress"


def guidepress(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as `render.py` would; `env` adds to the environment."""
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "NO_COLOR": "1", **more.pop("env", {})}
    command = [sys.executable, "-m", "guidepress", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, **more)


def manifest(folder: Path, edition: str | None = None) -> Mapping[str, Mapping[str, Any]]:
    """Return the manifest's entries by path; of one edition, if it is named."""
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = ({"parts": [], **entry} for entry in data["artifacts"])
    return {entry["path"]: entry for entry in entries if edition in (None, entry["edition"])}


@pytest.fixture(scope="session")
def guide_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of this repository's own project, built; for reading only."""
    project = tmp_path_factory.mktemp("guide")
    shutil.copytree(HOUSE / "source", project / "source")
    run = guidepress("build", "--root", project, "--json", "--html", project / "html")
    assert run.returncode == 0, run.stdout + run.stderr
    return project


PAPER = ("office", "press")
ON_PAPER = ("caps", "hindi", "long-texts", "three-roles")
"""The stress guides that are made for paper, too: what they do not try on it, others do."""


class Built(Mapping[str, Path]):
    """Projects of a folder by their names, as output folders for reading only; each is built when it is asked for."""

    def __init__(self, home: Path, outputs: Path) -> None:
        self._home, self._outputs = home, outputs
        self.run = cache(self._run)

    def _run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Return what the build of a project's digital edition said; then make booklets and a sheet of others."""
        arguments = ("build", "--root", self._home / name, "--out", self._outputs / name, "--today", "2026-11-22")
        said = guidepress(*arguments, "--edition", "digital")
        others = [f"--edition={edition}" for edition in (*(PAPER if name in ON_PAPER else ()), "large-print")]
        role = max(entry["role"] or "" for entry in manifest(self._outputs / name).values())
        for wanted in (("booklet",), ("cheatsheet", "--role", role)):
            run = guidepress(*arguments, *others, *wanted)
            assert run.returncode == 0, run.stderr
        return said

    def __getitem__(self, name: str) -> Path:
        if name not in set(self):
            raise KeyError(name)
        run = self.run(name)
        # Exit code 4: all is published but the sheets that overflow.
        assert run.returncode in (0, 4), run.stderr
        return self._outputs / name

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(folder.name for folder in self._home.iterdir() if (folder / "source").is_dir()))

    def __len__(self) -> int:
        return len(list(iter(self)))


@pytest.fixture(scope="session")
def stress_projects(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the projects of `tests/stress`: the digital edition, and of others booklets and a sheet."""
    return Built(STRESS, tmp_path_factory.mktemp("stress"))


SAMPLE_GUIDE = "warehouse-and-delivery"
SAMPLE_BRANDS = ("harbour-line", "open-shelf")


@pytest.fixture(scope="session")
def sample_guides(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what builds the sample guide in a brand, in all editions, once; its output is for reading only."""

    @cache
    def built(brand: str) -> Path:
        folder = tmp_path_factory.mktemp(brand)
        run = guidepress("build", "--root", HOUSE, "--guide", SAMPLE_GUIDE, "--brand", brand, "--out", folder)
        assert run.returncode == 0, run.stderr
        return folder

    return built
