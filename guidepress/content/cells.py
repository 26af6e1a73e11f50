"""What a cell of a list may hold, column by column: text is judged as it arrives, then read as what its column is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from guidepress.content.complaints import Said, worded
from guidepress.content.days import DateFormat, day_typed
from guidepress.content.drive import CampusStatus, CopyCount, Day
from guidepress.content.model import Clock
from guidepress.content.texts import AddressTemplate, Email, Id, Language, Many, Plain, refuse

Read = Callable[[str], Any]
CELL_CAP = 500  # characters: the longest text for which a page still finds room


class _Lost(NamedTuple):
    """A trace that a spreadsheet or a conversion leaves in a text."""

    trace: re.Pattern[str]
    code: str
    message: str
    hint: str


_SAVE = "type the text anew, and save the list as “CSV UTF-8” or .xlsx"
_LOST = (
    _Lost(
        re.compile("\ufffd|\\?{2,}|à[¤¥]|â€|Ã[\x80-\xbf\u0152-\u2122]|Â[\x80-\xbf]"),
        "lost-text",
        "letters of this text were lost when the list was saved",
        _SAVE,
    ),
    _Lost(
        re.compile(r"^[+-]?\d+(?:[.,]\d+)?E\+\d+$", re.IGNORECASE),
        "cell-number",
        "the spreadsheet turned this into a rounded number",
        "format the column as text, then type the number anew",
    ),
    _Lost(
        re.compile(r"^#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)$"),
        "cell-error",
        "the spreadsheet shows an error in this cell, not a value",
        "mend the formula, or widen the column if it shows ####; then save the list again",
    ),
    _Lost(
        re.compile("^="),
        "cell-error",
        "this cell holds a formula without a value",
        "open the list in a spreadsheet program and save it there, or type the value in place of the formula",
    ),
)


def _short(text: str) -> str:
    if len(text) > CELL_CAP:
        hint = f"cut {len(text) - CELL_CAP} of them"
        refuse("too-long", f"this text has {len(text)} characters; {CELL_CAP} is the most", hint)
    return text


def _sound(text: str) -> str:
    for trace, code, message, hint in _LOST:
        if trace.search(text):
            refuse(code, message, hint)
    return text


def _phone(text: str) -> str:
    if len(re.findall(r"\d", text)) < 3:
        refuse("bad-value", f"“{text[:60]}” is no phone number", "write it with the code of the country: +91 …")
    if re.fullmatch(r"\d+\.0", text):
        refuse("cell-number", "the spreadsheet turned this phone into a number", "format the column as text")
    return text


def _copies(text: str) -> str:
    """Return digits that `CopyCount` reads; a way out for numbers with commas or words."""
    if not re.fullmatch(r"-?\d+(?:\.0+)?", text):
        digits = "".join(re.findall(r"\d+", text)) if re.fullmatch(r"[^\d-]*\d[\d, ]*(?:\D*)", text) else ""
        hint = f"write the number alone: {digits}" if digits else "write a whole number, such as 120"
        refuse("wrong-type", f"“{text[:60]}” is not a number of copies", hint)
    return text


def _locales(text: str) -> list[str]:
    tags = re.split(r"[\s,;/]+", text.strip(" ,;/"))
    return [tag.lower() if re.fullmatch(r"[A-Za-z]{2,3}", tag) else tag for tag in tags]


def _typed(kind: Any, *before: Callable[[str], Any]) -> Read:
    adapter = TypeAdapter(kind)

    def _read(text: str) -> Any:
        value: Any = text
        for step in (_short, _sound, *before):
            value = step(value)
        return adapter.validate_python(value)

    return _read


_READERS: dict[str, Read] = {
    "id": _typed(Id),
    "name": _typed(Plain),
    "city": _typed(Plain),
    "reporting_time": _typed(Clock),
    "venue": _typed(Plain),
    "registration_url": _typed(AddressTemplate),
    "registration_short": _typed(AddressTemplate),
    "contact_name": _typed(Plain),
    "contact_phone": _typed(Plain, _phone),
    "contact_email": _typed(Email),
    "booklet_copies": _typed(CopyCount, _copies),
    "sheet_copies": _typed(CopyCount, _copies),
    "notice_copies": _typed(CopyCount, _copies),
    "locales": _typed(Many[Language], _locales),
    "status": _typed(CampusStatus, str.lower),
}
_DAYS: dict[DateFormat, Read] = {order: _typed(Day, partial(day_typed, order=order)) for order in ("dmy", "mdy", "iso")}
_PLAIN = TypeAdapter(Plain)

COLUMNS = (*_READERS, "date")
"""The columns that campuses are made of."""


def _other(text: str) -> str:
    return _PLAIN.validate_python(_sound(text))


def reader(column: str, order: DateFormat) -> Read:
    """Return what reads the cells of a column, those of `venue.hi` as those of `venue`; other columns are text."""
    base = column.partition(".")[0]
    return _DAYS[order] if base == "date" else _READERS.get(base, _other)


def refusal(failure: ValidationError | PydanticCustomError, column: str) -> Said:
    """Return what is to be said of a cell that its reader refuses."""
    if isinstance(failure, PydanticCustomError):
        return worded({"type": failure.type, "ctx": failure.context or {}})
    return worded(failure.errors(include_url=False)[0], f"“{column}”")
