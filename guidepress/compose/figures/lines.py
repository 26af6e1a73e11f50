"""The lines of the career map: one manner per destination, told apart by its pattern alone, and by colour besides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidepress.compose.figures.pills import Inks
from guidepress.compose.figures.svg import Svg

CASING = 1.6  # paper on either side of a line, so that a crossing reads as a bridge


@dataclass(frozen=True, slots=True)
class Manner:
    """How a line is drawn: the role of its colour, its width and dashes, and a core of paper within it."""

    ink: str
    width: float
    dashes: str | None = None
    core: float = 0.0
    core_dashes: str | None = None
    cap: str | None = None

    def stroke(self, art: Svg, paths: Iterable[str], inks: Inks) -> None:
        """Draw the paths of one destination in layers, so that they merge where they meet."""
        paths = tuple(dict.fromkeys(paths))
        for path in paths:
            art.path(path, stroke=inks.paper, stroke_width=self.width + 2 * CASING, stroke_linejoin="round")
        for path in paths:
            art.path(
                path,
                stroke=self.colour(inks),
                stroke_width=self.width,
                stroke_dasharray=self.dashes,
                stroke_linecap=self.cap,
            )
        for path in paths if self.core else ():
            art.path(path, stroke=inks.paper, stroke_width=self.core, stroke_dasharray=self.core_dashes)

    def colour(self, inks: Inks) -> str:
        """Return the colour of the line and of its arrow head."""
        return getattr(inks, self.ink)


_MANNERS = (
    Manner("figure", 3.8),
    Manner("ink", 3.4, dashes="8 2.6"),
    Manner("primary_deep", 4.8, core=1.6),
    Manner("ink", 1.9),
    Manner("figure", 4.2, dashes="0.01 6", cap="round"),
    Manner("ink", 4.6, core=2.6, core_dashes="6 5"),
    Manner("primary_deep", 3.2, dashes="11 2.4 2.4 2.4"),
    Manner("muted", 3.8),
    Manner("ink", 4.6, dashes="9 2.6", core=1.8),
)


def manner(index: int) -> Manner:
    """Return the manner of a destination by its place among the destinations."""
    return _MANNERS[index % len(_MANNERS)]


def swatch(index: int, inks: Inks, width: float = 20.0, height: float = 6.0) -> Svg:
    """Draw a piece of a destination's line, for a key."""
    art = Svg(width, height)
    inset = manner(index).width / 2 if manner(index).cap else 0.0  # whole dots
    manner(index).stroke(art, [f"M{inset} {height / 2}H{width - inset}"], inks)
    return art
