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

from guidepress.compose.setting import shown

_FENCE = "=="
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["list", "emphasis", "link", "escape", "newline", "entity"])
    parser.inline.ruler.before("emphasis", "mark", _mark)
    parser.validateLink = lambda url: bool(_SAFE_ADDRESS.match(url))
    return parser


def block(text: str, tail: str = "", label: str = "", *, spelled: bool = False) -> Markup:
    """Return paragraphs and lists as HTML.

    `tail` stands at the end of the last paragraph, or after a last list; `label` at the start of the first paragraph.
    The address of a link stands after its words when it is `spelled` out: on paper nobody can follow it otherwise.
    """
    parser = _parser()
    tokens = parser.parse(text)
    _tighten(tokens)
    for token in tokens:
        token.children = _links(token.children or [], spelled)
    html = parser.renderer.render(tokens, parser.options, {}).rstrip()
    if label and html.startswith("<p>"):
        html = f'<p><strong class="lead-in">{escape(label)}</strong> {html[3:]}'
    body, end = (html[:-4], "</p>") if html.endswith("</p>") else (html, "")
    return Markup(body) + Markup(str(tail).strip()) + Markup(end)


@lru_cache(4096)
def inline(text: str, *, spelled: bool = False) -> Markup:
    """Return one run of text as HTML, without a paragraph around it; newlines become spaces. Links as in `block`."""
    parser = _parser()
    [token] = parser.parseInline(" ".join(text.split()))
    children = _links(token.children or [], spelled)
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


def _links(tokens: Sequence[Token], spelled: bool) -> list[Token]:
    """Drop the markup inside links; spell addresses out that the links' own words do not say."""
    kept: list[Token] = []
    opened = 0
    for token in tokens:
        inside = bool(kept) and kept[opened].type == "link_open"
        if inside and token.nesting and not token.type.startswith("link_"):
            continue
        kept.append(token)
        if token.type == "link_open":
            opened = len(kept) - 1
        elif token.type == "link_close":
            words = "".join(part.content for part in kept[opened:])
            address = shown(str(kept[opened].attrs["href"]))
            kept += [_spelled(address)] if spelled and address not in words else []
            opened = len(kept) - 1
    return kept


def _spelled(address: str) -> Token:
    return Token("text", "", 0, content=f" ({address})")
