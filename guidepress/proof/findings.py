"""What was found wrong, each with a number, its document and its place on a page; nothing is judged anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from guidepress.diagnostics import SEVERITIES, Diagnostic
from guidepress.proof.record import Area, Subject


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with its number; `document` is the path of the one it belongs to, if it is about one."""

    number: int
    said: Diagnostic
    document: str | None = None

    @property
    def id(self) -> str:
        return f"finding-{self.number}"

    @property
    def message(self) -> str:
        """What is said, without the file and the page, where they are shown beside it."""
        spot = self.said.spot
        start = f"{spot.file.rpartition('/')[2]}, page {spot.page}: " if spot and spot.page else ""
        return self.said.message.removeprefix(start)

    @property
    def page(self) -> int:
        """The page that it shows, as its document is read; 0 if it is about no page."""
        return self.said.spot.page if self.said.spot else 0

    @property
    def area(self) -> Area | None:
        """The place on its page; None if that is the whole page."""
        spot = self.said.spot
        known = spot is not None and spot.page and (spot.width_pt or spot.height_pt)
        return Area(spot.x_pt, spot.y_pt, spot.width_pt, spot.height_pt) if spot and known else None

    def as_data(self) -> dict[str, Any]:
        return {"id": self.id, "document": self.document, **asdict(self.said)}


def numbered(
    diagnostics: Iterable[Diagnostic], subjects: Sequence[Subject], said: Mapping[str, Iterable[Diagnostic]]
) -> tuple[Finding, ...]:
    """Return diagnostics, the worst first, with the documents that they are about.

    `said` holds what was said of each document when it was made.
    """
    owners = {file: subject.path for subject in subjects for file in subject.files}
    spoken = {found: path for path, several in said.items() for found in several}
    unpublished = [subject.path for subject in subjects if not subject.published]
    ordered = sorted(enumerate(dict.fromkeys(diagnostics)), key=lambda each: _rank(*each))
    return tuple(
        Finding(number, found, _owner(found, owners, spoken, unpublished))
        for number, (_, found) in enumerate(ordered, start=1)
    )


def _rank(order: int, found: Diagnostic) -> tuple[int, bool, str, int, int]:
    spot = found.spot
    return SEVERITIES.index(found.severity), spot is None, spot.file if spot else "", spot.page if spot else 0, order


def _owner(
    found: Diagnostic, owners: Mapping[str, str], spoken: Mapping[Diagnostic, str], unpublished: Iterable[str]
) -> str | None:
    if found.spot:
        return owners.get(found.spot.file)
    if found in spoken:
        return spoken[found]
    # What kept a document from being made has no place in a file; its message begins with the file's name.
    return next((path for path in unpublished if found.message.startswith(f"{path}: ")), None)
