"""The cheat sheet before its layout: which blocks it has, in which rows they stand, how large the type is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from guidepress.compose.figures.svg import mm
from guidepress.compose.plan import Job
from guidepress.compose.roles import Cell, RoleView, ways_on
from guidepress.compose.setting import Setting, size_class
from guidepress.content.career import moves
from guidepress.content.library import Library
from guidepress.content.model import Role

LIVE_HEIGHT = mm(273)  # A4 less margins of 12 mm
WIDTHS = {"whole": mm(186), "left": mm(106), "right": mm(72.8)}
RULING = 21.0  # a line to write on, in points
SMALLEST, LARGEST = 9.0, 11.0  # body type in points
_AIRY = 3.5  # the most that lines of a list are set apart, in points above and below
_LINE_DENSITY = 0.08  # what a line of text is worth in density
_PAD_LEAST, _PAD_GROWTH = 1.2, 1.6  # above and below a line of a list
_TITLE_LEAST, _TITLE_GROWTH = 38.0, 6.5
_SUMMARY_LEAST, _SUMMARY_GROWTH = 12.0, 2.0
_GAP_LEAST, _GAP_GROWTH = 4.5, 7.5  # below a block, in points

# Blocks in order of priority (content-model.md); those after the bar may be dropped, the last one first.
PRIORITY = ("duties", "skills", "measures", "entry_routes", "next")
DROPPABLE = ("day", "interview", "tools", "schedule", "pay", "facts", "codes")
# Rows from the top of the page, and where in them a block usually stands: on a side, or across the whole width
ROWS = ("lead", "ways", "day", "proof", "interview")
Place = tuple[str, str]
HOMES: dict[str, Place] = {
    "duties": ("lead", "left"),
    "skills": ("lead", "right"),
    "paths": ("ways", "whole"),
    "day": ("day", "whole"),
    "measures": ("proof", "left"),
    "more": ("proof", "right"),
    "interview": ("interview", "whole"),
}
# Where else a block may stand if the page gets shorter so, and where it does stand if there is room to spare
MOVABLE: dict[str, tuple[Place, ...]] = {
    "measures": (("lead", "left"), ("lead", "right"), ("proof", "whole")),
    "more": (("lead", "right"), ("lead", "left"), ("proof", "whole")),
}
ROOMY: dict[str, Place] = {"measures": ("proof", "left"), "interview": ("proof", "right"), "more": ("proof", "left")}
_SLIGHT = 110  # letters of a lone fact that a column of its own would be too much for
# What a sheet gains when its role says little: a sourced number, the guide’s ladder, questions to ask, room for notes
FILLERS = ("number", "ladder", "ask", "notes")


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks side by side, or `whole` across the page."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def sides(self) -> dict[str, tuple[str, ...]]:
        """Return the blocks by the side they stand on; both sides of a row that is no whole one."""
        return {"whole": self.whole} if self.whole else {"left": self.left, "right": self.right}

    @property
    def blocks(self) -> tuple[str, ...]:
        """Return all blocks in reading order."""
        return (*self.left, *self.right, *self.whole)


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """How a sheet is set.

    `density` runs from 0 (smallest type) by 1 (largest type) to 2 (largest type, lines of lists set apart); `dropped`
    names fields that are left out; `gap` are points that the gap below each row grows by; `questions` is how many there
    are to ask; `ruled` holds the lines to write on of a block, in points.
    """

    density: float = 0.5
    dropped: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    gap: float = 0.0
    questions: int = 4
    ruled: Mapping[str, float] = field(default_factory=dict)
    measuring: bool = False

    def eased(self, lines: int) -> SheetSetting:
        """Return the setting with `lines` of slack, taken from gaps, lines to write on and density."""
        ruled = {name: max(0.0, height - RULING * lines) for name, height in self.ruled.items()}
        return replace(self, density=max(0.0, self.density - _LINE_DENSITY * lines), gap=0.0, ruled=ruled)

    @property
    def blocks(self) -> tuple[str, ...]:
        """Return all blocks in reading order."""
        return tuple(name for row in self.rows for name in row.blocks)

    @property
    def size(self) -> float:
        """Return the body type in points, rounded down to a twentieth."""
        return int((SMALLEST + (LARGEST - SMALLEST) * min(self.density, 1.0)) * 20) / 20

    @property
    def tokens(self) -> dict[str, str]:
        """Return the custom properties that this setting assigns."""
        type_, room = min(self.density, 1.0), max(0.0, self.density - 1.0)
        minor = max(8.0, self.size * 0.9)
        return {
            "--size": f"{self.size:g}pt",
            "--leading": f"{self.size * 1.34:.2f}pt",
            "--minor": f"{minor:.2f}pt",
            "--minor-leading": f"{minor * 1.24:.2f}pt",
            "--gap": f"{_GAP_LEAST + _GAP_GROWTH * type_:.2f}pt",
            "--pad": f"{_PAD_LEAST + _PAD_GROWTH * type_ + _AIRY * room:.2f}pt",
            "--title": f"{_TITLE_LEAST + _TITLE_GROWTH * self.density:.1f}pt",
            "--summary": f"{_SUMMARY_LEAST + _SUMMARY_GROWTH * room:.2f}pt",
            "--row-gap": f"{self.gap:.2f}pt",
        }


def present(role: Role) -> tuple[str, ...]:
    """Return the fields that a role fills, in order of priority."""
    return tuple(name for name in (*PRIORITY, *DROPPABLE) if getattr(role, name))


def arranged(library: Library, job: Job, sheet: SheetSetting) -> SheetSetting:
    """Return a setting with the blocks that the role fills in their usual places."""
    setting = Setting.of(library, job)
    role = setting.guide.role(str(job.role))
    homes = {name: home for name, home in HOMES.items() if _shows(setting, role, name, sheet)}
    said = more(RoleView(setting, role, width=1, strip_width=1), sheet)
    is_slight = len(said) == 1 and len(said[0].value) <= _SLIGHT
    return placed(sheet, homes | _proof(homes, len(role.interview), is_slight))


def _proof(homes: Mapping[str, Place], questions: int, is_slight: bool) -> dict[str, Place]:
    """Return where a block stands that has as good as nothing beside it: with a lone question there, or across."""
    alone = homes.keys() & {"measures", "more"}
    if len(alone) != 1:
        return dict.fromkeys(alone, ("proof", "whole")) if is_slight else {}
    if questions == 1 and "interview" in homes:
        return {**dict.fromkeys(alone, ("proof", "left")), "interview": ("proof", "right")}
    return dict.fromkeys(alone, ("proof", "whole"))


def placed(sheet: SheetSetting, homes: Mapping[str, Place]) -> SheetSetting:
    """Return a setting with its blocks where `homes` puts them, each place in the usual order."""

    def at(*place: str) -> tuple[str, ...]:
        return tuple(name for name in HOMES if homes.get(name) == place)

    pairs = ((Row(at(row, "left"), at(row, "right")), Row(whole=at(row, "whole"))) for row in ROWS)
    return replace(sheet, rows=tuple(row for pair in pairs for row in pair if row.blocks))


def _shows(setting: Setting, role: Role, name: str, sheet: SheetSetting) -> bool:
    if name == "more":
        return bool(more(RoleView(setting, role, width=1, strip_width=1), sheet))
    if name == "paths":
        return bool(role.entry_routes or ways_on(setting, role) or came_from(setting, role))
    return bool(getattr(role, name)) and name not in sheet.dropped


def more(view: RoleView, sheet: SheetSetting) -> list[Cell]:
    """Return pay, open facts, and the note on the schedule unless the day has it, as far as they are not dropped."""
    pay = [replace(cell, label=view.setting.words("Pay")) for cell in view.pay]
    has_day = bool(view.role.day) and "day" not in sheet.dropped
    rest = [cell for cell in view.more if not (has_day and cell.field == "schedule")]
    return [cell for cell in (*pay, *rest) if cell.field not in sheet.dropped]


def came_from(setting: Setting, role: Role) -> list[Role]:
    """Return the roles that lead to a role."""
    return [move.source for move in moves(setting.guide) if move.target.id == role.id]


def title_size(title: str) -> str:
    """Return the type step of a sheet's title."""
    return size_class(title, ((30, 20, ""), (62, 24, "long"), (5000, 34, "longer"), (5000, 5000, "longest")))


def words_too_many(total: int, too_tall_pt: float) -> int:
    """Return about how many of its words a page must lose, from the share of it that they overflow."""
    return max(3, round(total * too_tall_pt / (LIVE_HEIGHT + too_tall_pt) * 1.1))


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
