"""Where content landed on pages, as the typesetter notes it and preflight looks it up; imports nothing of ours."""

from __future__ import annotations

from typing import Literal, NamedTuple

Part = Literal["whole", "start", "middle", "end"]
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""The names of HTML elements."""


class Placement(NamedTuple):
    """Where an element landed, once a page: page from 1, points from the page's left and top.

    Elements are those with `data-src` or `data-frame`, the paragraphs in them, and all headings. `source` is the place
    in the content (`FILE#/path`), empty for a heading of the layouts; `element` the name of the HTML element. `part`
    says which lines of a broken paragraph are here; what is not made of lines is always whole.
    """

    source: str
    page: int
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    element: str = ""
    part: Part = "whole"


class Reference(NamedTuple):
    """A link within a document as it was laid out: where it stands, the name of a place, and the page of that."""

    name: str
    page: int
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    target: int
