"""The issues of each campus's documents: what they said of date and place, and from which day.

A campus whose date or place has changed gets a new issue, which says which one it replaces. An issue of which nothing
was published is none that anybody could have read: the next one takes its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guidepress.content.model import Campus, Drive

NAME = "issues.json"
_VERSION = 1
_SAYS = ("date", "reporting_time", "venue", "city")
"""What makes an earlier issue wrong when it changes."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue: the day on which it was made (ISO), what it says, and whether any of it was published."""

    day: str
    says: Mapping[str, str]
    published: bool = False


class Issues:
    """The issues of all campuses, the last one last, by drive and campus."""

    def __init__(self, file: Path) -> None:
        self._all: dict[str, dict[str, list[Issue]]] = {}
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            data = json.loads(file.read_bytes())
            if data["version"] == _VERSION:
                self._all = _read(data["drives"])

    def render(self) -> bytes:
        """Return the file's text."""
        drives = {
            drive: {campus: [asdict(issue) for issue in issues] for campus, issues in campuses.items()}
            for drive, campuses in self._all.items()
        }
        return json.dumps({"version": _VERSION, "drives": drives}, ensure_ascii=False, sort_keys=True).encode()

    def begin(self, drive: Drive, campuses: Iterable[Campus], today: date) -> tuple[Drive, list[str]]:
        """Begin the issues of campuses that need one; return the drive whose campuses say what they replace.

        Also return those that replace an issue and were not published yet.
        """
        known = self._all.setdefault(drive.id, {})
        for campus in campuses:
            known[campus.id] = _continued(known.get(campus.id, []), _says(campus), today)
        replaced = {id: issues[-2].day for id, issues in known.items() if len(issues) > 1}
        unread = [campus.id for campus in campuses if campus.id in replaced and not known[campus.id][-1].published]
        return drive.replacing(replaced), unread

    def publish(self, campuses: Iterable[tuple[str | None, str | None]]) -> None:
        """Note that documents of the last issues of these (drive, campus) have been published."""
        for drive, campus in set(campuses):
            if issues := self._all.get(drive or "", {}).get(campus or ""):
                issues[-1] = replace(issues[-1], published=True)


def _read(data: Mapping[str, Any]) -> dict[str, dict[str, list[Issue]]]:
    return {
        drive: {campus: [Issue(**issue) for issue in issues] for campus, issues in campuses.items()}
        for drive, campuses in data.items()
    }


def _says(campus: Campus) -> dict[str, str]:
    return {name: str(value) for name in _SAYS if (value := getattr(campus, name)) is not None}


def _continued(issues: list[Issue], says: Mapping[str, str], today: date) -> list[Issue]:
    """Return the issues of a campus, the last of which says what is to be said."""
    read = [issue for issue in issues if issue.published]
    if read and read[-1].says == says:
        return read
    return [*read, Issue(today.isoformat(), says)]
