"""Inks of a press: cyan, magenta, yellow and black in percent, and how much of them paper bears. Imports nothing."""

from __future__ import annotations

Inks = tuple[float, ...]


def thinned(inks: Inks, limit: float) -> Inks:
    """Return inks of about the same hue that keep a limit in percent: black stays, the colours are thinned alike."""
    *colours, black = inks
    share = min(1.0, max(limit - black, 0.0) / (sum(colours) or 1.0))
    return (*(ink * share for ink in colours), black)
