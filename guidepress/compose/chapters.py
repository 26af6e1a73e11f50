"""The chapters of a booklet, made ready for their layouts: what each type shows besides its own fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from guidepress.compose import ladder
from guidepress.compose.figures.svg import mm
from guidepress.compose.roles import RoleView
from guidepress.compose.setting import Link, Setting, link, texts
from guidepress.content.model import Certification, Chapter, Model, Reading, SidesChapter

MEASURE = mm(119)  # the live width of a page
_TEXT = mm(98.5)  # columns 2–6
_PAGE_HEIGHT = mm(176)
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")  # or an item of a list
_MATRIX_COLUMNS, _SKILL_LETTERS = 8, 34


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
    extra: dict[str, object] = field(default_factory=dict)

    def __getattr__(self, name: str) -> object:
        """Return what only this type of chapter shows, else a field of its model."""
        extra = object.__getattribute__(self, "extra")
        return extra[name] if name in extra else getattr(object.__getattribute__(self, "model"), name)

    @property
    def running(self) -> str:
        """Return the running head."""
        return self.title

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
    }


def _sides(setting: Setting, chapter: ChapterView) -> Extra:
    model = chapter.model
    return {"sides": [side for side in (model.left, model.right) if side] if isinstance(model, SidesChapter) else []}


def _ladder(setting: Setting, chapter: ChapterView) -> Extra:
    return {**ladder.view(setting, MEASURE, _PAGE_HEIGHT - _head_height(setting, chapter))}


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

    @property
    def has_long_names(self) -> bool:
        """Whether a skill's name needs more height than usual above its column."""
        return any(len(name) > _SKILL_LETTERS for name in self.skills)


def _skills(setting: Setting, chapter: ChapterView) -> Extra:
    """Return matrices of at most eight skills across; roles without any level are left out."""
    guide = setting.guide
    used = [
        skill for skill in guide.skills if any(row.skill == skill.id for role in guide.roles for row in role.skills)
    ]
    parts = -(-len(used) // _MATRIX_COLUMNS)
    size = -(-len(used) // parts) if parts else 1
    groups = [used[start : start + size] for start in range(0, len(used), size)]
    return {
        "matrices": [
            Matrix(tuple(skill.name for skill in group), _matrix_rows(setting, [s.id for s in group]))
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
    review = ". ".join(setting.edition())
    return {"sources": listed, "key": f"{key} {review}." if review else key}


EXTRAS: dict[str, Callable[[Setting, ChapterView], Extra]] = {
    "roles": _roles,
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
