"""The graphics state along a content stream (ISO 32000-1, 8.4): what a stroke of the pen would paint, and how.

`steps` reads a stream and stops wherever something is painted or a colour is chosen. Its readers go on into forms,
patterns and glyphs themselves: one to say what is painted (`paint`), one to pull plates apart (`plates`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from guidepress.preflight.content import Operation, name, numbers, operations
from guidepress.preflight.geometry import EVERYWHERE, IDENTITY, Box, Matrix, applied, around, common, joined, placed
from guidepress.preflight.press.colour import GREY, PATTERN, Space, Touched, space

_LONGEST_LINE = 12  # segments of a path that may be a line drawn as an area


class Colour(NamedTuple):
    """A colour of a space; of patterns, their `pattern` name, and values if they have no colours of their own."""

    space: Space
    values: tuple[float, ...]
    pattern: str = ""


class State:
    """A graphics state. It has no slots: pages save it all the time, and a dictionary is copied soonest."""

    def __init__(self) -> None:
        self.matrix = IDENTITY
        self.clip = EVERYWHERE
        self.fill = self.stroke = Colour(GREY, (0.0,))
        self.fill_overprints = self.stroke_overprints = False
        self.overprint_mode = 0
        self.fill_alpha = self.stroke_alpha = 1.0
        self.line_width = 1.0
        self.font = ""
        self.font_size = 0.0
        self.text_mode = 0

    def copy(self) -> State:
        twin = State.__new__(State)
        twin.__dict__.update(self.__dict__)
        return twin

    @property
    def fill_plates(self) -> Touched:
        return self.fill.space.touches(self.fill.values, self.fill_overprints, self.overprint_mode)

    @property
    def stroke_plates(self) -> Touched:
        return self.stroke.space.touches(self.stroke.values, self.stroke_overprints, self.overprint_mode)

    def entering(self, matrix: Matrix, box: Box | None) -> State:
        """Return the state in which a form's content begins (8.10.1)."""
        state = self.copy()
        state.matrix = joined(matrix, self.matrix)
        if box:
            state.clip = common(state.clip, placed(state.matrix, box))
        return state


@dataclass
class Resources:
    """A resource dictionary (7.8.3): what the names in a content stream mean."""

    source: Mapping[str, Any]
    _spaces: dict[str, Space] = field(default_factory=dict)
    _groups: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _found: dict[tuple[str, str], Any] = field(default_factory=dict)

    def group(self, kind: str) -> Mapping[str, Any]:
        """Return the resources of a kind, `/XObject` and the like."""
        found = self._groups.get(kind)
        if found is None:
            found = self._groups[kind] = _dictionary(self.source.get(kind))
        return found

    def get(self, kind: str, key: str) -> Any:
        """Return the resource of a name, an empty dictionary when there is none."""
        found = self._found.get((kind, key))
        if found is None:
            found = self._found[kind, key] = _dictionary(self.group(kind).get(key))
        return found

    def space(self, key: str) -> Space:
        found = self._spaces.get(key)
        if found is None:
            found = self._spaces[key] = space(_name(key), self.group("/ColorSpace"))
        return found

    def space_of(self, source: Mapping[str, Any]) -> Space:
        """Return the space of an image, a shading or a group."""
        return space(source["/ColorSpace"], self.group("/ColorSpace"))


def _name(key: str) -> Any:
    from pypdf.generic import NameObject  # 0.1 s, which a look at the rules should not cost

    return NameObject(key)


def _dictionary(found: Any) -> Any:
    found = found.get_object() if found is not None else None
    return found if hasattr(found, "get") else {}


@dataclass
class Pen:
    """Where the reading of a stream stands."""

    resources: Resources
    state: State = field(default_factory=State)
    _saved: list[State] = field(default_factory=list)
    _path: list[Operation] = field(default_factory=list)
    _clips: bool = False
    text_matrix: Matrix = IDENTITY
    keeps_paths: bool = False
    """Whether paths are kept that are too long for a line, for whoever asks where they are."""

    def save(self, operands: list[bytes]) -> None:
        self._saved.append(self.state.copy())

    def restore(self, operands: list[bytes]) -> None:
        if self._saved:
            self.state = self._saved.pop()

    def concatenate(self, operands: list[bytes]) -> None:
        self.state.matrix = joined(matrix_of(numbers(operands, 6)), self.state.matrix)

    def set_line_width(self, operands: list[bytes]) -> None:
        (self.state.line_width,) = numbers(operands, 1)

    def set_text_mode(self, operands: list[bytes]) -> None:
        self.state.text_mode = int(numbers(operands, 1)[0])

    def set_font(self, operands: list[bytes]) -> None:
        (self.state.font_size,) = numbers(operands, 1)
        self.state.font = name(operands[:-1])

    def set_text_matrix(self, operands: list[bytes]) -> None:
        self.text_matrix = matrix_of(numbers(operands, 6))

    def move_text(self, operands: list[bytes]) -> None:
        x, y = numbers(operands, 2)
        self.text_matrix = joined((1.0, 0.0, 0.0, 1.0, x, y), self.text_matrix)

    def begin_text(self, operands: list[bytes]) -> None:
        self.text_matrix = IDENTITY

    def set_parameters(self, operands: list[bytes]) -> None:
        """Take what matters here from an ExtGState (8.4.5); `op` follows `OP` where it is not given."""
        given, state = self.resources.get("/ExtGState", name(operands)), self.state
        if "/OP" in given:
            state.stroke_overprints = state.fill_overprints = _true(given["/OP"])
        if "/op" in given:
            state.fill_overprints = _true(given["/op"])
        state.overprint_mode = int(given.get("/OPM", state.overprint_mode))
        state.fill_alpha = float(given.get("/ca", state.fill_alpha))
        state.stroke_alpha = float(given.get("/CA", state.stroke_alpha))
        state.line_width = float(given.get("/LW", state.line_width))
        if "/Font" in given:
            state.font, state.font_size = "", float(given["/Font"][1])

    def mark_clip(self, operands: list[bytes]) -> None:
        self._clips = True

    def extend(self, step: Operation) -> None:
        """Go on with the path; of one that is too long for a line, no more is kept."""
        if self.keeps_paths or len(self._path) <= _LONGEST_LINE:
            self._path.append(step)

    def end_path(self) -> None:
        if self._clips:
            self.state.clip = common(self.state.clip, self.path_box() or EVERYWHERE)
        self._path, self._clips = [], False

    def path_box(self) -> Box | None:
        """Return what is painted of the path at most, on the page; nothing for paths that are no lines."""
        return None if len(self._path) > _LONGEST_LINE else self.bounds()

    def bounds(self) -> Box | None:
        """Return what is painted of the path at most, as far as it is kept."""
        corners = [corner for step in self._path for corner in _points(step)]
        if not corners:
            return None
        points = [applied(self.state.matrix, *corner) for corner in corners]
        return common(self.state.clip, around(points))


def _true(value: Any) -> bool:
    value = value.get_object() if hasattr(value, "get_object") else value
    return bool(getattr(value, "value", value))


def _points(step: Operation) -> list[tuple[float, float]]:
    if step.operator == b"re":
        x, y, width, height = numbers(step.operands, 4)
        return [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
    values = numbers(step.operands, len(step.operands) & ~1)
    return list(zip(values[::2], values[1::2], strict=True))


def _fill_colour(pen: Pen, chosen: Colour) -> None:
    pen.state.fill = chosen


def _stroke_colour(pen: Pen, chosen: Colour) -> None:
    pen.state.stroke = chosen


Choose = Callable[[Pen, Colour], None]
Act = Callable[[Pen, list[bytes]], None]


def _device(family: str, count: int, choose: Choose) -> Act:
    """Return what `g`, `rg`, `k` do."""

    def act(pen: Pen, operands: list[bytes]) -> None:
        choose(pen, Colour(pen.resources.space(family), tuple(numbers(operands, count))))

    return act


def _space(choose: Choose) -> Act:
    """Return what `cs` does."""

    def act(pen: Pen, operands: list[bytes]) -> None:
        found = pen.resources.space(name(operands))
        choose(pen, Colour(found, found.initial))

    return act


def _components(choose: Choose, side: str) -> Act:
    """Return what `sc` and `scn` do."""

    def act(pen: Pen, operands: list[bytes]) -> None:
        found: Space = getattr(pen.state, side).space
        if found.family != PATTERN.family:
            choose(pen, Colour(found, tuple(numbers(operands, found.components))))
            return
        count = found.base.components if found.base else 0
        choose(pen, Colour(found, tuple(numbers(operands[:-1], count)) if count else (), name(operands)))

    return act


_STATE: dict[bytes, Act] = {
    b"q": Pen.save,
    b"Q": Pen.restore,
    b"cm": Pen.concatenate,
    b"w": Pen.set_line_width,
    b"Tr": Pen.set_text_mode,
    b"Tf": Pen.set_font,
    b"Tm": Pen.set_text_matrix,
    b"Td": Pen.move_text,
    b"TD": Pen.move_text,
    b"BT": Pen.begin_text,
    b"gs": Pen.set_parameters,
    b"W": Pen.mark_clip,
    b"W*": Pen.mark_clip,
}
_COLOURS: dict[bytes, Act] = {
    b"g": _device("/DeviceGray", 1, _fill_colour),
    b"G": _device("/DeviceGray", 1, _stroke_colour),
    b"rg": _device("/DeviceRGB", 3, _fill_colour),
    b"RG": _device("/DeviceRGB", 3, _stroke_colour),
    b"k": _device("/DeviceCMYK", 4, _fill_colour),
    b"K": _device("/DeviceCMYK", 4, _stroke_colour),
    b"cs": _space(_fill_colour),
    b"CS": _space(_stroke_colour),
    b"sc": _components(_fill_colour, "fill"),
    b"scn": _components(_fill_colour, "fill"),
    b"SC": _components(_stroke_colour, "stroke"),
    b"SCN": _components(_stroke_colour, "stroke"),
}
STROKE_COLOURS = frozenset((b"G", b"RG", b"K", b"CS", b"SC", b"SCN"))
_PATH = frozenset((b"m", b"l", b"c", b"v", b"y", b"re", b"h"))
# Which of its sides a path shows: the first letter of what fills, the second of what strokes (8.5.3).
PATHS: dict[bytes, tuple[bool, bool]] = {
    b"f": (True, False), b"F": (True, False), b"f*": (True, False), b"S": (False, True), b"s": (False, True),
    b"B": (True, True), b"B*": (True, True), b"b": (True, True), b"b*": (True, True), b"n": (False, False),
}  # fmt: skip
# The same for text, by its rendering mode (9.3.6).
TEXT_MODES = ((True, False), (False, True), (True, True), (False, False)) * 2
KINDS: dict[bytes, str] = {
    **dict.fromkeys(_COLOURS, "colour"),
    **dict.fromkeys(PATHS, "path"),
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), "text"),
    **dict.fromkeys((b"gs",), "parameters"),
    b"Do": "object",
    b"BI": "image",
    b"sh": "shading",
}
_ACTS = {**_STATE, **_COLOURS}


def steps(data: bytes, pen: Pen) -> Iterator[tuple[str, Operation]]:
    """Yield what paints or chooses a colour, and of what kind it is; the pen's state is that of its moment."""
    for operation in operations(data):
        operator = operation.operator
        if operator in _PATH:
            pen.extend(operation)
            continue
        act = _ACTS.get(operator)
        if act:
            act(pen, operation.operands)
        kind = KINDS.get(operator)
        if kind:
            yield kind, operation
            if kind == "path":
                pen.end_path()


def matrix_of(values: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, values)
    return a, b, c, d, e, f
