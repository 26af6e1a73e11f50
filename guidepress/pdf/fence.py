"""What a document may fetch: files of its mounts and `data:` addresses. Everything else is refused, and reported.

Documents live at a virtual address, so that no path of this machine is ever part of one. A mount is the first
segment of a path below it (`styles/…`, `brand/…`) and a list of folders in which the rest is looked up, in order.
"""

from __future__ import annotations

import base64
import binascii
import difflib
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from guidepress.diagnostics import Diagnostic, error
from guidepress.pdf import pictures
from guidepress.pdf.engine import URLFetcher, URLFetcherResponse
from guidepress.pdf.refusal import Refusal

BASE = "http://guidepress.invalid/"
_HOST = urlsplit(BASE).netloc

Mounts = Mapping[str, tuple[Path, ...]]

MEDIA_TYPES = {
    ".css": "text/css",
    ".icc": "application/vnd.iccprofile",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_BRING_IT_IN = "put the file into the project and name it there; nothing is fetched while building"
_FONT_SIGNATURES = (b"\0\1\0\0", b"true", b"OTTO", b"wOFF", b"wOF2")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too large to be meant: bytes of a file, bytes of a `data:` address, pixels of an image."""

    file_bytes: int = 25_000_000
    data_bytes: int = 8_000_000
    pixels: int = 40_000_000


class Fence(URLFetcher):
    """The fetcher of one document; `report` hears of every address refused.

    Reports matter: drawing an SVG swallows every exception, so that the page would lack a picture in silence.
    """

    # Without super().__init__(): the openers for http, ftp and file that it makes do not even exist here.
    def __init__(self, mounts: Mounts, limits: Limits, report: Callable[[str, Diagnostic], None]) -> None:
        self._mounts = mounts
        self._limits = limits
        self._report = report
        self._fail_on_errors = False

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return what is at an address, or raise `Refusal`."""
        try:
            media_type, content = self._data(url) if url[:5].lower() == "data:" else self._file(url)
            if media_type.startswith("image/"):
                pictures.check(media_type, content, self._limits.pixels)
            if media_type.startswith("font/") and not content.startswith(_FONT_SIGNATURES):
                raise Refusal("unreadable-font", "is no font file")
        except Refusal as refusal:
            self._report(url, error(refusal.code, f'"{shortened(url)}" {refusal}', hint=refusal.hint))
            raise
        return URLFetcherResponse(url, content, {"Content-Type": media_type})

    def open(self, url: object, data: object = None, timeout: object = None) -> URLFetcherResponse:
        """Refuse what is not a plain address."""
        return self.fetch(str(url))

    def _data(self, url: str) -> tuple[str, bytes]:
        """Decode a `data:` address (RFC 2397); pictures come that way, nothing else."""
        if len(url) > self._limits.data_bytes:
            raise _too_large(self._limits.data_bytes)
        head, comma, body = url[5:].partition(",")
        media_type, *parameters = (part.strip().lower() for part in head.split(";"))
        if not comma or not media_type.startswith("image/"):
            raise Refusal("blocked-resource", "is no picture", "only pictures may stand in an address itself")
        content = unquote_to_bytes(body)
        if "base64" not in parameters:
            return media_type, content
        try:
            return media_type, base64.b64decode(content)
        except binascii.Error:
            raise Refusal("unreadable-image", "is no base64") from None

    def _file(self, url: str) -> tuple[str, bytes]:
        """Read a file of a mount."""
        parts = urlsplit(url)
        mount, _, rest = unquote(parts.path).removeprefix("/").partition("/")
        if (parts.scheme, parts.netloc) != ("http", _HOST) or mount not in self._mounts or not _is_plain(rest):
            raise Refusal("blocked-resource", "is outside the project", _BRING_IT_IN)
        media_type = MEDIA_TYPES.get(PurePosixPath(rest).suffix.lower())
        if media_type is None:
            raise Refusal("blocked-resource", "is of no kind that pages use", f"use {' '.join(MEDIA_TYPES)}")
        for folder in self._mounts[mount]:
            content = _read_inside(folder, rest, self._limits.file_bytes)
            if content is not None:
                return media_type, content
        raise Refusal("missing-resource", "does not exist", _nearest(mount, rest, self._mounts[mount]))


def shortened(address: str, length: int = 60) -> str:
    """Return an address as one would say it: below our base without it, and no longer than a line."""
    said = address.removeprefix(BASE)
    return said if len(said) <= length else f"{said[:length]}…"


def _is_plain(path: str) -> bool:
    """Return whether a relative path climbs nowhere and means the same on every system."""
    return not any(part in ("", ".", "..") for part in path.split("/")) and not any(c in path for c in "\\:\0")


def _read_inside(folder: Path, path: str, limit: int) -> bytes | None:
    """Return a regular file that is really inside the folder, symbolic links followed; None if there is none."""
    root = folder.resolve()
    try:
        target = (root / path).resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a loop of links
        return None
    if not target.is_relative_to(root):
        raise Refusal("blocked-resource", "is a link to a file elsewhere", "copy the file itself into the project")
    try:
        with open(target, "rb", opener=_open_nonblocking) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refusal("blocked-resource", "is no ordinary file")
            content = file.read(limit + 1)
    except OSError as problem:
        raise Refusal("missing-resource", f"cannot be read: {problem.strerror}") from None
    if len(content) > limit:
        raise _too_large(limit)
    return content


def _open_nonblocking(path: str, flags: int) -> int:
    """Open a file without waiting for a pipe's other end, and without following a link put there meanwhile."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def _too_large(limit: int) -> Refusal:
    return Refusal("oversized-resource", f"is larger than {limit // 1_000_000} MB")


def _nearest(mount: str, rest: str, folders: tuple[Path, ...]) -> str | None:
    """Return a hint at the file that was probably meant."""
    suffix = PurePosixPath(rest).suffix
    there = {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob(f"*{suffix}")}
    near = difflib.get_close_matches(rest, sorted(there), n=1)
    return f'did you mean "{mount}/{near[0]}"?' if near else None
