"""Lists of campuses: what becomes of their rows, and what is said of those of which nothing can be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.lists import refused, said, visit

GOOD = [
    ("date", "12/01/2027", "2027-01-12"),
    ("date", "12.1.2027", "2027-01-12"),
    ("date", "12-01-2027", "2027-01-12"),
    ("date", "2027-01-12", "2027-01-12"),
    ("date", "2027/1/12", "2027-01-12"),
    ("date", "2027-01-12 00:00:00", "2027-01-12"),
    ("date", "12 Jan 2027", "2027-01-12"),
    ("date", "12-JAN-2027", "2027-01-12"),
    ("date", "12th January, 2027", "2027-01-12"),
    ("date", "January 12, 2027", "2027-01-12"),
    ("date", "Tuesday, 12 January 2027", "2027-01-12"),
    ("date", "29/02/2028", "2028-02-29"),
    ("reporting_time", "9:00", "09:00"),
    ("reporting_time", "1.30 pm", "13:30"),
    ("booklet_copies", "0", "0"),
    ("sheet_copies", "120", "120"),
    ("notice_copies", "4.0", "4"),
    ("contact_phone", "+91 00000 00001", "+91 00000 00001"),
    ("contact_phone", "9100000001", "9100000001"),
    ("contact_email", "mailto:drives@acme.example", "drives@acme.example"),
    ("status", "Tentative", "tentative"),
    ("venue", "Hall <2>, «Süd» & पुणे, really?", "Hall <2>, «Süd» & पुणे, really?"),
    ("venue", "x" * 300, "x" * 300),
    ("registration_url", "go.acme.example/{id}", "https://go.acme.example/a-b"),
    ("registration_url", "https://acme.example/?n={name}", "https://acme.example/?n=A%20%26%20B%2F%C3%89"),
]

BAD = [
    ("date", "12/01/27", "bad-date"),
    ("date", "12-Jan-27", "bad-date"),
    ("date", "31/02/2027", "bad-date"),
    ("date", "01/13/2027", "bad-date"),
    ("date", "29/02/2027", "bad-date"),
    ("date", "2027-01", "bad-date"),
    ("date", "Jan 2027", "bad-date"),
    ("date", "2027", "bad-date"),
    ("date", "46399", "bad-date"),
    ("date", "12 Foo 2027", "bad-date"),
    ("date", "next Tuesday", "bad-date"),
    ("date", "00/01/2027", "bad-date"),
    ("date.hi", "12/01/27", "bad-date"),
    ("reporting_time", "25:00", "bad-time"),
    ("reporting_time", "morning", "bad-time"),
    ("booklet_copies", "-1", "bad-value"),
    ("booklet_copies", "1,200", "wrong-type"),
    ("booklet_copies", "100 copies", "wrong-type"),
    ("booklet_copies", "2.5", "wrong-type"),
    ("booklet_copies", "many", "wrong-type"),
    ("booklet_copies.hi", "some", "wrong-type"),
    ("booklet_copies", "99999999", "bad-value"),
    ("contact_phone", "9.88E+09", "cell-number"),
    ("contact_phone", "9880000001.0", "cell-number"),
    ("contact_phone", "ask Asha", "bad-value"),
    ("contact_email", "asha at acme", "bad-address"),
    ("status", "canceled", "bad-value"),
    ("id", "College One", "bad-id"),
    ("id", "con", "bad-id"),
    ("locales", "english", "bad-value"),
    ("venue", "???? ???", "lost-text"),
    ("venue", "Hall \N{REPLACEMENT CHARACTER}", "lost-text"),
    ("venue", "पुणे".encode().decode("latin-1").replace("\x81", ""), "lost-text"),
    ("venue", "CafÃ© hall", "lost-text"),
    ("hostel", "à¤ªà", "lost-text"),
    ("venue", "#REF!", "cell-error"),
    ("venue", "#########", "cell-error"),
    ("venue", "=B2", "cell-error"),
    ("venue", "bell \x07", "control-character"),
    ("venue", "\u202egnp.exe", "control-character"),
    ("venue", "x" * 501, "too-long"),
    ("hostel", "x" * 66_000, "too-long"),
    ("hostel", "<script>alert(1)</script>", "html-in-text"),
    ("registration_url", "javascript:alert(1)", "bad-address"),
    ("registration_url", "https://-acme-.example", "bad-address"),
    ("registration_url", "https://{name}.example", "bad-address"),
    ("registration_url", "https://acme.example/{nmae}", "unknown-column"),
    ("registration_url", "https://acme.example/{city}", "empty-column"),
    ("registration_url", "https://acme.example/" + "x" * 140, "address-length"),
    ("name", "", "missing-field"),
    ("name", "पुणे", "bad-id"),
]


def one(project: Path, column: str, text: str, more: str = "") -> str:
    """Return the list with one row, and one cell in the column."""
    quoted = text.replace('"', '""')
    if column == "name":
        return f'city,name\nX,"{quoted}"\n'
    if column == "id":
        return f'name,id,city\nA,"{quoted}",\n'
    return f'name,{column},city\nA & B/É,"{quoted}",\n'


@pytest.mark.parametrize(("column", "text", "value"), GOOD)
def test_a_good_cell_is_read(project: Path, column: str, text: str, value: str) -> None:
    drive = visit(project, one(project, column, text))
    assert said(drive) == []
    assert str(getattr(drive.rows[0], column)) == value


@pytest.mark.parametrize(("column", "text", "code"), BAD)
def test_a_bad_cell_is_named_with_its_row_and_column_and_spoils_no_other_row(
    project: Path, column: str, text: str, code: str
) -> None:
    drive = visit(project, one(project, column, text) + "Sound,\n".replace(",", ",,") * (column != "name"))
    place = "1 (city)" if False else f"2 ({column})"
    if code == "empty-column":
        place = "3 (city)"
    assert [line for line in said(drive) if "row-short" not in line] == [f"campuses.csv:2:{place} {code}"]
    assert [row.row for row in drive.spoilt] == [2]
    assert [row.name for row in drive.rows] == ["Sound"] * (column != "name")
