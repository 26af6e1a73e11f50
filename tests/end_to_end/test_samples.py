"""Guide and brand are data: the sample guide in each sample brand, which the project builds on request only."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.compose import samples
from tests.conftest import HOUSE, guidepress, manifest

pytestmark = pytest.mark.slow

GUIDE = "warehouse-and-delivery"
ROLES = {path.stem for path in (HOUSE / "source" / "guides" / GUIDE / "roles").glob("*.yaml")}
BRANDS = {"harbour-line": "Harbour Line", "open-shelf": "Open Shelf"}


def _said(data: bytes) -> str:
    """Return the text of a file, its metadata included."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return "\n".join([*pages, *document.get_metadata_dict().values()])


def test_the_samples_are_not_built_unasked() -> None:
    project = samples.loaded(HOUSE).project
    assert GUIDE not in project.guides
    assert project.brand not in BRANDS


@pytest.mark.parametrize(("brand", "name"), BRANDS.items())
def test_the_guide_is_built_in_a_brand_of_its_own(brand: str, name: str, tmp_path: Path) -> None:
    request = ("build", "--root", HOUSE, "--guide", GUIDE, "--brand", brand, "--out", tmp_path)
    result = guidepress(*request)
    assert result.returncode == 0, result.stderr
    entries = manifest(tmp_path)
    assert {entry["role"] for entry in entries.values()} == {None, *ROLES}
    for path, entry in entries.items():
        assert entry["preflight"]["errors"] == 0
        assert entry["pages"] == 1 if entry["role"] else entry["pages"] % 4 == 0
        said = _said((tmp_path / path).read_bytes())
        assert f"{brand}.example" in said
        assert "signify" not in said.lower()
        assert name in said or entry["role"]  # a sheet shows the logo only
