"""What WeasyPrint logs, as diagnostics."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeGuard

from guidepress.diagnostics import Diagnostic, Severity
from guidepress.pdf.engine import LOGGER
from guidepress.pdf.fence import BASE, shortened


class Reading(NamedTuple):
    """How a message that `starts` so is understood; `says` is filled with the message's own arguments."""

    starts: str
    severity: Severity
    code: str
    says: str | None = None
    hint: str | None = None


_ANOTHER_CHARACTER = "use another character, or a font of your own that has it"
_PLAIN_SVG = "save the drawing as plain SVG"
_EMBEDDABLE = "use a TrueType or OpenType file that may be embedded"

READINGS = (
    Reading(".notdef glyph", "error", "missing-glyph", 'no font has "{0}" (U+{1:04X})', _ANOTHER_CHARACTER),
    Reading("Failed to load image", "error", "unreadable-image", '"{0}" cannot be read: {1}'),
    Reading("Failed to render SVG", "error", "unreadable-image", '"{0}" cannot be drawn', _PLAIN_SVG),
    Reading("Failed to load inline SVG", "error", "unreadable-image", "a drawing cannot be read: {0}", _PLAIN_SVG),
    Reading("Failed to load stylesheet", "error", "missing-resource", '"{0}" cannot be read: {1}'),
    Reading("Unsupported stylesheet type", "error", "blocked-resource", '"{1}" is no stylesheet'),
    Reading("Font-face", "error", "unreadable-font", 'no font can be loaded for "{0}"', _EMBEDDABLE),
    Reading("No anchor #", "error", "broken-link", 'a link leads to "{0}", which is not in this document'),
    Reading("Content discarded", "error", "broken-link"),
    Reading("Anchor defined twice", "error", "duplicate-anchor", 'two places are called "{0}"'),
    Reading('Image "%s" has no', "error", "missing-alt", 'the picture "{0}" has no text that stands for it'),
    Reading('Missing required "lang"', "error", "missing-language", "the document does not say its language"),
    Reading("", "warning", "typesetting"),  # mostly styles that WeasyPrint does not understand
)


class Problems:
    """The problems of one document, each once, in the order in which they were met."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self._found = dict.fromkeys(found)
        self._refused: set[str] = set()

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic."""
        self._found.setdefault(diagnostic)

    def refuse(self, address: str, diagnostic: Diagnostic) -> None:
        """Keep a refusal of the fence; what WeasyPrint will say about the same address adds nothing."""
        self._refused.add(address)
        self.add(diagnostic)

    def read(self, record: logging.LogRecord) -> None:
        """Keep a message of WeasyPrint's log."""
        raw = record.args if isinstance(record.args, tuple) else ()
        if raw and raw[0] in self._refused:
            return
        arguments = tuple(shortened(value) if _is_address(value) else value for value in raw)
        reading = next(reading for reading in READINGS if str(record.msg).startswith(reading.starts))
        message = str(record.msg) % arguments if arguments else str(record.msg)
        message = reading.says.format(*arguments) if reading.says else message
        self.add(Diagnostic(reading.severity, reading.code, message.replace(BASE, ""), hint=reading.hint))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)


@contextmanager
def collected(problems: Problems) -> Iterator[None]:
    """Collect what WeasyPrint logs in this thread."""
    handler = _Collector(problems)
    LOGGER.addHandler(handler)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self, problems: Problems) -> None:
        super().__init__(logging.WARNING)
        self._problems = problems
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._problems.read(record)


def _is_address(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value.startswith(("data:", BASE))
