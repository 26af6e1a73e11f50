"""Colour spaces (ISO 32000-1, 8.6), and what their colours print as in cyan, magenta, yellow and black."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidepress.preflight.press.functions import Function, FunctionError, function

INKS = ("Cyan", "Magenta", "Yellow", "Black")
Inks = tuple[float, float, float, float]
Touched = tuple[bool, bool, bool, bool]

NO_INK: Inks = (0.0, 0.0, 0.0, 0.0)
_EVERY_INK: Inks = (1.0, 1.0, 1.0, 1.0)
_RICHEST: dict[str, Inks] = {
    "DeviceGray": (0.0, 0.0, 0.0, 1.0), "DeviceRGB": (1.0, 1.0, 1.0, 0.0), "CalRGB": (1.0, 1.0, 1.0, 0.0),
}  # fmt: skip
EVERY_PLATE: Touched = (True, True, True, True)
_DEPTH = 4  # of spaces in spaces: a pattern's, an index's, a tint's


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its family, its number of components; of some, names of inks, a base and what leads to it.

    `base` is what a pattern without colours is painted in, what an index points into, the alternate of a tint,
    the device space of a profile's number of components.
    """

    family: str
    components: int
    names: tuple[str, ...] = ()
    base: Space | None = None
    tint: Function | None = None
    table: bytes = b""

    def __str__(self) -> str:
        told = {"ICCBased": f" of {self.components} components", "Indexed": f" of {self.base}"}
        return self.family + told.get(self.family, " ".join(("", *self.names)))

    @property
    def foreign(self) -> bool:
        """Whether its colours are made for light, or stand apart from any device, and are no inks yet."""
        if self.family in _FOREIGN:
            return True
        if self.base is None or _processes(self) is not None:
            return False
        return self.base.foreign

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that is current when the space has been chosen (8.6.3)."""
        return (0.0, 0.0, 0.0, 1.0) if self.family == "DeviceCMYK" else (float(bool(self.names)),) * self.components

    def inks(self, values: Sequence[float]) -> Inks:
        """Return how much of each ink a colour prints, from 0 to 1.

        What is no ink yet counts as its complement in cyan, magenta and yellow: an estimate, of 300 % at most.
        """
        try:
            c, m, y, k = _TO_INKS[self.family](self, values)
        except (FunctionError, IndexError, ValueError):
            return _EVERY_INK  # unknown: rather too much than too little
        return (_unit(c), _unit(m), _unit(y), _unit(k))

    def richest(self) -> tuple[Inks, ...]:
        """Return inks of which no colour of the space has more: one for each entry of an index, else a single one."""
        if self.family == "Indexed":
            count = max(len(self.table) // (self.base or UNKNOWN).components, 1)
            return tuple({self.inks([index]) for index in range(count)})
        processes = _processes(self)
        if processes is not None:
            c, m, y, k = (float(touched) for touched in _plates(processes))
            return ((c, m, y, k),)
        return self.base.richest() if self.base else (_RICHEST.get(self.family, _EVERY_INK),)

    def touches(self, values: Sequence[float], overprint: bool, mode: int) -> Touched:
        """Return on which plates a colour paints; on others it leaves what is there (8.6.7, table 149)."""
        processes = _processes(self)
        if processes == ():
            return (False, False, False, False)
        if not overprint:
            return EVERY_PLATE
        if processes is not None:
            return _plates(processes)
        if self.family == "DeviceCMYK" and mode == 1:
            return _plates([index for index, value in enumerate(values) if value > 0])
        return EVERY_PLATE


GREY = Space("DeviceGray", 1)
RGB = Space("DeviceRGB", 3)
CMYK = Space("DeviceCMYK", 4)
PATTERN = Space("Pattern", 0)
_DEVICE = {1: GREY, 3: RGB, 4: CMYK}
_NAMED = {
    "/DeviceGray": GREY, "/G": GREY, "/CalGray": GREY, "/DeviceRGB": RGB, "/RGB": RGB, "/DeviceCMYK": CMYK,
    "/CMYK": CMYK, "/CalCMYK": CMYK, "/Pattern": PATTERN,
}  # fmt: skip
_FOREIGN = frozenset(("DeviceRGB", "CalRGB", "Lab", "unknown"))
UNKNOWN = Space("unknown", 1)


def space(source: Any, named: Mapping[str, Any] | None = None, depth: int = 0) -> Space:
    """Read a colour space: a name, of the device or among those that are `named`, or an array."""
    source = source.get_object() if source is not None else None
    if depth > _DEPTH or source is None:
        return UNKNOWN
    if isinstance(source, str):
        if source in _NAMED:
            return _NAMED[source]
        return space(named[source], None, depth + 1) if named and source in named else UNKNOWN
    if not isinstance(source, list) or not source:
        return UNKNOWN
    if len(source) == 1:
        return space(source[0], named, depth + 1)
    read = _FAMILIES.get(str(source[0].get_object()))
    try:
        return read(source, named, depth) if read else UNKNOWN
    except (FunctionError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return UNKNOWN


def _based_on_profile(source: Any, named: Any, depth: int) -> Space:
    count = int(source[1].get_object()["/N"])
    return Space("ICCBased", count, base=_DEVICE[count])


def _indexed(source: Any, named: Any, depth: int) -> Space:
    table = source[3].get_object()
    data = table.get_data() if hasattr(table, "get_data") else getattr(table, "original_bytes", table)
    return Space("Indexed", 1, base=space(source[1], named, depth + 1), table=bytes(data))


def _tinted(source: Any, named: Any, depth: int) -> Space:
    """Separation and DeviceN."""
    given = source[1].get_object()
    names = tuple(str(name.get_object())[1:] for name in (given if isinstance(given, list) else [given]))
    family = str(source[0].get_object())[1:]
    return Space(family, len(names), names, space(source[2], named, depth + 1), function(source[3]))


def _pattern(source: Any, named: Any, depth: int) -> Space:
    return Space("Pattern", 0, base=space(source[1], named, depth + 1))


_FAMILIES: dict[str, Callable[[Any, Any, int], Space]] = {
    "/ICCBased": _based_on_profile,
    "/Indexed": _indexed,
    "/I": _indexed,
    "/Separation": _tinted,
    "/DeviceN": _tinted,
    "/Pattern": _pattern,
    "/CalGray": lambda source, named, depth: GREY,
    "/CalRGB": lambda source, named, depth: Space("CalRGB", 3),
    "/Lab": lambda source, named, depth: Space("Lab", 3),
}


def _processes(found: Space) -> tuple[int, ...] | None:
    """Return which inks a tint names, by their numbers; None when it names others, that its alternate stands for."""
    if found.family not in ("Separation", "DeviceN"):
        return None
    if found.names == ("All",):
        return (0, 1, 2, 3)
    names = [name for name in found.names if name != "None"]
    return tuple(map(INKS.index, names)) if set(names) <= set(INKS) else None


def _plates(indices: Sequence[int]) -> Touched:
    return (0 in indices, 1 in indices, 2 in indices, 3 in indices)


def _unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _tint_inks(found: Space, values: Sequence[float]) -> Sequence[float]:
    if found.names == ("All",):
        return [values[0]] * 4
    if _processes(found) is None:
        if found.base is None or found.tint is None:
            return NO_INK
        return found.base.inks(found.tint(values))
    named = dict(zip(found.names, values, strict=False))
    return [named.get(ink, 0.0) for ink in INKS]


def _index_inks(found: Space, values: Sequence[float]) -> Sequence[float]:
    base = found.base or UNKNOWN
    entry = found.table[int(values[0]) * base.components :][: base.components]
    scale = (lambda level: level / 255 * 100) if base.family == "Lab" else (lambda level: level / 255)
    return base.inks([scale(level) for level in entry])


_TO_INKS: dict[str, Callable[[Space, Sequence[float]], Sequence[float]]] = {
    "DeviceGray": lambda found, values: (0.0, 0.0, 0.0, 1 - values[0]),
    "DeviceRGB": lambda found, values: (*(1 - value for value in values[:3]), 0.0),
    "CalRGB": lambda found, values: (*(1 - value for value in values[:3]), 0.0),
    "DeviceCMYK": lambda found, values: values[:4],
    "Lab": lambda found, values: (0.0, 0.0, 0.0, 1 - values[0] / 100),
    "ICCBased": lambda found, values: (found.base or UNKNOWN).inks(values),
    "Indexed": _index_inks,
    "Separation": _tint_inks,
    "DeviceN": _tint_inks,
    "Pattern": lambda found, values: found.base.inks(values) if found.base and values else NO_INK,
    "unknown": lambda found, values: NO_INK,
}
