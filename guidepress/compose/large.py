"""Large print, made ready for its layouts: what elsewhere is a table or a drawing is a list here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import ClassVar

from guidepress.compose.booklet import BookletView
from guidepress.compose.campus import CampusView, set_within
from guidepress.compose.campus import Step as Size
from guidepress.compose.chapters import EXTRAS, ChapterView, Extra
from guidepress.compose.cheatsheet import FILLERS, HOMES
from guidepress.compose.covers import Back, Cover, described, steps
from guidepress.compose.figures import pills
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.roles import Entry, RoleView, SkillRow, taken, years
from guidepress.compose.setting import Logo, Setting
from guidepress.compose.settle import Frame
from guidepress.compose.sheet_view import SheetView
from guidepress.compose.typefaces import has_own_heading
from guidepress.compose.words import Words
from guidepress.content.career import Move, moves
from guidepress.content.model import Claim, Role
from guidepress.content.outline import shows

MEASURE = mm(174)  # the live width of a page
RULING = mm(13)  # a line to write on
FRAME = Frame(top=mm(26), bottom=mm(271), head=72.0, ruling=RULING)
_LINES, _LINES_MOST = 3, 8  # to write on below a prompt; on a page that would stay empty
_ART, _ART_LEAST, _BACK_ART = mm(126), mm(30), mm(20)  # heights of the covers' art
# Letters a line and its height, for each size of the title on the cover, for its subtitle; what stands there besides
_TITLE_LINES = {"": (20, 64.0), "long": (27, 53.0), "longer": (38, 39.0)}
_SUBTITLE_LINES, _BESIDES = (46, 28.0), 200.0
_WIDE = 0.55  # of these letters fit on a line in the widest faces that a brand may bring along
_COVER_HEIGHT, _BACK_HEIGHT = mm(244), mm(264)  # estimates of the second are generous
# A campus on the covers: the sizes that it may have
_SIZES = (
    Size("", title=(36, 30.0), when=(44, 28.0), place=(52, 24.0), stamps=(44, 36.0), besides=44.0),
    Size("long", title=(50, 24.0), when=(50, 24.0), place=(56, 22.0), stamps=(44, 36.0), besides=40.0),
)
_STAGE = pills.Stage(width=MEASURE)
_LETTERS, _LINE = 54, 24.0  # of running text
_BACK_TITLE_LINES, _QR, _BACK_BESIDES = (28, 40.0), 175.0, 70.0
_APART = " " * 6  # about how far lines of contact are apart that share a line, in letters
_QR_ALONE, _CALL, _ADDRESS_LINES, _PERSON_LINES = 150.0, 60.0, (27, 28.0, 6.0), (38, 24.0, 6.0)
_WAYS_TO_FIT = ((True, _SIZES[:1]), (False, _SIZES[:1]), (False, _SIZES))  # whether the back has a summary; sizes
_TERM, _INSIDE_BESIDES = 38.0, 200.0  # a heading with its distance; heads, numbers, panel


def ruled(setting: Setting, height: float) -> Svg:
    """Draw as many lines to write on as a height holds, the last one at its foot, for a felt-tip pen."""
    art = Svg(MEASURE, height)
    for index in range(int(height / RULING + 0.01)):
        y = height - 0.6 - index * RULING
        art.line([(0, y), (MEASURE, y)], stroke=setting.palette.ink, stroke_width=1)
    return art


def level_words(words: Words, row: SkillRow) -> str:
    """Return the level of a skill in digits and words: “4 of 4, expert; essential”; nothing for one without."""
    if row.level is None:
        return ""
    level, word = row.level, row.word.lower()
    if row.essential:
        return words("%(level)s of 4, %(word)s; essential", level=level, word=word)
    return words("%(level)s of 4, %(word)s; useful", level=level, word=word)


@dataclass(frozen=True, slots=True)
class Stop:
    """A role of a stage; `anchor` is where the booklet tells of it, if it does."""

    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Step:
    """A move from a role to another, with its years."""

    source: str
    target: str
    years: str
    how: str | None
    claim: Claim


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the ladder: its roles, and where they lead."""

    title: str
    count: str
    stops: tuple[Stop, ...]
    steps: tuple[Step, ...]


def _ladder(setting: Setting, chapter: ChapterView) -> Extra:
    """Return the career map as a list: stages, the roles of each, and their moves."""
    stages = list(_stages(setting))
    return {"stages": stages, "timed": any(step.years for stage in stages for step in stage.steps)}


def _stages(setting: Setting) -> Iterator[Stage]:
    """Yield the stages that have roles, the first one first."""
    all_moves, guide = moves(setting.guide), setting.guide
    for id, group in groupby(_in_order(setting), key=lambda role: role.stage):
        roles = list(group)
        count = setting.words.count("%(number)s role", "%(number)s roles", len(roles))
        steps = tuple(_step(setting, move) for role in roles for move in all_moves if move.source.id == role.id)
        told = any(shows(chapter, id) for chapter in guide.chapters)
        stops = tuple(Stop(role.short, f"role-{role.id}" if told else "") for role in roles)
        yield Stage(setting.stage_title(id), count, stops, steps)


def _in_order(setting: Setting) -> list[Role]:
    """Return the guide's roles by stage."""
    order = [stage.id for stage in setting.guide.stages]
    return sorted(setting.guide.roles, key=lambda role: order.index(role.stage))


def _step(setting: Setting, move: Move) -> Step:
    return Step(move.source.short, move.target.short, years(setting, move), move.how, move.claim)


def _skills(setting: Setting, chapter: ChapterView) -> Extra:
    """Return the roles that have levels, in place of a matrix."""
    rated = [role for role in setting.guide.roles if any(row.level for row in role.skills)]
    return {"rated": [RoleView(setting, role, width=MEASURE, strip_width=MEASURE) for role in rated]}


def _checklist(setting: Setting, chapter: ChapterView) -> Extra:
    return {"lines": ruled(setting, _LINES * RULING)}


class LargeBookletView(BookletView):
    """Everything that the booklet's layouts show in large print."""

    extras: ClassVar[Mapping[str, Callable[[Setting, ChapterView], Extra]]] = {
        **EXTRAS,
        "ladder": _ladder,
        "skills": _skills,
        "checklist": _checklist,
    }

    @cached_property
    def cover(self) -> Cover:
        """Return the front cover, its logo on paper, its art drawn for a larger page; none where a campus fills it."""
        usual, guide, setting = super().cover, self._setting.guide, self._setting
        lines = (guide.title, *_TITLE_LINES[usual.size]), (guide.subtitle or "", *_SUBTITLE_LINES)
        share = _WIDE if has_own_heading(setting.brand) else 1.0
        words = sum(taken([text], int(letters * share), height, 0) for text, letters, height in lines)
        free = _COVER_HEIGHT - words - _BESIDES
        visit = set_within(self._campus, _SIZES, free - _ART_LEAST, setting.letters)
        height = max(_ART_LEAST, min(_ART, free - visit.height))
        art, spot = pills.cover(steps(setting), setting.palette, _STAGE, height)
        logo = setting.logo(on_primary=False, area=700, widest=100, tallest=20)
        alt = described(setting, len(guide.roles))
        is_full = self._campus and free - visit.height < _ART_LEAST
        return replace(usual, logo=logo, art=None if is_full else art, spot=spot, alt=alt, visit=visit.size)

    @cached_property
    def back(self) -> Back:
        """Return the back cover, its art drawn for a larger page.

        For a campus the summary goes if all has room without it; else nothing does, for there is a second page, and
        the art ends it.
        """
        setting, usual = self._setting, replace(super().back, has_summary=True, art=None)
        for has_summary, sizes in _WAYS_TO_FIT if self._campus else _WAYS_TO_FIT[:1]:
            back = replace(usual, has_summary=has_summary)
            free = (_BACK_HEIGHT if self._campus else _COVER_HEIGHT) - self._back_height(back)
            visit = set_within(self._campus, sizes, free, setting.letters)
            if visit.height <= free:
                return replace(back, visit=visit.size, art=self._back_art if visit.height + _BACK_ART <= free else None)
        largest = set_within(self._campus, _SIZES, float("inf"), setting.letters)
        return replace(usual, visit=largest.size, art=self._back_art, runs_on=True)

    @cached_property
    def _back_art(self) -> Svg:
        texts = [text for step in steps(self._setting) for text in step]
        return pills.queue(texts, self._setting.palette, _STAGE, _BACK_ART)

    @cached_property
    def _campus(self) -> CampusView | None:
        return CampusView.of(self._setting)

    def _back_height(self, back: Back) -> float:
        """Return about what the back cover takes without its campus and its art, in points."""
        guide = self._setting.guide
        words = [guide.audience or "", guide.summary or "" if back.has_summary else ""]
        contact = [_APART.join(back.contact)] if self._campus else back.contact
        said = self._taken([*contact, *back.legal, *words, self._setting.brand.tagline or ""])
        return taken([guide.title], *_BACK_TITLE_LINES, 0) + said + self._code_height(back) + _BACK_BESIDES

    def _code_height(self, back: Back) -> float:
        """Return about what the QR symbol takes, or what a campus has beside it, in points."""
        if not self._campus:
            return _QR if back.qr else 0.0
        people = taken((person.line for person in self._campus.people), *_PERSON_LINES)
        return max(_QR_ALONE, _CALL + taken([back.qr.shown] if back.qr else [], *_ADDRESS_LINES) + people)

    @property
    def imprint_is_inside(self) -> bool:
        """Whether the imprint has room below how to use the guide; else it follows the contents."""
        lead = taken([self._setting.guide.summary or ""], *_SUBTITLE_LINES, 0)
        ways = self._taken(way.text for way in self.ways_to_read) + _TERM * len(self.ways_to_read)
        dates = self._taken(row.value for row in self.dates)
        return lead + ways + dates + self._taken([self.cover.caption]) + _INSIDE_BESIDES <= _COVER_HEIGHT

    def _taken(self, texts: Iterable[str]) -> float:
        """Return about what paragraphs take in points; Devanagari has more leading."""
        stretch = 1.0 if self._setting.job.locale.startswith("en") else 1.25
        return taken(filter(None, texts), _LETTERS, _LINE * stretch, 8)

    def room(self, name: str) -> Svg | None:
        """Return the lines to write on after a passage."""
        height = self._room(name)
        return ruled(self._setting, height) if height else None

    def lines_and(self, name: str) -> Svg:
        """Return the lines to write on below a prompt that ends a passage: a few, and those of the room after it."""
        return ruled(self._setting, _LINES * RULING + self._room(name))

    def _room(self, name: str) -> float:
        """Return the height of the lines after a passage: enough to write on, not a page of them."""
        return min(self._settled.room.get(name, 0.0), _LINES_MOST * RULING)


class LargeSheetView(SheetView):
    """A role and its sheet's setting as the layout shows them in large print: blocks in one column."""

    @cached_property
    def blocks(self) -> list[str]:
        """Return the blocks of the sheet in their usual order."""
        return [name for name in (*HOMES, *FILLERS) if name in self._sheet.blocks]

    @cached_property
    def day_entries(self) -> tuple[Entry, ...]:
        """Return the entries of the day."""
        return self._view.day.entries if self._view.day else ()

    @cached_property
    def large_logo(self) -> Logo | None:
        """Return the logo, twice as large as on other sheets."""
        return self._setting.logo(on_primary=False, area=920, widest=64, tallest=20)

    @cached_property
    def lines(self) -> Svg:
        """Return the lines to write notes on."""
        return ruled(self._setting, _LINES * RULING)
