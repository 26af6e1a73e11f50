"""What the machine must have: the libraries that set text, and the line that installs them.

Only the standard library and `diagnostics` are imported, because the set-up runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import suppress

from guidepress.diagnostics import EnvironmentFailure, error

_LIBRARIES = {
    "GObject": ("libgobject-2.0.so.0", "gobject-2.0"),
    "Pango": ("libpango-1.0.so.0", "pango-1.0"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
    "HarfBuzz": ("libharfbuzz.so.0", "harfbuzz"),
    # Without it WeasyPrint cuts fonts with fontTools instead, and the same input gives other bytes.
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "harfbuzz-subset"),
    "Fontconfig": ("libfontconfig.so.1", "fontconfig"),
}

_INSTALLERS = {
    "apt-get": "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "dnf install -y pango harfbuzz",
    "zypper": "zypper install -y libpango-1_0-0 libharfbuzz-subset0",
    "pacman": "pacman -S --noconfirm pango harfbuzz",
    "apk": "apk add pango harfbuzz-subset",
    "brew": "brew install pango harfbuzz",
}


def missing_libraries() -> tuple[str, ...]:
    """Return the names of the libraries for setting text that cannot be loaded."""
    return tuple(name for name, candidates in _LIBRARIES.items() if not any(map(_load, candidates)))


def library_versions() -> dict[str, str]:
    """Return the versions of Pango and HarfBuzz, which decide how text is set; empty where one is missing."""
    versions = {}
    for name, library, function in (
        ("pango", "Pango", "pango_version_string"),
        ("harfbuzz", "HarfBuzz", "hb_version_string"),
    ):
        loaded = next(filter(None, map(_load, _LIBRARIES[library])), None)
        version = getattr(loaded, function, None)
        if version:
            version.restype = ctypes.c_char_p
        versions[name] = version().decode() if version else ""
    return versions


def library_line() -> str:
    """Return the shell line that installs the libraries on this machine."""
    for installer, line in _INSTALLERS.items():
        if shutil.which(installer):
            return line if installer == "brew" else with_rights(line)
    return "install Pango (1.44 or newer), HarfBuzz with its subset library, and Fontconfig"


def with_rights(line: str) -> str:
    """Return a line for the system's package manager, with `sudo` where the user is not root."""
    return line if os.geteuid() == 0 else f"sudo {line}"


def require_libraries() -> None:
    """Raise `EnvironmentFailure` when a library for setting text is missing."""
    if missing := missing_libraries():
        names = ", ".join(missing)
        raise EnvironmentFailure(
            error("missing-library", f"this machine lacks: {names}", hint=f"run this once: {library_line()}")
        )


def _load(name: str) -> ctypes.CDLL | None:
    """Load a library under its file name, or as the platform's linker finds it."""
    with suppress(OSError):
        return ctypes.CDLL(name)
    if sys.platform == "linux":
        return None
    from ctypes.util import find_library

    found = find_library(name)
    with suppress(OSError):
        return ctypes.CDLL(found) if found else None
    return None
