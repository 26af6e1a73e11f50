"""Make and judge documents in worker processes, so that one that hangs, dies or eats the memory costs only itself.

Workers are forked from a parent that has imported everything (where forking is safe), stay warm from one document to
the next, and end by themselves when the parent is gone.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from guidepress.diagnostics import Diagnostic, Exit, GuidepressError, error

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Product = TypeVar("Product")

_OUT_OF_MEMORY = 77  # a worker's exit code


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds by the clock, and bytes of address space for its worker.

    `work` is what is done to it, for when it has to be said that this failed.
    """

    seconds: int = 180
    memory: int = 2 << 30
    work: str = "laying it out"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document was not made; `bug` is a traceback when the fault is the program's."""

    diagnostics: tuple[Diagnostic, ...] = ()
    code: Exit = Exit.PREFLIGHT
    bug: str | None = None

    @classmethod
    def of(cls, failure: GuidepressError) -> Failure:
        """Return the failure of one document; whatever is wrong with it, others are built (hence not Exit.CONTENT)."""
        machine = failure.exit_code is Exit.ENVIRONMENT
        return cls(failure.diagnostics, Exit.ENVIRONMENT if machine else Exit.PREFLIGHT)


def run(
    make: Callable[[Job], Product], jobs: Sequence[Job], count: int, limits: Limits
) -> Generator[tuple[Job, Product | Failure], None, None]:
    """Yield each job with what came of it, as soon as it is there; `make` is called in up to `count` processes."""
    from multiprocessing.connection import wait

    gc.collect()
    gc.freeze()  # the collector of a forked worker then leaves the pages it shares with the parent alone
    waiting = deque(jobs)
    idle: list[_Worker[Job, Product]] = []
    busy: dict[Any, _Worker[Job, Product]] = {}  # by the parent's end of its pipe
    try:
        while waiting or busy:
            while waiting and len(busy) < count:
                worker = idle.pop() if idle else _Worker(make, limits, list(busy))
                busy[worker.pipe] = worker
                worker.begin(waiting.popleft())
            for pipe in wait(list(busy)):
                worker = busy.pop(pipe)
                outcome = worker.finish()
                if worker.process.exitcode is None:
                    idle.append(worker)
                yield worker.job, outcome
    finally:
        for worker in (*busy.values(), *idle):
            worker.dismiss()
        gc.unfreeze()


class _Worker(Generic[Job, Product]):
    """A process that makes one document after the other, seen from the parent."""

    job: Job

    def __init__(self, make: Callable[[Job], Product], limits: Limits, siblings: Sequence[Connection]) -> None:
        from multiprocessing import get_context

        # Forking hands the warm parent over; on macOS system libraries do not survive that, so all is sent instead.
        forks = sys.platform == "linux"
        context = get_context("fork") if forks else get_context("spawn")
        self.limits = limits
        self.pipe, far_end = context.Pipe()
        inherited = (*siblings, self.pipe) if forks else ()
        self.process = context.Process(target=_serve, args=(far_end, make, limits, inherited), daemon=True)
        self.process.start()
        far_end.close()

    def begin(self, job: Job) -> None:
        self.job = job
        with suppress(ConnectionError):  # a worker that died while idle: `finish` tells
            self.pipe.send(job)

    def finish(self) -> Product | Failure:
        """Return what came of the job; a worker that died without a word yields a failure."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            self.pipe.close()
            return Failure((_obituary(self.process.exitcode, self.limits),))

    def dismiss(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _obituary(exit_code: int | None, limits: Limits) -> Diagnostic:
    """Say why a worker died, from its exit code (negative: the signal that ended it)."""
    work = limits.work
    if exit_code == -signal.SIGALRM:
        return error("document-hangs", f"{work} took more than {limits.seconds} seconds, so it was stopped")
    if exit_code == _OUT_OF_MEMORY:
        return error("document-too-big", f"{work} took more than {limits.memory >> 20} MB, so it was stopped")
    if exit_code == -signal.SIGKILL:
        hint = "the machine may be short of memory: close programs, or build with --jobs 1"
        return error("document-killed", f"{work} was stopped: its process was killed", hint=hint)
    return error("document-died", f"{work} ended unexpectedly (exit code {exit_code} of its process)")


def _serve(pipe: Connection, make: Callable[[Job], Product], limits: Limits, inherited: Sequence[Connection]) -> None:
    """Make what the parent asks for, until it stops asking or is gone.

    Only when no worker holds the parent's ends of the pipes does its death close them.
    """
    for parents_end in inherited:
        parents_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with suppress(ValueError, OSError):  # not every system can limit it
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with suppress(EOFError, ConnectionError):
        while True:
            job = pipe.recv()
            signal.alarm(limits.seconds)
            pipe.send(_attempt(make, job))
            signal.alarm(0)


def _attempt(make: Callable[[Job], Product], job: Job) -> Product | Failure:
    try:
        return make(job)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except GuidepressError as failure:
        return Failure.of(failure)
    except Exception:
        return Failure(code=Exit.BUG, bug=traceback.format_exc())
