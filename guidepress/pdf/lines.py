"""Lines are broken where they are full: WeasyPrint leaves the first word of some alone.

Pango and WeasyPrint measure a line differently: Pango lets the last space of a text hang over, such as the one before
an element (`…, and <strong>nobody</strong>`), and rounds. What fits for Pango but not for WeasyPrint counts as a text
that cannot be broken, and only its first word is set, however much room there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any
from unittest.mock import patch

from guidepress.pdf.engine import inline_layout

_split: Any = inline_layout.split_first_line
_LINE, _LENGTH, _REST = range(3)  # of what splitting gives; no rest: all is on this line
_ROUNDING_PX = 1


@contextmanager
def full_lines() -> Iterator[None]:
    """Fill every line while documents are laid out."""
    with patch.object(inline_layout, "split_first_line", _split_full):
        yield


def _split_full(text: str, style: Any, context: Any, width: float, *more: Any, **named: Any) -> Any:
    """Split as WeasyPrint does, but look again where a line holds a single word."""
    found = _split(text, style, context, width, *more, **named)
    if found[_REST] is None or style["white_space"] != "normal" or " " in found[_LINE].text.strip():
        return found
    if text.endswith(" ") and _split(text.rstrip(" "), style, context, width, *more, **named)[_REST] is None:
        return _split(text, style, context, inf, *more, **named)  # the caller lets the space hang over, too
    narrower = _split(text, style, context, max(0, width - _ROUNDING_PX), *more, **named)
    return max(found, narrower, key=lambda split: split[_LENGTH])
