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
    red, green, blue = map(light, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def light(part: int) -> float:
    """Return how much light a part of a colour gives, from 0 to 1 (IEC 61966-2-1)."""
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def mixed(colour: Colour, ground: Colour, alpha: float) -> Colour:
    """Return what a colour looks like that lets a ground shine through."""
    red, green, blue = (round(over * alpha + under * (1 - alpha)) for over, under in zip(colour, ground, strict=True))
    return red, green, blue
