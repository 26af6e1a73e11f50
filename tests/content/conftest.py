"""A small sound project to write to, and short ways to load it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings

from guidepress.content.library import Library, Loaded, load

BASE = Path(__file__).parents[1] / "faults" / "_base"
TODAY = date(2026, 11, 22)

settings.register_profile("steady", deadline=None)  # a busy machine is no failure
settings.load_profile("steady")

Write = Callable[[str, str], None]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a sound project that may be changed."""
    shutil.copytree(BASE, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def write(project: Path) -> Write:
    """Return a function that writes, or with `+` before the name appends to, a file below `source/`."""

    def _write(name: str, text: str) -> None:
        path = project / "source" / name.removeprefix("+")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if name.startswith("+") else "w", encoding="utf-8", newline="") as file:
            file.write(text)

    return _write


@pytest.fixture
def loaded(project: Path) -> Callable[[], Loaded]:
    """Return a function that loads the project as of the tests' day."""
    return lambda: load(project, today=TODAY)


@pytest.fixture
def library(loaded: Callable[[], Loaded]) -> Callable[[], Library]:
    """Return a function that loads the project and insists that it is sound."""

    def _library() -> Library:
        result = loaded()
        assert result.library is not None, "\n".join(map(str, result.diagnostics))
        return result.library

    return _library


@pytest.fixture
def as_editors_see_it() -> Callable[[Path], Any]:
    """Return a function that reads YAML as an ordinary loader does, and gives it as JSON has it: dates become text."""

    def _json(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): _json(below) for key, below in value.items()}
        if isinstance(value, list):
            return [_json(below) for below in value]
        return value.isoformat() if isinstance(value, date) else value

    return lambda file: _json(yaml.safe_load(file.read_text(encoding="utf-8")))
