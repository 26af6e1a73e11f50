"""The output folder: files appear whole or not at all, and the manifest never claims what is not there.

Finished files wait in `.guidepress/staging/`. To publish them, the manifest first lets go of the entries that are to
change, then the files are renamed into place, then the manifest names them: at any moment, every entry it has is true.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from guidepress import manifest
from guidepress.diagnostics import Diagnostic, EnvironmentFailure, error
from guidepress.manifest import Artifact
from guidepress.state import Record, State

HOUSEKEEPING = ".guidepress"
REJECTED = "rejected"  # below it: files that preflight kept from being published
PATIENCE_SECONDS = 30.0
_RETRY_SECONDS = 0.2
_BATCH_SECONDS = 2.0
_SHARE = 20.0  # times as long as publishing took may pass before it is done again

_REASONS = {
    errno.ENOSPC: ("disk-full", "free some space, then build again"),
    errno.EDQUOT: ("disk-full", "free some space, then build again"),
    errno.EFBIG: ("disk-full", "the system limits how large a file may be"),
    errno.EROFS: ("not-writable", "choose another folder"),
    errno.EACCES: (
        "not-writable",
        "close it where it is open, and check who may write there; or take another folder",
    ),
    errno.EPERM: ("not-writable", "close it where it is open, and check who may write there; or take another folder"),
    errno.EAGAIN: ("locked", "wait for it to end, or choose another folder with --out"),
    errno.EXDEV: ("leads-outside", "a link there leads out of the output folder: replace it by a real folder"),
    errno.EBUSY: ("not-writable", "close it where it is open, then build again"),
    errno.EISDIR: ("in-the-way", "a folder has the name of a file: move it away"),
    errno.ENOTDIR: ("in-the-way", "a file has the name of a folder: move it away, or choose another folder"),
    errno.EEXIST: ("in-the-way", "a file has the name of a folder: move it away, or choose another folder"),
    errno.ENOTEMPTY: ("in-the-way", "a folder has the name of a file: move it away"),
}


class Output:
    """An output folder with its manifest and state. Whatever writes needs the lock that `opened` takes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        known, self.failures = manifest.read_all(folder)
        self.artifacts = {made.path: made for made in known if (folder / made.path).is_file()}
        self.state = State.read(self.kept("state.json"))
        self._staged: dict[str, tuple[Artifact, Record]] = {}
        self._published_at, self._patience = time.monotonic(), _BATCH_SECONDS

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, say: Callable[[str], None]) -> Iterator[Output]:
        """Hold the folder's lock; raise `EnvironmentFailure` where it cannot be had, or written."""
        keep = folder / HOUSEKEEPING
        with writing(folder):
            keep.mkdir(parents=True, exist_ok=True)
            lock = (keep / "lock").open("a")
        with lock:
            _take(lock.fileno(), folder, say)
            _empty(keep / "staging")
            yield cls(folder)

    def intact(self, path: str) -> bool:
        """Tell whether a document's files are still what was published; one is read only if it looks touched."""
        record, artifact = self.state.documents.get(path), self.artifacts.get(path)
        if record is None or artifact is None or artifact.sha256 != record.sha256:
            return False
        return all(self._untouched(file, sha256, record.seen.get(file)) for file, sha256 in artifact.files.items())

    def is_whole(self, path: str) -> bool:
        """Tell whether all files of a document are there, whatever is in them."""
        return all((self.folder / file).is_file() for file in self.artifacts[path].files)

    def stage(self, artifact: Artifact, record: Record, files: Mapping[str, bytes], landed: Mapping[str, Any]) -> None:
        """Write a finished document's files, by path, out of sight; `publish` brings them to light."""
        placed = json.dumps(landed, ensure_ascii=False).encode()
        for path, data in files.items():
            with writing(self.folder / path):
                write(self._staging(path), data)
        with writing(self.folder / artifact.path):
            write(self.placements_of(artifact.path), placed, lasting=False)
        self._staged[artifact.path] = artifact, record

    def reject(self, files: Mapping[str, bytes]) -> None:
        """Keep the files of a document that must not be published, for whoever wants to see what is wrong with them."""
        for path, data in files.items():
            with writing(self._rejected(path)):
                write(self._rejected(path), data, lasting=False)

    def forgive(self, paths: Iterable[str]) -> None:
        """Drop files that were rejected before."""
        for path in paths:
            with writing(self._rejected(path)):
                self._rejected(path).unlink(missing_ok=True)

    @property
    def staged(self) -> list[Artifact]:
        """The documents that wait to be published."""
        return [artifact for artifact, _ in self._staged.values()]

    @property
    def is_time_to_publish(self) -> bool:
        """Whether enough has gathered that losing it to a power cut would hurt.

        The more there is to note down, the more gathers, so that noting stays a small part of the work.
        """
        return time.monotonic() - self._published_at > self._patience

    def publish(self, tools: Mapping[str, str]) -> dict[str, Diagnostic]:
        """Rename what is staged into place; return what the system refused, by document."""
        began = time.monotonic()
        staged, self._staged = self._staged, {}
        changed = {path: self._changed(artifact) for path, (artifact, _) in staged.items()}
        self.state.forget(staged.keys())
        self._write_manifest([a for a in self.artifacts.values() if not changed.get(a.path)], tools)
        refused: dict[str, Diagnostic] = {}
        for path, files in changed.items():
            try:
                for file in files:
                    self._bring_to_light(file)
                drop(self.folder, self._outdated(path, staged[path][0]))
            except EnvironmentFailure as failure:
                refused[path] = failure.diagnostics[0]
        for path, (artifact, record) in staged.items():
            if path not in refused:
                self.artifacts[path] = artifact
                self.forgive(artifact.files)
                self.state.documents[path] = replace(record, seen=dict(map(self._seen, artifact.files)))
        self.save(tools)
        self._published_at = time.monotonic()
        self._patience = max(_BATCH_SECONDS, _SHARE * (self._published_at - began))
        return refused

    def remove(self, paths: Iterable[str], tools: Mapping[str, str]) -> tuple[str, ...]:
        """Take documents back; return those deleted. A document of which somebody has changed a file stays."""
        intact = {path: tuple(self.artifacts[path].files) for path in paths if self.intact(path)}
        for path in paths:
            self.artifacts.pop(path, None)
        self._write_manifest(self.artifacts.values(), tools)
        for path, files in intact.items():
            drop(self.folder, files)
            self.placements_of(path).unlink(missing_ok=True)
        for path in paths:
            self.state.documents.pop(path, None)
        self.save(tools)
        return tuple(intact)

    def save(self, tools: Mapping[str, str]) -> None:
        """Write the manifest, then the state; what has not changed is left alone."""
        self._write_manifest(self.artifacts.values(), tools)
        self.keep("state.json", self.state.render())

    def keep(self, name: str, data: bytes) -> None:
        """Write a small file of our own, as a whole; `kept` says where."""
        self._replace(f"{HOUSEKEEPING}/{name}", data)

    def kept(self, name: str) -> Path:
        """Return where a small file of our own is."""
        return self.folder / HOUSEKEEPING / name

    def _write_manifest(self, artifacts: Iterable[Artifact], tools: Mapping[str, str]) -> None:
        self._replace(manifest.NAME, manifest.render(artifacts, tools, self.failures))

    def _replace(self, name: str, data: bytes) -> None:
        """Replace one of our own small files as a whole, unless it says the same already."""
        target = self.folder / name
        with suppress(OSError):
            if target.read_bytes() == data:
                return
        with writing(target):
            write(self._staging(name), data)
            self._staging(name).replace(target)

    def _bring_to_light(self, path: str) -> None:
        with writing(self.folder / path):
            target = within(self.folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            self._staging(path).replace(target)

    def _changed(self, artifact: Artifact) -> list[str]:
        """Return which of a staged document's files differ from what is there."""
        return [path for path, sha256 in artifact.files.items() if not self._holds(path, sha256)]

    def _outdated(self, path: str, artifact: Artifact) -> list[str]:
        """Return the files that a document had and has no more, unless somebody has changed them."""
        before = self.artifacts[path].files if path in self.artifacts else {}
        return [file for file, sha256 in before.items() if file not in artifact.files and self._holds(file, sha256)]

    def _untouched(self, path: str, sha256: str, seen: tuple[int, int] | None) -> bool:
        with suppress(OSError):
            return self._seen(path)[1] == seen or self._sha256(path) == sha256
        return False

    def _seen(self, path: str) -> tuple[str, tuple[int, int]]:
        """Return a file's path with its size and the time of its last change."""
        about = (self.folder / path).stat()
        return path, (about.st_size, about.st_mtime_ns)

    def _holds(self, path: str, sha256: str) -> bool:
        with suppress(OSError):
            return self._sha256(path) == sha256
        return False

    def _sha256(self, path: str) -> str:
        return hashlib.sha256((self.folder / path).read_bytes()).hexdigest()

    def _staging(self, path: str) -> Path:
        return self.folder / HOUSEKEEPING / "staging" / path

    def _rejected(self, path: str) -> Path:
        return self.folder / HOUSEKEEPING / REJECTED / path

    def placements_of(self, path: str) -> Path:
        """Return where it is noted on which pages the content of a document landed."""
        return self.folder / HOUSEKEEPING / "placements" / f"{path}.json"


def within(folder: Path, path: str) -> Path:
    """Return where a file goes below a folder; a link that leads out of the folder is no way to go."""
    target = folder / path
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
    return target


def drop(folder: Path, paths: Iterable[str]) -> None:
    """Remove files below a folder, and the folders that this leaves empty."""
    for path in paths:
        with writing(folder / path):
            within(folder, path).unlink(missing_ok=True)
        _prune(folder, path)


def _prune(folder: Path, path: str) -> None:
    with suppress(OSError):
        for parent in (folder / path).parents:
            if parent == folder:
                return
            parent.rmdir()


def _take(lock: int, folder: Path, say: Callable[[str], None]) -> None:
    """Wait for another build that holds the lock, up to a limit.

    A record lock, not `flock`: it belongs to this process alone, so that no worker keeps it when the build is killed.
    """
    for attempt in range(round(PATIENCE_SECONDS / _RETRY_SECONDS) + 1):
        try:
            return fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if problem.errno not in (errno.EACCES, errno.EAGAIN):
                raise _refusal(folder, problem) from problem
        if attempt == 0:
            say(f"Another build is writing to {here(folder)}. Waiting for it to end …")
        time.sleep(_RETRY_SECONDS)
    raise _refusal(folder, OSError(errno.EAGAIN, "another build holds it"))


def _empty(folder: Path) -> None:
    """Remove what a build that was killed left in a folder."""
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def write(file: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write a file; a lasting one is on the disk, not on its way there, before it gets its name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(data)
        if lasting:
            stream.flush()
            os.fsync(stream.fileno())


def write_whole(target: Path, data: bytes) -> None:
    """Write one file beside its place, then give it its name: it appears whole or not at all."""
    if target.exists() and not target.is_file():
        message = f"cannot write {here(target)}: it is no regular file"
        raise EnvironmentFailure(error("in-the-way", message, hint="choose another name"))
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    with writing(target):
        try:
            write(beside, data)
            beside.replace(target)
        finally:
            with suppress(OSError):
                beside.unlink()


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what the system refuses into a diagnostic about `target`."""
    try:
        yield
    except OSError as problem:
        raise _refusal(target, problem) from problem


def _refusal(target: Path, problem: OSError) -> EnvironmentFailure:
    reason = problem.strerror or str(problem)
    code, hint = _REASONS.get(problem.errno or 0, ("cannot-write", "choose another folder"))
    return EnvironmentFailure(error(code, f"cannot write {here(target)}: {reason}", hint=hint))


def here(target: Path) -> str:
    """Return a path as a person in the current folder would type it."""
    return str(target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target)
