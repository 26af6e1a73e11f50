"""The chapters that a booklet can have, told apart by `type`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from guidepress.content.shapes import Claim, Item, Model
from guidepress.content.texts import Id, Many, Markdown, Plain


class BaseChapter(Model):
    """What every chapter may have."""

    id: Id = ""
    """For links to the chapter; made from its type and title when absent."""
    title: Plain | None = None
    intro: Markdown | None = None
    promise: Plain | None = None
    """One line on the opening page: what the reader gets."""
    takeaways: Many[Item] = ()
    """What the reader will take away."""
    opener: bool | None = None
    """Whether the chapter begins with an opening page of its own."""


class ProseChapter(BaseChapter, Claim):
    """Running text."""

    type: Literal["prose"]
    body: Markdown | None = None


class RolesChapter(BaseChapter):
    """The roles of one stage, or of all stages."""

    type: Literal["roles"]
    stage: Id | None = None


class Point(Claim):
    """One point of a side."""

    naming = "title"
    title: Plain | None = None
    text: Markdown | None = None


class Side(Model):
    """One side of a comparison."""

    naming = "title"
    title: Plain | None = None
    points: Many[Point] = ()


class SidesChapter(BaseChapter):
    """Two sides of a question, beside each other."""

    type: Literal["sides"]
    left: Side | None = None
    right: Side | None = None


class ChecklistGroup(Model):
    """Things to tick off, under one title."""

    title: Plain | None = None
    items: Many[Item] = ()


class ChecklistChapter(BaseChapter):
    """Lists to tick off, and lines to write on."""

    type: Literal["checklist"]
    groups: Many[ChecklistGroup] = ()
    notes: Many[Item] = ()
    """What to write on the empty lines."""


CollectionType = Literal[
    "segments",
    "ladder",
    "skills",
    "certifications",
    "industries",
    "employers",
    "reading",
    "faqs",
    "glossary",
    "sources",
    "authors",
]


class CollectionChapter(BaseChapter):
    """A chapter that shows what the guide, its roles or the bibliography hold under the type's name."""

    type: CollectionType


def _from_type(data: Any) -> Any:
    """Read a bare name as a type; a type without a value is none."""
    if isinstance(data, dict) and "type" in data and data["type"] is None:
        return {key: value for key, value in data.items() if key != "type"}
    return {"type": data} if isinstance(data, str) else data


Chapter = Annotated[
    ProseChapter | RolesChapter | SidesChapter | ChecklistChapter | CollectionChapter,
    Field(discriminator="type"),
    BeforeValidator(_from_type),
]
"""Any chapter; the name of its type alone will do."""
