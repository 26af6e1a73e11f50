"""What Fontconfig and Pango would take from the machine, taken from us instead; and a place for temporary files."""

from __future__ import annotations

import atexit
import os
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from guidepress.diagnostics import EnvironmentFailure, error

_FONTS_CONF = Path(__file__).with_name("fonts.conf")


def isolate() -> None:
    """Hide the machine's fonts and languages; call before WeasyPrint is imported.

    Fontconfig prefers fonts by the user's language, and Pango shapes text of no language by it: both are told
    English. Nothing here depends on a home folder or writes to one.
    """
    os.environ["FONTCONFIG_FILE"] = str(_FONTS_CONF)
    os.environ["FC_LANG"] = os.environ["PANGO_LANGUAGE"] = "en"
    for name in ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"):
        os.environ.pop(name, None)


@cache
def scratch() -> Path:
    """Return a folder for this process and those forked from it, removed when this process ends.

    Call it before forking: a worker may be killed, and then leaves behind whatever it has made elsewhere.
    """
    try:
        folder = Path(mkdtemp(prefix="guidepress-"))
    except OSError as problem:
        message = f"there is no folder for temporary files: {problem}"
        raise EnvironmentFailure(error("no-temporary-folder", message, hint="set TMPDIR to one")) from None
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:
        rmtree(folder, ignore_errors=True)
