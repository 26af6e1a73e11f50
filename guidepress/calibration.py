"""The calibration sheet, from layout to file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from guidepress.assets import search_path
from guidepress.compose.calibration import compose_calibration
from guidepress.diagnostics import PreflightError
from guidepress.editions import HANDOUT
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter

_ABOUT = About(
    title="Calibration sheet for a printer",
    author="Guidepress",
    description="Shows which edge a printer turns sheets over, and what it cannot print.",
    language="en",
    date=date(2026, 11, 22),  # when the sheet was drawn: a file's dates never come from the clock
)


def calibration_sheet(root: Path) -> bytes:
    """Return the sheet: two pages, which a printer should neither scale nor print on two sheets.

    Raise `PreflightError` with what is wrong with a layout or style of the project's own.
    """
    layout = Typesetter({"styles": search_path("styles", root), "brand": ()}).lay_out(compose_calibration(root))
    data = layout.write(HANDOUT, _ABOUT)
    if layout.problems:
        raise PreflightError(*layout.problems)
    return data
