"""Covers of a campus, laid out: a page each, nothing cut, nothing over anything else, whatever its row says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guidepress.assets import shipped
from guidepress.compose import pages
from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter
from guidepress.placements import Landed
from guidepress.preflight.inspection import inspect
from guidepress.verdicts import expectation
from tests.compose.campuses import LONG, REGISTERS, USUAL, job, library
from tests.compose.samples import TODAY

pytestmark = pytest.mark.slow

TALL = {
    **USUAL,
    "name": "छत्रपती राजर्षी शाहू महाराज वाणिज्य महाविद्यालय, पुणे",
    "venue": "मुख्य इमारत, पहिला मजला",
    "status": "tentative",
}


@pytest.mark.parametrize("row", [{"name": "A"}, USUAL, LONG, TALL], ids=["name only", "usual", "longest", "tall"])
@pytest.mark.parametrize("edition", ["digital", "office", "large-print"])
def test_covers_of_a_campus_take_a_page_each(tmp_path: Path, edition: str, row: dict[str, str]) -> None:
    contacts = [{"name": f"Somebody who knows, number {number}", "phone": "+91 98200 00000"} for number in range(11)]
    found, wanted = library(tmp_path, row, {**REGISTERS, "contacts": contacts}), job(edition=edition)
    html = pages.compose_booklet(found, wanted, covers_only=True)
    layout = Typesetter({"styles": (shipped("styles"),), "brand": (tmp_path,)}).lay_out(html)
    data = layout.write(EDITIONS[edition], About("A", "A", "A", "en", TODAY))
    landed = Landed(layout.placements(), layout.addresses, layout.references())
    expected = replace(expectation(found, wanted, landed), multiple=1, references=())
    assert layout.anchors["back"].page == 2
    assert layout.page_count == 2 or edition == "large-print"  # whose back cover may run on
    assert [complaint.finding.message for complaint in inspect(data, expected)] == []
