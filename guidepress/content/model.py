"""The content model: project, sources, brand, guide and role, as written in `source/`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import Field, RootModel, model_validator

from guidepress.content.chapters import (
    BaseChapter,
    Chapter,
    ChecklistChapter,
    ChecklistGroup,
    CollectionChapter,
    Point,
    ProseChapter,
    RolesChapter,
    Side,
    SidesChapter,
)
from guidepress.content.dates import PartialDate
from guidepress.content.shapes import Claim, Code, Item, MarkdownItem, Model, Money, Origin, Status
from guidepress.content.texts import (
    Address,
    AssetPath,
    Email,
    Hex,
    Id,
    Language,
    Many,
    Markdown,
    Millimetres,
    Plain,
    refuse,
)

__all__ = [
    "Accepted", "Author", "BaseChapter", "Bibliography", "Brand", "Certification", "Chapter", "ChecklistChapter",
    "ChecklistGroup", "Claim", "Code", "CollectionChapter", "Colour", "Colours", "Contact", "DayEntry", "Edge",
    "Employer", "EntryRoute", "Fact", "Faq", "FontFile", "Guide", "Industry", "Item", "Logo", "MarkdownItem",
    "Measure", "Model", "Money", "NextStep", "Origin", "PartialDate", "Point", "Policy", "Project", "ProseChapter",
    "Question", "Reading", "Role", "RolesChapter", "Schedule", "Segment", "Side", "SidesChapter", "Skill",
    "SkillLevel", "Social", "Source", "Stage", "Term", "Typeface", "Typefaces",
]  # fmt: skip

ROLE_CAP = 60
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
    """The file, or FILE#/path/to/field, relative to the project."""
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


class Colour(Model):
    """A colour on the screen, and in print if it is known."""

    naming = "hex"
    hex: Hex
    cmyk: tuple[float, ...] | None = None
    """Cyan, magenta, yellow and black in percent."""

    @model_validator(mode="after")
    def _percentages(self) -> Colour:
        if self.cmyk is not None and (len(self.cmyk) != 4 or not all(0 <= ink <= 100 for ink in self.cmyk)):
            hint = "write four percentages, cyan, magenta, yellow, black: [92, 52, 35, 18]"
            refuse("bad-colour", "cmyk is not four numbers from 0 to 100", hint)
        return self


class Colours(Model):
    """The colours of a brand; what is absent is derived from `primary` so that it can be read."""

    primary: Colour
    on_primary: Colour | None = None
    accent: Colour | None = None
    on_accent: Colour | None = None
    ink: Colour | None = None
    paper: Colour | None = None
    muted: Colour | None = None
    rule: Colour | None = None
    tint: Colour | None = None


class Logo(Model):
    """The brand's mark; files beside brand.yaml, as SVG, PNG or JPEG."""

    naming = "main"
    main: AssetPath | None = None
    """On paper."""
    reversed: AssetPath | None = None
    """On the primary colour."""
    mono: AssetPath | None = None
    """In one ink."""
    min_width: Millimetres = 22.0
    """The smallest width in print, such as 22mm."""


class FontFile(Model):
    """A file of a typeface."""

    naming = "path"
    path: AssetPath
    weight: Annotated[int, Field(ge=1, le=1000)] = 400
    style: Literal["normal", "italic"] = "normal"


class Typeface(Model):
    """A shipped family, or one whose files lie beside brand.yaml."""

    naming = "family"
    family: Plain
    files: Many[FontFile] = ()
    licence: Plain | None = None

    @model_validator(mode="after")
    def _licensed(self) -> Typeface:
        if self.files and not self.licence:
            refuse("missing-field", "a typeface of your own needs its licence", "add licence: and say which it is")
        return self


class Typefaces(Model):
    """The families for headings and for text."""

    heading: Typeface | None = None
    body: Typeface | None = None


class Contact(Model):
    """How to reach the brand."""

    website: Address | None = None
    email: Email | None = None
    phone: Plain | None = None
    address: Plain | None = None


class Social(Model):
    """A profile in a network."""

    network: Plain
    url: Address


class Brand(Model):
    """Who publishes the guides, and how they look."""

    id: Id
    name: Plain
    legal_name: Plain | None = None
    tagline: Plain | None = None
    logo: Logo = Field(default_factory=Logo)
    colours: Colours
    typefaces: Typefaces = Field(default_factory=Typefaces)
    contact: Contact = Field(default_factory=Contact)
    social: Many[Social] = ()
    legal_line: Plain | None = None
    equal_opportunity_line: Plain | None = None


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
