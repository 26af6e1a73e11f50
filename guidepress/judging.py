"""Judge finished files, of ours or of others: each in a process of its own, then by the standards that they claim."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from guidepress.content.library import Library
from guidepress.diagnostics import Diagnostic, EnvironmentFailure, Exit, Spot, error, worst
from guidepress.output import HOUSEKEEPING, write_whole
from guidepress.preflight.expectation import Purpose
from guidepress.preflight.inspection import Complaint, facts_of, judged, worst_first
from guidepress.preflight.opening import opened, readable
from guidepress.preflight.standards import Answer, Claim, Memory, verdicts
from guidepress.preflight.verapdf import Breach
from guidepress.published import Shelf, Target
from guidepress.verdicts import diagnosed, diagnostic
from guidepress.workers import Failure, Limits, run

LIMITS = Limits(work="judging it")
_PRESS = "PDF/X-4"


@dataclass(frozen=True, slots=True)
class Look:
    """What a worker saw in a file."""

    pages: int
    sha256: str
    standards: tuple[str, ...]
    complaints: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A file and what is to be said of it. `pages` is 0 if it cannot be read; `standards` says which it fulfils."""

    name: str
    purpose: Purpose
    pages: int
    standards: Mapping[str, bool]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Outcome:
    """What judging came to; `bugs` are tracebacks."""

    files: list[Judged] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)
    codes: set[Exit] = field(default_factory=set)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return [*(found for file in self.files for found in file.diagnostics), *self.notes]

    @property
    def exit_code(self) -> Exit:
        wrong = any(found.severity == "error" for found in self.diagnostics)
        return Exit.BUG if self.bugs else worst({*self.codes, *([Exit.PREFLIGHT] if wrong else [])})


def judge(shelf: Shelf, targets: Sequence[Target], workers: int, progress: Callable[[int, int, str], None]) -> Outcome:
    """Judge files of a shelf, and others; `progress(done, total, name)`."""
    looks: dict[str, Look | Failure] = {}
    progress(0, len(targets), "")
    with closing(run(look, targets, min(workers, len(targets)), LIMITS)) as results:
        for done, (target, seen) in enumerate(results, start=1):
            progress(done, len(targets), target.name)
            looks[target.name] = seen
    answer = _asked({target.file: looks[target.name] for target in targets}, shelf.out)
    outcome = Outcome(notes=[_not_asked(answer.unasked)] if answer.unasked else [])
    for target in targets:
        seen = looks[target.name]
        outcome.files.append(
            _failed(target, seen, outcome) if isinstance(seen, Failure) else _judged(target, seen, answer, shelf)
        )
    return outcome


def look(target: Target) -> Look:
    """Read a file and judge it by all but veraPDF; raise `PreflightError` when it cannot be read."""
    data, expected = opened(target.file), target.expectation
    with readable():
        facts = facts_of(data, expected)
    standards = tuple(dict.fromkeys((*target.standards, *facts.claims)))
    return Look(
        pages=facts.count or len(facts.pages),
        sha256=hashlib.sha256(data).hexdigest(),
        standards=standards,
        complaints=tuple(worst_first(judged(facts, expected))),
    )


def _failed(target: Target, failure: Failure, outcome: Outcome) -> Judged:
    outcome.bugs += [failure.bug] if failure.bug else []
    outcome.codes.add(failure.code)
    return Judged(target.name, target.expectation.purpose, 0, {}, tuple(_named(target.name, failure.diagnostics)))


def _judged(target: Target, seen: Look, answer: Answer, shelf: Shelf) -> Judged:
    broken = answer.breaches[target.file]
    kept = {standard: not breaches for standard, breaches in broken.items()}
    if _PRESS in seen.standards:
        kept[_PRESS] = not any(one.severity == "error" and one.code.startswith("press-") for one in seen.complaints)
    said = _said(target, seen, shelf.library if target.ours else None)
    found = (*said, *_named(target.name, _breaches(broken)))
    return Judged(target.name, target.expectation.purpose, seen.pages, kept, found)


def _said(target: Target, seen: Look, library: Library | None) -> Iterator[Diagnostic]:
    """Yield what was seen in a file; of ours with its lines, and without the warnings that are accepted."""
    if library is None:
        yield from (diagnostic(target.name, complaint) for complaint in seen.complaints)
        return
    found = diagnosed(library, target.name, target.located(seen.complaints))
    yield from (one for one in found if not library.accepts(one))


def _named(name: str, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield diagnostics with the name of the file that they are about."""
    short = name.rpartition("/")[2]
    yield from (replace(one, message=f"{short}: {one.message}", spot=one.spot or Spot(name)) for one in found)


# The standards that veraPDF judges


def _asked(looks: Mapping[Path, Look | Failure], out: Path) -> Answer:
    """Ask what files break, unless it is remembered in the output folder."""
    file = out / HOUSEKEEPING / "standards.json"
    memory = Memory.read(file.read_bytes() if file.is_file() else b"")
    known = memory.render()
    claims = [Claim(at, seen.sha256, seen.standards) for at, seen in looks.items() if isinstance(seen, Look)]
    answer = verdicts(claims, memory)
    with suppress(EnvironmentFailure):  # remembering is a convenience
        if file.parent.is_dir() and memory.render() != known:
            write_whole(file, memory.render())
    return answer


def _breaches(broken: Mapping[str, tuple[Breach, ...]]) -> Iterator[Diagnostic]:
    for standard, breaches in broken.items():
        for breach in breaches:
            clause = f"{standard}, clause {breach.clause}" if breach.clause else f"veraPDF cannot judge {standard}"
            times = f" ({breach.times} times)" if breach.times > 1 else ""
            yield error("standard-failed", f"{clause}: {breach.message}{times}")


def _not_asked(reason: str) -> Diagnostic:
    message = f"nobody asked whether files fulfil PDF/UA and PDF/A, as they say: {reason}"
    return Diagnostic("note", "standards-not-asked", message)
