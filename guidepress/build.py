"""The pipeline: read, plan, see what is out of date, produce, publish. The only room that knows the order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

from guidepress import environment, export, fingerprint, manifest
from guidepress.diagnostics import (
    ContentError,
    Diagnostic,
    EnvironmentFailure,
    Exit,
    GuidepressError,
    UsageError,
    error,
    warning,
    worst,
)
from guidepress.manifest import Artifact
from guidepress.output import Output
from guidepress.provenance import job_of
from guidepress.state import Record
from guidepress.workers import Failure, Limits, run

if TYPE_CHECKING:
    from guidepress.compose.plan import Job
    from guidepress.content.library import Library
    from guidepress.documents import Finished, Part

LIMITS = Limits()
_LONGEST_FIRST = ("booklet",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. `filters` are the fields of `compose.plan.Filters`; if all are empty, the project decides.

    `printers` go before those that brands choose; they narrow nothing.
    """

    root: Path
    out: Path
    today: date
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    printers: tuple[str, ...] = ()
    workers: int = 1
    force: bool = False
    html: Path | None = None

    @property
    def drives(self) -> tuple[str, ...]:
        """The drives whose documents are asked for, in place of those of the project."""
        return self.filters.get("drives", ())

    @property
    def is_whole(self) -> bool:
        """Whether all of the project, or all of the drives asked for, is to be built."""
        return not any(values for name, values in self.filters.items() if name != "drives")

    @property
    def key(self) -> str:
        """The request as far as it decides which documents there are to be."""
        asked = {**self.filters, "printers": self.printers}
        return json.dumps({name: sorted(values) for name, values in sorted(asked.items()) if values})


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who wants to know how it goes: `say(sentence)`, `progress(done, total, path)`."""

    say: Callable[[str], None] = lambda _: None
    progress: Callable[[int, int, str], None] = lambda _done, _total, _path: None


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What a build came to. Paths are relative to the output folder; `bugs` are tracebacks.

    `accepted` is what it does not say again, because the project has accepted it. `spoilt` are campuses of which
    nothing could be made, as `DRIVE/CAMPUS`.
    """

    built: list[Artifact] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    spoilt: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    accepted: list[Diagnostic] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)
    codes: set[Exit] = field(default_factory=set)

    @property
    def exit_code(self) -> Exit:
        return Exit.BUG if self.bugs else worst(self.codes)

    def fail(self, path: str, failure: Failure, *, of_drive: bool = False) -> None:
        """Note that a document was not published, and say so with its name where the reason has no place of its own."""
        self.failed.append(path)
        self.codes.add(Exit.CAMPUS if of_drive and failure.code is Exit.PREFLIGHT else failure.code)
        self.diagnostics += (
            found if found.span or found.spot else replace(found, message=f"{path}: {found.message}")
            for found in failure.diagnostics
        )
        self.bugs += [failure.bug] if failure.bug else []


def build(request: Request, watcher: Watcher) -> Outcome:
    """Bring the output folder up to date with the project.

    Raises a `GuidepressError` when nothing can be built at all; what befalls single documents is in the outcome.
    """
    require_project(request.root)
    inputs = fingerprint.take(request.root)
    return _replay(request, inputs) or _rebuild(request, inputs, watcher)


def read(
    root: Path, today: date, drives: Collection[str] | None = ()
) -> tuple[Library, tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Read and check all content; return it with what is to be said, and with what the project has accepted.

    The lists of campuses are read of some `drives`, or of all of them (None). Raises `ContentError` with everything
    there is to say when some of it is wrong; what spoils a row only is said by its drive.
    """
    from guidepress.content.library import load

    require_project(root)
    loaded = load(root, today=today, drives=drives)
    if loaded.library is None:
        raise ContentError(*loaded.diagnostics)
    return loaded.library, loaded.diagnostics, loaded.accepted


def require_project(root: Path) -> None:
    """Raise `UsageError` unless there is a project at `root`."""
    if not (root / "source").is_dir():
        hint = "go to a project's folder, name it with --root, or start one with: new project NAME"
        raise UsageError(error("no-project", f"{root} is no project: it has no folder source/", hint=hint))


def _replay(request: Request, inputs: fingerprint.Inputs) -> Outcome | None:
    """Return what the last build said, if nothing has changed since; otherwise None. Nothing heavy is imported."""
    output = Output(request.out)
    paths = output.state.asked.get(request.key)
    settled = output.state.describes(inputs.digest, request.today.isoformat())
    if request.force or request.html or paths is None or not settled or not all(map(output.intact, paths)):
        return None
    outcome = Outcome(diagnostics=list(output.state.diagnostics), accepted=list(output.state.accepted))
    _recall(paths, output, outcome)
    return outcome


def _rebuild(request: Request, inputs: fingerprint.Inputs, watcher: Watcher) -> Outcome:
    library, noted, accepted = read(request.root, request.today, request.drives)
    jobs = _plan(library, request.filters, request.printers)
    with Output.opened(request.out, watcher.say) as output:
        work = _Work(request, inputs, library, output, Outcome(diagnostics=list(noted), accepted=list(accepted)))
        work.note_rows()
        due = work.out_of_date(jobs)
        work.produce(due, watcher)
        again = [*work.retire(jobs), *work.miss()] if request.is_whole else []
        output.state.settle(inputs.digest, request.today.isoformat(), noted, accepted)
        work.settle(jobs, to_be_repeated=bool(again))
        return work.outcome


@dataclass(frozen=True, slots=True)
class _Work:
    """A build under way, the output folder's lock in hand."""

    request: Request
    inputs: fingerprint.Inputs
    library: Library
    output: Output
    outcome: Outcome
    prints: dict[str, str] = field(default_factory=dict)

    def note_rows(self) -> None:
        """Say what the lists of campuses say that is impossible; those rows are left out."""
        asked = self.request.filters.get("campuses", ())
        for drive in map(self.library.drives.__getitem__, self.request.drives):
            spoilt = {row.row: row.id for row in drive.spoilt if not asked or row.id in asked}
            said = [one for one in drive.said if not asked or (one.span and one.span.line in spoilt)]
            self.outcome.diagnostics += said
            self.outcome.spoilt += (f"{drive.id}/{id}" for id in spoilt.values())
            self.outcome.codes.update([Exit.CAMPUS] if spoilt else [])

    def out_of_date(self, jobs: Iterable[Job]) -> list[Job]:
        """Return the jobs to do, the longest first; what is up to date is noted, with what it had to say."""
        current, due = [], []
        again = self.request.force or self.request.html is not None
        for job in jobs:
            try:
                (current if not again and self._is_current(job) else due).append(job)
            except GuidepressError as failure:
                self._fail(job, Failure.of(failure))
        _recall([job.path for job in current], self.output, self.outcome)
        return sorted(due, key=_order)

    def produce(self, jobs: Sequence[Job], watcher: Watcher) -> None:
        """Make the documents in worker processes and publish those that turn out well."""
        if not jobs:
            return
        self.output.forgive(job.path for job in jobs)
        environment.require_libraries()
        make = partial(_producer(), self.library)
        if self.request.html:
            brand = self.library.brand_folder(self.library.brands[jobs[0].brand])
            export.write_assets(self.request.html, self.request.root, brand)
        shared: dict[Job, list[Job]] = {}
        for job in jobs:
            shared.setdefault(_source(self.library, job), []).append(job)
        done = 0
        watcher.progress(done, len(jobs), "")
        try:
            with closing(run(make, list(shared), min(self.request.workers, len(shared)), LIMITS)) as results:
                for source, result in results:
                    done += len(shared[source])
                    watcher.progress(done, len(jobs), source.path)
                    for job in shared[source]:
                        self._accept(job, result)
        finally:  # also when interrupted: what is finished is not lost
            self._publish()

    def retire(self, jobs: Iterable[Job]) -> list[Diagnostic]:
        """Remove the documents of this project whose source is gone; say and return which others are out of date."""
        planned = {job.path for job in jobs}
        others = [self.output.artifacts[path] for path in sorted(self.output.artifacts) if path not in planned]
        ours = [artifact for artifact in others if self._is_concerned(artifact) and self._is_ours(artifact)]
        records = self.output.state.documents
        sources = {made.path: job_of(self.library, made, records.get(made.path)) for made in ours}
        self._remove([path for path, job in sources.items() if job is None])
        left_behind = [_left_behind(job) for job in filter(None, sources.values()) if self._is_stale(job)]
        self.outcome.diagnostics += left_behind
        return left_behind

    def _is_concerned(self, artifact: Artifact) -> bool:
        """Tell whether this request says if a document is still wanted; of a row that is spoilt nobody can say it."""
        drive = self.library.drives.get(artifact.drive or "")
        if self.request.drives and drive:
            unknown = any(row.id.startswith("row-") for row in drive.spoilt)
            spoilt = unknown or artifact.campus in {row.id for row in drive.spoilt}
            return drive.id in self.request.drives and not spoilt
        return not self.request.drives and drive is None

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

    def settle(self, jobs: Iterable[Job], *, to_be_repeated: bool) -> None:
        """Remember what this request came to, so that the next one like it need not look (unless it is to)."""
        state = self.output.state
        state.forget({artifact.path for artifact in self.outcome.built})
        whole = not (self.outcome.failed or self.outcome.spoilt or to_be_repeated)
        if whole and not any(self.library.drives[id].said for id in self.request.drives):
            state.asked[self.request.key] = [job.path for job in jobs]
        self.output.save(fingerprint.tools())

    def _remove(self, paths: Sequence[str]) -> None:
        removed = self.output.remove(paths, fingerprint.tools()) if paths else ()
        self.outcome.removed += removed
        self.outcome.diagnostics += (_disowned(path) for path in paths if path not in removed)

    def _accept(self, job: Job, result: Finished | Failure) -> None:
        if not isinstance(result, Failure) and any(found.severity == "error" for found in result.diagnostics):
            self.output.reject(_files(job, result))
            result = Failure(result.diagnostics)
        if isinstance(result, Failure):
            self._fail(job, result)
            return
        artifact = _artifact(job, result)
        try:
            self.output.stage(
                artifact, self._record(job, artifact, result), _files(job, result), result.landed.as_data()
            )
        except EnvironmentFailure as failure:
            self._fail(job, Failure.of(failure))
            return
        self.outcome.built.append(artifact)
        self.outcome.diagnostics += result.diagnostics
        self.outcome.accepted += result.accepted
        if self.request.html:
            export.write_document(self.request.html, job.path, result.html)
        if self.output.is_time_to_publish:
            self._publish()

    def _fail(self, job: Job, failure: Failure) -> None:
        self.outcome.fail(job.path, failure, of_drive=job.drive is not None)

    def _publish(self) -> None:
        refused = self.output.publish(fingerprint.tools())
        self.outcome.built = [artifact for artifact in self.outcome.built if artifact.path not in refused]
        for path, diagnostic in refused.items():
            self.outcome.fail(path, Failure((diagnostic,), Exit.ENVIRONMENT))

    def _record(self, job: Job, artifact: Artifact, finished: Finished) -> Record:
        cited = sorted({found.span.file for found in (*finished.diagnostics, *finished.accepted) if found.span})
        cites = {file: self.inputs.files.get(file, "") for file in cited}
        return Record(
            project=self._project,
            inputs=self.inputs.digest,
            brand=job.brand,
            printer=job.printer,
            fingerprint=self._fingerprint(job, finished.recipe),
            sha256=artifact.sha256,
            diagnostics=tuple(finished.diagnostics),
            accepted=tuple(finished.accepted),
            cites=cites,
        )

    def _fingerprint(self, job: Job, known: bytes | None = None) -> str:
        """Return a document's fingerprint; its recipe is made unless it is `known`."""
        from guidepress.documents import recipe

        source = _source(self.library, job)
        if source.path not in self.prints:
            found = recipe(self.library, source) if known is None else known
            self.prints[source.path] = self.inputs.of_document(source.path, source.brand, found)
        return self.prints[source.path]

    def _is_current(self, job: Job) -> bool:
        """Tell whether a document needs no work; its recipe is asked for only when some input has changed."""
        documents, digest = self.output.state.documents, self.inputs.digest
        record = documents.get(job.path)
        if record is None or not self.output.intact(job.path):
            return False
        if (record.inputs, record.brand, record.printer) == (digest, job.brand, job.printer):
            return True
        lines_moved = any(self.inputs.files.get(file, "") != seen for file, seen in record.cites.items())
        if lines_moved or record.fingerprint != self._fingerprint(job):
            return False
        documents[job.path] = replace(record, inputs=digest, printer=job.printer)
        return True

    def _is_stale(self, job: Job) -> bool:
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


def _plan(library: Library, filters: Mapping[str, tuple[str, ...]], printers: Sequence[str] = ()) -> tuple[Job, ...]:
    from guidepress.compose.plan import Filters, plan

    return plan(library, Filters(**filters), printers)


def _order(job: Job) -> tuple[bool, str, str]:
    """Return what puts long documents first, and side by side what differs by campus only."""
    return job.kind not in _LONGEST_FIRST, job.common.path, job.path


def _source(library: Library, job: Job) -> Job:
    """Return the job whose document a job's file is: campuses share what is not personal."""
    is_shared = job.drive and not library.drives[job.drive].personalises(job.kind)
    return job.common if is_shared else job


def _producer() -> Callable[[Library, Job], Finished]:
    """Import all that making a document takes, so that workers are born warm."""
    from guidepress import documents
    from guidepress.pdf import typesetter  # noqa: F401

    return documents.produce


def _artifact(job: Job, finished: Finished) -> Artifact:
    severities = [found.severity for found in finished.diagnostics]
    return Artifact(
        path=job.path,
        kind=job.kind,
        guide=job.guide,
        role=job.role,
        brand=job.brand,
        locale=job.locale,
        edition=job.edition,
        drive=job.drive,
        campus=job.campus,
        pages=finished.pages,
        bytes=len(finished.data),
        sha256=hashlib.sha256(finished.data).hexdigest(),
        standards=tuple(finished.standards),
        preflight={"errors": severities.count("error"), "warnings": severities.count("warning")},
        parts=tuple(_part(job, name, part) for name, part in finished.parts.items()),
    )


def _part(job: Job, name: str, part: Part) -> manifest.Part:
    digest = hashlib.sha256(part.data).hexdigest()
    return manifest.Part(path=job.beside(name), pages=part.pages, bytes=len(part.data), sha256=digest)


def _files(job: Job, finished: Finished) -> dict[str, bytes]:
    """Return all files of a document by path."""
    return {job.path: finished.data, **{job.beside(name): part.data for name, part in finished.parts.items()}}


def _recall(paths: Sequence[str], output: Output, outcome: Outcome) -> None:
    """Note documents that stay as they are, with what was said when they were made."""
    outcome.unchanged += paths
    for path in paths:
        outcome.diagnostics += output.state.documents[path].diagnostics
        outcome.accepted += output.state.documents[path].accepted


def _left_behind(job: Job) -> Diagnostic:
    message = f"{job.path} is out of date: what it shows has changed, and it is not among what the project builds"
    printer = f" --printer {job.printer}" if job.printer else ""
    hint = f"build it by name ({job.kind} --locale {job.locale} --edition {job.edition}{printer}), or delete it"
    return warning("left-behind", message, hint=hint)


def _disowned(path: str) -> Diagnostic:
    message = f"{path} stays, though its source is gone: somebody has changed it since it was built"
    return warning("kept-changed-file", message, hint="delete it if nobody needs it")
