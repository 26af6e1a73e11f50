"""Hands: they turn printed sheets over, cut, fold, nest and read them. They know nothing of how sheets are imposed.

A sheet is what comes out of a printer: pages at places on either side. A printer turns it over about the edge that it
flips; a place is (is right, is upper), as one looks at that side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Place = tuple[bool, bool]


class Face(NamedTuple):
    """What one sees at a place: a page, None if it is blank, and whether it is upright."""

    page: int | None
    is_upright: bool


class Leaf(NamedTuple):
    """A piece of paper, seen from the front: what is on the left and on the right, each with what is behind it."""

    left: tuple[Face, Face]
    right: tuple[Face, Face]


def printed(
    front: Mapping[Place, Face], back: Mapping[Place, Face], flip: str, size: tuple[float, float]
) -> dict[Place, tuple[Face, Face]]:
    """Return front and back at each place of the front.

    Flipped on an edge that stands upright, a sheet turns like a leaf of a book; on one that lies, head over foot. Fed
    by hand for its second side, it comes back into the feeder as it came out: turned over about its short edge.
    """
    short_edge_stands = size[0] >= size[1]
    turns_sideways = short_edge_stands if flip in ("short", "simplex") else not short_edge_stands
    found = {}
    for (is_right, is_upper), face in front.items():
        is_sole_row = len(front) == 2  # which is as high from the foot as from the head
        behind = (not is_right, is_upper) if turns_sideways else (is_right, is_upper if is_sole_row else not is_upper)
        seen = back[behind]
        found[is_right, is_upper] = (face, seen if turns_sideways else Face(seen.page, not seen.is_upright))
    return found


def rows(sheet: Mapping[Place, tuple[Face, Face]]) -> list[Leaf]:
    """Return the rows of a sheet, the upper first."""
    heights = sorted({is_upper for _, is_upper in sheet}, reverse=True)
    return [Leaf(sheet[False, height], sheet[True, height]) for height in heights]


def leaves(sheets: Sequence[Mapping[Place, tuple[Face, Face]]], scheme: str) -> list[Leaf]:
    """Cut or fold the sheets of a section as the scheme wants; return its leaves, the outermost first."""
    each = [rows(sheet) for sheet in sheets]
    if scheme == "4up-cut":
        return [upper for upper, _ in each] + [lower for _, lower in each]
    if scheme == "4up-fold":
        return [leaf for upper, lower in each for leaf in (lower, folded_back(upper))]
    return [leaf for (leaf,) in each]


def folded_back(leaf: Leaf) -> Leaf:
    """Fold a row backwards over its foot: its back comes to the front, and it stands on its head."""

    def turn(faces: tuple[Face, Face]) -> tuple[Face, Face]:
        front, back = (Face(face.page, not face.is_upright) for face in faces)
        return back, front

    return Leaf(turn(leaf.left), turn(leaf.right))


def read(nested: Sequence[Leaf], binding: str) -> list[Face]:
    """Fold nested leaves with the outermost front outside, and leaf through them."""
    near, far = ("right", "left") if binding == "ltr" else ("left", "right")
    there = [face for leaf in nested for face in getattr(leaf, near)]
    back = [face for leaf in reversed(nested) for face in reversed(getattr(leaf, far))]
    return there + back
