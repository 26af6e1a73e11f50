"""How files are printed and finished, in words: those of an office booklet are the words of its own page."""

from __future__ import annotations

from guidepress.compose.plan import Job
from guidepress.compose.print_me import PrintMe
from guidepress.compose.setting import Setting
from guidepress.content.library import Library
from guidepress.content.printer import OfficePrinter

_PRESSED = {
    "cover": "Both sides, on paper for covers; folded around the text, stapled twice, trimmed to A5.",
    "text": "Both sides, on paper for text; the cover of each campus goes around it.",
    "booklet": "Both sides; folded, stapled twice, trimmed to A5.",
    "sheet": "One side; trimmed to A4.",
    "sheets": "Both sides; trimmed to A4.",
}


def how_to_print(library: Library, job: Job, count: int, stock: str) -> list[str]:
    """Return in words how a file of so many pages (sides, if it is imposed) is printed and finished.

    `stock` is what of a booklet it is: its cover, its text, or empty for the whole.
    """
    setting = Setting.of(library, job)
    printer, words = setting.printer, setting.words
    assert printer, "documents for screens are not printed in numbers"
    if isinstance(printer, OfficePrinter):
        return _in_office(setting, count)
    return [words(_PRESSED[_pressed(job, count, stock)])]


def _in_office(setting: Setting, count: int) -> list[str]:
    """Return what is done in an office, in the words of the page that says how to print a booklet."""
    words, sheet = setting.words, PrintMe(setting, count, "")
    if setting.job.kind == "booklet":
        return [
            words.sentence(sheet.edge),
            sheet.together,
            words.sentence(words("Fold, then staple twice on the fold")),
        ]
    if count == 1 or sheet.one_sided:
        return [words("One side.")]
    return [words.sentence(words("Both sides, over the long edge"))]


def _pressed(job: Job, count: int, stock: str) -> str:
    return (stock or "booklet") if job.kind == "booklet" else "sheet" if count == 1 else "sheets"
