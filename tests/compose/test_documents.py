"""One document from job to bytes: what is said about a sheet that is too long, and when it is not said."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from guidepress.documents import recipe
from tests.compose.conftest import Made
from tests.compose.samples import job
from tests.conftest import HOUSE, guidepress

pytestmark = pytest.mark.slow

CROWDED = """id: {id}
title: Front Desk Associate
stage: start
summary: You are the first person a guest meets.
tools: [Booking system]
facts: [{{label: Uniform, value: Given}}]
day: [{{time: "07:00", text: Take over}}, {{time: "15:00", text: Hand over}}]
duties:
{duties}"""
DUTY = "  - A duty of a very long day that asks for a good deal more than just one line of text\n"


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """Return a project with one role whose sheet has no room for everything."""
    shutil.copytree(HOUSE / "tests" / "stress" / "one-role" / "source", tmp_path / "source")
    [role] = (tmp_path / "source").rglob("roles/*.yaml")
    role.write_text(CROWDED.format(id=role.stem, duties=DUTY * 32), encoding="utf-8")
    return tmp_path


def test_what_is_left_out_is_said_once_and_can_be_accepted(crowded: Path) -> None:
    first = guidepress("build", "cheatsheet", "--root", crowded)
    assert first.returncode == 0, first.stderr
    assert first.stderr.count("warning[sheet-dropped]") == 1
    project = crowded / "source" / "project.yaml"
    [role] = (crowded / "source").rglob("roles/*.yaml")
    where = role.relative_to(crowded).as_posix()
    text = project.read_text(encoding="utf-8") if project.exists() else ""
    entry = f'accepted: [{{code: sheet-dropped, where: "{where}", reason: "The booklet has it all."}}]\n'
    project.write_text(text + "\n" + entry, encoding="utf-8")
    second = guidepress("build", "cheatsheet", "--root", crowded)
    assert second.returncode == 0, second.stderr
    assert "sheet-dropped" not in second.stderr


def test_a_character_that_no_font_has_is_told_where_it_was_written(crowded: Path) -> None:
    [role] = (crowded / "source").rglob("roles/*.yaml")
    role.write_text(role.read_text(encoding="utf-8").replace("a guest meets.", "a guest meets ✓"), encoding="utf-8")
    run = guidepress("build", "cheatsheet", "--root", crowded)
    assert run.returncode == 4
    assert f"{role.relative_to(crowded).as_posix()}:4:" in run.stderr
    assert "no font has" in run.stderr
    assert "asks for no document" not in run.stdout


def test_what_a_printer_asks_for_is_part_of_a_recipe(made: Made) -> None:
    def of_press(fields: dict[str, object], printer: str | None = "shop") -> bytes:
        shop = {"edition": "press", "name": "Shop", **fields}
        return recipe(made({"printers/shop.yaml": shop}), replace(job("booklet"), edition="press", printer=printer))

    assert of_press({}) == of_press({"bleed": "3mm"})
    assert len({of_press({}), of_press({"bleed": "5mm"}), of_press({"cover": "with-text"}), of_press({}, None)}) == 4
