"""QR symbols as vector art (ISO/IEC 18004), with the quiet zone of four modules inside the picture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import segno

from guidepress.compose.figures.svg import Svg

_QUIET_MODULES = 4


@cache
def qr(address: str, size: float) -> Svg:
    """Return the symbol for an address, `size` points wide, error level M; always black on white, to be read."""
    symbol = segno.make_qr(address, error="m")
    modules = symbol.symbol_size(border=_QUIET_MODULES)[0]
    module = size / modules
    art = Svg(size, size)
    art.rect(0, 0, size, size, 0, fill="#ffffff")
    rows = enumerate(symbol.matrix_iter(border=_QUIET_MODULES))
    runs = "".join(_run(x, y, length, module) for y, row in rows for x, length in _dark(row))
    art.path(runs, fill="#000000")
    return art


def _run(x: int, y: int, length: int, module: float) -> str:
    return f"M{x * module:.3f} {y * module:.3f}h{length * module:.3f}v{module:.3f}h{-length * module:.3f}z"


def _dark(row: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs of dark modules in a row as (start, length)."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
