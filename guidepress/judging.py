"""Judge finished files, of ours or of others: each in a process of its own, then by the standards that they claim."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from guidepress.conformance import PRESS, asked, broken_clauses, named
from guidepress.content.library import Library
from guidepress.diagnostics import Diagnostic, Exit, worst
from guidepress.preflight.expectation import Purpose
from guidepress.preflight.inspection import Complaint, facts_of, judged, worst_first
from guidepress.preflight.opening import opened, readable
from guidepress.preflight.standards import Answer, Claim
from guidepress.published import Published, Target
from guidepress.verdicts import diagnosed, diagnostic
from guidepress.workers import Failure, Limits, run

LIMITS = Limits(work="judging it")
_OF_X4 = ("press-", "font-not-embedded")  # how the codes begin of what breaks the standard


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


def judge(
    published: Published, targets: Sequence[Target], workers: int, progress: Callable[[int, int, str], None]
) -> Outcome:
    """Judge published files, and others; `progress(done, total, name)`."""
    looks: dict[str, Look | Failure] = {}
    progress(0, len(targets), "")
    with closing(run(look, targets, min(workers, len(targets)), LIMITS)) as results:
        for done, (target, seen) in enumerate(results, start=1):
            progress(done, len(targets), target.name)
            looks[target.name] = seen
    seen_files = ((target.file, looks[target.name]) for target in targets)
    claims = [Claim(file, seen.sha256, seen.standards) for file, seen in seen_files if isinstance(seen, Look)]
    answer = asked(claims, published.out)
    outcome = Outcome(notes=[_not_asked(answer.unasked)] if answer.unasked else [])
    for target in targets:
        seen = looks[target.name]
        outcome.files.append(
            _failed(target, seen, outcome) if isinstance(seen, Failure) else _judged(target, seen, answer, published)
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
        complaints=tuple(worst_first(judged(facts, expected, where=target.where))),
    )


def _failed(target: Target, failure: Failure, outcome: Outcome) -> Judged:
    outcome.bugs += [failure.bug] if failure.bug else []
    outcome.codes.add(failure.code)
    return Judged(target.name, target.expectation.purpose, 0, {}, tuple(named(target.name, failure.diagnostics)))


def _judged(target: Target, seen: Look, answer: Answer, published: Published) -> Judged:
    broken = answer.breaches[target.file]
    kept = {standard: not breaches for standard, breaches in broken.items()}
    if PRESS in seen.standards:
        kept[PRESS] = not any(one.severity == "error" and one.code.startswith(_OF_X4) for one in seen.complaints)
    said = _said(target, seen, published.library if target.ours else None)
    found = (*said, *named(target.name, broken_clauses(broken)))
    return Judged(target.name, target.expectation.purpose, seen.pages, kept, found)


def _said(target: Target, seen: Look, library: Library | None) -> Iterator[Diagnostic]:
    """Yield what was seen in a file; of ours with its lines, and without the warnings that are accepted."""
    if library is None:
        yield from (diagnostic(target.name, complaint) for complaint in seen.complaints)
        return
    found = diagnosed(library, target.name, seen.complaints)
    yield from (one for one in found if not library.accepts(one))


def _not_asked(reason: str) -> Diagnostic:
    message = f"nobody asked whether files fulfil PDF/UA and PDF/A, as they say: {reason}"
    return Diagnostic("note", "standards-not-asked", message)
