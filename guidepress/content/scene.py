"""What checks across files look at, and what several of them say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guidepress.content.codes import problem
from guidepress.content.files import Shelf
from guidepress.content.hints import did_you_mean, listed
from guidepress.content.model import Model
from guidepress.content.outline import parts_of
from guidepress.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from guidepress.content.library import Library

Found = Iterator[Diagnostic]

_WHERE = {
    "source": "source/sources.yaml",
    "guide": "source/guides/",
    "brand": "source/brands/",
    "printer": "source/printers/",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What checks look at. `damaged`: per file, the top-level fields with errors of their own."""

    library: Library
    shelf: Shelf
    damaged: Mapping[str, set[str]]
    today: date

    def parts(self) -> Iterator[Model]:
        """Yield everything in every guide and its roles."""
        for guide in self.library.guides.values():
            yield from parts_of(guide)

    def is_damaged(self, file: str, field: str) -> bool:
        """Return whether a field of a file has errors, so that what it holds is not known."""
        return field in self.damaged.get(file, ())

    def known_sources(self) -> set[str] | None:
        """Return the ids of sources that content may name; None where errors hide some of them."""
        file = "source/sources.yaml"
        bibliography = self.library.documents.get(file)
        readable = self.shelf.sources is None or (bibliography is not None and bibliography.root is not None)
        return {*self.library.sources, *self.damaged.get(file, set())} if readable else None


def not_known(kind: str, id: str, known: Iterable[str], span: Span, owner: str = "this guide") -> Diagnostic:
    """Return that an id names nothing; `owner` is what should have it, unless that is the project."""
    ids = sorted(known)
    there = f"known: {listed(ids)}" if ids else f"there is no {kind} yet"
    where = f"is not in {_WHERE[kind]}" if kind in _WHERE else f"is no {kind} of {owner}"
    return problem(f"unknown-{kind}", f"“{id}” {where}", span, did_you_mean(id, ids, there))


def is_unknown(id: str, folder: str, known: Collection[str], scene: Scene) -> bool:
    """Return whether an id is wrong, and not only in want of a file that is reported already."""
    return bool(known) and id not in known and f"{folder}/{id}" not in scene.shelf.bare
