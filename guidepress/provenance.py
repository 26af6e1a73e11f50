"""Which job made a published file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from guidepress.diagnostics import UsageError
from guidepress.manifest import Artifact
from guidepress.state import Record

if TYPE_CHECKING:
    from guidepress.compose.plan import Job
    from guidepress.content.library import Library


def job_of(library: Library, artifact: Artifact, record: Record | None) -> Job | None:
    """Return the job that makes a document, for the printer that its record names; None if its source is gone."""
    from guidepress.compose.plan import Filters, plan

    names = {
        "kinds": artifact.kind,
        "guides": artifact.guide,
        "roles": artifact.role,
        "brands": artifact.brand,
        "locales": artifact.locale,
        "editions": artifact.edition,
        "drives": artifact.drive,
        "campuses": artifact.campus,
    }
    printers = (record.printer,) if record and record.printer in library.printers else ()
    with suppress(UsageError):
        jobs = plan(library, Filters(**{name: (value,) for name, value in names.items() if value}), printers)
        return next((job for job in jobs if job.path == artifact.path), None)
    return None
