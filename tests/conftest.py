"""What several rooms' tests share: the project's own guide, built once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).resolve().parents[1]


def guidepress(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as `render.py` would; `env` adds to the environment."""
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "NO_COLOR": "1", **more.pop("env", {})}
    command = [sys.executable, "-m", "guidepress", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, **more)


def manifest(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return the manifest's entries by path."""
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {entry["path"]: entry for entry in data["artifacts"]}


@pytest.fixture(scope="session")
def guide_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of this repository's own project, built; for reading only."""
    project = tmp_path_factory.mktemp("guide")
    shutil.copytree(HOUSE / "source", project / "source")
    run = guidepress("build", "--root", project, "--json")
    assert run.returncode == 0, run.stdout + run.stderr
    return project
