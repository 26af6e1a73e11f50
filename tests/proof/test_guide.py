"""The proof of the project's own guide."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import guidepress
from tests.proof.reading import require_sound

LARGEST = 4_000_000  # bytes of a report of two editions, so that one of all goes by mail


@pytest.mark.slow
def test_the_guide_has_a_proof_that_can_be_mailed(guide_project: Path, tmp_path: Path) -> None:
    project = tmp_path / "guide"
    shutil.copytree(guide_project, project, ignore=shutil.ignore_patterns("html"))
    asked = ("proof", "booklet", "--edition", "digital", "--edition", "office", "--root", project)
    made = guidepress(*asked, "--json")
    assert made.returncode == 0, made.stdout + made.stderr
    assert json.loads(made.stdout)["built"] == []
    report = project / "output" / "proof" / "index.html"
    assert report.stat().st_size < LARGEST
    found = require_sound(report.read_text(encoding="utf-8"))
    record = json.loads(made.stdout)["proof"]
    pages = sum(len(file["pages"]) for document in record["documents"] for file in document["files"])
    assert pages > 80
    assert len(list((project / "output" / "proof" / "pages").rglob("*.png"))) == pages
    assert len(found.all("img")) >= pages
    booklet = next(document for document in record["documents"] if document["path"].endswith("booklet_en_office.pdf"))
    assert booklet["files"][0]["turning"] == "duplex"
    again = guidepress(*asked)
    assert "Nothing changed since the last proof." in again.stdout
