"""Where content landed on pages, as the typesetter notes it and preflight looks it up; imports nothing."""

from __future__ import annotations

from typing import NamedTuple


class Placement(NamedTuple):
    """Where an element with `data-src` landed, once a page: page from 1, points from the page's left and top.

    `source` is the place in the content (`FILE#/path`), `element` the name of the HTML element.
    """

    source: str
    page: int
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    element: str = ""
