"""The folder of the proof: a new proof is made out of sight, then takes the place of the last one.

What is new waits in `.guidepress/proof/`; its `proof.json` comes last and says that the proof is whole. Whoever is
stopped before that leaves the last proof as it was; whoever is stopped after it, while files are renamed, leaves it to
the next proof to go on with that. Files that no proof has named are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import Any

from guidepress.output import HOUSEKEEPING, REJECTED, drop, within, write_whole, writing
from guidepress.proof.record import DPI, File, Subject

FOLDER = "proof"
RECORD, REPORT = "proof.json", "index.html"
VERSION = 1


class Shelf:
    """The last proof in an output folder whose lock is held, and the next one."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self.shown = out / FOLDER
        self.staging = out / HOUSEKEEPING / FOLDER
        if (self.staging / RECORD).is_file():
            self.publish()
        rmtree(self.staging, ignore_errors=True)
        self.last = _read(self.shown)
        self._known = _files(self.last)

    def before(self, path: str) -> File | None:
        """Return what the last proof says of a file, if all its pictures are still there."""
        file = self.known(path)
        whole = file is not None and all((self.shown / name).is_file() for name in file.pictures())
        return file if whole else None

    def known(self, path: str) -> File | None:
        return self._known.get(path)

    def latest(self, name: str) -> Path:
        """Return where a picture of this proof is: it may be that of the last one."""
        new = self.staging / name
        return new if new.is_file() else self.shown / name

    def stage(self, report: str, record: Mapping[str, Any]) -> None:
        """Add the report and, when all else is there, the record."""
        write_whole(self.staging / REPORT, report.encode())
        text = json.dumps({"version": VERSION, "dpi": DPI, **record}, indent=1, ensure_ascii=False)
        write_whole(self.staging / RECORD, text.encode())

    def publish(self) -> None:
        """Give what is staged its place, and remove what was the last proof's only; the record comes last."""
        obsolete = set(_names(_read(self.shown))) - set(_names(_read(self.staging)))
        for file in sorted(self.staging.rglob("*")):
            if file.is_file() and file.name != RECORD:
                self._place(file)
        drop(self.shown, obsolete)
        self._place(self.staging / RECORD)

    def _place(self, file: Path) -> None:
        name = f"{FOLDER}/{file.relative_to(self.staging).as_posix()}"
        with writing(self._out / name):
            target = within(self._out, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)


def lies_in(out: Path, subject: Subject) -> Path:
    """Return the folder below which the files of a document are; those of an unpublished one are kept out of sight."""
    return out if subject.published else out / HOUSEKEEPING / REJECTED


def documents(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the documents that a record tells of, also those that were not looked at again."""
    yield from record.get("documents", ())
    yield from record.get("kept", ())


def _files(record: Mapping[str, Any]) -> dict[str, File]:
    found = (File.from_data(file) for document in documents(record) for file in document["files"])
    return {file.path: file for file in found}


def _names(record: Mapping[str, Any]) -> Iterable[str]:
    return (name for file in _files(record).values() for name in file.pictures())


def _read(folder: Path) -> dict[str, Any]:
    """Return a record; an absent one, one of another version or resolution, or one that is not sound, says nothing."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        record = json.loads((folder / RECORD).read_bytes())
        if (record["version"], record["dpi"]) == (VERSION, DPI) and _is_sound(record):
            return record
    return {}


def _is_sound(record: Mapping[str, Any]) -> bool:
    """Tell whether all paths that a record names stay below the output folder; raise where it is no record at all."""
    files = _files(record).values()
    pages = [page for file in files for page in file.pages]
    paths = [*(document["path"] for document in documents(record)), *(file.path for file in files)]
    texts = [*(file.title for file in files), *(page.digest for page in pages), *(page.label for page in pages)]
    lengths = [length for page in pages for pair in (page.paper, page.inset, page.size) for length in pair]
    return (
        all(map(_stays, paths))
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(page.number, int) for page in pages)
        and all(isinstance(length, int | float) for length in lengths)
        and len(lengths) == len(pages) * 6
    )


def _stays(path: Any) -> bool:
    """Tell whether a path leads to a file below the folder that it is relative to."""
    parts = path.split("/") if isinstance(path, str) else [""]
    return not {"", ".", ".."} & set(parts) and "\\" not in path and path.isprintable()
