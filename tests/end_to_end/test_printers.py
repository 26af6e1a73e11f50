"""What printers get: sheets that fold, covers apart, press sheets with marks; nothing where they cannot print."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from guidepress.preflight.inspection import judge_press
from tests.conftest import HOUSE, SAMPLE_BRANDS, STRESS, guidepress, manifest
from tests.paper import office_pages, too_near

pytestmark = pytest.mark.slow

MM = 72 / 25.4


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the guide of one role, with the printers of this repository."""
    root = tmp_path_factory.mktemp("printers")
    shutil.copytree(STRESS / "one-role" / "source", root / "source")
    shutil.copytree(HOUSE / "source" / "printers", root / "source" / "printers")
    return root


def build(project: Path, edition: str, printer: str) -> dict:
    """Return the booklet's entry as built for a printer."""
    wanted = ("--edition", edition, "--printer", printer)
    run = guidepress("build", "booklet", "--root", project, "--guide", "front-desk", *wanted)
    assert run.returncode == 0, run.stderr
    [entry] = (found for found in manifest(project / "output", edition).values() if found["guide"] == "front-desk")
    return dict(entry)


def text_of(page: pypdfium2.PdfPage) -> str:
    return page.get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("printer", "duplex"),
    [
        ("office", "/DuplexFlipShortEdge"),
        ("office-long-edge", "/DuplexFlipLongEdge"),
        ("office-one-sided", "/Simplex"),
    ],
)
def test_an_office_printer_is_told_how_to_print(project: Path, printer: str, duplex: str) -> None:
    entry = build(project, "office", printer)
    reader = PdfReader(project / "output" / entry["path"])
    preferences: Any = reader.root_object["/ViewerPreferences"]
    assert (preferences["/Duplex"], preferences["/PrintScaling"]) == (duplex, "/None")
    [part] = entry["parts"]
    assert Path(part["path"]).name == "PRINT-ME.pdf"
    said = text_of(pypdfium2.PdfDocument(project / "output" / part["path"])[0])
    assert f"{entry['pages'] // 2}" in said and Path(entry["path"]).name in said


def test_the_first_sheet_is_the_cover(project: Path) -> None:
    entry = build(project, "office", "office")
    front = pypdfium2.PdfDocument(project / "output" / entry["path"])[0]
    width, height = front.get_size()
    right = front.get_textpage().get_text_bounded(width / 2, 0, width, height)
    assert "You start here" in right
    assert "You start here" not in front.get_textpage().get_text_bounded(0, 0, width / 2, height)


def test_press_sheets_have_marks_and_are_pdf_x_too(project: Path) -> None:
    entry = build(project, "press", "offset-5mm-marks")
    names = [Path(part["path"]).name for part in entry["parts"]]
    assert names == ["front-desk_booklet-sheets_en_press.pdf"]
    for file in (entry, *entry["parts"]):
        assert judge_press((project / "output" / file["path"]).read_bytes(), bleed_mm=5) == ()
    sheet = PdfReader(project / "output" / entry["parts"][0]["path"]).pages[0]
    assert [round(float(side) / MM) for side in (sheet.mediabox.width, sheet.mediabox.height)] == [450, 320]
    assert [round(float(side) / MM) for side in (sheet.trimbox.width, sheet.trimbox.height)] == [296, 210]
    resources: Any = sheet["/Resources"]
    assert "/All" in str(resources["/ColorSpace"])


def test_another_printer_takes_the_parts_of_the_one_before_away(project: Path) -> None:
    apart = build(project, "press", "offset")
    assert [Path(part["path"]).name.split("_")[1] for part in apart["parts"]] == ["booklet-cover", "booklet-text"]
    whole = build(project, "press", "digital-press-no-bleed")
    assert whole["parts"] == []
    assert not any((project / "output" / part["path"]).exists() for part in apart["parts"])
    assert judge_press((project / "output" / whole["path"]).read_bytes(), bleed_mm=0) == ()
    run = guidepress(
        "build", "booklet", "--root", project, "--guide", "front-desk", "--edition", "press",
        "--printer", "digital-press-no-bleed",
    )  # fmt: skip
    assert run.stdout.startswith("Nothing to do: ")


def test_a_part_that_is_gone_is_made_again(project: Path) -> None:
    entry = build(project, "press", "offset")
    gone = project / "output" / entry["parts"][0]["path"]
    before = gone.read_bytes()
    gone.unlink()
    build(project, "press", "offset")
    assert gone.read_bytes() == before


def test_nothing_stands_where_office_printers_cannot_print(
    guide_project: Path, sample_guides: Callable[[str], Future[Path]]
) -> None:
    for output in (guide_project / "output", *(sample_guides(brand).result() for brand in SAMPLE_BRANDS)):
        assert too_near(output) == {}


def test_office_pages_save_ink(guide_project: Path) -> None:
    """No ground of colour: no page has more than a seventh of it black, and the colour is black alone."""
    for name, page in office_pages(guide_project / "output"):
        darkness = (
            1 - sum(level * count for level, count in enumerate(page.histogram())) / 255 / page.width / page.height
        )
        assert darkness < 1 / 7, name
