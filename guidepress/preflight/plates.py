"""Pull the pages of a file apart into the plates of a press: four files, in each of which an ink is a grey.

The pages are written anew behind the file as it is (an incremental update, ISO 32000-1, 7.5.6), so that fonts, masks
and graphics states stay where they are. Every colour becomes the grey of its ink; what overprints leaves the plates
alone that it does not touch (8.6.7). A grey paper is white, so that transparency and blend modes work on each plate
as they do in CMYK, where colours are subtractive and blend by their complements (11.3.5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import product
from typing import Any

from guidepress.preflight.colour import INKS, Space, Touched
from guidepress.preflight.content import Operation, name
from guidepress.preflight.graphics import (
    PATHS,
    STROKE_COLOURS,
    TEXT_MODES,
    Colour,
    Pen,
    Resources,
    State,
    Unreadable,
    steps,
)
from guidepress.preflight.paint import (
    MAX_BYTES,
    MAX_DEPTH,
    bleed_box,
    form_geometry,
    is_stencil,
    page_boxes,
    page_content,
    pattern_matrix,
)
from guidepress.preflight.pictures import inline_image, planes

Bodies = Sequence[bytes]  # of an object, one a plate

_MAX_FILE_BYTES = 8 * MAX_BYTES
_GRID = {1: 256, 2: 33, 3: 9, 4: 5}  # samples of each component, with which a space is told to PDFium
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


def plates(data: bytes, reader: Any) -> tuple[bytes, ...]:
    """Return four files: the pages of a file within their bleed, as they print in cyan, magenta, yellow and black.

    `reader` is pypdf's of the same data. Raises `Unreadable` for files that nest too deeply or never end.
    """
    sheaf = _Sheaf(_first_free(reader))
    tree = sheaf.reserve()
    pages = [_Separation(sheaf).page(page, tree) for page in reader.pages]
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    sheaf.objects[tree] = [b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids)] * len(INKS)
    layers = _entries(reader.trailer["/Root"].get_object(), "/OCProperties")
    root = sheaf.add([b"<< /Type /Catalog /Pages %d 0 R %s >>" % (tree, layers)] * len(INKS))
    return tuple(_updated(data, sheaf, plate, root) for plate in range(len(INKS)))


@dataclass
class _Sheaf:
    """The new objects of all four files, under the same numbers in each."""

    next: int
    objects: dict[int, Bodies] = field(default_factory=dict)
    known: dict[Hashable, int] = field(default_factory=dict)
    resources: dict[int, Resources] = field(default_factory=dict)
    inline: list[Any] = field(default_factory=list)  # what nobody else holds on to: identities are keys here
    size: int = 0

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
        content = self.sheaf.add([_stream(b"", data) for data in contents])
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
        kept = _entries(resources.source, "/ExtGState", "/Properties")
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
            number = self.sheaf.once(id(found), lambda: [_copied(found)] * len(INKS))
            return _shown(pen.state.fill_plates, self._named("XObject", number) + b" Do")
        if "/ColorSpace" not in found:
            return [b""] * len(INKS)
        space = pen.resources.space_of(found)
        number = self.sheaf.once((id(found), space), lambda: _pictures(found, space))
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
        blending = b"/Group << %s >>" % _entries(group.get_object(), "/S", "/I", "/K") if group is not None else b""
        head = b" ".join((b"/Subtype /Form", _entries(found, "/BBox", "/Matrix", "/OC"), blending, own))
        return [_stream(head, content) for content in contents]

    def _tiling(self, pen: Pen, found: Any, colour: Colour) -> Bodies:
        state = State()
        state.matrix = pattern_matrix(found)
        contents, own = self._within(found, state, pen.resources)
        kept = ("/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
        return [_stream(_entries(found, *kept) + b" " + own, content) for content in contents]

    def _shading_pattern(self, pen: Pen, found: Any, colour: Colour) -> Bodies:
        shading = found["/Shading"].get_object()
        number = self.sheaf.once((id(shading), id(pen.resources)), lambda: self._shading(pen, shading))
        kept = _entries(found, "/PatternType", "/Matrix", "/ExtGState")
        return [b"<< %s /Shading %d 0 R >>" % (kept, number)] * len(INKS)

    def _shading(self, pen: Pen, found: Any) -> Bodies:
        """Return a shading in a space of as many components, that PDFium turns into the grey of an ink."""
        space = pen.resources.space_of(found)
        number = self.sheaf.once(("space", space), lambda: self._plate_space(space))
        kept = _entries(
            found,
            *(key for key in found if key not in ("/ColorSpace", "/Background", "/Length", "/Filter", "/DecodeParms")),
        )
        head = b"%s /ColorSpace %d 0 R" % (kept, number)
        body = _stream(head, found.get_data()) if hasattr(found, "get_data") else b"<< %s >>" % head
        return [body] * len(INKS)

    def _plate_space(self, space: Space) -> Bodies:
        """Return a space of as many components (8.6.6.5), whose colours are the greys of each plate."""
        function = self.sheaf.add(_tint_functions(space))
        names = b" ".join(b"/Component%d" % index for index in range(space.components))
        return [b"[/DeviceN [%s] /DeviceGray %d 0 R]" % (names, function)] * len(INKS)

    def _fonts(self, resources: Resources) -> bytes:
        """Return the fonts as they are; in those made of content, with colours of their own, new content."""
        fonts = resources.group("/Font")
        made = {key: font for key in fonts if (font := resources.get("/Font", key)).get("/Subtype") == "/Type3"}
        if not made:
            return _entries(resources.source, "/Font")
        new = [
            b"%s %d 0 R" % (key.encode(), self.sheaf.once(id(font), lambda font=font: self._type3(font, resources)))
            for key, font in made.items()
        ]
        return b"/Font << %s %s >>" % (_entries(fonts, *(key for key in fonts if key not in made)), b" ".join(new))

    def _type3(self, font: Any, resources: Resources) -> Bodies:
        own = self.sheaf.resources_of(font["/Resources"]) if "/Resources" in font else resources
        inner = _Separation(self.sheaf, (*self.inside, id(font)))
        if len(inner.inside) > MAX_DEPTH or id(font) in self.inside:
            raise Unreadable("a font is made of itself")
        glyphs = [
            (key.encode(), inner._content(glyph.get_object().get_data(), Pen(own)))
            for key, glyph in font.get("/CharProcs", {}).get_object().items()
        ]
        numbers = [(key, self.sheaf.add([_stream(b"", content) for content in contents])) for key, contents in glyphs]
        procs = b" ".join(b"%s %d 0 R" % numbered for numbered in numbers)
        kept = _entries(font, *(key for key in font if key not in ("/CharProcs", "/Resources")))
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


# Pictures


def _pictures(found: Any, space: Space) -> Bodies:
    """Return a picture as each plate has it; of spaces that are no inks and cannot be told, as if it were white."""
    bits = int(found.get("/BitsPerComponent", 8))
    masks = _entries(found, *(key for key in ("/SMask", "/Mask") if hasattr(found.get(key), "get_data")))
    if space.components == 1 and bits <= 8 and not _is_coded(found):
        return _looked_up(found, space, bits)
    samples = planes(found, space.components) if space.components in (1, 3, 4) else None
    if samples is None:
        return [_grey(masks, (1, 1), b"\xff")] * len(INKS)
    decode = _decode(found, space.components)
    bands = [_decoded(band, *bounds) for band, bounds in zip(samples.split(), decode, strict=True)]
    return [_grey(masks, samples.size, level) for level in _levels(bands, space)]


def _is_coded(found: Any) -> bool:
    """Return whether only Pillow knows the samples."""
    filters = found.get("/Filter", "")
    return bool({"/JPXDecode"} & set(filters if isinstance(filters, list) else [filters]))


def _looked_up(found: Any, space: Space, bits: int) -> Bodies:
    """Return a picture of one component: its samples stay, as indices into a table of greys."""
    top = 2**bits - 1
    low, high = _decode(found, 1, top if space.family == "Indexed" else 1)[0]
    inks = [space.inks([low + (high - low) * level / top]) for level in range(top + 1)]
    kept = _entries(found, "/Width", "/Height", "/BitsPerComponent", "/Filter", "/DecodeParms", "/SMask", "/Mask")
    head = b"/Subtype /Image %s /ColorSpace [/Indexed /DeviceGray %d <%s>]"
    return [
        _stream(head % (kept, top, bytes(_level(ink[plate]) for ink in inks).hex().encode()), found._data)
        for plate in range(len(INKS))
    ]


def _levels(bands: Sequence[Any], space: Space) -> list[bytes]:
    """Return the greys of each plate from the samples of a picture: their complements, in CMYK."""
    white = b"\xff" * (bands[0].width * bands[0].height)
    if len(bands) == 1:
        return [
            bands[0].point([_level(space.inks([level / 255])[plate]) for level in range(256)]).tobytes()
            for plate in range(4)
        ]
    if len(bands) == 3:
        light = [white] * 3 if space.family == "Lab" else [band.tobytes() for band in bands]
        return [*light, white]
    if space.family in ("DeviceCMYK", "ICCBased"):
        return [band.point(_COMPLEMENT).tobytes() for band in bands]
    return [white] * len(INKS)


def _decode(found: Any, count: int, top: float = 1) -> list[tuple[float, float]]:
    given = found.get("/Decode")
    values = [float(value) for value in given.get_object()] if given is not None else []
    return list(zip(values[::2], values[1::2], strict=True)) if len(values) == 2 * count else [(0.0, top)] * count


def _decoded(band: Any, low: float, high: float) -> Any:
    if (low, high) == (0.0, 1.0):
        return band
    return band.point([round(255 * min(max(low + (high - low) * level / 255, 0), 1)) for level in range(256)])


def _level(ink: float) -> int:
    return round(255 * (1 - ink))


_COMPLEMENT = bytes(range(255, -1, -1))


def _grey(more: bytes, size: tuple[int, int], data: bytes) -> bytes:
    head = b"/Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray %s"
    return _stream(head % (*size, more), data)


def _tint_functions(space: Space) -> Bodies:
    """Return for each plate a sampled function (7.10.2) from a space's colours to its grey."""
    count = space.components
    grid = _GRID.get(count, 1)
    places = product(range(grid), repeat=count)
    inks = [space.inks([at / max(grid - 1, 1) for at in reversed(place)]) for place in places]
    head = b"/FunctionType 0 /Domain [%s] /Range [0 1] /Size [%s] /BitsPerSample 8"
    head %= (b"0 1 " * count, b"%d " % grid * count)
    return [_stream(head, bytes(_level(ink[plate]) for ink in inks)) for plate in range(len(INKS))]


# Writing


def _entries(source: Mapping[str, Any], *keys: str) -> bytes:
    """Return the entries of a dictionary as a file has them, references as references."""
    out = BytesIO()
    for key in keys:
        if key in source:
            out.write(key.encode("latin-1") + b" ")
            source.raw_get(key).write_to_stream(out)  # type: ignore[attr-defined]
            out.write(b" ")
    return out.getvalue()


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def _copied(found: Any) -> bytes:
    kept = _entries(found, *(key for key in found if key not in ("/Length", "/Subtype")))
    return _stream(b"/Subtype /Image " + kept, found._data)


def _first_free(reader: Any) -> int:
    """Return the first number that no object of a file has."""
    used = [0, *reader.xref_objStm, *(number for numbers in reader.xref.values() for number in numbers)]
    return max(int(reader.trailer.get("/Size", 0)), max(used) + 1)


def _updated(data: bytes, sheaf: _Sheaf, plate: int, root: int) -> bytes:
    """Return a file with the objects of a plate behind it, and a new root (7.5.6).

    The new cross-references are of the kind that the file's last ones are (7.5.4, 7.5.8): kinds cannot be mixed.
    """
    out = BytesIO()
    out.write(data + b"\n")
    offsets = {}
    for number, bodies in sheaf.objects.items():
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, bodies[plate]))
    found = re.findall(rb"startxref\s+(\d+)", data[-2048:])
    previous = int(found[-1]) if found else 0
    write = _write_table if data[previous : previous + 4] == b"xref" else _write_stream
    write(out, offsets, b"/Root %d 0 R /Prev %d" % (root, previous))
    return out.getvalue()


def _write_table(out: BytesIO, offsets: Mapping[int, int], entries: bytes) -> None:
    start, first = out.tell(), min(offsets)
    lines = b"".join(b"%010d 00000 n \n" % offsets[number] for number in sorted(offsets))
    out.write(b"xref\n%d %d\n%strailer\n<< /Size %d %s >>\n" % (first, len(offsets), lines, max(offsets) + 1, entries))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)


def _write_stream(out: BytesIO, offsets: Mapping[int, int], entries: bytes) -> None:
    start, first, number = out.tell(), min(offsets), max(offsets) + 1
    places = [*(offsets[one] for one in sorted(offsets)), start]
    rows = b"".join(b"\x01" + place.to_bytes(5, "big") + b"\0" for place in places)
    head = b"/Type /XRef /W [1 5 1] /Index [%d %d] /Size %d %s" % (first, len(places), number + 1, entries)
    out.write(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, _stream(head, rows), start))
