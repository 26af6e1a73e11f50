"""Workers make what they are asked for; one that hangs, dies or bursts costs only its own document."""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
import time

import pytest

from guidepress.diagnostics import EnvironmentFailure, Exit, PreflightError, error
from guidepress.workers import Failure, Limits, run

LIMITS = Limits(seconds=1, memory=2 << 30)


def _make(job: str) -> tuple[str, int]:
    fates = {
        "hang": lambda: time.sleep(30),
        "spin": _spin,
        "vanish": lambda: os._exit(3),
        "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "crash": _crash,
        "burst": lambda: bytearray(1 << 40),
    }
    if job in fates:
        fates[job]()
    if job == "refuse":
        raise PreflightError(error("sheet-overflow", "too long"))
    if job == "no-disk":
        raise EnvironmentFailure(error("disk-full", "full"))
    if job == "bug":
        raise ZeroDivisionError("a bug")
    return job, os.getpid()


def _crash() -> None:
    faulthandler.disable()  # pytest's, which would fill the screen
    os.kill(os.getpid(), signal.SIGSEGV)


def _spin() -> None:
    while True:
        pass


@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_job_comes_back_once(count: int) -> None:
    jobs = [f"job {number}" for number in range(7)]
    results = dict(run(_make, jobs, count, LIMITS))
    assert {job: product[0] for job, product in results.items() if isinstance(product, tuple)} == {
        job: job for job in jobs
    }
    processes = {product[1] for product in results.values() if isinstance(product, tuple)}
    assert 1 <= len(processes) <= count
    assert os.getpid() not in processes


@pytest.mark.parametrize(
    ("fate", "code"),
    [
        ("hang", "document-hangs"),
        ("spin", "document-hangs"),
        ("vanish", "document-died"),
        ("crash", "document-died"),
        ("killed", "document-killed"),
        ("burst", "document-too-big"),
        ("refuse", "sheet-overflow"),
    ],
)
@pytest.mark.parametrize("count", [1, 2])
def test_a_bad_job_costs_only_itself(fate: str, code: str, count: int) -> None:
    results = dict(run(_make, ["before", fate, "after", "last"], count, LIMITS))
    failure = results.pop(fate)
    assert isinstance(failure, Failure)
    assert [found.code for found in failure.diagnostics] == [code]
    assert (failure.code, failure.bug) == (Exit.PREFLIGHT, None)
    assert {job: product[0] for job, product in results.items() if isinstance(product, tuple)} == {
        name: name for name in ("before", "after", "last")
    }


def test_a_bug_keeps_its_traceback_and_its_worker() -> None:
    results = dict(run(_make, ["bug", "after"], 1, LIMITS))
    failure = results["bug"]
    assert isinstance(failure, Failure)
    assert failure.code is Exit.BUG
    assert failure.bug is not None
    assert "ZeroDivisionError: a bug" in failure.bug
    assert not isinstance(results["after"], Failure)


def test_a_failing_machine_is_told_from_a_failing_document() -> None:
    ((_, failure),) = run(_make, ["no-disk"], 1, LIMITS)
    assert isinstance(failure, Failure)
    assert failure.code is Exit.ENVIRONMENT


def test_leaving_early_ends_the_workers() -> None:
    results = run(_make, ["first", "hang", "hang"], 2, Limits(seconds=60))
    _, product = next(results)
    assert isinstance(product, tuple)
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessLookupError):
        os.kill(product[1], 0)
    assert gc.get_freeze_count() == 0
