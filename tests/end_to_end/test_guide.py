"""The project's own guide, from its YAML to its PDFs, by the program that people run."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from guidepress.editions import EDITIONS
from tests.conftest import HOUSE, guidepress, manifest

pytestmark = pytest.mark.slow

ROLES = sorted(path.stem for path in (HOUSE / "source" / "guides" / "bpo-operations" / "roles").glob("*.yaml"))
HOME = "bpo-operations/en/"
SHEETS = {f"{HOME}bpo-operations_{role}_cheatsheet_en_{edition}.pdf" for edition in EDITIONS for role in ROLES}
BOOKLETS = {f"{HOME}bpo-operations_booklet_en_{edition}.pdf": edition for edition in EDITIONS}
PARTS = {
    "office": {f"{HOME}PRINT-ME.pdf"},
    "press": {f"{HOME}bpo-operations_booklet-{part}_en_press.pdf" for part in ("cover", "text")},
}
A4, A5 = (210, 297), (148, 210)
SIZES = {"digital": A5, "office": (297, 210), "press": (154, 216), "large-print": A4}
"""Millimetres of a booklet's pages; the press's with their bleed."""


@pytest.fixture
def project(guide_project: Path, tmp_path: Path) -> Path:
    """Return a built project of our own to change."""
    shutil.copytree(guide_project, tmp_path / "project")
    return tmp_path / "project"


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")}


def _heavy(stderr: str) -> bool:
    return any(line.startswith("import time:") and "weasyprint" in line for line in stderr.splitlines())


def test_there_is_a_booklet_and_a_sheet_for_each_role_in_each_edition(guide_project: Path) -> None:
    entries = manifest(guide_project / "output")
    assert len(ROLES) == 9 and len(entries) == 40
    assert set(entries) == SHEETS | set(BOOKLETS)
    for path, entry in entries.items():
        _check(guide_project / "output", entry)
        assert entry["standards"] == list(EDITIONS[entry["edition"]].standards)
        assert entry["preflight"]["errors"] == 0
        assert entry["bytes"] < (5_000_000 if path in BOOKLETS else 1_000_000)
        assert entry["kind"] == "booklet" or entry["edition"] == "large-print" or entry["pages"] == 1


def test_a_booklet_has_its_parts_and_nothing_else_lies_there(guide_project: Path) -> None:
    entries = manifest(guide_project / "output")
    for path, edition in BOOKLETS.items():
        assert {part["path"] for part in entries[path]["parts"]} == PARTS.get(edition, set())
        for part in entries[path]["parts"]:
            _check(guide_project / "output", part)
    assert set(_contents(guide_project / "output")) == set(entries).union(*PARTS.values())


def _check(output: Path, entry: Mapping[str, Any]) -> None:
    data = (output / entry["path"]).read_bytes()
    assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert entry["pages"] == len(pypdfium2.PdfDocument(data))


def test_booklets_make_sheets_that_fold(guide_project: Path) -> None:
    entries = manifest(guide_project / "output")
    pages = {edition: entries[path]["pages"] for path, edition in BOOKLETS.items()}
    assert pages["digital"] == pages["press"] == 2 * pages["office"]
    assert pages["digital"] % 4 == 0
    cover, text = (entries[f"{HOME}bpo-operations_booklet_en_press.pdf"]["parts"][number]["pages"] for number in (0, 1))
    assert (cover, cover + text) == (4, pages["press"])


def test_pages_have_the_size_of_their_paper(guide_project: Path) -> None:
    for path, entry in manifest(guide_project / "output").items():
        file = pypdfium2.PdfDocument(guide_project / "output" / path)
        sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in file}
        bled = (216, 303) if entry["edition"] == "press" else A4
        assert sizes == {SIZES[entry["edition"]] if path in BOOKLETS else bled}, path


def test_building_again_writes_nothing_and_imports_no_weasyprint(project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*")}
    for arguments in ((), ("--role", ROLES[0])):
        result = guidepress("build", "--root", project, *arguments, env={"PYTHONPROFILEIMPORTTIME": "1"})
        assert result.returncode == 0
        assert result.stdout.startswith("Nothing to do: ")
        assert not _heavy(result.stderr)
        if not arguments:
            assert {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*")} == before


def test_another_day_imports_no_weasyprint(project: Path) -> None:
    environment = {"PYTHONPROFILEIMPORTTIME": "1"}
    result = guidepress("build", "--root", project, "--today", "2030-01-01", env=environment)
    assert result.stdout.startswith("Nothing to do: ")
    assert "warning[stale]" in result.stderr
    assert not _heavy(result.stderr)


def test_an_edit_that_shows_nowhere_imports_no_weasyprint(project: Path) -> None:
    role = project / "source" / "guides" / "bpo-operations" / "roles" / "team-leader.yaml"
    role.write_text(role.read_text(encoding="utf-8") + "\n# To do: ask the trainers.\n", encoding="utf-8")
    result = guidepress("build", "--root", project, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert result.stdout.startswith("Nothing to do: ")
    assert not _heavy(result.stderr)


def test_changing_a_role_rebuilds_its_sheet_and_the_booklet_only(project: Path) -> None:
    before = _contents(project / "output")
    role = project / "source" / "guides" / "bpo-operations" / "roles" / "team-leader.yaml"
    role.write_text(role.read_text(encoding="utf-8").replace("tools: [Roster tool,", "tools: [Roster book,"))
    result = guidepress("build", "--root", project, "--edition", "digital", "--edition", "press")
    assert result.returncode == 0, result.stderr
    after = _contents(project / "output")
    changed = {path for path in before if before[path] != after[path]}
    both = {path for path in SHEETS | set(BOOKLETS) if "digital" in path or "press" in path}
    told = {path for path in both if "booklet" in path or "team-leader" in path}
    assert changed - told == {f"{HOME}bpo-operations_booklet-text_en_press.pdf"}
    assert told <= changed
    assert "Built 4 files" in result.stdout


def test_another_folder_clock_locale_and_hash_seed_give_the_same_bytes(guide_project: Path, tmp_path: Path) -> None:
    other = tmp_path / "a folder with spaces – and ünïcode"
    shutil.copytree(guide_project / "source", other / "source")
    environment = {"TZ": "Asia/Kolkata", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "77", "HOME": str(tmp_path)}
    for wanted in (("booklet",), ("--role", ROLES[0])):
        result = guidepress("build", "--root", other, *wanted, "--jobs", "2", env=environment, cwd=tmp_path)
        assert result.returncode == 0, result.stderr
    made, expected = _contents(other / "output"), _contents(guide_project / "output")
    assert len(made) == 4 + 4 + sum(map(len, PARTS.values()))
    assert made == {path: expected[path] for path in made}


def test_the_html_it_writes_is_laid_out_by_weasyprint_alone(project: Path, tmp_path: Path) -> None:
    html = tmp_path / "html"
    role = ROLES[0]
    result = guidepress("build", "--root", project, "--role", role, "--edition", "digital", "--html", html)
    assert result.returncode == 0, result.stderr
    (file,) = html.glob("*.html")
    assert file.name == f"bpo-operations_{role}_cheatsheet_en_digital.html"
    script = f"from weasyprint import HTML; HTML({str(file)!r}).write_pdf({str(tmp_path / 'sheet.pdf')!r})"
    run = guidepress_python("-c", script)
    assert (run.returncode, "ERROR" in run.stderr) == (0, False), run.stderr
    assert len(pypdfium2.PdfDocument(tmp_path / "sheet.pdf")) == 1


def guidepress_python(*arguments: str):
    import subprocess

    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=120)
