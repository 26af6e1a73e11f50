"""Whether published files fulfil the standards that they claim: veraPDF is asked once for each, and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from guidepress.diagnostics import Diagnostic, EnvironmentFailure, Spot, error, visible
from guidepress.manifest import Artifact
from guidepress.output import HOUSEKEEPING, write_whole
from guidepress.preflight.standards import Answer, Claim, Memory, verdicts
from guidepress.preflight.verapdf import Breach

PRESS = "PDF/X-4"
"""The standard that our own rules judge."""


def standards(out: Path, artifacts: Iterable[Artifact]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return in a few words, by path, whether published documents fulfil their standards; and what they break.

    What a build has published as PDF/X-4 has passed the rules for it.
    """
    claiming = {out / artifact.path: artifact for artifact in artifacts if artifact.standards}
    answer = asked([Claim(at, claim.sha256, claim.standards) for at, claim in claiming.items()], out)
    said: dict[str, str] = {}
    wrong: list[Diagnostic] = []
    for at, artifact in claiming.items():
        broken = answer.breaches[at]
        wrong += named(artifact.path, broken_clauses(broken))
        said[artifact.path] = _in_words(artifact, broken, answer)
    return said, wrong


def _in_words(artifact: Artifact, broken: Mapping[str, tuple[Breach, ...]], answer: Answer) -> str:
    if PRESS in artifact.standards:
        return "preflight finds no fault"
    if len(broken) < len(artifact.standards):
        return f"not asked, as {answer.unasked}"
    faults = sum(map(len, broken.values()))
    return f"veraPDF finds {faults or 'no'} fault{'s' if faults > 1 else ''}"


def asked(claims: Sequence[Claim], out: Path) -> Answer:
    """Ask what files break, unless it is remembered in the output folder."""
    file = out / HOUSEKEEPING / "standards.json"
    memory = Memory.read(file.read_bytes() if file.is_file() else b"")
    known = memory.render()
    answer = verdicts(claims, memory)
    with suppress(EnvironmentFailure):  # remembering is a convenience
        if file.parent.is_dir() and memory.render() != known:
            write_whole(file, memory.render())
    return answer


def broken_clauses(broken: Mapping[str, tuple[Breach, ...]]) -> Iterator[Diagnostic]:
    """Yield what a file breaks, by the standard, clause by clause."""
    for standard, breaches in broken.items():
        for breach in breaches:
            clause = f"{standard}, clause {breach.clause}" if breach.clause else f"veraPDF cannot judge {standard}"
            times = f" ({breach.times} times)" if breach.times > 1 else ""
            yield error("standard-failed", f"{clause}: {breach.message}{times}")


def named(path: str, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield diagnostics with the name of the file that they are about."""
    name = visible(path.rpartition("/")[2])
    yield from (replace(one, message=f"{name}: {one.message}", spot=one.spot or Spot(path)) for one in found)
