"""What is asked of a build, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from guidepress.diagnostics import Diagnostic, Exit, worst
from guidepress.manifest import Artifact, Failed
from guidepress.workers import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. `filters` are the fields of `compose.plan.Filters`; if all are empty, the project decides.

    `printers` go before those that brands choose; they narrow nothing. `packed` asks for an archive per campus.
    """

    root: Path
    out: Path
    today: date
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    printers: tuple[str, ...] = ()
    workers: int = 1
    force: bool = False
    packed: bool = False
    html: Path | None = None

    @property
    def drives(self) -> tuple[str, ...]:
        """The drives whose documents are asked for, in place of those of the project."""
        return tuple(dict.fromkeys(self.filters.get("drives", ())))

    @property
    def is_whole(self) -> bool:
        """Whether all of the project, or all of the drives asked for, is to be built."""
        return not any(values for name, values in self.filters.items() if name != "drives")

    def asks_for(self, campus: str) -> bool:
        """Tell whether a campus of the drives is asked for."""
        asked = self.filters.get("campuses", ())
        return not asked or campus in asked

    @property
    def key(self) -> str:
        """The request as far as it decides which documents there are to be."""
        asked = {**self.filters, "printers": self.printers, "packed": ("packed",) * self.packed}
        return json.dumps({name: sorted(values) for name, values in sorted(asked.items()) if values})


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who wants to know how it goes: `say(sentence)`, `progress(done, total, path)`."""

    say: Callable[[str], None] = lambda _: None
    progress: Callable[[int, int, str], None] = lambda _done, _total, _path: None


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What a build came to. Paths are relative to the output folder; `bugs` are tracebacks.

    `accepted` is what it does not say again, because the project has accepted it. Of drives, `spoilt` are campuses of
    which nothing could be made, `reissued` those whose date or place has changed since their last issue, both as
    `DRIVE/CAMPUS`; `failures` say what went wrong with which campus.
    """

    built: list[Artifact] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    spoilt: list[str] = field(default_factory=list)
    reissued: list[str] = field(default_factory=list)
    failures: list[Failed] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    accepted: list[Diagnostic] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)
    codes: set[Exit] = field(default_factory=set)

    @property
    def exit_code(self) -> Exit:
        return Exit.BUG if self.bugs else worst(self.codes)

    def fail(self, path: str, failure: Failure) -> None:
        """Note that a document was not published, and say so with its name where the reason has no place of its own."""
        self.failed.append(path)
        self.codes.add(failure.code)
        self.diagnostics += (
            found if found.span or found.spot else replace(found, message=f"{path}: {found.message}")
            for found in failure.diagnostics
        )
        self.bugs += [failure.bug] if failure.bug else []
