"""The patch of line breaking, and whether it is still needed."""

from __future__ import annotations

import pytest
from weasyprint.layout import inline

from guidepress import assets
from guidepress.pdf import line_breaks
from guidepress.pdf.engine import LineBox, TextBox
from guidepress.pdf.typesetter import Typesetter

TEXT = "would write it a little differently each. We label it as ours, and"
WIDTHS_PT = [250 + step / 4 for step in range(40)]  # about what the text takes at 10 pt, with its space and without


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter({"styles": (assets.shipped("styles"),)})


def first_line(typesetter: Typesetter, width_pt: float) -> str:
    """Return the first line of a paragraph in which an inline element follows the text."""
    sheets = "".join(f"<link rel=stylesheet href=styles/{name}.css>" for name in ("fonts", "tokens", "base"))
    page = f"<html lang=en><title>x</title>{sheets}<p style='width: {width_pt}pt'>{TEXT} <b>somebody</b></p></html>"
    boxes = typesetter.lay_out(page)._document.pages[0]._page_box.descendants()
    line = next(box for box in boxes if isinstance(box, LineBox))
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox)).strip()


def test_a_space_at_the_end_of_a_line_breaks_nothing(typesetter: Typesetter) -> None:
    found = {first_line(typesetter, width) for width in WIDTHS_PT}
    assert found == {TEXT, TEXT.removesuffix(" and")}, "the measures reach from just too narrow to wide enough"


def test_the_patch_is_still_needed(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inline, "split_first_line", line_breaks.split_first_line)
    assert "would" in {first_line(typesetter, width) for width in WIDTHS_PT}
