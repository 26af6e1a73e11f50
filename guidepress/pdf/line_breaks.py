"""A patch of WeasyPrint's line breaking: a space at a line's end hangs, it does not count against the measure.

CSS Text 3 (4.1.3, phase II) hangs or drops it. WeasyPrint 70 counts it where a text is followed by an inline element
("…ours, and <mark>you"): when all but that space fits, the line is broken after its first word instead. Called once,
when the engine is imported; `tests/pdf/test_line_breaks.py` fails when the patch is no longer needed.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

_COLLAPSES = ("normal", "nowrap", "pre-line")
split_first_line: Any = inline.split_first_line


def hang_spaces() -> None:
    """Replace the function that fits a text into a line; for good, in this process."""
    inline.split_first_line = _split_first_line


def _split_first_line(text: str, style: Any, *rest: Any, **named: Any) -> tuple[Any, ...]:
    """Return what `split_first_line` does, unless it broke a line for the space at the end of the text alone."""
    found = split_first_line(text, style, *rest, **named)
    if found[2] is None or not text.endswith(" ") or style["white_space"] not in _COLLAPSES:
        return found
    bare = split_first_line(text.rstrip(" "), style, *rest, **named)
    return bare if bare[2] is None else found
