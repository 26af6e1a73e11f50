"""What the layout of a notice shows, made ready: the clock's face, who may come, the rounds to scale, the blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import Literal

from guidepress.compose import large
from guidepress.compose.campus import CampusView
from guidepress.compose.cheatsheet import RULING, WIDTHS, Row, title_size
from guidepress.compose.figures import sheet as figures
from guidepress.compose.figures.pills import ruled
from guidepress.compose.figures.svg import Svg
from guidepress.compose.notice import NoticeSetting, arranged, positions
from guidepress.compose.setting import Code, Link, Logo, Setting, link, running, size_class
from guidepress.content.model import Bring, Role, Round

_CODE_MM = 36.0
_NAME_STEPS = ((36, 24, ""), (72, 30, "long"), (130, 44, "longer"), (5000, 5000, "longest"))
_VENUE_STEPS = ((32, 24, ""), (80, 30, "long"), (170, 40, "longer"), (5000, 5000, "longest"))
_ADDRESS_STEPS = ((24, 24, ""), (40, 40, "long"), (5000, 5000, "longer"))
_ROUNDS_A_ROW, _ROUND_LEAST = 6, 66.0  # points
_MANY = 24  # entries that go into four columns
_NARROW = 34  # letters of an entry of which three columns have room for two lines
_PEOPLE_INSIDE = 2
_MIRRORED = {"left": "right", "right": "left", "whole": "whole"}  # the narrow column is on the left here
_LINES, _KEPT = 6, 8  # in large print: lines to write on; those of a list that stay together
_DIGITS = re.compile(r"\d[\d:.]*")
_ASKED = (
    "What happens after the last round, and when?",
    "Who decides, and on what?",
    "Where is the work, and in which shifts?",
    "What do the first three months look like?",
)
_EXAMS = {"x": "class X", "xii": "class XII", "degree": "the degree"}


@dataclass(frozen=True, slots=True)
class Clockface:
    """A time parted at its digits, which are set large: 9:00 and am."""

    before: str
    digits: str
    after: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """A line of who may come, and the field of `eligibility` that it was made of."""

    text: str
    path: tuple[str | int, ...]


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


class NoticeView:
    """Everything that the notice shows."""

    def __init__(self, setting: Setting, notice: NoticeSetting) -> None:
        self._setting, self._words, self._notice = setting, setting.words, notice
        self.campus = CampusView(setting)
        self.drive = self.campus.drive
        self.name_size = size_class(self.where, _NAME_STEPS)
        self.title_size = title_size(self.drive.title)
        self.running = {"drive": running(self.drive.title), "campus": running(self.where)}
        self.venue_size = size_class(self.campus.venue, _VENUE_STEPS)
        self.edition = setting.imprint()
        self.asked = [self._words(_ASKED[index]) for index in range(len(_ASKED))]

    @property
    def tokens(self) -> dict[str, str]:
        """Return the shares of their usual size that words and, in their narrow column, figures of the face take."""
        letters = self._setting.letters
        return {"--face": f"{letters:g}", "--figures": f"{letters**2:g}"}

    @cached_property
    def where(self) -> str:
        """Return the campus with its city, unless its name says that."""
        name, city = self.campus.name, self.campus.city
        return name if not city or city.casefold() in name.casefold() else f"{name}, {city}"

    @property
    def day(self) -> str:
        """Return the day of the month, if the date is known to the day."""
        return self.campus.day if self._has_day else ""

    @property
    def weekday(self) -> str:
        return self.campus.weekday if self._has_day else ""

    @property
    def month(self) -> str:
        return self.campus.month

    @property
    def date(self) -> str:
        """Return the date in one line, as exactly as it is known."""
        return self.campus.date if self._has_day else self.month

    @property
    def _has_day(self) -> bool:
        date = self.campus.row.date
        return bool(date and date.day)

    @cached_property
    def clock(self) -> Clockface | None:
        """Return when to be there."""
        found = _DIGITS.search(self.campus.time)
        if not found:
            return None
        text = self.campus.time
        return Clockface(text[: found.start()].strip(), found[0], text[found.end() :].strip())

    @property
    def is_open(self) -> bool:
        """Whether neither time nor place is known: then the band has the name of the campus."""
        return not (self.when or self.campus.venue)

    @property
    def when(self) -> str:
        """Return what the band knows, as the names of styles: a day, a month without one, a time."""
        known = {"day": bool(self.day), "month": bool(self.month and not self.day), "hour": self.clock is not None}
        return " ".join(f"knows-{name}" for name, is_known in known.items() if is_known)

    # Blocks

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the blocks in rows."""
        lines = {
            "positions": len(self.positions),
            "eligibility": len(self.eligibility),
            "rounds": len(self.drive.defaults.rounds),
            "bring": len(self.bring),
            "register": int(self.register is not None),
            "people": 0 if self.people_inside else len(self.campus.people),
        }
        return arranged(lines, self._notice.fillers)

    @property
    def people_inside(self) -> bool:
        """Whether those to ask stand beside the QR code, for they are few."""
        return self.register is not None and len(self.campus.people) <= _PEOPLE_INSIDE

    @property
    def blocks(self) -> list[str]:
        """Return all blocks in reading order."""
        return [name for row in self.rows for name in row.blocks]

    @cached_property
    def positions(self) -> list[Role]:
        return positions(self._setting)

    @property
    def bring(self) -> Sequence[Bring]:
        return self.drive.defaults.bring

    def columns(self, texts: Sequence[str]) -> int:
        """Return how many columns a list has that takes the whole width."""
        if len(texts) > _MANY:
            return 4
        return min(len(texts), 3 if max(map(len, texts)) <= _NARROW else 2)

    @cached_property
    def eligibility(self) -> list[Requirement]:
        """Return who may come, a line each."""
        return list(self._requirements())

    def _requirements(self) -> Iterator[Requirement]:
        asked, _ = self.drive.eligibility, self._words
        if asked.courses:
            yield Requirement(_.either(asked.courses), ("courses",))
        if asked.pass_years:
            years = _.either(map(str, asked.pass_years))
            yield Requirement(_("Passing out in %(years)s", years=years), ("pass_years",))
        if marks := self._marks():
            yield Requirement(_("At least %(marks)s", marks=marks), ("min_percent",))
        if asked.active_backlogs_max is not None:
            yield Requirement(self._backlogs(asked.active_backlogs_max), ("active_backlogs_max",))
        yield from (Requirement(item.text, ("other", index)) for index, item in enumerate(asked.other))

    def _marks(self) -> str:
        """Return the least marks, exams with the same ones together: 50% in class X and class XII."""
        _, marks = self._words, self.drive.eligibility.min_percent
        known = [(getattr(marks, exam), exam) for exam in _EXAMS if getattr(marks, exam) is not None]
        groups = [(percent, [exam for _, exam in group]) for percent, group in groupby(known, lambda pair: pair[0])]
        return _.listing(
            _("%(percent)s%% in %(exams)s", percent=f"{percent:g}", exams=_.both(_(_EXAMS[exam]) for exam in exams))
            for percent, exams in groups
        )

    def _backlogs(self, most: int) -> str:
        if not most:
            return self._words("No active backlog")
        return self._words.count(
            "No more than %(number)s active backlog", "No more than %(number)s active backlogs", most
        )

    @cached_property
    def rounds(self) -> list[Strip]:
        """Return the rounds in rows of about as many, drawn to one scale if all of them say how long they take."""
        rounds = self.drive.defaults.rounds
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
        return all(part.minutes for part in self.drive.defaults.rounds)

    def _minutes(self, minutes: int | None) -> str:
        return self._words("%(minutes)s min", minutes=minutes) if minutes else ""

    @property
    def rounds_title(self) -> str:
        return self._words.count(
            "The day in %(number)s round", "The day in %(number)s rounds", len(self.drive.defaults.rounds)
        )

    @property
    def rounds_time(self) -> str:
        """Return how long all rounds take together, if all of them say so."""
        total, _ = sum(part.minutes or 0 for part in self.drive.defaults.rounds), self._words
        if not total or not self._is_timed:
            return ""
        hours, minutes = divmod(total, 60)
        parts = (_("%(hours)s h", hours=hours) if hours else "", self._minutes(minutes))
        return _("%(time)s in all", time=" ".join(filter(None, parts)))

    @cached_property
    def register(self) -> Code | None:
        """Return the QR symbol of the address to register at."""
        return self.campus.register(_CODE_MM)

    @property
    def address_size(self) -> str:
        return size_class(self.register.shown, _ADDRESS_STEPS) if self.register else ""

    @property
    def until(self) -> str:
        """Return the last day to register, if it is known."""
        until, _ = self.drive.registration.until if self.drive.registration else None, self._words
        if not until:
            return ""
        day = f"{_.weekday(until)}, {_.date(until)}" if until.day else _.date(until)
        return _("Register by %(date)s", date=day.replace(" ", "\N{NO-BREAK SPACE}"))

    @property
    def privacy_link(self) -> Link | None:
        """Return where the whole of the privacy notice is."""
        notice = self.drive.privacy_notice
        return link(notice.url) if notice and notice.url else None

    # The foot

    @cached_property
    def website(self) -> Code | None:
        """Return the QR symbol of the brand's website; a notice with an address to register at shows only that."""
        return None if self.register else self._setting.website()

    @cached_property
    def logo(self) -> Logo | None:
        return self._setting.logo(on_primary=False, area=230, widest=32, tallest=17)

    @cached_property
    def large_logo(self) -> Logo | None:
        """Return the logo for large print, twice as large."""
        return self._setting.logo(on_primary=False, area=920, widest=64, tallest=20)

    @cached_property
    def notes(self) -> Svg | None:
        """Return the lines to write notes on, if there is room for them."""
        alone = any(row.whole == ("notes",) for row in self.rows)
        return self._lines("whole" if alone else "left", self._notice.ruled)

    def kept(self, lines: Sequence[object]) -> str:
        """Return the style of a list in large print: a short one stays on one page."""
        return "kept" if len(lines) <= _KEPT else ""

    @cached_property
    def large_lines(self) -> Svg:
        """Return the lines to write notes on in large print."""
        return large.ruled(self._setting, _LINES * large.RULING)

    @cached_property
    def answers(self) -> Svg | None:
        """Return the lines to write the answer to one question on, if there is room for them."""
        return self._lines("right", self._notice.answers / len(self.asked))

    def _lines(self, side: str, height: float) -> Svg | None:
        return ruled(self._setting.palette, WIDTHS[_MIRRORED[side]], height) if height >= RULING else None
