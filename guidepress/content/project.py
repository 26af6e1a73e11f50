"""The project, and the bibliography that its guides share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel

from guidepress.content.dates import PartialDate
from guidepress.content.shapes import Model, Status
from guidepress.content.texts import Address, Id, Language, Many, Markdown, Plain

SOURCE_CAP = 5_000

Kind = Literal["booklet", "cheatsheet", "notice"]
Edition = Literal["digital", "office", "press", "large-print"]


class Policy(Model):
    """How strictly facts are taken."""

    unverified: Literal["print", "omit", "fail"] = "print"
    """Facts with `status: unverified`: printed, left out, or refused."""
    stale: Literal["warn", "fail"] = "warn"
    """Dates of review and validity that have passed."""
    missing_translation: Literal["warn", "fail"] = "warn"


class Accepted(Model):
    """A warning that somebody has looked at and accepted."""

    code: Plain
    where: Plain
    """The file, or FILE#/path/to/field, relative to the project; or a document's path below the output folder."""
    reason: Plain


class Project(Model):
    """What is built when nothing is asked for, and how strictly facts are taken."""

    brand: Id | None = None
    """The brand to build with; only needed if there are several."""
    guides: Many[Id] = ()
    """The guides to build; all of them when absent."""
    locales: Many[Language] = ()
    """The locales to build; each guide's own language when absent."""
    kinds: Many[Kind] = ("booklet", "cheatsheet")
    editions: Many[Edition] = ("digital",)
    region: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "IN"
    """Two letters of ISO 3166; with the language it decides how dates and sums are written."""
    policy: Policy = Field(default_factory=Policy)
    accepted: Many[Accepted] = ()


class Source(Model):
    """An entry of the bibliography."""

    naming = "title"
    title: Plain
    publisher: Plain | None = None
    url: Address | None = None
    published: PartialDate | None = None
    accessed: PartialDate | None = None
    licence: Plain | None = None
    region: Plain | None = None
    """Where its figures hold."""
    status: Status | None = None
    note: Markdown | None = None

    @property
    def id(self) -> str:
        """Return the key under which sources.yaml has it."""
        return str(self.origin.path[-1])


class Bibliography(RootModel[Annotated[dict[Id, Source], Field(max_length=SOURCE_CAP)]]):
    """The sources by their ids."""
