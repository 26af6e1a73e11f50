"""How much ink a page can have at most, from its paints alone: pages that cannot have too much need not be drawn.

A paint on all plates brings its own sum of inks, and where it is transparent, something between that sum and the sum
of what is under it. Only paint that leaves plates alone (overprint) lays ink on ink: on each plate it touches, there is
then the greater of both. So no place has more than the richest of all paints, with the most that overprints on each
plate. Other blends are not told by this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidepress.preflight.press.colour import NO_INK, Inks
from guidepress.preflight.press.paint import Paint

_ALL = 400.0


def most_ink(paints: Iterable[Paint]) -> float:
    """Return a sum of inks, in percent, that no place of a page exceeds."""
    shown = [paint for paint in dict.fromkeys(paints) if not paint.masks and paint.what != "group"]
    if any(paint.what == "blend" for paint in shown):
        return _ALL
    over, under = NO_INK, {NO_INK}
    for paint in shown:
        for inks in _inks(paint):
            if all(paint.plates):
                under.add(inks)
            else:
                over = _greater(over, _kept(inks, paint))
    return 100 * max(sum(_greater(inks, over)) for inks in under)


def _inks(paint: Paint) -> Iterator[Inks]:
    space, values = paint.colour.space, paint.colour.values
    if values:
        yield space.inks(values)
    else:
        yield from space.richest()


def _kept(inks: Inks, paint: Paint) -> Inks:
    c, m, y, k = (ink if touched else 0.0 for ink, touched in zip(inks, paint.plates, strict=True))
    return c, m, y, k


def _greater(one: Inks, other: Inks) -> Inks:
    c, m, y, k = map(max, one, other)
    return c, m, y, k
