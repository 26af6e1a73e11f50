"""Dates as people know them: a year, a month, or a day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FORMS = "YYYY, YYYY-MM or YYYY-MM-DD"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, month or day; ordered by its last day. `str` gives the spelling of the source."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read YYYY, YYYY-MM or YYYY-MM-DD. Raises `ValueError`."""
        match = _SHAPE.fullmatch(text.strip())
        if not match:
            raise ValueError(f"“{text[:40]}” is not written as a date")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise ValueError(f"there is no such date as {text}") from None
        return cls(year or 0, month, day)

    @property
    def first_day(self) -> date:
        """Return the first day of the period."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """Return the last day of the period: 2026-02 ends on 28 February."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __lt__(self, other: PartialDate) -> bool:
        return (self.last_day, str(self)) < (other.last_day, str(other))

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_validate)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "description": f"A date: {_FORMS}."}


def _validate(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if not isinstance(value, str | int | date):
        raise PydanticCustomError("bad-date", "{wrong}", {"wrong": "must be a date", "hint": f"write {_FORMS}"})
    try:
        return PartialDate.parse(str(value))
    except ValueError as failure:
        raise PydanticCustomError("bad-date", "{wrong}", {"wrong": str(failure), "hint": f"write {_FORMS}"}) from None
