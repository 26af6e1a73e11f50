"""A drive at a few campuses, and what might be published of it, without a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

from guidepress.compose.plan import Filters, Job, plan
from guidepress.content.library import Library
from guidepress.content.model import Drive
from guidepress.diagnostics import Diagnostic
from guidepress.manifest import Artifact, Part
from guidepress.tickets.desk import tickets
from guidepress.tickets.ticket import Ticket

Pages = Callable[[Job], int]
COLUMNS = "id,name,city,date,reporting_time,venue,contact_name,contact_phone,booklet_copies,sheet_copies,notice_copies"
NORTH = "north,North College,Pune,12/01/2027,9:00,Hall 2,Asha Rao,+91 20 5555 0101,100,50,4"
SOUTH = "south,South College,Nashik,13/01/2027,9:00,Hall 7,Ravi Shah,+91 253 555 0102,30,,4"


def season(rows: Iterable[str], columns: str = COLUMNS, **drive: Any) -> dict[str, Any]:
    """Return the files of a drive in the editions digital and office, to be added to a small project."""
    about = {"id": "season", "title": "A season", "brand": "acme", "guides": ["first"], "campuses": "list.csv"}
    about |= {"editions": ["digital", "office"]}
    lines = "\n".join((columns, *rows, ""))
    return {"drives/season/drive.yaml": {**about, **drive}, "drives/season/list.csv": lines}


def usual(job: Job) -> int:
    """Return how many pages a document has: booklets 56, which are 28 sides in the office, 4 of a cover."""
    if job.kind != "booklet":
        return 1
    return {"office": 28}.get(job.edition, {"-cover": 4, "-text": 52}.get(job.part, 56))


def published(library: Library, drive: Drive, pages: Pages = usual, **more: Any) -> dict[str, Artifact]:
    """Return all documents of a drive as if they were published; `more` are filters."""
    jobs = plan(library, Filters(drives=(drive.id,), **more))
    return {job.path: artifact(job, pages(job)) for job in jobs}


def artifact(job: Job, pages: int, parts: Mapping[str, int] | None = None) -> Artifact:
    """Return a document of so many pages, with parts of so many."""
    with_parts = tuple(_part(job.beside(name), count) for name, count in (parts or {}).items())
    own = {name: getattr(job, name) for name in ("kind", "guide", "role", "brand", "locale", "edition")}
    own |= {"drive": job.drive, "campus": job.campus, "preflight": {"errors": 0, "warnings": 0}}
    return Artifact(path=job.path, pages=pages, bytes=285_000, sha256=_digest(job.path), parts=with_parts, **own)


def written(
    library: Library,
    artifacts: Mapping[str, Artifact] | None = None,
    troubles: Mapping[str, list[Diagnostic]] | None = None,
) -> dict[str | None, Ticket]:
    """Return the tickets of the drive by campus; that of the drive is None's."""
    drive = library.drives["season"]
    there = published(library, drive) if artifacts is None else artifacts
    return {ticket.campus: ticket for ticket in tickets(library, drive, there, troubles or {})}


def _part(path: str, pages: int) -> Part:
    return Part(path=path, pages=pages, bytes=1_000, sha256=_digest(path))


def _digest(path: str) -> str:
    return sha256(path.encode()).hexdigest()
