"""A drive that visits one campus, to compose documents for."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from guidepress.compose.plan import Job
from guidepress.content.library import Library, load
from tests.compose.samples import BRAND, PROJECT, TODAY, small, with_changes, write

DRIVE, LIST = "drives/spring/drive.yaml", "source/drives/spring/campuses.csv"
USUAL = {
    "name": "College of Example",
    "city": "Pune",
    "date": "12/01/2027",
    "reporting_time": "9:00",
    "venue": "Seminar Hall 2",
}
LONG = {
    **USUAL,
    "status": "tentative",
    "name": "Institute of Commerce " * 9,
    "venue": "past the gate, up the stairs " * 11,
}

REGISTERS = {"registration": {"url": "https://r.example/?c={id}", "until": "2027-01-05"}}


def library(tmp_path: Path, row: dict[str, str], drive: dict[str, Any] | None = None) -> Library:
    """Return the small guide with a drive that visits one campus."""
    cells = {"id": "one", **row}
    table = io.StringIO()
    writer = csv.DictWriter(table, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    said = {"id": "spring", "title": "Spring drive", "brand": "acme", "guides": ["first"], "campuses": "campuses.csv"}
    changes = {
        PROJECT: {"region": "IN"},
        BRAND: {"contact": {"website": "acme.example"}},
        DRIVE: {**said, **(drive or {})},
    }
    files = {**with_changes(small(), changes), "drives/spring/campuses.csv": table.getvalue()}
    found = load(write(tmp_path / "project", files), today=TODAY, drives=None).library
    assert found
    assert not found.drives["spring"].said
    return found


def job(kind: str = "booklet", edition: str = "digital", locale: str = "en") -> Job:
    role = "agent" if kind == "cheatsheet" else None
    return Job("first", locale, kind, role, "acme", edition, drive="spring", campus="one")
