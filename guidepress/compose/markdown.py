"""Markdown as writers of guides use it: emphasis, the one marked phrase, links, paragraphs, lists.

Everything else, raw HTML above all, stays text. The HTML obeys what PDF/UA-1 asks of WeasyPrint: a link holds only
text, and a list item holds no paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

_FENCE = "=="
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["list", "emphasis", "link", "escape", "newline", "entity"])
    parser.inline.ruler.before("emphasis", "mark", _mark)
    parser.validateLink = lambda url: bool(_SAFE_ADDRESS.match(url))
    return parser


def block(text: str, tail: str = "", label: str = "") -> Markup:
    """Return paragraphs and lists as HTML.

    `tail` stands at the end of the last paragraph, or after a last list; `label` at the start of the first paragraph.
    """
    parser = _parser()
    tokens = parser.parse(text)
    _tighten(tokens)
    for token in tokens:
        token.children = _plain_links(token.children or [])
    html = parser.renderer.render(tokens, parser.options, {}).rstrip()
    if label and html.startswith("<p>"):
        html = f'<p><strong class="lead-in">{escape(label)}</strong> {html[3:]}'
    body, end = (html[:-4], "</p>") if html.endswith("</p>") else (html, "")
    return Markup(body) + Markup(str(tail).strip()) + Markup(end)


@lru_cache(4096)
def inline(text: str) -> Markup:
    """Return one run of text as HTML, without a paragraph around it; newlines become spaces."""
    parser = _parser()
    [token] = parser.parseInline(" ".join(text.split()))
    children = _plain_links(token.children or [])
    return Markup(parser.renderer.render(children, parser.options, {}))


_LAST_WORDS = 16  # letters that are kept on one line, at most


def titled(text: str) -> Markup:
    """Return a title as HTML whose last two words, if short, stay on one line: no word is left alone."""
    head, _, last = text.rpartition(" ")
    first, _, before = head.rpartition(" ")
    if not first or len(before) + len(last) >= _LAST_WORDS:
        return escape(text)
    return Markup('{} <span class="together">{} {}</span>').format(first, before, last)


def plain(text: str) -> str:
    """Return the words alone, for places that hold no markup: descriptions, alternative texts."""
    return Markup(inline(text)).striptags()


def _mark(state: StateInline, silent: bool) -> bool:
    """Parse `==marked==`: no space inside the fences, no nesting of marks."""
    start = state.pos + len(_FENCE)
    if not state.src.startswith(_FENCE, state.pos) or start >= state.posMax or state.src[start].isspace():
        return False
    end = state.src.find(_FENCE, start + 1, state.posMax)
    if end < 0 or state.src[end - 1].isspace():
        return False
    if not silent:
        _push_marked(state, start, end)
    state.pos = end + len(_FENCE)
    return True


def _push_marked(state: StateInline, start: int, end: int) -> None:
    state.push("mark_open", "mark", 1)
    outer, state.pos, state.posMax = state.posMax, start, end
    state.md.inline.tokenize(state)
    state.posMax = outer
    state.push("mark_close", "mark", -1)


def _tighten(tokens: Sequence[Token]) -> None:
    """Hide the paragraphs of loose list items."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("list_item") else 0
        if depth and token.type.startswith("paragraph"):
            token.hidden = True


def _plain_links(tokens: Sequence[Token]) -> list[Token]:
    """Drop the markup inside links."""
    kept, inside = [], 0
    for token in tokens:
        inside += token.nesting if token.type.startswith("link_") else 0
        if not inside or token.nesting == 0 or token.type.startswith("link_"):
            kept.append(token)
    return kept
