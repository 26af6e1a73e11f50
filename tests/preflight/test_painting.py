"""What a page paints is read as it is seen: on small files whose numbers are known, in all the ways to move things."""

from __future__ import annotations

from typing import Any

import pytest

from guidepress.pdf.engine import HTML
from guidepress.preflight.content import Unreadable
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Page
from guidepress.preflight.inspection import judged
from guidepress.preflight.reading import file
from guidepress.preflight.reading.file import read
from tests.preflight.samples import FONT, press_pdf, stream

SQUARE = b"60 70 20 10 re f"
LINE = b"BT /Text 10 Tf 60 70 Td (Black) Tj ET"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 500 500]"
USES = b" /Resources << /Font << /Text 8 0 R >> /XObject << /X 12 0 R >> >>"
FORMS = b"/XObject << /F 11 0 R /X 12 0 R >>"
GREY = b"/Type /XObject /Subtype /Image /Width 20 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray"
DARK = stream(GREY, b"\x40" * 200)
GRADIENT = b"""<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [50 0 150 0] /Extend [true true]
/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >> >>"""
EVEN = GRADIENT.replace(b"/C0 [1] /C1 [0]", b"/C0 [.8] /C1 [.8]")


def seen(content: bytes, **parts: Any) -> Page:
    """Return the facts of a page with that content."""
    (page,) = read(press_pdf(content, **parts), Expectation()).pages
    return page


def near(*numbers: float) -> Any:
    return pytest.approx(numbers, abs=0.01)


# Pages

BOXES = b"/MediaBox [0 0 218 218] /BleedBox [4 4 214 214] /TrimBox [9 9 209 189]"


@pytest.mark.parametrize(
    ("more", "size", "square", "media"),
    [
        (b"", (200, 180), (51, 109, 20, 10), (-9, -29, 218, 218)),
        (b"/Rotate 90", (180, 200), (61, 51, 10, 20), (-9, -9, 218, 218)),
        (b"/Rotate 180", (200, 180), (129, 61, 20, 10), (-9, -9, 218, 218)),
        (b"/Rotate 270", (180, 200), (109, 129, 10, 20), (-29, -9, 218, 218)),
        (b"/Rotate -90", (180, 200), (109, 129, 10, 20), (-29, -9, 218, 218)),
        (b"/UserUnit 2", (400, 360), (102, 218, 40, 20), (-18, -58, 436, 436)),
    ],
)
def test_areas_count_from_the_trim_as_it_is_seen(
    more: bytes, size: tuple[float, ...], square: tuple[float, ...], media: tuple[float, ...]
) -> None:
    page = seen(SQUARE, boxes=BOXES, page=more)
    assert page.size == near(*size)
    assert page.shapes[0].area == near(*square)
    assert page.media == near(*media)
    assert page.bleed == pytest.approx(10 if b"UserUnit" in more else 5, abs=0.01)


@pytest.mark.parametrize(
    ("boxes", "size", "square"),
    [
        (b"/MediaBox [-20 -30 198 188]", (218, 218), (80, 108, 20, 10)),
        (b"/MediaBox [0 0 218 218] /CropBox [10 10 210 200]", (200, 190), (50, 120, 20, 10)),
        (b"/MediaBox [218 218 0 0] /TrimBox [209 209 9 9]", (200, 200), (51, 129, 20, 10)),
        (b"/MediaBox [0 0 218 218] /TrimBox [-9 9 209 300]", (209, 209), (60, 138, 20, 10)),
        (b"/MediaBox [0 0 218 218] /TrimBox [300 300 400 400]", (218, 218), (60, 138, 20, 10)),
    ],
    ids=["not from 0", "cropped", "turned round", "reaching out", "elsewhere"],
)
def test_boxes_are_taken_as_the_standard_says(boxes: bytes, size: tuple[float, ...], square: tuple[float, ...]) -> None:
    page = seen(SQUARE, boxes=boxes)
    assert page.size == near(*size)
    assert page.shapes[0].area == near(*square)
    assert page.bleed == 0


def test_what_is_shown_of_a_page_is_known_as_it_is_seen() -> None:
    cropped = BOXES + b" /CropBox [9 9 109 189]"
    assert seen(SQUARE, boxes=cropped).shown == near(0, 0, 100, 180)
    assert seen(SQUARE, boxes=cropped, page=b"/Rotate 90").shown == near(0, 0, 180, 100)
    assert seen(SQUARE, boxes=BOXES).shown == near(-9, -29, 218, 218)


def test_boxes_are_inherited() -> None:
    data = press_pdf(SQUARE, boxes=b"").replace(b"/Count 1 >>", b"/Count 1 /MediaBox [10 20 228 238] >>")
    (page,) = read(data, Expectation()).pages
    assert page.size == near(218, 218)
    assert page.shapes[0].area == near(50, 158, 20, 10)


# What is moved: by matrices, by forms, by forms within forms

NESTED: dict[str, dict[str, Any]] = {
    "straight": {"content": b"q 2 0 0 2 10 20 cm %s Q"},
    "by the operator": {
        "content": b"q 2 0 0 2 10 20 cm /F Do Q",
        "resources": FORMS,
        "objects": [stream(FORM + USES, b"%s"), DARK],
    },
    "by the form": {
        "content": b"/F Do",
        "resources": FORMS,
        "objects": [stream(FORM + USES + b" /Matrix [2 0 0 2 10 20]", b"%s"), DARK],
    },
    "by both": {
        "content": b"q 1 0 0 1 10 20 cm /F Do Q",
        "resources": FORMS,
        "objects": [stream(FORM + USES + b" /Matrix [2 0 0 2 0 0]", b"%s"), DARK],
    },
    "within another": {
        "content": b"q .5 0 0 .5 10 20 cm /F Do Q",
        "resources": FORMS,
        "objects": [
            stream(FORM + b" /Matrix [2 0 0 2 0 0] /Resources << /XObject << /G 13 0 R >> >>", b"2 0 0 2 0 0 cm /G Do"),
            DARK,
            stream(FORM + USES, b"%s"),
        ],
    },
}  # fmt: skip


def moved(case: str, what: bytes) -> Page:
    """Return a page on which something is painted twice as large, and moved by 10 and 20."""
    parts = NESTED[case]
    given = {**parts, "objects": [part.replace(b"%s", what) for part in parts.get("objects", [b"<< >>", DARK])]}
    given["objects"] = [_measured(part) for part in given["objects"]]
    return seen(given.pop("content").replace(b"%s", what), **{"resources": FORMS, **given})


def _measured(body: bytes) -> bytes:
    """Return a stream with its length put right."""
    head, found, rest = body.partition(b"\nstream\n")
    if not found:
        return body
    data = rest.removesuffix(b"\nendstream")
    return b"%s /Length %d >>\nstream\n%s\nendstream" % (head.rpartition(b" /Length")[0], len(data), data)


@pytest.mark.parametrize("case", NESTED)
def test_shapes_are_where_they_show(case: str) -> None:
    (shape,) = moved(case, b"1 0 0 rg 30 20 40 10 re f").shapes
    assert shape.area == near(61, 129, 80, 20)
    assert (shape.fill, shape.line) == ((255, 0, 0), None)


@pytest.mark.parametrize("case", NESTED)
def test_lines_are_of_the_colour_that_they_show(case: str) -> None:
    (shape,) = moved(case, b"0 0 1 RG .4 w 30 20 m 60 20 l S").shapes
    assert (shape.fill, shape.line) == (None, (0, 0, 255))


@pytest.mark.parametrize("case", NESTED)
def test_type_is_as_large_as_it_shows(case: str) -> None:
    (run,) = moved(case, b"BT /Text 5 Tf 1.5 0 0 1.5 30 20 Tm (Black) Tj ET").runs
    assert (run.size_pt, run.text, run.font) == (pytest.approx(15), "Black", "Mukta")
    assert run.area.x == pytest.approx(10 + 60 - 9, abs=1.5)
    assert run.area.bottom == pytest.approx(209 - 20 - 40, abs=1.5)


@pytest.mark.parametrize("case", NESTED)
def test_pictures_have_the_resolution_that_they_show(case: str) -> None:
    (picture,) = moved(case, b"q 36 0 0 24 10 10 cm /X Do Q").pictures
    assert (picture.width_px, picture.height_px) == (20, 10)
    assert picture.ppi == pytest.approx(10 / 48 * 72, abs=0.1)
    assert picture.area == near(21, 121, 72, 48)


def test_resolution_is_that_of_a_turned_picture() -> None:
    (picture,) = seen(b"q 0 36 -24 0 100 10 cm /X Do Q", resources=FORMS, objects=[b"<< >>", DARK]).pictures
    assert picture.ppi == pytest.approx(10 / 24 * 72, abs=0.1)
    assert picture.area[2:] == near(24, 36)


@pytest.mark.parametrize("case", NESTED)
def test_letters_are_where_they_show(case: str) -> None:
    twice = b"BT /Text 10 Tf 30 20 Td (ab) Tj ET BT /Text 10 Tf 32 20 Td (bb) Tj ET"
    page = moved(case, twice)
    assert {index: len(boxes) for index, boxes in page.letters.items()} == {0: 2, 1: 2}
    for index, boxes in page.letters.items():
        assert all(box.shared(page.runs[index].area) > 0.9 * box.width * box.height for box in boxes)


# Type

TYPE: dict[str, tuple[bytes, dict[str, float]]] = {
    "by its size": (b"/Text 10 Tf 1 0 0 1 60 70 Tm", {"size_pt": 10}),
    "by its matrix": (b"/Text 1 Tf 10 0 0 10 60 70 Tm", {"size_pt": 10}),
    "narrow": (b"/Text 10 Tf 50 Tz 1 0 0 1 60 70 Tm", {"size_pt": 10, "stretch": 0.5}),
    "stretched": (b"/Text 10 Tf 3 0 0 1 60 70 Tm", {"size_pt": 10, "stretch": 3}),
    "flattened": (b"/Text 10 Tf 1 0 0 .5 60 70 Tm", {"size_pt": 5, "stretch": 2}),
    "upside down twice": (b"/Text -10 Tf -1 0 0 -1 60 70 Tm", {"size_pt": 10, "angle": 0, "stretch": 1}),
    "mirrored": (b"/Text 10 Tf -1 0 0 1 60 70 Tm", {"size_pt": 10, "stretch": -1}),
    "mirrored by its foot": (b"/Text 10 Tf 1 0 0 -1 60 70 Tm", {"angle": 0, "stretch": -1}),
    "turned and narrow": (b"/Text 10 Tf 0 1 -2 0 60 70 Tm", {"angle": 90, "stretch": 0.5}),
    "sheared": (b"/Text 10 Tf 1 0 .2 1 60 70 Tm", {"size_pt": 10, "slant": 0.2}),
    "sheared back": (b"/Text 10 Tf 1 0 -.2 1 60 70 Tm", {"slant": -0.2}),
    "turned": (b"/Text 10 Tf 0 1 -1 0 60 70 Tm", {"size_pt": 10, "slant": 0, "angle": 90}),
    "turned and sheared": (b"/Text 10 Tf 0 2 -2 .4 60 70 Tm", {"size_pt": 20, "slant": 0.2, "angle": 90}),
    "turned by 30 degrees": (b"/Text 10 Tf .866 .5 -.5 .866 60 70 Tm", {"size_pt": 10, "slant": 0, "angle": 30}),
}


@pytest.mark.parametrize("case", TYPE)
def test_type_is_measured_after_all_transforms(case: str) -> None:
    setting, wanted = TYPE[case]
    (run,) = seen(b"BT %s (Black) Tj ET" % setting).runs
    assert {name: getattr(run, name) for name in wanted} == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize("setting", [b"/Text 10 Tf -1 0 0 -1 60 70 Tm", b"/Text -10 Tf 1 0 0 1 60 70 Tm"])
def test_text_is_upside_down(setting: bytes) -> None:
    (run,) = seen(b"BT %s (Black) Tj ET" % setting).runs
    assert (abs(run.angle), run.stretch, run.size_pt) == (pytest.approx(180), pytest.approx(1), pytest.approx(10))


def test_a_turned_page_turns_its_lines() -> None:
    (run,) = seen(LINE, page=b"/Rotate 90").runs
    assert run.angle == pytest.approx(-90)
    assert run.area.height > run.area.width


@pytest.mark.parametrize("hidden", [b"3 Tr", b"7 Tr", b"/None gs"])
def test_text_is_invisible(hidden: bytes) -> None:
    assert [run.visible for run in seen(b"q %s %s Q %s" % (hidden, LINE, LINE)).runs] == [False, True]


def test_text_in_a_form_is_as_visible_as_the_form() -> None:
    parts = {"resources": FORMS + STATES, "objects": [stream(FORM + USES + GROUP, LINE), DARK]}
    assert [run.visible for run in seen(b"q /None gs /F Do Q /F Do", **parts).runs] == [False, True]
    assert [run.colour for run in seen(b"q /Half gs /F Do Q", **parts).runs] == [(127, 127, 127)]


GROUP = b" /Group << /S /Transparency >>"
STATES = b" /ExtGState << /None << /ca 0 /CA 0 >> /Half << /ca .5 /CA .5 >> >> /Font << /Text 8 0 R >>"

CLIPS: dict[str, tuple[bytes, float]] = {
    "not": (b"q 0 0 200 200 re W n %s Q", 0),
    "wholly": (b"q 0 0 10 10 re W n %s Q", 1),
    "by half": (b"q 40 0 33.1 200 re W n %s Q", 0.5),
    "by two paths": (b"q 0 0 73.1 200 re W n 60 0 90 200 re W n %s Q", 0.5),
    "moved": (b"q 2 0 0 2 0 0 cm 20 0 16.55 100 re W n .5 0 0 .5 0 0 cm %s Q", 0.5),
    "no longer": (b"q 0 0 10 10 re W n Q %s", 0),
    "by the edge": (b"1 0 0 1 145 0 cm %s", 0.5),
}


@pytest.mark.parametrize("case", CLIPS)
def test_what_is_clipped_is_known(case: str) -> None:
    content, share = CLIPS[case]
    (run,) = seen(content.replace(b"%s", LINE)).runs
    assert run.clipped == pytest.approx(share, abs=0.06)


def test_a_form_clips_what_is_in_it() -> None:
    small = stream(FORM.replace(b"0 0 500 500", b"0 0 73.1 200") + USES, LINE + b" 60 70 40 10 re f")
    page = seen(b"/F Do", resources=FORMS, objects=[small, DARK])
    assert page.runs[0].clipped == pytest.approx(0.5, abs=0.06)
    assert page.shapes[0].area == near(51, 129, 13.1, 10)


def test_a_clip_around_a_form_clips_what_is_in_it() -> None:
    form = stream(FORM + USES, LINE + b" 60 70 40 10 re f")
    page = seen(b"q 0 0 73.1 200 re W n /F Do Q", resources=FORMS, objects=[form, DARK])
    assert page.runs[0].clipped == pytest.approx(0.5, abs=0.06)
    assert page.shapes[0].area == near(51, 129, 13.1, 10)


# Shapes


def test_what_is_wholly_transparent_is_not_there() -> None:
    shapes = seen(b"/None gs 60 70 20 10 re b /Half gs 60 70 20 10 re b").shapes
    assert [(shape.fill, shape.line, shape.opaque) for shape in shapes] == [(None, None, False), (BLACK, BLACK, False)]


# Layers and grounds


def test_layers_tell_the_order_of_painting() -> None:
    page = seen(SQUARE + b" " + LINE + b" /X Do " + SQUARE + b" " + LINE, resources=FORMS, objects=[b"<< >>", DARK])
    assert page.layers == ((2, 5), (1, 4), (3,))


WHITE, BLACK, PALE = (255, 255, 255), (0, 0, 0), (204, 204, 204)
BEHIND = b".8 g 50 60 80 40 re f 0 g "
ROUND = b"40 75 m 40 160 140 160 140 75 c 140 -10 40 -10 40 75 c "
GROUNDS: dict[str, tuple[bytes, tuple[int, int, int]]] = {
    "paper": (b"", WHITE),
    "an area": (BEHIND, PALE),
    "an area with a rule on it": (BEHIND + b"0 g 50 68 80 1 re f ", PALE),
    "an area elsewhere": (b".8 g 50 100 80 40 re f 0 g ", WHITE),
    "the topmost area": (b"0 g 50 60 80 40 re f " + BEHIND, PALE),
    "a round area": (b".8 g " + ROUND + b"f 0 g ", PALE),
    "a frame": (b".8 g 40 50 100 60 re 45 55 90 50 re f* 0 g ", WHITE),
    "a round clip": (b"q " + ROUND + b"W n .8 g 0 0 218 218 re f Q 0 g ", PALE),
    "a transparent area": (b"/Half gs 0 g 50 60 80 40 re f /Whole gs ", (127, 127, 127)),
    "a picture": (b"q 80 0 0 40 50 60 cm /X Do Q ", (64, 64, 64)),
    "a pattern": (b"/Pattern cs /P scn 50 60 80 40 re f 0 g ", PALE),
    "a shading as a pattern": (b"/Pattern cs /Q scn 50 60 80 40 re f 0 g ", PALE),
}
TILES = stream(
    b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << >>",
    b".8 g 0 0 10 10 re f",
)
GROUND_PARTS: dict[str, Any] = {
    "resources": b"""/Pattern << /P 13 0 R /Q << /PatternType 2 /Shading %s >> >> /Shading << /S %s >>
/Font << /Text 8 0 R >> /XObject << /X 12 0 R >> /ExtGState << /Half << /ca .5 >> /Whole << /ca 1 >> >>"""
    % (EVEN, GRADIENT),
    "objects": [b"<< >>", DARK, TILES],
}


@pytest.mark.parametrize("turn", [b"", b"/Rotate 90", b"/Rotate 180", b"/UserUnit 2"])
@pytest.mark.parametrize("case", GROUNDS)
def test_the_ground_of_text_is_known(case: str, turn: bytes) -> None:
    content, ground = GROUNDS[case]
    (run,) = seen(content + LINE, page=turn, **GROUND_PARTS).runs
    assert run.ground == pytest.approx(ground, abs=1)
    assert run.colour == BLACK


COVERS: dict[str, tuple[bytes, bool]] = {
    "a round area": (b"1 g " + ROUND + b"f", True),
    "a round area of the same colour": (b"0 g " + ROUND + b"f", True),
    "a nearly opaque area": (b"/Dense gs 1 g 50 60 80 40 re f", True),
    "a transparent area": (b"/Faint gs 1 g 50 60 80 40 re f", False),
    "an area that multiplies": (b"/Multiply gs 1 1 0 rg 50 60 80 40 re f", False),
    "a round area over less than half": (b"1 g 80 75 m 80 90 160 90 160 75 c 160 60 80 60 80 75 c f", False),
    "a frame": (b"1 g 40 50 100 60 re 45 55 90 50 re f*", False),
    "a broad line": (b"1 G 12 w 50 74 m 130 74 l S", True),
    "a thin line": (b"1 G 1 w 50 74 m 130 74 l S", False),
    "a broad frame": (b"1 G 5 w 45 55 90 50 re S", False),
    "a shading": (b"q 50 60 80 40 re W n /S sh Q", True),
    "many small areas": (b"1 g " + b" ".join(b"%d 60 9 40 re f" % x for x in range(55, 110, 9)), True),
    "nothing": (b"", False),
}
COVERING: dict[str, Any] = {
    "resources": b"/Shading << /S %s >> /Font << /Text 8 0 R >> /ExtGState << /Dense << /ca .8 >> /Faint << /ca .3 >>"
    b" /Multiply << /BM /Multiply >> >> /XObject << /F 11 0 R >>" % EVEN.replace(b".8", b"1"),
}


@pytest.mark.parametrize("case", COVERS)
def test_text_is_covered_by_what_hides_its_ink(case: str) -> None:
    cover, hidden = COVERS[case]
    for before, after in ((LINE + b" " + cover, False), (cover + b" 0 g " + LINE, True)):
        (page,) = read(press_pdf(before, **COVERING), Expectation("digital")).pages
        assert (page.runs[0].covered > 0.5) is (hidden and not after)


def test_text_in_a_form_is_covered_by_what_is_outside() -> None:
    form = stream(FORM + USES, LINE + b" " + LINE.replace(b"60 70", b"60 150"))
    data = press_pdf(b"/F Do 1 g " + ROUND + b"f", resources=FORMS, objects=[form, DARK], page=b"/Rotate 90")
    (page,) = read(data, Expectation("digital")).pages
    assert [run.covered > 0.5 for run in page.runs] == [True, False]


def test_what_is_painted_later_is_no_ground() -> None:
    (run,) = seen(LINE + b" " + BEHIND).runs
    assert run.ground == WHITE


def test_of_a_shading_that_ground_counts_which_sets_the_text_off_least() -> None:
    dark, light = seen(b"/S sh 0 g %s 1 g %s" % (LINE, LINE), **GROUND_PARTS).runs
    assert dark.ground and light.ground
    assert dark.ground[0] < light.ground[0]
    assert 170 < dark.ground[0] < light.ground[0] < 235


def test_transparent_text_has_the_colour_that_shows() -> None:
    (run,) = seen(b"1 1 0 rg 50 60 80 40 re f 0 g /Half gs " + LINE, **GROUND_PARTS).runs
    assert (run.colour, run.ground) == (pytest.approx((127, 127, 0), abs=1), (255, 255, 0))


# Letters without a glyph


def written(text: str, style: str = "") -> Facts:
    face = f"@font-face {{ font-family: Mukta; src: url({FONT.as_uri()}) }} html {{ font: 12pt Mukta }} {style}"
    data = HTML(string=f"<html lang=en><style>{face}</style><p>{text}").write_pdf()
    assert data
    return read(data, Expectation())


@pytest.mark.filterwarnings("ignore")
def test_letters_without_a_glyph_are_counted() -> None:
    assert [page.glyphless for page in written("Done ✓✓, all of it").pages] == [2]
    assert [page.glyphless for page in written("Done, all of it").pages] == [0]


@pytest.mark.filterwarnings("ignore")
def test_letters_without_a_glyph_are_counted_on_their_pages_and_in_forms() -> None:
    style = "p { break-before: page } b { opacity: .5 }"
    assert [page.glyphless for page in written("✓<p>none<p>this <b>✓</b> ✓", style).pages] == [1, 0, 2]


WIDE = b"<< /Type /Font /Subtype /Type0 /BaseFont /Mukta /Encoding /Identity-H /DescendantFonts [12 0 R] >>"
DEEP = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mukta /FontDescriptor 9 0 R /CIDToGIDMap /Identity"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        (b"<00380000> Tj", 1),
        (b"<3800 0038> Tj", 0),
        (b"[<0038> -20 <0000> <0000>] TJ", 2),
        (b"(\\0008\\000\\000) Tj", 1),
        (b"(\\0008\\000\\0) Tj (8\\0\\0008) Tj", 1),
        (b"(a\0\0b) '", 0),
        (b"q /Text 9 Tf (\\000\\000) Tj Q <0000> Tj", 1),
        (b"/Span << /ActualText <0000> >> BDC <0038> Tj EMC", 0),
    ],
)
def test_codes_of_two_bytes_are_read_in_all_their_forms(shown: bytes, count: int) -> None:
    content = b"BT /Wide 9 Tf 60 70 Td %s ET" % shown
    fonts = b"/Font << /Wide 11 0 R /Text 8 0 R >>"
    assert seen(content, resources=fonts, objects=[WIDE, DEEP]).glyphless == count


# Bounds


def test_a_file_with_too_much_on_it_is_read_as_far_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    data = press_pdf(b"0 0 9 9 re f " * 20)
    monkeypatch.setattr(file, "_OBJECTS", 20)
    assert [(len(page.shapes), page.unread) for page in read(data, Expectation()).pages] == [(20, 0)]
    monkeypatch.setattr(file, "_OBJECTS", 12)
    facts = read(data, Expectation())
    assert [(len(page.shapes), page.unread) for page in facts.pages] == [(12, 8)]
    assert "preflight-limited" in {found.code for found in judged(facts, Expectation())}


def test_pages_that_are_not_read_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = press_pdf(SQUARE).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 3 0 R 3 0 R] /Count 3")
    monkeypatch.setattr(file, "_OBJECTS", 2)
    facts = read(data, Expectation())
    assert (len(facts.pages), facts.count) == (2, 3)


def test_forms_that_show_each_other_end() -> None:
    loop = stream(FORM + b" /Resources << /XObject << /F 11 0 R >> >>", b"/F Do " + SQUARE)
    assert seen(b"/F Do", resources=FORMS, objects=[loop, DARK]).shapes


def bomb(times: int) -> bytes:
    """Return a file of four forms, each of which shows the next one so many times."""
    chain = [
        stream(FORM + b" /Resources << /XObject << /F %d 0 R >> >>" % (number + 1), b"/F Do " * times)
        for number in range(11, 15)
    ]
    return press_pdf(b"/F Do", resources=b"/XObject << /F 11 0 R >>", objects=[*chain, stream(FORM, SQUARE)])


def test_forms_that_show_each_other_without_end_are_not_read() -> None:
    with pytest.raises(Unreadable):
        read(bomb(40), Expectation())
    (page,) = read(bomb(3), Expectation()).pages
    assert len(page.shapes) == 3**4


def test_many_forms_that_are_not_within_each_other_are_read() -> None:
    leaf = b"/Resources << /XObject << /X 12 0 R >> >>"
    forms = [stream(FORM + leaf, b"/X Do " * 10), stream(FORM, SQUARE), *(stream(FORM + leaf, b"/X Do " * 10),) * 6]
    (page,) = read(press_pdf(b"/F Do", resources=FORMS, objects=forms), Expectation()).pages
    assert len(page.shapes) == 10


def test_a_page_that_shows_a_shading_is_not_blank() -> None:
    assert not seen(b"/S sh", **GROUND_PARTS).blank
    assert Page(1, "1", (9, 9)).blank
    assert seen(SQUARE).area == Area(0, 0, *seen(SQUARE).size)
