"""Tell whether anything has changed: digests of everything that a build reads.

Only the standard library is imported: a build with nothing to do ends here.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import guidepress
from guidepress import assets, environment

_TYPESETTING = (
    *("babel", "cssselect2", "fonttools", "jinja2", "markdown-it-py", "pillow", "pydyf", "pyphen", "pypdf", "segno"),
    *("tinycss2", "tinyhtml5", "weasyprint"),
)
_HASHED_UP_TO = 64 << 20  # bytes; no input that the model accepts is larger


@dataclass(frozen=True)
class Inputs:
    """Digests of all that a build reads: `files` by name (`source/…`, `layouts/…`, `styles/…`), and the engine's."""

    files: Mapping[str, str]
    engine: str

    @cached_property
    def digest(self) -> str:
        return _digest([self.engine, *self.files.items()])

    def of_document(self, path: str, brand: str, recipe: bytes) -> str:
        """Return the fingerprint of a document: its recipe, and what the typesetter reads besides."""
        read_later = ("styles/", "shipped/styles/", f"source/brands/{brand}/")
        files = [item for item in self.files.items() if item[0].startswith(read_later)]
        return _digest([self.engine, path, brand, hashlib.sha256(recipe).hexdigest(), files])


def take(root: Path) -> Inputs:
    """Read the digests of a project's inputs, of the shipped layouts and styles, and of the engine."""
    files = dict(_digests(root / "source", "source"))
    for room in ("layouts", "styles"):
        own, shipped = (root / room).resolve(), assets.shipped(room).resolve()
        files.update(_digests(shipped, f"shipped/{room}"))
        if own != shipped:
            files.update(_digests(own, room))
    return Inputs(dict(sorted(files.items())), _engine())


@cache
def tools() -> dict[str, str]:
    """Return the versions that the manifest names."""
    weasyprint = _packages().get("weasyprint", "")
    return {"weasyprint": weasyprint, **environment.library_versions(), "guidepress": guidepress.__version__}


def _engine() -> str:
    """Return a digest of the package's own files and of the versions of what it stands on."""
    package = Path(guidepress.__file__).parent
    # In a wheel layouts and styles stand inside the package, and are read on their own; a proof only looks on.
    apart = ("layouts/", "styles/", "proof/")
    code = [item for item in _digests(package, "") if not item[0].startswith(apart)]
    return _digest([sorted(code), _packages(), tools(), sys.version_info[:2], zlib.ZLIB_RUNTIME_VERSION])


@cache
def _packages() -> dict[str, str]:
    """Return the versions of the packages that have a hand in a document, as the names of their folders give them.

    `importlib.metadata` says the same (PyPA, recording installed projects), but takes as long as all the rest.
    """
    versions: dict[str, str] = {}
    for folder in filter(os.path.isdir, reversed(sys.path)):
        for entry in os.scandir(folder):
            name, _, version = entry.name.removesuffix(".dist-info").partition("-")
            name = name.lower().replace("_", "-")
            if entry.name.endswith(".dist-info") and name in _TYPESETTING:
                versions[name] = version
    return dict(sorted(versions.items()))


def _digests(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield (name, digest) of the files below a folder, but for hidden ones and Python's caches."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            below = f"{name}/{entry.name}" if name else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _digests(Path(entry.path), below)
            else:
                yield below, _file_digest(entry)


def _file_digest(entry: os.DirEntry[str]) -> str:
    """Return a digest of a file's bytes; links, devices and giants are known by their description."""
    about = entry.stat(follow_symlinks=False)
    if stat.S_ISREG(about.st_mode) and about.st_size <= _HASHED_UP_TO:
        with suppress(PermissionError):
            return hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
    target = Path(entry.path).resolve()
    with suppress(OSError):
        about = target.stat()
    return _digest([str(target), about.st_mode, about.st_size, about.st_mtime_ns])


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
