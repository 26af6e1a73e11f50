"""Pull the pages of a file apart into the plates of a press: four files, in each of which an ink is a grey.

The pages are written anew behind the file as it is (an incremental update, ISO 32000-1, 7.5.6), so that fonts, masks
and graphics states stay where they are. Every colour becomes the grey of its ink; what overprints leaves the plates
alone that it does not touch (8.6.7). A grey paper is white, so that transparency and blend modes work on each plate
as they do in CMYK, where colours are subtractive and blend by their complements (11.3.5).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from guidepress.preflight.content import Operation, Unreadable, name
from guidepress.preflight.press.colour import INKS, Space, Touched
from guidepress.preflight.press.graphics import (
    PATHS,
    STROKE_COLOURS,
    TEXT_MODES,
    Colour,
    Pen,
    Resources,
    State,
    steps,
)
from guidepress.preflight.press.greys import Bodies, pictures, stencil, tint_functions
from guidepress.preflight.press.paint import (
    MAX_BYTES,
    MAX_DEPTH,
    bleed_box,
    form_geometry,
    is_stencil,
    page_boxes,
    page_content,
    pattern_matrix,
)
from guidepress.preflight.press.pictures import inline_image
from guidepress.preflight.press.updates import entries, first_free, stream, updated

_MAX_FILE_BYTES = 8 * MAX_BYTES
_GREY_PATTERN = b"/ColorSpace << /PlateGrey [/Pattern /DeviceGray] >>"
# What shows of a path when its area, its outline or both leave a plate alone; by area and outline (8.5.3.1).
_PATH_SHOWN: dict[bytes, dict[tuple[bool, bool], bytes]] = {
    operator: {(True, False): area, (False, True): line, (False, False): b"n"}
    for operator, area, line in (
        (b"f", b"f", b"n"), (b"F", b"f", b"n"), (b"f*", b"f*", b"n"), (b"S", b"n", b"S"), (b"s", b"n", b"s"),
        (b"B", b"f", b"S"), (b"B*", b"f*", b"S"), (b"b", b"f", b"s"), (b"b*", b"f*", b"s"),
    )
}  # fmt: skip
_MODE_SHOWN = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}


def plates(data: bytes, reader: Any, wanted: Iterable[int]) -> tuple[bytes, ...]:
    """Return four files: the pages of a file within their bleed, as they print in cyan, magenta, yellow and black.

    `reader` is pypdf's of the same data; its pages are counted from 0. Raises `Unreadable` for
    files that nest too deeply or never end.
    """
    sheaf = _Sheaf(first_free(reader))
    tree = sheaf.reserve()
    pages = [_Separation(sheaf).page(reader.pages[index], tree) for index in wanted]
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    sheaf.objects[tree] = [b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids)] * len(INKS)
    layers = entries(reader.trailer["/Root"].get_object(), "/OCProperties")
    root = sheaf.add([b"<< /Type /Catalog /Pages %d 0 R %s >>" % (tree, layers)] * len(INKS))
    return tuple(updated(data, sheaf.plate(plate), root) for plate in range(len(INKS)))


@dataclass
class _Sheaf:
    """The new objects of all four files, under the same numbers in each."""

    next: int
    objects: dict[int, Bodies] = field(default_factory=dict)
    known: dict[Hashable, int] = field(default_factory=dict)
    resources: dict[int, Resources] = field(default_factory=dict)
    inline: list[Any] = field(default_factory=list)  # what nobody else holds on to: identities are keys here
    size: int = 0

    def plate(self, index: int) -> dict[int, bytes]:
        return {number: bodies[index] for number, bodies in self.objects.items()}

    def reserve(self) -> int:
        self.next += 1
        return self.next - 1

    def add(self, bodies: Bodies) -> int:
        number = self.reserve()
        self.objects[number] = bodies
        return number

    def once(self, key: Hashable, make: Callable[[], Bodies]) -> int:
        """Return the number of an object that is made when it is first asked for."""
        if key not in self.known:
            self.known[key] = self.add(make())
        return self.known[key]

    def resources_of(self, source: Any) -> Resources:
        source = source.get_object() if source is not None else {}
        return self.resources.setdefault(id(source), Resources(source))

    def measure(self, data: bytes) -> None:
        self.size += len(data)
        if self.size > _MAX_FILE_BYTES:
            raise Unreadable(f"its pages have more than {_MAX_FILE_BYTES >> 20} MB of content")


@dataclass
class _Separation:
    """Takes one stream apart; `names` are the objects that its new content names, by their kind."""

    sheaf: _Sheaf
    inside: tuple[int, ...] = ()
    names: dict[str, set[int]] = field(default_factory=dict)

    def page(self, page: Any, tree: int) -> int:
        resources = self.sheaf.resources_of(page.get("/Resources"))
        contents = self._content(page_content(page), Pen(resources))
        own = self._resources(resources)
        box = b" ".join(b"%.4f" % value for value in bleed_box(page_boxes(page)))
        head = b"<< /Type /Page /Parent %d 0 R /MediaBox [%s] /Resources << %s >> /Contents " % (tree, box, own)
        content = self.sheaf.add([stream(b"", data) for data in contents])
        return self.sheaf.add([head + b"%d 0 R >>" % content] * len(INKS))

    def _content(self, data: bytes, pen: Pen) -> list[bytes]:
        """Return the content as each plate has it: all that paints no colour stays as it is."""
        self.sheaf.measure(data)
        parts: list[list[bytes]] = [[] for _ in INKS]
        done = 0
        for kind, operation in steps(data, pen):
            change = _CHANGES.get(kind)
            changed = change(self, pen, operation, data[operation.start : operation.end]) if change else None
            if changed is None:
                continue
            before = data[done : operation.start]
            for part, new in zip(parts, changed, strict=True):
                part += (before, new)
            done = operation.end
        return [b"".join((*part, data[done:])) for part in parts]

    def _resources(self, resources: Resources) -> bytes:
        """Return the entries of a new resource dictionary."""
        kept = entries(resources.source, "/ExtGState", "/Properties")
        new = (
            b"/%s << %s >>"
            % (kind.encode(), b" ".join(b"/X%d %d 0 R" % (number, number) for number in sorted(numbers)))
            for kind, numbers in self.names.items()
        )
        return b" ".join((kept, self._fonts(resources), _GREY_PATTERN, *new))

    def _named(self, kind: str, number: int) -> bytes:
        self.names.setdefault(kind, set()).add(number)
        return b"/X%d" % number

    # What is done with each kind of operation

    def colour(self, pen: Pen, operation: Operation, text: bytes) -> Bodies:
        stroked = operation.operator in STROKE_COLOURS
        colour = pen.state.stroke if stroked else pen.state.fill
        if colour.space.family == "Pattern":
            return self._pattern_colour(pen, colour, stroked)
        return [b"%.4f %s" % (1 - ink, b"G" if stroked else b"g") for ink in colour.space.inks(colour.values)]

    def _pattern_colour(self, pen: Pen, colour: Colour, stroked: bool) -> Bodies:
        found = pen.resources.get("/Pattern", colour.pattern)
        if not found:
            return [b""] * len(INKS)
        make = _PATTERNS.get(found.get("/PatternType"), _Separation._tiling)
        number = self.sheaf.once((id(found), colour), lambda: make(self, pen, found, colour))
        chosen = self._named("Pattern", number)
        choose, set_to = (b"CS", b"SCN") if stroked else (b"cs", b"scn")
        if not colour.values:
            return [b"/Pattern %s %s %s" % (choose, chosen, set_to)] * len(INKS)
        greys = [1 - ink for ink in colour.space.inks(colour.values)]
        return [b"/PlateGrey %s %.4f %s %s" % (choose, grey, chosen, set_to) for grey in greys]

    def path(self, pen: Pen, operation: Operation, text: bytes) -> Bodies | None:
        fills, strokes = PATHS[operation.operator]
        if not (fills or strokes) or not _leaves_alone(pen.state):
            return None
        return [
            _PATH_SHOWN[operation.operator].get((fills and area, strokes and line), operation.operator)
            for area, line in zip(pen.state.fill_plates, pen.state.stroke_plates, strict=True)
        ]

    def text(self, pen: Pen, operation: Operation, text: bytes) -> Bodies | None:
        if not _leaves_alone(pen.state):
            return None
        mode = pen.state.text_mode & 7
        fills, strokes = TEXT_MODES[mode]
        sides = zip(pen.state.fill_plates, pen.state.stroke_plates, strict=True)
        shown = [_MODE_SHOWN[fills and area, strokes and line] + (mode & 4) for area, line in sides]
        return [text if one == mode else b"%d Tr %s %d Tr" % (one, text, mode) for one in shown]

    def object(self, pen: Pen, operation: Operation, text: bytes) -> Bodies | None:
        found = pen.resources.get("/XObject", name(operation.operands))
        if found.get("/Subtype") == "/Image":
            return self._image(pen, found)
        if found.get("/Subtype") != "/Form":
            return [b""] * len(INKS)
        state = pen.state.entering(*form_geometry(found))
        colours = (state.fill, state.stroke, state.fill_overprints, state.stroke_overprints, state.overprint_mode)
        key = (id(found), id(pen.resources), colours, state.text_mode)
        number = self.sheaf.once(key, lambda: self._form(found, state, pen.resources))
        return [self._named("XObject", number) + b" Do"] * len(INKS)

    def inline(self, pen: Pen, operation: Operation, text: bytes) -> Bodies | None:
        image = inline_image(operation)
        self.sheaf.inline.append(image)
        return self._image(pen, image)

    def shading(self, pen: Pen, operation: Operation, text: bytes) -> Bodies:
        found = pen.resources.get("/Shading", name(operation.operands))
        if "/ColorSpace" not in found:
            return [b""] * len(INKS)
        number = self.sheaf.once((id(found), id(pen.resources)), lambda: self._shading(pen, found))
        touched = pen.resources.space_of(found).touches((), pen.state.fill_overprints, 0)
        return _shown(touched, self._named("Shading", number) + b" sh")

    # What those name

    def _image(self, pen: Pen, found: Any) -> Bodies:
        if is_stencil(found):
            number = self.sheaf.once(id(found), lambda: [stencil(found)] * len(INKS))
            return _shown(pen.state.fill_plates, self._named("XObject", number) + b" Do")
        if "/ColorSpace" not in found:
            return [b""] * len(INKS)
        space = pen.resources.space_of(found)
        number = self.sheaf.once((id(found), space), lambda: pictures(found, space))
        return _shown(space.touches((), pen.state.fill_overprints, 0), self._named("XObject", number) + b" Do")

    def _within(self, found: Any, state: State, resources: Resources) -> tuple[list[bytes], bytes]:
        """Return the content of a form, a pattern or a glyph as each plate has it, and its resources."""
        if id(found) in self.inside or len(self.inside) >= MAX_DEPTH:
            raise Unreadable(f"forms are nested in themselves, or more than {MAX_DEPTH} deep")
        own = self.sheaf.resources_of(found["/Resources"]) if "/Resources" in found else resources
        inner = _Separation(self.sheaf, (*self.inside, id(found)))
        return inner._content(found.get_data(), Pen(own, state)), b"/Resources << %s >>" % inner._resources(own)

    def _form(self, found: Any, state: State, resources: Resources) -> Bodies:
        contents, own = self._within(found, state, resources)
        group = found.get("/Group")
        blending = b"/Group << %s >>" % entries(group.get_object(), "/S", "/I", "/K") if group is not None else b""
        head = b" ".join((b"/Subtype /Form", entries(found, "/BBox", "/Matrix", "/OC"), blending, own))
        return [stream(head, content) for content in contents]

    def _tiling(self, pen: Pen, found: Any, colour: Colour) -> Bodies:
        state = State()
        state.matrix = pattern_matrix(found)
        contents, own = self._within(found, state, pen.resources)
        kept = ("/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
        return [stream(entries(found, *kept) + b" " + own, content) for content in contents]

    def _shading_pattern(self, pen: Pen, found: Any, colour: Colour) -> Bodies:
        shading = found["/Shading"].get_object()
        number = self.sheaf.once((id(shading), id(pen.resources)), lambda: self._shading(pen, shading))
        kept = entries(found, "/PatternType", "/Matrix", "/ExtGState")
        return [b"<< %s /Shading %d 0 R >>" % (kept, number)] * len(INKS)

    def _shading(self, pen: Pen, found: Any) -> Bodies:
        """Return a shading in a space of as many components, that PDFium turns into the grey of an ink."""
        space = pen.resources.space_of(found)
        number = self.sheaf.once(("space", space), lambda: self._plate_space(space))
        kept = entries(
            found,
            *(key for key in found if key not in ("/ColorSpace", "/Background", "/Length", "/Filter", "/DecodeParms")),
        )
        head = b"%s /ColorSpace %d 0 R" % (kept, number)
        body = stream(head, found.get_data()) if hasattr(found, "get_data") else b"<< %s >>" % head
        return [body] * len(INKS)

    def _plate_space(self, space: Space) -> Bodies:
        """Return a space of as many components (8.6.6.5), whose colours are the greys of each plate."""
        function = self.sheaf.add(tint_functions(space))
        names = b" ".join(b"/Component%d" % index for index in range(space.components))
        return [b"[/DeviceN [%s] /DeviceGray %d 0 R]" % (names, function)] * len(INKS)

    def _fonts(self, resources: Resources) -> bytes:
        """Return the fonts as they are; in those made of content, with colours of their own, new content."""
        fonts = resources.group("/Font")
        made = {key: font for key in fonts if (font := resources.get("/Font", key)).get("/Subtype") == "/Type3"}
        if not made:
            return entries(resources.source, "/Font")
        new = [
            b"%s %d 0 R" % (key.encode(), self.sheaf.once(id(font), lambda font=font: self._type3(font, resources)))
            for key, font in made.items()
        ]
        return b"/Font << %s %s >>" % (entries(fonts, *(key for key in fonts if key not in made)), b" ".join(new))

    def _type3(self, font: Any, resources: Resources) -> Bodies:
        own = self.sheaf.resources_of(font["/Resources"]) if "/Resources" in font else resources
        inner = _Separation(self.sheaf, (*self.inside, id(font)))
        if len(inner.inside) > MAX_DEPTH or id(font) in self.inside:
            raise Unreadable("a font is made of itself")
        glyphs = [
            (key.encode(), inner._content(glyph.get_object().get_data(), Pen(own)))
            for key, glyph in font.get("/CharProcs", {}).get_object().items()
        ]
        numbers = [(key, self.sheaf.add([stream(b"", content) for content in contents])) for key, contents in glyphs]
        procs = b" ".join(b"%s %d 0 R" % numbered for numbered in numbers)
        kept = entries(font, *(key for key in font if key not in ("/CharProcs", "/Resources")))
        head = b"<< %s /CharProcs << %s >> /Resources << %s >> >>"
        return [head % (kept, procs, inner._resources(own))] * len(INKS)


_CHANGES: dict[str, Callable[[_Separation, Pen, Operation, bytes], Bodies | None]] = {
    "colour": _Separation.colour,
    "path": _Separation.path,
    "text": _Separation.text,
    "object": _Separation.object,
    "image": _Separation.inline,
    "shading": _Separation.shading,
}
_PATTERNS = {1: _Separation._tiling, 2: _Separation._shading_pattern}


def _leaves_alone(state: State) -> bool:
    """Return whether a colour may leave a plate alone: one that overprints, or that is no ink at all."""
    return (
        state.fill_overprints or state.stroke_overprints or "None" in state.fill.space.names + state.stroke.space.names
    )


def _shown(touched: Touched, text: bytes) -> Bodies:
    return [text if on else b"" for on in touched]
