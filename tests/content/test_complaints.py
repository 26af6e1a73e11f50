"""What the model refuses is said in plain words, at the value or its key, with a way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guidepress.content.library import Loaded

AGENT = "guides/first/roles/agent.yaml"


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("order: 1.5", "7:8", "“order” must be a whole number, not “1.5”", None),
        (f"order: {'9' * 5000}", "7:8", f"“order” must be a whole number, not “{'9' * 60}…”", None),
        ("order: []", "7:8", "“order” must be a whole number, not a list", None),
        ("schedule: [Days]", "7:11", "“schedule” must be a mapping, not a list", "write `key: value` lines, indented"),
        ("duties:\n  first: Listen\n  second: Talk", "7:1", "“duties” must be a list, not a mapping",
         "write [one, two], or a line `- item` for each"),
        ("tools: [[CRM]]", "7:9", "this item of “tools” must be a mapping, not a list",
         "write `key: value` lines, indented"),
        ("facts: [{label: A, value: one, two}]", "7:32", "“two” is not a field of this fact",
         "if the comma before it belongs to the text, put the whole text in quotes"),
        ("related: [{lead: x}]", "7:11", "this item of “related” must be text, not a mapping",
         "if a text with { or : was meant, quote it"),
        ("skills: [{skill: listening, level: 0}]", "7:36", "“level” must be at least 1, not “0”", None),
        ("measures: [{name: A, direction: upp}]", "7:33", "“upp” is not allowed here", 'did you mean "up"?'),
        ("modes: [{txt: voice}]", "7:10", "“txt” is not a field of this item", 'did you mean "text"?'),
        ("codes: [{scheme: isco, code: 1}]", "7:18", "“isco” is not allowed here", 'did you mean "isco-08"?'),
        ("codes: [{scheme: soc, code: 1}]", "7:18", "“soc” is not allowed here",
         "write one of: onet-soc, isco-08, esco, nco-2015, nsqf-qp"),
    ],
)  # fmt: skip
def test_a_refusal_is_said_in_plain_words(
    loaded: Callable[[], Loaded],
    write: Callable[[str, str], None],
    text: str,
    place: str,
    message: str,
    hint: str | None,
) -> None:
    write(AGENT, "id: agent\ntitle: Agent\nstage: entry\nsummary: Answers people who ask.\n\n\n")
    write(f"+{AGENT}", f"{text}\n")
    (found,) = loaded().diagnostics
    assert (str(found.span), found.message, found.hint) == (f"source/{AGENT}:{place}", message, hint)


MONEY = "currency: INR, per: year, basis: ctc, year: 2026, sources: [survey]"


@pytest.mark.parametrize(
    ("sum", "code", "message"),
    [
        ("min: nan", "wrong-type", "“min” must be a number, not “nan”"),
        ("min: inf", "wrong-type", "“min” must be a number, not “inf”"),
        ("min: -1", "bad-value", "“min” must be at least 0, not “-1”"),
        ("min: 1.234", "bad-value", "“1.234” has more than two decimals"),
        ("min: 9999999999999", "bad-value", "“min” must be at most 1000000000000, not “9999999999999”"),
        ("min: 2, max: 1", "bad-value", "min is more than max"),
        ("note: Nothing", "money-incomplete", "this sum of money lacks: min or max"),
    ],
)
def test_sums_of_money(
    loaded: Callable[[], Loaded], write: Callable[[str, str], None], sum: str, code: str, message: str
) -> None:
    write(f"+{AGENT}", f"pay: [{{{sum}, {MONEY}}}]\n")
    (found,) = loaded().diagnostics
    assert (found.code, found.message) == (code, message)


def test_a_bad_key_of_the_bibliography_is_underlined(
    loaded: Callable[[], Loaded], write: Callable[[str, str], None]
) -> None:
    write("sources.yaml", "A Survey: {title: A survey}\n")
    (found,) = loaded().diagnostics
    assert found.span is not None
    assert (found.code, found.span.column, found.span.width, found.hint) == ("bad-id", 1, 8, "write a-survey")
