"""How clearly a colour stands off another (WCAG 2.1)."""

from __future__ import annotations

from functools import lru_cache

from guidepress.preflight.facts import Colour


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.1, “contrast ratio”)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(4096)
def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.1, “relative luminance”)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: Colour, ground: Colour, alpha: float) -> Colour:
    """Return what a colour looks like that lets a ground shine through."""
    red, green, blue = (round(over * alpha + under * (1 - alpha)) for over, under in zip(colour, ground, strict=True))
    return red, green, blue
