"""JSON Schemas of the content, so that editors complete and check the YAML while it is written.

An editor sees YAML as an ordinary loader gives it, where `no` is false and 2026 a number; the model sees the spelling.
The schemas therefore take numbers and booleans for texts, quoted numbers for numbers, and a name for a whole entry.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from guidepress.content import brand, chapters, drive, guide, printer, project, role, shapes
from guidepress.content.model import Bibliography, Brand, Drive, Guide, Model, PrinterFile, Project, Role

SCHEMAS: dict[str, type[BaseModel]] = {
    "project": Project,
    "sources": Bibliography,
    "brand": Brand,
    "guide": Guide,
    "role": Role,
    "printer": PrinterFile,
    "drive": Drive,
}

Schema = dict[str, Any]

_TEXT = ["string", "number", "boolean"]
_QUOTED = {
    "integer": {"type": "string", "pattern": r"^\s*[-+]?\d+\s*$"},
    "number": {"type": "string", "pattern": r"^\s*[-+]?\d+(\.\d*)?\s*$"},
    "boolean": {"type": "string", "enum": ["true", "false", "yes", "no", "on", "off"]},
}


def schemas() -> dict[str, Schema]:
    """Return the schema of every kind of file, by the kind's name."""
    notes = _field_notes()
    return {name: _schema(name, kind, notes) for name, kind in SCHEMAS.items()}


def write(folder: Path) -> list[Path]:
    """Write the schemas into a folder as KIND.schema.json; what has not changed is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / f"{name}.schema.json"
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _schema(name: str, kind: type[BaseModel], notes: dict[str, dict[str, str]]) -> Schema:
    schema = kind.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs", {})
    kinds = {kind.__name__: kind, **{found.__name__: found for found in _kinds(Model)}}
    forgiving = {key: _entry(_walk(found), kinds.get(key), notes) for key, found in sorted(definitions.items())}
    top = _entry(_walk(schema), kind, notes, shorthand=False)
    top.pop("title", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Guidepress: {name}",
        **top,
        **({"$defs": forgiving} if forgiving else {}),
    }


def _kinds(kind: type[Model]) -> Iterator[type[Model]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)


def _entry(
    schema: Schema, kind: type[BaseModel] | None, notes: dict[str, dict[str, str]], *, shorthand: bool = True
) -> Schema:
    """Return the schema of a model with its fields' notes, absent values, and the shorthand that it takes."""
    required = set(schema.get("required", ()))
    if kind is not None and issubclass(kind, Model) and kind.identity:
        required.discard("id")
        schema["required"] = sorted(required)
    for field, described in schema.get("properties", {}).items():
        described.pop("title", None)
        described.pop("default", None)
        if note := kind and _note(kind, field, notes):
            described["description"] = note
        if field not in required:
            schema["properties"][field] = _or_absent(described)
    if shorthand and kind is not None and issubclass(kind, Model) and kind.naming:
        return {"anyOf": [schema, {"type": _TEXT, "description": f"Its {kind.naming} alone."}]}
    return schema


def _or_absent(schema: Schema) -> Schema:
    """Allow `~`, `null` and nothing at all, which mean that a field is absent."""
    if any(option == {"type": "null"} for option in schema.get("anyOf", ())):
        return schema
    note = {"description": schema.pop("description")} if "description" in schema else {}
    return {"anyOf": [schema, {"type": "null"}], **note}


def _walk(schema: Any) -> Any:
    """Widen a schema and everything in it to what an ordinary YAML loader makes of good content."""
    if isinstance(schema, list):
        return [_walk(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    walked = {key: _walk(value) if key not in ("enum", "const", "default") else value for key, value in schema.items()}
    told = walked.pop("discriminator", None)
    if told and told["propertyName"] == "type":
        types = sorted(told["mapping"])
        return {"anyOf": [walked, {"enum": types, "description": "A type alone."}]}
    return _widened(walked)


def _widened(schema: Schema) -> Schema:
    kind = schema.get("type")
    if kind == "string" and "enum" not in schema and "const" not in schema:
        return {**schema, "type": _TEXT}
    if isinstance(kind, str) and kind in _QUOTED and not schema.get("properties"):
        return {"anyOf": [schema, _QUOTED[kind]]}
    return schema


def _note(kind: type[BaseModel], field: str, notes: dict[str, dict[str, str]]) -> str | None:
    """Return what the model says under a field, in the nearest class that says something."""
    name = next((name for name, info in kind.model_fields.items() if (info.alias or name) == field), field)
    return next((found for base in kind.__mro__ if (found := notes.get(base.__name__, {}).get(name))), None)


def _field_notes() -> dict[str, dict[str, str]]:
    """Return the docstrings under the fields of the model, by class and field."""
    notes: dict[str, dict[str, str]] = {}
    for module in (shapes, chapters, project, brand, guide, role, printer, drive):
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                notes[node.name] = dict(_documented(node))
    return notes


def _documented(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in zip(node.body, node.body[1:], strict=False):
        said = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else None
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(said, str):
            yield field.target.id, inspect.cleandoc(said)
