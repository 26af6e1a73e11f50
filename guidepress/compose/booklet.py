"""The booklet, made ready for its layouts: chapters in parts, contents, cover, fillers, back cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from guidepress.compose.figures import career_map, pills
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.markdown import plain
from guidepress.compose.roles import RoleView, years
from guidepress.compose.setting import Code, Link, Setting, link, size_class, texts
from guidepress.content.career import moves
from guidepress.content.model import BaseChapter, Certification, Claim, Model, RolesChapter, SidesChapter

_MEASURE = mm(119)  # the live width of a page
_TEXT = mm(98.5)  # columns 2–6
_MAP_HEIGHT = mm(128)  # what a chapter head leaves of a page
_MATRIX_COLUMNS = 8
FILLERS = 3  # the most a booklet needs to reach a multiple of four pages

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
_OPENS = {"roles"}  # begins with an opening page unless it says otherwise
_JOINS = {"prose", "sides", "checklist", "segments"}  # belongs to the part before it unless it says otherwise
_BACK_MATTER = {"glossary", "reading", "sources", "authors"}  # has no number
_RUNS_ON = {"segments", "industries", "employers", "reading", "sources", "authors"}  # needs no page of its own
_FULL_PAGES = {"roles", "ladder", "skills"}  # nothing runs on after these


@dataclass(slots=True)
class ChapterView:
    """A chapter: where it stands in the book, and what its layout shows."""

    model: BaseChapter
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
class Cover:
    """The front cover."""

    logo: str | None
    edition: str
    size: str
    art: Svg
    spot: pills.Spot
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Back:
    """The back cover."""

    art: Svg
    title: str
    qr: Code | None
    contact: tuple[str, ...]
    legal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """A designed page that fills the booklet up to a multiple of four."""

    title: str
    lead: str
    prompts: tuple[str, ...]
    ruled: Svg


class BookletView:
    """Everything the booklet's layouts show."""

    def __init__(self, setting: Setting) -> None:
        self._setting, self._words = setting, setting.words
        self.chapters = _numbered(setting)
        for chapter in self.chapters:
            chapter.extra = _EXTRAS.get(chapter.type, _nothing)(setting, chapter)
        self.contents = list(_contents(self.chapters))

    @property
    def cover(self) -> Cover:
        """Return the front cover, its art drawn from the guide's own roles."""
        guide, brand, _ = self._setting.guide, self._setting.brand, self._words
        art, spot = pills.cover(self._steps(), self._setting.palette)
        count = len(guide.roles)
        return Cover(
            brand.logo.reversed,
            ". ".join(self._setting.edition()[:1]),
            size_class(guide.title, ((46, 13, ""), (90, 17, "long"), (5000, 500, "longer"))),
            art,
            spot,
            _.count("Stairs of bars: one step.", "Stairs of bars: %(number)s steps, one for each role of this guide.", count),
            _("On the cover: each step is one of the roles in this guide, each bar one of the things its people do. The bright one is where you start."),
        )

    def _steps(self) -> list[list[str]]:
        """Return what each role does, as plain texts; a role without duties has its summary."""
        roles = self._setting.guide.roles
        return [[plain(duty.text) for duty in role.duties] or plain(role.summary).split(", ") for role in roles] or [["…"]]

    @property
    def ways_to_read(self) -> list[Way]:
        """Return how to read the guide, in the time that the reader has."""
        _ = self._words
        ways = [
            Way(_("Four minutes"), _("Turn the pages and read only what is marked, ==like this==. It is the guide in short.")),
            Way(_("Twenty minutes"), _("Find the role that interests you and read its pages, then see where it leads.")),
            Way(_("An evening"), _("Read it through with a pencil. There are pages for your own notes.")),
        ]
        if self._setting.citations.sources:
            ways.append(Way(_("What is sure"), _("A small number after a fact names its source. “About” means the source is weak; what nobody could confirm says so. Where no honest figure was found, none is printed.")))
        return ways

    @property
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

    @property
    def fillers(self) -> list[Notes]:
        """Return the designed pages from which the build keeps as many as the page count needs."""
        _, inks = self._words, self._setting.palette
        whole, third = pills.ruled(inks, _MEASURE, 399), pills.ruled(inks, _MEASURE, 84)
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
                _("Take them to the stall, the interview or the placement cell."),
                (_("About the work"), _("About the team"), _("About what comes next")),
                third,
            ),
        ]

    @property
    def back(self) -> Back:
        """Return the back cover, with what is known of the brand."""
        setting, brand = self._setting, self._setting.brand
        contact = brand.contact
        lines = (contact.email, contact.phone, contact.address, *(link(item.url).shown for item in brand.social))
        legal = (brand.legal_name, brand.legal_line, brand.equal_opportunity_line, ". ".join(setting.edition()))
        return Back(
            pills.queue([text for step in self._steps() for text in step], setting.palette),
            setting.guide.title,
            setting.website(),
            tuple(line for line in lines if line),
            tuple(line for line in legal if line),
        )


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
        elif view.opener or not (chapter.type in _BACK_MATTER or (chapter.type == "prose" and not views)):
            number += 1
            view.number, in_part = number, True
        else:
            in_part = False
        view.flow = _flow(view, views[-1] if views else None)
        views.append(view)
    return views


def _title(setting: Setting, chapter: BaseChapter) -> str:
    if chapter.title:
        return chapter.title
    if isinstance(chapter, RolesChapter) and chapter.stage:
        return setting.stage_title(chapter.stage)
    return setting.words(_TITLES[chapter.type])


def _flow(view: ChapterView, before: ChapterView | None) -> str:
    """Return `run-on` for a chapter that shares its first page with the one before."""
    shares = before and view.type in _RUNS_ON and not view.opener and before.type not in _FULL_PAGES
    return "run-on" if shares else ""


def _contents(chapters: Sequence[ChapterView]) -> Iterator[Entry]:
    """Yield a line for each part, with its chapters and roles below it."""
    part: list[ChapterView] = []
    for chapter in [*chapters, None]:
        if part and (chapter is None or chapter.level == 1):
            head, *rest = part
            children = [*_roles_of(head), *(entry for view in rest for entry in (Entry(view.title, view.anchor), *_roles_of(view)))]
            yield Entry(head.title, head.anchor, head.number, tuple(children))
            part = []
        if chapter is not None:
            part.append(chapter)


def _roles_of(chapter: ChapterView) -> list[Entry]:
    if chapter.type != "roles":
        return []
    return [Entry(view.role.title, view.anchor) for view in chapter.extra["roles"]]  # type: ignore[attr-defined]


# What each type of chapter shows besides its model

Extra = dict[str, object]


def _nothing(setting: Setting, chapter: ChapterView) -> Extra:
    return {}


def _roles(setting: Setting, chapter: ChapterView) -> Extra:
    stage = getattr(chapter.model, "stage", None)
    roles = [role for role in setting.guide.roles if stage in (None, role.stage)]
    level = chapter.level + 1
    views = [RoleView(setting, role, width=_TEXT, strip_width=_MEASURE, level=level) for role in roles]
    asked = [view for view in views if view.role.interview]
    return {
        "roles": views,
        "shows_overview": len(roles) > 1 or not chapter.opener or bool(chapter.model.intro),
        "asked": asked if len(asked) > 1 else [],  # one page for all, so that each role stays a spread
    }


def _sides(setting: Setting, chapter: ChapterView) -> Extra:
    model = chapter.model
    return {"sides": [side for side in (model.left, model.right) if side] if isinstance(model, SidesChapter) else []}


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row of the table of moves; `first` starts a new source role."""

    source: str
    target: str
    years: str
    how: str | None
    claim: Claim | None
    first: bool


@dataclass(frozen=True, slots=True)
class PlacedStage:
    """The head of a stage on the map."""

    title: str
    count: str
    y: float


@dataclass(frozen=True, slots=True)
class PlacedRole:
    """A role on the map."""

    label: str
    spot: pills.Spot
    entry: bool


def _ladder(setting: Setting, chapter: ChapterView) -> Extra:
    guide, all_moves = setting.guide, moves(setting.guide)
    stages = [stage.id for stage in guide.stages]
    nodes = [career_map.Node(role.id, role.short, stages.index(role.stage)) for role in guide.roles if role.stage in stages]
    edges = [
        career_map.Edge(move.source.id, move.target.id, years(setting, move), bool(move.claim and move.claim.sources))
        for move in all_moves
    ]
    drawing = career_map.draw(nodes, edges, setting.palette, _MEASURE, _MAP_HEIGHT)
    rows = [
        MoveRow(move.source.title, move.target.title, years(setting, move), move.how, move.claim, index == 0)
        for _, group in groupby(all_moves, key=lambda move: move.source.id)
        for index, move in enumerate(group)
    ]
    return {"map": drawing, "moves": rows, **(_map_words(setting, drawing, nodes) if drawing else {})}


def _map_words(setting: Setting, drawing: career_map.CareerMap, nodes: Sequence[career_map.Node]) -> Extra:
    """Return the words that stand over the drawing, and the ones that stand for it."""
    by_id, guide = {node.id: node for node in nodes}, setting.guide
    lowest = min(node.stage for node in nodes)
    sizes = {zone.stage: sum(node.stage == zone.stage for node in nodes) for zone in drawing.zones}
    zones = [
        PlacedStage(guide.stages[zone.stage].title, setting.words.count("%(number)s role", "%(number)s roles", sizes[zone.stage]), zone.y)
        for zone in drawing.zones
    ]
    stations = [
        PlacedRole(by_id[station.id].label, station.spot, by_id[station.id].stage == lowest)
        for station in sorted(drawing.stations, key=lambda station: (-station.spot.y, station.spot.x))
    ]
    alt = setting.words("A map of the moves between roles, from the entry stage at the foot upwards. The table after it lists every move.")
    return {"zones": zones, "stations": stations, "map_alt": alt}


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


def _skills(setting: Setting, chapter: ChapterView) -> Extra:
    """Return matrices of at most eight skills across; roles without any level are left out."""
    guide = setting.guide
    used = [skill for skill in guide.skills if any(row.skill == skill.id for role in guide.roles for row in role.skills)]
    parts = -(-len(used) // _MATRIX_COLUMNS)
    size = -(-len(used) // parts) if parts else 1
    groups = [used[start : start + size] for start in range(0, len(used), size)]
    return {"matrices": [Matrix(tuple(skill.name for skill in group), _matrix_rows(setting, [s.id for s in group])) for group in groups]}


def _matrix_rows(setting: Setting, skills: Sequence[str]) -> tuple[MatrixRow, ...]:
    rows, stage = [], None
    for role in setting.guide.roles:
        levels = {row.skill: row for row in role.skills if row.level}
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
            Card(model, setting.words.listing(shorts[id] for id in model.for_roles if id in shorts), link(model.url) if model.url else None)
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
        listed.append(ListedSource(citations.number(id), citations.anchor(id), text, link(source.url) if source.url else None, read, source))
    key = _("Facts were checked on the dates given. Sources marked weak are printed as “about”.")
    review = ". ".join(setting.edition())
    return {"sources": listed, "key": f"{key} {review}." if review else key}


_EXTRAS: dict[str, Callable[[Setting, ChapterView], Extra]] = {
    "roles": _roles,
    "sides": _sides,
    "ladder": _ladder,
    "skills": _skills,
    "certifications": _certifications,
    "employers": _employers,
    "glossary": _glossary,
    "sources": _sources,
}


def reading_parts(item) -> list[str]:
    """Return author, publisher, year and ISBN of a book, as far as they are known."""
    isbn = f"ISBN {item.isbn}" if item.isbn else ""
    return texts(part for part in (item.author, item.publisher, item.year, isbn) if part)
