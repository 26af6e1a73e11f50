"""What is made for a campus fulfils both standards: covers, and sheets with their strip."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.assets import shipped
from guidepress.compose import pages
from guidepress.compose.cheatsheet import SheetSetting
from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter
from guidepress.preflight.verapdf import VeraPdf
from tests.compose.campuses import LONG, REGISTERS, job, library
from tests.compose.samples import TODAY

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


def test_documents_of_a_campus_fulfil_both_standards(tmp_path: Path, verapdf: VeraPdf) -> None:
    found = library(tmp_path, {**LONG, "contact_name": "Asha Rao"}, REGISTERS)
    typesetter = Typesetter({"styles": (shipped("styles"),), "brand": (tmp_path,)})
    files = []
    for edition in ("digital", "large-print"):
        covers = pages.compose_booklet(found, job(edition=edition), covers_only=True)
        sheet = pages.compose_cheatsheet(found, job("cheatsheet", edition), SheetSetting())
        for name, html in (("covers", covers), ("sheet", sheet)):
            files.append(tmp_path / f"{name}-{edition}.pdf")
            data = typesetter.lay_out(html).write(EDITIONS[edition], About("A", "A", "A", "en", TODAY))
            files[-1].write_bytes(data)
    verdicts = verapdf.judge(files)
    assert len(verdicts) == 8
    assert [str(verdict) for verdict in verdicts if verdict.failures] == []
