"""Words for what happened: diagnostics in the shape that compilers use, closing lines, and the same as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guidepress.diagnostics import Diagnostic, Exit, visible
from guidepress.manifest import PRINT_ME, Artifact
from guidepress.output import here
from guidepress.request import Outcome

if TYPE_CHECKING:
    from guidepress.judging import Judged

_STANDING = ("unverified", "stale")  # warnings that a guide may have many of, which `check` shows, too
_ALIKE = 5  # more of them are condensed
_LISTED = 20  # files; more are only counted
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
# Quoted content must not steer the terminal: controls but for the line feed, and overrides of direction.
HARMLESS = dict.fromkeys(
    [*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return each diagnostic once: by place, those without one last, errors where a reader ends up."""
    return sorted(dict.fromkeys(diagnostics), key=lambda found: (found.span is None, found.span or 0, found.message))


def shown(diagnostic: Diagnostic) -> str:
    """Return a diagnostic for a terminal, in colour (`click.echo` takes the colour off where there is no terminal)."""
    head = f"{diagnostic.severity}[{diagnostic.code}]"
    painted = click.style(head, fg=_COLOURS[diagnostic.severity], bold=True)
    return str(diagnostic).translate(HARMLESS).replace(head, painted, 1)


def condensed(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield diagnostics for a terminal; of many facts that are not sure, the first few and how many are left."""
    alike = Counter(found.code for found in diagnostics if found.severity == "warning" and found.code in _STANDING)
    seen: Counter[str] = Counter()
    for found in diagnostics:
        many = found.severity == "warning" and alike.get(found.code, 0) > _ALIKE
        seen[found.code] += many
        if not many or seen[found.code] <= _ALIKE - 2:
            yield shown(found)
        elif seen[found.code] == alike[found.code]:
            yield f"… and {alike[found.code] - _ALIKE + 2} more warning[{found.code}]: `check` shows each of them"


def tally(diagnostics: Sequence[Diagnostic], consequence: str = "") -> str:
    """Return the closing line: “2 errors, 1 warning in 2 files. Nothing was written.”"""
    severities = [found.severity for found in diagnostics]
    counts = [count(severities.count(kind), kind) for kind in _COLOURS if kind in severities]
    files = len({found.span.file for found in diagnostics if found.span})
    where = f" in {count(files, 'file')}" if files else ""
    return f"{', '.join(counts)}{where}. {consequence}".strip()


def accepted(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many warnings are not said again, so that none is forgotten; nothing for none."""
    codes = Counter(found.code for found in dict.fromkeys(diagnostics))
    kinds = ", ".join(f"{number} {code}" for code, number in codes.most_common())
    total = codes.total()
    is_are = "is" if total == 1 else "are"
    return f"{count(total, 'warning')} {is_are} accepted in source/project.yaml: {kinds}." if total else ""


def consequence(code: Exit, failed: int = 0, spoilt: int = 0) -> str:
    """Return what the problems meant for the output: of documents that failed, of campuses that are spoilt."""
    if code not in (Exit.CONTENT, Exit.USAGE) and (failed or spoilt):
        nothing = f"Nothing was made of {count(spoilt, 'row')}." if spoilt else ""
        missing = f"{count(failed, 'file')} not published; what was there before stays." if failed else ""
        return f"{nothing} {missing}".strip()
    return "Nothing was written." if code in (Exit.CONTENT, Exit.USAGE, Exit.PREFLIGHT) else ""


def summary(outcome: Outcome, out: Path, seconds: float) -> str:
    """Return what a build did, for people."""
    where = f"{here(out)}/"
    lines = [f"Removed {path}: its source is gone." for path in outcome.removed]
    if outcome.built:
        files = count(len(outcome.built), "file") + _for_campuses(outcome.built)
        lines.append(f"Built {files} in {where} in {seconds:.1f} s{':' if len(outcome.built) <= _LISTED else '.'}")
        lines += map(
            _listed, sorted(outcome.built, key=lambda built: built.path) if len(outcome.built) <= _LISTED else ()
        )
        lines += [
            f"To print a booklet in the office, begin with {here(out / page)}." for page in _how_to_print(outcome.built)
        ]
    if outcome.unchanged:
        files = count(len(outcome.unchanged), "file")
        is_are = "is" if len(outcome.unchanged) == 1 else "are"
        idle = not (outcome.built or outcome.removed or outcome.failed)
        lines.append(f"{'Nothing to do: ' if idle else ''}{files} in {where} {is_are} up to date.")
    lines += filter(None, [_reissued(outcome.reissued), _troubled(outcome)])
    lines += filter(None, [accepted(outcome.accepted)] if lines else [])
    if outcome.failed and not lines:
        return f"Nothing new in {where}."
    return "\n".join(lines) or f"Nothing to build: the project asks for no document.\n{where} is as it was."


def _for_campuses(built: Sequence[Artifact]) -> str:
    campuses = len({(artifact.drive, artifact.campus) for artifact in built if artifact.campus})
    return f" for {count(campuses, 'campus')}" if campuses else ""


def _reissued(names: Sequence[str]) -> str:
    """Return whose documents say that they replace an earlier issue, because its date or place was another."""
    return f"Replaces an earlier issue: {_some(names)}." if names else ""


def _troubled(outcome: Outcome) -> str:
    """Return which campuses lack something, and all of them if it is something that they share."""
    names = dict.fromkeys(f"{one.drive}/{one.campus or '(all campuses)'}" for one in outcome.failures)
    return f"Something is missing: {_some(list(names))}." if names else ""


def _some(names: Sequence[str]) -> str:
    """Return names in a row; of many, the first and how many are left."""
    left = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return visible(", ".join(names[:_LISTED])) + left


def verdict(file: Judged) -> str:
    """Return a judged file on a line: its pages, what it fulfils, what is wrong with it."""
    size = f"{count(file.pages, 'page')}" if file.pages else "not readable"
    kept = [standard for standard, holds in file.standards.items() if holds]
    return f"  {visible(file.name)}  ({', '.join((size, *kept))}): {_wrong(file.diagnostics) or 'fine'}"


def judged(files: Sequence[Judged]) -> str:
    """Return the closing line: “Judged 3 files: 1 error, 2 warnings.”"""
    found = [one for file in files for one in file.diagnostics]
    return f"Judged {count(len(files), 'file')}: {_wrong(found) or 'no errors, no warnings'}."


def _wrong(found: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are, if any."""
    severities = [one.severity for one in found]
    return ", ".join(count(severities.count(kind), kind) for kind in ("error", "warning") if kind in severities)


_PRINT = {
    "short": "both sides, flipped on the short edge",
    "long": "both sides, flipped on the long edge",
    "simplex": "the first half of the pages; lay the pile back as it came out, and print the second half",
}
_FINISH = {
    "booklet": "Keep the sheets in order, fold them together, and staple the fold.",
    "2up": "Keep the sheets in order.",
    "4up-cut": "Cut the pile between the rows, lay the lower stack under the upper, fold, and staple.",
    "4up-fold": "Fold each sheet head to head, then at the spine; lay each in the one before, staple, open the heads.",
}


def how_to_print(scheme: str, flip: str) -> str:
    """Return what hands do with imposed sheets."""
    return f"Print at 100 %: {_PRINT[flip]}. {_FINISH[scheme]}"


def as_data(code: Exit, diagnostics: Sequence[Diagnostic], **more: Any) -> dict[str, Any]:
    """Return what `--json` prints: the exit code, every diagnostic, their number, and what a command adds."""
    severities = [found.severity for found in diagnostics]
    counts = {f"{kind}s": severities.count(kind) for kind in _COLOURS}
    return {"exit": int(code), **counts, **more, "diagnostics": [found.as_data() for found in diagnostics]}


def count(number: int, thing: str) -> str:
    ending = "es" if thing.endswith("s") else "s"
    return f"{number} {thing}{'' if number == 1 else ending}"


def size(number: int) -> str:
    """Return how large a file is: 285 KB, 1.4 MB."""
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(1, number // 1000)} KB"


def _how_to_print(built: Sequence[Artifact]) -> list[str]:
    """Return the first page that says how to print; the others lie where the first does, each in its folder."""
    parts = (part.path for artifact in built for part in artifact.parts)
    return [path for path in parts if path.endswith(f"/{PRINT_ME}")][:1]


def _listed(artifact: Artifact) -> str:
    beside = "".join(f" + {part.path.rpartition('/')[2]}" for part in artifact.parts)
    return f"  {artifact.path}  ({count(artifact.pages, 'page')}, {size(artifact.bytes)}){beside}"
