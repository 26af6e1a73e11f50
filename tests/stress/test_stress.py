"""Guides that try the pages: one role, fourteen, texts at their caps, bare ones, Hindi; other brands and industries."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from guidepress.preflight.press import judge_press
from tests.conformance.verapdf import VeraPdf
from tests.conftest import STRESS, Built, manifest

pytestmark = pytest.mark.slow

PROJECTS = sorted(folder.name for folder in STRESS.iterdir() if (folder / "source").is_dir())
OVERFLOWS = {"caps": 3, "long-texts": 2}
"""How many roles of a project are too long for a sheet, on purpose."""
GUIDES_AND_ROLES = ("guides/*/guide.yaml", "guides/*/roles/*.yaml")


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


@pytest.fixture(scope="module")
def large_print(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the same projects in large print."""
    return Built(STRESS, tmp_path_factory.mktemp("large"), "large-print")


@pytest.mark.parametrize("name", PROJECTS)
def test_in_large_print_everything_is_published(large_print: Built, name: str) -> None:
    run = large_print.run(name)
    assert run.returncode == 0, run.stderr
    entries = manifest(large_print[name]).values()
    assert len(entries) == sum(len(list(STRESS.glob(f"{name}/source/{each}"))) for each in GUIDES_AND_ROLES)
    assert all(entry["standards"] == ["PDF/UA-1", "PDF/A-2a"] for entry in entries)


@pytest.mark.conformance
def test_large_print_fulfils_both_standards(large_print: Built, verapdf: VeraPdf) -> None:
    files = [file for folder in large_print.values() for file in sorted(folder.rglob("*.pdf"))]
    assert len(files) > 50
    assert [str(verdict) for verdict in verapdf.judge(files) if verdict.failures] == []


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the same projects for an office printer and for a print shop."""
    return Built(STRESS, tmp_path_factory.mktemp("paper"), "office", "press")


@pytest.mark.parametrize("name", PROJECTS)
def test_on_paper_the_same_is_published(paper: Built, stress_projects: Built, name: str) -> None:
    folder, digital = paper[name], manifest(stress_projects[name])
    for edition in ("office", "press"):
        assert set(manifest(folder, edition)) == {path.replace("digital", edition) for path in digital}
    for path, entry in manifest(folder).items():
        other = digital[path.replace(entry["edition"], "digital")]
        sides = 2 if entry["edition"] == "office" and entry["kind"] == "booklet" else 1
        assert entry["pages"] * sides == other["pages"]


@pytest.mark.parametrize("name", PROJECTS)
def test_the_press_has_nothing_to_say(paper: Built, name: str) -> None:
    folder = paper[name]
    files = [folder / file["path"] for entry in manifest(folder, "press").values() for file in (entry, *entry["parts"])]
    assert files
    assert [(file.name, found) for file in files for found in judge_press(file.read_bytes())] == []
