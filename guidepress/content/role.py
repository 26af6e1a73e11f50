"""Roles: what is done, what it takes, how to get in and where it leads."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from guidepress.content.shapes import Claim, Code, Item, MarkdownItem, Model, Money
from guidepress.content.texts import Id, Many, Markdown, Plain


class DayEntry(Claim):
    """What is done at one time of a day."""

    naming = "text"
    time: Plain | None = None
    text: Markdown
    rest: bool = False
    """Whether it is a break; breaks are drawn in outline."""


class SkillLevel(Claim):
    """How well a role needs a skill of the guide: 1 aware, 2 working, 3 strong, 4 expert."""

    naming = "skill"
    skill: Id
    level: Annotated[int, Field(ge=1, le=4)] | None = None
    essential: bool = False


class EntryRoute(Claim):
    """A way into a role."""

    naming = "kind"
    kind: Literal["direct", "apprenticeship", "qualification", "promotion", "licence"] | None = None
    education: Plain | None = None
    experience: Plain | None = None
    note: Markdown | None = None


class Schedule(Claim):
    """When the work is done."""

    naming = "pattern"
    pattern: Plain | None = None
    note: Markdown | None = None


class Measure(Claim):
    """What a role is measured on."""

    naming = "name"
    name: Plain
    expansion: Plain | None = None
    meaning: Markdown | None = None
    direction: Literal["up", "down", "band"] | None = None
    """Whether more is better, less is better, or a band is aimed at."""
    typical: Plain | None = None


class Question(Claim):
    """A question of the job interview, and what the interviewer listens for."""

    naming = "question"
    question: Plain
    listening_for: Plain | None = None


class NextStep(Claim):
    """A role that this one leads to."""

    naming = "role"
    role: Id
    years: Plain | None = None
    how: Markdown | None = None


class Fact(Claim):
    """A labelled fact, for what the other fields have no place for."""

    label: Plain
    value: Plain


class Role(Model):
    """A role of a guide: one file, one cheat sheet."""

    id: Id
    title: Plain
    stage: Id
    summary: Annotated[Markdown, Field(max_length=140)]
    """One or two sentences, at most 140 characters."""
    short_title: Plain | None = Field(default=None, alias="short")
    """For narrow places; the title when absent."""
    aliases: Many[Item] = ()
    order: int | None = None
    """The place among the roles of its stage."""
    modes: Many[Item] = ()
    """Free labels such as voice or chat."""
    duties: Many[MarkdownItem] = ()
    """The most important first; four to eight."""
    day: Many[DayEntry] = ()
    skills: Many[SkillLevel] = ()
    tools: Many[Item] = ()
    entry_routes: Many[EntryRoute] = ()
    schedule: Schedule | None = None
    measures: Many[Measure] = ()
    pay: Many[Money] = ()
    """Printed only with its source, year, currency, period and basis."""
    interview: Many[Question] = ()
    next: Many[NextStep] = ()
    related: Many[Id] = ()
    codes: Many[Code] = ()
    facts: Many[Fact] = ()

    @property
    def short(self) -> str:
        """Return the title for narrow places."""
        return self.short_title or self.title
