"""Printers: what an office printer or a print shop asks of the files that go there."""

from __future__ import annotations

import re
from operator import ge
from pathlib import PurePosixPath
from typing import Annotated, Literal, Protocol

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, ValidationInfo, WithJsonSchema, field_validator

from guidepress.content.shapes import Model
from guidepress.content.texts import AS_WRITTEN, Markdown, Plain, length, refuse
from guidepress.papers import PAPERS

_SPREAD_MM = (210.0, 297.0)  # two A5 pages side by side
SHEETS = {name: size for name, size in PAPERS.items() if all(map(ge, size, _SPREAD_MM))}
"""Papers that they fit on."""
_LARGEST_MM = 1_100.0  # the longer side of a printing plate of the largest usual press
_SHEET_HINT = f"write none, one of {', '.join(SHEETS)}, or a size such as 480x325mm"
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*x\s*(\d+(?:\.\d+)?)\s*(mm|cm)", re.IGNORECASE)


def _sheet(value: object) -> str | None:
    """Return a sheet under the name that it has everywhere: ``SRA3``, ``325x480mm``; None for `none`."""
    said = str(value).strip()
    if said.lower() == "none":
        return None
    named = next((name for name in SHEETS if name.lower() == said.lower()), None)
    if named is None and not _SIZE.fullmatch(said):
        refuse("bad-value", f"“{said[:40]}” is not a sheet", _SHEET_HINT)
    width, height = sheet_mm(named or said)
    if height > _LARGEST_MM:
        refuse("bad-value", f"a sheet of {said} is out of range", f"no sheet is longer than {_LARGEST_MM:g}mm")
    return named or f"{width:g}x{height:g}mm"


def sheet_mm(sheet: str) -> tuple[float, float]:
    """Return the width and height of a sheet, upright, in millimetres."""
    written = _SIZE.fullmatch(sheet)
    factor = 10 if written and written[3].lower() == "cm" else 1
    sides = (factor * float(written[1]), factor * float(written[2])) if written else SHEETS[sheet]
    width, height = sorted(sides)
    return width, height


def _percent(value: object) -> object:
    return value.removesuffix("%").rstrip() if isinstance(value, str) else value


Bleed = Annotated[float, length(0, 10, "3mm"), AS_WRITTEN]
Creep = Annotated[float, length(0, 1, "0.1mm"), AS_WRITTEN]
Margin = Annotated[float, length(0, 20, "8mm"), AS_WRITTEN]
Sheet = Annotated[str | None, BeforeValidator(_sheet), AS_WRITTEN]
InkLimit = Annotated[
    float,
    BeforeValidator(_percent),
    Field(ge=100, le=400),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?\s*%?$"}),
]
Sections = Annotated[int, Field(ge=1, le=50)]


class BasePrinter(Model):
    """What all printers have."""

    model_config = ConfigDict(populate_by_name=False)
    name: Plain
    """Who or what prints, as people call it."""
    sections: Sections | None = None
    """How many sheets are folded into one another; all of them when absent. Thick booklets need several sections."""
    creep_mm: Creep = Field(default=0.1, alias="creep")
    """How thick the paper is: pages of inner sheets move that much towards the fold."""
    binding: Literal["ltr", "rtl"] = "ltr"
    """The direction of reading: rtl booklets are bound on the right."""
    note: Markdown | None = None
    """What else whoever prints should know."""

    @property
    def id(self) -> str:
        """Return the name of its file, under which it is chosen; nothing for those that are built in."""
        return PurePosixPath(self.origin.file).stem


class OfficePrinter(BasePrinter):
    """A printer down the hall: A4, and somebody who folds."""

    edition: Literal["office"]
    paper: Literal["A4"] = "A4"
    """Two A5 pages lie side by side on it."""
    flip: Literal["short", "long", "simplex"] = "short"
    """The edge over which it turns paper to print the back; simplex for one that prints one side only."""
    unprintable_mm: Margin = Field(default=8.0, alias="unprintable")
    """The margin that it leaves white on every side."""


class PressPrinter(BasePrinter):
    """A print shop."""

    edition: Literal["press"]
    bleed_mm: Bleed = Field(default=3.0, alias="bleed")
    """How far colour runs past the edge that is cut; 0 to 10 mm."""
    cover: Literal["apart", "with-text"] = "apart"
    """Whether the cover goes into a file of its own, because it is printed on other paper."""
    sheet: Sheet = None
    """Also makes press sheets of this size, imposed: none, A3, SRA3, or a size such as 480x325mm."""
    marks: Literal["forbidden", "allowed", "required"] = "forbidden"
    """Whether files may show where to cut and fold. Press sheets always do; single pages do not."""
    ink_limit_percent: InkLimit = Field(default=300.0, alias="ink_limit")
    """The most ink in one place, all four together, in percent."""

    @field_validator("sheet")
    @classmethod
    def _with_room(cls, sheet: str | None, others: ValidationInfo) -> str | None:
        """Refuse a sheet that two pages and their bleed do not fit on."""
        width, height = (side + 2 * others.data.get("bleed_mm", 0.0) for side in _SPREAD_MM)
        if sheet is not None and (sheet_mm(sheet)[0] < width or sheet_mm(sheet)[1] < height):
            hint = f"two pages and their bleed need {height:g}x{width:g}mm; choose a larger sheet, such as SRA3"
            refuse("bad-value", f"a sheet of {sheet} is too small", hint)
        return sheet

    @field_validator("marks")
    @classmethod
    def _somewhere(cls, marks: str, others: ValidationInfo) -> str:
        """Refuse marks that would have nowhere to stand."""
        if marks == "required" and others.data.get("sheet", "") is None:
            hint = "add sheet: SRA3 or another, or write marks: allowed"
            refuse("bad-value", "only press sheets have marks, and this printer gets none", hint)
        return marks


Printer = OfficePrinter | PressPrinter


class PrinterFile(RootModel[Annotated[Printer, Field(discriminator="edition")]]):
    """A file of source/printers/: the printer that its `edition` says."""


class Printed(Protocol):
    """What goes to a printer: a document in an edition, for a printer that is chosen or not."""

    @property
    def edition(self) -> str: ...
    @property
    def printer(self) -> str | None: ...


OFFICE = OfficePrinter(edition="office", name="Office printer")
PRINT_SHOP = PressPrinter(edition="press", name="Print shop")
BUILT_IN: dict[str, Printer] = {printer.edition: printer for printer in (OFFICE, PRINT_SHOP)}
"""The printers of editions for which none is chosen."""
