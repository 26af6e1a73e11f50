"""The colours of a brand, complete: given ones kept, the others derived so that they can be read.

Contrast is that of WCAG 2.2 (success criterion 1.4.3): 4.5 to 1 for text.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

from guidepress.content.codes import problem
from guidepress.content.model import Brand, Colour
from guidepress.diagnostics import Diagnostic, Span
from guidepress.inks import Inks

TEXT_CONTRAST = 4.5
FIGURE_CONTRAST = 3.0
_WHITE, _BLACK = "#ffffff", "#000000"
_INK = "#1d1a18"
_MARK_CONTRAST = 10.2
_TINT_SEEN, _DEEP_SEEN = 1.12, 1.2  # contrasts of grounds and shades that are not read, only told apart
_HIGHLIGHTERS = ("#ffbe2e", "#8fd3ff")  # marigold; sky, for brands that are themselves yellow or orange

_ONE_INK = {
    **dict.fromkeys(("primary", "accent", "ink", "primary_text", "tint_text", "figure"), _BLACK),
    **dict.fromkeys(("on_primary", "on_accent", "paper", "tint"), _WHITE),
    **{"primary_deep": "#8a8a8a", "mark": "#d9d9d9", "muted": "#595959", "rule": "#b0b0b0"},
}
_DARK = 0.18  # luminance below which ink is black on a light paper
_GAIN = 1.25
_DEEPER = 22.0  # percent of black that the shade of the art's second bars has more


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours by their part; `cmyk` holds the inks in percent of those parts that the brand gives them for.

    `primary_text` is the primary colour where it is text on paper, `tint_text` where it is text on the tint, `figure`
    where it is a mark (WCAG 1.4.11); `primary_deep` is a shade for art; `mark` is the accent as a
    highlighter, paled until ink stands out from it.
    """

    primary: str
    on_primary: str
    accent: str
    on_accent: str
    mark: str
    ink: str
    paper: str
    muted: str
    rule: str
    tint: str
    primary_text: str
    tint_text: str
    figure: str
    primary_deep: str
    cmyk: dict[str, Inks]
    line_art: bool = False
    """Whether areas are drawn by their outline, to save ink."""

    @classmethod
    def of(cls, brand: Brand) -> Palette:
        """Complete the colours of a brand."""
        given = {name: colour.hex for name, colour in _given(brand).items()}
        primary = given["primary"]
        paper = given.get("paper", _WHITE)
        ink = given.get("ink") or _first_readable(paper, _INK, _WHITE, _BLACK)
        accent = given.get("accent") or _highlighter(primary)
        tint = given.get("tint") or _tint(primary, paper, ink)
        derived = {
            "on_primary": _first_readable(primary, paper, ink, _WHITE, _BLACK),
            "on_accent": _first_readable(accent, ink, paper, _BLACK, _WHITE),
            "muted": until(lambda share: mix(ink, paper, 0.38 - share), lambda colour: _least(colour, paper, tint)),
            "rule": mix(paper, ink, 0.28),
            "tint": tint,
            "mark": until(lambda share: mix(accent, paper, share), lambda shade: contrast(ink, shade), _MARK_CONTRAST),
            "primary_text": as_text(primary, paper),
            "tint_text": as_text(primary, paper, tint),
            "figure": as_text(primary, paper, enough=FIGURE_CONTRAST),
            "primary_deep": _deep(primary),
        }
        colours = {**derived, "paper": paper, "ink": ink, "accent": accent, **given}
        return cls(**colours, cmyk=_inks(brand, colours), line_art=False)

    @classmethod
    def in_one_ink(cls, brand: Brand) -> Palette:
        """Return the colours of an office printer that has black only, or is not to waste the others."""
        colours = {**cls.of(brand).hexes(), **_ONE_INK}
        return cls(cmyk={}, line_art=True, **colours)

    def inks(self) -> dict[str, Inks]:
        """Return the inks of the colours, in percent: those the brand gives, and black alone for ink and its tints.

        What is missing is for the press's profile to say. Text is solid: a screen would fray its edges.
        """
        neutral = {self.muted: _black(self.muted), self.rule: _black(self.rule)}
        given = {getattr(self, name): inks for name, inks in self.cmyk.items()}
        dark = {self.ink: (0.0, 0.0, 0.0, 100.0)} if luminance(self.ink) < _DARK else {}
        is_deeper = "primary" in self.cmyk and luminance(self.primary_deep) < luminance(self.primary)
        deep = {self.primary_deep: _deeper(self.cmyk["primary"])} if is_deeper else {}
        return {**deep, **neutral, **given, **dark}

    def hexes(self) -> dict[str, str]:
        """Return every colour under its name, in the order of the parts."""
        return {part.name: getattr(self, part.name) for part in fields(self) if part.type == "str"}


def _black(colour: str) -> Inks:
    """Return the black ink that looks like a grey; in print a tint is darker than its percentage (dot gain)."""
    return (0.0, 0.0, 0.0, round(100 * (1 - (sum(_rgb(colour)) / 3) ** _GAIN)))


def _deeper(inks: Inks) -> Inks:
    return (*inks[:3], min(100.0, inks[3] + _DEEPER, 300.0 - sum(inks[:3])))


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 for black to 1 for white (WCAG 2.2)."""
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(colour))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a colour with a share (0 to 1) of another mixed in."""
    share = min(1.0, max(0.0, share))
    mixed = (a + (b - a) * share for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _least(colour: str, *grounds: str) -> float:
    """Return the contrast of a colour with the ground that it stands out from least."""
    return min(contrast(colour, ground) for ground in grounds)


def as_text(colour: str, paper: str, *grounds: str, enough: float = TEXT_CONTRAST) -> str:
    """Return a colour darkened (on dark paper: lightened) until it can be read on paper, and on other grounds.

    Its hue and saturation stay: a pastel becomes a strong colour, not a grey one.
    """
    end = 0.0 if luminance(paper) > 0.18 else 1.0
    return until(lambda share: _relit(colour, end, share), lambda shade: _least(shade, paper, *grounds), enough)


def _relit(colour: str, end: float, share: float) -> str:
    """Return a colour whose lightness (HLS) went a share of the way to `end`, 0 for black to 1 for white."""
    hue, light, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    parts = colorsys.hls_to_rgb(hue, light + (end - light) * share, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _tint(primary: str, paper: str, ink: str) -> str:
    """Return a ground for notes: as much primary as it takes to be seen on paper, as long as ink can be read on it."""
    seen = until(lambda share: mix(paper, primary, 0.1 + share * 0.4), lambda shade: contrast(shade, paper), _TINT_SEEN)
    return until(lambda share: mix(seen, paper, share), lambda shade: contrast(ink, shade))


def _deep(primary: str) -> str:
    """Return the shade of the art's second bars: darker than the primary, or lighter where that is nearly black."""
    darker = mix(primary, _BLACK, 0.2)
    return darker if contrast(darker, primary) >= _DEEP_SEEN else mix(primary, _WHITE, 0.24)


def until(shade: Callable[[float], str], ratio: Callable[[str], float], enough: float = TEXT_CONTRAST) -> str:
    """Return the first shade, of shares from 0 to 1, whose contrast is enough."""
    shades = (shade(percent / 100) for percent in range(101))
    return next((colour for colour in shades if ratio(colour) >= enough), shade(1.0))


def nearest(colour: str, against: str) -> str:
    """Return the colour nearest to one that can be read against another."""
    for percent in range(101):
        for towards in (_BLACK, _WHITE):
            if contrast(shade := mix(colour, towards, percent / 100), against) >= TEXT_CONTRAST:
                return shade
    raise AssertionError("black or white can be read on any colour")


class _Pair(NamedTuple):
    """Two colours that stand on each other; `changed` is the one that the brand is asked to change."""

    text: str
    ground: str
    changed: str


_PAIRS = (
    _Pair("on_primary", "primary", "on_primary"),
    _Pair("on_accent", "accent", "on_accent"),
    _Pair("ink", "paper", "ink"),
    _Pair("muted", "paper", "muted"),
    _Pair("ink", "tint", "tint"),
)


def check_palette(brand: Brand, span_of: Callable[..., Span]) -> Iterator[Diagnostic]:
    """Yield the pairs that the brand gives and nobody can read, and the primary colour if it is darkened for text."""
    given, colours = _given(brand), Palette.of(brand).hexes()
    for pair in _PAIRS:
        text, ground = colours[pair.text], colours[pair.ground]
        if pair.changed in given and (ratio := contrast(text, ground)) < TEXT_CONTRAST:
            other = ground if pair.changed == pair.text else text
            message = f"{pair.text} {text} on {pair.ground} {ground} has a contrast of {ratio:.1f}; text needs 4.5"
            hint = f'the nearest that passes is {pair.changed}: "{nearest(colours[pair.changed], other)}"'
            yield problem("contrast", message, span_of(brand.colours, pair.changed), hint)
    primary, text = colours["primary"], colours["primary_text"]
    if text != primary:
        ratio = contrast(primary, colours["paper"])
        message = f"primary {primary} has a contrast of {ratio:.1f} on paper; as text it is set in {text}"
        yield problem("colour-darkened", message, span_of(brand.colours, "primary"))


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _first_readable(ground: str, *candidates: str) -> str:
    """Return the first candidate that can be read on a ground, else the best."""
    readable = (colour for colour in candidates if contrast(colour, ground) >= TEXT_CONTRAST)
    return next(readable, max(candidates, key=lambda colour: contrast(colour, ground)))


def _highlighter(primary: str) -> str:
    """Return an accent whose hue keeps its distance from the primary's."""
    hue, _, saturation = colorsys.rgb_to_hls(*_rgb(primary))
    if saturation < 0.15:
        return _HIGHLIGHTERS[0]
    return next(
        accent for accent in (*_HIGHLIGHTERS, _HIGHLIGHTERS[0])
        if _hue_distance(hue, colorsys.rgb_to_hls(*_rgb(accent))[0]) > 25 / 360
    )  # fmt: skip


def _hue_distance(one: float, other: float) -> float:
    distance = abs(one - other) % 1
    return min(distance, 1 - distance)


def _inks(brand: Brand, colours: dict[str, str]) -> dict[str, Inks]:
    """Return the inks of the parts that have them; the text colour has the primary one's if they are equal."""
    inks = {name: colour.cmyk for name, colour in _given(brand).items() if colour.cmyk is not None}
    if "primary" in inks and colours["primary_text"] == colours["primary"]:
        inks["primary_text"] = inks["primary"]
    return inks


def _given(brand: Brand) -> dict[str, Colour]:
    """Return the colours that the brand gives, by their part."""
    return {name: colour for name, colour in brand.colours if colour is not None}
