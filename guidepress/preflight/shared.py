"""Pages that several files share: read in the first of them, known in the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Read = TypeVar("Read")


@dataclass(slots=True)
class Known(Generic[Read]):
    """What a reading has found on shared pages, by their numbers, and whether their fonts are embedded."""

    pages: dict[int, Read] = field(default_factory=dict)
    fonts: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Shared:
    """Which pages are alike in several files, and have the same number in each; what is known of them so far.

    `seen` is filled by the reading with PDFium, `painted` by the one for a press.
    """

    numbers: frozenset[int] = frozenset()
    seen: Known[Any] = field(default_factory=Known)
    painted: Known[Any] = field(default_factory=Known)
