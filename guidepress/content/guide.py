"""Guides: what roles share, and the order in which it is told."""

from __future__ import annotations

from typing import TypeVar

from pydantic import Field, model_validator

from guidepress.content.chapters import Chapter
from guidepress.content.dates import PartialDate
from guidepress.content.role import Role
from guidepress.content.shapes import Claim, Item, Model
from guidepress.content.texts import Address, Id, Language, Many, Markdown, Plain

ROLE_CAP = 60


class Author(Model):
    """Somebody who wrote the guide; the name may be absent."""

    naming = "name"
    name: Plain | None = None
    role: Plain | None = None
    bio: Markdown | None = None


class Stage(Model):
    """A rung of the career; stages are listed from the first to the last."""

    naming = "title"
    identity = "title"
    id: Id
    title: Plain = ""

    @model_validator(mode="before")
    @classmethod
    def _titled(cls, data: object) -> object:
        if isinstance(data, dict) and "title" not in data and isinstance(data.get("id"), str):
            return {**data, "title": data["id"].replace("-", " ").capitalize()}
        return data


class Segment(Claim):
    """A part of the industry."""

    naming = "name"
    name: Plain
    summary: Markdown | None = None
    examples: Many[Item] = ()


class Skill(Claim):
    """A skill that roles of the guide ask for."""

    naming = "name"
    identity = "name"
    id: Id
    name: Plain
    why: Markdown | None = None
    how: Markdown | None = None


class Edge(Claim):
    """A move from one role to another."""

    from_: Id = Field(alias="from")
    to: Id
    years: Plain | None = None
    how: Markdown | None = None


class Certification(Claim):
    """A certificate, who issues it, and for whom it is."""

    naming = "name"
    name: Plain
    expansion: Plain | None = None
    issuer: Plain | None = None
    version: Plain | None = None
    for_roles: Many[Id] = ()
    prerequisite: Plain | None = None
    url: Address | None = None
    note: Markdown | None = None


class Industry(Claim):
    """An industry that employs people in these roles."""

    naming = "name"
    name: Plain
    work: Plain | None = None
    """What of it is done in these roles."""


class Employer(Claim):
    """A firm that hires for these roles."""

    naming = "name"
    name: Plain
    trading_as: Plain | None = None
    note: Markdown | None = None


class Reading(Claim):
    """A book or paper to go on with."""

    naming = "title"
    title: Plain
    author: Plain | None = None
    publisher: Plain | None = None
    year: Plain | None = None
    isbn: Plain | None = None
    url: Address | None = None
    note: Markdown | None = None


class Faq(Claim):
    """A question that readers ask, and its answer."""

    naming = "question"
    question: Plain
    answer: Markdown | None = None


class Term(Claim):
    """A word of the trade."""

    naming = "term"
    term: Plain
    expansion: Plain | None = None
    meaning: Markdown | None = None


class Guide(Model):
    """A career guide: one booklet, and a cheat sheet for each of its roles."""

    id: Id
    title: Plain
    language: Language
    subtitle: Plain | None = None
    version: Plain | None = None
    reviewed_on: PartialDate | None = None
    review_due: PartialDate | None = None
    audience: Plain | None = None
    summary: Markdown | None = None
    """For the back cover and the description of the PDF."""
    authors: Many[Author] = ()
    stages: Many[Stage] = ()
    segments: Many[Segment] = ()
    skills: Many[Skill] = ()
    ladder: Many[Edge] = ()
    certifications: Many[Certification] = ()
    industries: Many[Industry] = ()
    employers: Many[Employer] = ()
    reading: Many[Reading] = ()
    faqs: Many[Faq] = ()
    glossary: Many[Term] = ()
    chapters: Many[Chapter] = ()
    """The order of the booklet; once loaded, it is never empty if the guide has anything to show."""
    _roles: tuple[Role, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return the guide's roles in order of stage, order and title."""
        return self._roles

    def role(self, id: str) -> Role:
        """Return a role. Raises `KeyError`."""
        return _named(self._roles, id)

    def stage(self, id: str) -> Stage:
        """Return a stage. Raises `KeyError`."""
        return _named(self.stages, id)

    def skill(self, id: str) -> Skill:
        """Return a skill. Raises `KeyError`."""
        return _named(self.skills, id)


_Named = TypeVar("_Named", Role, Stage, Skill)


def _named(things: tuple[_Named, ...], id: str) -> _Named:
    for thing in things:
        if thing.id == id:
            return thing
    raise KeyError(id)
