"""Guides that try the pages: one role, fourteen, texts at their caps, bare ones, Hindi; other brands and industries."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from guidepress.editions import EDITIONS
from guidepress.preflight.inspection import judge_press
from guidepress.preflight.verapdf import VeraPdf
from tests.conftest import ON_PAPER, PAPER, STRESS, Built, manifest
from tests.paper import too_near
from tests.parity.reading import printed, words

pytestmark = pytest.mark.slow

PROJECTS = sorted(folder.name for folder in STRESS.iterdir() if (folder / "source").is_dir())
OVERFLOWS = {"caps": 3, "long-texts": 2}
"""How many roles of a project are too long for a sheet, on purpose."""
TO_WRITE_ON = "My notes What do you want to remember tomorrow"
ONE_PAGE = [edition for edition in EDITIONS if edition != "large-print"]


def test_there_are_projects() -> None:
    assert len(PROJECTS) >= 8


@pytest.mark.parametrize("name", PROJECTS)
def test_all_is_published_but_what_overflows_on_purpose(stress_projects: Built, name: str) -> None:
    run, overflowing = stress_projects.run(name), OVERFLOWS.get(name, 0)
    assert run.returncode == (4 if overflowing else 0), run.stderr
    assert re.findall(r"error\[([\w-]+)\]", run.stderr) == ["sheet-overflow"] * overflowing
    guides, roles = (
        len(list(STRESS.glob(f"{name}/source/guides/*/{each}"))) for each in ("guide.yaml", "roles/*.yaml")
    )
    for edition in ("digital", "large-print", *(PAPER if name in ON_PAPER else ())):
        kinds = [entry["kind"] for entry in manifest(stress_projects[name], edition).values()]
        assert kinds.count("booklet") == guides
        assert kinds.count("cheatsheet") == (roles - overflowing if edition == "digital" else 1) >= 1


@pytest.mark.parametrize("name", PROJECTS)
def test_page_counts_and_preflight(stress_projects: Built, name: str) -> None:
    folder = stress_projects[name]
    digital = manifest(folder, "digital")
    for path, entry in manifest(folder).items():
        assert entry["pages"] == len(pypdfium2.PdfDocument(folder / path))
        assert entry["preflight"]["errors"] == 0
        assert entry["standards"] == list(EDITIONS[entry["edition"]].standards)
        if entry["edition"] in ONE_PAGE:
            sides = 2 if entry["edition"] == "office" and entry["kind"] == "booklet" else 1
            assert entry["pages"] * sides == digital[path.replace(entry["edition"], "digital")]["pages"]
    for entry in digital.values():
        assert entry["pages"] == 1 if entry["kind"] == "cheatsheet" else entry["pages"] % 4 == 0


@pytest.mark.conformance
def test_all_of_them_fulfil_both_standards(stress_projects: Built, verapdf: VeraPdf) -> None:
    wanted = ("digital", "large-print")
    files = [
        stress_projects[name] / path
        for name in PROJECTS
        for ed in wanted
        for path in manifest(stress_projects[name], ed)
    ]
    assert len(files) > 60
    assert [str(verdict) for verdict in verapdf.judge(files) if verdict.failures] == []


@pytest.mark.parametrize("name", ON_PAPER)
def test_the_press_has_nothing_to_say(stress_projects: Built, name: str) -> None:
    folder = stress_projects[name]
    files = [folder / path for path in manifest(folder, "press")]
    assert files
    assert [(file.name, found) for file in files for found in judge_press(file.read_bytes())] == []


@pytest.mark.parametrize("name", ON_PAPER)
def test_nothing_stands_where_office_printers_cannot_print(stress_projects: Built, name: str) -> None:
    assert too_near(stress_projects[name]) == {}


@pytest.mark.parametrize("name", ON_PAPER)
def test_paper_says_no_less_than_the_screen(stress_projects: Built, name: str) -> None:
    """Devanagari is read back from tagged files only; pages to write on are as many as a booklet needs."""
    folder = stress_projects[name]
    for path in manifest(folder, "press"):
        told, press, office = (
            printed(folder / path.replace("press", edition)) for edition in ("digital", "press", "office")
        )
        for paper in (press, office):
            lost = {word for word in told - paper if word.isascii()} - set(words(TO_WRITE_ON))
            assert lost == set(), path
