"""A thing to make: what a build asks of documents and of job tickets alike, and what it publishes of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol, Self

from guidepress import manifest
from guidepress.manifest import Artifact

if TYPE_CHECKING:
    from guidepress.content.library import Library
    from guidepress.documents import Finished, Part


class Task(Protocol):
    """A `compose.plan.Job` or a `tickets.ticket.Ticket`, where it makes no difference which.

    What does not apply is None.
    """

    @property
    def kind(self) -> str: ...
    @property
    def guide(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...
    @property
    def brand(self) -> str: ...
    @property
    def locale(self) -> str | None: ...
    @property
    def edition(self) -> str | None: ...
    @property
    def printer(self) -> str | None: ...
    @property
    def drive(self) -> str | None: ...
    @property
    def campus(self) -> str | None: ...

    @property
    def follows_others(self) -> bool:
        """Whether other documents decide its files, too, so that the same content may come to others."""
        ...

    @property
    def path(self) -> str:
        """Return where its own file goes, below the output folder, with `/`."""
        ...

    def beside(self, name: str) -> str:
        """Return where another of its files goes."""
        ...

    @property
    def common(self) -> Self:
        """Return what it is without a campus; what have this in common, is best made in a row."""
        ...

    def made_as(self, library: Library) -> Self:
        """Return the one whose files are its own, too, and are made once for all."""
        ...


def files(task: Task, finished: Finished) -> dict[str, bytes]:
    """Return all files of what is finished, by path."""
    return {task.path: finished.data, **{task.beside(name): part.data for name, part in finished.parts.items()}}


def artifact(task: Task, finished: Finished) -> Artifact:
    """Return what the manifest says of what is finished."""
    severities = [found.severity for found in finished.diagnostics]
    return Artifact(
        path=task.path,
        kind=task.kind,
        guide=task.guide,
        role=task.role,
        brand=task.brand,
        locale=task.locale,
        edition=task.edition,
        drive=task.drive,
        campus=task.campus,
        pages=finished.pages,
        bytes=len(finished.data),
        sha256=hashlib.sha256(finished.data).hexdigest(),
        standards=tuple(finished.standards),
        preflight={"errors": severities.count("error"), "warnings": severities.count("warning")},
        parts=tuple(_part(task, name, part) for name, part in finished.parts.items()),
    )


def _part(task: Task, name: str, part: Part) -> manifest.Part:
    digest = hashlib.sha256(part.data).hexdigest()
    return manifest.Part(path=task.beside(name), pages=part.pages, bytes=len(part.data), sha256=digest)
