"""Warnings that somebody has looked at and accepted: silenced by code and place, and missed when they stop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidepress.content.codes import CODES, OF_LISTS, problem
from guidepress.content.hints import did_you_mean
from guidepress.content.model import Accepted, Origin
from guidepress.diagnostics import SEVERITIES, Diagnostic

if TYPE_CHECKING:
    from guidepress.content.library import Library
    from guidepress.content.yaml_tree import Document, Steps


def accepts(library: Library, accepted: Accepted, diagnostic: Diagnostic) -> bool:
    """Return whether an entry of `accepted` silences a diagnostic; errors are never silenced."""
    if diagnostic.severity == "error" or diagnostic.code != accepted.code:
        return False
    if diagnostic.spot and diagnostic.spot.file == accepted.where:
        return True
    if diagnostic.span is None:
        return False
    file, _, pointer = _place(library, accepted).partition("#")
    if diagnostic.span.file != file:
        return False
    return not pointer or _holds(library, f"{file}#{pointer}", diagnostic)


def sift(library: Library, found: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return diagnostics without the accepted ones, with those of entries that no longer fire; and the accepted.

    An entry with a code of another room (such as `sheet-dropped`) is left to that room, through `accepts` and `unused`;
    one about a list of campuses is not missed, because lists are read only when asked for.
    """
    everything = list(found)
    accepted = tuple(filter(library.accepts, everything))
    kept = [one for one in everything if one not in accepted]
    broken = any(one.severity == "error" for one in everything)
    for entry in library.project.accepted:
        wrong = _wrong_entry(library, entry)
        kept += wrong
        if not (wrong or broken) and entry.code in CODES.keys() - OF_LISTS:
            kept += unused(library, entry, accepted)
    return tuple(sorted(kept, key=_order)), accepted


def unused(library: Library, entry: Accepted, accepted: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Say that an entry silences nothing, if none of the accepted diagnostics is due to it."""
    if any(accepts(library, entry, one) for one in accepted):
        return []
    message = f"“{entry.code}” is not given here, or no longer"
    return [problem("accepted-unused", message, library.span_of(entry), "remove the entry")]


def _place(library: Library, accepted: Accepted) -> str:
    """Return the entry's place relative to the project, though it may be written relative to `source/`."""
    file = accepted.where.partition("#")[0]
    return accepted.where if file in library.documents or file.startswith("source/") else f"source/{accepted.where}"


def _holds(library: Library, origin: str, diagnostic: Diagnostic) -> bool:
    place = Origin.parse(origin)
    document = library.documents.get(place.file)
    if document is None or diagnostic.span is None or not _reaches(document, place.path):
        return False
    node, _ = document.descend(place.path)
    line = diagnostic.span.line - 1
    return node is not None and (node.place.line, 0) <= (line, 0) <= (node.place.end_line, node.place.end_column)


def _reaches(document: Document, path: Steps) -> bool:
    """Tell whether there is something at a path."""
    found = document.data
    for step in path:
        if isinstance(found, dict) and str(step) in found:
            found = found[str(step)]
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return False
    return True


def _wrong_entry(library: Library, entry: Accepted) -> list[Diagnostic]:
    span = library.span_of(entry, "code")
    code = CODES.get(entry.code)
    if code and code.severity == "error":
        message = f"“{entry.code}” is an error and cannot be accepted"
        return [problem("accepted-unknown", message, span, "mend the error, and remove this entry")]
    file = _place(library, entry).partition("#")[0]
    is_document = file.endswith(".pdf")  # of which only a build knows
    if not is_document and file not in library.documents and not (library.root / file).exists():
        bare = re.sub(r"(:\d+)+$", "", entry.where)
        hint = did_you_mean(bare, library.documents, "write the file's path relative to the project, without a line")
        return [problem("accepted-unknown", f"“{entry.where}” is no file", library.span_of(entry, "where"), hint)]
    document, place = library.documents.get(file), Origin.parse(_place(library, entry))
    if document and not _reaches(document, place.path):
        message, hint = f"“{entry.where}” is no place in that file", "name a field as FILE#/duties/0, from 0 in lists"
        return [problem("accepted-unknown", message, library.span_of(entry, "where"), hint)]
    return []


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, int]:
    span = diagnostic.span
    return (span.file, span.line, span.column, SEVERITIES.index(diagnostic.severity)) if span else ("", 0, 0, 0)
