"""Each line of type lets go of its font features when it has been set: WeasyPrint keeps those of all lines for good.

It makes a list of attributes for each line, laid out or drawn, and leaves it behind: 600 KB for a booklet of 56 pages.
One attribute stands in all of the lists, so they cannot be let go of as they are; each gets one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from guidepress.pdf.engine import TextLayout, let_go_of_attributes

_setup: Any = TextLayout.setup


@contextmanager
def let_go() -> Iterator[None]:
    """Keep no attributes of the lines that are laid out or drawn."""
    with patch.object(TextLayout, "setup", _set_up):
        yield


def _set_up(text: Any, style: Any) -> None:
    """Set a text up as WeasyPrint does, with attributes that nothing else has."""
    known: dict[bytes, Any] = style.font_config.font_features
    known.clear()
    _setup(text, style)
    known.clear()
    let_go_of_attributes(text.layout)
