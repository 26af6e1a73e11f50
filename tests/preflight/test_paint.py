"""What pages paint, and the small readers beneath: content streams, functions, colour spaces."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from guidepress.preflight.content import name, numbers, operations
from guidepress.preflight.press.colour import Space, space
from guidepress.preflight.press.functions import FunctionError, function
from guidepress.preflight.press.graphics import Colour
from guidepress.preflight.press.paint import Paint, Painted, page_content
from tests.conftest import HOUSE
from tests.preflight.samples import press_pdf, stream

SAMPLE = HOUSE / "docs" / "samples" / "bpo-operations_booklet_en_digital.pdf"


def page_of(**parts) -> tuple[Paint, ...]:
    return Painted().page(PdfReader(BytesIO(press_pdf(**parts))).pages[0])


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"1 0 0 rg f", [(b"rg", [b"1", b"0", b"0"]), (b"f", [])]),
        (b"(a (b) \\( c) Tj(\\)) Tj", [(b"Tj", [b"(a (b) \\( c)"]), (b"Tj", [b"(\\))"])]),
        (b"[<0a>-5(x)]TJ", [(b"TJ", [b"[", b"<0a>", b"-5", b"(x)", b"]"])]),
        (b"[<0a>-5 <0b>]TJ", [(b"TJ", [b"[<0a>-5 <0b>]"])]),
        (b"/a#20b gs %f\n/P<</MCID 0>>BDC", [(b"gs", [b"/a#20b"]), (b"BDC", [b"/P", b"<<", b"/MCID", b"0", b">>"])]),
        (b"BI /W 1 ID \0 EI\x01 EI Q", [(b"BI", [b"/W", b"1", b"\0 EI\x01"]), (b"Q", [])]),
        (b"nonsense 1 w", [(b"w", [b"nonsense", b"1"])]),
        (b"(never ends", []),
        (b"BI /W 1 ID never ends", [(b"BI", [b"/W", b"1", b"never ends"])]),
        (b"", []),
    ],
)
def test_content_is_cut_into_operations(content: bytes, found: list) -> None:
    assert [(step.operator, step.operands) for step in operations(content)] == found


def test_places_of_operations_are_told() -> None:
    content = b"q  1 0 % no\n 0 rg (a(b)c) Tj BI /W 1 ID x EI\nf"
    assert [content[step.start : step.end] for step in operations(content)] == [
        b"q", b"1 0 % no\n 0 rg", b"(a(b)c) Tj", b"BI /W 1 ID x EI", b"f",
    ]  # fmt: skip


def test_operations_are_those_that_a_library_finds() -> None:
    reader = PdfReader(SAMPLE)
    for page in (reader.pages[0], reader.pages[20]):
        found = [step.operator for step in operations(page_content(page))]
        assert found == [operator for _, operator in ContentStream(page["/Contents"], reader).operations]
        assert len(found) > 200


def test_numbers_and_names_of_broken_files_are_something() -> None:
    assert numbers([b"1", b"--2", b".5"], 3) == [1, 0, 0.5]
    assert numbers([b"7"], 3) == [0, 0, 7]
    assert name([b"/a#20b"]) == "/a b"
    assert name([]) == ""


def resource(body: bytes):
    """Return an object of a file as pypdf reads it."""
    reader = PdfReader(BytesIO(press_pdf(objects=[body])))
    return reader.get_object(11)


EXPONENT = b"<< /FunctionType 2 /Domain [0 1] /N 2 /C0 [0 1] /C1 [1 0] >>"
STITCHED = b"<< /FunctionType 3 /Domain [0 1] /Bounds [.5] /Encode [0 1 1 0] /Functions [%s %s] >>" % (
    EXPONENT,
    EXPONENT,
)
SAMPLED = stream(b"/FunctionType 0 /Domain [0 1] /Range [0 1] /Size [3] /BitsPerSample 8", bytes((0, 255, 0)))
SAMPLED_4_BITS = stream(b"/FunctionType 0 /Domain [0 1] /Range [0 2] /Size [2] /BitsPerSample 4", b"\x0f")
SAMPLED_2 = stream(b"/FunctionType 0 /Domain [0 1 0 1] /Range [0 1] /Size [2 2] /BitsPerSample 8", b"\0\0\xff\0")


def calculated(program: bytes, inputs: int = 1, outputs: int = 1) -> bytes:
    head = b"/FunctionType 4 /Domain [%s] /Range [%s]" % (b"-9 9 " * inputs, b"-99 99 " * outputs)
    return stream(head, program)


@pytest.mark.parametrize(
    ("body", "inputs", "outputs"),
    [
        (EXPONENT, [0.5], [0.25, 0.75]),
        (EXPONENT, [7], [1, 0]),
        (STITCHED, [0.25], [0.25, 0.75]),
        (STITCHED, [0.5], [1, 0]),
        (STITCHED, [1], [0, 1]),
        (b"[%s %s]" % (EXPONENT, EXPONENT), [1], [1, 0, 1, 0]),
        (SAMPLED, [0.25], [0.5]),
        (SAMPLED, [0.5], [1]),
        (SAMPLED_4_BITS, [1], [2]),
        (SAMPLED_2, [0, 1], [1]),
        (SAMPLED_2, [1, 0], [0]),
        (calculated(b"{ 1 exch sub }"), [0.25], [0.75]),
        (calculated(b"{ dup 0.5 gt { pop 1 } { pop 0 } ifelse }"), [0.6], [1]),
        (calculated(b"{ 3 1 roll pop }", 3, 2), [1, 2, 3], [3, 1]),
        (calculated(b"{ 1 index add 2 copy mul }", 2, 3), [2, 3], [2, 5, 10]),
        (calculated(b"{ 7 2 idiv exch true { 2 mul } if }", 1, 2), [4], [3, 8]),
        (calculated(b"{ 2.5 exp round cvi 3 mod }"), [4], [2]),
    ],
)
def test_functions_are_computed(body: bytes, inputs: list[float], outputs: list[float]) -> None:
    assert function(resource(body))(inputs) == pytest.approx(outputs, abs=0.01)


@pytest.mark.parametrize(
    "program",
    [b"1 exch sub", b"{ 1", b"{ pop pop }", b"{ quit }", b"{ 0 div }", b"{" * 50, b"{ %s }" % (b"dup " * 101)],
)
def test_programs_that_fail_say_so(program: bytes) -> None:
    source = resource(calculated(program))
    with pytest.raises(FunctionError):
        function(source)([0.5])


LOOP = b"[/Indexed 11 0 R 0 <00>]"


@pytest.mark.parametrize(
    ("body", "told", "foreign"),
    [
        (b"/DeviceCMYK", "DeviceCMYK", False),
        (b"[/DeviceGray]", "DeviceGray", False),
        (b"[/Indexed /DeviceRGB 0 <102030>]", "Indexed of DeviceRGB", True),
        (b"[/Separation /Gold /DeviceCMYK %s]" % EXPONENT, "Separation Gold", False),
        (b"[/Separation /Gold /DeviceRGB %s]" % EXPONENT, "Separation Gold", True),
        (b"[/Separation /Black /DeviceRGB %s]" % EXPONENT, "Separation Black", False),
        (b"[/Pattern /DeviceRGB]", "Pattern", True),
        (b"/Nothing", "unknown", True),
        (b"[/ICCBased 4 0 R]", "unknown", True),
        (LOOP, "Indexed of Indexed of Indexed of Indexed of Indexed of unknown", True),
    ],
)
def test_spaces_are_told(body: bytes, told: str, foreign: bool) -> None:
    found = space(resource(body))
    assert (str(found), found.foreign) == (told, foreign)


def test_what_is_painted_is_told_once_with_its_state() -> None:
    content = b"/Over gs 0 0 0 1 k BT /Text 5 Tf 2 0 0 2 9 9 Tm (a) Tj (b) Tj ET q 2 0 0 2 0 0 cm 3 w 0 0 m 9 9 l S Q"
    text, line = page_of(content=content)
    assert (text.what, text.size_pt, text.plates) == ("text", 10, (False, False, False, True))
    assert (line.what, line.size_pt, line.plates) == ("line", 6, (True, True, True, True))
    assert line.colour.space == Space("DeviceGray", 1)


def test_pictures_are_told_once_by_their_space() -> None:
    body = stream(
        b"/Type /XObject /Subtype /Image /Width 300 /Height 2 /BitsPerComponent 4 /ColorSpace /DeviceGray", b"0" * 300
    )
    content = b"q 72 0 0 36 9 9 cm /I Do Q q 9 0 0 9 0 0 cm /I Do Q"
    (found,) = page_of(content=content, resources=b"/XObject << /I 11 0 R >>", objects=[body])
    assert (found.what, found.colour) == ("image", Colour(Space("DeviceGray", 1), ()))


def test_paint_in_a_soft_mask_is_no_print() -> None:
    mask = stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /CS /DeviceGray >>", b".5 g 0 0 9 9 re f")
    states = b"/ExtGState << /Soft << /SMask << /S /Luminosity /G 11 0 R >> >> >>"
    found = page_of(content=b"/Soft gs 0 0 5 5 re f", resources=states, objects=[mask])
    assert [(paint.what, paint.masks) for paint in found] == [("group", True), ("area", True), ("area", False)]


def test_fonts_are_told() -> None:
    painted = Painted()
    painted.page(PdfReader(BytesIO(press_pdf())).pages[0])
    assert painted.fonts == {"ABCDEF+Mukta": True}
