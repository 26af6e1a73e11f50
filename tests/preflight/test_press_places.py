"""Where on a page it is what the judge of files for a press finds, and how much of it is one finding."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from guidepress.preflight.facts import Area
from guidepress.preflight.geometry import as_area, as_seen
from guidepress.preflight.inspection import judge_press
from guidepress.preflight.rules.row import Finding, merged
from tests.preflight.samples import CONTENT, press_pdf, stream

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 218 218] /Matrix [1 0 0 1 10 0]"
PATH = b"0 0 1 rg " + b"".join(b"%d 60 m 130 %d l " % (30 + 5 * step, 70 + step) for step in range(20)) + b"f"


@pytest.mark.parametrize(
    ("content", "area"),
    [
        (b"0 0 1 rg 30 60 20 10 re f", (21, 139, 20, 10)),
        (b"0 0 1 RG 4 w 30 60 20 10 re S", (19, 137, 24, 14)),
        (b"q 2 0 0 2 0 0 cm 0 0 1 rg 15 30 10 5 re f Q", (21, 139, 20, 10)),
        (b"q 30 60 20 10 re W n 0 0 1 rg 0 0 200 200 re f Q", (21, 139, 20, 10)),
        (b"0 0 1 rg BT /Text 10 Tf 30 60 Td (Text) Tj ET", (21, 141.5, 20, 10)),
        (b"0 0 1 rg BT /Text 10 Tf 1 0 0 1 20 50 Tm 10 10 TD <54657874> Tj ET", (21, 141.5, 10, 10)),
        (b"0 0 1 rg BT /Text 10 Tf 30 60 Td [(Te) -20 (xt)] TJ ET", (21, 141.5, 20, 10)),
        (b"q 20 0 0 10 30 60 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q", (21, 139, 20, 10)),
        (b"/F Do", (31, 139, 20, 10)),
        (PATH, (21, 120, 100, 29)),
    ],
)
def test_the_first_of_what_is_wrong_is_where_it_is_seen(content: bytes, area: tuple[float, ...]) -> None:
    resources, objects = b"/XObject << /F 11 0 R >>", [stream(FORM, b"0 0 1 rg 30 60 20 10 re f")]
    (found,) = judge_press(press_pdf(content=CONTENT + content, resources=resources, objects=objects))
    assert found.finding.page == 1
    assert found.finding.area == pytest.approx(area)


def test_too_much_ink_is_shown_where_it_is() -> None:
    (found,) = judge_press(press_pdf(content=b"1 1 1 .4 k 60 100 4 4 re f"))
    area = found.finding.area
    assert area and area.shared(Area(51, 105, 4, 4)) > 4


@pytest.mark.parametrize(
    ("turned", "area"),
    [(0, (21, 139, 20, 10)), (90, (51, 21, 10, 20)), (180, (159, 51, 20, 10)), (270, (139, 159, 10, 20))],
)
def test_turned_pages_are_seen_turned(turned: int, area: tuple[float, ...]) -> None:
    assert as_area(as_seen((9, 9, 209, 209), turned), (30, 60, 50, 70)) == area
    writer = PdfWriter(clone_from=PdfReader(BytesIO(press_pdf(content=CONTENT + b"0 0 1 rg 30 60 20 10 re f"))))
    writer.pages[0].rotate(turned)
    out = BytesIO()
    writer.write(out)
    (found,) = (one for one in judge_press(out.getvalue()) if one.code == "press-rgb-area")
    assert found.finding.area == pytest.approx(area)


def test_a_hundred_findings_of_a_page_are_one() -> None:
    colours = b"".join(b"0 0 %.2f rg 30 60 9 9 re f " % (step / 100) for step in range(100))
    (found,) = judge_press(press_pdf(content=CONTENT + colours))
    assert found.finding.message == "an area, a line or a shading in DeviceRGB 0/0/0, and 99 more of this kind"


def test_pages_that_differ_are_told_apart() -> None:
    found = list(merged([Finding("a", 1), Finding("b", 2), Finding("a", 3), Finding("c", 3), Finding("a", 5)]))
    assert [(one.message, one.page) for one in found] == [
        ("a, and 1 more of this kind (also on pages 3, 5)", 1),
        ("b", 2),
    ]
