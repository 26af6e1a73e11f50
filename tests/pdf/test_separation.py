"""Content streams for the press: every colour becomes inks, and black overprints where it is text or a rule."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from guidepress.inks import thinned
from guidepress.pdf.colour import Separator, separated, within
from guidepress.pdf.separation import OVERPRINTS, Separation

BRAND = {"#d4341b": (0.0, 87.0, 96.0, 6.0)}
ON, OFF, LINES = b"/overprint10 gs", b"/overprint00 gs", b"/overprint01 gs"


def separate(*operations: bytes) -> list[bytes]:
    return list(Separation(Separator(BRAND)).separated(operations))


def test_the_brands_own_inks_are_taken() -> None:
    assert separate(b"0.831373 0.203922 0.105882 rg")[-1] == b"0 0.87 0.96 0.06 k"
    assert separate(b"0.831373 0.203922 0.105882 RG")[-1] == b"0 0.87 0.96 0.06 K"


@given(st.integers(0, 255))
def test_greys_are_black_alone(level: int) -> None:
    cyan, magenta, yellow, black = Separator({}).inks(level / 255, level / 255, level / 255)
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black == pytest.approx(100 - level / 2.55, abs=0.06)


@given(st.tuples(*[st.floats(0, 1)] * 3))
def test_no_colour_takes_more_ink_than_the_profile_allows(parts: tuple[float, float, float]) -> None:
    assert sum(Separator({}).inks(*parts)) <= 301  # levels of 8 bits, rounded


def test_pictures_keep_their_size_and_lose_their_red() -> None:
    image = separated(Image.new("RGB", (3, 2), (200, 30, 30)))
    assert (image.mode, image.size) == ("CMYK", (3, 2))
    cyan, magenta, yellow, _ = image.tobytes()[:4]
    assert cyan < magenta and cyan < yellow


def test_black_text_overprints_and_other_text_does_not() -> None:
    found = separate(b"BT", b"0 0 0 rg", b"[<01>] TJ", b"1 1 1 rg", b"[<02>] TJ", b"0 0 1 rg", b"<03> Tj", b"ET")
    assert found[1:4] == [b"0 0 0 1 k", ON, b"[<01>] TJ"]
    assert found[4:7] == [b"0 0 0 0 k", OFF, b"[<02>] TJ"]
    assert found[8] == b"<03> Tj" and found[9] == b"ET"


@pytest.mark.parametrize(
    ("path", "end", "state"),
    [
        ([b"0 0 9 1 re"], b"f", ON),
        ([b"0 0 9 1 re"], b"f*", ON),
        ([b"0 0 m", b"9 0 l"], b"S", LINES),
        ([b"0 0 m", b"1 1 2 9 9 9 c", b"h"], b"f", OFF),
        ([b"0 0 m", b"1 1 2 1 30 0 c", b"h"], b"f", ON),
        ([b"0 0 m", b"1 1 2 2 3 3 c"], b"S", LINES),
    ],
)
def test_black_rules_and_lines_overprint_and_shapes_knock_out(path: list[bytes], end: bytes, state: bytes) -> None:
    black = [b"0 0 0 1 k"] if end.startswith(b"f") else [b"0 0 0 1 K"]
    given_in_rgb = [b"0 0 0 rg"] if end.startswith(b"f") else [b"0 0 0 RG"]
    assert separate(*given_in_rgb, *path, end) == [*black, state, *path, end]


def test_how_thick_a_shape_is_depends_on_its_scale() -> None:
    shape = (b"0 0 0 rg", b"0 0 m", b"1 1 2 1 30 0 c", b"f")
    assert ON in separate(*shape)
    assert OFF in separate(b"4 0 0 -4 10 10 cm", *shape)
    assert ON in separate(b"q", b"4 0 0 -4 10 10 cm", b"Q", *shape)


def test_no_state_changes_inside_a_path() -> None:
    found = separate(b"0 0 0 rg", b"0 0 5 5 re", b"W", b"n", b"0 0 9 1 re", b"f")
    assert found == [b"0 0 0 1 k", b"0 0 5 5 re", b"W", b"n", ON, b"0 0 9 1 re", b"f"]


def test_what_was_kept_comes_back() -> None:
    found = separate(b"0 0 0 rg", b"q", b"1 0 0 rg", b"0 0 1 1 re", b"f", b"Q", b"0 0 1 1 re", b"f")
    assert found[-3:] == [ON, b"0 0 1 1 re", b"f"]


def test_patterns_and_inks_pass_and_lab_is_converted() -> None:
    assert separate(b"/Pattern cs", b"/p0 scn", b"0 0 1 1 re", b"f") == [
        b"/Pattern cs", b"/p0 scn", OFF, b"0 0 1 1 re", b"f",
    ]  # fmt: skip
    assert separate(b"/DeviceCMYK cs", b"0.1 0.2 0.3 0.4 scn") == [b"0.1 0.2 0.3 0.4 k"]
    [lab] = separate(b"/lab-d50 cs", b"50 60 40 scn")
    assert len(lab.split()) == 5


def test_a_path_that_nothing_ends_is_not_lost() -> None:
    assert separate(b"0 0 m", b"5 5 l") == [b"0 0 m", b"5 5 l"]


def test_every_state_says_both_sides() -> None:
    assert {(state["op"], state["OP"]) for state in OVERPRINTS.values()} == set(product(("true", "false"), repeat=2))


@given(st.tuples(*[st.floats(0, 100)] * 4), st.floats(100, 400))
def test_thinned_inks_keep_the_limit_and_their_black(inks: tuple[float, ...], limit: float) -> None:
    found = thinned(inks, limit)
    assert sum(found) <= limit + 1e-6 and found[3] == inks[3]
    assert all(new <= old for new, old in zip(found, inks, strict=True))
    assert sum(inks) > limit or found == pytest.approx(inks)


def test_a_brands_own_inks_are_thinned_too() -> None:
    assert sum(Separator({"#000080": (100.0, 90.0, 70.0, 80.0)}).inks(0, 0, 128 / 255)) == pytest.approx(300)
    [own] = separate(b"1 1 0.8 0.7 scn")
    assert sum(map(float, own.split()[:4])) <= 3.002


@given(st.tuples(*[st.integers(0, 255)] * 4), st.integers(200, 400))
def test_pictures_keep_the_limit(inks: tuple[int, ...], limit: int) -> None:
    image = Image.new("CMYK", (2, 1), inks)
    found, most = within(image, limit), int(limit * 255 / 100)
    assert sum(found.tobytes()[:4]) <= most
    assert found.tobytes()[3] == inks[3]
    assert (found is image) == (sum(inks) <= most)
