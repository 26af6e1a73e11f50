"""The layouts' own words: each is translated, each translation is used; dates and sums as a region writes them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import guidepress
from guidepress.assets import shipped
from guidepress.compose.words import words
from guidepress.content.model import Money, PartialDate

PACKAGE = Path(guidepress.__file__).parent
CATALOGS = sorted((PACKAGE / "locale").glob("*.po"))
ENGLISH, HINDI = words("en", "IN"), words("hi", "IN")
SPEAKERS = {"_", "words", "_words", "spoken"}  # what a `Words` is called where it is used


# What is said, read from the source


def said_in_layouts() -> Iterator[str]:
    for path in sorted(shipped("layouts").rglob("*.html")):
        for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "_":
                [message] = call.args
                assert isinstance(message, nodes.Const), f"{path.name}: a message that is no literal"
                yield message.value


def said_in_python() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "words.py":
            yield from Speech(path).messages()


class Speech:
    """The messages of a module: the literals given to a `Words`, and the tables that such calls look them up in."""

    def __init__(self, path: Path) -> None:
        self.path, self.tree = path, ast.parse(path.read_text(encoding="utf-8"))
        assigned = (node for node in ast.walk(self.tree) if isinstance(node, ast.Assign | ast.AnnAssign) and node.value)
        self.tables = {
            target.id: node.value
            for node in assigned
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and node.value
        }

    def messages(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                for argument in self._spoken(node):
                    yield from self._literals(argument)

    def _spoken(self, call: ast.Call) -> list[ast.expr]:
        """Return the messages of a call: one, or two where it counts."""
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr == "count" and self._speaks(function.value):
            return call.args[:2]
        made = isinstance(function, ast.Call) and self._makes_words(function)
        return call.args if made or (self._speaks(function) and not self._makes_words(call)) else []

    def _makes_words(self, call: ast.Call) -> bool:
        """Whether this is `words(language, region)` itself."""
        return isinstance(call.func, ast.Name) and call.func.id == "words" and len(call.args) == 2

    def _speaks(self, node: ast.expr) -> bool:
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None
        return name in SPEAKERS

    def _literals(self, node: ast.expr) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.IfExp(body=one, orelse=other):
                yield from (*self._literals(one), *self._literals(other))
            case ast.Subscript(value=ast.Name(id=name)) if name in self.tables:
                yield from self._table(self.tables[name])
            case _:
                raise AssertionError(
                    f"{self.path.name}:{node.lineno}: a message that this test cannot find the words of"
                )

    def _table(self, table: ast.expr) -> Iterator[str]:
        values = table.values if isinstance(table, ast.Dict) else table.elts if isinstance(table, ast.Tuple) else []
        assert values, f"{self.path.name}: no table of literals"
        for value in values:
            yield from self._literals(value)


LAYOUTS, PYTHON = set(said_in_layouts()), set(said_in_python())


def test_words_are_found() -> None:
    assert len(LAYOUTS) > 20
    assert len(PYTHON) > 40
    assert {"What you do", "Getting in"} <= LAYOUTS
    assert {"Expert", "cost to company", "Kinds of work", "{text}, page {page}", "%(number)s roles"} <= PYTHON


def catalog(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert not [message.id for message in messages if message.fuzzy]
    assert all(isinstance(message.id, str) for message in messages)
    return {str(message.id): str(message.string) for message in messages}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_catalogs_hold_what_is_said_and_nothing_else(path: Path) -> None:
    found = catalog(path)
    assert sorted((LAYOUTS | PYTHON) - set(found)) == [], "not translated"
    assert sorted(set(found) - LAYOUTS - PYTHON) == [], "no longer said"
    assert [id for id, text in found.items() if not text.strip()] == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_translations_keep_what_is_filled_in_and_what_is_marked(path: Path) -> None:
    holes = re.compile(r"%\(\w+\)s|%%|\{\w+\}|==|%(?![(%])")
    for id, text in catalog(path).items():
        assert sorted(holes.findall(text)) == sorted(holes.findall(id)), id


# Saying


def test_saying() -> None:
    assert ENGLISH("%(years)s years", years="1–4") == "1–4 years"
    assert HINDI("%(years)s years", years="1–4") == "1–4 साल"
    assert words("de", None)("What you do") == "What you do"
    assert ENGLISH("100 %% sure") == "100 % sure"


@pytest.mark.parametrize(("number", "expected"), [(1, "1 role"), (2, "2 roles"), (0, "0 roles")])
def test_counting(number: int, expected: str) -> None:
    assert ENGLISH.count("%(number)s role", "%(number)s roles", number) == expected


def test_listing() -> None:
    assert ENGLISH.listing(["CRM", "ticketing"]) == "CRM, ticketing"
    assert ENGLISH.listing([]) == ""


@pytest.mark.parametrize(
    ("written", "english", "hindi"),
    [
        ("2026-11-22", "22 November 2026", "22 नवंबर 2026"),
        ("2026-02-01", "1 February 2026", "1 फ़रवरी 2026"),
        ("2027-05", "May 2027", "मई 2027"),
        ("2026", "2026", "2026"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(written: str, english: str, hindi: str) -> None:
    date = PartialDate.parse(written)
    assert ENGLISH.date(date) == english
    assert HINDI.date(date) == hindi


def money(currency: str = "INR", **sums: str) -> Money:
    amounts = {name: Decimal(value) for name, value in sums.items()}
    return Money.model_validate(
        {**amounts, "currency": currency, "per": "year", "basis": "ctc", "year": 2026, "sources": ["x"]}
    )


@pytest.mark.parametrize(
    ("language", "region", "sum", "expected"),
    [
        ("en", "IN", money(min="240000", max="300000"), "₹2,40,000–₹3,00,000"),
        ("en", "IN", money(min="12500000", max="12500000"), "₹1,25,00,000"),
        ("hi", "IN", money(min="240000", max="300000"), "₹2,40,000–₹3,00,000"),
        ("en", "GB", money("GBP", min="24000", max="30000"), "£24,000–£30,000"),
        ("en", "US", money("USD", min="1240000", max="1240000"), "$1,240,000"),
        ("en", "US", money("USD", min="7.25", max="12"), "$7.25–$12.00"),
        ("en", "IN", money(min="950", max="999.5"), "₹950.00–₹999.50"),
    ],
)
def test_sums_are_grouped_as_the_region_does(language: str, region: str, sum: Money, expected: str) -> None:
    assert words(language, region).money(sum) == expected


def test_there_is_a_catalog() -> None:
    assert [path.stem for path in CATALOGS] == ["hi"]
