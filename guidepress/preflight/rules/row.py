"""A rule is a row: its code, how grave it is, for which files it is, the function that judges, what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, get_args

from guidepress.diagnostics import Severity
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area, Facts

EVERY: frozenset[Purpose] = frozenset(get_args(Purpose))
OURS = EVERY - {"unknown"}
SCREEN: frozenset[Purpose] = frozenset({"digital", "large-print"})
PAGES = OURS - {"sheets", "press-sheets"}  # in the order of reading


class Finding(NamedTuple):
    """What a rule found: on which page (0: in the file as a whole), where on it, and a way out.

    `side` is that of the sheets, for what is on them and on no page. `surplus` is how many words have no room.
    Findings of one `kind` within one block of the content are one.
    """

    message: str
    page: int = 0
    area: Area | None = None
    hint: str | None = None
    surplus: int = 0
    kind: str = ""
    side: int = 0


Judge = Callable[[Facts, Expectation], Iterator[Finding]]


class Rule(NamedTuple):
    """A row of the table. Where it `merges`, what it finds alike is told once."""

    code: str
    severity: Severity
    purposes: frozenset[Purpose]
    judge: Judge
    meaning: str
    merges: bool = False


_PAGES_NAMED = 6


def merged(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield one finding for all of a rule that are on one page, and one for all pages that begin with the same.

    It is where the first of them is; the other pages, and how many others the page has, are told. The same goes for
    sides of sheets. What is about the whole file is told as it is.
    """
    places: defaultdict[tuple[int, int], list[Finding]] = defaultdict(list)
    for one in found:
        if one.page or one.side:
            places[one.page, one.side].append(one)
        else:
            yield one
    alike: defaultdict[tuple[str, bool], list[list[Finding]]] = defaultdict(list)
    for (page, _), here in places.items():
        alike[here[0].message, page > 0].append(here)
    for same in alike.values():
        first, others = same[0][0], len({one.message for here in same for one in here}) - 1
        yield first._replace(
            message=f"{first.message}{_and_others(others)}{_and_places([one for one, *_ in same[1:]])}"
        )


def _and_others(count: int) -> str:
    return f", and {count} more of this kind" if count else ""


def _and_places(found: list[Finding]) -> str:
    """Say on which other pages, or sides, it is the same."""
    if not found:
        return ""
    what = ("side" if found[0].side else "page") + ("s" if len(found) > 1 else "")
    named = ", ".join(str(one.page or one.side) for one in found[:_PAGES_NAMED])
    rest = f" and {len(found) - _PAGES_NAMED} more" if len(found) > _PAGES_NAMED else ""
    return f" (also on {what} {named}{rest})"
