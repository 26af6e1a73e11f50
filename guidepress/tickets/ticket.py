"""Job tickets of a drive: one for each campus, and one for all of them, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidepress.compose.plan import Job

if TYPE_CHECKING:
    from guidepress.content.library import Library

TICKET = "job-ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is to be printed for a campus of a drive, or for all of them (`campus` is None).

    `data` is everything that its pages say, and what its JSON holds. `packs` are files to put into an archive, by the
    names that they have there; without any, none is made. The rest is what a build asks of all that it makes (`Task`).
    """

    drive: str
    campus: str | None
    brand: str
    data: Mapping[str, Any]
    kind: str = TICKET
    guide: str | None = None
    role: str | None = None
    locale: str | None = None
    edition: str | None = None
    printer: str | None = None
    packs: Mapping[str, Path] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Hash by path: of what it says, no two tickets of a place are at work at once."""
        return hash(self.path)

    def made_as(self, library: Library) -> Ticket:
        """Return itself: no two have a ticket in common."""
        return self

    @property
    def common(self) -> Ticket:
        return self

    @property
    def follows_others(self) -> bool:
        """Whether other documents decide its files: it says which are there."""
        return True

    @property
    def folder(self) -> str:
        return "/".join(filter(None, ("drives", self.drive, self.campus)))

    @property
    def path(self) -> str:
        """Return where the file goes, below the output folder, with `/`."""
        return self.beside(".pdf")

    def beside(self, name: str) -> str:
        """Return where a file of the ticket goes: `.json` has its name, `_report.xlsx` that of what it is for."""
        of = self.campus or self.drive
        return f"{self.folder}/{of}_{self.kind}{name}" if name.startswith(".") else f"{self.folder}/{of}{name}"

    @property
    def archive(self) -> str:
        """Return the name under which the archive of a campus is beside its ticket."""
        return f"_{self.drive}.zip"

    @property
    def job(self) -> Job:
        """Return the job under which its pages are set: in one ink, in the language of the drive."""
        setting = self.data["set"]
        return Job(
            setting["guide"], setting["locale"], self.kind, None, self.brand, "office", None, self.drive, self.campus
        )

    @property
    def json(self) -> bytes:
        return (json.dumps(self.data, indent=2, ensure_ascii=False) + "\n").encode()
