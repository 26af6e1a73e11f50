"""Drawings: the same text gives the same art, nothing leaves its ground, and a code says what it should."""

from __future__ import annotations

import math
import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest
import segno
from hypothesis import assume, given
from hypothesis import strategies as st

from guidepress.compose.figures import pills
from guidepress.compose.figures.qr import qr
from guidepress.compose.figures.svg import Svg, mm, rounded
from guidepress.content.model import Brand
from guidepress.content.palette import Palette

INKS = Palette.of(Brand.model_validate({"id": "acme", "name": "Acme", "colours": {"primary": "#0b4f6c"}}))
TEXTS = ("Answers questions", "Keeps records that the next colleague can act on", "Calls back")

lengths = st.floats(-500, 500).map(lambda length: round(length, 1))
points = st.tuples(lengths, lengths)


def shapes(art: Svg) -> list[ElementTree.Element]:
    """Return the shapes of a drawing, read back."""
    root = ElementTree.fromstring(str(art))
    return [shape for shape in root if shape.tag.startswith("{http://www.w3.org/2000/svg}")]


def numbers(data: str) -> list[tuple[float, float]]:
    found = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", data)]
    return list(zip(found[::2], found[1::2], strict=True))


# Paths


@given(st.lists(points, min_size=2, max_size=8), st.floats(0, 50))
def test_a_rounded_line_starts_and_ends_where_it_should_and_turns_at_its_corners(
    line: list[tuple[float, float]], radius: float
) -> None:
    data = rounded(line, radius)
    assert re.fullmatch(r"M[-\d. ]+(L[-\d. ]+Q[-\d. ]+)*L[-\d. ]+", data)
    found = numbers(data)
    assert found[0] == pytest.approx(line[0], abs=0.006)
    assert found[-1] == pytest.approx(line[-1], abs=0.006)
    turns = [found[index : index + 3] for index in range(1, len(found) - 1, 3)]
    for (before, corner, after), (enter, control, leave) in zip(
        zip(line, line[1:], line[2:], strict=False), turns, strict=True
    ):
        assert control == pytest.approx(corner, abs=0.006)
        for end, side in ((enter, before), (leave, after)):
            cut = math.dist(corner, end)
            assert cut <= min(radius, math.dist(corner, side) / 2) + 0.02
            assert cut + math.dist(end, side) == pytest.approx(math.dist(corner, side), abs=0.03)  # on the line


def test_a_straight_line_has_no_turns() -> None:
    assert rounded([(0, 0), (10, 0)], 6) == "M0 0L10 0"


def test_points_that_fall_together_are_no_trouble() -> None:
    assert "nan" not in rounded([(5, 5), (5, 5), (5, 5), (9, 9)], 6)


@given(*(st.floats(0.1, 300) for _ in range(2)), st.floats(0, 400), st.sampled_from((None, 0.8, 2.2)))
def test_a_pill_stays_in_its_box_and_its_ends_are_half_circles(
    width: float, height: float, x: float, stroke: float | None
) -> None:
    assume(width > height > 4)
    art = Svg(1000, 1000)
    art.pill(x, 7, width, height, **({"stroke": "#000000", "stroke_width": stroke} if stroke else {}))
    [shape] = shapes(art)
    left, top, across, down, radius = (float(shape.attrib[name]) for name in ("x", "y", "width", "height", "rx"))
    edge = (stroke or 0) / 2
    assert left - edge >= x - 0.01
    assert left + across + edge <= x + width + 0.01
    assert top - edge >= 7 - 0.01
    assert top + down + edge <= 7 + height + 0.01
    assert radius == pytest.approx(down / 2, abs=0.01)


def test_an_address_holds_the_drawing() -> None:
    art = Svg(20, 10)
    art.circle(5, 5, 2, fill="#000000")
    art.line([(0, 0), (1.239, 2)], stroke="#000000")
    head, data = art.address.split(",")
    assert head == "data:image/svg+xml;base64"
    assert b64decode(data).decode() == str(art)
    assert "width='20pt' height='10pt' viewBox='0 0 20 10'" in str(art)
    assert "d='M0 0L1.24 2' fill='none'" in str(art)


def test_millimetres() -> None:
    assert mm(25.4) == pytest.approx(72)


# Covers

steps = st.lists(st.lists(st.text(max_size=120), max_size=4), min_size=1, max_size=20)


@given(steps)
def test_the_same_texts_are_the_same_cover(texts: list[list[str]]) -> None:
    one, other = pills.cover(texts, INKS), pills.cover([list(step) for step in texts], INKS)
    assert (str(one[0]), one[1]) == (str(other[0]), other[1])


def test_a_cover_does_not_change_unnoticed() -> None:
    bars = [shape.attrib for shape in shapes(pills.cover([TEXTS, TEXTS[:1]], INKS)[0])]
    assert [(bar["x"], bar["width"]) for bar in bars[1:6:2]] == [
        ("-17.01", "23.96"),
        ("15.15", "47.54"),
        ("75.6", "22.19"),
    ]


def test_other_texts_are_another_cover() -> None:
    assert str(pills.cover([TEXTS], INKS)[0]) != str(pills.cover([TEXTS[::-1]], INKS)[0])


@given(steps)
def test_one_bar_of_a_cover_is_marked_and_its_label_stands_on_it(texts: list[list[str]]) -> None:
    art, spot = pills.cover(texts, INKS)
    [marked] = [shape.attrib for shape in shapes(art) if shape.attrib["fill"] == INKS.accent]
    assert (spot.x, spot.y, spot.width, spot.height) == pytest.approx(
        tuple(float(marked[name]) for name in ("x", "y", "width", "height")), abs=0.01
    )
    assert spot.x >= 0
    assert spot.x + spot.width <= art.width


@given(st.integers(1, 40), st.integers(30, 104))
def test_art_of_any_height_has_a_bar_that_holds_its_label(roles: int, height_mm: int) -> None:
    height = mm(height_mm)
    _, spot = pills.cover([TEXTS] * min(roles, pills.steps_labelled(height)), INKS, height=height)
    assert spot.height >= pills.LABELLED - 0.01


@given(st.lists(st.text(max_size=120), max_size=10))
def test_the_queue_runs_from_edge_to_edge(texts: list[str]) -> None:
    bars = [shape.attrib for shape in shapes(pills.queue(texts, INKS))]
    rows = {bar["y"] for bar in bars}
    assert len(rows) == 2
    for row in rows:
        ends = [(float(bar["x"]), float(bar["x"]) + float(bar["width"])) for bar in bars if bar["y"] == row]
        assert min(start for start, _ in ends) < 0
        assert max(end for _, end in ends) >= mm(148) - mm(7)


# Codes


@pytest.mark.parametrize(
    "address",
    ["https://a.example", "https://signifyhr.com", "https://example.org/?q=" + "x" * 120, "https://example.org/नमस्ते"],
)
def test_a_qr_symbol_is_the_one_that_the_address_makes(address: str) -> None:
    expected = [[bool(dark) for dark in row] for row in segno.make_qr(address, error="m").matrix_iter(border=4)]
    size = 85.0
    assert matrix(qr(address, size), len(expected), size) == expected


def test_a_qr_symbol_is_black_on_white_with_a_quiet_zone() -> None:
    ground, modules = shapes(qr("https://a.example", 85))
    assert (ground.attrib["fill"], ground.attrib["width"]) == ("#ffffff", "85")
    assert modules.attrib["fill"] == "#000000"
    corner = min(numbers_of_moves(modules.attrib["d"]))
    assert corner == pytest.approx((4 * 85 / 33,) * 2, abs=0.01)  # version 2: 25 modules, and four on each side


def numbers_of_moves(data: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"M(\S+) ([\d.]+)", data)]


def matrix(art: Svg, modules: int, size: float) -> list[list[bool]]:
    """Read the modules back from the runs that were drawn; each run must be one module high."""
    module = size / modules
    found = [[False] * modules for _ in range(modules)]
    runs = re.findall(r"M(\S+) ([\d.]+)h([\d.]+)v([\d.]+)h-([\d.]+)z", shapes(art)[1].attrib["d"])
    assert runs
    for x, y, across, down, back in ([float(part) for part in run] for run in runs):
        assert (down, back) == pytest.approx((module, across), abs=0.002)
        column, row, length = round(x / module), round(y / module), round(across / module)
        for index in range(column, column + length):
            assert not found[row][index], "drawn twice"
            found[row][index] = True
    return found
