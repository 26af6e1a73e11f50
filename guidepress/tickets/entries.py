"""Entries of a ticket's data that need nothing but what they are about: paper, files, problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, get_args

from guidepress.compose.plan import Job
from guidepress.content.model import Kind
from guidepress.diagnostics import Diagnostic
from guidepress.manifest import Artifact
from guidepress.tickets import runs
from guidepress.tickets.runs import Paper, Run

Data = dict[str, Any]


def papers(all_runs: Iterable[Run]) -> list[Data]:
    """Return how much paper is needed, the most first."""
    needed = sorted(runs.paper_needed(all_runs).items(), key=lambda item: (-item[1], _order(item[0])))
    return [{**asdict(paper), "sheets": sheets, "reams": runs.reams(sheets)} for paper, sheets in needed]


def _order(paper: Paper) -> tuple[str, str]:
    return paper.name, paper.stock


def place(job: Job) -> tuple[int, str]:
    """Return where a document stands in a list: by kind, then by name."""
    return get_args(Kind).index(job.kind), job.path


def files(job: Job, artifact: Artifact) -> Iterator[Data]:
    """Yield the files of a document, its own first."""
    for file in (artifact, *artifact.parts):
        about = {name: getattr(job, name) for name in ("kind", "role", "locale", "edition")}
        standards = artifact.standards if file is artifact else ()
        size = {"pages": file.pages, "bytes": file.bytes, "sha256": file.sha256}
        yield {"name": name(file.path), **about, "standards": list(standards), **size}


def messages(diagnostics: Iterable[Diagnostic]) -> list[str]:
    return [found.message for found in diagnostics if found.severity == "error"]


def name(path: str) -> str:
    return path.rpartition("/")[2]
