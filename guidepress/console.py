"""What a command says: problems and progress to stderr, results to stdout, or all of it as data."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from guidepress import report
from guidepress.diagnostics import Diagnostic, Exit


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command speaks: problems and progress to stderr, results to stdout, or all of it as data."""

    as_json: bool = False
    quiet: bool = False

    def report(
        self,
        code: Exit,
        diagnostics: Sequence[Diagnostic],
        consequence: str = "",
        *,
        notes: bool = True,
        **more: object,
    ) -> None:
        """Print diagnostics and their closing line, or everything as data.

        Without `notes`, people are spared notes, and of many facts that are not sure they see the first few.
        """
        found = report.ordered(diagnostics)
        told = [one for one in found if (notes and not self.quiet) or one.severity != "note"]
        if self.as_json:
            echo(json.dumps(report.as_data(code, found, **more), indent=2))
        elif told:
            lines = list(map(report.shown, told)) if notes else list(report.condensed(told))
            echo("\n".join([*lines, report.tally(told, consequence)]), err=True)

    def result(self, text: str) -> None:
        if not (self.quiet or self.as_json):
            echo(text)

    def note(self, text: str) -> None:
        if not (self.quiet or self.as_json):
            echo(text, err=True)

    @contextmanager
    def progress(self, work: str) -> Iterator[Callable[[int, int, str], None]]:
        """Yield what draws a bar; on a terminal only, and only once there is something to wait for."""
        if self.quiet or self.as_json or not sys.stderr.isatty():
            yield lambda _done, _total, _path: None
            return
        bar = _Bar(work)
        try:
            yield bar.show
        finally:
            bar.close()


class _Bar:
    """A progress bar on stderr. It has no thread of its own, because workers are forked beside it."""

    _progress: Any = None
    _task: Any = None
    _started = 0.0

    def __init__(self, work: str) -> None:
        self._work = work

    def show(self, done: int, total: int, path: str) -> None:
        progress = self._progress or self._start(total)
        speed = f"{done / max(time.monotonic() - self._started, 0.1):.1f}/s" if done else ""
        name = path.rpartition("/")[2]
        progress.update(self._task, completed=done, total=total, name=name, speed=speed, refresh=True)

    def close(self) -> None:
        if self._progress:
            self._progress.stop()

    def _start(self, total: int) -> Any:
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.table import Column

        counts = (MofNCompleteColumn(), TextColumn("{task.fields[speed]}"), TimeRemainingColumn(compact=True))
        rest = Column(ratio=1, no_wrap=True, overflow="ellipsis")  # what the numbers leave is for the name
        columns = (
            TextColumn(self._work, table_column=Column(no_wrap=True)),
            BarColumn(bar_width=16),
            *counts,
            TextColumn("{task.fields[name]}", markup=False, table_column=rest),
        )
        terminal = Terminal(stderr=True)
        self._progress = Progress(*columns, console=terminal, auto_refresh=False, transient=True, expand=True)
        self._task = self._progress.add_task("", total=total, name="", speed="")
        self._started = time.monotonic()
        self._progress.start()
        return self._progress


def echo(text: str, *, err: bool = False) -> None:
    """Print; a reader who has left (`| head`) is no error."""
    stream = sys.stderr if err else sys.stdout
    colour = None if stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" else False
    try:
        click.echo(text, file=stream, color=colour)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
