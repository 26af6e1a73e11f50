"""Whether files fulfil the standards that they claim: asked once for each file and engine, and remembered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guidepress.preflight.verapdf import FLAVOURS, Breach, Unavailable, VeraPdf, engine

_REMEMBERED = 5_000  # verdicts


@dataclass(frozen=True, slots=True)
class Claim:
    """A file, by its place and its digest, with the standards that it is to fulfil."""

    file: Path
    sha256: str
    standards: tuple[str, ...]


@dataclass(slots=True)
class Memory:
    """Verdicts of one engine, by the digest of a file and a standard: what each breaks."""

    engine: str = ""
    breaches: dict[str, tuple[Breach, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Memory:
        """Rebuild a memory from `render`; what cannot be read is empty."""
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            known: dict[str, Any] = json.loads(data)
            found = {key: tuple(Breach(**one) for one in said) for key, said in known["breaches"].items()}
            return cls(str(known["engine"]), found)
        return cls()

    def render(self) -> bytes:
        """Return the memory as a file, the latest verdicts only."""
        latest = list(self.breaches.items())[-_REMEMBERED:]
        said = {key: [_as_data(breach) for breach in breaches] for key, breaches in latest}
        return json.dumps({"engine": self.engine, "breaches": said}, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """What each file breaks, by the standard; `unasked` says why some were not judged."""

    breaches: Mapping[Path, Mapping[str, tuple[Breach, ...]]]
    unasked: str = ""


def verdicts(claims: Sequence[Claim], memory: Memory) -> Answer:
    """Return what files break of the standards that they claim, as far as veraPDF judges these; the memory learns."""
    asked = {_key(claim, standard): (claim.file, standard) for claim in claims for standard in _judged(claim)}
    try:
        unasked = ""
        if asked:
            _learn(memory, asked)
    except Unavailable as reason:
        unasked = str(reason)
    return Answer({claim.file: _known(claim, memory) for claim in claims}, unasked)


def _learn(memory: Memory, asked: Mapping[str, tuple[Path, str]]) -> None:
    """Ask what this engine has not been asked yet, in one run."""
    if memory.engine != engine():
        memory.engine, memory.breaches = engine(), {}
    new = {key: question for key, question in asked.items() if key not in memory.breaches}
    if new:
        answers = VeraPdf.find().answer(list(new.values()))
        memory.breaches.update(zip(new, (verdict.failures for verdict in answers), strict=True))


def _judged(claim: Claim) -> Iterable[str]:
    return (standard for standard in claim.standards if standard in FLAVOURS)


def _known(claim: Claim, memory: Memory) -> dict[str, tuple[Breach, ...]]:
    found = {standard: memory.breaches.get(_key(claim, standard)) for standard in _judged(claim)}
    return {standard: breaches for standard, breaches in found.items() if breaches is not None}


def _key(claim: Claim, standard: str) -> str:
    return f"{claim.sha256} {standard}"


def _as_data(breach: Breach) -> dict[str, Any]:
    return {"clause": breach.clause, "times": breach.times, "message": breach.message, "place": breach.place}
