"""The chapters of a booklet, made ready for their layouts: what each type shows besides its own fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from guidepress.compose import ladder
from guidepress.compose.figures.pills import ruled
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.openers import Opener
from guidepress.compose.roles import LIVE_HEIGHT, RoleView, taken
from guidepress.compose.setting import Link, Setting, link, running, size_class, texts
from guidepress.content.model import Certification, Chapter, Model, Reading, SidesChapter

MEASURE = mm(119)  # the live width of a page
_TEXT = mm(98.5)  # columns 2–6
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")  # or an item of a list
_COMPARED = 4  # roles that fit beside each other
_ASKED = {"rows roomy": 6, "rows": 9}  # questions that fit on a page, set so
_ROW_LEAST, _ROW_MOST = 19.6, 32.0  # a row of the matrix, in points
_NAMES, _LONG_NAMES, _KEY = 90.0, 134.0, 34.0  # the names above its columns, and the key below it
_LINES_LEAST, _LINES_MOST = 21.0, 105.0  # points of lines under a prompt
_PROMPT, _WRITTEN_LEAST = 50.0, 42.0  # points of a prompt with its distances; of lines that are worth while
_OPENER_WORDS = 158.0  # points between an opening page's figure and its foot, less the distance of the two
_MATRIX_COLUMNS, _SKILL_LETTERS = 8, 34


@dataclass(frozen=True, slots=True)
class Tab:
    """A thumb tab at the fore-edge: a part's number (none: no tab from here on), its place and height in points."""

    number: int | None
    top: float
    height: float


@dataclass(slots=True)
class ChapterView:
    """A chapter: where it stands in the book, and what its layout shows."""

    model: Chapter
    type: str
    title: str
    anchor: str
    number: int | None = None
    level: int = 1
    opener: bool = False
    flow: str = ""
    figure: Opener | None = None
    """What its opening page draws."""
    tab: Tab | None = None
    """The thumb tab that starts with it."""
    extra: dict[str, object] = field(default_factory=dict)

    def __getattr__(self, name: str) -> object:
        """Return what only this type of chapter shows, else a field of its model."""
        extra = object.__getattribute__(self, "extra")
        return extra[name] if name in extra else getattr(object.__getattribute__(self, "model"), name)

    @property
    def running(self) -> str:
        """Return the running head, cut where a line ends."""
        return running(self.title)

    @property
    def title_size(self) -> str:
        """Return the type step of the title on an opening page."""
        return size_class(self.title, ((48, 24, ""), (96, 34, "long"), (5000, 5000, "longer")))

    @property
    def is_facing(self) -> bool:
        """Whether its first two pages belong beside each other: a map and the table of what it shows."""
        extra = self.extra
        return self.type == "ladder" and bool(extra.get("maps") and extra.get("moves")) and not extra["shares_page"]

    @property
    def is_crowded(self) -> bool:
        """Whether the words of the opening page need the room of its figure; estimates in points."""
        letters, line = {"": (26, 31.5), "long": (38, 23.0)}.get(self.title_size, (56, 17.0))
        head = taken([self.title], letters, line, 0) + taken([str(self.promise or "")], 46, 17.5, 3.5)
        carried = taken((str(item) for item in self.model.takeaways), 52, 14, 4)
        return head + carried > _OPENER_WORDS

    @property
    def before_spread(self) -> bool:
        """Whether a role's spread follows, so that its opening page has to stand on the left."""
        return any(view.is_spread for view in self.extra.get("roles", [])[:1])  # type: ignore[attr-defined]

    @property
    def has_foot(self) -> bool:
        """Whether its last page has something on the foot line."""
        return self.type == "prose" and bool(self.model.takeaways) and not self.opener

    @property
    def shows_title(self) -> bool:
        """Whether the title stands over the text: an opening page has said it already."""
        return not self.opener


Extra = dict[str, object]


def nothing(setting: Setting, chapter: ChapterView) -> Extra:
    return {}


def _roles(setting: Setting, chapter: ChapterView) -> Extra:
    stage = getattr(chapter.model, "stage", None)
    roles = [role for role in setting.guide.roles if stage in (None, role.stage)]
    level = chapter.level + 1
    views = [RoleView(setting, role, width=_TEXT, strip_width=MEASURE, level=level) for role in roles]
    asked = [view for view in views if view.role.interview]
    return {
        "roles": views,
        "shows_overview": len(roles) > 1 or not chapter.opener or bool(chapter.model.intro),
        "asked": asked if len(asked) > 1 else [],  # one page for all, so that each role stays a spread
        "asked_in": _asked_in(asked),
        "compared": _compared(setting, views, chapter.model.intro or "") if 1 < len(views) <= _COMPARED else None,
    }


def _asked_in(views: Sequence[RoleView]) -> str:
    """Return how the questions of a page are set: in rows with lines for the answers, in rows, or in columns."""
    count = sum(len(view.role.interview) for view in views)
    return next((name for name, most in _ASKED.items() if count <= most), "columns")


@dataclass(frozen=True, slots=True)
class Compared:
    """What tells the roles of a stage apart, and lines to write on where their list leaves room."""

    rows: tuple[ComparedRow, ...]
    lines: Svg | None


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One thing about each role of a stage."""

    label: str
    values: tuple[str, ...]


def _compared(setting: Setting, views: Sequence[RoleView], intro: str) -> Compared | None:
    """Return what tells roles apart, as far as more than one of them says it, if there is room below their list."""
    _ = setting.words
    letters = 60 // len(views)  # in a cell's line
    strong = 2 if len(views) < _COMPARED else 1
    on = _("Beyond this guide") if any(view.next_shorts for view in views) else ""
    rows = (
        ComparedRow(_("Start with"), tuple(view.fact("entry_routes") for view in views)),
        ComparedRow(_("Hours"), tuple(view.fact("schedule") for view in views)),
        ComparedRow(_("Strongest in"), tuple(_.listing(view.strengths[:strong]) for view in views)),
        ComparedRow(_("Leads to"), tuple(_.listing(view.next_shorts) or on for view in views)),
    )
    told = [row for row in rows if sum(map(bool, row.values)) > 1]
    listed = taken([intro], 52, 16, 21) + taken((view.role.summary for view in views), 64, 14, 27)
    cells = [tuple(view.role.short for view in views), *(row.values for row in told)]
    table = 30 + sum(max(taken([value], letters, 11.5, 6.6) for value in row) for row in cells)
    free = LIVE_HEIGHT - listed - table - _PROMPT
    lines = ruled(setting.palette, MEASURE, free // 21 * 21) if free >= _WRITTEN_LEAST else None
    return Compared(tuple(told), lines) if told and listed + table < LIVE_HEIGHT + 12 else None  # estimates err upwards


def _checklist(setting: Setting, chapter: ChapterView) -> Extra:
    """Return the lines under each prompt: as many as share what the page has left, two at least."""
    model = chapter.model
    groups, prompts = getattr(model, "groups", ()), getattr(model, "notes", ())
    ticked = sum(taken((str(item) for item in group.items), 54, 14, 5) + 14 for group in groups)
    free = LIVE_HEIGHT - _head_height(setting, chapter) - ticked - 24 * len(prompts) + 8
    each = max(_LINES_LEAST, min(_LINES_MOST, free / max(len(prompts), 1)))
    return {"lines": ruled(setting.palette, _TEXT, each // 21 * 21)}


def _sides(setting: Setting, chapter: ChapterView) -> Extra:
    model = chapter.model
    return {"sides": [side for side in (model.left, model.right) if side] if isinstance(model, SidesChapter) else []}


def _ladder(setting: Setting, chapter: ChapterView) -> Extra:
    return {**ladder.view(setting, MEASURE, LIVE_HEIGHT - _head_height(setting, chapter))}


def _head_height(setting: Setting, chapter: ChapterView) -> float:
    """Return about how much of a page a chapter's head takes, in points, rather more than less."""
    model, titled = chapter.model, chapter.shows_title
    title, promise, takeaways = (
        (chapter.title, model.promise or "", [str(takeaway.text) for takeaway in model.takeaways])
        if titled
        else ("", "", [])
    )
    first, *others = _PARAGRAPH.split(model.intro or "")
    share = 1.0 if chapter.number is None else 0.83  # of the measure, next to a number
    rows = [  # text, letters in a full line, height of a line, space after it
        (title, 24, 31.5, 14.0),
        (promise, 52, 17.5, 7.0),
        *((takeaway, 55, 18.0, 2.0) for takeaway in takeaways),
        (first, *((60, 14.0) if titled else (50, 17.5)), 10.0),
        *((paragraph, 60, 14.0, 10.0) for paragraph in others),
    ]
    height = sum(-(-len(text) // int(letters * share)) * line + space for text, letters, line, space in rows if text)
    return height * (1.0 if setting.job.locale.startswith("en") else 1.3)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A role's levels; `first` starts a stage. A cell is the role's `SkillLevel`, or nothing."""

    title: str
    first: bool
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Skills across, roles down."""

    skills: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    room: float  # points for its rows on a page

    @property
    def row_height(self) -> float:
        """Return the height of a row in points: rows share their room, within reason."""
        return round(min(_ROW_MOST, max(_ROW_LEAST, self.room / len(self.rows))), 2)

    @property
    def has_long_names(self) -> bool:
        """Whether a skill's name needs more height than usual above its column."""
        return any(len(name) > _SKILL_LETTERS for name in self.skills)


def _skills(setting: Setting, chapter: ChapterView) -> Extra:
    """Return matrices of at most eight skills across; roles and skills without any level are left out."""
    guide = setting.guide
    rated = {row.skill for role in guide.roles for row in role.skills if row.level}
    used = [skill for skill in guide.skills if skill.id in rated]
    parts = -(-len(used) // _MATRIX_COLUMNS)
    size = -(-len(used) // parts) if parts else 1
    groups = [used[start : start + size] for start in range(0, len(used), size)]
    head = taken([chapter.model.intro or ""], 52, 17.5, 14) + (0 if chapter.opener else 70)
    has_long = any(len(skill.name) > _SKILL_LETTERS for skill in used)
    room = (LIVE_HEIGHT - head - _KEY) / max(parts, 1) - (_LONG_NAMES if has_long else _NAMES)
    return {
        "matrices": [
            Matrix(tuple(skill.name for skill in group), _matrix_rows(setting, [s.id for s in group]), room)
            for group in groups
        ]
    }


def _matrix_rows(setting: Setting, skills: Sequence[str]) -> tuple[MatrixRow, ...]:
    rows, stage = [], None
    for role in setting.guide.roles:
        levels = {row.skill: row for row in role.skills if row.level}
        if not levels:
            continue
        rows.append(MatrixRow(role.short, role.stage != stage, tuple(levels.get(skill) for skill in skills)))
        stage = role.stage
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Card:
    """A certificate with its roles by name and its address as printed."""

    model: Certification
    roles: str
    link: Link | None


def _certifications(setting: Setting, chapter: ChapterView) -> Extra:
    shorts = {role.id: role.short for role in setting.guide.roles}
    return {
        "cards": [
            Card(
                model,
                setting.words.listing(shorts[id] for id in model.for_roles if id in shorts),
                link(model.url) if model.url else None,
            )
            for model in setting.guide.certifications
        ]
    }


def _employers(setting: Setting, chapter: ChapterView) -> Extra:
    return {"employers": sorted(setting.guide.employers, key=lambda employer: employer.name.casefold())}


def _glossary(setting: Setting, chapter: ChapterView) -> Extra:
    return {"entries": sorted(setting.guide.glossary, key=lambda entry: entry.term.casefold())}


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source as listed."""

    number: int
    anchor: str
    text: str
    link: Link | None
    read: str
    source: Model


def _sources(setting: Setting, chapter: ChapterView) -> Extra:
    _, citations = setting.words, setting.citations
    listed = []
    for id, source in citations.sources.items():
        parts = [source.publisher, source.title, source.region, setting.date(source.published), source.licence]
        weak = f" ({_('weak source')})" if source.status == "weak" else ""
        text = ". ".join(part.rstrip(".") for part in parts if part) + weak + "."
        read = setting.date(source.accessed)
        listed.append(
            ListedSource(
                citations.number(id), citations.anchor(id), text, link(source.url) if source.url else None, read, source
            )
        )
    key = _("Facts were checked on the dates given. Sources marked weak are printed as “about”.")
    review = ". ".join(setting.imprint())
    return {"sources": listed, "key": f"{key} {review}." if review else key}


EXTRAS: dict[str, Callable[[Setting, ChapterView], Extra]] = {
    "roles": _roles,
    "checklist": _checklist,
    "sides": _sides,
    "ladder": _ladder,
    "skills": _skills,
    "certifications": _certifications,
    "employers": _employers,
    "glossary": _glossary,
    "sources": _sources,
}


def reading_parts(item: Reading) -> list[str]:
    """Return author, publisher, year and ISBN of a book, as far as they are known."""
    isbn = f"ISBN {item.isbn}" if item.isbn else ""
    return texts(part for part in (item.author, item.publisher, item.year, isbn) if part)


def reading_link(item: Reading) -> Link | None:
    """Return where a book can be read, if that is known."""
    return link(item.url) if item.url else None
