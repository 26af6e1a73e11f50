"""Every code has a folder of projects that provoke it, and nothing else; the lines it prints are part of the case.

A case lies over the small sound project in `_base`: its `source/` replaces files, its `prepare.py` does what a file in
a repository cannot (links, pipes, giants, odd encodings), and `expect.txt` holds every line that is printed.
`UPDATE_EXPECTED=1 pytest tests/content/test_faults.py` writes the lines anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
import runpy
import shutil
from datetime import date
from pathlib import Path

import pytest

from guidepress.content.codes import CODES
from guidepress.content.library import Loaded, load
from guidepress.content.model import Drive

FAULTS = Path(__file__).parents[1] / "faults"
CASES = sorted(path for path in FAULTS.glob("[!_]*/*") if path.is_dir())
TODAY = date(2026, 11, 22)


def test_the_base_is_sound(tmp_path: Path) -> None:
    loaded = load(_project(FAULTS / "_base", tmp_path), today=TODAY)
    assert loaded.diagnostics == ()
    assert loaded.library is not None


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert {case.parent.name for case in CASES} == set(CODES)
    assert len(CASES) > 100


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_fault_is_reported_as_it_should_be(case: Path, tmp_path: Path) -> None:
    loaded = load(_project(case, tmp_path), today=TODAY, drives=None)
    found = [*loaded.diagnostics, *(one for drive in _drives(loaded) for one in drive.said)]
    said = "".join(f"{diagnostic}\n" for diagnostic in found)
    if os.environ.get("UPDATE_EXPECTED"):
        (case / "expect.txt").write_text(said, encoding="utf-8")
    assert said == (case / "expect.txt").read_text(encoding="utf-8")
    assert {diagnostic.code for diagnostic in found} == {case.parent.name}
    assert (loaded.library is None) == any(found.severity == "error" for found in loaded.diagnostics)


def _drives(loaded: Loaded) -> list[Drive]:
    """Return the drives whose lists could be read: an error in a row spoils that row only."""
    return list(loaded.library.drives.values()) if loaded.library else []


def _project(case: Path, folder: Path) -> Path:
    """Lay a case over the base in a folder, and return the project."""
    project = folder / "project"
    shutil.copytree(FAULTS / "_base", project)
    if (case / "source").is_dir():
        shutil.copytree(case / "source", project / "source", dirs_exist_ok=True)
    if (case / "prepare.py").is_file():
        runpy.run_path(str(case / "prepare.py"))["prepare"](project)
    return project
