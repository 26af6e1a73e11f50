"""Guide and brand are data: the sample guide in each sample brand, which the project builds on request only."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from itertools import product
from pathlib import Path

import pypdfium2
import pytest

from guidepress.editions import EDITIONS
from guidepress.preflight.inspection import judge_press
from guidepress.preflight.verapdf import VeraPdf
from tests.compose import samples
from tests.conftest import HOUSE, SAMPLE_GUIDE, manifest

pytestmark = pytest.mark.slow

ROLES = {path.stem for path in (HOUSE / "source" / "guides" / SAMPLE_GUIDE / "roles").glob("*.yaml")}
BRANDS = {"harbour-line": "Harbour Line", "open-shelf": "Open Shelf"}


def _said(data: bytes) -> str:
    """Return the text of a file, its metadata included."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return "\n".join([*pages, *document.get_metadata_dict().values()])


def test_the_samples_are_not_built_unasked() -> None:
    project = samples.loaded(HOUSE).project
    assert SAMPLE_GUIDE not in project.guides
    assert project.brand not in BRANDS


@pytest.mark.parametrize(("brand", "name"), BRANDS.items())
def test_the_guide_is_built_in_a_brand_of_its_own(
    brand: str, name: str, sample_guides: Callable[[str], Future[Path]]
) -> None:
    folder = sample_guides(brand).result()
    entries = manifest(folder)
    assert {(entry["role"], entry["edition"]) for entry in entries.values()} == set(product((None, *ROLES), EDITIONS))
    for path, entry in entries.items():
        assert entry["preflight"]["errors"] == 0
        assert entry["pages"] == 1 or entry["kind"] == "booklet" or entry["edition"] == "large-print"
        said = _said((folder / path).read_bytes())
        assert f"{brand}.example" in said
        assert "signify" not in said.lower()
        assert (
            name in said or entry["role"] or entry["edition"] == "office"
        )  # a sheet and an imposed file show the logo


@pytest.mark.parametrize("brand", BRANDS)
def test_its_booklets_make_sheets_that_fold(brand: str, sample_guides: Callable[[str], Future[Path]]) -> None:
    pages = {
        entry["edition"]: entry["pages"]
        for entry in manifest(sample_guides(brand).result()).values()
        if not entry["role"]
    }
    assert pages["digital"] == pages["press"] == 2 * pages["office"]
    assert pages["digital"] % 4 == 0


@pytest.mark.parametrize("brand", BRANDS)
def test_the_press_has_nothing_to_say(brand: str, sample_guides: Callable[[str], Future[Path]]) -> None:
    folder = sample_guides(brand).result()
    files = [file["path"] for entry in manifest(folder, "press").values() for file in (entry, *entry["parts"])]
    assert len(files) == len(ROLES) + 3
    found = [(path, one) for path in files for one in judge_press((folder / path).read_bytes())]
    assert [one for one in found if one[1].severity == "error"] == []


@pytest.mark.conformance
@pytest.mark.parametrize("brand", BRANDS)
def test_both_standards_are_fulfilled(
    brand: str, sample_guides: Callable[[str], Future[Path]], verapdf: VeraPdf
) -> None:
    folder = sample_guides(brand).result()
    files = [folder / path for edition in ("digital", "large-print") for path in manifest(folder, edition)]
    assert len(files) == 2 * (len(ROLES) + 1)
    assert [str(verdict) for verdict in verapdf.judge(files) if verdict.failures] == []
