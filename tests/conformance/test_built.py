"""What the program builds fulfils what it declares: the project's own guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.verapdf import VeraPdf
from tests.conftest import guidepress

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


def test_the_shipped_guide_fulfils_both_standards(guide_project: Path, verapdf: VeraPdf) -> None:
    files = sorted((guide_project / "output").rglob("*.pdf"))
    assert len(files) == 10
    verdicts = verapdf.judge(files)
    assert len(verdicts) == 20
    assert [str(verdict) for verdict in verdicts if verdict.failures] == []


def test_large_print_fulfils_both_standards(guide_project: Path, tmp_path: Path, verapdf: VeraPdf) -> None:
    run = guidepress("build", "--root", guide_project, "--edition", "large-print", "--out", tmp_path)
    assert run.returncode == 0, run.stderr
    files = sorted(tmp_path.rglob("*.pdf"))
    assert len(files) == 10
    assert [str(verdict) for verdict in verapdf.judge(files) if verdict.failures] == []
