"""Whatever colour a brand has, what is printed in it can be read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guidepress.content.model import Brand
from guidepress.content.palette import Palette, check_palette, contrast, luminance, nearest
from guidepress.diagnostics import Span

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def brand(**given_colours: object) -> Brand:
    return Brand.model_validate({"id": "b", "name": "B", "colours": given_colours})


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#0000ff", 2.15),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


def test_luminance_runs_from_black_to_white() -> None:
    assert (luminance("#000000"), luminance("#ffffff")) == (0, pytest.approx(1))


@given(colours)
@example("#ffd400")
@example("#fefefe")
@example("#010101")
@example("#808080")
@example("#757575")
def test_any_primary_gives_a_palette_that_can_be_read(primary: str) -> None:
    palette = Palette.of(brand(primary=primary))
    pairs = [
        (palette.on_primary, palette.primary),
        (palette.on_accent, palette.accent),
        (palette.ink, palette.paper),
        (palette.muted, palette.paper),
        (palette.ink, palette.tint),
        (palette.primary_text, palette.paper),
    ]
    assert all(contrast(*pair) >= 4.5 for pair in pairs)
    found = list(check_palette(brand(primary=primary), lambda *_: Span("b.yaml")))
    assert {diagnostic.code for diagnostic in found} <= {"colour-darkened"}


@given(colours, colours)
def test_derived_colours_fit_a_paper_of_any_colour(primary: str, paper: str) -> None:
    palette = Palette.of(brand(primary=primary, paper=paper))
    assert contrast(palette.ink, paper) >= 4.5
    assert contrast(palette.primary_text, paper) >= 4.5
    assert contrast(palette.muted, paper) >= 4.5


@given(colours, colours)
def test_the_nearest_passes(colour: str, against: str) -> None:
    found = nearest(colour, against)
    assert contrast(found, against) >= 4.5
    assert found == colour or contrast(colour, against) < 4.5


def test_what_is_given_is_kept() -> None:
    given_colours = {"primary": "#d4341b", "accent": "#ffbe2e", "rule": "#bdb7b3", "tint": "#fbeae5"}
    palette = Palette.of(brand(**given_colours))
    assert {name: palette.hexes()[name] for name in given_colours} == given_colours
    assert palette.primary_text == "#d4341b"


def test_inks_are_kept_where_they_are_given() -> None:
    primary, accent = {"hex": "#d4341b", "cmyk": [0, 87, 96, 6]}, {"hex": "#ffbe2e", "cmyk": [0, 27, 86, 0]}
    palette = Palette.of(brand(primary=primary, accent=accent))
    assert palette.cmyk == {
        "primary": (0, 87, 96, 6),
        "primary_text": (0, 87, 96, 6),
        "accent": (0, 27, 86, 0),
    }


def test_a_derived_accent_differs_from_the_brand() -> None:
    assert Palette.of(brand(primary="#ffc000")).accent != Palette.of(brand(primary="#0b4f6c")).accent
