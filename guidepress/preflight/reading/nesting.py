"""How often forms are shown within each other: a short file can show billions, and PDFium reads each time anew."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from guidepress.preflight.content import Unreadable, name
from guidepress.preflight.reading.raw import Stream, value

_SHOWN = re.compile(rb"(/[^\s()<>\[\]{}/%]*)\s+Do\b")
_MOST = 100_000  # forms on a page
_DEPTH = 30  # forms within forms: what PDFium reads


def check(data: bytes, streams: Iterable[Stream]) -> None:
    """Raise `Unreadable` for a file that shows more forms than can be looked at.

    All numbers together in which forms show others are more than there can be: most files need no closer look.
    """
    if math.prod(max(len(_SHOWN.findall(each.data)), 1) for each in streams if each.form) <= _MOST:
        return
    from pypdf import PdfReader

    known: dict[int, int] = {}
    for page in PdfReader(BytesIO(data)).pages:
        stream = page.get_contents()
        if stream is not None and _forms(stream.get_data(), value(page, "/Resources"), known) > _MOST:
            raise Unreadable(f"a page shows more than {_MOST} forms within each other")


def _forms(content: bytes, resources: Any, known: dict[int, int], depth: int = 0) -> int:
    """Return how many forms a content stream shows, with those within them."""
    things, total = value(resources, "/XObject"), 0
    for shown, times in Counter(_SHOWN.findall(content)).items():
        form = value(things, name([shown]))
        if value(form, "/Subtype") == "/Form" and depth < _DEPTH:
            if id(form) not in known:
                known[id(form)] = 0  # while it is being read: PDFium leaves out a form within itself
                known[id(form)] = _forms(form.get_data(), value(form, "/Resources"), known, depth + 1)
            total += times * (1 + known[id(form)])
    return total
