"""Guides that try the pages: one role, fourteen, very long, very short, Hindi; other brands, other industries."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.conformance.verapdf import VeraPdf
from tests.conftest import guidepress, manifest

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
PROJECTS = sorted(folder.name for folder in HERE.iterdir() if (folder / "source").is_dir())
OVERFLOWS = {"long-texts"}  # one role of it is too long for a sheet, on purpose


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the output folder of each project."""
    folders = {}
    for name in PROJECTS:
        folders[name] = tmp_path_factory.mktemp(name)
        run = guidepress("build", "--root", HERE / name, "--out", folders[name], "--today", "2026-11-22")
        assert run.returncode == (4 if name in OVERFLOWS else 0), run.stderr
        assert ("sheet-overflow" in run.stderr) == (name in OVERFLOWS)
    return folders


def test_there_are_projects() -> None:
    assert len(PROJECTS) >= 7


@pytest.mark.parametrize("name", PROJECTS)
def test_page_counts_and_preflight(built: dict[str, Path], name: str) -> None:
    entries = manifest(built[name])
    assert {entry["kind"] for entry in entries.values()} == {"booklet", "cheatsheet"}
    for path, entry in entries.items():
        pages = len(pypdfium2.PdfDocument(built[name] / path))
        assert pages == entry["pages"]
        assert pages == 1 if entry["kind"] == "cheatsheet" else pages % 4 == 0
        assert entry["preflight"]["errors"] == 0


@pytest.mark.conformance
def test_all_of_them_fulfil_both_standards(built: dict[str, Path], verapdf: VeraPdf) -> None:
    files = [file for folder in built.values() for file in sorted(folder.rglob("*.pdf"))]
    assert len(files) > 25
    assert [str(verdict) for verdict in verapdf.judge(files) if verdict.failures] == []
