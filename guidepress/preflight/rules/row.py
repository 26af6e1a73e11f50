"""A rule is a row: its code, how grave it is, for which files it is, the function that judges, what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from guidepress.diagnostics import Severity
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.facts import Area, Facts

EVERY: frozenset[Purpose] = frozenset({"digital", "office", "sheets", "press", "large-print", "unknown"})
OURS = EVERY - {"unknown"}
SCREEN: frozenset[Purpose] = frozenset({"digital", "large-print"})
PAGES = OURS - {"sheets"}  # in the order of reading


class Finding(NamedTuple):
    """What a rule found: on which page (0: in the file as a whole), where on it, and a way out."""

    message: str
    page: int = 0
    area: Area | None = None
    hint: str | None = None


Judge = Callable[[Facts, Expectation], Iterator[Finding]]


class Rule(NamedTuple):
    """A row of the table."""

    code: str
    severity: Severity
    purposes: frozenset[Purpose]
    judge: Judge
    meaning: str
