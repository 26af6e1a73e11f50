"""A file for the press: whatever a page shows ends in inks, looks as it did, and the same page gives the same bytes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter
from guidepress.preflight.inspection import judge_press
from guidepress.preflight.press.ink import coverage

Page = Callable[..., str]
BLEED = "@page { bleed: 3mm }"


def picture(mode: str, kind: str, colour: Any, **more: Any) -> str:
    data = BytesIO()
    Image.new(mode, (24, 16), colour).save(data, kind, **more)
    return f"data:image/{kind.lower()};base64,{b64encode(data.getvalue()).decode()}"


def drawing(body: str) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>{body}</svg>"
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


SHAPE = "<rect width='9' height='9' fill='rebeccapurple' stroke='lime'/>"
DOT = "<circle cx='9' cy='9' r='6' fill='teal'/>"
GRADIENT = (
    "<linearGradient id='g'><stop offset='0' stop-color='#f00'/><stop offset='.5' stop-color='#0a0' stop-opacity='.5'/>"
    "<stop offset='1' stop-color='#00f'/></linearGradient><rect width='40' height='20' fill='url(#g)'/>"
)
SHOWN = {
    "text": "<p style='color:#a33'>Red text, <a href='https://example.org'>a link</a></p>",
    "png": f"<img alt=x src='{picture('RGB', 'PNG', (200, 60, 40))}'>",
    "png-alpha": f"<img alt=x src='{picture('RGBA', 'PNG', (200, 60, 40, 128))}'>",
    "png-palette": f"<img alt=x src='{picture('P', 'PNG', 3)}'>",
    "png-grey": f"<img alt=x src='{picture('L', 'PNG', 90)}'>",
    "jpeg": f"<img alt=x src='{picture('RGB', 'JPEG', (30, 120, 200))}'>",
    "jpeg-grey": f"<img alt=x src='{picture('L', 'JPEG', 90)}'>",
    "jpeg-cmyk": f"<img alt=x src='{picture('CMYK', 'JPEG', (200, 10, 10, 10))}'>",
    "svg": f"<img alt=x src='{drawing(SHAPE)}'>",
    "svg-gradient": f"<img alt=x src='{drawing(GRADIENT)}'>",
    "css-gradient": "<div style='height:20pt;background:linear-gradient(#f80,#08f)'></div>",
    "opacity": "<div style='opacity:.5;background:#c22;height:20pt'><p>half</p></div>",
    "rgba": "<div style='background:rgba(200,30,30,.4);height:20pt'></div>",
    "lab": "<div style='background:lab(55% 60 30);height:20pt'></div>",
    "cmyk": "<div style='background:device-cmyk(.1 .9 .2 0);height:20pt'></div>",
    "pattern": f"<div style='height:30pt;background:url({drawing(DOT)})'></div>",
    "borders": "<p style='border:1pt solid #0aa;border-radius:3pt'>box</p><p style='text-decoration:underline'>u</p>",
    "list": "<ul style='color:#06c'><li>one</li></ul>",
}


@pytest.fixture(scope="module")
def pressed(typesetter: Typesetter, page: Page, about: About) -> Callable[[str], bytes]:
    def make(body: str, css: str = BLEED, told: About = about) -> bytes:
        return typesetter.lay_out(page(body, css)).write(EDITIONS["press"], told)

    return make


@pytest.mark.parametrize("name", SHOWN)
def test_everything_becomes_inks(pressed: Callable[..., bytes], name: str) -> None:
    found = judge_press(pressed(f"<p>K</p>{SHOWN[name]}"))
    assert {one.code for one in found} <= {"thin-line"}  # an underline of the font's own


@pytest.mark.parametrize("name", [name for name in SHOWN if name not in ("lab", "cmyk", "jpeg-cmyk")])
def test_it_looks_as_it_did(
    pressed: Callable[..., bytes], typesetter: Typesetter, page: Page, about: About, name: str
) -> None:
    """Roughly, because a press has no screen's colours: no picture is inverted, no gradient lost."""
    screen = typesetter.lay_out(page(SHOWN[name], BLEED)).write(EDITIONS["digital"], about)
    one, other = (pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil() for data in (screen, pressed(SHOWN[name])))
    area = (0, 0, one.width, 160)
    difference = ImageChops.difference(one.convert("RGB").crop(area), other.convert("RGB").crop(area))
    assert max(ImageStat.Stat(difference).mean) < 6
    assert max(ImageStat.Stat(difference).rms) < 25


def test_links_and_what_leads_there_are_gone(pressed: Callable[..., bytes]) -> None:
    reader = PdfReader(
        BytesIO(pressed("<h1 id=a style='bookmark-level:1'>A</h1><a href='#a'>back</a>" + SHOWN["text"]))
    )
    assert "/Annots" not in reader.pages[0]
    assert not reader.outline and not reader.named_destinations


def test_the_same_bytes_come_out_twice_and_another_title_has_another_identifier(
    pressed: Callable[..., bytes], about: About
) -> None:
    one, two = pressed(SHOWN["svg-gradient"]), pressed(SHOWN["svg-gradient"])
    assert one == two
    other = pressed(SHOWN["svg-gradient"], BLEED, replace(about, title="Another"))
    assert PdfReader(BytesIO(one)).trailer["/ID"] != PdfReader(BytesIO(other)).trailer["/ID"]
    documents = {reader.xmp_metadata.xmpmm_document_id for reader in map(PdfReader, map(BytesIO, (one, two, other)))}  # pyright: ignore[reportOptionalMemberAccess]
    assert len(documents) == 2


def test_a_layout_that_was_pressed_can_still_be_read_on_a_screen(
    typesetter: Typesetter, page: Page, about: About
) -> None:
    layout = typesetter.lay_out(page(SHOWN["text"] + SHOWN["svg"]))
    screen = layout.write(EDITIONS["digital"], about)
    layout.write(EDITIONS["press"], about)
    assert layout.write(EDITIONS["digital"], about) == screen


@pytest.mark.parametrize("bleed", [0, 3, 5, 10])
def test_the_boxes_say_what_is_drawn(pressed: Callable[..., bytes], bleed: int) -> None:
    data = pressed("<p>K</p>", f"@page {{ bleed: {bleed}mm; background: #c33 }}")
    assert judge_press(data, bleed_mm=bleed) == ()
    sheet = PdfReader(BytesIO(data)).pages[0]
    assert sheet.bleedbox == sheet.mediabox
    assert float(sheet.trimbox.left - sheet.bleedbox.left) == pytest.approx(bleed * 72 / 25.4, abs=0.01)


def test_too_much_ink_is_thinned(pressed: Callable[..., bytes], about: About) -> None:
    body = (
        "<div style='background:#123456;height:40pt'></div>"
        f"<img alt=x style='width:80pt' src='{picture('CMYK', 'JPEG', (250, 240, 230, 220))}'>"
    )
    thick = replace(about, inks={"#123456": (100.0, 90.0, 80.0, 70.0)})
    for limit in (300, 260):
        [found] = coverage(pressed(body, BLEED, replace(thick, ink_limit=float(limit))))
        assert limit - 12 < found.greatest <= limit + 1


def test_page_labels_follow_the_pages_of_a_part(typesetter: Typesetter, page: Page, about: About) -> None:
    layout = typesetter.lay_out(page("".join(f"<p style='break-after:page'>{number}</p>" for number in range(1, 8))))
    cover = layout.pick((1, 2, 6, 7)).write(EDITIONS["press"], replace(about, folios=(1, 2, 6, 7)))
    assert PdfReader(BytesIO(cover)).page_labels == ["1", "2", "6", "7"]
