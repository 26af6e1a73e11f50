"""Which pages are on which side of a sheet: each page is one form, that a side draws where it belongs."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

_DRAWN = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do\b")


def placed(data: bytes) -> tuple[tuple[int, ...], ...]:
    """Return for each side the numbers of the forms that it draws, as often as it does."""
    from pypdf import PdfReader

    return tuple(tuple(_drawn(page)) for page in PdfReader(BytesIO(data)).pages)


def _drawn(page: Any) -> list[int]:
    forms = page.get("/Resources", {}).get("/XObject", {})
    names = (f"/{name.decode('latin-1')}" for name in _DRAWN.findall(page.get_contents().get_data()))
    return [forms.raw_get(name).idnum for name in names if name in forms]
