"""A booklet's pages after a first layout: what spills a little over is set tighter, what stays nearly empty gets lines.

Most booklets need none of it; one more layout, or two, is the price of the others. Pure: places in, a setting out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

LIVE_TOP, LIVE_BOTTOM = 45.35, 544.25  # of a page's text, in points from the top of an A5 page
TRIALS = 5
_LEAST = 0.4  # of the live height: a page that is filled less looks forgotten


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page holds, in points from its top; what a block of lines takes: its heading with distances, a line."""

    top: float = LIVE_TOP
    bottom: float = LIVE_BOTTOM
    head: float = 34.0
    ruling: float = 21.0

    def fill(self, passage: Passage) -> float:
        """Return how much of the live height a passage takes of its last page."""
        return (passage.last_y - self.top) / (self.bottom - self.top)

    def room_below(self, passage: Passage) -> float:
        """Return what whole lines to write on take below a passage."""
        return (self.bottom - passage.last_y - self.head) // self.ruling * self.ruling


A5 = Frame()


@dataclass(frozen=True, slots=True)
class BookletSetting:
    """How a booklet is set: passages, by name, that are set tight, that flow (their foot, too), that end in lines.

    `room` holds the points of lines to write on.
    """

    tight: frozenset[str] = frozenset()
    flowing: frozenset[str] = frozenset()
    room: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a chapter, an overview or a role begins and ends: pages, and points from the top of the page.

    One with a foot on its last page is meant to take so many `pages`; without, 0.
    """

    name: str
    first: int
    first_y: float
    last: int
    last_y: float
    pages: int = 0


def settled(passages: Iterable[Passage], setting: BookletSetting, frame: Frame = A5) -> BookletSetting:
    """Return the setting for another layout; the same one when nothing is left to do."""
    known = list(passages)
    tight, flowing, room = set(setting.tight), set(setting.flowing), dict(setting.room)
    for passage in _forlorn(known, frame):
        if passage.last - passage.first >= max(passage.pages, 1) and passage.name not in tight:
            tight.add(passage.name)
        elif passage.pages and passage.name not in flowing:
            flowing.add(passage.name)
        elif not passage.pages and passage.name not in room:
            room[passage.name] = frame.room_below(passage)
    return replace(setting, tight=frozenset(tight), flowing=frozenset(flowing), room=room)


def _forlorn(passages: list[Passage], frame: Frame) -> Iterator[Passage]:
    """Yield the passages that take more pages than they are meant to, or leave their last page nearly empty."""
    for passage in passages:
        shared = any(other.first == passage.last and other.first_y >= passage.last_y for other in passages)
        is_over = passage.pages and passage.last - passage.first >= passage.pages
        if is_over or (not passage.pages and frame.fill(passage) < _LEAST and not shared):
            yield passage
