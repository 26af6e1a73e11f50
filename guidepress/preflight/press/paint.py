"""Say what the pages of a file paint: every text, area, line, picture and group, in what colour, over what or not.

One walk of the content, into forms, patterns, glyphs and soft masks, whose judges need not know how a page is
written. What a page paints the same way more than once is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from guidepress.preflight.content import Operation, Unreadable, name
from guidepress.preflight.geometry import IDENTITY, Box, Matrix, scale
from guidepress.preflight.press.colour import EVERY_PLATE, UNKNOWN, Space, Touched, space
from guidepress.preflight.press.graphics import (
    PATHS,
    TEXT_MODES,
    Colour,
    Pen,
    Resources,
    State,
    matrix_of,
    steps,
)
from guidepress.preflight.press.pictures import inline_image

What = Literal["text", "area", "line", "image", "shading", "group", "blend"]

MAX_DEPTH = 12  # forms in forms, patterns in patterns
MAX_BYTES = 16 * 2**20  # of content of a page, each form as often as it is painted
_FORM_BYTES = 1024  # that a form counts for beyond its content, for the work of entering it
_LINE_LENGTH_PT = 2.0  # from which an area as thin as a line is one


class Paint(NamedTuple):
    """Something that is painted.

    `size_pt` is the size of text, or how thick a line is, be it drawn or filled; 0 for anything else. `plates` says
    for each ink whether it is touched. Of pictures, shadings and groups the colour has a space and no values; a
    `blend` is no paint itself, but says that others are laid on each other otherwise than one over the other.
    `masks` is true inside a soft mask, where nothing is printed.
    """

    what: What
    colour: Colour
    plates: Touched
    alpha: float = 1.0
    size_pt: float = 0.0
    masks: bool = False


_PLAIN_BLENDS = ("/Normal", "/Compatible")
_BLEND = Paint("blend", Colour(UNKNOWN, ()), EVERY_PLATE)


@dataclass
class Painted:
    """What the pages of a file paint; read page by page, since forms and fonts come up again on the next one."""

    fonts: dict[str, bool] = field(default_factory=dict)
    _resources: dict[int, Resources] = field(default_factory=dict)
    _contents: dict[int, bytes] = field(default_factory=dict)

    def page(self, page: Any) -> tuple[Paint, ...]:
        """Return what a page of pypdf paints; its fonts are added to `fonts`, with whether they are in the file.

        Raises `Unreadable` for pages that nest too deeply or never end.
        """
        walk = Walk(self)
        found = dict.fromkeys(walk.page(page))
        return tuple(found)

    def resources(self, source: Any) -> Resources:
        """Return the resources of a dictionary, which pages often share."""
        source = source.get_object() if source is not None else {}
        found = self._resources.get(id(source))
        if found is None:
            found = self._resources[id(source)] = Resources(source)
        return found

    def content(self, stream: Any) -> bytes:
        """Return the content of a stream without its filters."""
        found = self._contents.get(id(stream))
        if found is None:
            found = self._contents[id(stream)] = stream.get_data()
        return found


def page_content(page: Any) -> bytes:
    """Return the content of a page: of several streams, one after the other (7.7.3.3)."""
    found = page.get("/Contents")
    found = found.get_object() if found is not None else None
    parts = found if isinstance(found, list) else [found] if found is not None else []
    return b"\n".join(part.get_object().get_data() for part in parts)


def page_boxes(page: Any) -> dict[str, Box]:
    """Return the boxes of a page that its file gives, in points: pypdf's own properties fill in the others."""
    boxes = {"MediaBox": rectangle(page.mediabox)}
    return boxes | {
        name: rectangle(page[f"/{name}"]) for name in ("BleedBox", "TrimBox", "ArtBox") if f"/{name}" in page
    }


def bleed_box(boxes: Mapping[str, Box]) -> Box:
    """Return how far the print of a page goes: to its bleed, or to its trim where it has none."""
    return boxes.get("BleedBox") or boxes.get("TrimBox") or boxes["MediaBox"]


def rectangle(values: Any) -> Box:
    """Return a rectangle of a PDF, which may have any two opposite corners first (7.9.5)."""
    x, y, u, v = (float(value.get_object()) for value in values.get_object())
    return min(x, u), min(y, v), max(x, u), max(y, v)


@dataclass
class Walk:
    """The walk of one page."""

    painted: Painted
    _inside: list[int] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)
    _bytes: int = 0
    _masks: int = 0

    def page(self, page: Any) -> Iterator[Paint]:
        resources = self.painted.resources(page.get("/Resources"))
        yield from self._group(page)
        yield from self._stream(page_content(page), Pen(resources))

    def _stream(self, data: bytes, pen: Pen) -> Iterator[Paint]:
        self._bytes += len(data) + _FORM_BYTES
        if self._bytes > MAX_BYTES:
            raise Unreadable(f"a page has more than {MAX_BYTES >> 20} MB of content")
        for kind, operation in steps(data, pen):
            yield from self.read(kind, pen, operation)

    def read(self, kind: str, pen: Pen, operation: Operation) -> Iterator[Paint]:
        return READ[kind](self, pen, operation)

    def _within(self, stream: Any, state: State, resources: Resources) -> Iterator[Paint]:
        """Go through the content of a form, a pattern or a glyph."""
        if id(stream) in self._inside:
            raise Unreadable("a form is part of itself")
        if len(self._inside) >= MAX_DEPTH:
            raise Unreadable(f"forms are nested more than {MAX_DEPTH} deep")
        self._inside.append(id(stream))
        own = self.painted.resources(stream["/Resources"]) if "/Resources" in stream else resources
        yield from self._stream(self.painted.content(stream), Pen(own, state))
        self._inside.pop()

    def _paint(self, what: What, colour: Colour, plates: Touched, **more: Any) -> Paint:
        return Paint(what, colour, plates, masks=self._masks > 0, **more)

    def _spaced(self, what: What, found: Space, state: State) -> Paint:
        """Return a picture, a shading or a group: its space says which plates it touches."""
        plates = found.touches((), state.fill_overprints, 0)
        return self._paint(what, Colour(found, ()), plates, alpha=state.fill_alpha)

    def _side(self, what: What, pen: Pen, stroked: bool, size_pt: float) -> Iterator[Paint]:
        """Yield what is painted in the colour of areas or of lines, and the pattern that the colour may be."""
        state = pen.state
        colour = state.stroke if stroked else state.fill
        if colour.pattern:
            yield from self._pattern(pen, colour)
        if not colour.pattern or colour.values:
            plates, alpha = (
                (state.stroke_plates, state.stroke_alpha) if stroked else (state.fill_plates, state.fill_alpha)
            )
            yield self._paint(what, colour, plates, alpha=alpha, size_pt=round(size_pt, 3))

    def text(self, pen: Pen, operation: Operation) -> Iterator[Paint]:
        state = pen.state
        size = abs(state.font_size) * scale(pen.text_matrix) * scale(state.matrix)
        fills, strokes = TEXT_MODES[state.text_mode & 7]
        yield from self._font(pen)
        for stroked in [side for side, shown in ((False, fills), (True, strokes)) if shown]:
            yield from self._side("text", pen, stroked, size)

    def path(self, pen: Pen, operation: Operation) -> Iterator[Paint]:
        fills, strokes = PATHS[operation.operator]
        if fills:
            yield from self._side("area", pen, False, _thickness(pen))
        if strokes:
            yield from self._side("line", pen, True, pen.state.line_width * scale(pen.state.matrix))

    def object(self, pen: Pen, operation: Operation) -> Iterator[Paint]:
        found = pen.resources.get("/XObject", name(operation.operands))
        if found.get("/Subtype") == "/Image":
            yield from self._image(pen, found)
        elif found.get("/Subtype") == "/Form":
            yield from self._group(found)
            matrix, box = form_geometry(found)
            yield from self._within(found, pen.state.entering(matrix, box), pen.resources)

    def inline(self, pen: Pen, operation: Operation) -> Iterator[Paint]:
        yield from self._image(pen, inline_image(operation))

    def _image(self, pen: Pen, source: Mapping[str, Any]) -> Iterator[Paint]:
        if is_stencil(source):
            yield from self._side("area", pen, False, 0.0)
        elif "/ColorSpace" in source:
            yield self._spaced("image", pen.resources.space_of(source), pen.state)

    def shading(self, pen: Pen, operation: Operation) -> Iterator[Paint]:
        found = pen.resources.get("/Shading", name(operation.operands))
        if "/ColorSpace" in found:
            yield self._spaced("shading", pen.resources.space_of(found), pen.state)

    def _pattern(self, pen: Pen, colour: Colour) -> Iterator[Paint]:
        found = pen.resources.get("/Pattern", colour.pattern)
        if found.get("/PatternType") == 2 and "/Shading" in found:
            yield self._spaced("shading", pen.resources.space_of(found["/Shading"].get_object()), pen.state)
        elif found.get("/PatternType") == 1 and id(found) not in self._seen:
            self._seen.add(id(found))
            state = State()
            state.matrix, state.fill, state.stroke = pattern_matrix(found), pen.state.fill, pen.state.stroke
            if found.get("/PaintType") == 1:
                state.fill = state.stroke = State().fill
            yield from self._within(found, state, pen.resources)

    def parameters(self, pen: Pen, operation: Operation) -> Iterator[Paint]:
        """Tell a blend mode (11.3.5), and go through a soft mask (11.6.5.2), where they are chosen."""
        given = pen.resources.get("/ExtGState", name(operation.operands))
        if "/BM" in given and given["/BM"].get_object() not in _PLAIN_BLENDS:
            yield _BLEND
        mask: Any = given.get("/SMask")
        mask = mask.get_object() if mask is not None else None
        if not hasattr(mask, "get") or "/G" not in mask:
            return
        form = mask["/G"].get_object()
        self._masks += 1
        yield from self._group(form)
        matrix, box = form_geometry(form)
        yield from self._within(form, State().entering(matrix, box), pen.resources)
        self._masks -= 1

    def _font(self, pen: Pen) -> Iterator[Paint]:
        """Note whether a font is in the file; go through the glyphs of one that is made of content (9.6.5)."""
        key = pen.state.font
        font = pen.resources.get("/Font", key)
        if id(font) in self._seen or not font:
            return
        self._seen.add(id(font))
        self.painted.fonts[str(font.get("/BaseFont", font.get("/Name", key)))[1:]] = is_embedded(font)
        if font.get("/Subtype") == "/Type3":
            own = self.painted.resources(font["/Resources"]) if "/Resources" in font else pen.resources
            for glyph in font.get("/CharProcs", {}).get_object().values():
                yield from self._within(glyph.get_object(), pen.state.copy(), own)

    def _group(self, source: Mapping[str, Any]) -> Iterator[Paint]:
        """Yield the space in which a transparency group blends, where it has one (11.6.6)."""
        group = source.get("/Group")
        group = group.get_object() if group is not None else {}
        if getattr(group.get("/K"), "value", False):
            yield _BLEND
        if "/CS" in group:
            own = self.painted.resources(source.get("/Resources"))
            yield self._spaced("group", space(group["/CS"], own.group("/ColorSpace")), State())

    def nothing(self, pen: Pen, operation: Operation) -> Iterator[Paint]:
        return iter(())


READ = {
    "colour": Walk.nothing,
    "path": Walk.path,
    "text": Walk.text,
    "object": Walk.object,
    "image": Walk.inline,
    "shading": Walk.shading,
    "parameters": Walk.parameters,
}


def _thickness(pen: Pen) -> float:
    """Return how thick an area is that is a line, for that is how borders and rules are often drawn; else 0."""
    box = pen.path_box()
    if box is None:
        return 0.0
    short, long = sorted((box[2] - box[0], box[3] - box[1]))
    return short if long >= max(_LINE_LENGTH_PT, 4 * short) else 0.0


def form_geometry(form: Mapping[str, Any]) -> tuple[Matrix, Box | None]:
    """Return the matrix and the box of a form."""
    return pattern_matrix(form), rectangle(form["/BBox"]) if "/BBox" in form else None


def pattern_matrix(source: Mapping[str, Any]) -> Matrix:
    found = source.get("/Matrix")
    return matrix_of(found.get_object()) if found is not None else IDENTITY


def is_stencil(image: Mapping[str, Any]) -> bool:
    """Return whether a picture is a mask through which the current colour is painted (8.9.6.2)."""
    return bool(getattr(image.get("/ImageMask"), "value", False))


def is_embedded(font: Mapping[str, Any]) -> bool:
    """Return whether a font's program is in the file (9.9); one that is made of content always is."""
    if font.get("/Subtype") == "/Type3":
        return True
    descendants = font.get("/DescendantFonts")
    own = descendants.get_object()[0].get_object() if descendants is not None else font
    descriptor = own.get("/FontDescriptor")
    return descriptor is not None and not {"/FontFile", "/FontFile2", "/FontFile3"}.isdisjoint(descriptor.get_object())
