"""What Guidepress says when something is wrong: a place, a statement, a way out.

Every problem of a run is a `Diagnostic`, and all of them are reported together. The shape on the
terminal is that of compilers (rustc, typst): location, code, statement, the line with the culprit
underlined, a hint. This module imports nothing of ours, so that every room may use it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""The gravest first."""


class Exit(IntEnum):
    """Exit codes of the program; when several hold, `worst` chooses."""

    OK = 0
    BUG = 1
    USAGE = 2
    CONTENT = 3
    PREFLIGHT = 4
    CAMPUS = 5
    ENVIRONMENT = 6
    INTERRUPTED = 130


_PRECEDENCE = (Exit.USAGE, Exit.ENVIRONMENT, Exit.CONTENT, Exit.CAMPUS, Exit.PREFLIGHT)


def worst(codes: Iterable[Exit]) -> Exit:
    """Return the exit code that wins when several hold (2, 6, 3, 5, 4)."""
    held = set(codes)
    return next((code for code in _PRECEDENCE if code in held), Exit.OK)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text file.

    `file` is relative to the project, with `/`; `line`, `column` count from 1 in characters;
    `width` is at least 1; `text` is the line itself, without its newline. In a table they are the row and the column
    of a cell as a spreadsheet counts them, `text` what the cell holds, and `name` that of its column.
    """

    file: str
    line: int = 1
    column: int = 1
    width: int = 1
    text: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" + (f" ({visible(self.name)})" if self.name else "")


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a finished file: page from 1, as the file counts; points from the page's left and top.

    In sheets of a booklet it is the page of the booklet: sheets are read folded.
    `file` is relative to the output folder, or as it was named. An area without width is the whole page; page 0 is
    the whole file.
    """

    file: str
    page: int = 0
    x_pt: float = 0.0
    y_pt: float = 0.0
    width_pt: float = 0.0
    height_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a stable `code`, a statement, where it is and how to get out of it.

    `span` is the line that made it; `spot` is where it shows in a finished file.
    """

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    hint: str | None = None
    spot: Spot | None = None

    def __str__(self) -> str:
        place = f"{self.span}  " if self.span else ""
        lines = [f"{place}{self.severity}[{self.code}]  {self.message}"]
        if self.span and self.span.text.strip():
            lines += _excerpt(self.span)
        if self.hint:
            lines.append(f"   hint: {self.hint}")
        return "\n".join(lines)

    def as_data(self) -> dict[str, Any]:
        """Return the diagnostic as plain data, for `--json` and for replay."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Diagnostic:
        """Rebuild a diagnostic from `as_data`."""
        span, spot = data.get("span"), data.get("spot")
        return cls(**{**data, "span": Span(**span) if span else None, "spot": Spot(**spot) if spot else None})


def error(
    code: str, message: str, span: Span | None = None, hint: str | None = None, spot: Spot | None = None
) -> Diagnostic:
    """Return an error: something that stops a file from being published."""
    return Diagnostic("error", code, message, span, hint, spot)


def warning(
    code: str, message: str, span: Span | None = None, hint: str | None = None, spot: Spot | None = None
) -> Diagnostic:
    """Return a warning: the file is built, somebody should look."""
    return Diagnostic("warning", code, message, span, hint, spot)


class GuidepressError(Exception):
    """A failure that the user can mend; it carries diagnostics and the exit code they mean."""

    exit_code: Exit = Exit.CONTENT

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[GuidepressError], tuple[Diagnostic, ...]]:
        return type(self), self.diagnostics


class UsageError(GuidepressError):
    """The command line asks for something that does not exist."""

    exit_code = Exit.USAGE


class ContentError(GuidepressError):
    """The content cannot be built; nothing was written."""

    exit_code = Exit.CONTENT


class PreflightError(GuidepressError):
    """A finished document must not be published; the last good one stays."""

    exit_code = Exit.PREFLIGHT


class EnvironmentFailure(GuidepressError):
    """The machine lacks something: a library, a writable folder, space on the disk."""

    exit_code = Exit.ENVIRONMENT


_EXCERPT_COLUMNS = 100


def _excerpt(span: Span) -> list[str]:
    """Return the source line and the underline, cut to a window around the culprit."""
    column = 1 if span.name else span.column
    start = max(0, column - 1 - _EXCERPT_COLUMNS // 2) if column > _EXCERPT_COLUMNS else 0
    shown = span.text[start : start + _EXCERPT_COLUMNS].replace("\t", " ")
    before = shown[: column - 1 - start]
    marked = shown[column - 1 - start :][: span.width]
    number = f"{span.line:>5}"
    underline = " " * _cells(before) + "^" * max(1, _cells(marked))
    return [f"{number} | {visible(shown).rstrip()}", f"      | {underline}"]


def visible(text: str) -> str:
    """Replace control and direction-override characters, which could fake a terminal's output."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)


def _cells(text: str) -> int:
    """Return how many terminal columns a text takes (wide East Asian letters take two)."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    marks = sum(unicodedata.category(char) in ("Mn", "Me") for char in text)
    return len(text) + wide - marks
