"""What a finished file is made of: values that rules judge, whoever made the file.

Lengths are points (1/72 inch). An area counts from the left and the top of the page as it is seen: of its TrimBox,
turned by its /Rotate. Pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from guidepress.preflight.press.facts import PressFacts

Colour = tuple[int, int, int]
"""Red, green, blue from 0 to 255, as a screen shows it."""
WHITE: Colour = (255, 255, 255)
PICTURES = frozenset({"Figure", "Formula"})
"""The roles of tags that need a text which says what they show."""
_LEVELS = {f"H{level}": level for level in range(1, 7)}


class Area(NamedTuple):
    """A rectangle: its left and top edge, its width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def holds(self, other: Area) -> bool:
        """Tell whether the middle of another area is in this one."""
        x, y = other.x + other.width / 2, other.y + other.height / 2
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def shared(self, other: Area) -> float:
        """Return the size of what two areas have in common, in square points."""
        x, y, width, height = self
        left, top, across, down = other
        if x >= left + across or left >= x + width or y >= top + down or top >= y + height:
            return 0.0  # most pairs
        return (min(x + width, left + across) - max(x, left)) * (min(y + height, top + down) - max(y, top))

    def common(self, other: Area) -> Area:
        """Return what two areas have in common; empty where they have nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Area(x, y, max(min(self.right, other.right) - x, 0.0), max(min(self.bottom, other.bottom) - y, 0.0))

    def around(self, other: Area) -> Area:
        """Return the smallest area that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Area(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def grown(self, by: float) -> Area:
        return Area(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def insets(self, outer: Area) -> tuple[float, float, float, float]:
        """Return how far it is inside another area at the left, the top, the right, the bottom; less than 0 beyond."""
        return self.x - outer.x, self.y - outer.y, outer.right - self.right, outer.bottom - self.bottom


class Run(NamedTuple):
    """Letters that one operator shows.

    `size_pt` is what stands on the page after all transforms. `slant` is the tangent of the angle by which upright
    letters are sheared. `stretch` is how much wider they are against their height than their font has them, less than 0
    if they are mirrored. `angle` is the direction of writing in degrees, counter-clockwise. `mark` is the number of the
    marked content that it belongs to, or -1. `clipped` is the share of its area that a clipping path or the edge of the
    MediaBox hides, `covered` that of its ink which is painted over, where areas alone do not tell. `ground` is the
    colour behind it, of several that which sets it off least; None if nobody looked.
    """

    area: Area
    text: str
    size_pt: float
    font: str
    colour: Colour | None
    visible: bool = True
    slant: float = 0.0
    stretch: float = 1.0
    angle: float = 0.0
    clipped: float = 0.0
    covered: float = 0.0
    mark: int = -1
    ground: Colour | None = WHITE

    @property
    def legible(self) -> bool:
        """Whether it shows letters."""
        return self.visible and bool(self.text.strip())


class Picture(NamedTuple):
    """An image of pixels; `ppi` is its effective resolution, in the direction that has less of it.

    Its area is the part of it that is seen.
    """

    area: Area
    width_px: int
    height_px: int
    ppi: float
    opaque: bool = True


class Shape(NamedTuple):
    """A painted path: an area if it has a `fill`, a line if it has the colour of one. `corners` counts its segments.

    Its area is the part of it that is seen. A shading is a shape without corners, fill and line.
    """

    area: Area
    fill: Colour | None
    line: Colour | None
    corners: int
    opaque: bool = True


class Link(NamedTuple):
    """A link: to an `address` outside, or to the page `target`; 0 when the place that it names does not exist.

    `name` is that of a place in the document, `text` what the area of a link within it shows.
    """

    area: Area
    address: str
    name: str
    target: int
    text: str


class Bookmark(NamedTuple):
    """An entry of the outline; level from 1, `page` 0 when it leads nowhere, `y` from the top of that page."""

    title: str
    level: int
    page: int
    y: float = 0.0


class Tag(NamedTuple):
    """A block of the structure tree, in reading order, as far as its content is on the page; or a picture.

    `role` is the standard one (`H1`, `P`, `LBody`, `Figure`), `text` what its own content says, that of spans and links
    in it too, `stands_for` its alternative or actual text. `language` is its own or that of a block around it.
    """

    role: str
    area: Area | None
    text: str
    stands_for: str = ""
    language: str = ""

    @property
    def level(self) -> int:
        """The level of a heading, from 1; 0 for anything else."""
        return _LEVELS.get(self.role, 0)


class Symbol(NamedTuple):
    """A QR code, decoded from the page's pixels; `address` is empty if nothing could decode it.

    `module_mm` is the side of its smallest square, `quiet` how many of them are white around it, `contrast` the
    difference of reflectance between its darkest white and its lightest black, from 0 to 1 (ISO/IEC 15415).
    """

    area: Area
    address: str
    module_mm: float
    quiet: float
    contrast: float


class Action(NamedTuple):
    """What a file does besides being read, in words; `page` 0 if no page does it."""

    what: str
    page: int = 0
    area: Area | None = None


class Place(NamedTuple):
    """Where on a side of a sheet a page of a booklet is, by the number in its name: 0 for what has no such name.

    `turned` is in degrees, clockwise; None where it is mirrored. `form` is the number of the object that draws it.
    """

    page: int
    area: Area
    turned: int | None = 0
    form: int = 0


class Layers(NamedTuple):
    """Which of all things painted on a page, counted together from 1, its runs, shapes and pictures are."""

    runs: tuple[int, ...] = ()
    shapes: tuple[int, ...] = ()
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `size` is that of its TrimBox as it is seen; `bleed` how far the BleedBox reaches beyond it, at least.

    `media` is the MediaBox, `shown` the CropBox, as areas of the page. What it paints is in the order of painting.
    `letters` are the inked boxes of letters, for the runs (by their index) whose areas share something with that of
    another run. `glyphless` counts the letters shown by the glyph that stands for a missing one, `unread` the painted
    things nobody looked at.
    """

    number: int
    label: str
    size: tuple[float, float]
    bleed: float = 0.0
    media: Area | None = None
    shown: Area | None = None
    runs: tuple[Run, ...] = ()
    pictures: tuple[Picture, ...] = ()
    shapes: tuple[Shape, ...] = ()
    layers: Layers = field(default_factory=Layers)
    letters: Mapping[int, tuple[Area, ...]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    tags: tuple[Tag, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    glyphless: int = 0
    unread: int = 0

    @property
    def blank(self) -> bool:
        """Whether it paints nothing."""
        return not (self.runs or self.pictures or self.shapes or self.unread)

    @property
    def area(self) -> Area:
        return Area(0, 0, *self.size)

    @property
    def legible(self) -> Iterator[Run]:
        """The runs that show letters."""
        return (run for run in self.runs if run.legible)


@dataclass(frozen=True, slots=True)
class Facts:
    """A file. `fonts` maps each font's name, without its subset tag, to whether it is embedded.

    `claims` are the standards that its metadata name (`PDF/UA-1`, `PDF/A-2a`, `PDF/X-4`). `count` is the number of all
    its pages, of which `pages` may hold only the first ones.
    """

    pages: tuple[Page, ...]
    size_bytes: int = 0
    fonts: Mapping[str, bool] = field(default_factory=dict)
    outline: tuple[Bookmark, ...] = ()
    title: str = ""
    language: str = ""
    tagged: bool = False
    claims: tuple[str, ...] = ()
    duplex: str = ""
    actions: tuple[Action, ...] = ()
    count: int = 0
    placed: tuple[tuple[Place, ...], ...] = ()
    """Of each side of a sheet, the pages that are placed on it."""
    press: PressFacts | None = None
    """What is painted in which inks; read where a press or one ink prints."""

    @property
    def linked(self) -> bool:
        """Whether a page has links within the document."""
        return any(link.target for page in self.pages for link in page.links)
