"""What the program builds fulfils what it declares: the project's own guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.preflight.verapdf import VeraPdf
from tests.conftest import manifest

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


@pytest.mark.parametrize("edition", ["digital", "large-print"])
def test_the_shipped_guide_fulfils_both_standards(guide_project: Path, edition: str, verapdf: VeraPdf) -> None:
    files = [guide_project / "output" / path for path in manifest(guide_project / "output", edition)]
    assert len(files) == 10
    verdicts = verapdf.judge(files)
    assert len(verdicts) == 20
    assert [str(verdict) for verdict in verdicts if verdict.failures] == []


def test_the_page_that_says_how_to_print_fulfils_them_too(guide_project: Path, verapdf: VeraPdf) -> None:
    [file] = (guide_project / "output").rglob("PRINT-ME.pdf")
    verdicts = verapdf.judge([file])
    assert len(verdicts) == 2
    assert [str(verdict) for verdict in verdicts if verdict.failures] == []
