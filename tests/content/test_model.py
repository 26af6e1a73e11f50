"""The model takes what content-model.md promises: shorthands, dates, addresses, and where everything was written."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from guidepress.content import texts
from guidepress.content.model import (
    Brand,
    Chapter,
    Colour,
    EntryRoute,
    Guide,
    Industry,
    Item,
    Model,
    Money,
    NextStep,
    Origin,
    PartialDate,
    Project,
    Reading,
    Role,
    SkillLevel,
    Source,
    Stage,
    Typeface,
)

ROLE = {"id": "agent", "title": "Agent", "stage": "entry", "summary": "Answers."}


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [
        (Industry, "Insurance", "name"),
        (SkillLevel, "listening", "skill"),
        (NextStep, "lead", "role"),
        (Reading, "A book", "title"),
        (Source, "A survey", "title"),
        (EntryRoute, "direct", "kind"),
        (Item, "CRM", "text"),
        (Colour, "#fff", "hex"),
        (Typeface, "Anek", "family"),
    ],
)
def test_a_name_alone_will_do(kind: type[Model], name: str, field: str) -> None:
    assert kind.model_validate(name) == kind.model_validate({field: name})


def test_ids_are_made_from_names() -> None:
    guide = Guide.model_validate(
        {"id": "g", "title": "G", "language": "en", "skills": ["Care for detail"], "stages": ["Where you start", "b"]}
    )
    assert [skill.id for skill in guide.skills] == ["care-for-detail"]
    assert [(stage.id, stage.title) for stage in guide.stages] == [("where-you-start", "Where you start"), ("b", "b")]
    assert Stage.model_validate({"id": "first-steps"}).title == "First steps"


def test_a_list_of_texts_takes_claims() -> None:
    role = Role.model_validate({**ROLE, "tools": ["CRM", {"text": "Ticketing", "sources": ["a"], "as_of": "2026"}]})
    assert [str(tool) for tool in role.tools] == ["CRM", "Ticketing"]
    assert role.tools[1].sources == ("a",)


def test_a_chapter_may_be_its_type() -> None:
    chapter = TypeAdapter(Chapter).validate_python("glossary")
    assert chapter.type == "glossary"


def test_only_the_required_is_required() -> None:
    required = {
        kind.__name__: {info.alias or name for name, info in kind.model_fields.items() if info.is_required()}
        for kind in (Project, Source, Brand, Guide, Role)
    }
    assert required == {
        "Project": set(),
        "Source": {"title"},
        "Brand": {"id", "name", "colours"},
        "Guide": {"id", "title", "language"},
        "Role": {"id", "title", "stage", "summary"},
    }


def test_short_is_the_title_without_it() -> None:
    assert Role.model_validate(ROLE).short == "Agent"
    assert Role.model_validate({**ROLE, "short": "A"}).short == "A"


def test_words_become_numbers_and_truths() -> None:
    level = SkillLevel.model_validate({"skill": "a", "level": "3", "essential": "yes"})
    assert (level.level, level.essential) == (3, True)
    money = {"min": "240000", "currency": "INR", "per": "year", "basis": "ctc", "year": "2026", "sources": ["a"]}
    assert Money.model_validate(money).min == Decimal(240_000)


def test_everything_knows_where_it_was_written() -> None:
    role = Role.model_validate({**ROLE, "duties": ["Listen", {"text": "Write"}], "next": [{"role": "lead"}]})
    role.settle(Origin("source/guides/g/roles/agent.yaml"))
    assert role.origin_of("duties", 0) == "source/guides/g/roles/agent.yaml#/duties/0"
    assert str(role.duties[1].origin) == "source/guides/g/roles/agent.yaml#/duties/1"
    assert role.next[0].origin_of("role") == "source/guides/g/roles/agent.yaml#/next/0/role"
    assert Origin.parse(role.next[0].origin_of("role")) == role.next[0].origin / "role"


def test_a_model_travels_between_processes() -> None:
    role = Role.model_validate({**ROLE, "duties": ["Listen"]})
    role.settle(Origin("a.yaml"))
    copy = pickle.loads(pickle.dumps(role))
    assert copy == role
    assert copy.duties[0].origin == role.duties[0].origin


def test_content_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Role.model_validate(ROLE).title = "Other"


@pytest.mark.parametrize(
    ("text", "last"),
    [("2026", date(2026, 12, 31)), ("2028-02", date(2028, 2, 29)), ("2026-11-22", date(2026, 11, 22))],
)
def test_a_period_ends_on_its_last_day(text: str, last: date) -> None:
    found = PartialDate.parse(text)
    assert (found.last_day, str(found)) == (last, text)


@pytest.mark.parametrize(
    "text", ["26", "2026-1", "2026-13", "2026-00", "2026-02-30", "22.11.2026", "２０２６", "0000", ""]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        PartialDate.parse(text)


@given(st.dates(date(1, 1, 1)), st.dates(date(1, 1, 1)))
def test_days_are_in_order(one: date, other: date) -> None:
    first, second = (PartialDate.parse(day.isoformat()) for day in (one, other))
    assert (first < second) == (one < other)
    assert first.first_day == first.last_day == one


def refusal(kind: Any, value: object) -> str | None:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as failure:
        return failure.errors()[0]["type"]
    return None


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (texts.Id, "a", None),
        (texts.Id, "a-1", None),
        (texts.Id, "2027", None),
        (texts.Id, "a" * 80, None),
        (texts.Id, "a" * 81, "bad-id"),
        (texts.Id, "-a", "bad-id"),
        (texts.Id, "A", "bad-id"),
        (texts.Id, "a_b", "bad-id"),
        (texts.Id, "a\n", "bad-id"),
        (texts.Id, "nul", "bad-id"),
        (texts.Id, "com1", "bad-id"),
        (texts.Id, "com", None),
        (texts.Id, "../a", "bad-id"),
        (texts.Address, "https://example.org/a?b=c#d", None),
        (texts.Address, "http://example.org:80", None),
        (texts.Address, "mailto:hr@example.org", None),
        (texts.Address, "example.org/careers", None),
        (texts.Address, "https://", "bad-address"),
        (texts.Address, "https:example.org", "bad-address"),
        (texts.Address, "https://example.org:port/", "bad-address"),
        (texts.Address, "https://[::1", "bad-address"),
        (texts.Address, "https://example.org/a b", "bad-address"),
        (texts.Address, "JavaScript:alert(1)", "bad-address"),
        (texts.Address, "java\tscript:alert(1)", "bad-address"),
        (texts.Address, "vbscript:a", "bad-address"),
        (texts.Address, "//example.org/a", "bad-address"),
        (texts.Address, "mailto:nobody", "bad-address"),
        (texts.Hex, "#ABC", None),
        (texts.Hex, "#0b4f6c", None),
        (texts.Hex, "#0b4f6", "bad-colour"),
        (texts.Hex, "0b4f6c", "bad-colour"),
        (texts.Hex, "rgb(0, 0, 0)", "bad-colour"),
        (texts.Plain, "a < b, <5 years, x<y>z", None),
        (texts.Plain, "नमस्ते\u200d — ₹2,40,000", None),
        (texts.Plain, "<SCRIPT src=a>", "html-in-text"),
        (texts.Plain, "</style>", "html-in-text"),
        (texts.Plain, "<p style=a>", "html-in-text"),
        (texts.Plain, "a\u2066b", "control-character"),
        (texts.Plain, "a\x9bb", "control-character"),
        (texts.Plain, "a\tb\nc", None),
        (texts.Plain, "x" * 65_537, "too-long"),
        (texts.Plain, "क" * 22_000, "too-long"),
        (texts.Markdown, "See [this](https://example.org) and *that*.", None),
        (texts.Markdown, "[a]: javascript:alert(1)", "bad-address"),
        (texts.Markdown, "<javascript:alert(1)>", "bad-address"),
        (texts.Markdown, "[a](java&#115;cript:alert(1))", "bad-address"),
        (texts.Markdown, "[a](/etc/passwd)", "bad-address"),
        (texts.Markdown, "![a](https://example.org/a.png)", None),
        (texts.Language, "hi", None),
        (texts.Language, "pt-BR", None),
        (texts.Language, "zh-Hant-TW", None),
        (texts.Language, "EN", "bad-value"),
        (texts.AssetPath, "marks/logo.svg", None),
        (texts.AssetPath, "a/../../b", "unsafe-path"),
        (texts.AssetPath, "C:\\logo.svg", "unsafe-path"),
        (texts.AssetPath, "~/logo.svg", "unsafe-path"),
        (texts.AssetPath, "https://example.org/a.svg", "unsafe-path"),
        (texts.Millimetres, "22mm", None),
        (texts.Millimetres, "1in", None),
        (texts.Millimetres, "0mm", "bad-value"),
        (texts.Millimetres, 22, "bad-value"),
    ],
)
def test_what_is_taken_and_what_is_refused(kind: Any, value: object, code: str | None) -> None:
    assert refusal(kind, value) == code


def test_a_bare_domain_gains_its_scheme() -> None:
    assert TypeAdapter(texts.Address).validate_python("example.org") == "https://example.org"


@given(st.text())
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    made = texts.slug(text)
    assert made == "" or refusal(texts.Id, made) is None


def test_every_model_says_what_it_is() -> None:
    def below(kind: type[BaseModel]) -> set[type[BaseModel]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    assert [kind.__name__ for kind in below(Model) if not kind.__doc__] == []
