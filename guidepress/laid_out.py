"""A document between its layout and its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guidepress.diagnostics import Diagnostic

if TYPE_CHECKING:
    from guidepress.pdf.typesetter import Layout
    from guidepress.preflight.shared import Shared


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document's pages, the HTML that was laid out for it alone, and what is to be said of it.

    `folios` are the numbers of its pages, if it is a part; `shared` says which pages others have, too.
    """

    html: str
    layout: Layout
    said: tuple[Diagnostic, ...] = ()
    folios: tuple[int, ...] = ()
    shared: Shared | None = None
