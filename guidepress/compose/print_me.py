"""The sheet beside an office booklet: how to print it, in words and pictures, for whoever stands at the printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from guidepress.compose import pages
from guidepress.compose.figures import printing
from guidepress.compose.figures.svg import Svg
from guidepress.compose.plan import Job
from guidepress.compose.setting import Setting
from guidepress.compose.typefaces import shipped_first
from guidepress.content.library import Library
from guidepress.content.model import OfficePrinter

_STYLES = ("print-me.css",)
_ON_A_SHEET = 4  # pages of the booklet


class Picture(NamedTuple):
    """A drawing, what it shows for those who cannot see it, and what stands under it."""

    art: Svg
    alt: str
    caption: str


class Pair(NamedTuple):
    """Two pages side by side, by their numbers."""

    name: str
    left: int
    right: int


class Part(NamedTuple):
    """A part of printing one side after the other."""

    title: str
    text: str
    picture: Picture


class Trouble(NamedTuple):
    """What somebody sees, and what they do about it."""

    seen: str
    remedy: str


def compose_print_me(library: Library, job: Job, sides: int, file: str) -> str:
    """Return the HTML of the sheet beside an office booklet: one page of A4 in one ink.

    `sides` is how many sides of A4 the booklet has, `file` the name of the file that holds them. The words depend on
    which edge the job's printer flips.
    """
    setting = Setting.of(library, job)
    context = {"document_title": title(library, job), "sheet": PrintMe(setting, sides, file)}
    return pages.fill(setting, "print-me", _STYLES, context, shipped_first(setting.brand))


def title(library: Library, job: Job) -> str:
    """Return what the sheet is called in its metadata."""
    setting = Setting.of(library, job)
    return setting.words("How to print: %(title)s", title=setting.guide.title)


_EDGES = {
    "short": "Both sides, over the short edge",
    "long": "Both sides, over the long edge",
    "simplex": "One side first, then the other",
}
_DIALOG = {"short": "On, flip on short edge", "long": "On, flip on long edge", "simplex": "Off"}
_TURNS = {
    "short": (
        "The sheet lies on its long side. The printer has to turn it over its left or right edge, the short one, "
        "like a page of a book. The print window may say “short-edge binding”."
    ),
    "long": (
        "The sheet lies on its long side. The printer has to turn it over its top edge, the long one, like a page of "
        "a wall calendar. The print window may say “long-edge binding”."
    ),
    "simplex": (
        "The file holds all the fronts, and after them all the backs. Print the first half, put the stack back in, "
        "and print the second half. Printers differ: try it with two sheets first."
    ),
}
_TURNING = {
    "short": "A sheet turns over its right edge.",
    "long": "A sheet turns over its top edge.",
}
_TURNED = {"short": "Like a book’s page", "long": "Like a calendar"}
_FIRST = {"halves": "Print the first half", "stacks": "Print the odd pages"}
_SECOND = {"halves": "Print the second half", "stacks": "Print the even pages"}
_BACK_IN = {
    "short": "Turn the whole stack over like a page of a book. Keep its order.",
    "long": "Turn the whole stack over like a page of a wall calendar. Keep its order.",
    "simplex": "Turn the whole stack over like a page of a book. Keep its order.",
}
_UPSIDE_DOWN = {
    "short": "The sheets turned over the long edge. Choose “flip on short edge”.",
    "long": "The sheets turned over the short edge. Choose “flip on long edge”.",
    "simplex": "Turn the stack round by half a turn before you put it back in.",
}
_OUT_OF_ORDER = {
    "short": "Switch “Booklet” and “several pages on a sheet” off in the print window.",
    "long": "Switch “Booklet” and “several pages on a sheet” off in the print window.",
    "simplex": "Print the second half again, in reverse order.",
}


@dataclass(frozen=True, slots=True)
class PrintMe:
    """What the sheet shows."""

    setting: Setting
    sides: int
    file: str

    @property
    def printer(self) -> OfficePrinter:
        printer = self.setting.printer
        assert isinstance(printer, OfficePrinter), "only office booklets are printed down the hall"
        return printer

    @property
    def one_sided(self) -> bool:
        return self.printer.flip == "simplex"

    @property
    def sheets(self) -> int:
        """Return how many sheets of paper a copy takes."""
        return -(-self.sides // 2)

    @property
    def paper(self) -> str:
        """Return what is counted in `sheets`."""
        return self.setting.words.count("sheet of A4 for each copy", "sheets of A4 for each copy", self.sheets)

    @property
    def edge(self) -> str:
        return self.setting.words(_EDGES[self.printer.flip])

    @property
    def turn(self) -> str:
        return self.setting.words(_TURNS[self.printer.flip])

    @property
    def both_sides(self) -> str:
        return self.setting.words(_DIALOG[self.printer.flip])

    @property
    def turning(self) -> list[Picture]:
        """Return how a sheet turns, and what comes of the right edge and of the wrong one."""
        words, inks, flip = self.setting.words, self.setting.palette, self.printer.flip
        upright, wrong = printing.opened(inks, right=True), printing.opened(inks, right=False)
        return [
            Picture(printing.turning(flip, inks), words(_TURNING[flip]), words(_TURNED[flip])),
            Picture(upright, words("An open booklet, both pages upright."), words("Right: all upright")),
            Picture(
                wrong,
                words("An open booklet, its right page upside down."),
                words("Wrong: upside down"),
            ),
        ]

    @property
    def first_sheet(self) -> list[Pair]:
        """Return which pages stand on the sides of the first sheet, and then on the first opening of the booklet."""
        words, last = self.setting.words, min(self.printer.sections or self.sheets, self.sheets) * _ON_A_SHEET
        pairs = [
            (words("First sheet, front"), (last, 1)),
            (words("First sheet, back"), (2, last - 1)),
            (words("Booklet, opened"), (2, 3)),
        ]
        step = -1 if self.printer.binding == "rtl" else 1
        return [Pair(name, *numbers[::step]) for name, numbers in pairs]

    @property
    def bare(self) -> Svg:
        return printing.bare_sheet(self.setting.palette)

    @property
    def pages(self) -> int:
        """Return how many pages the booklet has."""
        return self.sides * 2

    @property
    def together(self) -> str:
        """Return which sheets are folded into one another."""
        words, section = self.setting.words, self.printer.sections
        if section is None or section >= self.sheets:
            return words("Keep the sheets in order, the cover outside, and knock them flush.")
        return words(
            "Take the sheets in order, %(number)s at a time, and knock them flush. Fold and staple each lot apart.",
            number=section,
        )

    @property
    def binding(self) -> list[Picture]:
        words, inks = self.setting.words, self.setting.palette
        return [
            Picture(printing.knocking(inks), words("A stack of sheets is knocked on a table."), words("Knock flush")),
            Picture(printing.folding(inks), words("Sheets are folded over a bone."), words("Fold and press")),
            Picture(
                printing.stapling(inks),
                words("The outside of the open sheets, two staples on the fold."),
                words("Staple on the fold"),
            ),
        ]

    @property
    def parts(self) -> list[Part]:
        """Return how the booklet is printed on a printer that prints one side at a time."""
        words, inks, way = self.setting.words, self.setting.palette, "halves" if self.one_sided else "stacks"
        first, second = self._halves() if self.one_sided else self._stacks()
        once, again = printing.printing(inks, second=False), printing.printing(inks, second=True)
        stack = printing.turning(self.printer.flip, inks, stack=3)
        return [
            Part(words(_FIRST[way]), first, Picture(once, words("Blank paper goes into a printer."), "")),
            Part(
                words("Put the stack back in"),
                words(_BACK_IN[self.printer.flip]),
                Picture(stack, words("A stack of printed sheets is turned over."), ""),
            ),
            Part(words(_SECOND[way]), second, Picture(again, words("Printed paper goes into the printer again."), "")),
        ]

    def _halves(self) -> tuple[str, str]:
        words, half = self.setting.words, self.sheets
        fronts = words("Pages %(first)s to %(last)s of the file: all the fronts.", first=1, last=half)
        backs = words(
            "Pages %(first)s to %(last)s: all the backs, the last sheet first.", first=half + 1, last=2 * half
        )
        return fronts, backs

    def _stacks(self) -> tuple[str, str]:
        words = self.setting.words
        odd, even = range(1, 2 * self.sheets, 2), range(2 * self.sheets, 0, -2)
        return (
            words("Choose “odd pages only”: %(pages)s.", pages=_row(odd)),
            words("Choose “even pages only” and “reverse order”: %(pages)s.", pages=_row(even)),
        )

    @property
    def troubles(self) -> list[Trouble]:
        words, flip = self.setting.words, self.printer.flip
        return [
            Trouble(words("Every second page is upside down"), words(_UPSIDE_DOWN[flip])),
            Trouble(words("The pages are in the wrong order"), words(_OUT_OF_ORDER[flip])),
            Trouble(
                words("Margins are cut off, or the pages are too small"),
                words(
                    "Choose actual size. The test sheet of “%(command)s” shows your printer’s edge and margins.",
                    command="guidepress\N{NO-BREAK SPACE}calibrate",
                ),
            ),
        ]

    @property
    def made_for(self) -> str:
        """Return which printer the file is made for, if somebody has chosen one."""
        return self.setting.words("Made for: %(printer)s", printer=self.printer.name) if self.printer.id else ""


def _row(numbers: Sequence[int]) -> str:
    """Return numbers in a row that does not break, the middle ones of many left out."""
    shown = ", ".join(map(str, numbers if len(numbers) <= 4 else numbers[:3]))
    row = shown if len(numbers) <= 4 else f"{shown} … {numbers[-1]}"
    return row.replace(" ", "\N{NO-BREAK SPACE}")
