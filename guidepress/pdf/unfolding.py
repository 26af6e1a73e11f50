"""Where a place on a sheet is in the booklet: imposition the other way round. Pure geometry, no PDF."""

from __future__ import annotations

from typing import NamedTuple

from guidepress.pdf.imposition import Placement, Plan


class Spot(NamedTuple):
    """A place: a page of the booklet or a side of a sheet, from 1, and points from the left and top of its trim."""

    page: int
    x: float
    y: float


def unfolded(plan: Plan, spot: Spot) -> Spot | None:
    """Return the place in the booklet that a place on a sheet shows; None between and beside pages, and on blank ones.

    `spot.page` counts sides in the order of printing.
    """
    trim = plan.frame.trim.common(plan.frame.paper)
    x, y = trim.left + spot.x, trim.top - spot.y
    for placed in plan.sides[spot.page - 1].placements:
        left, bottom, right, top = placed.clip
        if placed.page and left <= x <= right and bottom <= y <= top:
            return _on_page(placed, placed.page, x, y)
    return None


def _on_page(placed: Placement, page: int, x: float, y: float) -> Spot:
    left, bottom, right, top = placed.box
    return Spot(page, right - x, y - bottom) if placed.turned else Spot(page, x - left, top - y)
