"""The first row of a list: columns under the names that the model has for them, however people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from guidepress.content.cells import COLUMNS
from guidepress.content.codes import problem
from guidepress.content.hints import did_you_mean, listed
from guidepress.content.tables import Table
from guidepress.diagnostics import Diagnostic

_SQUEEZED = {column.replace("_", ""): column for column in COLUMNS}
_LOCALE = re.compile(r"[a-z]{2,3}(-\w+)*")
_NEAR = 0.8  # “State” is a column of its own, “statuss” is not


@lru_cache(maxsize=1_000)  # asked for each row by the addresses that name columns
def canonical(name: str) -> str:
    """Return the name of a column: “Reporting time” is reporting_time, “Name.HI” is name.hi; others as written."""
    base, dot, locale = (part.strip() for part in name.partition("."))
    known = _SQUEEZED.get(re.sub(r"[\s_-]+", "", base.lower()))
    if known is None:
        return " ".join(name.split())
    return f"{known}.{locale.lower() if len(locale) <= 3 else locale}" if dot else known


def is_known(name: str) -> bool:
    """Tell whether a column is one that campuses are made of."""
    return canonical(name) in COLUMNS


def wrong_columns(table: Table) -> Iterator[Diagnostic]:
    """Yield why a list cannot be read by its columns."""
    if not table.rows:
        hint = "write a row for each campus below the names of the columns"
        yield problem("list-empty", "this list has no rows", table.span(), hint)
        return
    seen: dict[str, int] = {}
    for position, column in enumerate(table.columns, start=1):
        if column in seen:
            message = f"two columns are named “{column}”: the {_ordinal(seen[column])} and the {_ordinal(position)}"
            yield problem("list-columns", message, table.cell(table.header, position, column), "rename or remove one")
        elif column:
            seen[column] = position
    if "name" not in seen:
        hint = f"the first row names the columns; this one has: {listed(seen)}"
        if near := get_close_matches("name", [column.lower() for column in seen], n=1):
            hint = f"rename the column “{near[0]}”"
        if below := next((number for number, cells in table.rows.items() if "name" in map(canonical, cells)), None):
            hint = f"row {below} names the columns: delete the rows above it"
        yield problem("list-columns", "this list has no column “name”", table.span(), hint)


def doubtful_columns(table: Table) -> Iterator[Diagnostic]:
    """Yield columns that are kept under their own names, but may be meant to be others."""
    for position, column in enumerate(table.columns, start=1):
        base, dot, locale = column.partition(".")
        span = table.cell(table.header, position, column)
        if base in COLUMNS:
            if dot and not _LOCALE.fullmatch(locale):
                hint = f"name it {base}.hi for Hindi, {base}.mr for Marathi"
                yield problem(
                    "near-column", f"“{locale}” is no language tag, so that “{column}” is not read", span, hint
                )
        elif (meant := _meant(base)) and meant not in table.columns:
            hint = did_you_mean(meant, COLUMNS)
            yield problem("near-column", f"“{column}” is not a column that pages know", span, hint)


def _meant(column: str) -> str | None:
    near = get_close_matches(re.sub(r"[\s_-]+", "", column.lower()), _SQUEEZED, n=1, cutoff=_NEAR)
    return _SQUEEZED[near[0]] if near and column not in COLUMNS else None


def _ordinal(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
