"""Imposition: which page stands where on which sheet, so that the folded sheets read in order. Pure geometry, no PDF.

Lengths are points, the origin of a side is its lower left corner as one looks at it. A scheme is described for sheets
turned over sideways, like a leaf of a book; printers that turn them over head to foot get their backs upside down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Literal, NamedTuple

from guidepress.diagnostics import UsageError, error
from guidepress.pdf.papers import Size, paper_for
from guidepress.units import PT_PER_MM

Scheme = Literal["booklet", "2up", "4up-cut", "4up-fold"]
Flip = Literal["short", "long", "simplex"]
Binding = Literal["ltr", "rtl"]

COLUMNS = 2
MARK_GAP_PT = 1 * PT_PER_MM  # from the bleed to a mark
MARK_OFF_PT = 3 * PT_PER_MM  # at least, from the trimmed edge
MARK_LENGTH_PT = 5 * PT_PER_MM
_MARK_EDGE_PT = 1 * PT_PER_MM  # from a mark to the edge of the paper
_WIDEST_CREEP = 0.25  # of a page's width; more would push the text into the fold


@dataclass(frozen=True, slots=True)
class Imposing:
    """How to impose.

    `section` is the number of sheets nested in one another, None for all of them; `creep_mm` is the thickness of the
    paper; `paper` is a name of `papers.PAPERS` or a size such as ``320x450mm``, None for the size that fits; `job` is
    written on the slug line, None for the title of the file.
    """

    scheme: Scheme = "booklet"
    section: int | None = None
    flip: Flip = "short"
    creep_mm: float = 0
    binding: Binding = "ltr"
    marks: bool = False
    paper: str | None = None
    job: str | None = None


class Rect(NamedTuple):
    """A rectangle in points, the origin at the lower left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def grown(self, left: float, bottom: float, right: float, top: float) -> Rect:
        return Rect(self.left - left, self.bottom - bottom, self.right + right, self.top + top)

    def common(self, other: Rect) -> Rect:
        """Return what two rectangles share, of no extent where they share nothing."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Rect(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    def upended(self, width: float, height: float) -> Rect:
        """Return it as it lies on a sheet of this size turned by 180°."""
        return Rect(width - self.right, height - self.top, width - self.left, height - self.bottom)


class Placement(NamedTuple):
    """Where a page lands: `box` is its trimmed size, `clip` what of it is printed; upside down if `turned`.

    `page` counts from 1, None is blank. `clip` ends at the fold and takes in the bleed on the other sides.
    """

    page: int | None
    box: Rect
    clip: Rect
    turned: bool


class Side(NamedTuple):
    """One side of a sheet; `sheet` and `section` count from 1, the outermost sheet of the first section is 1."""

    sheet: int
    section: int
    is_back: bool
    placements: tuple[Placement, ...]


class Sheet(NamedTuple):
    """A sheet of paper with its two sides."""

    front: Side
    back: Side


@dataclass(frozen=True, slots=True)
class Frame:
    """What all sides share: the paper, the trimmed area in its middle, and the gutter between rows of pages.

    The gutter is twice the bleed, so that both rows keep theirs.
    """

    width: float
    height: float
    trim: Rect
    page: Size
    rows: int
    bleed: float

    @classmethod
    def of(cls, page: Size, bleed: float, how: Imposing) -> Frame:
        """Choose the paper; raise `UsageError` where it is too small."""
        rows = SCHEMES[how.scheme].rows
        area = COLUMNS * page[0], rows * page[1] + (rows - 1) * 2 * bleed
        margin = margin_for(bleed, how)
        width, height = paper_for((area[0] + 2 * margin, area[1] + 2 * margin), how.paper)
        left, bottom = (width - area[0]) / 2, (height - area[1]) / 2
        return cls(width, height, Rect(left, bottom, left + area[0], bottom + area[1]), page, rows, bleed)

    @property
    def paper(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    @property
    def spine(self) -> float:
        """The x of the fold between the columns: the middle of the paper, always."""
        return self.width / 2

    def cell(self, row: int, column: int) -> Rect:
        """Return where a page goes; rows count from the head, columns from the left, both from 0."""
        width, height = self.page
        left = self.trim.left + column * width
        top = self.trim.top - row * (height + 2 * self.bleed)
        return Rect(left, top - height, left + width, top)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole job: its frame and its sheets, and how they are printed."""

    how: Imposing
    frame: Frame
    sheets: tuple[Sheet, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """All sides in the order in which they are printed.

        On a printer that prints one side at a time: all fronts, then all backs from the last to the first, because
        the last sheet lies on top of the pile that goes back into the feeder.
        """
        if self.how.flip != "simplex":
            return tuple(chain.from_iterable(self.sheets))
        return tuple(sheet.front for sheet in self.sheets) + tuple(sheet.back for sheet in reversed(self.sheets))

    @property
    def sections(self) -> int:
        return self.sheets[-1].front.section

    @property
    def pages_in_section(self) -> int:
        """The most pages that are nested in one another, blank ones included."""
        section = self.how.section or len(self.sheets)
        return min(section, len(self.sheets)) * SCHEMES[self.how.scheme].pages


def plan(count: int, page: Size, bleed: float, how: Imposing) -> Plan:
    """Impose `count` pages, at least one, of a trimmed size and a bleed in points.

    Raise `UsageError` for a paper that is too small, and for what the scheme does not do.
    """
    pattern = SCHEMES[how.scheme]
    frame = Frame.of(page, bleed, how)
    grids = list(_grids(_padded(count, pattern), pattern, how))
    _check(grids, page, how)
    turned = turns_backs(how.flip, frame.width, frame.height)
    sheets = (
        Sheet(_side(number, section, front, frame, how), _side(number, section, back, frame, how, turned))
        for number, (section, front, back) in enumerate(grids, start=1)
    )
    return Plan(how, frame, tuple(sheets))


def turns_backs(flip: Flip, width: float, height: float) -> bool:
    """Tell whether a printer turns sheets over head to foot, so that backs are printed upside down.

    A sheet that is fed by hand for its second side is turned over about its short edge, as it leaves the printer.
    """
    is_lying = width >= height
    return is_lying == (flip == "long")


def margin_for(bleed: float, how: Imposing) -> float:
    """Return the room around the trimmed area, in points: for marks, or for the bleed unless a paper is asked for."""
    if how.marks:
        return mark_offset(bleed) + MARK_LENGTH_PT + _MARK_EDGE_PT
    return 0 if how.paper else bleed


def mark_offset(bleed: float) -> float:
    """Return how far from the trimmed edge marks begin: outside the bleed."""
    return max(bleed + MARK_GAP_PT, MARK_OFF_PT)


class _Cell(NamedTuple):
    """A page in a grid; `leaf` counts the folded leaves from the outermost, 0, of the section inwards."""

    page: int | None
    leaf: int
    turned: bool = False


_Row = tuple[_Cell, _Cell]
_Grid = tuple[_Row, ...]  # from the head to the foot
_Pages = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A scheme: how many rows and pages a sheet has, how a section's pages are spread over the sides of its sheets.

    `middle` is what happens between the rows, `is_folded` whether the columns are folded onto each other.
    """

    rows: int
    pages: int
    is_folded: bool
    middle: Literal["", "cut", "fold"]
    arrange: Callable[[_Pages], Iterator[tuple[_Grid, _Grid]]]


def _nested(pages: _Pages, leaf: int) -> tuple[_Row, _Row]:
    """Return front and back of a folded leaf: ``[N−2i | 2i+1]`` and ``[2i+2 | N−2i−1]``, pages from 1, i = `leaf`."""
    first, last = 2 * leaf, len(pages) - 1 - 2 * leaf
    front = _Cell(pages[last], leaf), _Cell(pages[first], leaf)
    return front, (_Cell(pages[first + 1], leaf), _Cell(pages[last - 1], leaf))


def _booklet(pages: _Pages) -> Iterator[tuple[_Grid, _Grid]]:
    """Saddle stitch: a folded leaf a sheet."""
    for leaf in range(len(pages) // 4):
        front, back = _nested(pages, leaf)
        yield (front,), (back,)


def _in_order(pages: _Pages) -> Iterator[tuple[_Grid, _Grid]]:
    """Two pages a side, one after the other."""
    for first in range(0, len(pages), 4):
        one, two, three, four = (_Cell(page, 0) for page in pages[first : first + 4])
        yield ((one, two),), ((three, four),)


def _cut(pages: _Pages) -> Iterator[tuple[_Grid, _Grid]]:
    """Cut between the rows: the upper stack is the outer half of the section, the lower stack the inner half."""
    sheets = len(pages) // 8
    for sheet in range(sheets):
        (outer, outer_back), (inner, inner_back) = _nested(pages, sheet), _nested(pages, sheets + sheet)
        yield (outer, inner), (outer_back, inner_back)


def _fold(pages: _Pages) -> Iterator[tuple[_Grid, _Grid]]:
    """A right-angle fold, first head to head, then at the spine: ``5 4 / 8 1`` backed by ``3 6 / 2 7``.

    The first fold brings the upper row behind the lower one: it is the next leaf, seen from its back, upside down.
    """
    for sheet in range(len(pages) // 8):
        (outer, outer_back), (inner, inner_back) = _nested(pages, 2 * sheet), _nested(pages, 2 * sheet + 1)
        yield (_upended(inner_back), outer), (_upended(inner), outer_back)


def _upended(row: _Row) -> _Row:
    left, right = row
    return right._replace(turned=True), left._replace(turned=True)


SCHEMES = MappingProxyType(
    {
        "booklet": Pattern(rows=1, pages=4, is_folded=True, middle="", arrange=_booklet),
        "2up": Pattern(rows=1, pages=4, is_folded=False, middle="", arrange=_in_order),
        "4up-cut": Pattern(rows=2, pages=8, is_folded=True, middle="cut", arrange=_cut),
        "4up-fold": Pattern(rows=2, pages=8, is_folded=True, middle="fold", arrange=_fold),
    }
)


def _padded(count: int, pattern: Pattern) -> list[int | None]:
    """Return the pages with the blanks that fill the last sheet: in what is folded, before the back cover."""
    blanks: list[int | None] = [None] * (-count % pattern.pages)
    pages: list[int | None] = list(range(1, count + 1))
    end = count - 1 if pattern.is_folded and count > 1 else count
    return pages[:end] + blanks + pages[end:]


def _grids(pages: _Pages, pattern: Pattern, how: Imposing) -> Iterator[tuple[int, _Grid, _Grid]]:
    """Yield the number of the section, front and back of each sheet; bound on the right, the columns change places."""
    length = how.section * pattern.pages if how.section else len(pages)
    for number, first in enumerate(range(0, len(pages), length), start=1):
        for front, back in pattern.arrange(pages[first : first + length]):
            yield (number, front, back) if how.binding == "ltr" else (number, _mirrored(front), _mirrored(back))


def _mirrored(grid: _Grid) -> _Grid:
    return tuple((right, left) for left, right in grid)


def _side(number: int, section: int, grid: _Grid, frame: Frame, how: Imposing, turned: bool | None = None) -> Side:
    """Place the pages of a side; `turned` is None for a front, and says of a back whether it is upside down."""
    creep = how.creep_mm * PT_PER_MM
    placements = tuple(
        _placed(cell, row, column, frame, creep) for row, cells in enumerate(grid) for column, cell in enumerate(cells)
    )
    if turned:
        placements = tuple(_turned(placement, frame) for placement in placements)
    return Side(number, section, turned is not None, placements)


def _placed(cell: _Cell, row: int, column: int, frame: Frame, creep: float) -> Placement:
    """Place a page, moved towards the spine by the thickness of the leaves around it; the fold stays where it is."""
    space = frame.cell(row, column)
    shift = cell.leaf * creep * (1 if column == 0 else -1)
    bleed = frame.bleed
    clip = space.grown(0 if column else bleed, bleed, bleed if column else 0, bleed)
    return Placement(cell.page, space.grown(-shift, 0, shift, 0), clip.common(frame.paper), cell.turned)


def _turned(placement: Placement, frame: Frame) -> Placement:
    box, clip = (rect.upended(frame.width, frame.height) for rect in (placement.box, placement.clip))
    return Placement(placement.page, box, clip, not placement.turned)


def _check(grids: Sequence[tuple[int, _Grid, _Grid]], page: Size, how: Imposing) -> None:
    """Refuse what a scheme does not do, and a creep that no paper has."""
    if not SCHEMES[how.scheme].is_folded and (how.section or how.creep_mm):
        message = f"{how.scheme} is not folded, so it has neither sections nor creep"
        hint = "leave --section and --creep out, or choose another --scheme"
        raise UsageError(error("not-folded", message, hint=hint))
    leaves = 1 + max(cell.leaf for _, front, _ in grids for row in front for cell in row)
    shift_mm = (leaves - 1) * how.creep_mm
    if not 0 <= shift_mm * PT_PER_MM <= page[0] * _WIDEST_CREEP:  # so that it catches what is no number, too
        message = f"{leaves} leaves of {how.creep_mm:g} mm would move the innermost page by {shift_mm:g} mm"
        hint = "--creep is the thickness of one leaf, about 0.1 mm; or make sections with --section"
        raise UsageError(error("too-much-creep", message, hint=hint))
