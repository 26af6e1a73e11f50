"""Make a proof of what a build came to: draw, compare, number what was found, write the report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidepress.diagnostics import Diagnostic
from guidepress.manifest import Artifact
from guidepress.output import Output
from guidepress.proof import report
from guidepress.proof.data import as_data
from guidepress.proof.findings import numbered
from guidepress.proof.pictures import Gallery
from guidepress.proof.record import Difference, Document, Drawn, File, Subject
from guidepress.proof.shelf import FOLDER, REPORT, Shelf, documents, lies_in
from guidepress.proof.view import Standing, View
from guidepress.request import Outcome, Request, Watcher
from guidepress.workers import Failure, Limits, run

if TYPE_CHECKING:
    from guidepress.proof.drawing import Task

LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished proof: its report, and what it says in a few words."""

    report: Path
    record: Mapping[str, Any]
    sentences: tuple[str, ...]


def prove(request: Request, outcome: Outcome, watcher: Watcher, verdicts: Mapping[str, str]) -> Proof:
    """Proof every document that a build was asked for; what cannot be drawn is added to the outcome.

    `verdicts` are what judges of standards say, by the path of the document.
    """
    with Output.opened(request.out, watcher.say) as output:
        shelf = Shelf(request.out)
        subjects = tuple(_subjects(outcome, output))
        found = _Drawing(request, outcome, watcher, shelf).documents(subjects)
        said = {subject.path: output.state.documents[subject.path].diagnostics for subject in _told(subjects, output)}
        standing = Standing(
            documents=found,
            findings=numbered(outcome.diagnostics, subjects, said),
            verdicts=verdicts,
            last=shelf.last,
            gone=_gone(shelf, subjects, output),
            day=request.today,
            lasting=frozenset(output.artifacts),
            accepted=tuple(outcome.accepted),
        )
        return _written(shelf, standing, request, output)


def _written(shelf: Shelf, standing: Standing, request: Request, output: Output) -> Proof:
    view = View(standing, Gallery(shelf, request.workers, request.out))
    shelf.stage(report.render(view), record := {**as_data(view), "kept": _kept(shelf, standing, output)})
    shelf.publish()
    return Proof(request.out / FOLDER / REPORT, record, (*view.verdict, *view.since))


def _subjects(outcome: Outcome, output: Output) -> Iterator[Subject]:
    """Yield what was asked for, in order of the paths."""
    built = {artifact.path: artifact for artifact in outcome.built}
    known = {**output.artifacts, **built}
    for path in sorted({*built, *outcome.unchanged, *outcome.failed}):
        if path not in known:
            yield Subject.of_path(path)
        else:
            yield _subject(known[path], output, published=path not in outcome.failed)


def _subject(artifact: Artifact, output: Output, *, published: bool) -> Subject:
    record = output.state.documents.get(artifact.path)
    return Subject(
        path=artifact.path,
        kind=artifact.kind,
        edition=artifact.edition or "",
        role=artifact.role,
        locale=artifact.locale,
        standards=artifact.standards if published else (),
        parts=tuple(part.path for part in artifact.parts if part.path.endswith(".pdf")),  # the others have no pages
        printer=record.printer if record else None,
        published=published,
    )


def _told(subjects: Iterable[Subject], output: Output) -> Iterator[Subject]:
    """Yield the documents of which the state says what was said of them."""
    return (subject for subject in subjects if subject.published and subject.path in output.state.documents)


def _gone(shelf: Shelf, subjects: Sequence[Subject], output: Output) -> tuple[str, ...]:
    """Return which documents of the last proof are no more."""
    there = {*output.artifacts, *(subject.path for subject in subjects)}
    return tuple(document["path"] for document in documents(shelf.last) if document["path"] not in there)


def _kept(shelf: Shelf, standing: Standing, output: Output) -> list[dict[str, Any]]:
    """Return what the last proof says of documents that are still there and were not looked at."""
    seen = {document.subject.path for document in standing.documents}
    return [old for old in documents(shelf.last) if old["path"] in output.artifacts and old["path"] not in seen]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The drawing of all files of a proof."""

    request: Request
    outcome: Outcome
    watcher: Watcher
    shelf: Shelf

    def documents(self, subjects: Sequence[Subject]) -> tuple[Document, ...]:
        drawn: dict[str, Drawn] = {}
        tasks: list[tuple[Path, str, str, File | None]] = []
        for subject in subjects:
            for path, source in self._sources(subject):
                before, sha256 = self.shelf.before(path), hashlib.sha256(source.read_bytes()).hexdigest()
                if before and before.sha256 == sha256:
                    drawn[path] = Drawn(before, Difference("same"))
                else:
                    tasks.append((source, path, sha256, before))
        drawn.update(self._draw(tasks) if tasks else {})
        return tuple(
            Document(subject, tuple(drawn[path] for path in subject.files if path in drawn)) for subject in subjects
        )

    def _sources(self, subject: Subject) -> Iterator[tuple[str, Path]]:
        """Yield the files of a document; of one that was not published, those that were kept for this."""
        folder = lies_in(self.request.out, subject)
        return ((path, folder / path) for path in subject.files if (folder / path).is_file())

    def _draw(self, wanted: Sequence[tuple[Path, str, str, File | None]]) -> Iterator[tuple[str, Drawn]]:
        from guidepress.proof.drawing import Task, draw

        places = self.shelf.shown, self.shelf.staging
        tasks = sorted((Task(*each, *places) for each in wanted), key=lambda task: -task.source.stat().st_size)
        self.watcher.progress(0, len(tasks), "")
        with closing(run(draw, tasks, min(self.request.workers, len(tasks)), LIMITS)) as results:
            for done, (task, result) in enumerate(results, start=1):
                self.watcher.progress(done, len(tasks), task.path)
                if isinstance(result, Failure):
                    self._note(task, result)
                else:
                    yield task.path, result

    def _note(self, task: Task, failure: Failure) -> None:
        """Say what could not be drawn; it is published all the same."""
        self.outcome.codes.add(failure.code)
        self.outcome.diagnostics += (_named(task.path, found) for found in failure.diagnostics)
        self.outcome.bugs += [failure.bug] if failure.bug else []


def _named(path: str, found: Diagnostic) -> Diagnostic:
    return found if path in found.message else replace(found, message=f"{path}: {found.message}")
