"""Guides that try the pages: one role, fourteen, texts at their caps, bare ones, Hindi; other brands and industries."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.conformance.verapdf import VeraPdf
from tests.conftest import STRESS, Built, manifest

pytestmark = pytest.mark.slow

PROJECTS = sorted(folder.name for folder in STRESS.iterdir() if (folder / "source").is_dir())
OVERFLOWS = {"caps": 3, "long-texts": 2}
"""How many roles of a project are too long for a sheet, on purpose."""


def test_there_are_projects() -> None:
    assert len(PROJECTS) >= 8


@pytest.mark.parametrize("name", PROJECTS)
def test_all_is_published_but_what_overflows_on_purpose(stress_projects: Built, name: str) -> None:
    run, overflowing = stress_projects.run(name), OVERFLOWS.get(name, 0)
    assert run.returncode == (4 if overflowing else 0), run.stderr
    assert re.findall(r"error\[([\w-]+)\]", run.stderr) == ["sheet-overflow"] * overflowing
    roles = len(list(STRESS.glob(f"{name}/source/guides/*/roles/*.yaml")))
    kinds = [entry["kind"] for entry in manifest(stress_projects[name]).values()]
    assert kinds.count("booklet") == len(list(STRESS.glob(f"{name}/source/guides/*/guide.yaml")))
    assert kinds.count("cheatsheet") == roles - overflowing >= 1


@pytest.mark.parametrize("name", PROJECTS)
def test_page_counts_and_preflight(stress_projects: Built, name: str) -> None:
    folder = stress_projects[name]
    for path, entry in manifest(folder).items():
        pages = len(pypdfium2.PdfDocument(folder / path))
        assert pages == entry["pages"]
        assert pages == 1 if entry["kind"] == "cheatsheet" else pages % 4 == 0
        assert entry["preflight"]["errors"] == 0


@pytest.mark.conformance
def test_all_of_them_fulfil_both_standards(stress_projects: Built, verapdf: VeraPdf) -> None:
    files = [file for folder in stress_projects.values() for file in sorted(folder.rglob("*.pdf"))]
    assert len(files) > 45
    assert [str(verdict) for verdict in verapdf.judge(files) if verdict.failures] == []
