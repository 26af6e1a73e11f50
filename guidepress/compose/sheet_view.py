"""What the layout of a cheat sheet shows, made ready: ways in and on, a day in columns, numbers, the ladder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidepress.compose.campus import CampusView, Step, set_within
from guidepress.compose.cheatsheet import FILLERS, RULING, WIDTHS, SheetSetting, more, title_size
from guidepress.compose.figures import sheet as figures
from guidepress.compose.figures.pills import ruled
from guidepress.compose.figures.svg import Svg
from guidepress.compose.plan import Job
from guidepress.compose.roles import Cell, RoleView, is_sourced, minutes, route_name, route_texts, years
from guidepress.compose.setting import Setting
from guidepress.content.career import Move, moves
from guidepress.content.library import Library
from guidepress.content.model import Claim, Measure, Role

_SUM = r"(?:[₹$€£] ?)?\d+(?:[.,]\d+)*"
_NUMBER = re.compile(rf"(?<!\S){_SUM}(?:(?: ?[–-] ?| to ){_SUM})?(?: ?%)?\+?(?![^\s.,;])")
_BEFORE_MOST, _NUMBER_MOST = 12, 22  # letters before a number that stands out, and in it
_ON_A_FLOOR = 8  # roles shown
_WAYS_APART = 3  # ways in with a line each; more roles than that share one
_HERE_LETTERS = 34
_FACT_LETTERS = 8
_BETTER = {"up": "higher", "down": "lower", "band": "in a band"}
# A campus in the strip below the band: name and place on a line each, day or a stamp beside them, else all runs on.
# Every campus takes the same height so, unless name and place have more than some 250 letters.
_STRIP, _BESIDE, _STAMPS_BESIDE = 22.0, (1000, 0.0), 1
_STRIP_SIZES = (
    Step("", title=(50, 12.0), when=_BESIDE, place=(66, 10.0), stamps=_BESIDE, besides=0.0),
    Step("running", title=_BESIDE, when=_BESIDE, place=_BESIDE, stamps=_BESIDE, besides=0.0),
)
_ASKED = (
    "What does the first month look like?",
    "How long is the training, and is it paid?",
    "Which shifts, and how often do they change?",
    "Who decides on the next step, and on what?",
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A text with a number that is to stand out: about · 70% · on average."""

    before: str
    number: str
    after: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact, with its number if it rests on a source."""

    cell: Cell
    numeral: Numeral | None


@dataclass(frozen=True, slots=True)
class Way:
    """A way in or on: what it is called, how long it takes, what it asks for."""

    label: str
    years: str
    sourced: bool
    texts: list[str]
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Column:
    """An entry of a day in a column of its own, `width` in points."""

    index: int
    time: str
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Day:
    """A day: a column per entry under the strip; `columns` is empty when the entries need rows."""

    columns: list[Column]
    art: Svg | None
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A role on the ladder; `place` says whether it is this one (here), one move away (near), or another (far)."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Floor:
    """A stage of the ladder with its roles; `more` counts those not shown."""

    title: str
    rungs: list[Rung]
    more: str


class SheetView:
    """A role and its sheet's setting as the layout shows them."""

    def __init__(self, role_view: RoleView, sheet: SheetSetting) -> None:
        self._view, self._sheet = role_view, sheet
        self._setting, self._role, self._words = role_view.setting, role_view.role, role_view.setting.words
        self.rows = sheet.rows
        self.stage, self.count = role_view.stage, role_view.count
        self.title_size = title_size(self._role.title)
        self.locator, self.locator_alt = (
            role_view.locator_on(primary=not self._setting.palette.line_art),
            role_view.locator_alt,
        )
        self.here, self.here_is_long = self._role.short, len(self._role.short) > _HERE_LETTERS
        self.skills, self.questions = role_view.skills, role_view.questions
        self.entries = role_view.day.columns if role_view.day else ()
        self.campus = CampusView.of(self._setting)
        self.qr = (self.campus.register() if self.campus else None) or self._setting.website()
        self.logo = self._setting.logo(on_primary=False, area=230, widest=32, tallest=17)
        self.station = figures.station(self._setting.palette)
        self.edition = self._setting.imprint()
        self.codes = "; ".join(role_view.codes) if "codes" not in sheet.dropped else ""
        self.asked = [self._words(_ASKED[index]) for index in range(min(sheet.questions, len(_ASKED)))]

    @cached_property
    def strip_size(self) -> str:
        """Return the type step of the strip that says for which campus the sheet is."""
        sizes = _STRIP_SIZES[self.campus is not None and len(self.campus.stamps) > _STAMPS_BESIDE :]
        return set_within(self.campus, sizes, _STRIP, self._setting.letters).size

    @cached_property
    def facts(self) -> list[tuple[Cell, float]]:
        """Return the facts at a glance with their widths in points: the last as wide as the right column."""
        cells = [cell for cell in self._view.facts if cell.field not in self._sheet.dropped]
        letters = [max(len(cell.value), len(cell.label), _FACT_LETTERS) + 2 for cell in cells[:-1]]
        rest = WIDTHS["whole"] - WIDTHS["right"]
        widths = [rest * count / sum(letters) for count in letters]
        return list(zip(cells, [*widths, WIDTHS["right"]], strict=False))

    @cached_property
    def more(self) -> list[Fact]:
        """Return what no other block shows, numbers that rest on a source apart."""
        cells = more(self._view, self._sheet)
        return [Fact(cell, numeral(cell.value) if is_sourced(cell.claim) else None) for cell in cells]

    @cached_property
    def shifts(self) -> str:
        """Return the note on the schedule, which stands with the day."""
        schedule = self._role.schedule
        return (schedule.note or "") if schedule and "schedule" not in self._sheet.dropped else ""

    @cached_property
    def ways_in(self) -> list[Way]:
        """Return the ways in, the roles that lead here last."""
        role, _ = self._role, self._words
        routes = [Way(route_name(_, route), "", False, route_texts(_, route), route) for route in role.entry_routes]
        before = [move for move in moves(self._setting.guide) if move.target.id == role.id]
        if len(routes) + len(before) > _WAYS_APART:
            names = _.listing(move.source.short for move in before)
            return [*routes, *([Way(_("From"), "", False, [names], None)] if names else [])]
        return [*routes, *(self._way(move.source, move, None) for move in before)]

    def _way(self, role: Role, move: Move, how: str | None) -> Way:
        return Way(role.short, years(self._setting, move), is_sourced(move.claim), [how] if how else [], move.claim)

    @cached_property
    def ways_on(self) -> list[Way]:
        """Return the next steps with their years."""
        return [
            self._way(move.target, move, move.how)
            for move in moves(self._setting.guide)
            if move.source.id == self._role.id
        ]

    @cached_property
    def day(self) -> Day | None:
        """Return the day, to scale where its times are clock times in order."""
        entries = self._role.day
        if not entries:
            return None
        widths = figures.column_widths([entry.text for entry in entries], WIDTHS["whole"])
        columns = [
            Column(index, entry.time or "", entry.text, width)
            for index, (entry, width) in enumerate(zip(entries, widths, strict=False))
        ]
        starts = minutes(entries)
        if starts is None:
            return Day(columns, None, "", "")
        ends = [*starts[1:], starts[-1] + 60]
        spans = [figures.Span(start, end, entry.rest) for start, end, entry in zip(starts, ends, entries, strict=True)]
        art = figures.day(spans, _edges(widths), self._setting.palette, WIDTHS["whole"])
        return Day(columns, art, entries[0].time or "", entries[-1].time or "")

    def arrow(self, measure: Measure) -> Svg | None:
        """Return the arrow that says which way a measure should go."""
        return figures.arrow(measure.direction, self._setting.palette) if measure.direction else None

    def typical(self, measure: Measure) -> Numeral:
        """Return a measure's typical value, its number to stand out if it rests on a source."""
        text = self._setting.citations.about(measure, measure.typical or "")
        return (numeral(text) if is_sourced(measure) else None) or Numeral(text, "", "")

    def better(self, measure: Measure) -> str:
        """Return which way a measure should go, in a word."""
        return self._words(_BETTER[measure.direction]) if measure.direction else ""

    @cached_property
    def number(self) -> tuple[Measure, Numeral] | None:
        """Return the first measure with a sourced number."""
        return sourced_number(self._setting, self._role)

    @cached_property
    def ladder(self) -> list[Floor]:
        """Return the guide's ladder, the highest floor first."""
        return list(self._floors())

    def _floors(self) -> Iterator[Floor]:
        guide, here = self._setting.guide, self._role.id
        ends = [{move.source.id, move.target.id} for move in moves(guide)]
        near = {id for pair in ends if here in pair for id in pair}
        for stage in reversed(guide.stages):
            roles = [role for role in guide.roles if role.stage == stage.id]
            roles.sort(key=lambda role: (role.id != here, role.id not in near) if len(roles) > _ON_A_FLOOR else 0)
            rungs = [Rung(role.short, _place(role.id, here, near)) for role in roles[:_ON_A_FLOOR]]
            hidden = len(roles) - len(rungs)
            if rungs:
                yield Floor(stage.title, rungs, self._words("%(number)s more", number=hidden) if hidden else "")

    @cached_property
    def notes(self) -> Svg | None:
        """Return the lines to write notes on, if there is room for them."""
        return self._lines("notes", self._sheet.ruled.get("notes", 0.0))

    @cached_property
    def answers(self) -> Svg | None:
        """Return the lines to write the answer to one question on, if there is room for them."""
        return self._lines("ask", self._sheet.ruled.get("ask", 0.0) / len(self.asked))

    def _lines(self, block: str, height: float) -> Svg | None:
        side = next((side for row in self.rows for side, names in row.sides.items() if block in names), "left")
        return ruled(self._setting.palette, WIDTHS[side], height) if height >= RULING else None

    @cached_property
    def sources(self) -> str:
        """Return the sources that this sheet's facts name, with the numbers they have in the guide."""
        citations, _ = self._setting.citations, self._words
        named = {id for part in self._role.walk() for id in getattr(part, "sources", ()) if id in citations.sources}
        publishers: dict[str, list[str]] = {}
        for id in sorted(named, key=citations.number):
            source = citations.sources[id]
            publishers.setdefault(source.publisher or source.title, []).append(str(citations.number(id)))
        texts = [f"{_.listing(numbers)} {publisher}" for publisher, numbers in publishers.items()]
        return _("Sources: %(list)s.", list="; ".join(texts)) if texts else ""


def fillers(library: Library, job: Job) -> tuple[str, ...]:
    """Return the blocks that a role's sheet may gain if it has room."""
    setting = Setting.of(library, job)
    lacks = {
        "number": sourced_number(setting, setting.guide.role(str(job.role))) is None,
        "ladder": len(setting.guide.roles) == 1,
    }
    return tuple(name for name in FILLERS if not lacks.get(name))


def sourced_number(setting: Setting, role: Role) -> tuple[Measure, Numeral] | None:
    """Return the first measure whose typical value is a number that rests on a source."""
    for measure in role.measures:
        if measure.typical and is_sourced(measure):
            found = numeral(setting.citations.about(measure, measure.typical))
            if found:
                return measure, found
    return None


def numeral(text: str) -> Numeral | None:
    """Return a text parted at its first number, if that comes early enough to lead the line."""
    found = _NUMBER.search(text)
    if found is None or found.start() > _BEFORE_MOST or len(found[0]) > _NUMBER_MOST:
        return None
    return Numeral(text[: found.start()].strip(), found[0], text[found.end() :].strip(" ,;"))


def _place(id: str, here: str, near: set[str]) -> str:
    return "here" if id == here else "near" if id in near else "far"


def _edges(widths: Sequence[float]) -> list[float]:
    """Return where columns begin."""
    return [sum(widths[:index]) for index in range(len(widths))]
