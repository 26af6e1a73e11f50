"""Lists as programs save them: encodings, delimiters, workbooks; and files that are no lists at all."""

from __future__ import annotations

import io
import struct
import time as clock
import tracemalloc
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from guidepress.content.campuses import is_known
from guidepress.content.library import load
from guidepress.content.tables import read_table
from guidepress.diagnostics import ContentError
from tests.content.conftest import TODAY
from tests.content.lists import put, refused, said, visit, workbook

TEXT = "name,city,venue\nअहमदनगर College,Pune,Hall\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_of_unicode_are_read(project: Path, encoding: str, newline: str) -> None:
    (campus,) = visit(project, TEXT.replace("\n", newline).encode(encoding)).rows
    assert (campus.name, campus.city) == ("अहमदनगर College", "Pune")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_header(project: Path, delimiter: str) -> None:
    text = '"City, or town; or both",name,venue\n"Pune, Camp",A,"Hall; 2"\n'
    mended = text.replace('",', f'"{delimiter}').replace(",name,venue", f"{delimiter}name{delimiter}venue")
    mended = mended.replace("name,venue", f"name{delimiter}venue").replace("A,", f"A{delimiter}")
    (campus,) = visit(project, mended).rows
    assert (campus.name, campus.venue) == ("A", "Hall; 2")
    assert dict(campus.other) == {"City, or town; or both": "Pune, Camp"}


def test_known_columns_outweigh_commas_in_the_names_of_others(project: Path) -> None:
    (campus,) = visit(project, "name;town, or city, or both\nA;Pune, Camp, India\n").rows
    assert (campus.name, len(campus.other)) == ("A", 1)


def test_excels_line_that_names_the_delimiter_is_not_a_row(project: Path) -> None:
    assert visit(project, "sep=;\r\nname;date\r\nA;soon\r\n").spoilt[0].row == 2


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(project: Path) -> None:
    drive = visit(project, '\n\nname,venue,date\nA,"Hall\r\n2",\n,,\n\nB,"say ""hi""",\n"C", "x, y",soon\n')
    assert [row.venue for row in drive.rows] == ["Hall\n2", 'say "hi"']
    library = load(project, today=TODAY, drives=None).library
    assert library is not None
    assert [library.span(row.origin).line for row in drive.rows] == [4, 7]
    assert said(drive) == ["campuses.csv:8:3 (date) bad-date"]


def test_rows_that_end_early_are_said(project: Path) -> None:
    assert said(visit(project, "name,city\nA\nB,\n")) == ["campuses.csv:2:1 row-short"]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_other_encodings_are_refused_at_their_first_letter(project: Path, encoding: str) -> None:
    text = "name,city\nA,Pune\n\nCafé,Pune\n"
    assert refused(project, text.encode(encoding)) == "campuses.csv:4:1 (name) list-encoding"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(100), "1:1 list-format"),
        (b"%PDF-1.7", "1:1 list-format"),
        (b"\xef\xbb\xbf<html><table>", "1:1 list-format"),
        (b"PK\x03\x04 no zip", "1:1 list-format"),
        (b'name,city\nA,"Pune\nB,X\n', "2:1 list-format"),
        (b"name\n" + b"A\n" * 20_001, "20002:1 list-size"),
        (b"name\n" + b"x" * 10_000_001, "1:1 list-size"),
        (b"name," * 600, "1:1 list-size"),
        (b"\xff\xfe\x00", "1:1 list-encoding"),
    ],
)
def test_what_is_no_list_is_refused(project: Path, content: bytes, code: str) -> None:
    assert refused(project, content) == f"campuses.csv:{code}"


def test_a_workbook_says_what_people_see(project: Path) -> None:
    header = ["Name", "Date", "Reporting time", "Contact phone", "Booklet copies", "Seats", "Share", "ok"]
    rows = [
        ["A", datetime(2027, 1, 12), time(9, 30), 9100000001, 120.0, 12345678901234, 0.25, True],
        [],
        [None, None, " "],
        ["B", date(2027, 1, 13), datetime(1899, 12, 30, 14, 0), "0910000001", 5, 1e20, -3.5, None],
    ]
    drive = visit(project, workbook([header, *rows]), name="campuses.xlsx")
    assert said(drive) == ["campuses.xlsx:5:6 (Seats) cell-number"], "more digits than spreadsheets keep"
    (first,) = drive.rows
    assert (str(first.date), str(first.reporting_time), first.contact_phone) == ("2027-01-12", "09:30", "9100000001")
    assert first.booklet_copies == 120
    assert dict(first.other) == {"Seats": "12345678901234", "Share": "0.25", "ok": "True"}


def test_formulas_without_a_value_are_cells_that_say_nothing(project: Path) -> None:
    drive = visit(project, workbook([["name", "city"], ["A", "=B9"], ["B", "#REF!"], ["C", ""]]), name="campuses.xlsx")
    assert said(drive) == ["campuses.xlsx:2:2 (city) cell-error", "campuses.xlsx:3:2 (city) cell-error"]


def test_a_list_is_read_as_what_it_is_and_not_as_its_name_ends(project: Path) -> None:
    assert said(visit(project, workbook([["name"], ["A"]]))) == ["campuses.csv:1:1 list-ending"]
    drive = visit(project, "name\nA\n", name="campuses.xlsx")
    assert said(drive) == ["campuses.xlsx:1:1 list-ending"]
    assert len(drive.rows) == 1


def changed(part: str, change: dict[bytes, bytes]) -> bytes:
    """Return a workbook with something replaced in one of its parts."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["name"], ["A"]]))) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            for one, other in change.items() if name == part else ():
                assert one in data
                data = data.replace(one, other)
            new.writestr(name, data)
    return buffer.getvalue()


def test_a_formula_may_come_to_nothing(project: Path) -> None:
    cell = b'<c r="B2" t="str"><f>IF(TRUE,"")</f><v></v></c></row>'
    drive = visit(project, changed(SHEET, {b"</c></row></sheetData>": b"</c>" + cell + b"</sheetData>"}), name="c.xlsx")
    assert (said(drive), len(drive.rows)) == ([], 1)


def test_rows_share_the_cells_that_are_merged_for_them(project: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    rows = (["name", "city", "venue"], ["A", "Pune", "X"], ["B"], [], ["C", None, "Y"], ["D"])
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            sheet.cell(number, column, text)
    sheet.merge_cells("B2:B5")
    buffer = io.BytesIO()
    book.save(buffer)
    drive = visit(project, buffer.getvalue(), name="c.xlsx")
    shown = [(row.name, row.city, row.venue) for row in drive.rows]
    assert shown == [("A", "Pune", "X"), ("B", "Pune", None), ("C", "Pune", "Y"), ("D", None, None)]


def test_what_nobody_sees_is_in_no_cell(project: Path) -> None:
    text = "\ufeff\ufeffid,name,venue\na,A\u200b\u200e,Ha\u00adll\nb,क्\u200dष,\n"
    drive = visit(project, text.encode())
    assert [(row.id, row.name, row.venue) for row in drive.rows] == [("a", "A", "Hall"), ("b", "क्\u200dष", None)]


def test_a_title_above_the_columns_is_named(project: Path) -> None:
    assert refused(project, "Our campuses,\n,\nName,city\nA,B\n") == "campuses.csv:1:1 list-columns"
    loaded = load(project, today=TODAY, drives=None)
    assert [one.hint for one in loaded.diagnostics] == ["row 3 names the columns: delete the rows above it"]


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({b"<worksheet": BOMB}, "list-format"),
        ({b"<sheetData>": b"<sheetData>" + b"<!-- -->" * 13_000_000}, "list-size"),
        ({b'<row r="2"': b'<row r="99999999"', b'r="A2"': b'r="A99999999"'}, "list-size"),
        ({b"</sheetData>": b""}, "list-format"),
    ],
)
def test_hostile_workbooks_are_refused(project: Path, change: dict[bytes, bytes], code: str) -> None:
    content = changed(SHEET, change)
    assert refused(project, content, name="campuses.xlsx") == f"campuses.xlsx:1:1 {code}"


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(project: Path) -> None:
    content = changed(SHEET, {b"<sheetData>": b"<sheetData>" + b"<!-- -->" * 5_000_000})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(SHEET).file_size
    lying = content.replace(struct.pack("<L", size), struct.pack("<L", 500))
    assert lying != content
    tracemalloc.start()
    try:
        assert refused(project, lying, name="campuses.xlsx") == "campuses.xlsx:1:1 list-format"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000, "it was unpacked all the same"
    finally:
        tracemalloc.stop()


def test_empty_rows_without_end_are_refused(project: Path) -> None:
    content = changed(SHEET, {b"</sheetData>": b'<row r="900000"><c r="ZZZ900000"/></row></sheetData>'})
    assert refused(project, content, name="campuses.xlsx") == "campuses.xlsx:1:1 list-size"


def test_a_sheet_may_lie_about_its_size(project: Path) -> None:
    content = changed(SHEET, {b'<dimension ref="A1:A2"': b'<dimension ref="A1:XFD1048576"'})
    assert len(visit(project, content, name="campuses.xlsx").rows) == 1


def test_no_list_is_read_outside_the_project(project: Path) -> None:
    put(project, "name\nA\n")
    (project / "source/drives/pune/campuses.csv").unlink()
    (project.parent / "others.csv").write_text("name\nA\n")
    (project / "source/drives/pune/campuses.csv").symlink_to(project.parent / "others.csv")
    loaded = load(project, today=TODAY, drives=None)
    assert [one.code for one in loaded.diagnostics] == ["unsafe-path"]


@given(st.binary() | st.text().map(lambda text: f"name,date\n{text}".encode()) | st.binary().map(b"PK\3\4".__add__))
def test_any_bytes_give_rows_or_diagnostics(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root = tmp_path_factory.mktemp("any")
    (root / "any.csv").write_bytes(content)
    try:
        table = read_table(root, root / "any.csv", is_known)
    except ContentError as failure:
        assert all(one.code.startswith("list-") for one in failure.diagnostics)
    else:
        assert all(table.span((number, "name")).line == number for number in table.rows)


@given(st.integers(0, 4_000), st.integers(0, 255))
def test_a_workbook_with_a_wrong_byte_gives_rows_or_diagnostics(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int
) -> None:
    root = tmp_path_factory.mktemp("any")
    content = bytearray(workbook([["name", "date"], ["A", date(2027, 1, 12)]]))
    content[at % len(content)] = byte
    (root / "any.xlsx").write_bytes(content)
    try:
        read_table(root, root / "any.xlsx", is_known)
    except ContentError as failure:
        assert all(one.code.startswith("list-") for one in failure.diagnostics)


def test_a_long_list_is_read_at_once(project: Path) -> None:
    """10,000 rows take a second and a quarter; the bound leaves room for a busy machine."""
    row = (
        "College {0},Pune,12/01/2027,9:00,Seminar Hall {0},Asha,+91 00000 00001,a@acme.example,40,120,8,en,confirmed\n"
    )
    header = "name,city,date,reporting_time,venue,contact_name,contact_phone,contact_email,booklet_copies,sheet_copies"
    text = f"{header},notice_copies,locales,status\n" + "".join(map(row.format, range(10_000)))
    put(project, text, 'registration: "https://acme.example/?c={id}"\n')
    begun = clock.monotonic()
    loaded = load(project, today=TODAY, drives=None)
    assert clock.monotonic() - begun < 6
    assert loaded.library and len(loaded.library.drives["pune"].rows) == 10_000
