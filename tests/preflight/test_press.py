"""The judge of files for a press: a sound file, what breaks each rule by its code alone, and near misses."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from guidepress.pdf.engine import HTML
from guidepress.preflight.inspection import RULES, judge_press
from guidepress.preflight.rules import inks, press
from tests.conftest import HOUSE
from tests.preflight.samples import BOXES, CONTENT, FONT, INTENT, PROFILE, XMP, press_pdf, stream

DIGITAL = HOUSE / "docs" / "samples" / "bpo-operations_booklet_en_digital.pdf"
PICTURE = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 218 218]"
TEXT = b"BT /Text %d Tf 30 60 Td (Text) Tj ET "
TILE = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5"
TINT = b"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0] /C1 [1 0 0] >>"
SHADING = b"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [30 0 90 0] /Function %s >>" % TINT
SPOT = b"/ColorSpace << /S [/Separation /%s /DeviceRGB %s] >>"
LAB = b"/ColorSpace << /L [/Lab << /WhitePoint [1 1 1] >>] >>"
ICC = b"/ColorSpace << /Icc [/ICCBased 11 0 R] >>"
ONE_FORM = b"/XObject << /F 11 0 R >>"


def adding(content: bytes, **parts) -> dict:
    """Return the parts of a page that has something more on it."""
    return {"content": CONTENT + content, **parts}


def picture(space: bytes, data: bytes) -> dict:
    body = stream(b"%s %s" % (PICTURE, space), data)
    return adding(b"q 9 0 0 9 30 30 cm /I Do Q", resources=b"/XObject << /I 11 0 R >>", objects=[body])


def form(group: bytes, content: bytes = b"0 0 0 0 k 30 30 9 9 re f") -> dict:
    body = stream(FORM + b" /Group << /S /Transparency %s >>" % group, content)
    return adding(b"/F Do", resources=ONE_FORM, objects=[body])


def annotated(rectangle: bytes, more: bytes = b"/A << /S /URI /URI (https://example.org) >>") -> dict:
    return {"page": b"/Annots [<< /Type /Annot /Subtype /Link /Rect [%s] %s >>]" % (rectangle, more)}


def profile(*, kind: bytes = b"prtr", space: bytes = b"CMYK") -> dict:
    head = PROFILE.read_bytes()[:512]
    return {"profile": head[:12] + kind + space + head[20:]}


WIDE = b"/MediaBox [-60 -60 278 278] /BleedBox [0 0 218 218] /TrimBox [9 9 209 209]"
TIGHT = b"/MediaBox [0 0 218 218] /BleedBox [3 3 215 215] /TrimBox [9 9 209 209]"

KEYS = b"/O <%s> /U <%s>" % (b"00" * 32, b"00" * 32)
CODES = {rule.code for rule in (*press.ROWS, *inks.ROWS) if "press" in rule.purposes} | {"font-not-embedded"}
WARNINGS = {"thin-line"}
BROKEN: list[tuple[str, dict]] = [
    ("press-encrypted", {"identity": b"/ID [<01> <01>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 %s >>" % KEYS}),
    ("press-unreadable", {"boxes": b"/MediaBox [0 0 (a) 3] /BleedBox [0 0]"}),
    ("press-version", {"version": b"1.7"}),
    ("press-version", {"version": b"1.4"}),
    ("press-version", {"catalog": b"/Version /1.7"}),
    ("press-file-id", {"identity": b""}),
    ("press-identification", {"xmp": XMP.replace(b"PDF/X-4", b"PDF/X-3:2003")}),
    ("press-identification", {"xmp": XMP.replace(b"GTS_PDFXVersion", b"GTS_PDFXConformance")}),
    ("press-metadata", {"xmp": XMP.replace(b"xmp:ModifyDate", b"xmp:Modified")}),
    ("press-metadata", {"xmp": XMP.replace(b"xmpMM:DocumentID", b"xmpMM:InstanceID")}),
    ("press-metadata", {"xmp": XMP.replace(b"dc:title", b"dc:subject")}),
    ("press-trapped", {"trapped": b""}),
    ("press-trapped", {"trapped": b"/Trapped /Unknown"}),
    ("press-output-intent", {"intents": b""}),
    ("press-output-intent", {"intents": INTENT + INTENT}),
    ("press-output-intent", {"intents": INTENT.replace(b"GTS_PDFX", b"GTS_PDFA1")}),
    ("press-output-intent", {"intents": INTENT.replace(b"FOGRA39", b"FOGRA51")}),
    ("press-output-intent", {"intents": INTENT.replace(b"/RegistryName (http://www.color.org)", b"")}),
    ("press-output-profile", {"intents": INTENT.replace(b"/DestOutputProfile 7 0 R", b"")}),
    ("press-output-profile", profile(kind=b"mntr")),
    ("press-output-profile", profile(space=b"RGB ")),
    ("press-output-profile", {"components": 3}),
    ("press-script", {"catalog": b"/OpenAction [3 0 R /Fit]"}),
    ("press-script", {"catalog": b"/AA << /WC << /S /JavaScript /JS (1) >> >>"}),
    ("press-script", {"catalog": b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>"}),
    ("press-script", {"page": b"/AA << /O << /S /JavaScript /JS (1) >> >>"}),
    ("press-script", {"boxes": WIDE, **annotated(b"-50 -50 -9 -9", b"/A << /S /JavaScript /JS (1) >>")}),
    ("font-not-embedded", {"font_file": b""}),
    ("press-box", {"boxes": b"/MediaBox [0 0 218 218] /BleedBox [0 0 218 218]"}),
    ("press-box", {"boxes": BOXES + b" /ArtBox [9 9 209 209]"}),
    ("press-box", {"boxes": BOXES.replace(b"/MediaBox [0 0 218 218]", b"/MediaBox [1 1 218 218]")}),
    ("press-bleed", {"boxes": TIGHT}),
    ("press-bleed", {"boxes": b"/MediaBox [0 0 218 218] /TrimBox [9 9 209 209]"}),
    ("press-annotation", annotated(b"30 30 60 60")),
    ("press-annotation", annotated(b"2 2 6 6")),
    ("press-rgb-text", adding(b"0 0 1 rg " + TEXT % 10)),
    ("press-rgb-text", adding(b"1 0 0 RG 1 Tr " + TEXT % 10)),
    ("press-rgb-text", adding(b"/Icc cs 0 0 0 sc " + TEXT % 10, resources=ICC, objects=[stream(b"/N 3", b"")])),
    ("press-rgb-text", adding(b"/F Do", resources=ONE_FORM, objects=[stream(FORM, b"0 0 1 rg " + TEXT % 10)])),
    ("press-rgb-area", adding(b"0 0 1 rg 30 30 9 9 re f")),
    ("press-rgb-area", adding(b"0 0 1 RG 30 30 9 9 re S")),
    ("press-rgb-area", adding(b"/L cs 50 0 0 sc 30 30 9 9 re f", resources=LAB)),
    ("press-rgb-area", adding(b"/Sh sh", resources=b"/Shading << /Sh %s >>" % SHADING)),
    (
        "press-rgb-area",
        adding(
            b"/Pattern cs /P scn 30 30 9 9 re f",
            resources=b"/Pattern << /P << /PatternType 2 /Shading %s >> >>" % SHADING,
        ),
    ),
    (
        "press-rgb-area",
        adding(
            b"/Pattern cs /P scn 30 30 9 9 re f",
            resources=b"/Pattern << /P 11 0 R >>",
            objects=[
                stream(TILE, b"1 0 0 rg 0 0 3 3 re f")
            ],
        ),
    ),
    (
        "press-rgb-area",
        adding(b"/S cs 1 scn 30 30 9 9 re f", resources=SPOT % (b"Gold", TINT)),
    ),
    ("press-rgb-area", adding(b"0 0 1 rg q 9 0 0 9 30 30 cm BI /W 8 /H 1 /BPC 1 /IM true ID \x0f EI Q")),
    ("press-rgb-image", picture(b"/DeviceRGB", b"abc")),
    ("press-rgb-image", picture(b"[/Indexed /DeviceRGB 0 <102030>]", b"\0")),
    ("press-rgb-image", picture(b"[/CalRGB << /WhitePoint [1 1 1] >>]", b"abc")),
    ("press-rgb-image", adding(b"q 9 0 0 9 30 30 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q")),
    ("press-rgb-group", form(b"/CS /DeviceRGB")),
    ("press-rgb-group", {"page": b"/Group << /S /Transparency /CS /DeviceRGB >>"}),
    ("press-black-text-knocks-out", adding(b"0 0 0 1 k " + TEXT % 10)),
    ("press-black-text-knocks-out", adding(b"0 0 0 .9 k " + TEXT % 10)),
    ("press-black-text-knocks-out", adding(b"/Over0 gs 0 0 0 1 k " + TEXT % 10)),
    ("press-black-text-knocks-out", adding(b"/Over gs 0 g " + TEXT % 10)),
    ("press-black-rule-knocks-out", adding(b"0 0 0 1 K .5 w 30 60 m 90 60 l S")),
    ("press-black-rule-knocks-out", adding(b"0 0 0 1 k 30 60 60 .5 re f")),
    ("press-rich-black-text", adding(b".4 0 0 1 k " + TEXT % 10)),
    ("press-rich-black-text", adding(b".6 .5 .5 .85 k " + TEXT % 11)),
    ("press-ink", adding(b"1 1 1 .4 k 30 30 20 20 re f")),
    ("press-ink", picture(b"/DeviceCMYK", b"\xff\xff\xff\x66")),
    ("press-ink", adding(b"1 1 1 0 k 30 30 20 20 re f /Over gs 0 0 0 .4 k 30 30 20 20 re f")),
    ("thin-line", adding(b"1 0 0 0 K .2 w 30 60 m 90 60 l S")),
    ("thin-line", adding(b"1 0 0 0 K 0 w 30 60 m 90 60 l S")),
    ("thin-line", adding(b"1 0 0 0 K q .1 0 0 .1 0 0 cm 1 w 300 600 m 900 600 l S Q")),
    ("thin-line", adding(b"1 0 0 0 k 30 60 60 .2 re f")),
    ("thin-line", adding(b"1 0 0 0 k q 30 60 60 .2 re W n 30 50 60 20 re f Q")),
]  # fmt: skip
FINE: dict[str, dict] = {
    "as it is": {},
    "an older version in the catalogue": {"catalog": b"/Version /1.4"},
    "trapped": {"trapped": b"/Trapped /True"},
    "an intent for PDF/A beside": {"intents": INTENT + INTENT.replace(b"GTS_PDFX", b"GTS_PDFA1")},
    "a box of two thousandths too little": {"boxes": BOXES.replace(b"[9 9 209 209]", b"[8.5 8.5 209.497 209.497]")},
    "a link outside the bleed": {"boxes": WIDE, **annotated(b"-50 -50 -9 -9")},
    "a link that ends where the bleed begins": {"boxes": WIDE, **annotated(b"-50 -50 0 0")},
    "a net of traps": {"page": b"/Annots [<< /Type /Annot /Subtype /TrapNet /Rect [0 0 218 218] >>]"},
    "grey": adding(b".5 g 30 30 9 9 re f"),
    "a profile for CMYK": adding(b"/Icc cs 0 .2 0 0 sc " + TEXT % 9, resources=ICC, objects=[stream(b"/N 4", b"")]),
    "a colour of the screen that paints nothing": adding(b"0 0 1 rg 1 0 0 RG 30 30 9 9 re n"),
    "text that is not shown": adding(b"0 0 1 rg 3 Tr " + TEXT % 10),
    "a picture in CMYK": picture(b"/DeviceCMYK", b"\xff\xff\x66\0"),
    "a picture in grey": picture(b"/DeviceGray", b"\xff"),
    "marks on all plates of which the alternate is for the screen": adding(
        b"/S CS .5 SCN 30 30 9 9 re S", resources=SPOT % (b"All", TINT)
    ),
    "a group in CMYK": form(b"/CS /DeviceCMYK"),
    "a group without a space": form(b""),
    "dark grey text": adding(b"0 0 0 .8 k " + TEXT % 10),
    "half transparent black text": adding(b"/Half gs 0 0 0 1 k " + TEXT % 10),
    "white text": adding(b"0 0 0 0 k " + TEXT % 10),
    "a thick black line": adding(b"0 0 0 1 K 3 w 30 60 m 90 60 l S"),
    "a black area": adding(b"0 0 0 1 k 30 60 60 20 re f"),
    "large text in rich black": adding(b".4 0 0 1 k " + TEXT % 12),
    "text in a colour with black in it": adding(b"0 .87 .96 .06 k " + TEXT % 8 + b"1 .7 0 .8 k " + TEXT % 8),
    "ink up to the limit": adding(b"1 1 1 0 k 30 30 20 20 re f"),
    "too much ink on less than a millimetre": adding(b"1 1 1 1 k 30.2 30.2 1.5 1.5 re f"),
    "a line just thick enough": adding(b"1 0 0 0 K .25 w 30 60 m 90 60 l S 1 0 0 0 k 30 40 60 .25 re f"),
    "a dot": adding(b"1 0 0 0 k 30 60 .2 .2 re f"),
}  # fmt: skip


def codes(data: bytes, **demand: Any) -> set[str]:
    return {found.code for found in judge_press(data, **demand)}


def test_each_rule_is_broken_here() -> None:
    assert {code for code, _ in BROKEN} == CODES


@pytest.mark.parametrize(("code", "parts"), BROKEN)
def test_what_breaks_a_rule_is_found_under_its_code(code: str, parts: dict) -> None:
    assert codes(press_pdf(**parts)) == {code}


@pytest.mark.parametrize(("code", "parts"), BROKEN)
def test_without_its_rule_nothing_is_found(code: str, parts: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULES, code)
    assert judge_press(press_pdf(**parts)) == ()


@pytest.mark.parametrize("parts", FINE.values(), ids=FINE)
def test_near_misses_are_fine(parts: dict) -> None:
    assert judge_press(press_pdf(**parts)) == ()


def test_only_thin_lines_are_let_through_with_a_warning() -> None:
    found = {code: judge_press(press_pdf(**parts)) for code, parts in BROKEN}
    assert {code for code, said in found.items() if all(one.severity == "warning" for one in said)} == WARNINGS
    assert {code for code, said in found.items() if all(one.severity == "error" for one in said)} == CODES - WARNINGS


def test_compressed_metadata_are_found() -> None:
    body = stream(b"/Type /Metadata /Subtype /XML /Filter /FlateDecode", zlib.compress(XMP))
    assert codes(press_pdf(xmp_stream=body)) == {"press-metadata"}


def test_metadata_with_entities_are_not_read() -> None:
    expanding = b'<!DOCTYPE x [<!ENTITY a "PDF/X-4">]>' + XMP[XMP.index(b"<x:xmpmeta") :].replace(
        b">PDF/X-4<", b">&a;<"
    )
    assert codes(press_pdf(xmp=expanding)) == {"press-identification", "press-metadata"}


def test_what_a_printer_asks_for_can_be_told() -> None:
    assert codes(press_pdf(boxes=TIGHT), bleed_mm=2) == set()
    assert codes(press_pdf(boxes=b"/MediaBox [0 0 218 218] /TrimBox [0 0 218 218]"), bleed_mm=0) == set()
    assert codes(press_pdf(), bleed_mm=5) == {"press-bleed"}
    rich = press_pdf(**adding(b"1 1 .5 .4 k 30 30 20 20 re f"))
    assert codes(rich, ink_limit=280) == {"press-ink"}
    assert codes(rich) == set()
    other = press_pdf(intents=INTENT.replace(b"FOGRA39", b"FOGRA51"))
    assert judge_press(other, condition="FOGRA51") == ()


def test_pages_are_named() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(press_pdf(**adding(b"0 0 1 rg " + TEXT % 10)))))
    for _ in range(8):
        writer.add_page(writer.pages[0])
    out = BytesIO()
    writer.write(out)
    (said,) = [found.finding for found in judge_press(out.getvalue()) if found.code == "press-rgb-text"]
    assert said.message == "text in DeviceRGB 0/0/100 (also on pages 2, 3, 4, 5, 6, 7 and 2 more)"
    assert said.page == 1


def test_an_encrypted_file_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(press_pdf())))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    assert codes(out.getvalue()) == {"press-encrypted"}


LOOP = stream(FORM + b" /Resources << /XObject << /F 11 0 R >> >>", b"/F Do")
BOMB = [
    stream(FORM + b" /Resources << /XObject << /F %d 0 R >> >>" % (number + 1), b"/F Do " * 40)
    for number in range(11, 18)
] + [stream(FORM + b" /Resources << >>", b"0 0 0 0 k 0 0 1 1 re f ")]  # fmt: skip
DEEP = [
    stream(FORM + b" /Resources << /XObject << /F %d 0 R >> >>" % (number + 1), b"/F Do") for number in range(11, 40)
]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no PDF",
        press_pdf()[:900],
        press_pdf(content=b"/F Do", resources=ONE_FORM, objects=[LOOP]),
        press_pdf(content=b"/F Do", resources=ONE_FORM, objects=DEEP),
        press_pdf(content=b"/F Do", resources=ONE_FORM, objects=BOMB),
        press_pdf(boxes=b"/MediaBox [0 0 (a) 3] /BleedBox [0 0]"),
    ],
    ids=["empty", "text", "cut off", "loop", "deep", "bomb", "box"],
)
@pytest.mark.filterwarnings("ignore")
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    assert codes(data) == {"press-unreadable"}


def test_what_the_typesetter_makes_lacks_what_it_cannot_say() -> None:
    """WeasyPrint knows no overprint and no names of printing conditions; all else about PDF/X-4 it does."""
    style = f"""
    @font-face {{ font-family: Mukta; src: url({FONT.as_uri()}) }}
    @color-profile device-cmyk {{ src: url({PROFILE.as_uri()}); components: cyan, magenta, yellow, black }}
    @page {{ size: 60mm 60mm; margin: 5mm; bleed: 3mm; background: device-cmyk(0 .2 .9 0) }}
    html {{ font: 10pt Mukta; color: device-cmyk(0 0 0 1) }}
    hr {{ border: 0; border-top: .5pt solid device-cmyk(0 0 0 1) }}"""
    dates = "".join(f"<meta name=dcterms.{name} content=2026-11-22>" for name in ("created", "modified"))
    page = f"<html lang=en><title>A guide</title>{dates}<style>{style}</style><p>Black</p><hr>"
    data = HTML(string=page).write_pdf(pdf_variant="pdf/x-4")
    assert data is not None
    found = judge_press(data)
    assert [one.code for one in found] == [
        "press-output-intent", "press-output-intent", "press-black-text-knocks-out", "press-black-rule-knocks-out",
    ]  # fmt: skip
    assert ("black text of 10 pt knocks out", 1) in {one.finding[:2] for one in found}


def test_a_file_for_the_screen_is_no_file_for_a_press() -> None:
    found = codes(DIGITAL.read_bytes())
    assert {"press-version", "press-output-intent", "press-rgb-text", "press-annotation", "press-bleed"} <= found
    assert not {"press-unreadable", "font-not-embedded", "press-ink", "press-encrypted"} & found
