"""The layouts' own words in a guide's language, and dates, lists and money as its region writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from guidepress.content.model import Clock, Money, PartialDate

_CATALOGS = Path(__file__).resolve().parent.parent / "locale"
_DANDA = ("hi", "mr", "ne", "sa")
_DATE_PATTERNS = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}


@dataclass(frozen=True, slots=True)
class Words:
    """How one language, in one region, says what layouts say."""

    language: str
    locale: Locale
    catalog: Mapping[str, str]

    def __call__(self, message: str, **values: object) -> str:
        """Return a layout word, translated if the language has it, its `%(name)s` filled in."""
        text = self.catalog.get(message) or message
        return text % values if values else text.replace("%%", "%")

    def count(self, one: str, many: str, number: int) -> str:
        """Return the form for a number; catalogs hold both as plain messages."""
        return self(one if number == 1 else many, number=number)

    def date(self, value: PartialDate) -> str:
        """Return a date as exactly as it is known: 22 November 2026, November 2026, 2026."""
        precision = "day" if value.day else "month" if value.month else "year"
        return format_date(value.first_day, _DATE_PATTERNS[precision], locale=self.locale)

    def weekday(self, value: PartialDate) -> str:
        """Return the day of the week of a date that is known to the day."""
        return format_date(value.first_day, "EEEE", locale=self.locale)

    def month(self, value: PartialDate) -> str:
        """Return month and year of a date: January 2027."""
        return format_date(value.first_day, _DATE_PATTERNS["month"], locale=self.locale)

    def time(self, value: Clock) -> str:
        """Return a time of day as the region writes it: 9:30 am."""
        shown = format_time(time(value.hour, value.minute), "short", locale=self.locale)
        return shown.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")

    def money(self, money: Money) -> str:
        """Return a sum or a range in the region's grouping, hundredths only if there are any: ₹2,40,000–₹3,00,000."""
        sums = dict.fromkeys(amount for amount in (money.min, money.max) if amount is not None)
        pattern = f"¤{self._grouping}{'.00' if any(amount % 1 for amount in sums) else ''}"
        currency = money.currency or ""
        shown = [format_currency(sum, currency, pattern, self.locale, currency_digits=False) for sum in sums]
        return "–".join(shown)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number in the region's grouping: 1,20,000."""
        fraction = f".{decimals * '0'}" if decimals else ""
        return format_decimal(value, f"{self._grouping}{fraction}", self.locale)

    @property
    def _grouping(self) -> str:
        return "#,##,##0" if self.locale.territory in ("IN", "NP", "BD", "PK") else "#,##0"

    def sentence(self, text: str) -> str:
        """Return a text with a full stop, the danda in Devanagari, unless it ends like a sentence already."""
        stop = "।" if self.language.split("-")[0] in _DANDA else "."
        return text if text.endswith((".", "?", "!", "।", "…", ":")) else text + stop

    def either(self, texts: Iterable[str]) -> str:
        """Return alternatives: 2026 or 2027."""
        return format_list(list(texts), "or", self.locale)

    def both(self, texts: Iterable[str]) -> str:
        """Return what holds together: X, XII and the degree."""
        return format_list(list(texts), "standard", self.locale)

    @staticmethod
    def listing(texts: Iterable[str]) -> str:
        """Return names in a row, separated by commas."""
        return ", ".join(texts)


@cache
def words(language: str, region: str | None) -> Words:
    """Return the words of a language; one without a catalog speaks English, with its own dates."""
    return Words(language, _locale(language, region), _catalog(language))


def _locale(language: str, region: str | None) -> Locale:
    for name in (f"{language.replace('-', '_')}_{region}", language.replace("-", "_"), language.split("-")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def _catalog_file(language: str) -> Path:
    return _CATALOGS / f"{language.split('-')[0]}.po"


def _catalog(language: str) -> Mapping[str, str]:
    path = _catalog_file(language)
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        messages = read_po(file, locale=language.split("-")[0])
    return {str(message.id): str(message.string) for message in messages if message.id and message.string}
