"""Contrast is that of WCAG 2.1."""

from __future__ import annotations

import pytest

from guidepress.preflight.facts import Colour
from guidepress.preflight.legibility import contrast, mixed


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((119, 119, 119), (255, 255, 255), 4.478),
        ((118, 118, 118), (255, 255, 255), 4.542),
        ((255, 0, 0), (255, 255, 255), 3.998),
        ((0, 0, 255), (0, 0, 0), 2.444),
        ((5, 5, 5), (0, 0, 0), 1.03),
    ],
)
def test_contrast(one: Colour, other: Colour, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert contrast(other, one) == contrast(one, other)


def test_what_shines_through_is_mixed() -> None:
    assert mixed((0, 100, 200), (200, 100, 0), 0.25) == (150, 100, 50)
