"""A build under way: see what is out of date, make it, publish it, take back what nobody asks for any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from os.path import relpath
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from guidepress import environment, export, manifest
from guidepress.diagnostics import Diagnostic, EnvironmentFailure, Exit, GuidepressError, error, warning
from guidepress.fingerprint import Inputs, tools
from guidepress.manifest import Artifact, Failed
from guidepress.output import Output
from guidepress.provenance import job_of
from guidepress.request import Outcome, Request, Watcher
from guidepress.state import Record
from guidepress.task import Task, artifact, files
from guidepress.workers import Failure, Limits, run

if TYPE_CHECKING:
    from guidepress.content.library import Library
    from guidepress.documents import Finished

LIMITS = Limits()
_LONGEST_FIRST = ("booklet",)


@dataclass(frozen=True, slots=True)
class Work:
    """A build under way, the output folder's lock in hand; `release` hears which documents are about to be out."""

    request: Request
    inputs: Inputs
    library: Library
    output: Output
    outcome: Outcome
    release: Callable[[Iterable[Artifact]], None] = lambda _: None
    prints: dict[str, str] = field(default_factory=dict)

    def out_of_date(self, jobs: Iterable[Task]) -> list[Task]:
        """Return the jobs to do, the longest first; what is up to date is noted, with what it had to say."""
        current, due = [], []
        again = self.request.force or self.request.html is not None
        for job in jobs:
            try:
                (current if not again and self._is_current(job) else due).append(job)
            except GuidepressError as failure:
                self._fail(job, Failure.of(failure))
        recall([job.path for job in current], self.output, self.outcome)
        return sorted(due, key=_order)

    def produce(self, jobs: Sequence[Task], watcher: Watcher) -> None:
        """Make the documents in worker processes and publish those that turn out well."""
        if not jobs:
            return
        self.output.forgive(job.path for job in jobs)
        environment.require_libraries()
        make = partial(_producer(), self.library)
        if self.request.html:
            brand = self.library.brand_folder(self.library.brands[jobs[0].brand])
            export.write_assets(self.request.html, self.request.root, brand)
        shared: dict[Task, list[Task]] = {}
        for job in jobs:
            shared.setdefault(job.made_as(self.library), []).append(job)
        done = 0
        watcher.progress(done, len(jobs), "")
        try:
            with closing(run(make, list(shared), min(self.request.workers, len(shared)), LIMITS)) as results:
                for source, result in results:
                    done += len(shared[source])
                    watcher.progress(done, len(jobs), source.path)
                    for job in shared[source]:
                        self._accept(job, _of_drive(result) if job.drive else result)
        finally:  # also when interrupted: what is finished is not lost
            self._publish()

    def retire(self, jobs: Iterable[Task], concerns: Callable[[Artifact], bool]) -> list[Diagnostic]:
        """Remove the documents of this project whose source is gone; say and return which others are out of date.

        Only those are looked at of which this build `concerns` itself.
        """
        planned = {job.path for job in jobs}
        others = [self.output.artifacts[path] for path in sorted(self.output.artifacts) if path not in planned]
        ours = [artifact for artifact in others if concerns(artifact) and self._is_ours(artifact)]
        records = self.output.state.documents
        sources = {made.path: job_of(self.library, made, records.get(made.path)) for made in ours}
        self._remove([path for path, job in sources.items() if job is None])
        left_behind = [_left_behind(job) for job in filter(None, sources.values()) if self._is_stale(job)]
        self.outcome.diagnostics += left_behind
        return left_behind

    def miss(self) -> list[Diagnostic]:
        """Say and return which accepted warnings about documents no document gives, if all of them are there."""
        from guidepress.content.acceptance import unused
        from guidepress.content.codes import CODES

        found: list[Diagnostic] = []
        for entry in self.library.project.accepted:
            if entry.code not in CODES and not self.outcome.failed:
                found += unused(self.library, entry, self.outcome.accepted)
        self.outcome.diagnostics += found
        return found

    def settle(self, jobs: Iterable[Task], *, to_be_repeated: bool) -> None:
        """Remember what this request came to, so that the next one like it need not look (unless it is to)."""
        state = self.output.state
        if not self.outcome.failed and not to_be_repeated:
            state.asked[self.request.key] = [job.path for job in jobs]
        self.output.save(tools())

    def _remove(self, paths: Sequence[str]) -> None:
        removed = self.output.remove(paths, tools()) if paths else ()
        self.outcome.removed += removed
        self.outcome.diagnostics += (_disowned(path) for path in paths if path not in removed)

    def _accept(self, job: Task, result: Finished | Failure) -> None:
        if not isinstance(result, Failure) and any(found.severity == "error" for found in result.diagnostics):
            self.output.reject(files(job, result))
            result = Failure(result.diagnostics)
        if isinstance(result, Failure):
            self._fail(job, result)
            return
        made = artifact(job, result)
        try:
            self.output.stage(made, self._record(job, made, result), files(job, result), result.landed.as_data())
        except EnvironmentFailure as failure:
            self._fail(job, Failure.of(failure))
            return
        self.outcome.built.append(made)
        self.outcome.diagnostics += result.diagnostics
        self.outcome.accepted += result.accepted
        if self.request.html:
            export.write_document(self.request.html, job.path, result.html)
        if self.output.is_time_to_publish:
            self._publish()

    def _fail(self, job: Task, failure: Failure) -> None:
        if job.drive and failure.code is Exit.PREFLIGHT:
            failure = replace(failure, code=Exit.CAMPUS)
        self.outcome.fail(job.path, failure)
        if job.drive:
            said = failure.diagnostics or (error("bug", "the program failed: its traceback is in the build's output"),)
            self.outcome.failures += (Failed.of(job.drive, job.campus, found, job.path) for found in said)

    def _publish(self) -> None:
        self.release(self.output.staged)
        refused = self.output.publish(tools())
        self.outcome.built = [artifact for artifact in self.outcome.built if artifact.path not in refused]
        for path, diagnostic in refused.items():
            self.outcome.fail(path, Failure((diagnostic,), Exit.ENVIRONMENT))

    def _record(self, job: Task, made: Artifact, finished: Finished) -> Record:
        cited = sorted({found.span.file for found in (*finished.diagnostics, *finished.accepted) if found.span})
        cites = {file: self.inputs.files.get(file, "") for file in cited}
        return Record(
            project=self._project,
            inputs=self.inputs.digest,
            brand=job.brand,
            printer=job.printer,
            fingerprint=self._fingerprint(job, finished.recipe),
            sha256=made.sha256,
            diagnostics=tuple(finished.diagnostics),
            accepted=tuple(finished.accepted),
            cites=cites,
        )

    def _fingerprint(self, job: Task, known: bytes | None = None) -> str:
        """Return a document's fingerprint; its recipe is made unless it is `known`."""
        source = job.made_as(self.library)
        if source.path not in self.prints:
            found = _room(source).recipe(self.library, source) if known is None else known
            self.prints[source.path] = self.inputs.of_document(source.path, source.brand, found)
        return self.prints[source.path]

    def _is_current(self, job: Task) -> bool:
        """Tell whether a document needs no work; its recipe is asked for only when something may have changed it."""
        documents, digest = self.output.state.documents, self.inputs.digest
        record = documents.get(job.path)
        if record is None or not self.output.intact(job.path):
            return False
        is_same = (record.inputs, record.brand, record.printer) == (digest, job.brand, job.printer)
        if is_same and not job.follows_others:
            return True
        lines_moved = any(self.inputs.files.get(file, "") != seen for file, seen in record.cites.items())
        if lines_moved or record.fingerprint != self._fingerprint(job):
            return False
        documents[job.path] = replace(record, inputs=digest, printer=job.printer)
        return True

    def is_current(self, artifact: Artifact) -> bool:
        """Tell whether a published document is what would be made of the content now; tickets are not asked for."""
        record = self.output.state.documents.get(artifact.path)
        if record is not None and record.inputs == self.inputs.digest:
            return True
        job = job_of(self.library, artifact, record) if artifact.guide else None
        return job is not None and not self._is_stale(job)

    def _is_stale(self, job: Task) -> bool:
        try:
            return not self._is_current(job)
        except GuidepressError:  # whoever builds it will hear what is wrong with it
            return True

    def _is_ours(self, artifact: Artifact) -> bool:
        """Tell whether this project built a document; several may share an output folder."""
        record = self.output.state.documents.get(artifact.path)
        return record is None or record.project == self._project

    @property
    def _project(self) -> str:
        return Path(relpath(self.request.root.resolve(), self.request.out.resolve())).as_posix()


def _order(job: Task) -> tuple[bool, str, str]:
    """Return what puts long documents first, and side by side what differs by campus only."""
    return job.kind not in _LONGEST_FIRST, job.common.path, job.path


def _room(task: Task) -> ModuleType:
    """Return the room that makes a thing (`produce`), and tells what decides its files (`recipe`)."""
    from guidepress import documents
    from guidepress.tickets import making
    from guidepress.tickets.ticket import TICKET

    return making if task.kind == TICKET else documents


def _producer() -> Callable[[Library, Task], Finished]:
    """Import all that making a document takes, so that workers are born warm."""
    from guidepress import documents  # noqa: F401
    from guidepress.pdf import typesetter  # noqa: F401

    return _produce


def _produce(library: Library, task: Task) -> Finished:
    return _room(task).produce(library, task)


def _of_drive(result: Finished | Failure) -> Finished | Failure:
    """Return what came of a document without the page that says how to print it: in a drive, the job ticket does."""
    if isinstance(result, Failure):
        return result
    return replace(result, parts={name: part for name, part in result.parts.items() if name != manifest.PRINT_ME})


def recall(paths: Sequence[str], output: Output, outcome: Outcome) -> None:
    """Note documents that stay as they are, with what was said when they were made."""
    outcome.unchanged += paths
    for path in paths:
        outcome.diagnostics += output.state.documents[path].diagnostics
        outcome.accepted += output.state.documents[path].accepted


def _left_behind(job: Task) -> Diagnostic:
    message = f"{job.path} is out of date: what it shows has changed, and it is not among what the project builds"
    names = {"drive": job.drive, "campus": job.campus, "printer": job.printer}
    also = "".join(f" --{option} {name}" for option, name in names.items() if name)
    hint = f"build it by name ({job.kind} --locale {job.locale} --edition {job.edition}{also}), or delete it"
    return warning("left-behind", message, hint=hint)


def _disowned(path: str) -> Diagnostic:
    message = f"{path} stays, though its source is gone: somebody has changed it since it was built"
    return warning("kept-changed-file", message, hint="delete it if nobody needs it")
