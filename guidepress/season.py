"""What only drives have: rows that are spoilt, issues that replace others, failures of single campuses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guidepress.diagnostics import Diagnostic, Exit, error
from guidepress.issues import NAME, Issues
from guidepress.manifest import Artifact, Failed
from guidepress.output import Output
from guidepress.request import Outcome, Request

if TYPE_CHECKING:
    from guidepress.content.library import Library
    from guidepress.content.model import Drive
    from guidepress.tickets.ticket import Ticket


@dataclass(slots=True)
class Season:
    """The drives of a build under way; without any, all of this does nothing."""

    request: Request
    library: Library
    output: Output
    outcome: Outcome

    def begin(self) -> Library:
        """Say which rows are spoilt, begin the issues of the others; return the library in which they say so."""
        for drive in self._drives():
            self._note_spoilt(drive)
        issues, begun = self._issues(), {}
        for drive in map(self._branded, self._drives()):
            asked = [campus for campus in drive.rows if self.request.asks_for(campus.id) and not campus.is_cancelled]
            begun[drive.id], replacing = issues.begin(drive, asked, self.request.today)
            self.outcome.reissued += (f"{drive.id}/{id}" for id in replacing)
        if begun:
            self.output.keep(NAME, issues.render())
        self.library = replace(self.library, drives={**self.library.drives, **begun})
        return self.library

    def release(self, artifacts: Iterable[Artifact]) -> None:
        """Note, before documents come to light, that their issues are ones that people may read.

        Were it noted later, a build that dies in between would leave an issue that is out, and that nobody replaces.
        """
        if self.request.drives:
            issues = self._issues()
            issues.publish((artifact.drive, artifact.campus) for artifact in artifacts)
            self.output.keep(NAME, issues.render())

    def end(self) -> None:
        """Note whose documents are out, and what went wrong."""
        if not self.request.drives:
            return
        self.release(self.output.artifacts[path] for path in self.outcome.unchanged)
        self.output.failures = self._failures()

    def _branded(self, drive: Drive) -> Drive:
        """Return a drive under the brand that is asked for, if one is: its tickets are of the files that are made."""
        asked = self.request.filters.get("brands", ())
        return drive.model_copy(update={"brand": asked[0]}) if asked else drive

    def tickets(self, is_current: Callable[[Artifact], bool]) -> list[Ticket]:
        """Return the job tickets of what is published now, with the archives that are asked for or were there.

        What is not current is none of it: nobody is told to print a date that no longer holds.
        """
        return [
            replace(ticket, packs=self._packs(ticket))
            for drive in self._drives()
            for ticket in self._written(drive, is_current)
            if ticket.campus is None or self.request.asks_for(ticket.campus)
        ]

    def _written(self, drive: Drive, is_current: Callable[[Artifact], bool]) -> Iterable[Ticket]:
        from guidepress.tickets.desk import tickets

        troubles: dict[str, list[Diagnostic]] = {}
        for failed in self._failures():
            if failed.drive == drive.id and failed.campus:
                troubles.setdefault(failed.campus, []).append(error(failed.code, failed.message))
        ours = {path: made for path, made in self.output.artifacts.items() if made.drive == drive.id}
        there = {path: made for path, made in ours.items() if self.output.is_whole(path) and is_current(made)}
        return tickets(self.library, drive, there, troubles, self.request.printers)

    def _packs(self, ticket: Ticket) -> dict[str, Path]:
        """Return the files of a campus's archive, by their names: those that its ticket lists."""
        archive = ticket.beside(ticket.archive)
        there = self.output.artifacts.get(ticket.path)
        # One that only lies there, its manifest lost, would be mailed as it is.
        had = (there is not None and archive in there.files) or (self.output.folder / archive).is_file()
        if ticket.campus is None or not (self.request.packed or had):
            return {}
        return {file["name"]: self.output.folder / ticket.folder / file["name"] for file in ticket.data["files"]}

    def _failures(self) -> list[Failed]:
        """Return what is wrong with campuses; what went wrong before and was not tried again is still."""
        outcome = self.outcome
        tried = {*outcome.unchanged, *outcome.failed, *(artifact.path for artifact in outcome.built)}
        others = [failed for failed in self.output.failures if not self._is_over(failed, tried)]
        return [*others, *dict.fromkeys(outcome.failures)]

    @property
    def has_said(self) -> bool:
        """Whether the lists have something to say, which the next build is to say again."""
        return any(drive.said for drive in self._drives())

    def concerns(self, artifact: Artifact) -> bool:
        """Tell whether this build says if a document is still wanted; of a row that is spoilt nobody can say it."""
        drive = self.library.drives.get(artifact.drive or "")
        if drive is None or not self.request.drives:
            return drive is None and not self.request.drives
        is_spoilt = any(row.id == artifact.campus or not row.is_named for row in drive.spoilt)
        return drive.id in self.request.drives and not is_spoilt

    def _note_spoilt(self, drive: Drive) -> None:
        spoilt = {row.row: row.id for row in drive.spoilt if self.request.asks_for(row.id)}
        everything = self.request.is_whole
        said = [one for one in drive.said if everything or (one.span and one.span.line in spoilt)]
        self.outcome.diagnostics += said
        self.outcome.spoilt += (f"{drive.id}/{id}" for id in spoilt.values())
        self.outcome.codes.update([Exit.CAMPUS] if spoilt else [])
        for one in said:
            if one.severity == "error" and one.span and one.span.line in spoilt:
                self.outcome.failures.append(Failed.of(drive.id, spoilt[one.span.line], one))

    def _is_over(self, failed: Failed, tried: Collection[str]) -> bool:
        """Tell whether this build has tried again what had failed, or nobody asks for it any more."""
        if failed.drive not in self.request.drives:
            return False
        if failed.path and not self.request.is_whole:
            return failed.path in tried
        return failed.campus is None or self.request.asks_for(failed.campus)

    def _issues(self) -> Issues:
        return Issues(self.output.kept(NAME))

    def _drives(self) -> Iterator[Drive]:
        return map(self.library.drives.__getitem__, self.request.drives)
