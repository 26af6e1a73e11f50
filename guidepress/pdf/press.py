"""Files for the press (PDF/X-4, ISO 15930-7): every colour as inks, black that overprints, the output intent.

WeasyPrint draws in RGB whatever has no other colour: SVG, pictures, links. What it has drawn is rewritten here, before
the file is written, so that nothing slips through: operators of content streams, shadings, groups, images.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from tinycss2.color5 import Color

from guidepress.pdf.about import About, Inks
from guidepress.pdf.colour import FOGRA39, REGISTRY, Separator, profile, separated
from guidepress.pdf.engine import Document, Stream, pydyf

_FILL, _STROKE = "op", "OP"  # the keys of overprint in a graphics state (ISO 32000-1, 8.6.7)
_OPERATORS = {b"rg": (b"k", _FILL), b"RG": (b"K", _STROKE), b"scn": (b"k", _FILL), b"SCN": (b"K", _STROKE)}
_SPACES = {b"cs": _FILL, b"CS": _STROKE}
_QUALITY = 95  # of pictures that come as JPEG


def separate(_document: Document, pdf: pydyf.PDF, about: About) -> None:
    """Make a file that has been drawn fit for the press."""
    separator = Separator(about.inks)
    _Objects(separator).convert(pdf.objects)
    pdf.catalog["OutputIntents"] = pydyf.Array([_intent(pdf)])


def _intent(pdf: pydyf.PDF) -> pydyf.Dictionary:
    """Return the output intent, its profile embedded (ISO 15930-7, 6.2.3)."""
    icc = pydyf.Stream([profile()], pydyf.Dictionary({"N": 4}), compress=True)
    pdf.add_object(icc)
    return pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String(FOGRA39.identifier),
            "OutputCondition": pydyf.String(FOGRA39.info),
            "Info": pydyf.String(FOGRA39.info),
            "RegistryName": pydyf.String(REGISTRY),
            "DestOutputProfile": icc.reference,
        }
    )


@dataclass
class _State:
    """What of the graphics state is followed through a content stream: colour spaces, and whether black overprints."""

    space: dict[str, bytes] = field(default_factory=dict)
    _black: dict[str, bool] = field(default_factory=dict)
    _said: tuple[bool, bool] | None = None
    _kept: list[dict[str, bool]] = field(default_factory=list)

    def push(self) -> None:
        self._kept.append(dict(self._black))

    def pop(self) -> None:
        self._black, self._said = self._kept.pop() if self._kept else {}, None

    def enter(self, operation: bytes) -> None:
        """Note the colour space that an operation chooses."""
        name, operator = operation.split()
        self.space[_SPACES[operator]] = name

    def overprint(self, side: str, black: bool) -> Iterator[bytes]:
        """Yield the operation that makes fills or strokes overprint if they are black, unless that is so already."""
        self._black[side] = black
        wanted = self._black.get(_FILL, False), self._black.get(_STROKE, False)
        if wanted != self._said:
            self._said = wanted
            yield _STATE_NAMES[wanted]


@dataclass(frozen=True)
class _Objects:
    """Converts the objects of one file."""

    separator: Separator

    def convert(self, objects: Iterable[Any]) -> None:
        for item in objects:
            if isinstance(item, Stream):
                self._content(item)
            elif isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
                self._image(item)
            elif isinstance(item, pydyf.Dictionary) and item.get("ColorSpace") == "/DeviceRGB":
                self._shading(item)
            elif isinstance(item, pydyf.Dictionary):
                item.pop("lab-d50", None), item.pop("lab-d65", None)

    def _content(self, stream: Any) -> None:
        group = stream.extra.get("Group")
        if group and group.get("CS") == "/DeviceRGB":
            group["CS"] = "/DeviceCMYK"
        if any(_is_coloured(operation) for operation in stream.stream):
            stream._resources.setdefault("ExtGState", pydyf.Dictionary()).update(_STATES)
            stream.stream = list(self._rewritten(stream.stream))

    def _rewritten(self, operations: Iterable[Any]) -> Iterator[Any]:
        """Yield a content stream's operations with inks for RGB, and a change of overprint wherever one is due."""
        state = _State()
        for operation in operations:
            if operation == b"q":
                state.push()
            elif operation == b"Q":
                state.pop()
            if _is_space(operation):
                state.enter(operation)
            if _is_coloured(operation):
                yield from self._coloured(operation, state)
            elif not _is_space(operation) or operation.startswith(b"/Pattern"):
                yield operation

    def _coloured(self, operation: bytes, state: _State) -> Iterator[bytes]:
        *values, operator = operation.split()
        target, side = _OPERATORS[operator]
        inks = self._inks(values, state.space.get(side, b""))
        yield from state.overprint(side, inks is not None and _is_black(inks))
        yield operation if inks is None else b" ".join((*(_number(ink / 100) for ink in inks), target))

    def _inks(self, values: list[bytes], space: bytes) -> Inks | None:
        """Return the inks of parts of RGB or Lab, or of inks; None for a pattern, which has its own."""
        if any(value.startswith(b"/") for value in values):
            return None
        parts = [float(value) for value in values]
        if len(parts) == 4:
            cyan, magenta, yellow, black = (part * 100 for part in parts)
            return cyan, magenta, yellow, black
        if space.startswith(b"/lab"):
            lab: Any = Color("lab", tuple(parts), 1).to("srgb")
            parts = lab.coordinates
        return self.separator.inks(*parts)

    def _shading(self, shading: Any) -> None:
        shading["ColorSpace"] = "/DeviceCMYK"
        for function in _leaves(shading["Function"]):
            for key in ("C0", "C1"):
                function[key] = pydyf.Array([ink / 100 for ink in self.separator.inks(*function[key])])

    def _image(self, item: Any) -> None:
        if item.extra["ColorSpace"] != "/DeviceRGB":
            return
        is_jpeg = item.extra["Filter"] == "/DCTDecode"
        image = separated(_opened(item, is_jpeg))
        item.extra["ColorSpace"] = "/DeviceCMYK"
        if is_jpeg:
            data = BytesIO()
            image.save(data, "JPEG", quality=_QUALITY, subsampling=0)
            item.stream, item.extra["Decode"] = [data.getvalue()], pydyf.Array((1, 0) * 4)  # as Adobe writes CMYK
        else:
            item.stream, item.compress = [image.tobytes()], True
            del item.extra["Filter"], item.extra["DecodeParms"]


def _opened(item: Any, is_jpeg: bool) -> Any:
    """Return a picture's pixels: of a JPEG file, or of rows as in PNG."""
    from PIL import Image
    from pypdf.filters import FlateDecode
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    data = b"".join(part if isinstance(part, bytes) else part.data for part in item.stream)
    if is_jpeg:
        return Image.open(BytesIO(data)).convert("RGB")
    size = int(item.extra["Width"]), int(item.extra["Height"])
    known = {"Predictor": 15, "Columns": size[0], "Colors": 3, "BitsPerComponent": 8}
    rows = DictionaryObject({NameObject(f"/{name}"): NumberObject(value) for name, value in known.items()})
    return Image.frombytes("RGB", size, FlateDecode.decode(data, rows))


def _leaves(function: Any) -> Iterator[Any]:
    """Yield the interpolations that a function is stitched from."""
    for part in function.get("Functions", ()):
        yield from _leaves(part)
    if "C0" in function:
        yield function


def _is_coloured(operation: Any) -> bool:
    return isinstance(operation, bytes) and operation.rpartition(b" ")[2] in _OPERATORS


def _is_space(operation: Any) -> bool:
    return isinstance(operation, bytes) and operation.rpartition(b" ")[2] in _SPACES


def _is_black(inks: Inks) -> bool:
    """Tell whether a colour is black ink alone, which is printed over what it stands on: no halo round letters."""
    return not any(inks[:3]) and inks[3] > 0


def _number(value: float) -> bytes:
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()


_STATE_NAMES = {
    (fill, stroke): b"/overprint%d%d gs" % (fill, stroke) for fill in (False, True) for stroke in (False, True)
}
_STATES = {
    name.split()[0][1:].decode(): pydyf.Dictionary(
        {_FILL: str(fill).lower(), _STROKE: str(stroke).lower(), "OPM": int(fill or stroke)}
    )
    for (fill, stroke), name in _STATE_NAMES.items()
}
