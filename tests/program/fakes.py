"""Stand-ins for the rooms that set pages, so that the program is tested in milliseconds. A role's summary says what
befalls its cheat sheet."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType

from guidepress import output, work
from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.diagnostics import Diagnostic, PreflightError, Span, Spot, error, warning
from guidepress.placements import Landed, Placement
from guidepress.task import Task
from guidepress.tickets.ticket import Ticket

MADE = "MADE"  # environment: a file that gets a line for each document made


@dataclass(frozen=True)
class Part:
    data: bytes
    pages: int


@dataclass(frozen=True)
class Finished:
    data: bytes
    pages: int
    parts: dict[str, Part]
    standards: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]
    landed: Landed
    html: str
    recipe: bytes


def recipe(library: Library, job: Job | Ticket) -> bytes:
    if isinstance(job, Ticket):
        return job.json + str(sorted(job.packs)).encode()
    row = library.drives[job.drive].campus(job.campus).model_dump_json() if job.drive and job.campus else ""
    roles = [role for role in library.guides[job.guide].roles if job.role in (None, role.id)]
    said = [(role.title, str(role.summary), role.duties)[: 1 if job.kind == "notice" else 3] for role in roles]
    texts = [library.guides[job.guide].title, *said]
    return json.dumps([asdict(job), texts, row], default=str).encode()


def contents(library: Library, job: Job) -> bytes:
    """Return what stands for a file's bytes; whoever looks at pages puts something in its place that draws some."""
    return b"%PDF-fake\n" + recipe(library, job) * int(os.environ.get("REPEAT", "1"))


def ticket(job: Ticket) -> bytes:
    """Return what stands for the pages of a ticket, as `contents` does for a document."""
    return b"%PDF-fake\n" + job.json


def produce(library: Library, job: Job | Ticket) -> Finished:
    if isinstance(job, Ticket):
        parts = {
            ".json": Part(job.json, 0),
            **({job.archive: Part(json.dumps(sorted(job.packs)).encode(), 0)} if job.packs else {}),
        }
        return Finished(ticket(job), 1, parts, (), (), (), Landed(), "", recipe(library, job))
    if MADE in os.environ:
        with Path(os.environ[MADE]).open("a") as log:
            log.write(f"{job.path}\n")
    said: tuple[Diagnostic, ...] = ()
    if job.role:
        role = library.guides[job.guide].role(job.role)
        text = str(role.summary)
        span = library.span_of(role, "summary")
        said += (warning("sheet-dropped", "no room", span),) if "Warn" in text else ()
        said += (tiny(job.path, span),) if "Tiny" in text else ()
        _befall(text)
    if job.drive and job.campus:
        _befall(library.drives[job.drive].campus(job.campus).name)
    data = contents(library, job)
    placed = Landed((Placement(f"{job.guide}#/title", 1, 40, 60, 300, 20, "h1"),), frozenset({"https://example.org"}))
    html = '<link href="styles/base.css"><img src="brand/logo.svg">'
    standards = ("PDF/UA-1", "PDF/A-2a")
    accepted = tuple(filter(library.accepts, said))
    kept = tuple(found for found in said if found not in accepted)
    parts = {} if job.role else {"-cover": Part(b"%PDF-cover\n" + data, 4)}
    return Finished(data, 1 if job.role else 4, parts, standards, kept, accepted, placed, html, recipe(library, job))


def tiny(path: str, span: Span | None) -> Diagnostic:
    """Return what keeps a file from being published."""
    return error("small-text", "too small", span, spot=Spot(path, 1))


def _befall(text: str) -> None:
    if "Hang" in text:
        time.sleep(60)
    if "Vanish" in text:
        os._exit(3)
    if "Killed" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "Eat" in text:
        bytearray(1 << 40)
    if "Bug" in text:
        raise ZeroDivisionError("a bug")
    if "Overflow" in text:
        raise PreflightError(error("sheet-overflow", "about 12 words too many"))
    if "Slow" in text:
        time.sleep(0.5)


def room(_: Task) -> ModuleType:
    """Return what stands for `guidepress.documents` and `guidepress.tickets.making`."""
    return sys.modules[__name__]


def is_whole(data: bytes) -> bool:
    """Tell whether what stands for a file's bytes is all there."""
    body = data.removeprefix(b"%PDF-cover\n").removeprefix(b"%PDF-fake\n")
    times = int(os.environ.get("REPEAT", "1"))
    return len(body) % times == 0 and body == body[: len(body) // times] * times


def install() -> None:
    """Put the stand-ins in place for the rest of this process; what is finished is published at once."""
    output._BATCH_SECONDS, output._SHARE = 0.0, 0.0
    work._room, work._producer = room, lambda: produce  # type: ignore[assignment]
