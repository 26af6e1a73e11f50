"""The booklet, made ready for its layouts: chapters in parts, contents, cover, fillers, back cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from guidepress.compose import covers
from guidepress.compose.chapters import EXTRAS, MEASURE, ChapterView, Extra, Tab, nothing
from guidepress.compose.covers import Back, Cover
from guidepress.compose.figures import pills
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.openers import opener
from guidepress.compose.roles import LIVE_HEIGHT, RoleView, taken
from guidepress.compose.setting import Setting
from guidepress.compose.settle import BookletSetting
from guidepress.compose.words import Words
from guidepress.content.model import Chapter, RolesChapter
from guidepress.editions import SIGNATURE

FILLERS = SIGNATURE - 1  # the most a booklet needs to reach a multiple

_TITLES = {
    "prose": "In short",
    "segments": "Kinds of work",
    "roles": "The roles",
    "sides": "Both sides of it",
    "checklist": "Your checklist",
    "skills": "Skills",
    "ladder": "Where it leads",
    "certifications": "Certificates",
    "industries": "Industries",
    "employers": "Employers",
    "reading": "Reading on",
    "faqs": "Questions people ask",
    "glossary": "Words you will hear",
    "sources": "Sources and dates",
    "authors": "About the author",
}
_TAB, _FORE_EDGE = mm(17), mm(160)  # the pitch of thumb tabs at most, and the height that they share
_SUMMARY, _NUMBERS = 260, 65.0  # letters of a summary in large type; points of the numbers on the inside cover
# A line of the contents and one below it, in points, in each size; what a page holds below the heading
_DENSEST = "dense denser"
_CONTENTS_SIZES = {"": (25.5, 12.0), "dense": (18.5, 10.6), _DENSEST: (15.5, 9.6)}
_CONTENTS_HEIGHT, _AIR_MOST = 440.0, 5.0
_OPENS = {"roles"}  # begins with an opening page unless it says otherwise
_JOINS = {"prose", "sides", "checklist", "segments"}  # belongs to the part before it unless it says otherwise
_BACK_MATTER = {"glossary", "reading", "sources", "authors"}  # has no number
_RUNS_ON = {"segments", "industries", "employers", "reading", "sources", "authors"}  # needs no page of its own
_FULL_PAGES = {"roles", "ladder", "skills"}  # nothing runs on after these


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    anchor: str
    number: int | None = None
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its text."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to read the guide."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """A designed page that fills the booklet up to a multiple of four."""

    title: str
    lead: str
    prompts: tuple[str, ...]
    ruled: Svg


class BookletView:
    """Everything the booklet's layouts show."""

    extras: ClassVar[Mapping[str, Callable[[Setting, ChapterView], Extra]]] = EXTRAS

    def __init__(self, setting: Setting, settled: BookletSetting | None = None) -> None:
        self._setting, self._words = setting, setting.words
        self._settled = settled or BookletSetting()

    @cached_property
    def chapters(self) -> list[ChapterView]:
        """Return the chapters in their parts, each with what it computes."""
        setting, chapters = self._setting, _numbered(self._setting)
        for chapter in chapters:
            chapter.extra = self.extras.get(chapter.type, nothing)(setting, chapter)
            chapter.figure = opener(setting, chapter) if chapter.opener else None
        _tabbed(chapters)
        return chapters

    @cached_property
    def contents(self) -> list[Entry]:
        """Return the lines of the contents; those of what recruiters ask go where a page is too small for all."""
        lines = list(_contents(self.chapters, self._words))
        return lines if _fits(lines) else list(_contents(self.chapters, None))

    @property
    def contents_size(self) -> str:
        """Return the type step of the contents."""
        return _set_contents(self.contents)[0]

    @property
    def contents_air(self) -> float:
        """Return the space above and below their entries, in points."""
        return _set_contents(self.contents)[1]

    def is_tight(self, name: str) -> bool:
        """Tell whether a passage is set tight."""
        return name in self._settled.tight

    def is_flowing(self, name: str) -> bool:
        """Tell whether a passage does without a foot: there is no room for one."""
        return name in self._settled.flowing

    def is_spread(self, role: RoleView) -> bool:
        """Tell whether a role has the left and the right page of a spread."""
        return role.is_spread and not self.is_flowing(role.anchor)

    def room(self, name: str) -> Svg | None:
        """Return the lines to write on after a passage."""
        height = self._settled.room.get(name)
        return pills.ruled(self._setting.palette, MEASURE, height) if height else None

    @cached_property
    def cover(self) -> Cover:
        """Return the front cover."""
        return covers.front(self._setting)

    @cached_property
    def back(self) -> Back:
        """Return the back cover."""
        return covers.back(self._setting)

    @cached_property
    def _has_marks(self) -> bool:
        """Tell whether any text of the guide marks something to remember."""
        guide = self._setting.guide
        parts = (part for root in (guide, *guide.roles) for part in root.walk())
        return any("==" in value for part in parts for value in vars(part).values() if isinstance(value, str))

    @cached_property
    def ways_to_read(self) -> list[Way]:
        """Return how to read the guide, in the time that the reader has."""
        _ = self._words
        ways = [
            *(
                [Way(_("Four minutes"), _("Turn the pages and read only what is marked, ==like this==."))]
                * self._has_marks
            ),
            Way(
                _("Twenty minutes"), _("Find the role that interests you and read its pages, then see where it leads.")
            ),
            Way(_("An evening"), _("Read it through, with a pencil in your hand.")),
        ]
        if self._setting.citations.sources:
            ways.append(
                Way(
                    _("What is sure"),
                    _(
                        "A small number after a fact names its source. “About” means the source is weak; what nobody "
                        "could confirm says so. Where no honest figure was found, none is printed."
                    ),
                )
            )
        return ways

    @cached_property
    def numbers(self) -> list[Row]:
        """Return how much there is of what the guide is made of, where it is more than one."""
        guide, _ = self._setting.guide, self._words
        roles, skills, faqs = len(guide.roles), len(guide.skills), len(guide.faqs)
        sources = len(self._setting.citations.sources)
        counted = (
            (roles, _.count("role", "roles", roles)),
            (skills, _.count("skill", "skills", skills)),
            (faqs, _.count("question", "questions", faqs)),
            (sources, _.count("source", "sources", sources)),
        )
        has_room = self._inside_height + _NUMBERS <= LIVE_HEIGHT and not self.is_flowing("inside")
        return [Row(label, f"{number}") for number, label in counted if number > 1 and has_room]

    @cached_property
    def lead_size(self) -> str:
        """Return the type step of the summary on the inside cover."""
        return "small" if len(self._setting.guide.summary or "") > _SUMMARY else ""

    @property
    def _inside_height(self) -> float:
        """Return about what the inside cover takes without its numbers, in points."""
        lead = taken([self._setting.guide.summary or ""], *((62, 14, 21) if self.lead_size else (48, 17.5, 21)))
        ways = taken((way.text for way in self.ways_to_read), 50, 14, 15)
        return 56 + lead + ways + max(taken((row.value for row in self.dates), 34, 10.5, 3.5), 60)

    @cached_property
    def dates(self) -> list[Row]:
        """Return edition, review and next review, as far as the guide says."""
        guide, _, date = self._setting.guide, self._words, self._setting.date
        rows = (
            Row(_("Edition"), guide.version or ""),
            Row(_("Reviewed"), date(guide.reviewed_on)),
            Row(_("Next review"), date(guide.review_due)),
            Row(_("For"), guide.audience or ""),
            Row(_("By"), self._setting.brand.name),
        )
        return [row for row in rows if row.value]

    @cached_property
    def fillers(self) -> list[Notes]:
        """Return the designed pages from which the build keeps as many as the page count needs."""
        _, inks = self._words, self._setting.palette
        whole, third = pills.ruled(inks, MEASURE, 399), pills.ruled(inks, MEASURE, 84)
        return [
            Notes(_("My notes"), _("What do you want to remember tomorrow?"), (), whole),
            Notes(
                _("My next steps"),
                _("Three small steps beat one big plan."),
                (_("This week I will"), _("This month I will"), _("Someone who can help me")),
                third,
            ),
            Notes(
                _("Questions I still have"),
                _("Take them to the interview, or to somebody who does the work."),
                (_("About the work"), _("About the team"), _("About what comes next")),
                third,
            ),
        ]


def _numbered(setting: Setting) -> list[ChapterView]:
    """Put chapters into parts: `opener: true` opens one with a page of its own, `false` joins the part before."""
    views: list[ChapterView] = []
    number, in_part = 0, False
    for chapter in setting.guide.chapters:
        view = ChapterView(chapter, chapter.type, _title(setting, chapter), f"chapter-{chapter.id or len(views)}")
        view.opener = chapter.opener if chapter.opener is not None else chapter.type in _OPENS
        joins = not view.opener and in_part and (chapter.opener is False or chapter.type in _JOINS)
        if joins:
            view.level = 2
        elif view.opener or not (chapter.type in _BACK_MATTER or _is_front_matter(chapter, bool(views), number)):
            number += 1
            view.number, in_part = number, True
        else:
            in_part = False
        view.flow = _flow(view, views[-1] if views else None)
        views.append(view)
    return views


def _is_front_matter(chapter: Chapter, follows: bool, number: int) -> bool:
    """Tell whether running text stands before the parts: the first, or one that joins it."""
    return chapter.type == "prose" and (not follows or (chapter.opener is False and not number))


def _tabbed(chapters: Sequence[ChapterView]) -> None:
    """Give each part a thumb tab below that of the part before; what follows the parts has none."""
    parts = [chapter for chapter in chapters if chapter.level == 1]
    count = sum(chapter.number is not None for chapter in parts)
    pitch = min(_TAB, _FORE_EDGE / max(count, 1))
    for chapter in parts:
        chapter.tab = Tab(chapter.number, ((chapter.number or 1) - 1) * pitch, pitch * 0.9)


def _title(setting: Setting, chapter: Chapter) -> str:
    if chapter.title:
        return chapter.title
    if isinstance(chapter, RolesChapter) and chapter.stage:
        return setting.stage_title(chapter.stage)
    return setting.words(_TITLES[chapter.type])


def _flow(view: ChapterView, before: ChapterView | None) -> str:
    """Return `run-on` for a chapter that shares its first page with the one before."""
    is_short = view.type in _RUNS_ON or (view.type == "checklist" and not view.notes)
    shares = before and is_short and not view.opener and before.type not in _FULL_PAGES
    return "run-on" if shares else ""


def _contents(chapters: Sequence[ChapterView], words: Words | None) -> Iterator[Entry]:
    """Yield a line for each part, with its chapters and roles below it."""
    part: list[ChapterView] = []
    for chapter in [*chapters, None]:
        if part and (chapter is None or chapter.level == 1):
            head, *rest = part
            children = [
                *_roles_of(head, words),
                *(entry for view in rest for entry in (Entry(view.title, view.anchor), *_roles_of(view, words))),
            ]
            yield Entry(head.title, head.anchor, head.number, tuple(children))
            part = []
        if chapter is not None:
            part.append(chapter)


def _set_contents(contents: Sequence[Entry]) -> tuple[str, float]:
    """Return the largest size in which contents take one page, and the points above and below entries that fill it."""
    for name, (entry, child) in _CONTENTS_SIZES.items():
        free = _CONTENTS_HEIGHT - sum(_taken(line, entry, child) for line in contents)
        if free >= 0 or name == _DENSEST:
            break
    return name, round(min(_AIR_MOST, max(0.0, free / (2 * max(len(contents), 1)))), 2)


def _fits(contents: Sequence[Entry]) -> bool:
    """Tell whether contents take one page in the smallest size."""
    return sum(_taken(line, *_CONTENTS_SIZES[_DENSEST]) for line in contents) <= _CONTENTS_HEIGHT


def _taken(line: Entry, entry: float, child: float) -> float:
    """Return about what a line of the contents takes with those below it, in points; a long title takes two."""
    return entry * _rows(line, 44) + child * sum(_rows(each, 60) for each in line.children)


def _rows(line: Entry, letters: int) -> int:
    return -(-len(line.title) // letters)


def _roles_of(chapter: ChapterView, words: Words | None) -> list[Entry]:
    """Return the entries of a stage's roles, and of the page on what recruiters ask; without words, not of that."""
    if chapter.type != "roles":
        return []
    views: list[RoleView] = chapter.extra["roles"]  # type: ignore[assignment]
    asked = [Entry(words("They may ask"), f"asked-{chapter.anchor}")] if words and chapter.extra["asked"] else []
    return [*(Entry(view.role.title, view.anchor) for view in views), *asked]
