"""How much of a text is hidden by what is painted over it: its ink in pixels, with and without that.

Only texts are looked at of which areas cannot tell: what is over them is round, transparent, a shading, a broad line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
from PIL import ImageChops, ImageStat

from guidepress.preflight.covering import covers, hides
from guidepress.preflight.facts import Run
from guidepress.preflight.reading.paint import Cover, Painted
from guidepress.preflight.reading.pixels import part, rendered, without

_DOUBT = 0.3  # of a run's area, that is under something
_LEAST_INK = 500  # differences of all pixels and colours together, from 0 to 255: less are no letters


def covered(page: pypdfium2.PdfPage, found: Painted) -> list[Run]:
    """Return the runs, those with how much of them is `covered` of which that was in doubt."""
    doubtful = dict(_doubtful(found))
    return _measured(page, found, doubtful) if doubtful else found.runs


def _doubtful(found: Painted) -> Iterator[tuple[int, list[Cover]]]:
    """Yield the runs, by their indices, of which a good part is under something, and what that is."""
    certain: list[Any] | None = None
    for index, (run, layer) in enumerate(zip(found.runs, found.run_layers, strict=True)):
        over = [cover for cover in found.covers if cover.layer > layer and cover.area.shared(run.area)]
        size = _DOUBT * run.area.width * run.area.height
        if over and run.legible and sum(cover.area.shared(run.area) for cover in over) > size:
            certain = certain or list(covers(found.shapes, found.pictures, found.layers))
            if not any(at > layer and hides(area, run) for at, area in certain):
                yield index, over


def _measured(page: pypdfium2.PdfPage, found: Painted, doubtful: dict[int, list[Cover]]) -> list[Run]:
    texts = [found.texts[index] for index in doubtful]
    over = {cover.layer: cover.item for each in doubtful.values() for cover in each}
    finished = _with_and_without(page, texts)
    with without(over.values()):
        bare = _with_and_without(page, texts)
    runs = list(found.runs)
    for index in doubtful:
        shown, there = (_ink(pair, runs[index], found) for pair in (finished, bare))
        if there > _LEAST_INK:
            runs[index] = runs[index]._replace(covered=max(1 - shown / there, 0.0))
    return runs


def _with_and_without(page: pypdfium2.PdfPage, items: Sequence[Any]) -> tuple[Any, Any]:
    shown = rendered(page)
    with without(items):
        return shown, rendered(page)


def _ink(pair: tuple[Any, Any], run: Run, found: Painted) -> float:
    """Return how much the pixels of a run differ between two pictures."""
    one, other = (part(image, run.area, found.frame) for image in pair)
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).sum) if one and other else 0.0
