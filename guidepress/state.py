"""What the last builds left behind in `.guidepress/state.json`, so that the next one knows what it need not do.

Losing the file costs a rebuild and nothing else. Only the standard library is imported.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from guidepress.diagnostics import Diagnostic

_VERSION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A published document: built by which project (relative to the output folder), and from what.

    `inputs` is the digest of everything at the time when it was last found up to date. `cites` holds the digests of
    the files that its diagnostics point into: when one changes, lines have moved. `seen` is the size, and the time of
    the last change in nanoseconds, of each of its files when they were published. `accepted` is what its diagnostics
    would also say, had the project not accepted it.
    """

    project: str
    inputs: str
    brand: str
    fingerprint: str
    sha256: str
    printer: str | None = None
    seen: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    accepted: tuple[Diagnostic, ...] = ()
    cites: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Record:
        """Rebuild a record from `asdict`."""
        seen = {path: (size, changed) for path, (size, changed) in data["seen"].items()}
        return cls(**{**data, "seen": seen, **_said(data)})


@dataclass(slots=True)
class State:
    """The inputs of the last build, what they said on which day (and would have said, were it not accepted), and the
    record of every published document.

    `asked` maps each request that these inputs have answered completely to the paths of its documents.
    """

    inputs: str = ""
    today: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    accepted: tuple[Diagnostic, ...] = ()
    asked: dict[str, list[str]] = field(default_factory=dict)
    documents: dict[str, Record] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> State:
        """Read a state; an absent or unreadable one is empty."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            data = json.loads(file.read_bytes())
            if data.pop("version") == _VERSION:
                documents = {path: Record.from_data(record) for path, record in data["documents"].items()}
                return cls(**{**data, **_said(data), "documents": documents})
        return cls()

    def render(self) -> bytes:
        return json.dumps({"version": _VERSION, **asdict(self)}, ensure_ascii=False, sort_keys=True).encode()

    def describes(self, inputs: str, today: str) -> bool:
        """Tell whether the diagnostics of the content still hold."""
        return (self.inputs, self.today) == (inputs, today)

    def settle(
        self, inputs: str, today: str, diagnostics: Iterable[Diagnostic], accepted: Iterable[Diagnostic]
    ) -> None:
        """Take note of what the content is now; what was answered before holds only if nothing has changed."""
        if not self.describes(inputs, today):
            self.inputs, self.today, self.asked = inputs, today, {}
        self.diagnostics, self.accepted = tuple(diagnostics), tuple(accepted)

    def forget(self, built: Collection[str]) -> None:
        """Drop the requests that these documents answered before: they may be for another brand or printer now."""
        self.asked = {key: paths for key, paths in self.asked.items() if not any(path in built for path in paths)}


def _said(data: Mapping[str, Any]) -> dict[str, tuple[Diagnostic, ...]]:
    return {name: tuple(map(Diagnostic.from_data, data[name])) for name in ("diagnostics", "accepted")}
