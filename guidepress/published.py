"""Files to judge: those that a build published, each as what it must be, and any others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from guidepress import build, manifest
from guidepress.content.library import Library
from guidepress.delivery import PARTS, folded, of_part, on_its_page
from guidepress.diagnostics import UsageError, error
from guidepress.manifest import Artifact
from guidepress.output import Output, here
from guidepress.pdf.imposition import Plan
from guidepress.placements import Landed
from guidepress.preflight.expectation import Expectation, Purpose
from guidepress.preflight.inspection import Where
from guidepress.provenance import job_of
from guidepress.tickets.making import expectation as of_ticket
from guidepress.tickets.ticket import TICKET
from guidepress.verdicts import expectation


@dataclass(frozen=True, slots=True)
class Target:
    """A file to judge, by the name under which it is spoken of. `standards` are those that the manifest claims.

    `ours` tells whether its content is known; `plan` where the pages of an imposed booklet are on its sheets.
    """

    name: str
    file: Path
    expectation: Expectation
    standards: tuple[str, ...] = ()
    ours: bool = False
    plan: Plan | None = None

    @property
    def where(self) -> Where | None:
        return partial(on_its_page, self.plan) if self.plan else None


_MARGINS = {"office": 4.2}  # what nearly every laser printer leaves white: a sixth of an inch


class Published:
    """An output folder and the project that it comes from; the content is read only for files that are in it."""

    def __init__(self, root: Path, out: Path) -> None:
        self.root, self.out = root, out
        self._artifacts = manifest.read(out)

    @cached_property
    def library(self) -> Library:
        drives = {artifact.drive for artifact in self._artifacts.values() if artifact.drive}
        return build.read(self.root, date.today(), drives)[0]

    @cached_property
    def _output(self) -> Output:
        return Output(self.out)

    def everything(self) -> list[Target]:
        """Return all files of the manifest; raise `UsageError` when there are none."""
        if not self._artifacts:
            hint = "build first, or name the files to judge"
            raise UsageError(error("nothing-to-judge", f"there is no manifest in {here(self.out)}/", hint=hint))
        return [target for artifact in self._artifacts.values() for target in self._targets(artifact)]

    def named(self, files: Sequence[Path], purpose: Purpose | None) -> list[Target]:
        """Return files by name: one of the manifest as what it is, others, or all of them, for a purpose."""
        missing = [error("missing-file", f"{file} does not exist") for file in files if not file.exists()]
        if missing:
            raise UsageError(*missing)
        owners = {self._place(path): artifact for artifact in self._artifacts.values() for path in artifact.files}
        return [
            self._own(file, owners[file.resolve()])
            if file.resolve() in owners and not purpose
            else Target(str(file), file, Expectation(purpose or "unknown", margin_mm=_MARGINS.get(purpose or "", 0.0)))
            for file in dict.fromkeys(files)
        ]

    def _own(self, file: Path, owner: Artifact) -> Target:
        return next(target for target in self._targets(owner) if self._place(target.name) == file.resolve())

    def _place(self, path: str) -> Path:
        return (self.out / path).resolve()

    def _targets(self, artifact: Artifact) -> Iterator[Target]:
        """Yield a document with its parts; of one whose source is gone, only what it says of itself is known."""
        pdfs = [file for file in artifact.files if file.endswith(".pdf")]
        if artifact.kind == TICKET and artifact.brand in self.library.brands:
            landed = {artifact.path: self._landed(artifact.path)}
            for path in pdfs:
                expected = of_ticket(self.library, artifact.brand, "", landed.get(path, Landed()))
                yield Target(path, self.out / path, expected, artifact.standards, ours=True)
            return
        job = job_of(self.library, artifact, self._output.state.documents.get(artifact.path))
        if job is None:
            yield from (Target(path, self.out / path, Expectation()) for path in pdfs)
            return
        expected = expectation(self.library, job.made_as(self.library), self._landed(artifact.path))
        imposed, plan = folded(self.library, job, artifact.pages, expected) or (expected, None)
        yield Target(artifact.path, self.out / artifact.path, imposed, artifact.standards, ours=True, plan=plan)
        names = {job.beside(name): name for name in PARTS}
        for part in artifact.parts:
            must = of_part(expected, names[part.path], artifact.pages) if part.path in names else Expectation()
            yield Target(part.path, self.out / part.path, replace(must, pages=part.pages), ours=True)

    def _landed(self, path: str) -> Landed:
        """Return where the content of a document landed, as the build noted it; nothing, if it is not known."""
        with suppress(OSError, ValueError, TypeError, LookupError):
            return Landed.from_data(json.loads(self._output.placements_of(path).read_bytes()))
        return Landed()
