"""What the rooms of rules have in common in tests: fine facts, cases that break a rule, files made worse."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter

from guidepress.compose.typefaces import SHIPPED_TYPEFACES
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Link, Page, Run

BOOKLET = Expectation(
    "digital", multiple=4, fonts=SHIPPED_TYPEFACES, references=("chapter-", "role-"), smallest_pt=8.0, margin_mm=4.0
)
SHEET = Expectation("digital", pages=1, fonts=SHIPPED_TYPEFACES, smallest_pt=8.0, margin_mm=4.0)
BLACK = (0, 0, 0)
LINE = Run(Area(45, 60, 300, 12), "A line of text", 9.0, "Mukta", BLACK)


def page(number: int, *runs: Run, **more: object) -> Page:
    return Page(number, str(number), (419.5, 595.3), runs=runs or (LINE,), **more)  # type: ignore[arg-type]


def facts(*pages: Page, **more: object) -> Facts:
    """Return facts that no rule finds fault with, of four pages unless others are given."""
    known = pages or tuple(page(number) for number in range(1, 5))
    known_more = {"title": "A guide", "language": "en", "tagged": True, "size_bytes": 400_000, "count": len(known)}
    return Facts(known, **{"fonts": {"Mukta": True, "Anek-Display-Bold": True}, **known_more, **more})  # type: ignore[arg-type]


class Case(NamedTuple):
    """A rule's code, facts that break it and it alone, and a near miss that breaks none."""

    code: str
    broken: Facts
    near_miss: Facts
    expectation: Expectation = BOOKLET


def link(name: str, text: str, target: int) -> Link:
    return Link(Area(45, 60, 300, 12), "", name, target, text)


class Mutation(NamedTuple):
    """A good file of ours made worse, and the code under which that is found.

    `document` is what it is made of: `booklet`, `cheatsheet`, of `edition`.
    """

    code: str
    change: Callable[[PdfWriter], None]
    document: str = "booklet"
    edition: str = "digital"

    @property
    def name(self) -> str:
        return f"{self.change.__name__}-{self.edition}"


@cache
def _read(data: bytes) -> PdfReader:
    """Return a reader, which a writer copies; it takes half a second to read a booklet's tags."""
    return PdfReader(BytesIO(data))


def worsened(data: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """Return a file with a change."""
    writer = PdfWriter(clone_from=_read(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
