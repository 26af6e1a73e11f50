"""The desk where tickets are written: from a drive and what is published of it to what its printers are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, get_args

from guidepress.compose import markdown
from guidepress.compose.campus import CampusView
from guidepress.compose.how_to_print import how_to_print
from guidepress.compose.plan import Filters, Job, plan
from guidepress.compose.setting import Setting
from guidepress.content.library import Library
from guidepress.content.model import Campus, Drive, Kind, Printer, Spoilt
from guidepress.diagnostics import Diagnostic
from guidepress.editions import EDITIONS
from guidepress.manifest import Artifact
from guidepress.printing import TEXT
from guidepress.tickets import entries, runs
from guidepress.tickets.runs import Files, Run
from guidepress.tickets.ticket import TICKET, Ticket

Troubles = Mapping[str, Sequence[Diagnostic]]
Data = dict[str, Any]

ON_REQUEST = "large-print"


def tickets(
    library: Library,
    drive: Drive,
    artifacts: Mapping[str, Artifact],
    troubles: Troubles,
    printers: Sequence[str] = (),
) -> tuple[Ticket, ...]:
    """Return the ticket of each campus that has files, in the order of the list, and that of the whole drive first.

    `artifacts` are what is published, by path; `troubles` what is wrong with campuses, by their ids; `printers` those
    that were asked for in place of the brand's.
    """
    desk = Desk(library, drive, artifacts, troubles, tuple(printers))
    return (desk.of_drive(), *(desk.of_campus(row) for row in drive.rows if desk.files.get(row.id)))


@dataclass(frozen=True)
class Desk:
    """A drive with all that its tickets are made from."""

    library: Library
    drive: Drive
    artifacts: Mapping[str, Artifact]
    troubles: Troubles
    printers: tuple[str, ...]

    def of_campus(self, row: Campus) -> Ticket:
        """Return the ticket of a campus; it says nothing of any other."""
        mine, ours = self.printed[row.id], self.files[row.id]
        return self._ticket(
            row.id,
            campus=self._campus(row),
            runs=[self._run(run) for run in mine],
            papers=entries.papers(mine),
            on_request=[entries.name(job.path) for job in ours if job.edition == ON_REQUEST],
            files=[file for job, artifact in ours.items() for file in entries.files(job, artifact)],
        )

    def of_drive(self) -> Ticket:
        """Return the ticket of the drive: what is printed at once for all, and what each campus gets."""
        everything = [run for mine in self.printed.values() for run in mine]
        common = [*runs.common_runs(everything, self.texts, self.chosen)]
        rows = [*map(self._row, self.drive.rows), *map(self._spoilt, self.drive.spoilt)]
        return self._ticket(
            None,
            campuses=rows,
            runs=[self._run(run) for run in (*common, *runs.together(everything))],
            papers=entries.papers((*common, *everything)),
            files=[file for job, artifact in self.texts.items() for file in entries.files(job, artifact)],
        )

    def _ticket(self, of: str | None, **said: Any) -> Ticket:
        brand, drive = self.library.brands[self.drive.brand], self.drive
        data = {
            "version": 1,
            "drive": {"id": drive.id, "title": drive.title, "brand": brand.name},
            "set": {"guide": drive.guides[0], "locale": self.locale, "region": self.library.project.region},
            **said,
        }
        return Ticket(drive.id, of, drive.brand, data)

    @property
    def locale(self) -> str:
        """Return the language of tickets: the first of the drive."""
        return (*self.drive.locales, self.library.guides[self.drive.guides[0]].language)[0]

    @cached_property
    def jobs(self) -> dict[str, Job]:
        """Return every document that the drive can have, by path, made for the printer that is chosen."""
        every = Filters(drives=(self.drive.id,), kinds=get_args(Kind), editions=tuple(EDITIONS))
        return {job.path: job for job in plan(self.library, every, self.printers)}

    @cached_property
    def wanted(self) -> dict[str | None, list[Job]]:
        """Return the documents that the drive asks for, by campus."""
        found: dict[str | None, list[Job]] = {}
        for job in plan(self.library, Filters(drives=(self.drive.id,)), self.printers):
            found.setdefault(job.campus, []).append(job)
        return found

    @cached_property
    def files(self) -> Mapping[str | None, Files]:
        """Return what is published of the drive, by campus."""
        found: dict[str | None, dict[Job, Artifact]] = {}
        for job in sorted((self.jobs[path] for path in self.artifacts.keys() & self.jobs.keys()), key=entries.place):
            found.setdefault(job.campus, {})[job] = self.artifacts[job.path]
        return found

    @property
    def texts(self) -> Files:
        """Return the texts of booklets that all campuses share."""
        return {job: artifact for job, artifact in self.files.get(None, {}).items() if job.part == TEXT}

    @cached_property
    def chosen(self) -> dict[Job, Printer]:
        """Return the printer of each document that has one."""
        found = {job: self.library.printer(job) for job in self.jobs.values()}
        return {job: printer for job, printer in found.items() if printer}

    @cached_property
    def printed(self) -> dict[str, list[Run]]:
        """Return what is printed for each campus."""
        texts, none = self.texts, {}
        return {row.id: [*runs.runs(row, self.files.get(row.id, none), texts, self.chosen)] for row in self.drive.rows}

    @cached_property
    def setting(self) -> Setting:
        return Setting.of(
            self.library, Job(self.drive.guides[0], self.locale, TICKET, None, self.drive.brand, "office")
        )

    def _campus(self, row: Campus) -> Data:
        """Return what is said of a campus: as its own documents say it, in the language of the drive."""
        view = CampusView(replace(self.setting, drive=self.drive, campus=row))
        missing = self._missing(row)
        return {
            "id": row.id,
            "name": view.name,
            "city": view.city,
            "venue": view.venue,
            "date": str(row.date or ""),
            "time": str(row.reporting_time or ""),
            "contact": [{"name": one.name, "phone": one.phone, "email": one.email} for one in view.people],
            "status": self._status(row, missing),
            "tentative": row.is_tentative,
            "locales": list(dict.fromkeys(job.locale for job in self.wanted.get(row.id, ()))),
            "replaces": str(row.replaces or ""),
            "copies": self._copies(row),
            "missing": missing,
            "problems": entries.messages(self.troubles.get(row.id, ())),
        }

    def _row(self, row: Campus) -> Data:
        """Return a campus as the list of the drive has it."""
        mine = self.printed[row.id]
        files = sum(len(artifact.files) for artifact in self.files.get(row.id, {}).values())
        return {**self._campus(row), "papers": entries.papers(mine), "files": files, "folder": self._folder(row.id)}

    def _spoilt(self, row: Spoilt) -> Data:
        """Return a row of which nothing could be made."""
        said = [one for one in self.drive.said if one.span and one.span.line == row.row]
        empty = dict.fromkeys(("city", "venue", "date", "time", "replaces"), "")
        lists = {name: [] for name in ("contact", "locales", "missing", "papers")}
        return {
            **{"id": row.id, "name": row.id, "status": "failed", "tentative": False, "files": 0, "folder": ""},
            **empty,
            **lists,
            "copies": {},
            "problems": entries.messages(self.troubles.get(row.id, said)),
        }

    def _folder(self, campus: str) -> str:
        return f"drives/{self.drive.id}/{campus}"

    def _missing(self, row: Campus) -> list[str]:
        there = self.files.get(row.id, {})
        return [entries.name(job.path) for job in self.wanted.get(row.id, ()) if job not in there]

    def _status(self, row: Campus, missing: Sequence[str]) -> str:
        if row.is_cancelled:
            return "cancelled"
        if missing:
            return "partly" if self.files.get(row.id) else "failed"
        return "tentative" if row.is_tentative else "ready"

    def _copies(self, row: Campus) -> dict[str, int | None]:
        """Return how many copies of each kind a campus gets in all, in whatever edition they are printed."""
        counted: dict[str, list[int | None]] = {}
        for _, kind, _, locale in sorted({runs.subject(job) for job in self.files.get(row.id, ())}, key=str):
            counted.setdefault(kind, []).append(runs.copies(row, kind, locale))
        return {kind: runs.total(counted[kind]) for kind in get_args(Kind) if kind in counted}

    def _run(self, run: Run) -> Data:
        job, printer = run.job, self.chosen[run.job]
        return {
            **{name: getattr(job, name) for name in ("kind", "guide", "role", "locale", "edition")},
            "title": self._title(job),
            "file": entries.name(run.path) if run.campuses == 1 or not job.campus else "",
            "sha256": run.sha256 if run.campuses == 1 or not job.campus else "",
            "paper": asdict(run.paper),
            "printer": {"name": printer.name, "note": markdown.plain(printer.note or "")},
            "how": self._how(run),
            **{name: getattr(run, name) for name in ("pages", "copies", "sheets", "sheets_each", "both_sides", "flip")},
            **{name: getattr(run, name) for name in ("is_folded", "campuses", "open")},
        }

    def _title(self, job: Job) -> str:
        guide = self.library.guides[job.guide]
        return guide.role(job.role).title if job.role else self.drive.title if job.kind == "notice" else guide.title

    def _how(self, run: Run) -> list[str]:
        """Return in words how a file is printed; runs alike are told once for all."""
        printer = self.chosen[run.job]
        key = run.job.kind, run.stock, printer, run.pages
        if key not in self._told:
            asked = replace(run.job, locale=self.locale, campus=None)
            self._told[key] = how_to_print(self.library, asked, run.pages, run.stock)
        return self._told[key]

    @cached_property
    def _told(self) -> dict[tuple[object, ...], list[str]]:
        return {}
