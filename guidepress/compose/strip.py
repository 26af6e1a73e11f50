"""The “you are here” strip of a role, made ready: its ways in and on, shortened to what a strip shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidepress.compose.figures import junction
from guidepress.compose.setting import Setting
from guidepress.content.career import moves
from guidepress.content.model import Role

_SHOWN = 3  # ways a side
_LETTER, _LINE = 4.9, 10.5  # of a label, in points: the average width of a letter, its line
_TAG = 5.0  # points by which a label rises above the years on its line
_PILL_TEXT = 66.0  # points for the role's name in its pill
_SHORT = 36  # letters of what a way in asks for that still make a label


@dataclass(frozen=True, slots=True)
class Way:
    """A way in or on: its label stands `rise` points above the strip's foot; its years, on its line at `y`."""

    text: str
    rise: float
    y: float
    years: str = ""
    sourced: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """You are here: ways in, this role, ways on."""

    figure: junction.Junction
    ways_in: tuple[Way, ...]
    ways_on: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A way's words before it has a place."""

    text: str
    years: str = ""
    sourced: bool = False


def strip(
    setting: Setting, ways_in: Sequence[Label], here: str, ways_on: Sequence[Label], width: float
) -> Strip | None:
    """Return the strip, `width` points wide; `None` when there is no way at all."""
    if not ways_in and not ways_on:
        return None
    ins, ons = (_shortened(setting, ways) for ways in (ways_in, ways_on))
    measure = (width - 94) / 2 - 34 if ins and ons else width / 2
    rows_in, rows_on = (list(_rows(ways, measure)) for ways in (ins, ons))
    figure = junction.draw(rows_in, rows_on, _lines(here, _PILL_TEXT), setting.palette, width)
    return Strip(figure, _placed(ins, figure.in_rows, figure), _placed(ons, figure.on_rows, figure))


def way_in(name: str, asks: str | None) -> Label:
    """Return a way in by what it asks for, where that is short, else by its kind."""
    return Label(asks if asks and len(asks) <= _SHORT else name)


def before(setting: Setting, role: Role) -> list[Label]:
    """Return the roles that lead to this one."""
    return [Label(move.source.short) for move in moves(setting.guide) if move.target.id == role.id]


def _shortened(setting: Setting, ways: Sequence[Label]) -> Sequence[Label]:
    """Return as many ways as a strip shows, the rest as a number."""
    if len(ways) <= _SHOWN:
        return ways
    return [*ways[: _SHOWN - 1], Label(setting.words("%(number)s more", number=len(ways) - _SHOWN + 1))]


def _rows(ways: Sequence[Label], measure: float) -> Iterator[float]:
    """Yield what each way takes in height: its label and its line, and room for its years and those above it."""
    above = False
    for way in ways:
        has_years = bool(way.years)
        yield 11.5 + _LINE * _lines(way.text, measure) + (_TAG if has_years else 0.0) + (_TAG if above else 0.0)
        above = has_years


def _lines(text: str, measure: float) -> int:
    """Return about how many lines a label takes."""
    return max(1, -(-int(len(text) * _LETTER) // int(measure)))


def _placed(ways: Sequence[Label], rows: Sequence[float], figure: junction.Junction) -> tuple[Way, ...]:
    height = figure.art.height
    return tuple(
        Way(way.text, round(height - y + 3.5 + (_TAG if way.years else 0.0), 2), y, way.years, way.sourced)
        for way, y in zip(ways, rows, strict=True)
    )
