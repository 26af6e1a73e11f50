"""The cheat sheet, made ready for its layout: which blocks it has, where they stand, how large the type is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from guidepress.compose.figures.pills import ruled
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.plan import Job
from guidepress.compose.roles import Cell, RoleView, ways_on
from guidepress.compose.setting import Code, Setting, size_class
from guidepress.content.library import Library
from guidepress.content.model import Role

LIVE_HEIGHT = mm(273)  # A4 less margins of 12 mm
FULL_WIDTH, LEFT_WIDTH, RIGHT_WIDTH = mm(186), mm(106), mm(72.8)
SMALLEST, LARGEST = 9.0, 11.0  # body type in points
_AIRY = 3.5  # the most that rows are set apart, in points above and below
_RULING, _LINE_DENSITY = 21.0, 0.08  # a line to write on in points; what a line of text is worth in density
_GAP_LEAST, _GAP_GROWTH = 5.0, 4.0  # between blocks, in points
_WIDTHS = {"left": LEFT_WIDTH, "right": RIGHT_WIDTH}

# Blocks in order of priority (content-model.md); those after the bar may be dropped, the last one first.
PRIORITY = ("duties", "skills", "measures", "entry_routes", "next")
DROPPABLE = ("day", "interview", "tools", "schedule", "pay", "facts", "codes")
# Where a block usually stands: in a column, or across the page below them
HOMES = {
    "duties": "left",
    "skills": "right",
    "paths": "tail",
    "measures": "tail",
    "day": "tail",
    "interview": "tail",
    "more": "tail",
}
MOVABLE = {"measures": ("tail", "left", "right"), "more": ("tail", "left", "right")}


@dataclass(frozen=True, slots=True)
class Filler:
    """A designed block at the foot of a column: `notes` or `ask`, with `ruled` points of lines to write on."""

    side: str
    name: str
    ruled: float


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """How a sheet is set: `left` and `right` column, `tail` across the page below them.

    `density` runs from 0 (smallest type) by 1 (largest type) to 2 (largest type, rows set apart); `dropped` names
    fields that are left out; `gaps` are points that the gaps below the blocks of the left column, the right column
    and the tail grow by.
    """

    density: float = 0.5
    dropped: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    gaps: tuple[float, float, float] = (0.0, 0.0, 0.0)
    fillers: tuple[Filler, ...] = ()
    measuring: bool = False

    def eased(self, lines: int) -> SheetSetting:
        """Return the setting with `lines` of slack, taken from gaps, lines to write on and density."""
        fillers = tuple(replace(filler, ruled=max(1.0, filler.ruled - _RULING * lines)) for filler in self.fillers)
        density = max(0.0, self.density - _LINE_DENSITY * lines)
        return replace(self, density=density, gaps=(0.0, 0.0, 0.0), fillers=fillers)

    @property
    def size(self) -> float:
        """Return the body type in points, rounded down to a twentieth."""
        return int((SMALLEST + (LARGEST - SMALLEST) * min(self.density, 1.0)) * 20) / 20

    @property
    def tokens(self) -> dict[str, str]:
        """Return the custom properties that this setting assigns."""
        air = max(0.0, self.density - 1.0) * _AIRY
        minor = max(8.0, self.size * 0.85)
        return {
            "--size": f"{self.size:g}pt",
            "--leading": f"{self.size * 1.34:.2f}pt",
            "--minor": f"{minor:.2f}pt",
            "--minor-leading": f"{minor * 1.22:.2f}pt",
            "--gap": f"{_GAP_LEAST + _GAP_GROWTH * min(self.density, 1.0):.2f}pt",
            "--air": f"{air:.2f}pt",
            "--left-gap": f"{self.gaps[0]:.2f}pt",
            "--right-gap": f"{self.gaps[1]:.2f}pt",
            "--tail-gap": f"{self.gaps[2]:.2f}pt",
        }


@dataclass(frozen=True, slots=True)
class SheetView:
    """What the sheet's layout shows besides the role itself."""

    columns: dict[str, tuple[str, ...]]
    tail: tuple[str, ...]
    facts: list[Cell]
    more: list[Cell]
    qr: Code | None
    logo: str | None
    edition: list[str]
    codes: str
    sources: str
    questions: list[str]
    lines: dict[str, Svg] = field(default_factory=dict)


def present(role: Role) -> tuple[str, ...]:
    """Return the fields that a role fills, in order of priority."""
    return tuple(name for name in (*PRIORITY, *DROPPABLE) if getattr(role, name))


def arranged(library: Library, job: Job, sheet: SheetSetting) -> SheetSetting:
    """Return a setting with the blocks that the role fills in their usual columns."""
    setting = Setting.of(library, job)
    role = setting.guide.role(str(job.role))
    blocks = [name for name in HOMES if _shows(setting, role, name, sheet)]
    return placed(sheet, {name: HOMES[name] for name in blocks})


def placed(sheet: SheetSetting, homes: Mapping[str, str]) -> SheetSetting:
    """Return a setting with its blocks where `homes` puts them, each place in the usual order."""
    at = {place: tuple(name for name in HOMES if homes.get(name) == place) for place in ("left", "right", "tail")}
    return replace(sheet, left=at["left"], right=at["right"], tail=at["tail"])


def view(setting: Setting, role_view: RoleView, sheet: SheetSetting) -> SheetView:
    """Return what the layout of a sheet shows under a setting."""
    role, _ = role_view.role, setting.words
    codes = "; ".join(role_view.codes) if "codes" not in sheet.dropped else ""
    return SheetView(
        columns={"left": _filled(sheet, "left"), "right": _filled(sheet, "right")},
        tail=sheet.tail,
        facts=[cell for cell in role_view.facts if cell.field not in sheet.dropped],
        more=_more(role_view, sheet),
        qr=setting.website(),
        logo=setting.brand.logo.main,
        edition=setting.edition(),
        codes=codes,
        sources=_sources(setting, role),
        questions=_questions(setting),
        lines={filler.name: ruled(setting.palette, _WIDTHS[filler.side], filler.ruled) for filler in sheet.fillers},
    )


def _shows(setting: Setting, role: Role, name: str, sheet: SheetSetting) -> bool:
    if name == "more":
        return bool(_more(RoleView(setting, role, width=1, strip_width=1), sheet))
    if name == "paths":
        return bool(role.entry_routes or ways_on(setting, role))
    return bool(getattr(role, name)) and name not in sheet.dropped


def _more(role_view: RoleView, sheet: SheetSetting) -> list[Cell]:
    """Return pay, the schedule's note and open facts, as far as they are not dropped; codes stand in the footer."""
    rows = [*(replace(cell, label=role_view.setting.words("Pay")) for cell in role_view.pay), *role_view.more]
    return [row for row in rows if row.field not in sheet.dropped]


def _filled(sheet: SheetSetting, side: str) -> tuple[str, ...]:
    blocks = sheet.left if side == "left" else sheet.right
    return (*blocks, *(filler.name for filler in sheet.fillers if filler.side == side))


def _sources(setting: Setting, role: Role) -> str:
    """Return the sources that this sheet's facts name, with the numbers they have in the guide."""
    citations, _ = setting.citations, setting.words
    named = {id for part in role.walk() for id in getattr(part, "sources", ()) if id in citations.sources}
    publishers: dict[str, list[str]] = {}
    for id in sorted(named, key=citations.number):
        source = citations.sources[id]
        publishers.setdefault(source.publisher or source.title, []).append(str(citations.number(id)))
    texts = [f"{_.listing(numbers)} {publisher}" for publisher, numbers in publishers.items()]
    return _("Sources: %(list)s.", list="; ".join(texts)) if texts else ""


def _questions(setting: Setting) -> list[str]:
    """Return what to ask a recruiter; words of the layout, true of any role."""
    _ = setting.words
    return [
        _("What does the first month look like?"),
        _("How long is the training, and is it paid?"),
        _("Which shifts, and how often do they change?"),
        _("Who decides on the next step, and on what?"),
    ]


def title_size(title: str) -> str:
    """Return the type step of a sheet's title."""
    return size_class(title, ((30, 30, ""), (62, 22, "long"), (5000, 5000, "longer")))


def words_in(role: Role) -> Sequence[tuple[str, int]]:
    """Return the fields that cannot be dropped with their number of words, the longest first."""
    counts = [(name, _count(getattr(role, name))) for name in ("summary", *PRIORITY)]
    return sorted(((name, count) for name, count in counts if count), key=lambda pair: -pair[1])


def _count(value: object) -> int:
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, tuple):
        return sum(_count(part) for part in value)
    texts = (
        getattr(value, name, None)
        for name in ("text", "meaning", "how", "note", "education", "experience", "name", "expansion")
    )
    return sum(_count(text) for text in texts if isinstance(text, str))
