#!/usr/bin/env python3
"""Time a drive of many campuses against rendering each of its packs as a whole; see README.md.

    python benchmarks/packs.py [--campuses N] [--sample N] [--jobs N] [--json]

A pack is the booklet and the notice of a campus, in the digital edition. Both sides are whole processes of the same
program, with the same workers and the same preflight; they differ in what a worker does with a booklet (`whole.py`).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from run import BENCHMARKS, HOUSE, PYTHON, Run, children, timed

_SAMPLING_SECONDS = 0.2
_START = 2  # packs, of which a first run says what starting takes
_DRIVE = """\
id: packs
title: Campus drive
brand: signifyhr
guides: [bpo-operations]
kinds: [booklet, notice]
campuses: campuses.csv
registration: {url: "https://register.example/packs?c={id}"}
"""


@dataclass(frozen=True, slots=True)
class Packs:
    """What making packs took: a second, seconds of CPU each, and the most that a worker held, in MB.

    `held` are maxima up to the tenth, the half and the whole of the time.
    """

    packs: int
    seconds: float
    a_second: float
    cpu_each: float
    held: tuple[int, ...] = ()


def main() -> None:
    """Make a drive, run both sides, print the ratio."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="guidepress-packs-") as name:
        folder = Path(name)
        _make_drive(folder, max(asked.campuses, asked.sample))
        whole = [PYTHON, str(BENCHMARKS / "whole.py"), *_build(folder, asked.jobs)]
        drive = [PYTHON, str(HOUSE / "render.py"), *_build(folder, asked.jobs)]
        each = _each(whole, asked.sample)
        packs = _all(drive, asked.campuses)
    ratio = packs.a_second / each.a_second
    result = {"each": asdict(each), "drive": asdict(packs), "ratio": ratio, "cpu": each.cpu_each / packs.cpu_each}
    print(json.dumps(result, indent=2) if asked.json else _table(each, packs))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--campuses", type=int, default=200, help="campuses of the drive (default: 200)")
    parser.add_argument("--sample", type=int, default=20, help="packs that are rendered one by one (default: 20)")
    parser.add_argument("--jobs", type=int, default=2, help="workers (default: 2)")
    parser.add_argument("--json", action="store_true", help="print data")
    return parser.parse_args()


def _make_drive(folder: Path, campuses: int) -> None:
    """Write a project with the real guide, and a drive of made-up campuses."""
    shutil.copytree(HOUSE / "source", folder / "source", ignore=shutil.ignore_patterns("drives"))
    drive = folder / "source" / "drives" / "packs"
    drive.mkdir(parents=True)
    (drive / "drive.yaml").write_text(_DRIVE, encoding="utf-8")
    rows = [f"c{n:03},College number {n},Pune,{n % 28 + 1:02}/01/2027,9:00,Hall {n}" for n in range(campuses)]
    text = "\n".join(("id,name,city,date,reporting_time,venue", *rows, ""))
    (drive / "campuses.csv").write_text(text, encoding="utf-8")


def _build(folder: Path, jobs: int) -> list[str]:
    options = ("--drive", "packs", "--edition", "digital", "--jobs", str(jobs), "--quiet", "--force")
    return ["build", "--root", str(folder), "--out", str(folder / "out"), *options]


def _each(command: Sequence[str], sample: int) -> Packs:
    """Return what a pack takes in a process that has started, from a run with a sample, and one with next to none."""
    start, run = (timed([*command, *_campuses(count)]) for count in (_START, _START + sample))
    wall, cpu = run.wall - start.wall, run.cpu - start.cpu
    return Packs(sample, wall, sample / wall, cpu / sample)


def _campuses(count: int) -> list[str]:
    return [word for n in range(count) for word in ("--campus", f"c{n:03}")]


def _all(command: Sequence[str], campuses: int) -> Packs:
    """Return what all packs take, in a whole process."""
    run, held = _watched([*command, *_campuses(campuses)])
    shares = tuple(max(held[: max(1, len(held) * share // 10)], default=0) >> 20 for share in (1, 5, 10))
    return Packs(campuses, run.wall, campuses / run.wall, run.cpu / campuses, shares)


def _watched(command: Sequence[str]) -> tuple[Run, list[int]]:
    """Run a command, and look up all the time what the largest process below it holds, in bytes."""
    held: list[int] = []

    def look(process: subprocess.Popen[bytes]) -> None:
        while not _has_ended(process.pid):
            held.append(max(map(_resident, children(process.pid)), default=0))
            time.sleep(_SAMPLING_SECONDS)

    return timed(command, meanwhile=look), held


def _has_ended(process: int) -> bool:
    """Tell whether a process waits to be asked how it ended."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def _resident(process: int) -> int:
    """Return the bytes of memory that a process has, shared or not; 0 of one that has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0


def _table(each: Packs, packs: Packs) -> str:
    lines = [_line("each as a whole", each), _line("covers around a body", packs)]
    lines.append(f"ratio {packs.a_second / each.a_second:.2f}, of CPU {each.cpu_each / packs.cpu_each:.2f}; target 3")
    lines.append("largest worker after a tenth, half, all of the time: " + ", ".join(f"{mb} MB" for mb in packs.held))
    return "\n".join(lines)


def _line(name: str, side: Packs) -> str:
    speed = f"{side.a_second:6.2f} a second{side.cpu_each:6.2f} s of CPU each"
    return f"{name:21}{side.packs:5} packs{side.seconds:8.1f} s{speed}"


if __name__ == "__main__":
    sys.exit(main())
