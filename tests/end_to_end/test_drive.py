"""A drive of fifty campuses: each finds its own data in its files, every code leads to its row, nobody else's is there.

Every field of every row holds a word that stands nowhere else, so that a single one of them in a wrong file shows.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
import zxingcpp

from tests.conftest import HOUSE, guidepress, manifest
from tests.facts.reading import Pdf

pytestmark = pytest.mark.slow

CAMPUSES = 50
EVERYWHERE = 2  # of them get all kinds in all editions
EDITIONS = ("digital", "office", "press", "large-print")
FIELDS = ("name", "city", "venue", "contact_name", "contact_phone", "contact_email", "desk")
WORD = re.compile(r"q[a-g]\d\dz|55\d\d0\d\d77\d\d")


class Row(NamedTuple):
    """A campus and the words that only its row has, by field."""

    id: str
    words: dict[str, str]

    @property
    def address(self) -> str:
        return f"https://register.example/?c={self.id}&k={self.words['desk']}"

    @property
    def cells(self) -> dict[str, str]:
        phone, mail = f"+91 {self.words['contact_phone']}", f"{self.words['contact_email']}@campus.example"
        return {**self.words, "id": self.id, "date": "12/01/2027", "contact_phone": phone, "contact_email": mail}


def _row(number: int) -> Row:
    words = {field: f"q{'abcdefg'[place]}{number:02}z" for place, field in enumerate(FIELDS)}
    return Row(f"c{number:02}", {**words, "contact_phone": f"55{number:02}0{number:02}77{number:02}"})


ROWS = [_row(number) for number in range(CAMPUSES)]


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of a drive: of all campuses booklet and notice, of the first few everything."""
    root = tmp_path_factory.mktemp("drive")
    shutil.copytree(HOUSE / "tests" / "faults" / "_base" / "source", root / "source")
    folder = root / "source" / "drives" / "season"
    folder.mkdir(parents=True)
    about: dict[str, Any] = {"id": "season", "title": "A season", "brand": "acme", "guides": ["first"]}
    about |= {"campuses": "list.csv", "personalise": ["booklet", "cheatsheet", "notice"], "roles": ["agent"]}
    about["registration"] = "https://register.example/?c={id}&k={desk}"
    (folder / "drive.yaml").write_text(json.dumps(about), encoding="utf-8")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", *FIELDS, "date"])
        writer.writeheader()
        writer.writerows(row.cells for row in ROWS)
    some = [f"--campus={row.id}" for row in ROWS[:EVERYWHERE]]
    wanted = (["booklet", "notice"], [*some, *(f"--edition={edition}" for edition in EDITIONS)])
    for arguments in wanted:
        run = guidepress("build", *arguments, "--root", root, "--drive", "season", "--zip")
        assert run.returncode == 0, run.stderr
    return root / "output"


def _files(out: Path, row: Row) -> Iterator[Path]:
    yield from (file for file in (out / "drives" / "season" / row.id).rglob("*") if file.is_file())


def _everything(file: Path) -> str:
    """Return all that is in a file: its bytes, those of all its streams, and the text that readers see."""
    data = file.read_bytes()
    raw = data.decode("latin-1") + data.decode("utf-16-be", "replace")
    if file.suffix != ".pdf":
        return raw
    pdf = Pdf(data)
    strings = b"\n".join(pdf.strings())
    return "\n".join([raw, *pdf.texts, strings.decode("latin-1"), strings.decode("utf-16-be", "replace")])


def test_no_file_holds_a_word_of_another_campus(drive: Path) -> None:
    for row in ROWS:
        files = list(_files(drive, row))
        assert len(files) >= 5
        foreign = {(file.name, word) for file in files for word in WORD.findall(_everything(file))}
        assert {found for found in foreign if found[1] not in row.words.values()} == set()
        paths = {file.name for file in files if not file.name.startswith(row.id)}
        assert paths == set()


def test_what_all_campuses_share_holds_a_word_of_none(drive: Path) -> None:
    shared = [path for path, entry in manifest(drive).items() if entry["drive"] and not entry["campus"]]
    texts = [path for path in shared if "booklet-text" in path]
    assert texts
    assert [path for path in texts if WORD.search(_everything(drive / path))] == []


def test_every_campus_finds_what_its_row_says(drive: Path) -> None:
    shown = {
        "notice": {"name", "city", "venue", "contact_name", "contact_phone", "contact_email"},
        "booklet": {"name", "city", "venue", "contact_name", "contact_phone", "contact_email"},
        "cheatsheet": {"name", "venue"},
    }
    seen = 0
    for entry in manifest(drive).values():
        if entry["campus"] and entry["kind"] in shown:
            row = ROWS[int(entry["campus"][1:])]
            text = "".join("".join(Pdf((drive / entry["path"]).read_bytes()).texts).split())
            missing = {field for field in shown[entry["kind"]] if row.words[field] not in text}
            assert missing == set(), entry["path"]
            seen += 1
    assert seen == 2 * CAMPUSES + (3 * len(EDITIONS) - 2) * EVERYWHERE


def test_every_code_leads_to_its_row(drive: Path) -> None:
    """Codes are read from the rastered pages by a reader that knows nothing of how they were made."""
    seen = 0
    for entry in manifest(drive, "digital").values():
        if entry["campus"]:
            row = ROWS[int(entry["campus"][1:])]
            with pypdfium2.PdfDocument(drive / entry["path"]) as pdf:
                page = pdf[len(pdf) - 1]
                found = {code.text for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())}
            assert found == {row.address}, entry["path"]
            seen += 1
    assert seen == 2 * CAMPUSES + EVERYWHERE
