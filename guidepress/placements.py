"""Where content landed on pages, as the typesetter notes it and preflight looks it up; imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

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
    """A link within a document as it was laid out: where it stands, the name of a place, and the page of that.

    `target` is 0 for a place on none of the pages, such as one of another part.
    """

    name: str
    page: int
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    target: int


@dataclass(frozen=True, slots=True)
class Landed:
    """What a layout alone knows of a document: where its content is, to which addresses it links, where it has numbers.

    Nothing in it means that it is not known.
    """

    placements: tuple[Placement, ...] = ()
    addresses: frozenset[str] = frozenset()
    numbers: tuple[Reference, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data, to be kept beside the document."""
        return {"placements": self.placements, "addresses": sorted(self.addresses), "numbers": self.numbers}

    @classmethod
    def from_data(cls, data: Any) -> Landed:
        """Rebuild it from `as_data`; raise `TypeError` or `LookupError` for anything else."""
        return cls(
            tuple(Placement(*one) for one in data["placements"]),
            frozenset(data["addresses"]),
            tuple(Reference(*one) for one in data["numbers"]),
        )
