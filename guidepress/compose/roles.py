"""A role, made ready for its pages: what layouts would have to compute is computed here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidepress.compose.figures import pills
from guidepress.compose.figures.svg import Svg
from guidepress.compose.markdown import inline
from guidepress.compose.setting import Setting, running, size_class, texts
from guidepress.compose.strip import Label, Strip, before, strip, way_in
from guidepress.compose.words import Words
from guidepress.content.career import Move, moves
from guidepress.content.model import Claim, Code, DayEntry, EntryRoute, Measure, Money, Role

_LEVEL_WORDS = ("Aware", "Working", "Strong", "Expert")
_ROUTES = {
    "direct": "Directly",
    "apprenticeship": "By apprenticeship",
    "qualification": "With a qualification",
    "promotion": "By promotion",
    "licence": "With a licence",
}
_SCHEMES = {"onet-soc": "O*NET-SOC", "isco-08": "ISCO-08", "esco": "ESCO", "nco-2015": "NCO-2015", "nsqf-qp": "NSQF"}
_MATCHES = {"close": "close match", "broad": "broad match"}
_PER = {"year": "a year", "month": "a month", "day": "a day", "hour": "an hour", "task": "a task"}
_BASES = {"gross": "gross", "ctc": "cost to company", "in-hand": "in hand", "stipend": "stipend"}
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
_BARE_WORDS = 2  # what does not say itself that it is experience: “0–1 year”, “None”
_CELL = 60  # letters of a list in the fact strip
LIVE_HEIGHT = 499.0  # of a page, in points
_ROOM_HEAD, _ROOM_LEAST = 58.0, 42.0  # of lines to write on: their heading and what estimates may be wrong by
_LEFT_LEAST, _RIGHT_LEAST = 250.0, 200.0  # of it, what makes a spread


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill of a role; without a level there is no art."""

    name: str
    level: int | None
    word: str
    art: Svg | None
    essential: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A labelled value; `field` is where it was written, `claim` what it rests on."""

    label: str
    value: str
    field: str = ""
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a day with its place in the list."""

    index: int
    time: str
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day: its entries, in three columns (sheet) and two (booklet), and to scale if its times are clock times."""

    entries: tuple[Entry, ...]
    columns: tuple[tuple[Entry, ...], ...]
    halves: tuple[tuple[Entry, ...], ...]
    timed: bool
    strip: Svg | None = None
    hours: tuple[pills.Hour, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class WayOn:
    """A next step as text."""

    title: str
    years: str
    how: str | None
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the interview with its number."""

    index: int
    number: int
    question: str
    listening_for: str | None


class RoleView:
    """What the pages of a role show; `width` is the measure of the day, `strip_width` of the junction, in points."""

    def __init__(self, setting: Setting, role: Role, *, width: float, strip_width: float, level: int = 2) -> None:
        self.setting, self.role, self.level = setting, role, level
        self._words, self._width, self._strip_width = setting.words, width, strip_width
        self.anchor = f"role-{role.id}"
        self.stage = setting.stage_title(role.stage)
        self.modes = self._words.listing(texts(role.modes))
        self.aliases = self._words.listing(texts(role.aliases))
        self.running = running(role.short)
        self.title_size = size_class(role.title, ((22, 16, ""), (500, 90, "long")))

    @cached_property
    def is_spread(self) -> bool:
        """Tell whether the role fills a spread: what it is on the left page, its day and its ways on the right.

        Heights are estimates in points, from letters a line; a role that is shorter or longer flows as it comes.
        """
        role = self.role
        left = 150 + taken((duty.text for duty in role.duties), 58, 14, 5) + 18.4 * len(role.skills) + 50
        return _LEFT_LEAST <= left <= LIVE_HEIGHT and _RIGHT_LEAST <= self._right_page <= LIVE_HEIGHT

    @cached_property
    def room_to_write(self) -> Svg | None:
        """Return lines to write on for the right page of a spread where a role leaves much of it free."""
        free = LIVE_HEIGHT - self._right_page - _ROOM_HEAD
        return pills.ruled(self.setting.palette, self._strip_width, free // 21 * 21) if free >= _ROOM_LEAST else None

    @property
    def _right_page(self) -> float:
        """Return about what day, measures, the rest and the ways take."""
        role = self.role
        day = 32 + taken((entry.text for entry in role.day), 28, 11.2, 3.4) / 2 if role.day else 0
        measures = taken((f"{row.meaning or ''}{row.typical or ''}" for row in role.measures), 36, 11.4, 4.6)
        more = taken((f"{row.label} {row.value}" for row in self.more), 62, 11.4, 0)
        strip = self.strip.figure.art.height + 8 if self.strip else 0
        sides = [texts for texts in self._ways_as_text() if texts]
        ways = max((taken(texts, 84 // len(sides), 11.4, 5) for texts in sides), default=0.0)
        return day + measures + more + strip + ways + 44

    def _ways_as_text(self) -> tuple[list[str], list[str]]:
        routes = [" ".join(route_texts(self._words, route)) for route in self.role.entry_routes]
        return routes, [f"{way.title} {way.years} {way.how or ''}" for way in ways_on(self.setting, self.role)]

    @cached_property
    def count(self) -> str:
        """Return which of the guide's roles this is; nothing if it is the only one."""
        roles = self.setting.guide.roles
        if len(roles) == 1:
            return ""
        return self._words("Role %(number)s of %(total)s", number=roles.index(self.role) + 1, total=len(roles))

    @cached_property
    def locator(self) -> Svg | None:
        """Return the guide's ladder as pills on paper, this role filled."""
        return self.locator_on(primary=False)

    def locator_on(self, *, primary: bool) -> Svg | None:
        """Return the guide's ladder as pills, on paper or on the primary colour; `None` if there is one role only."""
        guide = self.setting.guide
        if len(guide.roles) == 1:
            return None
        floors = [[role.id == self.role.id for role in guide.roles if role.stage == stage.id] for stage in guide.stages]
        known = [floor for floor in floors if floor] or [[role.id == self.role.id for role in guide.roles]]
        return pills.locator(known, self.setting.palette, primary)

    @cached_property
    def locator_alt(self) -> str:
        """Return what the locator says."""
        return self._words("Where this role stands: %(stage)s.", stage=self.stage)

    @cached_property
    def facts(self) -> list[Cell]:
        """Return up to four facts at a glance: works by, start with, hours, tools."""
        role, _ = self.role, self._words
        route = next(iter(role.entry_routes), None)
        start = next((text for text in (route.education, route.experience) if text), "") if route else ""
        hours = role.schedule.pattern if role.schedule and role.schedule.pattern else ""
        cells = (
            Cell(_("Works by"), self.modes, "modes"),
            Cell(_("Start with"), start, "entry_routes"),
            Cell(_("Hours"), hours, "schedule"),
            Cell(_("Tools"), _.listing(self._few(texts(role.tools))), "tools"),
        )
        return [cell for cell in cells if cell.value]

    def _few(self, items: list[str]) -> list[str]:
        """Return as many items as a cell of four lines holds, the rest as a number; one more is no rest."""
        kept = [item for index, item in enumerate(items) if sum(map(len, items[: index + 1])) <= _CELL or not index]
        rest = len(items) - len(kept)
        return [*kept, self._words("%(number)s more", number=rest)] if rest > 1 else items

    def fact(self, field: str) -> str:
        """Return the fact at a glance that a field of the role gives, or nothing."""
        return next((cell.value for cell in self.facts if cell.field == field), "")

    @cached_property
    def strengths(self) -> list[str]:
        """Return the names of the essential skills, those of the highest level first."""
        essential = sorted((row for row in self.role.skills if row.essential), key=lambda row: -(row.level or 0))
        names = {skill.id: skill.name for skill in self.setting.guide.skills}
        return [names.get(row.skill, row.skill) for row in essential]

    @cached_property
    def next_shorts(self) -> list[str]:
        """Return the short titles of the roles that this one leads to."""
        return [move.target.short for move in moves(self.setting.guide) if move.source.id == self.role.id]

    @cached_property
    def skills(self) -> list[SkillRow]:
        """Return the skills with their marks."""
        names = {skill.id: skill.name for skill in self.setting.guide.skills}
        inks = self.setting.palette
        return [
            SkillRow(
                names.get(row.skill, row.skill),
                row.level,
                self._words(_LEVEL_WORDS[row.level - 1]) if row.level else "",
                pills.level(row.level, row.essential, inks) if row.level else None,
                row.essential,
            )
            for row in self.role.skills
        ]

    @cached_property
    def day(self) -> Day | None:
        """Return the day, to scale where all its times are clock times in order."""
        if not self.role.day:
            return None
        entries = tuple(Entry(index, entry.time or "", entry.text) for index, entry in enumerate(self.role.day))
        columns = (_in_columns(entries, 3), _in_columns(entries, 2), any(entry.time for entry in entries))
        starts = minutes(self.role.day)
        if starts is None:
            return Day(entries, *columns)
        starts = [*starts, starts[-1] + 60]
        strip = pills.day_strip(starts, [entry.rest for entry in self.role.day], self.setting.palette, self._width)
        hours = tuple(pills.hours(starts, self._width))
        return Day(entries, *columns, strip, hours, entries[0].time, entries[-1].time)

    @cached_property
    def strip(self) -> Strip | None:
        """Return the “you are here” strip; `None` when the role has no way in or on."""
        _ = self._words
        routes = [route for route in self.role.entry_routes if route.kind not in (None, "promotion")]
        ways_in = [way_in(route_name(_, route), route.education) for route in routes]
        ways_on = [
            Label(move.target.short, years(self.setting, move), is_sourced(move.claim))
            for move in moves(self.setting.guide)
            if move.source.id == self.role.id
        ]
        ways_in += before(self.setting, self.role)
        return strip(self.setting, ways_in, self.role.short, ways_on, self._strip_width)

    @cached_property
    def questions(self) -> list[list[Question]]:
        """Return the interview questions in rows of three (four make two rows of two)."""
        asked = [
            Question(index, index + 1, item.question, item.listening_for)
            for index, item in enumerate(self.role.interview)
        ]
        across = 2 if len(asked) in (2, 4) else 3
        return [asked[start : start + across] for start in range(0, len(asked), across)]

    @cached_property
    def pay(self) -> list[Cell]:
        """Return sourced pay, a line each."""
        return [Cell("", self._pay_line(money), "pay", money) for money in self.role.pay]

    @cached_property
    def more(self) -> list[Cell]:
        """Return what no other block shows: the schedule's note, open facts."""
        role, _ = self.role, self._words
        notes = (
            [Cell(_("Shifts"), inline(role.schedule.note), "schedule", role.schedule)]
            if role.schedule and role.schedule.note
            else []
        )
        tools = texts(role.tools)
        all_tools = [Cell(_("Tools"), _.listing(tools), "tools", role.tools[0])] if self._few(tools) != tools else []
        facts = [Cell(fact.label, self.setting.citations.about(fact, fact.value), "facts", fact) for fact in role.facts]
        return [*notes, *all_tools, *facts]

    @cached_property
    def footnote(self) -> str:
        """Return related roles and occupation codes, in one small paragraph."""
        titles = {other.id: other.title for other in self.setting.guide.roles}
        near = self._words.listing(titles[id] for id in self.role.related if id in titles)
        related = [self._words("Related: %(names)s", names=near)] if near else []
        return ". ".join([*related, *(["; ".join(self.codes)] if self.codes else [])])

    @cached_property
    def codes(self) -> list[str]:
        """Return the occupation codes as printed, those of one scheme and standing together, an expired one marked."""
        groups: dict[tuple[str, str], list[str]] = {}
        for code in self.role.codes:
            groups.setdefault((_SCHEMES[code.scheme], self._code_notes(code)), []).append(code.code)
        return [f"{scheme} {', '.join(codes)}{notes}" for (scheme, notes), codes in groups.items()]

    def _code_notes(self, code: Code) -> str:
        _ = self._words
        notes = [code.version] if code.version else []
        notes += [_(_MATCHES[code.match])] if code.match in _MATCHES else []
        if self.setting.expired(code.valid_to):
            notes.append(_("expired %(date)s", date=self.setting.date(code.valid_to)))
        return f" ({', '.join(notes)})" if notes else ""

    def _sum(self, money: Money) -> str:
        """Return a sum as printed; one that is open above or below says so."""
        _, shown = self._words, self._words.money(money)
        if money.max is None:
            return _("from %(sum)s", sum=shown)
        return _("up to %(sum)s", sum=shown) if money.min is None else shown

    def _pay_line(self, money: Money) -> str:
        _ = self._words
        about = self.setting.citations.about(money, self._sum(money))
        basis, per = _(_BASES[money.basis or "gross"]), _(_PER[money.per or "year"])  # a sum without them is no content
        detail = [basis, *([money.region] if money.region else []), str(money.year)]
        return f"{about} {per} ({', '.join(detail)})"


def measure_name(measure: Measure) -> tuple[str, str]:
    """Return how a measure is called, and in full; a name that its full form says again is not said twice."""
    name, full = measure.name, measure.expansion or ""
    if full and name.casefold().rstrip("s") in full.casefold():
        return full[:1].upper() + full[1:], ""
    return name, full


def taken(texts: Iterable[str], letters: int, line: float, space: float) -> float:
    """Return about what texts take in points, set at so many letters a line with some space around each."""
    return sum(-(-len(text) // letters) * line + space for text in texts)


def ways_on(setting: Setting, role: Role) -> list[WayOn]:
    """Return where a role leads, from the guide's united moves."""
    return [
        WayOn(move.target.title, years(setting, move), move.how, move.claim)
        for move in moves(setting.guide)
        if move.source.id == role.id
    ]


def route_name(words: Words, route: EntryRoute) -> str:
    """Return what kind of way in this is."""
    return words(_ROUTES[route.kind]) if route.kind else words("Way in")


def route_texts(words: Words, route: EntryRoute) -> list[str]:
    """Return what a way in asks for, as sentences."""
    is_bare = bool(route.experience) and len(route.experience.split()) <= _BARE_WORDS
    experience = words("Experience: %(text)s", text=route.experience) if is_bare else route.experience
    return [words.sentence(text) for text in (route.education, experience, route.note) if text]


def years(setting: Setting, move: Move) -> str:
    """Return the years of a move as printed: “1–4 years”, weak ones with “about”."""
    if not move.years:
        return ""
    text = move.years if any(map(str.isalpha, move.years)) else setting.words("%(years)s years", years=move.years)
    return setting.citations.about(move.claim, text) if move.claim else text


def is_sourced(claim: Claim | None) -> bool:
    """Tell whether a fact rests on a source, and nobody doubts it."""
    return bool(claim and claim.sources and claim.status != "unverified")


def _in_columns(entries: tuple[Entry, ...], count: int) -> tuple[tuple[Entry, ...], ...]:
    size = -(-len(entries) // count)
    return tuple(entries[start : start + size] for start in range(0, len(entries), size))


def minutes(day: Sequence[DayEntry]) -> list[int] | None:
    """Return minutes from midnight, counted on past it; `None` unless all are clock times that ascend."""
    found = [_CLOCK.fullmatch((entry.time or "").strip()) for entry in day]
    if len(found) < 2 or not all(found):
        return None
    clock = [int(match[1]) * 60 + int(match[2]) for match in found if match]
    unrolled = list(_unroll(clock))
    return unrolled if unrolled == sorted(set(unrolled)) and unrolled[-1] - unrolled[0] < 24 * 60 else None


def _unroll(clock: Iterable[int]) -> Iterator[int]:
    """Add a day each time the clock passes midnight, for night shifts."""
    days, before = 0, -1
    for minute in clock:
        days += 1 if minute < before else 0
        before = minute
        yield minute + days * 24 * 60
