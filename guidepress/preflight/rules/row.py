"""A rule is a row: its code, how grave it is, for which files it is, the function that judges, what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from guidepress.diagnostics import Severity
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area, Facts

EVERY: frozenset[Purpose] = frozenset({"digital", "office", "sheets", "press", "large-print", "unknown"})
OURS = EVERY - {"unknown"}
SCREEN: frozenset[Purpose] = frozenset({"digital", "large-print"})
PAGES = OURS - {"sheets"}  # in the order of reading


class Finding(NamedTuple):
    """What a rule found: on which page (0: in the file as a whole), where on it, and a way out.

    `surplus` is how many words have no room. Findings of one `kind` within one block of the content are one.
    """

    message: str
    page: int = 0
    area: Area | None = None
    hint: str | None = None
    surplus: int = 0
    kind: str = ""


Judge = Callable[[Facts, Expectation], Iterator[Finding]]


class Rule(NamedTuple):
    """A row of the table."""

    code: str
    severity: Severity
    purposes: frozenset[Purpose]
    judge: Judge
    meaning: str


_PAGES_NAMED = 6


def merged(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield one finding for all of a rule that are on one page, and one for all pages that begin with the same.

    It is where the first of them is; the other pages, and how many others the page has, are told.
    """
    pages: defaultdict[int, list[Finding]] = defaultdict(list)
    for one in found:
        pages[one.page].append(one)
    alike: defaultdict[str, list[list[Finding]]] = defaultdict(list)
    for here in pages.values():
        alike[here[0].message].append(here)
    for same in alike.values():
        first, numbers = same[0][0], [here[0].page for here in same[1:]]
        others = len({one.message for here in same for one in here}) - 1
        yield first._replace(message=f"{first.message}{_and_others(others)}{_and_pages(numbers)}")


def _and_others(count: int) -> str:
    return f", and {count} more of this kind" if count else ""


def _and_pages(numbers: list[int]) -> str:
    """Say on which other pages it is the same."""
    if not numbers:
        return ""
    named = ", ".join(map(str, numbers[:_PAGES_NAMED]))
    rest = f" and {len(numbers) - _PAGES_NAMED} more" if len(numbers) > _PAGES_NAMED else ""
    return f" (also on page{'s' if len(numbers) > 1 else ''} {named}{rest})"
