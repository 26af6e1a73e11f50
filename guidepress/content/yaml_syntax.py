"""Explain YAML's stumbling blocks in the words of somebody who writes content, with the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from guidepress.content.codes import problem
from guidepress.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from guidepress.content.yaml_tree import Document, Place

Lost = Callable[["Document", "Place", bool], Diagnostic]

_QUOTE = 'put the whole text in quotes: "…"'
_AFTER_QUOTES = "the text goes on after its closing quotation mark"
_QUOTES_INSIDE = "put all of it in quotes; inside '…' a quotation mark ' is doubled, inside \"…\" write \\\""
_CLOSE = "close every [ with ] and every { with }"
_INDENT = "keys of one block begin in the same column, and text that goes on in the next line is indented further"


class _Rule(NamedTuple):
    """What libyaml says, and what we say instead; `opening` points at where the construct began."""

    pattern: str
    code: str
    message: str
    hint: str
    opening: bool = False


_RULES = (
    _Rule("mapping values are not allowed", "yaml-quote", "a colon and a space in a text read as a new key",
          f"{_QUOTE}; if a key was meant, check the indentation"),
    _Rule("block sequence entries are not allowed", "yaml-quote", "a text that begins with “- ” reads as a list",
          f"{_QUOTE}; a list begins in the next line"),
    _Rule("scanning an alias", "yaml-quote", "a text that begins with * reads as an alias", _QUOTE, True),
    _Rule("scanning an anchor", "yaml-quote", "a text that begins with & reads as an anchor", _QUOTE, True),
    _Rule("comment or line break", "yaml-quote", "a text that begins with > or | reads as a block", _QUOTE, True),
    _Rule("tag", "yaml-quote", "a text that begins with ! reads as a tag", _QUOTE, True),
    _Rule("scanning a directive", "yaml-quote", "a line that begins with % reads as a directive", _QUOTE, True),
    _Rule("cannot start any token", "yaml-quote", "a text cannot begin with this character", _QUOTE),
    _Rule("unknown escape character", "yaml-quote", "a backslash in double quotes begins an escape that does not exist",
          r"write the backslash twice (\\), or use single quotes"),
    _Rule("(hexdec|escape|Unicode character)", "yaml-quote", "an escape in double quotes is not complete",
          r"write the backslash twice (\\), or use single quotes"),
    _Rule("scanning a quoted scalar", "yaml-syntax", "this quotation mark is never closed",
          "close it; a quotation mark inside double quotes is written \\\"", True),
    _Rule("expected ',' or '\\]'", "yaml-syntax", "this list in brackets is never closed, or lacks a comma",
          "close it with ] and separate its items with commas", True),
    _Rule("expected ',' or '}'", "yaml-syntax", "this mapping in braces is never closed, or lacks a comma",
          "close it with } and separate its entries with commas", True),
    _Rule("expected node content", "yaml-quote", "a text cannot begin with this character", _QUOTE),
    _Rule("could not find expected ':'", "yaml-syntax", "this line is no `key: value` and no `- item`", _INDENT, True),
    _Rule("expected '-' indicator", "yaml-syntax", "this line breaks off the list above it",
          "begin it with “- ” in the column of the list's other items"),
    _Rule("expected key", "yaml-syntax", "YAML expects a key here", _INDENT),
)  # fmt: skip


def explain(failure: Any, document: Document) -> Diagnostic:
    """Return what libyaml found wrong, in our words, at the place that the writer has to change."""
    said = f"{failure.__dict__.get('context') or ''}: {failure.__dict__.get('problem') or failure}"
    mark, opening = (failure.__dict__.get(name) for name in ("problem_mark", "context_mark"))
    if colour := _lost_colour(document, opening or mark):
        return colour
    if (mark and "\t" in _indent(document.line(mark.line))) or "tab character" in said:
        return _tab(document, mark.line, max(0, document.line(mark.line).find("\t")))
    if mark and "expected key" in said and document.line(mark.line)[: mark.column].rstrip().endswith(('"', "'")):
        return problem("yaml-quote", _AFTER_QUOTES, _at(document, mark), _QUOTES_INSIDE)
    if mark and "flow" in said and mark.index >= len(document.text.rstrip()):
        return problem("yaml-syntax", "the file ends inside brackets or braces", _at(document, mark), _CLOSE)
    rule = next((rule for rule in _RULES if re.search(rule.pattern, said)), None)
    if rule is None:
        return problem("yaml-syntax", f"the text is not YAML: {said.strip(': ')}", _at(document, mark), _INDENT)
    return problem(rule.code, rule.message, _at(document, opening if rule.opening and opening else mark), rule.hint)


def lost_text(document: Document) -> dict[tuple[int, int], Lost]:
    """Return where a `#` may swallow text that was meant: by line and column of the space before it.

    A comment keeps its distance (`value  # why`) or a space after its mark; `Grade #1` and `accent: #fff` do neither.
    """
    return {
        (number, match.start()): partial(_lost, match[0].strip(), match.start())
        for number, line in enumerate(document.lines)
        if "#" in line
        for match in _MARK.finditer(line)
    }


_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})(?![\w#])")
_LOOK_BACK = 20  # lines
_MARK = re.compile(rf"(?<![ \t])(?: #(?=[^\s#!])|[ \t]+(?={_COLOUR.pattern})).*")


def _lost(comment: str, column: int, document: Document, place: Place, alone: bool) -> Diagnostic:
    line = document.line(place.end_line)
    start = line.index("#", column)
    span = Span(document.file, place.end_line + 1, start + 1, len(comment), line)
    if alone and (colour := _COLOUR.match(comment)):
        return problem("yaml-colour", "a colour without quotes is read as a comment", span, f'write "{colour[0]}"')
    hint = "quote the whole text to keep it; for a comment, write a space after the #"
    return problem("yaml-comment", "everything from this # on is read as a comment", span, hint)


def _lost_colour(document: Document, mark: Any) -> Diagnostic | None:
    """Return the colour that swallowed the end of a mapping in braces, which libyaml reports some lines below."""
    for number in range(mark.line, max(-1, mark.line - _LOOK_BACK), -1) if mark else ():
        line = document.line(number)
        if match := re.search(rf"\{{[^}}#]*:[ \t]+({_COLOUR.pattern})", line):
            span = Span(document.file, number + 1, match.start(1) + 1, len(match[1]), line)
            return problem("yaml-colour", "a colour without quotes is read as a comment", span, f'write "{match[1]}"')
    return None


def find_tabs(document: Document, quoted: Sequence[Place]) -> Diagnostic | None:
    """Return one diagnostic for all tabs outside quotes, blocks and comments, at the first of them."""
    within = {line for place in quoted for line in range(place.line + 1, place.end_line)}
    beside: dict[int, list[Place]] = {}
    for place in quoted:
        for line in {place.line, place.end_line}:
            beside.setdefault(line, []).append(place)
    for number, line in enumerate(document.lines):
        if "\t" not in line or number in within or line.lstrip().startswith("#"):
            continue
        at = _first_tab(line, number, beside.get(number, ()))
        if at is not None and not re.search(r"(^|\s)#", line[:at]):
            return _tab(document, number, at)
    return None


def _first_tab(line: str, number: int, quoted: Sequence[Place]) -> int | None:
    """Return the column of the first tab of a line that no quoted text covers."""
    at = line.find("\t")
    while at >= 0:
        around = next((place for place in quoted if _covers(place, number, at)), None)
        if around is None:
            return at
        at = line.find("\t", around.end_column) if around.end_line == number else -1
    return None


def _covers(place: Place, line: int, column: int) -> bool:
    return (place.line, place.column) <= (line, column) < (place.end_line, place.end_column)


def _tab(document: Document, line: int, column: int) -> Diagnostic:
    span = Span(document.file, line + 1, column + 1, 1, document.line(line))
    return problem("yaml-tab", "a tab stands outside quotes", span, "use spaces; editors can convert tabs")


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _at(document: Document, mark: Any) -> Span:
    if mark is None:
        return Span(document.file, 1, 1, 1, document.line(0))
    line = document.line(mark.line)
    if mark.column >= len(line) and not line.strip() and mark.line:
        return Span(document.file, mark.line, len(document.line(mark.line - 1)) + 1, 1, document.line(mark.line - 1))
    return Span(document.file, mark.line + 1, mark.column + 1, 1, line)
