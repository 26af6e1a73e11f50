"""Lists of campuses: what becomes of their rows, and what is said of those of which nothing can be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.content.library import load
from tests.content.conftest import TODAY
from tests.content.lists import put, refused, said, visit

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
    ("registration_url", "https://nowhere/register", "bad-address"),
    ("registration_url", "https://{name}.example", "bad-address"),
    ("registration_url", "https://acme.example/{nmae}", "unknown-column"),
    ("registration_url", "https://acme.example/{city}", "empty-column"),
    ("registration_url", "https://acme.example/" + "x" * 140, "address-length"),
    ("name", "", "missing-field"),
    ("name", "पुणे", "bad-id"),
]


def one(column: str, text: str) -> str:
    """Return a list whose first row has one cell more than a name, and whose second is sound."""
    quoted = '"' + text.replace('"', '""') + '"'
    if column == "name":
        return f"city,name\nX,{quoted}\nY,Sound\n"
    return f"name,{column},city\nA & B/É,{quoted},\nSound,,X\n"


@pytest.mark.parametrize(("column", "text", "value"), GOOD)
def test_a_good_cell_is_read(project: Path, column: str, text: str, value: str) -> None:
    drive = visit(project, one(column, text))
    assert said(drive) == []
    assert str(getattr(drive.rows[0], column)) == value


@pytest.mark.parametrize(("column", "text", "code"), BAD)
def test_a_bad_cell_is_named_by_row_and_column_and_spoils_its_row_only(
    project: Path, column: str, text: str, code: str
) -> None:
    drive = visit(project, one(column, text))
    place = "3 (city)" if code == "empty-column" else f"2 ({column})"
    assert said(drive) == [f"campuses.csv:2:{place} {code}"]
    assert [row.row for row in drive.spoilt] == [2]
    assert [row.name for row in drive.rows] == ["Sound"]


@pytest.mark.parametrize(
    ("order", "text", "value"),
    [("mdy", "01/12/2027", "2027-01-12"), ("iso", "2027-01-12", "2027-01-12"), ("mdy", "2027-02-01", "2027-02-01")],
)
def test_dates_are_read_in_the_order_that_the_drive_says(project: Path, order: str, text: str, value: str) -> None:
    (campus,) = visit(project, f"name,date\nA,{text}\n", f"date_format: {order}\n").rows
    assert str(campus.date) == value


def test_a_date_in_the_other_order_says_so(project: Path) -> None:
    assert "date_format: mdy" in str(visit(project, "name,date\nA,01/13/2027\n").said[0].hint)
    assert "YYYY-MM-DD" in str(visit(project, "name,date\nA,13/01/2027\n", "date_format: iso\n").said[0].hint)


def test_copies_with_a_comma_have_a_way_out(project: Path) -> None:
    assert visit(project, 'name,sheet_copies\nA,"1,200"\n').said[0].hint == "write the number alone: 1200"


@pytest.mark.parametrize("text", ["en hi", "en,hi", "EN; hi", "en/hi"])
def test_locales_are_parted_as_people_part_them(project: Path, text: str) -> None:
    drive = visit(project, f'name,locales\nA,"{text}"\n')
    assert drive.rows[0].locales == ("en", "hi")
    assert said(drive) == ["campuses.csv:2:2 (locales) locale-unavailable"]


def test_a_row_beats_the_defaults_which_beat_the_drive(project: Path) -> None:
    more = (
        "defaults: {reporting_time: '9:00', venue: Hall, booklet_copies: 0}\nregistration: https://acme.example/{id}\n"
    )
    more += "contacts: [Asha]\n"
    first, second = visit(project, "name,venue,registration_url\nA,Lawn,\nB,,https://b.example\n", more).rows
    assert (str(first.reporting_time), first.venue, first.booklet_copies) == ("09:00", "Lawn", 0)
    assert (second.venue, second.registration_url) == ("Hall", "https://b.example")
    assert first.registration_url == "https://acme.example/a"


def test_other_columns_and_those_for_locales_keep_their_names(project: Path) -> None:
    text = "Name,Reporting Time,NAME.hi,venue . HI,Bus stop\nA,9:00,अ,ब,Gate 2\n"
    (campus,) = visit(project, text).rows
    assert dict(campus.other) == {"name.hi": "अ", "venue.hi": "ब", "Bus stop": "Gate 2"}
    assert (campus.said("name", "hi"), campus.said("name", "en"), campus.said("Bus stop", "hi")) == ("अ", "A", "Gate 2")


def test_addresses_are_filled_for_each_campus(project: Path) -> None:
    more = 'registration: {url: "https://acme.example/{id}?d={date}&s={Bus stop}", short_url: "acme.example/{id}"}\n'
    more += 'privacy_notice: {text: We keep little., url: "https://acme.example/privacy/{id}"}\n'
    text = "name,date,bus STOP,registration_url,Bus stop\nA,12/1/2027,,,x/y&z\nB,12/1/2027,,https://b.example,q\n"
    first, second = visit(project, text, more).rows
    assert first.registration_url == "https://acme.example/a?d=2027-01-12&s=x%2Fy%26z"
    assert first.registration_short == "https://acme.example/a"
    assert first.privacy_url == "https://acme.example/privacy/a"
    assert second.registration_short is None, "the drive's short address leads elsewhere"


def test_an_address_may_not_name_a_column_that_is_not_there(project: Path) -> None:
    more = 'registration: {url: "https://acme.example/{idd}", short_url: "acme.example/{Name}"}\n'
    assert refused(project, "name\nA\n", more) == "drive.yaml:6:21 unknown-column"


def test_nothing_is_asked_of_a_cancelled_row_but_to_be_readable(project: Path) -> None:
    more = 'registration: "https://acme.example/{city}"\n'
    drive = visit(project, "name,city,date,status\nA,,1/1/2020,cancelled\nB,,,\n", more)
    assert [row.is_cancelled for row in drive.rows] == [True]
    assert said(drive) == ["campuses.csv:3:2 (city) empty-column"]


def test_a_campus_is_found_by_its_id_or_not(project: Path) -> None:
    drive = visit(project, "name\nCollege of Example\nB\n")
    assert drive.campus("college-of-example").name == "College of Example"
    with pytest.raises(KeyError):
        drive.campus("c")


def test_a_campus_is_where_it_was_when_rows_before_it_come_and_go(project: Path) -> None:
    before = visit(project, "id,name,city\n007,A,X\n")
    after = visit(project, "id,name,city\nb,B,X\n\n007,A,X\n")
    origins = {drive.campus("007").origin_of("city") for drive in (before, after)}
    assert len(origins) == 1, "else its documents would be made anew"
    library = load(project, today=TODAY, drives=None).library
    assert library is not None
    assert str(library.span(origins.pop())).endswith("campuses.csv:4:3 (city)")


def test_rows_of_one_id_are_all_spoilt_and_the_same_row_twice_is_not(project: Path) -> None:
    drive = visit(project, "id,name\na,A\n,A.\nb,B\nb,B\n,A!\nc,C\n")
    assert said(drive) == [
        "campuses.csv:2:1 (id) duplicate-id",
        "campuses.csv:3:2 (name) duplicate-id",
        "campuses.csv:5:1 row-repeated",
        "campuses.csv:6:2 (name) duplicate-id",
    ]
    assert drive.said[0].message == "“a” is also the id of row 3, 6"
    assert [row.id for row in drive.rows] == ["b", "c"]
    assert [(row.id, row.row) for row in drive.spoilt] == [("a", 2), ("a", 3), ("a", 6)]


def test_a_spoilt_row_is_known_by_its_id_as_far_as_there_is_one(project: Path) -> None:
    drive = visit(project, "id,name,date\n,College of X,soon\nCOEP,Y,\n,,12/1/2027\n,पुणे,\n")
    assert [row.id for row in drive.spoilt] == ["college-of-x", "coep", "row-4", "row-5"]


def test_what_may_be_wrong_is_said_and_built_all_the_same(project: Path) -> None:
    more = f"registration: {{url: 'https://acme.example/{'x' * 60}', until: 2026-12-05}}\n"
    drive = visit(project, "name,date,vanue\nA,1/11/2026,\nB,1/12/2026,\n", more)
    assert said(drive) == [
        "campuses.csv:1:3 (vanue) near-column",
        "drive.yaml:6:21 long-address",
        "drive.yaml:6:113 late-registration",
        "campuses.csv:2:2 (date) past-date",
    ]
    assert len(drive.rows) == 2


def test_an_accepted_warning_of_a_list_is_not_said(project: Path) -> None:
    accepted = "accepted: [{code: past-date, where: drives/pune/campuses.csv, reason: Kept as a record.}]\n"
    (project / "source/project.yaml").write_text(f"brand: acme\nguides: [first]\n{accepted}")
    assert said(visit(project, "name,date\nA,1/11/2026\n")) == []


def test_many_wrong_rows_are_not_all_listed(project: Path) -> None:
    drive = visit(project, "name,date\n" + "".join(f"A{number},soon\n" for number in range(300)))
    assert len(drive.said) == 201
    assert drive.said[-1].message == "“soon” is not a date … and so on: 100 more of this list are not shown"
    assert len(drive.spoilt) == 300


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "campuses.csv:1:1 list-empty"),
        ("\n ,\n", "campuses.csv:1:1 list-empty"),
        ("name\n", "campuses.csv:1:1 list-empty"),
        ("id,city\na,B\n", "campuses.csv:1:1 list-columns"),
        ("name,Name\na,B\n", "campuses.csv:1:2 (name) list-columns"),
    ],
)
def test_a_list_without_what_all_rows_need_is_refused(project: Path, text: str, why: str) -> None:
    assert refused(project, text) == why


def test_cells_below_no_column_spoil_their_row(project: Path) -> None:
    drive = visit(project, "name,,city\nA,,X\nB,stray,X\nC,,Pune, Nashik\n")
    assert said(drive) == ["campuses.csv:3:2 (column 2) row-cells", "campuses.csv:4:4 (column 4) row-cells"]
    assert [row.name for row in drive.rows] == ["A"]


def test_lists_are_read_only_when_asked_for(project: Path) -> None:
    put(project, b"")
    assert load(project, today=TODAY).library is not None
    assert load(project, today=TODAY, drives=("pune",)).library is None


def test_problems_of_rows_are_said_together_with_all_others(project: Path) -> None:
    put(project, "name,date\nA,soon\n")
    (project / "source/guides/first/guide.yaml").write_text("id: first\n")
    codes = {one.code for one in load(project, today=TODAY, drives=None).diagnostics}
    assert {"missing-field", "bad-date"} <= codes
