"""Say in plain words, and at the right place, what the model does not accept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from guidepress.content.chapters import BaseChapter
from guidepress.content.codes import CODES, problem
from guidepress.content.hints import did_you_mean, listed, nearest_word
from guidepress.content.shapes import Model
from guidepress.content.yaml_tree import PROBLEM_CAP, Document, Listing, Node, Scalar, Steps
from guidepress.content.yaml_tree import Mapping as Entries
from guidepress.diagnostics import Diagnostic


class Said(NamedTuple):
    """What to say; `{it}` in the message stands for the value's name."""

    code: str
    message: str
    hint: str | None = None


class Complaint(NamedTuple):
    """A refusal of the model: the path of the data it is about, and the diagnostic."""

    path: tuple[str | int, ...]
    diagnostic: Diagnostic


def complaints(failure: ValidationError, document: Document, model: type[BaseModel]) -> tuple[Complaint, ...]:
    """Return each refusal of a file, in the order of its lines."""
    tags = len(_kinds_of_file(model)[:1])  # of a file that is one of several kinds, a place begins with its kind
    errors = [
        {**error, "loc": error["loc"][tags:]} for error in failure.errors(include_url=False)[:PROBLEM_CAP]
    ]  # fmt: skip
    misspelt = set(_misspelt(errors, document, model))
    found = [_complaint(error, document, model) for error in errors if tuple(error["loc"]) not in misspelt]
    return tuple(sorted(found, key=lambda complaint: complaint.diagnostic.span or document.span()))


def _complaint(error: Mapping[str, Any], document: Document, model: type[BaseModel]) -> Complaint:
    path, rest = _data_path(error["loc"], document)
    kind, context = error["type"], error.get("ctx", {})
    if kind in CODES:
        said = worded(error)
        return Complaint(path, problem(said.code, said.message, document.span(path, key=rest == ["[key]"]), said.hint))
    if kind == "union_tag_invalid":
        path = (*path, _discriminator(context))
    if kind == "union_tag_not_found" and _discriminator(context) != "type":
        return Complaint(path, _missing(document, path, _discriminator(context)))
    if kind == "missing":
        key = str(rest[-1]) if rest else str(error["loc"][-1])
        return Complaint(path, _missing(document, path, key))
    if kind == "extra_forbidden":
        path = (*path, *rest)
        return Complaint(path, _unknown_key(document, path, model))
    said = worded(error, _subject(path))
    span = document.span(path, key=_is_block(document, path))
    return Complaint(path, problem(said.code, said.message, span, said.hint))


def worded(error: Mapping[str, Any], it: str = "") -> Said:
    """Return a refusal of the model in our words; `it` is the name of the value."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in CODES:
        return Said(kind, context["wrong"], context.get("hint"))
    said = _WORDS.get(kind, _otherwise)(error.get("input"), {"msg": error["msg"], **context})
    return said._replace(message=said.message.format(it=it))


def _discriminator(context: Mapping[str, Any]) -> str:
    """Return the field that says which kind a mapping is of."""
    return str(context["discriminator"]).strip("'")


def _misspelt(errors: Iterable[Mapping[str, Any]], document: Document, model: type[BaseModel]) -> Iterator[tuple]:
    """Yield the locations of missing fields that are there, but misspelt: the unknown key is complaint enough."""
    missing = {tuple(error["loc"]): str(error["loc"][-1]) for error in errors if error["type"] == "missing"}
    for error in errors:
        if error["type"] == "extra_forbidden":
            *around, key = error["loc"]
            owner = _model_at(model, document.data, _data_path(around, document)[0])
            meant = nearest_word(str(key), owner.field_names()) if owner else None
            if meant and (*around, meant) in missing:
                yield (*around, meant)


def _is_block(document: Document, path: Steps) -> bool:
    """Return whether a value is a block below its key, so that the key is the better place to point at."""
    node, key = document.descend(path)
    return node is not None and key is not None and node.place.line > key.place.line


def _subject(path: Steps) -> str:
    """Return how a message names a value: by its field, or as an item of one."""
    if not path:
        return "this file"
    field = next((step for step in reversed(path) if isinstance(step, str)), None)
    return f"“{field}”" if field == path[-1] else f"this item of “{field}”" if field else "this item"


def _data_path(loc: Iterable[str | int], document: Document) -> tuple[tuple[str | int, ...], list[str | int]]:
    """Split pydantic's location into the path that the data has, and the steps that it has not.

    What the data has not are tags of unions, fields filled by a shorthand, missing keys.
    """
    path: list[str | int] = []
    rest: list[str | int] = []
    node: Node | None = document.root
    for step in loc:
        below = _below(node, step) if not (_is_chapter(path) and not rest) else None
        if below is None:
            rest.append(step)
            continue
        path, node, rest = [*path, step], below, []
    return tuple(path), rest


def _is_chapter(path: Steps) -> bool:
    return len(path) == 2 and path[0] == "chapters"


def _below(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Entries) and isinstance(step, str) and step in node.entries:
        below = node.entries[step][1]
        return None if isinstance(below, Scalar) and below.value is None else below
    if isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _missing(document: Document, path: Steps, key: str) -> Diagnostic:
    node, _ = document.descend(path)
    present = isinstance(node, Entries) and key in node.entries
    span = document.span((*path, key), key=True) if present else document.span(path)
    if present:
        return problem("missing-field", f"“{key}” has no value", span, "write one after the colon")
    where = "this file" if not path else "this entry"
    return problem("missing-field", f"{where} has no “{key}”", span, f"add the line `{key}: …`")


def _unknown_key(document: Document, path: Steps, model: type[BaseModel]) -> Diagnostic:
    key = str(path[-1]) if path else "?"
    owner = _model_at(model, document.data, path[:-1])
    known = owner.field_names() if owner else []
    hint = did_you_mean(key, known, f"known here: {listed(known, 30)}" if known else None)
    if _has_no_value(document, path):
        hint = did_you_mean(key, known, "if the comma before it belongs to the text, put the whole text in quotes")
    return problem("unknown-key", f"“{key}” is not a field of this {_noun(owner)}", document.span(path, key=True), hint)


def _has_no_value(document: Document, path: Steps) -> bool:
    node, _ = document.descend(path)
    return isinstance(node, Scalar) and node.value is None


def _noun(owner: type[BaseModel] | None) -> str:
    """Return a model's name in words: EntryRoute, entry route."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", owner.__name__).lower() if owner else "entry"


def _model_at(root: type[BaseModel], data: Any, path: Steps) -> type[Model] | None:
    """Return the model that the data at a path is read as."""
    kinds = _kinds_of_file(root)
    model = _choose(kinds, data, root.model_fields["root"].discriminator) if kinds else root
    for step in path:
        data = _step_down(data, step)
        if isinstance(step, str) and model is not None:
            annotation = _annotation(model, step)
            candidates = list(_models(annotation))
            model = _choose(candidates, data)
        elif model is not None and issubclass(model, BaseChapter):
            model = _choose([*_all_chapters()], data)
    return model if model and issubclass(model, Model) else None


def _kinds_of_file(root: type[BaseModel]) -> list[type[BaseModel]]:
    """Return the models that a file may be read as, if there are several."""
    annotation = root.model_fields["root"].annotation if "root" in root.model_fields else None
    return list(_models(annotation)) if get_origin(annotation) in (Union, UnionType) else []


def _step_down(data: Any, step: Any) -> Any:
    return data[step] if isinstance(data, dict | list) else None


def _annotation(model: type[BaseModel], key: str) -> Any:
    fields = model.model_fields
    if "root" in fields:
        return fields["root"].annotation
    return next((info.annotation for name, info in fields.items() if (info.alias or name) == key), None)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _all_chapters() -> Iterator[type[BaseModel]]:
    return iter(BaseChapter.__subclasses__())


def _choose(candidates: list[type[BaseModel]], data: Any, tag: Any = "type") -> type[BaseModel] | None:
    """Return the model among candidates that a mapping's `type`, or another tag, names, else the first."""
    wanted = data.get(tag) if isinstance(data, dict) else None
    for candidate in candidates:
        info = candidate.model_fields.get(tag)
        if info and wanted in get_args(info.annotation):
            return candidate
    return candidates[0] if candidates else None


_Words = Callable[[Any, Mapping[str, Any]], Said]


def _braced(value: Any) -> str:
    """Return a value for a message: a text in quotes, else what it is; braces are doubled for `str.format`."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = " ".join(str(value).split())
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”".replace("{", "{{").replace("}", "}}")


def _must_be(what: str, hint: str | None = None) -> _Words:
    return lambda value, context: Said("wrong-type", f"{{it}} must be {what}, not {_braced(value)}", _for(value, hint))


def _for(value: Any, hint: str | None) -> str | None:
    if isinstance(value, str) and re.fullmatch(r"[₹$€£]?\s*\d[\d,. ]*", value) and "," in value:
        return f"write it without commas: {re.sub(r'[^0-9.]', '', value)}"
    if isinstance(value, dict) and len(value) <= 1:
        return "if a text with { or : was meant, quote it"
    return hint


def _one_of(value: Any, context: Mapping[str, Any]) -> Said:
    allowed = re.findall(r"'([^']*)'", context.get("expected") or context.get("expected_tags", ""))
    value = context.get("tag", value)
    hint = did_you_mean(str(value), allowed, f"write one of: {listed(allowed, 30)}")
    return Said("bad-value", f"{_braced(value)} is not allowed here", hint)


def _tag(value: Any, context: Mapping[str, Any]) -> Said:
    return (_chapter if _discriminator(context) == "type" else _one_of)(value, context)


def _chapter(value: Any, context: Mapping[str, Any]) -> Said:
    allowed = [kind for model in _all_chapters() for kind in get_args(model.model_fields["type"].annotation)]
    if "tag" not in context:
        return Said("unknown-chapter", "this chapter has no type", f"add type: and one of {listed(allowed, 30)}")
    hint = did_you_mean(str(context["tag"]), allowed, f"types: {listed(allowed, 30)}")
    return Said("unknown-chapter", f"{_braced(context['tag'])} is not a type of chapter", hint)


def _otherwise(value: Any, context: Mapping[str, Any]) -> Said:
    return Said("bad-value", f"{_braced(value)} is not allowed here", str(context["msg"]))


def _bound(words: str, name: str) -> _Words:
    return lambda value, context: Said("bad-value", f"{{it}} must be {words} {context[name]}, not {_braced(value)}")


def _text_too_long(value: Any, context: Mapping[str, Any]) -> Said:
    most = context["max_length"]
    message = f"this text has {len(value)} characters; {most} is the most"
    return Said("too-long", message, f"cut {len(value) - most} of them")


def _list_too_long(value: Any, context: Mapping[str, Any]) -> Said:
    if isinstance(value, str):
        return _text_too_long(value, context)
    return Said("too-many", f"this list is longer than {context['max_length']}", "split or shorten it")


def _pattern(value: Any, context: Mapping[str, Any]) -> Said:
    return Said("bad-value", f"{_braced(value)} is not allowed here", _PATTERNS[context["pattern"]])


_PATTERNS = {
    "^[A-Z]{2}$": "write two capital letters, such as IN",
    "^[A-Z]{3}$": "write three capital letters, such as INR",
}
_MAPPING = _must_be("a mapping", "write `key: value` lines, indented")
_LIST = _must_be("a list", "write [one, two], or a line `- item` for each")
_NUMBER = _must_be("a number")
_WHOLE = _must_be("a whole number")
_YES = _must_be("true or false")
_TEXT = _must_be("text")

_WORDS: dict[str, _Words] = {
    "bool_parsing": _YES,
    "bool_type": _YES,
    "date_type": _must_be("a date"),
    "decimal_max_places": lambda value, context: Said("bad-value", f"{_braced(value)} has more than two decimals"),
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "dict_type": _MAPPING,
    "finite_number": _NUMBER,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "greater_than_equal": _bound("at least", "ge"),
    "int_from_float": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_type": _WHOLE,
    "less_than_equal": _bound("at most", "le"),
    "list_type": _LIST,
    "literal_error": _one_of,
    "model_attributes_type": _MAPPING,
    "model_type": _MAPPING,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _text_too_long,
    "string_type": _TEXT,
    "too_long": _list_too_long,
    "tuple_type": _LIST,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _tag,
}
