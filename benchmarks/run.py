#!/usr/bin/env python3
"""Time whole builds against the engine alone and against a frozen first version; see README.md.

    python benchmarks/run.py [--rounds N] [--case NAME ...] [--root PROJECT] [--json]

Every run is a process of its own, timed from its start to its exit. The commands of a round run in turn, and ratios
are taken within a round, so that a machine that slows down slows both sides.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

BENCHMARKS = Path(__file__).resolve().parent
HOUSE = BENCHMARKS.parent
_OWN = HOUSE / ".venv" / "bin" / "python"
PYTHON = str(_OWN if _OWN.exists() else sys.executable)
_SAMPLING_SECONDS = 0.02


class Run(NamedTuple):
    """One process and all it waited for: seconds by the clock, seconds of CPU, bytes of the largest process."""

    wall: float
    cpu: float
    largest: int


Watch = Callable[[subprocess.Popen[bytes]], None]
"""What looks at a process while it runs, and returns when it has ended."""


class Ratio(NamedTuple):
    """A ratio that is promised, and the most it may be: both sides are cases."""

    name: str
    of: str
    to: str
    target: float


CASES = (
    "booklet", "plain", "naive", "nothing", "whole", "imposed", "merged",
    "judged", "unjudged", "all", "proof", "proof-again",
)  # fmt: skip
SELF_TIMED = ("imposed", "merged")  # they print the seconds of their work, which is short beside their start
RATIOS = (
    Ratio("cold booklet to write_pdf() of its own HTML", "booklet", "plain", 1.1),
    Ratio("cold booklet to the naive script", "booklet", "naive", 0.75),
    Ratio("nothing to do to write_pdf()", "nothing", "plain", 0.05),
    Ratio("imposing to merge_transformed_page()", "imposed", "merged", 0.05),
    Ratio("booklets of all editions to the same without preflight", "judged", "unjudged", 1.15),
    Ratio("build with a first proof to the build of all editions", "proof", "all", 1.5),
    Ratio("proof of nothing changed to the build of all editions", "proof-again", "all", 0.1),
)
BUILDS = ("booklet", "nothing", "whole", "all")
MEMORY_TARGET = 250 << 20


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some figures, with the least and the greatest."""

    median: float
    least: float
    greatest: float

    @classmethod
    def of(cls, figures: Iterable[float]) -> Spread:
        found = sorted(figures)
        return cls(median(found), found[0], found[-1])

    def text(self, form: str = ".2f") -> str:
        """Return it as printed: 2.31 (2.25–2.60)."""
        return f"{self.median:{form}} ({self.least:{form}}–{self.greatest:{form}})"


def main() -> None:
    """Run what is asked for and print it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="guidepress-benchmark-") as name:
        folder = Path(name)
        commands = _commands(asked.root.resolve(), folder)
        for case in dict.fromkeys(("html", "whole", *asked.case)):  # fills caches, and writes what other cases read
            timed(commands[case])
        rounds = [{case: timed(commands[case], case in SELF_TIMED) for case in asked.case} for _ in range(asked.rounds)]
        memory = {case: _memory(commands[case]) for case in asked.case}
        result = _result(rounds, memory, _pages(folder / "whole"))
    print(json.dumps(result, indent=2) if asked.json else _table(result))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="timed runs of each case (default: 5)")
    parser.add_argument("--case", nargs="+", choices=CASES, default=list(CASES), help="only these cases")
    parser.add_argument("--root", type=Path, default=HOUSE, help="the project (the naive script knows only this one)")
    parser.add_argument("--json", action="store_true", help="print data")
    return parser.parse_args()


def _commands(root: Path, folder: Path) -> dict[str, list[str]]:
    """Return the command of each case; `html` writes what `plain` reads, and is not timed."""
    program = [PYTHON, str(HOUSE / "render.py"), "--root", str(root)]
    build = [*program, "build", "--edition", "digital", "--quiet"]
    editions = ["--root", str(root), "build", "booklet", "--force", "--jobs", "1", "--quiet", "--out"]
    afresh = [PYTHON, str(BENCHMARKS / "afresh.py")]
    booklet = [*build, "booklet", "--force", "--jobs", "1", "--out", str(folder / "booklet")]
    return {
        "html": [*booklet, "--html", str(folder / "html")],
        "booklet": booklet,
        "plain": [PYTHON, str(BENCHMARKS / "plain.py"), str(folder / "html"), str(folder / "plain.pdf")],
        "naive": [PYTHON, str(BENCHMARKS / "naive" / "build.py"), str(folder / "naive.pdf")],
        "nothing": [*build, "--out", str(folder / "whole")],
        "whole": [*build, "--force", "--out", str(folder / "whole")],
        "judged": [*program[:2], *editions, str(folder / "judged")],
        "unjudged": [PYTHON, str(BENCHMARKS / "unjudged.py"), *editions, str(folder / "unjudged")],
        "all": [*afresh, str(folder / "all"), "--root", str(root), "build"],
        "proof": [*afresh, str(folder / "proof"), "--root", str(root), "proof"],
        "proof-again": [*program, "proof", "--quiet", "--out", str(folder / "proof-again")],
        **{
            way: [PYTHON, str(BENCHMARKS / "imposing.py"), way, str(folder / "whole"), str(folder / f"{way}.pdf")]
            for way in SELF_TIMED
        },
    }


def timed(command: Sequence[str], prints_times: bool = False, meanwhile: Watch = lambda _: None) -> Run:
    """Run a command to its end; one that times itself prints seconds by the clock and seconds of CPU."""
    start = time.perf_counter()
    process = _started(command, subprocess.PIPE if prints_times else subprocess.DEVNULL)
    meanwhile(process)
    printed = process.stdout.read().split() if process.stdout else []
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    _require_success(process)
    times = map(float, printed) if prints_times else (wall, usage.ru_utime + usage.ru_stime)
    return Run(*times, usage.ru_maxrss << 10)


def _require_success(process: subprocess.Popen[bytes]) -> None:
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {process.args}")


def _started(command: Sequence[str], stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.DEVNULL)


def _memory(command: Sequence[str]) -> int:
    """Run a command once more and return the most bytes that its processes held together, looked up all the time.

    What processes share counts once (PSS, the proportional set size).
    """
    process = _started(command)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_held, [process.pid, *children(process.pid)])))
        time.sleep(_SAMPLING_SECONDS)
    _require_success(process)
    return most


def children(process: int) -> list[int]:
    """Return the processes below a process."""
    found: list[int] = []
    for one in chain([process], found):  # grows while it is read
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _held(process: int) -> int:
    """Return the bytes that a process holds, those it shares by its share of them."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    return 0


def _pages(folder: Path) -> dict[str, int]:
    """Return the number of pages of the booklet and of all documents."""
    artifacts = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["artifacts"]
    pages = [(artifact["kind"], artifact["pages"]) for artifact in artifacts]
    return {"booklet": sum(n for kind, n in pages if kind == "booklet"), "whole": sum(n for _, n in pages)}


def _result(rounds: Sequence[Mapping[str, Run]], memory: Mapping[str, int], pages: Mapping[str, int]) -> dict[str, Any]:
    """Return all figures as data: seconds, bytes, pages a second."""
    cases = {
        case: {
            "wall": asdict(Spread.of(each[case].wall for each in rounds)),
            "cpu": asdict(Spread.of(each[case].cpu for each in rounds)),
            "largest_process": max(each[case].largest for each in rounds),
            "all_processes": memory[case],
            **_speed(case, rounds, pages),
        }
        for case in rounds[0]
    }
    ratios = [
        {
            **ratio._asdict(),
            "wall": asdict(Spread.of(each[ratio.of].wall / each[ratio.to].wall for each in rounds)),
            "cpu": asdict(Spread.of(each[ratio.of].cpu / each[ratio.to].cpu for each in rounds)),
        }
        for ratio in RATIOS
        if {ratio.of, ratio.to} <= cases.keys()
    ]
    return {"rounds": len(rounds), "processors": os.cpu_count(), "cases": cases, "ratios": ratios}


def _speed(case: str, rounds: Sequence[Mapping[str, Run]], pages: Mapping[str, int]) -> dict[str, Any]:
    if case not in pages:
        return {}
    return {"pages": pages[case], "pages_a_second": asdict(Spread.of(pages[case] / each[case].wall for each in rounds))}


def _table(result: Mapping[str, Any]) -> str:
    lines = [f"{result['rounds']} rounds, {result['processors']} processors: median (least–greatest)", ""]
    lines.append(f"{'':12}{'seconds':>24}{'CPU seconds':>24}{'pages a second':>22}{'largest, all processes':>26}")
    for name, case in result["cases"].items():
        wall, cpu = (Spread(**case[key]).text() for key in ("wall", "cpu"))
        speed = Spread(**case["pages_a_second"]).text(".1f") if "pages" in case else ""
        memory = f"{case['largest_process'] >> 20} MB, {case['all_processes'] >> 20} MB"
        lines.append(f"{name:12}{wall:>24}{cpu:>24}{speed:>22}{memory:>26}")
    lines.append("")
    for ratio in result["ratios"]:
        wall, cpu = (Spread(**ratio[key]).text(".3f") for key in ("wall", "cpu"))
        lines.append(f"{ratio['name']:56}{wall:>24}   CPU {cpu}   target {ratio['target']:g}")
    most = max((case["all_processes"] for name, case in result["cases"].items() if name in BUILDS), default=0)
    lines.append(f"{'memory of a build, all processes':56}{most >> 20:>21} MB   target {MEMORY_TARGET >> 20} MB")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
