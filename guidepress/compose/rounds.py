"""The rounds of a drive: what each is called, how long it takes, strips that show it to scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

from guidepress.compose.cheatsheet import WIDTHS
from guidepress.compose.figures import sheet as figures
from guidepress.compose.figures.svg import Svg
from guidepress.compose.setting import Setting
from guidepress.content.model import Round

_ROUNDS_A_ROW, _ROUND_LEAST = 6, 66.0  # points


@dataclass(frozen=True, slots=True)
class Part:
    """A round with its number and its time, in a column `width` points wide."""

    model: Round
    number: int
    time: str
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Rounds side by side: each as wide as it is long (`scaled`), below a drawing to scale, or `unscaled`."""

    kind: Literal["scaled", "drawn", "unscaled"]
    parts: list[Part]
    art: Svg | None


class Rounds:
    """The rounds as a notice shows them."""

    def __init__(self, setting: Setting, rounds: Sequence[Round]) -> None:
        self._setting, self._words, self._rounds = setting, setting.words, rounds

    @cached_property
    def strips(self) -> list[Strip]:
        """Return the rounds in rows of about as many, drawn to one scale if all of them say how long they take."""
        rounds = self._rounds
        numbered = list(enumerate(rounds, start=1))
        count = max(1, -(-len(rounds) // _ROUNDS_A_ROW))
        size = max(1, -(-len(rounds) // count))
        rows = [numbered[start : start + size] for start in range(0, len(numbered), size)]
        longest = max((sum(part.minutes or 0 for _, part in row) for row in rows), default=0)
        return [self._strip(row, longest) for row in rows]

    def _strip(self, row: Sequence[tuple[int, Round]], longest: int) -> Strip:
        if not self._is_timed:
            return Strip("unscaled", self._parts(row, [WIDTHS["whole"] / len(row)] * len(row)), None)
        minutes = [part.minutes or 0 for _, part in row]
        width = max(WIDTHS["whole"] * sum(minutes) / longest, _ROUND_LEAST * len(row))  # or its words have no room
        widths = [width * share / sum(minutes) for share in minutes]
        if min(widths) >= _ROUND_LEAST:
            return Strip("scaled", self._parts(row, widths), None)
        free = width - _ROUND_LEAST * len(row)
        widths = [_ROUND_LEAST + free * share / sum(minutes) for share in minutes]
        places = list(accumulate(widths[:-1], initial=0.0))
        spans = [figures.Span(start, end, False) for start, end in pairwise(accumulate(minutes, initial=0))]
        return Strip("drawn", self._parts(row, widths), figures.day(spans, places, self._setting.palette, width))

    def _parts(self, row: Sequence[tuple[int, Round]], widths: Sequence[float]) -> list[Part]:
        return [
            Part(part, number, self._minutes(part.minutes), width)
            for (number, part), width in zip(row, widths, strict=True)
        ]

    @property
    def _is_timed(self) -> bool:
        return all(part.minutes for part in self._rounds)

    def _minutes(self, minutes: int | None) -> str:
        return self._words("%(minutes)s min", minutes=minutes) if minutes else ""

    @property
    def title(self) -> str:
        return self._words.count("The day in %(number)s round", "The day in %(number)s rounds", len(self._rounds))

    @property
    def time(self) -> str:
        """Return how long all rounds take together, if all of them say so."""
        total, _ = sum(part.minutes or 0 for part in self._rounds), self._words
        if not total or not self._is_timed:
            return ""
        hours, minutes = divmod(total, 60)
        parts = (_("%(hours)s h", hours=hours) if hours else "", self._minutes(minutes))
        return _("%(time)s in all", time=" ".join(filter(None, parts)))
