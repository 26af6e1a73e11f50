"""What a sheet's layout shows: numbers that stand out, a day in columns, the direction of a measure."""

from __future__ import annotations

import pytest

from guidepress.compose.cheatsheet import WIDTHS
from guidepress.compose.figures.sheet import column_widths
from guidepress.compose.sheet_view import Numeral, numeral


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80% of calls in 20 seconds", Numeral("", "80%", "of calls in 20 seconds")),
        ("about 70% on average, 80%+ is rare", Numeral("about", "70%", "on average, 80%+ is rare")),
        ("about 25–35 words a minute", Numeral("about", "25–35", "words a minute")),
        ("12 to 16 km a shift", Numeral("", "12 to 16", "km a shift")),
        ("₹2,40,000–₹3,00,000 a year", Numeral("", "₹2,40,000–₹3,00,000", "a year")),
        ("95 %", Numeral("", "95 %", "")),
        ("Given", None),
        ("the eighth floor of building 7", None),
        ("word55x", None),
        ("7*191", None),
        ("as SSC/Q2210 says", None),
    ],
)
def test_a_number_stands_out_if_it_leads_the_line(text: str, expected: Numeral | None) -> None:
    assert numeral(text) == expected


def test_entries_of_a_day_share_the_width_longer_ones_with_more_of_it() -> None:
    texts = ["Lunch", "Calls again; one complaint deserves a second look", "The call-backs you promised"]
    widths = column_widths(texts, WIDTHS["whole"])
    assert sum(widths) == pytest.approx(WIDTHS["whole"])
    assert widths[0] < widths[2] < widths[1]


@pytest.mark.parametrize(
    "texts", [["word"] * 10, ["a sentence that is far too long to stand in a narrow column " * 3] * 6]
)
def test_a_day_that_does_not_fit_into_columns_gets_none(texts: list[str]) -> None:
    assert column_widths(texts, WIDTHS["whole"]) == []
