"""`manifest.json`: what stands in the output folder, for people and programs that send it on (version 1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from guidepress.diagnostics import Diagnostic

NAME = "manifest.json"
VERSION = 1
PRINT_ME = "PRINT-ME.pdf"  # the part of a booklet that says how to print it


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file that goes with another: a cover apart, press sheets, how to print it. `path` as in `Artifact`."""

    path: str
    pages: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One published document. `path` is relative to the manifest's folder, with `/`; what does not apply is None."""

    path: str
    kind: str
    guide: str | None = None
    role: str | None = None
    brand: str | None = None
    locale: str | None = None
    edition: str | None = None
    drive: str | None = None
    campus: str | None = None
    pages: int
    bytes: int
    sha256: str
    standards: tuple[str, ...] = ()
    preflight: Mapping[str, int]
    parts: tuple[Part, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """Return the digest of each of its files by path, its own first."""
        return {file.path: file.sha256 for file in (self, *self.parts)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What went wrong with a campus of a drive, or with what all of its campuses share.

    `path` is the document that is missing, `place` where the reason was written.
    """

    drive: str
    campus: str | None
    path: str | None
    place: str | None
    code: str
    message: str

    @classmethod
    def of(cls, drive: str, campus: str | None, found: Diagnostic, path: str | None = None) -> Failed:
        """Return what a diagnostic says of a campus."""
        place = str(found.span) if found.span else None
        return cls(drive=drive, campus=campus, path=path, place=place, code=found.code, message=found.message)


def render(artifacts: Iterable[Artifact], tools: Mapping[str, str], failures: Iterable[Failed] = ()) -> bytes:
    """Return the manifest's text, its entries in order of their path; without failures, it says nothing of them."""
    entries = [_entry(artifact) for artifact in sorted(artifacts, key=lambda artifact: artifact.path)]
    failed = {"failures": [asdict(one) for one in failures]}
    data = {"version": VERSION, "tools": dict(tools), "artifacts": entries, **(failed if failed["failures"] else {})}
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _entry(artifact: Artifact) -> dict[str, Any]:
    """Return an artifact as data; most have no parts, and say nothing of them."""
    return {key: value for key, value in asdict(artifact).items() if key != "parts" or value}


def read(folder: Path) -> dict[str, Artifact]:
    """Return the artifacts by path; none when there is no manifest that this version understands."""
    return {artifact.path: artifact for artifact in read_all(folder)[0]}


def read_all(folder: Path) -> tuple[list[Artifact], list[Failed]]:
    """Return the artifacts, and the failures; nothing when there is no manifest that this version understands."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        data = json.loads((folder / NAME).read_bytes())
        if data["version"] == VERSION:
            failures = [Failed(**entry) for entry in data.get("failures", ())]
            return [_artifact(entry) for entry in data["artifacts"]], failures
    return [], []


def _artifact(entry: Mapping[str, Any]) -> Artifact:
    known = {field.name: entry[field.name] for field in fields(Artifact) if field.name != "parts"}
    parts = tuple(Part(**part) for part in entry.get("parts", ()))
    return Artifact(**{**known, "standards": tuple(entry["standards"]), "parts": parts})
