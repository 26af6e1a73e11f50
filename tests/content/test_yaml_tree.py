"""YAML is read as it is spelt, everything knows its place, and no bytes whatever raise."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from guidepress.content.yaml_tree import Document, Listing, Mapping, Node, Scalar, read_yaml
from guidepress.diagnostics import Span


def read(text: str) -> Document:
    return read_yaml(text.encode(), "f.yaml")


@pytest.mark.parametrize(
    "spelling",
    ["no", "07301", "1:30", "2027.10", "0x1F", "1e3", "2026-11-22", "Yes", "0o17", "1_000", ".5", "NULL", "=", "é"],
)
def test_a_scalar_keeps_its_spelling(spelling: str) -> None:
    document = read(f"key: {spelling}\n")
    assert document.data == {"key": spelling}
    assert document.span(["key"]) == Span("f.yaml", 1, 6, len(spelling), f"key: {spelling}")


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", '""', '"  "', "|\n\n"])
def test_what_is_empty_is_absent(nothing: str) -> None:
    document = read(f"a: {nothing}\nb: 1\n")
    assert document.data == {"a": None, "b": "1"}
    assert document.span(["a"]).column == 1  # the key is what there is to point at


@pytest.mark.parametrize("spelling", ['"~"', "'null'", '"Null"', "Null", "!!str null"])
def test_quoted_and_tagged_words_are_text(spelling: str) -> None:
    assert read(f"a: {spelling}").data["a"].lower() in ("~", "null")


def test_absent_items_leave_no_gap() -> None:
    document = read("a: [~, one, null, two]\n")
    assert document.data == {"a": ["one", "two"]}
    assert document.span(["a", 1]).column == 19


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: &x {p: 1, q: 2}\nb: *x\n", {"a": {"p": "1", "q": "2"}, "b": {"p": "1", "q": "2"}}),
        ("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n", {"a": {"p": "1", "q": "2"}, "b": {"p": "1", "q": "3"}}),
        (
            "a: &x {p: 1}\nb: &y {p: 2, q: 3}\nc: {<<: [*x, *y]}",
            {"a": {"p": "1"}, "b": {"p": "2", "q": "3"}, "c": {"p": "1", "q": "3"}},
        ),
        ("a: &x {p: 1}\nb: {'<<': *x}", {"a": {"p": "1"}, "b": {"<<": {"p": "1"}}}),
        ("a: one\r\nb: two", {"a": "one", "b": "two"}),
        ("---\na: one\n...\n", {"a": "one"}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: one  # a comment\nb: two # another\n", {"a": "one", "b": "two"}),
        ('a: "one # two"\n', {"a": "one # two"}),
        ("a: C#\nb: '#1'\n", {"a": "C#", "b": "#1"}),
        ('a: "one\ttwo"  # a\ttab\nb: |\n  three\tfour\n', {"a": "one\ttwo", "b": "three\tfour\n"}),
        ("a: !!int 07\n", {"a": "07"}),
        ("{}", {}),
    ],
)
def test_good_yaml_is_good(text: str, data: Any) -> None:
    document = read(text)
    assert document.diagnostics == ()
    assert document.data == data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    document = read_yaml("title: कर्म ₹\n".encode(encoding), "f.yaml")
    assert document.data == {"title": "कर्म ₹"}
    assert document.span(["title"]) == Span("f.yaml", 1, 8, 6, "title: कर्म ₹")


def test_spans_lead_to_the_nearest_there_is() -> None:
    document = read("roles:\n  - id: one\n    title: A long title\n")
    assert str(document.span(["roles", 0, "title"])) == "f.yaml:3:12"
    assert str(document.span(["roles", 0, "title"], key=True)) == "f.yaml:3:5"
    assert str(document.span(["roles", 0, "stage"])) == "f.yaml:2:5"
    assert str(document.span(["roles", 7, "stage"])) == "f.yaml:2:3"
    assert str(document.span(["stages"])) == "f.yaml:1:1"


def test_several_problems_are_reported_at_once() -> None:
    found = read("a: 1\na: 2\nb: !x 3\n? [c]\n: d\n").diagnostics
    assert [problem.code for problem in found] == ["yaml-duplicate", "yaml-tag", "yaml-key"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: Hash #1 here", "f.yaml:1:9"),
        ("- one #two\n- three", "f.yaml:1:7"),
        ("a: b #c", "f.yaml:1:6"),
    ],
)
def test_text_lost_to_a_comment_is_a_warning(text: str, place: str) -> None:
    (found,) = read(text).diagnostics
    assert (found.code, found.severity, str(found.span)) == ("yaml-comment", "warning", place)


_json_text = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)
_json = st.recursive(
    _json_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_json_text.filter(str.strip), inner, max_size=4),
    max_leaves=15,
).filter(lambda value: not isinstance(value, str))


@given(_json)
def test_every_span_points_at_its_text(value: Any) -> None:
    document = read(json.dumps(value, indent=1, ensure_ascii=False).replace("\x7f", ""))
    assert document.data == _without_absent(value)
    assert document.root is not None
    for node in _scalars(document.root):
        span = document.span_of(node)
        shown = span.text[span.column - 1 :][: span.width]
        assert shown == json.dumps(node.value, ensure_ascii=False)


@given(_json)
def test_what_pyyaml_writes_is_read_back(value: Any) -> None:
    assert read(yaml.safe_dump(value, allow_unicode=True)).data == _without_absent(value)


_HARSH = ":-[]{}\"'#&*!|>%@`?,~<=. \n\t\r\\ab01é\x00\u2028\ufeff"


@given(st.binary(max_size=200) | st.text(_HARSH, max_size=60).map(str.encode))
@example(b"\xff\xfea")
@example(b"\xfe\xff\xd8\x00")
@example(b"a: *b\n\tc")
@example(b"<<: 1")
@example(b"? ? ? a")
@example(b"%YAML 9.9\n--- a")
def test_no_bytes_raise(data: bytes) -> None:
    document = read_yaml(data, "f.yaml")
    errors = [problem for problem in document.diagnostics if problem.severity == "error"]
    assert (document.root is None) == bool(errors)
    assert all(problem.span and str(problem) and problem.hint for problem in document.diagnostics)
    if document.root is not None:
        assert all(document.span_of(node) for node in _scalars(document.root))
        assert document.data is not None


def _without_absent(value: Any) -> Any:
    """Return what the reader makes of data: texts of nothing but white space are absent."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        return [kept for item in value if (kept := _without_absent(item)) is not None]
    return {key: _without_absent(item) for key, item in value.items()}


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node] if node.value is not None else []
    below = node.items if isinstance(node, Listing) else [value for _, value in node.entries.values()]
    assert isinstance(node, Listing | Mapping)
    return [scalar for part in below for scalar in _scalars(part)]
