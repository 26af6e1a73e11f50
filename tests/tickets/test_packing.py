"""Archives: the same bytes for the same files, one folder, names that every system can write."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from guidepress.tickets.packing import packed, safe

FILES = {
    "drives/season/north/north_notice.pdf": b"%PDF-1.7" + bytes(900),
    "drives/season/north/north_job-ticket.json": b"{}" * 400,
}


def opened(data: bytes) -> ZipFile:
    return ZipFile(io.BytesIO(data))


def test_files_are_in_one_folder() -> None:
    archive = opened(packed(FILES, "north"))
    assert archive.namelist() == ["north/north_job-ticket.json", "north/north_notice.pdf"]
    assert archive.read("north/north_notice.pdf") == FILES["drives/season/north/north_notice.pdf"]
    assert archive.testzip() is None


def test_pdfs_are_stored_and_the_rest_is_deflated() -> None:
    ways = {entry.filename: entry.compress_type for entry in opened(packed(FILES, "north")).infolist()}
    assert ways == {"north/north_job-ticket.json": ZIP_DEFLATED, "north/north_notice.pdf": ZIP_STORED}


def test_the_same_files_are_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = packed(FILES, "north")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert packed(dict(reversed(FILES.items())), "north") == first
    assert {entry.date_time for entry in opened(first).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("north_notice.pdf", "north_notice.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("console.pdf", "console.pdf"),
        ('a:b*c?"d<e>f|g', "a_b_c__d_e_f_g"),
        ("..\\up", ".._up"),
        ("ends. ", "ends"),
        ("...", "_"),
        ("राजकीय.pdf", "राजकीय.pdf"),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert safe(name) == expected


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        packed({"a/Notice.pdf": b"", "b/notice.pdf": b""}, "north")
