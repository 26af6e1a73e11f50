"""Lists of campuses to read: a drive in the small sound project, and what its list gives."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from guidepress.content.drive import Drive
from guidepress.content.library import load
from tests.content.conftest import TODAY

DRIVE = "id: pune\ntitle: Pune\nbrand: acme\nguides: [first]\ncampuses: {name}\n"


def put(project: Path, content: str | bytes, more: str = "", name: str = "campuses.csv") -> None:
    """Write a drive and its list; `more` is what else drive.yaml says."""
    folder = project / "source/drives/pune"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "drive.yaml").write_text(DRIVE.format(name=name) + more, encoding="utf-8")
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def visit(project: Path, content: str | bytes, more: str = "", name: str = "campuses.csv") -> Drive:
    """Return the drive with its campuses, of a list that can be read as a whole."""
    put(project, content, more, name)
    loaded = load(project, today=TODAY, drives=None)
    assert loaded.library is not None, "\n".join(map(str, loaded.diagnostics))
    return loaded.library.drives["pune"]


def refused(project: Path, content: str | bytes, more: str = "", name: str = "campuses.csv") -> str:
    """Return why a list cannot be read as a whole: places and codes."""
    put(project, content, more, name)
    loaded = load(project, today=TODAY, drives=None)
    assert loaded.library is None
    return "; ".join(f"{one.span} {one.code}".removeprefix("source/drives/pune/") for one in loaded.diagnostics)


def said(drive: Drive) -> list[str]:
    """Return places and codes of what is said of a list."""
    return [f"{one.span} {one.code}".removeprefix("source/drives/pune/") for one in drive.said]


def workbook(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a workbook with these rows in its first sheet, and another sheet behind it."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    book.create_sheet("Notes").append(["not this"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
