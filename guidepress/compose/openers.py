"""Opening pages, made ready for their layout: which figure a chapter opens with, from its own data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from guidepress.compose.figures import openers as art
from guidepress.compose.figures.svg import Svg
from guidepress.compose.markdown import plain
from guidepress.compose.roles import minutes
from guidepress.compose.setting import Setting
from guidepress.content.model import Role

if TYPE_CHECKING:
    from guidepress.compose.chapters import ChapterView

_SENTENCE = re.compile(r"\n\s*\n")
_LETTERS = 21  # of a row's label
_LAST_ENTRY = 60  # minutes that the last entry of a day is taken to last


@dataclass(frozen=True, slots=True)
class Label:
    """A row's label: its text and the top of its row, in points from the figure's top."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Hour:
    """A mark of the scale above the rows: its text and its place, in points from the figure's left."""

    text: str
    x: float


@dataclass(frozen=True, slots=True)
class Opener:
    """What an opening page shows besides its words."""

    art: Svg
    alt: str
    labels: tuple[Label, ...] = ()
    label_height: float = 0.0
    hours: tuple[Hour, ...] = ()
    hours_at: float = 0.0


def opener(setting: Setting, chapter: ChapterView) -> Opener:
    """Return the figure of a chapter's opening page; a chapter with no data of its own has its text drawn from afar."""
    return _FIGURES.get(chapter.type, _text)(setting, chapter) or _text(setting, chapter)


def _days(setting: Setting, chapter: ChapterView) -> Opener | None:
    roles = [view.role for view in chapter.extra["roles"]]  # type: ignore[attr-defined]
    timed = {role.id: minutes(role.day) for role in roles}
    if not roles:
        return None
    if not all(timed.values()):
        return _work(setting, roles)
    first = min(day[0] for day in timed.values() if day)
    last = max(day[-1] for day in timed.values() if day) + _LAST_ENTRY
    figure = art.days([list(_spans(role, timed[role.id] or [], first, last)) for role in roles], setting.palette)
    alt = setting.words("Days to scale, a row for each role: solid is work, outlined is rest.")
    shown = _labelled(setting, figure, [role.short for role in roles], alt)
    return replace(shown, hours=tuple(_hours(figure, first, last)), hours_at=min(figure.rows, default=0.0))


def _hours(figure: art.Figure, first: int, last: int) -> Iterator[Hour]:
    """Yield every third hour of the scale."""
    for hour in range(-(-first // 180) * 3, last // 60 + 1, 3):
        x = figure.left + (hour * 60 - first) / (last - first) * (art.WIDTH - art.RIGHT - figure.left)
        yield Hour(f"{hour % 24}", x)


def _spans(role: Role, starts: Sequence[int], first: int, last: int) -> Iterator[art.Span]:
    ends = [*starts[1:], starts[-1] + _LAST_ENTRY]
    for entry, start, end in zip(role.day, starts, ends, strict=True):
        yield art.Span((start - first) / (last - first), (end - first) / (last - first), entry.rest)


def _work(setting: Setting, roles: Sequence[Role]) -> Opener:
    """Return a row for each role with a span for each thing it does, as long as its sentence."""
    lengths = [[len(plain(duty.text)) for duty in role.duties] or [len(role.summary)] for role in roles]
    longest = max(map(sum, lengths))
    rows = [list(_in_a_row(row, longest)) for row in lengths]
    alt = setting.words("A row for each role: each bar is one of the things its people do.")
    return _labelled(setting, art.days(rows, setting.palette), [role.short for role in roles], alt)


def _in_a_row(lengths: Sequence[int], whole: int) -> Iterator[art.Span]:
    end = 0
    for length in lengths:
        start, end = end, end + length
        yield art.Span(start / whole, end / whole)


def _labelled(setting: Setting, figure: art.Figure, names: Sequence[str], alt: str) -> Opener:
    letters = int(_LETTERS * setting.letters)
    labels = tuple(Label(_short(name, letters), y) for name, y in zip(names, figure.rows, strict=False))
    return Opener(figure.art, alt, labels, figure.thickness)


def _short(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: letters - 1].rstrip(" ,") + "…"


def _levels(setting: Setting, chapter: ChapterView) -> Opener | None:
    skills = [skill.id for skill in setting.guide.skills]
    rows = [
        [next((row.level or 0 for row in role.skills if row.skill == skill), 0) for skill in skills]
        for role in setting.guide.roles
        if role.skills
    ]
    if not skills or not any(map(any, rows)):
        return None
    alt = setting.words("A grid of roles and skills: the longer a bar, the higher the level.")
    return Opener(art.levels(rows, setting.palette).art, alt)


def _dialogue(setting: Setting, chapter: ChapterView) -> Opener | None:
    turns = [(len(faq.question), len(faq.answer or "")) for faq in setting.guide.faqs]
    alt = setting.words("Questions from the left, answers from the right, as long as they are.")
    return Opener(art.dialogue(turns, setting.palette, setting.stage.bleed).art, alt) if turns else None


def _text(setting: Setting, chapter: ChapterView) -> Opener:
    body = "\n\n".join(_texts(setting, chapter)) or chapter.title
    paragraphs = [[len(word) for word in plain(part).split()] for part in _SENTENCE.split(body) if part.strip()]
    alt = setting.words("The text of this part, seen from afar: a bar for each word.")
    return Opener(art.lines(paragraphs, setting.palette).art, alt)


def _texts(setting: Setting, chapter: ChapterView) -> Iterator[str]:
    """Yield a chapter's own texts: its words, then those of what it shows."""
    model = chapter.model
    yield from filter(None, (getattr(model, "body", None), model.intro, model.promise))
    for item in getattr(setting.guide, chapter.type, ()):
        texts = [value for value in vars(item).values() if isinstance(value, str)]
        yield max(texts, key=len, default="")


_FIGURES: dict[str, Callable[[Setting, ChapterView], Opener | None]] = {
    "roles": _days,
    "skills": _levels,
    "faqs": _dialogue,
}
