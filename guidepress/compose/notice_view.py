"""What the layout of a notice shows, made ready: the clock's face, blocks in rows, lines to write on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from guidepress.compose import large
from guidepress.compose.campus import CampusView, Person
from guidepress.compose.cheatsheet import RULING, WIDTHS, Row, title_size
from guidepress.compose.eligibility import Requirement, requirements
from guidepress.compose.figures.pills import ruled
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.notice import NoticeSetting, arranged, positions
from guidepress.compose.rounds import Rounds
from guidepress.compose.setting import Code, Link, Logo, Setting, in_lines, link, running, size_class
from guidepress.content.model import Bring, Model, Role

_CODE_MM = 36.0
_NAME_STEPS = ((36, 24, ""), (72, 30, "long"), (130, 44, "longer"), (5000, 5000, "longest"))
_VENUE_STEPS = ((32, 24, ""), (80, 30, "long"), (170, 40, "longer"), (5000, 5000, "longest"))
_ADDRESS_STEPS = (("", 16.0), ("long", 12.5), ("longer", 10.5))  # of notice.css, in points
_BESIDE_CODE = {"whole": mm(148), "left": mm(68), "right": mm(68)}  # the width of an address to register at, by side
_LETTER = 0.51  # the average width of its letters, as a share of their size
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


@dataclass(frozen=True, slots=True)
class Clockface:
    """A time parted at its digits, which are set large: 9:00 and am."""

    before: str
    digits: str
    after: str


class Address(NamedTuple):
    """An address as it is set: the class of its size, its text with its line ends."""

    size: str
    text: str


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
        """Return what the band knows, as the names of styles: a day, a time."""
        known = {"day": bool(self.campus.date), "hour": self.clock is not None}
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
    def people(self) -> list[tuple[Person, Model]]:
        """Return whom to ask, each with where that was written."""
        row = self.campus.row
        is_own = row.contact_name or row.contact_phone or row.contact_email
        return list(zip(self.campus.people, (row,) if is_own else self.drive.contacts, strict=True))

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
        return list(requirements(self._words, self.drive.eligibility))

    @cached_property
    def rounds(self) -> Rounds:
        """Return the rounds of the day, to scale where they say how long they take."""
        return Rounds(self._setting, self.drive.defaults.rounds)

    @cached_property
    def register(self) -> Code | None:
        """Return the QR symbol of the address to register at."""
        return self.campus.register(_CODE_MM)

    @cached_property
    def address(self) -> Address:
        """Return the address to register at, as large as one line holds it, else two, else small."""
        tried = [self._address(name, points) for name, points in _ADDRESS_STEPS]
        for lines in (1, 2):
            for found, letters in tried:
                rows = found.text.split("\n")
                if len(rows) <= lines and max(map(len, rows)) <= letters:
                    return found
        return tried[-1][0]

    def _address(self, size: str, points: float) -> tuple[Address, int]:
        """Return the address in a size, and how many letters go in a line of it."""
        side = next(side for row in self.rows for side, names in row.sides.items() if "register" in names)
        letters = int(_BESIDE_CODE[side] * self._setting.letters / (points * self._notice.grow * _LETTER))
        return Address(size, in_lines(self.register.shown if self.register else "", letters)), letters

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
