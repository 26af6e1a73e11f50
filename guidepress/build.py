"""The pipeline: read, plan, see what is out of date, produce, publish. The only room that knows the order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guidepress import fingerprint
from guidepress.diagnostics import ContentError, Diagnostic, UsageError, error
from guidepress.output import Output
from guidepress.request import Outcome, Request, Watcher
from guidepress.season import Season
from guidepress.work import Work, recall

if TYPE_CHECKING:
    from guidepress.compose.plan import Job
    from guidepress.content.library import Library


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
    recall(paths, output, outcome)
    return outcome


def _rebuild(request: Request, inputs: fingerprint.Inputs, watcher: Watcher) -> Outcome:
    library, noted, accepted = read(request.root, request.today, request.drives)
    jobs = _plan(library, request.filters, request.printers)
    with Output.opened(request.out, watcher.say) as output:
        outcome = Outcome(diagnostics=list(noted), accepted=list(accepted))
        season = Season(request, library, output, outcome)
        work = Work(request, inputs, season.begin(), output, outcome, season.release)
        work.produce(work.out_of_date(jobs), watcher)
        tickets = season.tickets(work.is_current)
        work.produce(work.out_of_date(tickets), watcher)
        season.end()
        made = (*jobs, *tickets)
        again = [*work.retire(made, season.concerns), *work.miss()] if request.is_whole else []
        output.state.settle(inputs.digest, request.today.isoformat(), noted, accepted)
        work.settle(made, to_be_repeated=bool(again) or season.has_said)
        return outcome


def _plan(library: Library, filters: Mapping[str, tuple[str, ...]], printers: Sequence[str] = ()) -> tuple[Job, ...]:
    from guidepress.compose.plan import Filters, plan

    return plan(library, Filters(**filters), printers)
