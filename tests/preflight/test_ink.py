"""The sum of inks: on pages where it is known, in all the ways in which a page can lay ink on ink."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image

from guidepress.pdf.engine import HTML
from guidepress.preflight.content import Unreadable
from guidepress.preflight.press.ink import Coverage, coverage
from tests.preflight.samples import press_pdf, stream

UNDER = b".7 .6 .5 .2 k 50 50 100 100 re f "  # 200 %
ON_TOP = b"80 80 60 30 re f"
BLACK_TINT = b"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >>"
SPOT_TINT = b"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [.2 .9 .9 .1] >>"


def image(head: bytes, data: bytes, more: bytes = b"") -> dict:
    """Return the parts of a page that is covered by a picture."""
    body = stream(b"/Type /XObject /Subtype /Image %s %s" % (head, more), data)
    return {"content": b"q 100 0 0 100 50 50 cm /I Do Q", "resources": b"/XObject << /I 11 0 R >>", "objects": [body]}


def jpeg(colour: int | tuple[int, ...], mode: str = "CMYK") -> bytes:
    """Return a JPEG; one in CMYK Pillow writes as Adobe does, turned round."""
    out = BytesIO()
    Image.new(mode, (16, 16), colour).save(out, "JPEG", quality=100, subsampling=0)
    return out.getvalue()


CMYK_JPEG = b"/Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /DCTDecode"
GREY_JPEG = CMYK_JPEG.replace(b"CMYK", b"Gray")
CMYK_RAW = b"/Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceCMYK"
TURNED = b"/Decode [1 0 1 0 1 0 1 0]"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 218 218]"
TILE = b"/PatternType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << >>"
TYPE3 = b"""/Font << /T << /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97
/LastChar 97 /Widths [1] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> /Resources << >> >> >>"""
SHADING = b"""<< /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [50 0 100 0] /Extend [true true]
/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [.6 .9 .9 .8] >> >>"""
SOFT = b"/ExtGState << /Soft << /SMask << /S /Luminosity /G 11 0 R >> >> >>"
MASK = stream(FORM + b" /Group << /S /Transparency /CS /DeviceGray >>", b".5 g 0 0 218 218 re f")

PAGES = {
    "bars": (240, {"content": b".9 .8 .7 0 k 50 50 40 40 re f 0 .87 .96 .06 k 100 50 40 40 re f"}),
    "grey": (75, {"content": b".25 g 50 50 40 40 re f"}),
    "over the limit": (340, {"content": b"1 1 1 .4 k 50 50 40 40 re f"}),
    "stroke": (250, {"content": b"1 1 .5 0 K 20 w 50 50 m 150 50 l S"}),
    "white": (0, {"content": b"0 0 0 0 k 50 50 40 40 re f 1 g 100 50 40 40 re f"}),
    "black knocks out": (200, {"content": UNDER + b"0 0 0 1 k " + ON_TOP}),
    "black overprints": (280, {"content": UNDER + b"/Over gs 0 0 0 1 k " + ON_TOP}),
    "black overprints in mode 0": (200, {"content": UNDER + b"/Over0 gs 0 0 0 1 k " + ON_TOP}),
    "grey does not overprint": (200, {"content": UNDER + b"/Over gs 0 g " + ON_TOP}),
    "cyan overprints": (370, {"content": b"0 .9 .9 .9 k 50 50 99 99 re f /Over gs 1 0 0 0 k " + ON_TOP}),
    "overprint ends with its state": (200, {"content": UNDER + b"q /Over gs Q 0 0 0 1 k " + ON_TOP}),
    "a stroke overprints, its area does not": (
        280,
        {
            "content": UNDER + b"/Line gs 0 0 0 1 K 0 0 0 .1 k 12 w 70 70 60 60 re B",
            "resources": b"/ExtGState << /Line << /OP true /op false /OPM 1 >> >>",
        },
    ),
    "OP alone is for areas, too": (
        280,
        {
            "content": UNDER + b"/Old gs 0 0 0 1 k " + ON_TOP,
            "resources": b"/ExtGState << /Old << /OP true /OPM 1 >> >>",
        },
    ),
    "text overprints": (280, {"content": UNDER + b"/Over gs 0 0 0 1 k BT /Text 90 Tf 60 70 Td (MM) Tj ET"}),
    "text knocks out": (200, {"content": UNDER + b"0 0 0 1 k BT /Text 90 Tf 60 70 Td (MM) Tj ET"}),
    "text without ink goes on with its line": (
        280,
        {
            "content": b".7 .6 .5 .2 k 140 50 60 100 re f"
            b" /Over gs BT /Text 90 Tf 60 70 Td 0 0 0 0 k (M) Tj 0 0 0 1 k (M) Tj ET"
        },
    ),
    "a form with text, hidden and shown": (
        280,
        {
            "content": UNDER + b"/Over gs 0 0 0 1 k q 3 Tr /F Do Q /F Do",
            "resources": b"/XObject << /F 11 0 R >>",
            "objects": [stream(FORM, b"BT /Text 90 Tf 60 70 Td (MM) Tj ET")],
        },
    ),
    "half transparent": (240, {"content": UNDER + b"/Half gs 0 .9 1 .9 k " + ON_TOP}),
    "multiplied": (
        260,
        {"content": b".5 .5 .5 0 k 50 50 99 99 re f /Multiply gs .5 .6 .7 .2 k " + ON_TOP},
    ),
    "a form inherits": (
        280,
        {
            "content": UNDER + b"/Over gs 0 0 0 1 k /F Do",
            "resources": b"/XObject << /F 11 0 R >>",
            "objects": [stream(FORM, ON_TOP)],
        },
    ),
    "a form with and without overprint": (
        280,
        {
            "content": UNDER + b"0 0 0 1 k q 1 0 0 1 100 100 cm /F Do Q /Over gs /F Do",
            "resources": b"/XObject << /F 11 0 R >>",
            "objects": [stream(FORM, ON_TOP)],
        },
    ),
    "a group half transparent": (
        270,
        {
            "content": b"1 1 .5 0 k 50 50 99 99 re f /Half gs /F Do",
            "resources": b"/XObject << /F 11 0 R >>",
            "objects": [stream(FORM + b" /Group << /S /Transparency /CS /DeviceCMYK >>", b"0 1 1 .9 k " + ON_TOP)],
        },
    ),
    "a soft mask stays as it is": (
        195,
        {
            "content": b"/Soft gs .9 1 1 1 k 50 50 99 99 re f",
            "resources": SOFT,
            "objects": [MASK],
        },
    ),
    "every plate": (
        320,
        {
            "content": b"/All cs .8 scn 50 50 40 40 re f",
            "resources": b"/ColorSpace << /All [/Separation /All /DeviceCMYK %s] >>" % SPOT_TINT,
        },
    ),
    "no plate": (
        200,
        {
            "content": UNDER + b"/No cs 1 scn " + ON_TOP,
            "resources": b"/ColorSpace << /No [/Separation /None /DeviceGray %s] >>" % BLACK_TINT,
        },
    ),
    "a spot colour by its alternate": (
        105,
        {
            "content": b"/Spot cs .5 scn 50 50 40 40 re f",
            "resources": b"/ColorSpace << /Spot [/Separation /Spot /DeviceCMYK %s] >>" % SPOT_TINT,
        },
    ),
    "black ink by its name overprints": (
        280,
        {
            "content": UNDER + b"/Over gs /K cs 1 scn " + ON_TOP,
            "resources": b"/ColorSpace << /K [/Separation /Black /DeviceGray %s] >>" % BLACK_TINT,
        },
    ),
    "two inks by their names": (
        150,
        {
            "content": b"/Two cs .9 .6 scn 50 50 40 40 re f",
            "resources": b"/ColorSpace << /Two [/DeviceN [/Black /Cyan] /DeviceCMYK 11 0 R] >>",
            "objects": [stream(b"/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]", b"{0 exch 0 exch}")],
        },
    ),
    "JPEG, turned round": (300, image(CMYK_JPEG, jpeg((255, 204, 153, 153)), TURNED)),
    "JPEG, as it is": (100, image(CMYK_JPEG, jpeg((255, 204, 153, 153)))),
    "raw CMYK": (340, image(CMYK_RAW, bytes((255, 255, 255, 102, 0, 0, 0, 0)))),
    "raw CMYK, compressed": (
        340,
        image(CMYK_RAW + b" /Filter /FlateDecode", zlib.compress(bytes((255, 255, 255, 102, 0, 0, 0, 0)))),
    ),
    "raw CMYK, 16 bits": (
        340,
        image(
            b"/Width 1 /Height 1 /BitsPerComponent 16 /ColorSpace /DeviceCMYK", bytes((255, 9, 255, 9, 255, 9, 102, 9))
        ),
    ),
    "a picture overwrites": (
        40,
        {
            **image(CMYK_RAW, bytes((0, 0, 0, 102) * 2)),
            "content": b"/Over gs 1 1 1 0 k 60 60 80 80 re f q 100 0 0 100 50 50 cm /I Do Q",
        },
    ),
    "raw picture in inks by their names": (
        260,
        image(
            b"/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace"
            b" [/DeviceN [/Black /Yellow /Cyan /Magenta] /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 >>]",
            bytes((255, 153, 255, 0)),
        ),
    ),
    "grey JPEG": (60, image(GREY_JPEG, jpeg(102, "L"))),
    "JPEG in RGB": (180, image(CMYK_JPEG.replace(b"CMYK", b"RGB"), jpeg((102, 102, 102), "RGB"))),
    "picture with a soft mask": (
        200,
        {
            **image(CMYK_RAW, bytes((255, 255, 255, 255) * 2), b"/SMask 12 0 R"),
            "objects": [
                stream(b"/Type /XObject /Subtype /Image /SMask 12 0 R " + CMYK_RAW, bytes((255, 255, 255, 255) * 2)),
                stream(
                    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                    b"\x80",
                ),
            ],
        },
    ),
    "grey picture": (80, image(b"/Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"\x33\xff")),
    "grey picture of 4 bits, turned": (
        80,
        image(b"/Width 2 /Height 1 /BitsPerComponent 4 /ColorSpace /DeviceGray", b"\xc0", b"/Decode [1 0]"),
    ),
    "indexed picture": (
        280,
        image(
            b"/Width 4 /Height 1 /BitsPerComponent 2 /ColorSpace [/Indexed /DeviceCMYK 2 <00000000 FF000000 99FF66CC>]",
            b"\x1a",
        ),
    ),
    "inline picture": (
        260,
        {
            "content": b"q 99 0 0 99 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID \x99\xff\x66\x99 EI Q"
            b" q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID \x99\xff\x66\x66 EI Q"
        },
    ),
    "stencil": (
        270,
        {"content": b".6 .6 .6 .9 k q 99 0 0 99 50 50 cm BI /W 8 /H 1 /BPC 1 /IM true ID \x0f EI Q"},
    ),
    "stencil that overprints": (
        280,
        {"content": UNDER + b"/Over gs 0 0 0 1 k q 60 0 0 60 60 60 cm BI /W 8 /H 1 /BPC 1 /IM true ID \x0f EI Q"},
    ),
    "shading": (
        320,
        {"content": b"50 50 99 99 re W n /Sh sh", "resources": b"/Shading << /Sh %s >>" % SHADING},
    ),
    "shading as a pattern": (
        320,
        {
            "content": b"/Pattern cs /P scn 50 50 99 99 re f",
            "resources": b"/Pattern << /P << /PatternType 2 /Shading %s >> >>" % SHADING,
        },
    ),
    "tiles": (
        290,
        {
            "content": b"/Pattern cs /P scn 50 50 99 99 re f",
            "resources": b"/Pattern << /P 11 0 R >>",
            "objects": [stream(TILE + b" /PaintType 1", b".9 .8 .7 .5 k 0 0 9 10 re f")],
        },
    ),
    "tiles without colour": (
        290,
        {
            "content": b"/Any cs .9 .8 .7 .5 /P scn 50 50 99 99 re f",
            "resources": b"/ColorSpace << /Any [/Pattern /DeviceCMYK] >> /Pattern << /P 11 0 R >>",
            "objects": [stream(TILE + b" /PaintType 2", b"0 0 9 10 re f")],
        },
    ),
    "glyphs with colours": (
        250,
        {
            "content": b"BT /T 90 Tf 50 50 Td (a) Tj ET",
            "resources": TYPE3,
            "objects": [stream(b"", b"1 0 d0 .5 1 .5 .5 k 0 0 1 1 re f")],
        },
    ),
    "glyphs without": (
        250,
        {
            "content": b".5 1 .5 .5 k BT /T 90 Tf 50 50 Td (a) Tj ET",
            "resources": TYPE3,
            "objects": [stream(b"", b"1 0 0 0 1 1 d1 0 0 1 1 re f")],
        },
    ),
    "colours of the screen": (240, {"content": b".2 .2 .2 rg 50 50 40 40 re f"}),
    "a square of more than 1 mm": (400, {"content": b"1 1 1 1 k 50 50 4 4 re f"}),
}


def only(parts: dict) -> Coverage:
    (found,) = coverage(press_pdf(**parts))
    return found


@pytest.mark.parametrize(("percent", "parts"), PAGES.values(), ids=PAGES)
def test_the_sum_of_inks_is_known(percent: float, parts: dict) -> None:
    assert only(parts).greatest == pytest.approx(percent, abs=3.0 if "shading" in str(parts).lower() else 1.6)


def test_few_pixels_do_not_count() -> None:
    assert only({"content": b"1 1 1 1 k 50.3 50.3 1 1 re f"}).greatest < 100


def test_edges_of_one_colour_on_another_add_nothing_up() -> None:
    side_by_side = b"1 1 0 .4 k 50.5 50.5 40 40 re f 0 1 1 .4 k 90.5 50.5 40 40 re f"
    assert only({"content": side_by_side}).greatest == pytest.approx(240, abs=1)


def test_marks_outside_the_bleed_do_not_count() -> None:
    boxes = b"/MediaBox [0 0 300 300] /BleedBox [40 40 260 260] /TrimBox [50 50 250 250]"
    marks = b"1 1 1 1 k 10 10 20 20 re f .5 0 0 0 k 45 45 40 40 re f"
    assert only({"content": marks, "boxes": boxes}).greatest == pytest.approx(50, abs=1)


def test_the_place_and_the_mean_are_told() -> None:
    found = only({"content": b"1 1 1 .4 k 109 109 109 109 re f"})
    assert found.mean == pytest.approx(340 / 4, abs=2)
    assert 109 * 25.4 / 72 - 1 <= found.x_mm <= 76
    assert 0 <= found.y_mm <= 109 * 25.4 / 72 + 1


def test_files_with_cross_reference_streams_are_told_as_well() -> None:
    page = "<body style='margin: 0'><div style='height: 50mm; background: device-cmyk(.9 .8 .7 .2)'></div>"
    style = "@page { size: 60mm 60mm; margin: 0 }"
    data = HTML(string=f"<html lang=en><style>{style}</style>{page}").write_pdf(pdf_version="1.6")
    assert data and b"/XRef" in data and b"\nxref" not in data
    (found,) = coverage(data)
    assert found.greatest == pytest.approx(260, abs=1)
    assert found.mean == pytest.approx(260 * 5 / 6, abs=3)


@pytest.mark.parametrize(
    "parts",
    [
        image(
            b"/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace [/DeviceN [/Gold /Silver] /DeviceCMYK 12 0 R]", b"ab"
        ),
        image(b"/Width 1 /Height 1 /BitsPerComponent 4 /ColorSpace /DeviceCMYK", b"ab"),
        image(b"/Width 90000 /Height 90000 /BitsPerComponent 8 /ColorSpace /DeviceCMYK", b"ab"),
        image(CMYK_JPEG.replace(b"16", b"17"), jpeg((0, 0, 0, 0))),
    ],
    ids=["two spot colours", "4 bits", "too many pixels", "another size"],
)
def test_pictures_that_cannot_be_told_do_not_go_uncounted(parts: dict) -> None:
    tint = stream(b"/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]", b"{0 exch 0 exch}")
    with pytest.raises(Unreadable):
        only({**parts, "objects": [*parts["objects"], tint]})


@pytest.mark.parametrize(
    "parts",
    [
        {
            "content": b"/F Do",
            "resources": b"/XObject << /F 11 0 R >>",
            "objects": [stream(FORM + b" /Resources << /XObject << /F 11 0 R >> >>", b"/F Do")],
        },
        {
            "content": b"/Pattern cs /P scn 0 0 9 9 re f",
            "resources": b"/Pattern << /P 11 0 R >>",
            "objects": [
                stream(
                    TILE.replace(b"<< >>", b"<< /Pattern << /P 11 0 R >> >>") + b" /PaintType 1",
                    b"/Pattern cs /P scn 0 0 9 9 re f",
                )
            ],
        },
    ],
    ids=["form", "pattern"],
)
def test_circles_end(parts: dict) -> None:
    with pytest.raises(Unreadable):
        only(parts)
