"""Days as people type them into lists: 12/01/2027, 12.1.2027, 12 Jan 2027, 2027-01-12."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NoReturn

from guidepress.content.texts import refuse

DateFormat = Literal["dmy", "mdy", "iso"]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november")
_LONG = (*_NAMES, "december")

_MIDNIGHT = re.compile(r"[T ]+00:00(:00(\.0+)?)?$")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_DIGITS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})", re.ASCII)
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/., ]+([a-z]+)[-/., ]+(\d{4})", re.IGNORECASE | re.ASCII)
_NAMED_DAY = re.compile(r"([a-z]+)[-/., ]+(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4})", re.IGNORECASE | re.ASCII)
_SHORT_YEAR = re.compile(r"(?:\d{1,2}|[a-z]+)[-/., ]+(?:\d{1,2}|[a-z]+)[-/., ]+['’]?(\d{2})", re.IGNORECASE | re.ASCII)
_NO_DAY = re.compile(r"\d{4}(?:[-/.]\d{1,2})?|(?:[a-z]+|\d{1,2})[-/., ]+\d{4}", re.IGNORECASE | re.ASCII)
_SERIAL = re.compile(r"[34567]\d{4}(?:\.0)?", re.ASCII)
_SPREADSHEET_DAY_0 = date(1899, 12, 30)

_EXAMPLES = {"dmy": "12/01/2027 or 12 Jan 2027", "mdy": "01/12/2027 or 12 Jan 2027", "iso": "2027-01-12"}


def day_typed(text: str, order: DateFormat) -> str:
    """Return a day as YYYY-MM-DD. ISO and names of months are taken always, digits alone in the order given."""
    said = _WEEKDAY.sub("", _MIDNIGHT.sub("", text), count=1)
    if found := _YEAR_FIRST.fullmatch(said):
        return _day(text, int(found[1]), int(found[2]), int(found[3]), order)
    if found := _DAY_NAMED.fullmatch(said):
        return _day(text, int(found[3]), _month(text, found[2], order), int(found[1]), order)
    if found := _NAMED_DAY.fullmatch(said):
        return _day(text, int(found[3]), _month(text, found[1], order), int(found[2]), order)
    if (found := _DIGITS.fullmatch(said)) and order != "iso":
        first, second, year = map(int, found.groups())
        return _day(text, year, *((second, first) if order == "dmy" else (first, second)), order)
    _refuse(text, said, order)


def _month(text: str, name: str, order: DateFormat) -> int:
    short, low = name[:3].lower(), name.lower()
    if short not in _MONTHS or low not in (short, "sept", _LONG[_MONTHS.index(short)]):
        refuse("bad-date", f"“{name[:40]}” is no month, in “{text[:60]}”", f"write {_EXAMPLES[order]}")
    return _MONTHS.index(short) + 1


def _day(text: str, year: int, month: int, day: int, order: DateFormat) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        hint = f"write {_EXAMPLES[order]}"
        if month > 12 >= day > 0:
            other = "mdy" if order == "dmy" else "dmy"
            hint = f"if the whole list is written so, put date_format: {other} into drive.yaml"
        refuse("bad-date", f"there is no such date as {text[:60]}", hint)


def _refuse(text: str, said: str, order: DateFormat) -> NoReturn:
    """Say what kind of thing a text is, if it is no date."""
    write = f"write {_EXAMPLES[order]}"
    if found := _SHORT_YEAR.fullmatch(said):
        refuse("bad-date", f"the year of “{text[:60]}” has two digits", f"write all four, such as 20{found[1]}")
    if _NO_DAY.fullmatch(said):
        refuse("bad-date", f"“{text[:60]}” has no day", write)
    if _SERIAL.fullmatch(said):
        day = _SPREADSHEET_DAY_0 + timedelta(days=int(float(said)))
        hint = f"it may be {day.isoformat()}: format the column as a date, and save the list again"
        refuse("bad-date", f"“{text}” is a spreadsheet’s number for a date", hint)
    if _DIGITS.fullmatch(said):
        hint = "write it as YYYY-MM-DD, or put date_format: dmy or mdy into drive.yaml"
        refuse("bad-date", f"“{text[:60]}” is not written as the drive’s date_format says (iso)", hint)
    refuse("bad-date", f"“{text[:60]}” is not a date", write)
