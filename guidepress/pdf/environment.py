"""What Fontconfig and Pango would take from the machine, taken from us instead."""

from __future__ import annotations

import os
from pathlib import Path

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
