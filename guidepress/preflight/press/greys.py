"""What colours are as greys of one ink: pictures and spaces for each of four plates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from guidepress.preflight.content import Unreadable
from guidepress.preflight.press.colour import INKS, Space
from guidepress.preflight.press.pictures import planes
from guidepress.preflight.press.updates import entries, stream

Bodies = Sequence[bytes]  # of an object, one a plate

_GRID = {1: 256, 2: 33, 3: 9, 4: 5}  # samples of each component, with which a space is told to PDFium


def pictures(found: Any, space: Space) -> Bodies:
    """Return a picture as each plate has it; one whose colours are no inks, and unusual besides, as if it were white.

    Raises `Unreadable` for pictures in inks that cannot be told, so that none goes uncounted.
    """
    bits = int(found.get("/BitsPerComponent", 8))
    masks = entries(found, *(key for key in ("/SMask", "/Mask") if hasattr(found.get(key), "get_data")))
    if space.components == 1 and bits <= 8 and not _is_coded(found):
        return _looked_up(found, space, bits)
    samples = planes(found, space.components) if _is_told_by_bands(space) else None
    if samples is None:
        if not space.foreign:
            raise Unreadable(f"a picture in {space}, of {bits} bits, cannot be told")
        return [_grey(masks, (1, 1), b"\xff")] * len(INKS)
    decode = _decode(found, space.components)
    bands = [_decoded(band, *bounds) for band, bounds in zip(samples.split(), decode, strict=True)]
    return [_grey(masks, samples.size, level) for level in _levels(bands, space)]


def _is_told_by_bands(space: Space) -> bool:
    """Return whether each component is an ink, or the complement of one; a single one can be looked up."""
    if space.names and space.components > 1:
        return space.components == 4 and {*space.names} <= {*INKS, "None"}
    return space.components in (1, 3, 4)


def _is_coded(found: Any) -> bool:
    """Return whether only Pillow knows the samples."""
    filters = found.get("/Filter", "")
    return bool({"/JPXDecode"} & set(filters if isinstance(filters, list) else [filters]))


def _looked_up(found: Any, space: Space, bits: int) -> Bodies:
    """Return a picture of one component: its samples stay, as indices into a table of greys."""
    top = 2**bits - 1
    low, high = _decode(found, 1, top if space.family == "Indexed" else 1)[0]
    inks = [space.inks([low + (high - low) * level / top]) for level in range(top + 1)]
    kept = entries(found, "/Width", "/Height", "/BitsPerComponent", "/Filter", "/DecodeParms", "/SMask", "/Mask")
    head = b"/Subtype /Image %s /ColorSpace [/Indexed /DeviceGray %d <%s>]"
    return [
        stream(head % (kept, top, bytes(_level(ink[plate]) for ink in inks).hex().encode()), found._data)
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
    named = dict(zip(space.names or INKS, (band.point(_COMPLEMENT).tobytes() for band in bands), strict=True))
    return [named.get(ink, white) for ink in INKS]


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
    return stream(head % (*size, more), data)


def tint_functions(space: Space) -> Bodies:
    """Return for each plate a sampled function (7.10.2) from a space's colours to its grey."""
    count = space.components
    grid = _GRID.get(count, 1)
    places = product(range(grid), repeat=count)
    inks = [space.inks([at / max(grid - 1, 1) for at in reversed(place)]) for place in places]
    head = b"/FunctionType 0 /Domain [%s] /Range [0 1] /Size [%s] /BitsPerSample 8"
    head %= (b"0 1 " * count, b"%d " % grid * count)
    return [stream(head, bytes(_level(ink[plate]) for ink in inks)) for plate in range(len(INKS))]


def stencil(found: Any) -> bytes:
    kept = entries(found, *(key for key in found if key not in ("/Length", "/Subtype")))
    return stream(b"/Subtype /Image " + kept, found._data)
