"""The JSON Schemas agree with the model on good content, as an ordinary YAML loader gives it to an editor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator as Validator

from guidepress.content.schema import schemas, write

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "source").rglob("*.yaml")) + sorted((ROOT / "tests/faults/_base").rglob("*.yaml"))
FOLDERS = {"printers": "printer", "roles": "role"}
KINDS = {
    "project.yaml": "project",
    "sources.yaml": "sources",
    "brand.yaml": "brand",
    "guide.yaml": "guide",
    "drive.yaml": "drive",
}
SCHEMAS = schemas()

ROLE: dict[str, Any] = {"id": "agent", "title": "Agent", "stage": "entry", "summary": "Answers."}


def problems(kind: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Validator(SCHEMAS[kind]).iter_errors(data)]


def test_schemas_are_sound() -> None:
    for schema in SCHEMAS.values():
        Validator.check_schema(schema)


def test_there_is_content_to_try() -> None:
    assert len(FILES) > 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_content_passes(file: Path, as_editors_see_it: Callable[[Path], Any]) -> None:
    assert problems(KINDS.get(file.name) or FOLDERS[file.parent.name], as_editors_see_it(file)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"title": 2027},
        {"title": True, "short": 1.5},
        {"duties": ["Listen", {"text": "Write", "sources": ["a"]}, 7]},
        {"skills": ["listening", {"skill": "writing", "level": "3", "essential": "yes"}]},
        {"order": "2", "schedule": "Days", "next": ["lead"], "tools": None},
        {"facts": [{"label": "A", "value": 9, "as_of": 2026}]},
        {"day": [{"time": 570, "text": "Begin"}]},
    ],
)
def test_forms_that_the_model_takes_pass(fields: dict[str, Any]) -> None:
    assert problems("role", {**ROLE, **fields}) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"dutys": []},
        {"title": None},
        {"summary": "x" * 141},
        {"skills": [{"skill": "a", "level": 5}]},
        {"duties": "Listen"},
        {"id": "Agent One"},
        {"facts": [{"label": "A"}]},
        {"facts": [{"label": "A", "value": "b", "as_of": "22.11.2026"}]},
    ],
)
def test_what_the_model_refuses_fails(fields: dict[str, Any]) -> None:
    assert problems("role", {**ROLE, **fields}) != []


def test_chapters_by_type_alone_pass() -> None:
    guide = {"id": "g", "title": "G", "language": "en", "chapters": ["roles", {"type": "prose", "body": "x"}]}
    assert problems("guide", guide) == []
    assert problems("guide", {**guide, "chapters": ["rolls"]}) != []


@pytest.mark.parametrize(
    ("fields", "passes"),
    [
        ({"edition": "press", "bleed": "3mm", "sheet": "none", "ink_limit": "300%"}, True),
        ({"edition": "press", "bleed": 0, "ink_limit": 280, "sections": "4", "note": None}, True),
        ({"edition": "office", "flip": "long", "unprintable": "5mm"}, True),
        ({"edition": "office", "bleed": "3mm"}, False),
        ({"edition": "press", "marks": "perhaps"}, False),
        ({"edition": "poster"}, False),
        ({}, False),
    ],
)
def test_printers_are_of_two_kinds(fields: dict[str, Any], passes: bool) -> None:
    assert (problems("printer", {"name": "Ours", **fields}) == []) == passes


def test_fields_are_explained() -> None:
    properties = SCHEMAS["role"]["properties"]
    assert properties["duties"]["description"] == "The most important first; four to eight."


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    """`guidepress schema` writes them anew."""
    for path in write(tmp_path):
        assert path.read_text(encoding="utf-8") == (ROOT / "schema" / path.name).read_text(encoding="utf-8")
