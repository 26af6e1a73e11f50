"""Files packed into one: the same files, the same bytes; names that every system can write."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a ZIP can say
_READABLE = 0o644 << 16
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')  # Microsoft, naming files, paths, and namespaces
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def packed(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return a ZIP of files by path, all of them in one folder. Raise `ValueError` if two would have the same name."""
    named = {f"{safe(folder)}/{safe(path.rpartition('/')[2])}": data for path, data in files.items()}
    if len({name.casefold() for name in named}) < len(files):
        raise ValueError(f"two files of {folder} have the same name")
    return zipped(named)


def safe(name: str) -> str:
    """Return a name of a file that Windows can write, too."""
    plain = _UNSAFE.sub("_", name).rstrip(". ") or "_"
    return f"_{plain}" if _DEVICE.fullmatch(plain) else plain


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of entries in the order of their names, without a date; PDFs, which are compressed, as they are."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in sorted(entries):
            about = ZipInfo(name, _EARLIEST)
            about.external_attr, about.create_system = _READABLE, 3
            about.compress_type = ZIP_STORED if name.lower().endswith(".pdf") else ZIP_DEFLATED
            archive.writestr(about, entries[name])
    return buffer.getvalue()
