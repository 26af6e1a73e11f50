"""Proofs of the small project, whose stand-in documents are files that can be drawn."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guidepress import conformance
from tests.program import fakes
from tests.program.conftest import Run, made, project, set_summary
from tests.program.conftest import run as run_program
from tests.proof import samples

__all__ = ["made", "project", "run_program", "set_summary"]

Record = Callable[[], dict[str, Any]]


@pytest.fixture
def run(run_program: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(fakes, "contents", samples.contents)
    monkeypatch.setattr(fakes, "ticket", lambda job: samples.pdf([job.path]))
    monkeypatch.setattr(conformance, "standards", lambda *_: ({}, []))  # of files that are none of any standard
    return run_program


@pytest.fixture
def folder(project: Path) -> Path:
    """Return where the proof is."""
    return project / "output" / "proof"


@pytest.fixture
def record(folder: Path) -> Record:
    """Return what reads the proof's record."""
    return lambda: json.loads((folder / "proof.json").read_text(encoding="utf-8"))
