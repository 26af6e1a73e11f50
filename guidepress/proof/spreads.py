"""How the pages of a file lie when it is read: alone, two facing each other, or as the sides of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from guidepress.proof.record import File, Page
from guidepress.proof.sheets import face, sides


class Group(NamedTuple):
    """Pages that lie side by side, and what they are called."""

    name: str
    pages: tuple[Page, ...]


def groups(file: File) -> tuple[Group, ...]:
    """Return the pages of a file as they are seen together."""
    if file.turning:
        order = chain.from_iterable(sides(len(file.pages), file.turning))
        return tuple(Group(page_name(file, number), (file.pages[number - 1],)) for number in order)
    return tuple(Group("–".join(page.label for page in pages), pages) for pages in _facing(file.pages))


def page_name(file: File, number: int) -> str:
    """Return what a page is called: “page 12”, “sheet 3, back”."""
    if file.turning:
        sheet, side = face(number, len(file.pages), file.turning)
        return f"sheet {sheet}, {side}"
    return f"page {file.pages[number - 1].label}" if 0 < number <= len(file.pages) else f"page {number}"


def _facing(pages: Sequence[Page]) -> list[tuple[Page, ...]]:
    """Pair even pages with the odd ones after them, as in a bound book; what has no neighbour stays alone."""
    found: list[tuple[Page, ...]] = []
    for page in pages:
        left = found[-1] if found else ()
        if len(left) == 1 and page.label.isdecimal() and left[0].label.isdecimal():
            number = int(left[0].label)
            if number % 2 == 0 and int(page.label) == number + 1:
                found[-1] = (*left, page)
                continue
        found.append((page,))
    return found
