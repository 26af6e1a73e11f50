"""Judge a finished file: read its facts once, ask each rule that is for files of its kind."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from math import inf
from typing import Any

from guidepress.diagnostics import Severity
from guidepress.placements import Placement
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts
from guidepress.preflight.press.facts import read as read_press
from guidepress.preflight.reading.file import read
from guidepress.preflight.reading.sheets import placed
from guidepress.preflight.rules import access, files, flow, inks, paper, press, sheets, structure, symbols, typography
from guidepress.preflight.rules.row import Finding, Rule, merged
from guidepress.preflight.shared import Shared

RULES: dict[str, Rule] = {
    rule.code: rule
    for room in (files, typography, flow, structure, access, symbols, paper, sheets, press, inks)
    for rule in room.ROWS
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A finding with its code, and the place in the content (`FILE#/path`) that made it, if it has one."""

    severity: Severity
    code: str
    finding: Finding
    source: str | None = None


def inspect(data: bytes, expectation: Expectation, shared: Shared | None = None) -> tuple[Complaint, ...]:
    """Return what is wrong with a finished file.

    Pages that are `shared` with other files are read once. Raises `Unreadable` when it is no sound PDF.
    """
    return judged(facts_of(data, expectation, shared), expectation)


def facts_of(data: bytes, expectation: Expectation, shared: Shared | None = None) -> Facts:
    """Return all facts of a file that its rules ask for; raise as `inspect` does."""
    facts = read(data, expectation, shared=shared)
    if expectation.sheets:
        facts = replace(facts, placed=placed(data))
    pressed = dict.fromkeys(("press", "press-sheets"), expectation.ink_limit)
    limit = {**pressed, "office": inf, "sheets": inf}.get(expectation.purpose)
    if expectation.purpose == "unknown" and any(claim.startswith("PDF/X") for claim in facts.claims):
        limit = expectation.ink_limit
    return replace(facts, press=read_press(data, limit, shared=shared)) if limit else facts


def judge_press(data: bytes, *, painted: bool = True, **wanted: Any) -> tuple[Complaint, ...]:
    """Return what is wrong with a file for a press: with the number of its pages, what it says of itself, its inks.

    `wanted` are fields of `Expectation`: `bleed_mm`, where 0 asks for none, `ink_limit` in percent, `condition`,
    `pages`. Where its pages are those of an inspected file, what is `painted` need not be looked at again.
    """
    expectation = Expectation("press", **wanted)
    found = read_press(data, expectation.ink_limit, painted=painted)
    return judged(Facts((), count=len(found.pages), press=found), expectation, _OF_PRESS)


def inspect_sheets(data: bytes, expectation: Expectation, where: Where | None = None) -> tuple[Complaint, ...]:
    """Return what is wrong with sheets of inspected pages: with what only a whole sheet shows."""
    facts = replace(read(data, expectation, closely=False), placed=placed(data))
    return judged(facts, expectation, _OF_SHEETS, where)


_OF_SHEETS = frozenset(("page-count", *(rule.code for rule in (*paper.ROWS, *sheets.ROWS))))
_OF_PRESS = frozenset(("page-count", "font-not-embedded", *(rule.code for rule in (*press.ROWS, *inks.ROWS))))


Where = Callable[[Finding], Finding]
"""What says of a finding where it is in the order of reading."""


def judged(
    facts: Facts, expectation: Expectation, codes: Container[str] = RULES, where: Where | None = None
) -> tuple[Complaint, ...]:
    """Return what the rules find in facts, or those of some codes; what is alike is told once, by its `where`."""
    return tuple(
        _once_a_block(
            Complaint(rule.severity, rule.code, finding, source_of(finding, expectation.placements))
            for rule in RULES.values()
            if rule.code in codes and expectation.purpose in rule.purposes
            for finding in _found(rule, facts, expectation, where)
        )
    )


def _found(rule: Rule, facts: Facts, expectation: Expectation, where: Where | None) -> Iterable[Finding]:
    found = rule.judge(facts, expectation)
    found = map(where, found) if where else found
    return merged(found) if rule.merges else found


def _once_a_block(complaints: Iterable[Complaint]) -> Iterator[Complaint]:
    """Yield complaints, those of one kind about one block of the content as one: in the words of the widest of them."""
    blocks: dict[object, list[Complaint]] = {}
    for one in complaints:
        of_block = (one.code, one.source, one.finding.page, one.finding.kind)
        blocks.setdefault(of_block if one.source and one.finding.kind else id(one), []).append(one)
    for alike in blocks.values():
        widest = max(alike, key=lambda one: one.finding.area.width if one.finding.area else 0)
        areas = [one.finding.area for one in alike if one.finding.area]
        surplus = sum(one.finding.surplus for one in alike)
        merged = widest.finding._replace(area=reduce(Area.around, areas) if areas else None, surplus=surplus)
        yield replace(widest, finding=merged)


def source_of(finding: Finding, placements: tuple[Placement, ...]) -> str | None:
    """Return the source of the smallest placement that holds a finding's middle, else of the nearest on its page.

    A finding about the page as a whole is the concern of whatever fills most of it.
    """
    here = [placed for placed in placements if placed.page == finding.page and placed.source]
    area = finding.area
    if area is None:
        fills = max(here, key=lambda placed: placed.width_pt * placed.height_pt, default=None)
        return fills.source if fills else None
    x, y = area.x + area.width / 2, area.y + area.height / 2
    best = min(here, key=lambda placed: (_distance(placed, x, y), placed.width_pt * placed.height_pt), default=None)
    return best.source if best else None


def _distance(placed: Placement, x: float, y: float) -> float:
    """Return how far a point is from a placement; 0 inside it."""
    across = max(placed.x_pt - x, x - placed.x_pt - placed.width_pt, 0)
    down = max(placed.y_pt - y, y - placed.y_pt - placed.height_pt, 0)
    return round(across + down, 2)


def worst_first(complaints: tuple[Complaint, ...]) -> Iterator[Complaint]:
    """Yield errors before warnings, each in the order of the pages."""
    yield from sorted(complaints, key=lambda one: (one.severity != "error", one.finding.page))
