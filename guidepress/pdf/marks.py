"""Printer's marks: crop marks, fold ticks and the slug line, all outside the bleed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from guidepress.pdf.imposition import MARK_LENGTH_PT, SCHEMES, Frame, Plan, Side, mark_offset

HAIRLINE_PT = 0.25
SLUG_PT = 6.5  # size of type
_FROM_MARKS_PT = 8.0
_FLIPS = {
    "short": "flip on the short edge",
    "long": "flip on the long edge",
    "simplex": "backs after all fronts",
}


class Line(NamedTuple):
    """A mark from one point to another; what is folded is dashed, what is cut is solid."""

    x0: float
    y0: float
    x1: float
    y1: float
    is_fold: bool


class Slug(NamedTuple):
    """Where the slug line may stand, in points from the lower left, and how wide it may be."""

    x: float
    y: float
    width: float


def marks(plan: Plan) -> tuple[Line, ...]:
    """Return the marks of a side; they are the same on both sides and lie on each other."""
    frame, pattern = plan.frame, SCHEMES[plan.how.scheme]
    upright = [(frame.trim.left, False), (frame.spine, pattern.is_folded), (frame.trim.right, False)]
    lying = [(frame.trim.bottom, False), *_between(frame, pattern.middle), (frame.trim.top, False)]
    return (*_upright(frame, upright), *_lying(frame, lying))


def _between(frame: Frame, middle: str) -> Iterator[tuple[float, bool]]:
    """Yield the heights of what happens between two rows: both are trimmed where there is a gutter."""
    if middle == "fold":
        yield (frame.trim.bottom + frame.trim.top) / 2, True
    if middle == "cut" or (middle and frame.bleed):
        yield from ((edge, False) for edge in sorted({frame.cell(1, 0).top, frame.cell(0, 0).bottom}))


def _upright(frame: Frame, places: list[tuple[float, bool]]) -> Iterator[Line]:
    near = mark_offset(frame.bleed)
    far = near + MARK_LENGTH_PT
    ends = (frame.trim.bottom - near, frame.trim.bottom - far), (frame.trim.top + near, frame.trim.top + far)
    for (x, is_fold), (start, end) in product(places, ends):
        yield Line(x, start, x, end, is_fold)


def _lying(frame: Frame, places: list[tuple[float, bool]]) -> Iterator[Line]:
    near = mark_offset(frame.bleed)
    far = near + MARK_LENGTH_PT
    ends = (frame.trim.left - near, frame.trim.left - far), (frame.trim.right + near, frame.trim.right + far)
    for (y, is_fold), (start, end) in product(places, ends):
        yield Line(start, y, end, y, is_fold)


def slug_place(frame: Frame) -> Slug:
    """Return the place of the slug line: at the foot, between the left crop mark and the fold tick."""
    y = frame.trim.bottom - mark_offset(frame.bleed) - MARK_LENGTH_PT / 2 - SLUG_PT / 3
    return Slug(frame.trim.left + _FROM_MARKS_PT, y, frame.page[0] - 2 * _FROM_MARKS_PT)


def slug(plan: Plan, side: Side, job: str) -> tuple[str, str]:
    """Return the job, which may be shortened, and what is said of a side: sheet, side, flip."""
    how = plan.how
    parts = [f"sheet {side.sheet} of {len(plan.sheets)}", "back" if side.is_back else "front"]
    if plan.sections > 1:
        parts.insert(0, f"section {side.section} of {plan.sections}")
    return job, " · ".join([*parts, how.scheme, _FLIPS[how.flip]])
