"""What is not printed is in no byte of a file: paths, comments, fields for editors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.compose.test_pages import UNPRINTED
from tests.facts.conftest import COMMENT, HOUSE
from tests.facts.reading import Pdf

pytestmark = pytest.mark.slow

PATHS = (
    b"source/",
    b"data-src",
    b".yaml",
    b"file:",
    b"styles/",
    str(HOUSE).encode(),
    str(Path.home()).encode() + b"/",
    b"/tmp/",
)
FIELDS = (
    "Source note",
    "Weak title",
    "Money note",
    "Code label",
    "Reason of acceptance",
    "Another reason of acceptance",
    "Network",
    COMMENT,
)


@pytest.fixture(params=["booklet", "sheet", "specimen", "specimen_sheet"])
def file(request: pytest.FixtureRequest) -> Pdf:
    if request.param == "sheet":
        return request.getfixturevalue("specimen_sheet")
    return request.getfixturevalue(request.param)


def test_no_path_is_in_any_byte(file: Pdf) -> None:
    strings = list(file.strings())
    assert len(strings) > 200
    assert b"BDC" in b"".join(strings), "streams are unpacked"
    found = {path for path in PATHS for string in strings if path in string}
    assert found == set()


def test_no_unprinted_field_is_in_a_file(specimen: Pdf, specimen_sheet: Pdf) -> None:
    assert len(FIELDS) == len(UNPRINTED) + 1
    for file in (specimen, specimen_sheet):
        everything = " ".join(file.texts) + " ".join(string.decode("latin-1") for string in file.strings())
        wide = everything.encode("utf-16-be").decode("latin-1")
        assert "Agent summary" in everything
        assert [field for field in FIELDS if field in everything or field in wide] == []


def test_no_comment_of_the_content_is_in_the_booklet(booklet: Pdf) -> None:
    comments = [
        match[1].strip()
        for path in (HOUSE / "source").rglob("*.yaml")
        for match in re.finditer(r"(?:^|\s)#\s+(.{16,})$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(comments) > 20
    text = " ".join(booklet.texts)
    assert [comment for comment in comments if comment in text] == []
