"""Times of day as people type them: 9:00, 09.30, 1:30 pm, 9 am."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

_SHAPE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE | re.ASCII)
_FORMS = "09:00, 9.30 am or 1:30 pm"


class Clock(NamedTuple):
    """A time of day, on a clock of 24 hours."""

    hour: int
    minute: int

    @classmethod
    def parse(cls, text: str) -> Clock:
        """Read a time. Raises `ValueError`."""
        found = _SHAPE.fullmatch(text.strip())
        if not found or not (found[2] or found[3]):
            raise ValueError(f"“{text[:40]}” is not a time")
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if minute > 59 or (half and not 1 <= hour <= 12) or hour > 23:
            raise ValueError(f"there is no such time as {text[:40]}")
        return cls(hour % 12 + 12 * (half == "p") if half else hour, minute)

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_validate)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "description": f"A time of day: {_FORMS}."}


def _validate(value: Any) -> Clock:
    if isinstance(value, Clock):
        return value
    try:
        return Clock.parse(str(value))
    except ValueError as failure:
        raise PydanticCustomError("bad-time", "{wrong}", {"wrong": str(failure), "hint": f"write {_FORMS}"}) from None
