"""Ways out, in words: the nearest known name, and lists that stay short."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """Return a hint that names the nearest known word, else another hint."""
    near = nearest_word(word, known)
    return f'did you mean "{near}"?' if near else otherwise


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that somebody may have meant."""
    words = list(known)
    if longer := [other for other in words if len(word) > 2 and other.startswith(word.lower())]:
        return longer[0]
    near = get_close_matches(word[:100], words, n=1) or get_close_matches(word[:100].lower(), words, n=1)
    return near[0] if near else None


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Return words as a list for a message, cut where it gets long."""
    every = list(words)
    return ", ".join(every[:limit]) + (" …" if len(every) > limit else "")
