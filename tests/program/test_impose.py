"""`impose` and `calibrate`: from the command line to a file, or to a reason."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from guidepress import output
from tests.pdf.books import numbered
from tests.program.conftest import Run


@pytest.fixture
def folder(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder that is no project and has a book in it."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "book.pdf").write_bytes(numbered(11))
    monkeypatch.chdir(folder)
    return folder


def test_it_works_without_a_project(run: Run, folder: Path) -> None:
    result = run("impose", "book.pdf", "sheets.pdf")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Wrote sheets.pdf: 3 sheets of paper.\nPrint at 100 %: both sides, flipped on the short edge. "
        "Keep the sheets in order, fold them together, and staple the fold.\n"
    )
    assert len(PdfReader(folder / "sheets.pdf").pages) == 6
    assert sorted(path.name for path in folder.iterdir()) == ["book.pdf", "sheets.pdf"]


def test_every_option_reaches_the_sheets(run: Run, folder: Path) -> None:
    options = "--scheme 4up-fold --section 1 --flip simplex --creep 0.1 --binding rtl --marks --paper SRA3 --job Spring"
    result = run("impose", "book.pdf", "new/sheets.pdf", *options.split(), "--json")
    data = json.loads(result.out)
    assert (result.code, result.err, data["exit"]) == (0, "", 0)
    assert (data["sheets"], data["sides"], data["written"]) == (2, 4, ["new/sheets.pdf"])
    document = pypdfium2.PdfDocument(folder / "new" / "sheets.pdf")
    text = document[2].get_textpage().get_text_range()
    assert "Spring · section 2 of 2 · sheet 2 of 2 · back · 4up-fold · backs after all fronts" in text
    assert document[0].get_size() == pytest.approx((320 / 25.4 * 72, 450 / 25.4 * 72), abs=0.01)
    reader = PdfReader(folder / "new" / "sheets.pdf")
    wishes: Any = reader.root_object["/ViewerPreferences"]
    assert wishes["/Duplex"] == "/Simplex"


def test_quiet_says_nothing_and_warnings_are_told(run: Run, folder: Path) -> None:
    assert run("impose", "book.pdf", "sheets.pdf", "-q").out == ""
    (folder / "thick.pdf").write_bytes(numbered(70))
    result = run("impose", "thick.pdf", "sheets.pdf", "--quiet")
    assert (result.code, result.out) == (0, "")
    assert "warning[thick-section]" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.pdf", "sheets.pdf"], "missing-file"),
        ([".", "sheets.pdf"], "missing-file"),
        (["book.pdf", "book.pdf"], "same-file"),
        (["book.pdf", "link.pdf"], "same-file"),
        (["book.pdf"], "Missing argument"),
        (["book.pdf", "sheets.pdf", "--scheme", "8up"], "Invalid value"),
        (["book.pdf", "sheets.pdf", "--section", "0"], "Invalid value"),
        (["book.pdf", "sheets.pdf", "--flip", "over"], "Invalid value"),
        (["book.pdf", "sheets.pdf", "--creep", "-1"], "Invalid value"),
        (["book.pdf", "sheets.pdf", "--creep", "nan"], "too-much-creep"),
        (["book.pdf", "sheets.pdf", "--paper", "papyrus"], "unknown-paper"),
        (["book.pdf", "sheets.pdf", "--paper", "A5"], "paper-too-small"),
        (["book.pdf", "sheets.pdf", "--scheme", "2up", "--section", "2"], "not-folded"),
    ],
)
def test_wrong_usage_is_2_and_writes_nothing(run: Run, folder: Path, arguments: list[str], message: str) -> None:
    os.link(folder / "book.pdf", folder / "link.pdf")
    before = (folder / "book.pdf").read_bytes()
    result = run("impose", *arguments)
    assert result.code == 2
    assert message in result.err
    assert (folder / "book.pdf").read_bytes() == before
    assert not (folder / "sheets.pdf").exists()


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty-file"), (b"text", "not-a-pdf"), (b"%PDF-1.7\n", "damaged-pdf")]
)
def test_a_bad_file_is_4_and_what_was_there_stays(run: Run, folder: Path, data: bytes, code: str) -> None:
    (folder / "bad.pdf").write_bytes(data)
    (folder / "sheets.pdf").write_bytes(b"yesterday's")
    result = run("impose", "bad.pdf", "sheets.pdf")
    assert (result.code, result.out) == (4, "")
    assert f"error[{code}]" in result.err
    assert result.err.endswith("1 error. Nothing was written.\n")
    assert (folder / "sheets.pdf").read_bytes() == b"yesterday's"


@pytest.mark.parametrize("command", [["impose", "book.pdf"], ["calibrate"]])
def test_what_cannot_be_written_is_6_and_leaves_nothing_behind(
    run: Run, folder: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "taken").mkdir()
    assert "error[in-the-way]" in run(*command, "taken").err
    assert run(*command, "book.pdf/sheets.pdf").code == 6
    before = sorted(folder.rglob("*"))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    result = run(*command, "sheets.pdf")
    assert (result.code, "error[disk-full]" in result.err) == (6, True)
    assert sorted(folder.rglob("*")) == before


def test_a_file_that_may_not_be_read_is_6(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    result = run("impose", "book.pdf", "sheets.pdf")
    assert (result.code, "error[unreadable-file]" in result.err) == (6, True)


def test_the_calibration_sheet(run: Run, folder: Path) -> None:
    result = run("calibrate", "test.pdf")
    assert (result.code, result.err) == (0, "")
    data = (folder / "test.pdf").read_bytes()
    assert run("calibrate", "again.pdf").code == 0
    assert (folder / "again.pdf").read_bytes() == data
    document = pypdfium2.PdfDocument(data)
    assert [page.get_size() for page in document] == [pytest.approx((841.89, 595.28), abs=0.01)] * 2
    front, back = (" ".join(page.get_textpage().get_text_range().split()) for page in document)
    assert "Turn it over sideways" in front
    assert "--flip simplex" in front
    assert "your printer flips on the short edge" in back
    assert "Long edge" in back
    for text in (front, back):
        assert all(text.split().count(str(number)) >= 4 for number in range(13))
    assert PdfReader(BytesIO(data)).root_object["/ViewerPreferences"]["/PrintScaling"] == "/None"  # pyright: ignore


def test_the_rulers_begin_at_the_edges_and_count_millimetres(run: Run, folder: Path) -> None:
    run("calibrate", "test.pdf")
    page: Any = pypdfium2.PdfDocument(folder / "test.pdf")[1]
    image = page.render(scale=254 / 72).to_pil().convert("L").resize((2970, 2100))  # ten pixels to a millimetre
    for number in range(13):
        along = round((number - 6) * 75 + 30)  # off the numbers, which stand in the middle
        for x, y, dx, dy in (
            (0, 1050 + along, 1, 0), (2969, 1050 + along, -1, 0), (1485 + along, 0, 0, 1), (1485 + along, 2099, 0, -1),
        ):  # fmt: skip
            dark = [step for step in range(125) if image.getpixel((x + dx * step, y + dy * step)) < 128]  # pyright: ignore
            assert dark and abs(dark[0] - number * 10) <= 1, (number, dark[:5])
