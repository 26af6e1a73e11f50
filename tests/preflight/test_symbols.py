"""QR codes are found however they are drawn, and measured as they stand on the page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest
import segno

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Symbol
from guidepress.preflight.reading.file import read
from tests.preflight.samples import press_pdf, stream

ADDRESS = "https://example.org/guides"
MODULES = 25  # along its side
BOXES = b"/MediaBox [0 0 218 218]"
LEFT, TOP, SIDE = 40, 60, 100


def matrix(address: str, border: int) -> list[list[int]]:
    return [list(row) for row in segno.make_qr(address, error="m").matrix_iter(border=border)]


def squares(address: str = ADDRESS) -> Iterator[bytes]:
    rows = matrix(address, 0)
    module = SIDE / len(rows)
    for y, row in enumerate(rows):
        bottom = 218 - TOP - (y + 1) * module
        yield from (
            b"%f %f %f %f re " % (LEFT + x * module, bottom, module, module) for x, dark in enumerate(row) if dark
        )


def picture(rows: list[list[int]]) -> bytes:
    pixels = zlib.compress(bytes(0 if dark else 255 for row in rows for dark in row))
    head = b"/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode"
    return stream(head + b" /Width %d /Height %d" % (len(rows[0]), len(rows)), pixels)


def pictured(rows: list[list[int]], matrix: bytes = b"100 0 0 100 40 58") -> dict:
    resources = b"/XObject << /Code 11 0 R >>"
    return {"content": b"q %s cm /Code Do Q" % matrix, "resources": resources, "objects": [picture(rows)]}


def symbols(purpose: str = "digital", *, boxes: bytes = BOXES, **parts: object) -> tuple[Symbol, ...]:
    data = press_pdf(boxes=boxes, **parts)  # type: ignore[arg-type]
    return read(data, Expectation(purpose)).pages[0].symbols  # type: ignore[arg-type]


DRAWN = {
    "a path": {"content": b"0 g " + b"".join(squares()) + b"f"},
    "a path for each square": {"content": b"0 g " + b"f ".join(squares()) + b"f"},
    "a path in black ink": {"content": b"0 0 0 1 k " + b"".join(squares()) + b"f"},
    "a picture": pictured(matrix(ADDRESS, 0)),
}


@pytest.mark.parametrize("parts", DRAWN.values(), ids=DRAWN)
def test_a_code_is_found_where_it_is(parts: dict) -> None:
    (found,) = symbols(**parts)
    assert found.address == ADDRESS
    assert found.area == pytest.approx((LEFT, TOP, SIDE, SIDE), abs=0.5)
    assert found.module_mm == pytest.approx(SIDE / MODULES * 25.4 / 72, abs=0.01)
    assert found.quiet >= 4
    assert found.contrast > 0.95


@pytest.mark.parametrize("purpose", ["digital", "unknown"])
@pytest.mark.parametrize("parts", DRAWN.values(), ids=DRAWN)
def test_a_page_may_have_units_of_its_own(parts: dict, purpose: str) -> None:
    (found,) = symbols(purpose, page=b"/UserUnit 1.5", **parts)
    assert found.address == ADDRESS
    assert found.area == pytest.approx((LEFT * 1.5, TOP * 1.5, SIDE * 1.5, SIDE * 1.5), abs=0.75)


@pytest.mark.parametrize("purpose", ["digital", "unknown"])
@pytest.mark.parametrize("turned", [b"", b"/Rotate 90 /UserUnit 2"])
def test_a_page_may_show_more_or_less_than_its_paper(turned: bytes, purpose: str) -> None:
    code = b"0 g " + b"".join(squares()) + b"f"
    (found,) = symbols(purpose, boxes=BOXES + b" /CropBox [-50 20 180 400]", content=code, page=turned)
    assert found.address == ADDRESS
    assert symbols(purpose, boxes=BOXES + b" /CropBox [150 -9 218 300]", content=code, page=turned) == ()
    assert symbols(purpose, boxes=BOXES + b" /CropBox [150 -9 218 300]", page=turned, **DRAWN["a picture"]) == ()


def test_a_picture_may_have_its_quiet_zone() -> None:
    (found,) = symbols(**pictured(matrix(ADDRESS, 4)))
    assert found.area.width == pytest.approx(SIDE * MODULES / (MODULES + 8), abs=0.5)
    assert found.quiet >= 4


def test_a_picture_may_lie_on_its_side() -> None:
    (found,) = symbols(**pictured(matrix(ADDRESS, 4), b"0 100 -100 0 140 58"))
    assert (found.address, found.contrast) == (ADDRESS, 1.0)


@pytest.mark.parametrize("modules", [0, 1, 2, 3])
def test_white_around_a_code_is_counted(modules: int) -> None:
    edge = LEFT - modules * SIDE / MODULES
    (found,) = symbols(content=b"0 g " + b"".join(squares()) + b"f %f 0 -3 218 re f" % edge)
    assert found.quiet == pytest.approx(modules, abs=0.4)


def test_beyond_the_paper_nothing_is_white() -> None:
    (found,) = symbols(content=b"1 0 0 1 %f 0 cm " % (2 * SIDE / MODULES - LEFT) + b"".join(squares()) + b"f")
    assert found.quiet == pytest.approx(2, abs=0.2)


@pytest.mark.parametrize(("grey", "contrast"), [(b".5", 0.79), (b".8", 0.4), (b".9", 0.21)])
def test_a_pale_code_has_less_contrast(grey: bytes, contrast: float) -> None:
    (found,) = symbols(content=grey + b" g " + b"".join(squares()) + b"f")
    assert found.contrast == pytest.approx(contrast, abs=0.02)


def test_light_on_dark_has_a_negative_contrast() -> None:
    (found,) = symbols(content=b"0 g 0 0 218 218 re f 1 g " + b"".join(squares()) + b"f")
    assert (found.address, found.contrast) == (ADDRESS, -1.0)


def test_what_covers_a_code_counts() -> None:
    (found,) = symbols(content=b"0 g " + b"".join(squares()) + b"f 1 g 72 90 36 36 re f")
    assert (found.address, found.module_mm) == ("", 0)


def test_what_looks_like_a_code_from_afar_is_none() -> None:
    field = b"".join(b"%d %d 4 4 re " % (x, y) for x in range(40, 140, 8) for y in range(60, 160, 8))
    assert symbols(content=b"0 g " + field + b"f") == ()
    assert symbols(**pictured([[(x * y) % 3 == 1 for x in range(40)] for y in range(40)])) == ()


def test_codes_in_pictures_of_whole_pages_are_looked_for_in_files_that_we_know_nothing_of() -> None:
    white = [[0] * 218 for _ in range(160)]
    for y, row in enumerate(matrix(ADDRESS, 0)):
        for x, dark in enumerate(row):
            for across in range(2):
                white[60 + 2 * y][40 + 2 * x + across] = white[61 + 2 * y][40 + 2 * x + across] = dark
    scan = pictured(white, b"218 0 0 160 0 0")
    assert symbols(**scan) == ()
    (found,) = symbols("unknown", **scan)
    assert found.address == ADDRESS
