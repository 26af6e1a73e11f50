"""What several rooms' tests share: the project's own guide, built once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).resolve().parents[1]
STRESS = HOUSE / "tests" / "stress"


def guidepress(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as `render.py` would; `env` adds to the environment."""
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "NO_COLOR": "1", **more.pop("env", {})}
    command = [sys.executable, "-m", "guidepress", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, **more)


def manifest(folder: Path, edition: str | None = None) -> Mapping[str, Mapping[str, Any]]:
    """Return the manifest's entries by path; of one edition, if it is named."""
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = ({"parts": [], **entry} for entry in data["artifacts"])
    return {entry["path"]: entry for entry in entries if edition in (None, entry["edition"])}


PAPER = ("office", "press")
ON_PAPER = ("caps", "hindi", "long-texts", "three-roles")
"""The stress guides that are made for paper, too: what they do not try on it, others do."""
SAMPLE_GUIDE = "warehouse-and-delivery"
SAMPLE_BRANDS = ("harbour-line", "open-shelf")


class Ahead:
    """Builds that tests are going to ask for, made beside the tests before, one after the other."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1)
        self._builds: dict[str, Future[Any]] = {}

    def start(self, name: str, build: Callable[[], Any]) -> Future[Any]:
        """Return what will come of a build, which begins when those before it are done."""
        if name not in self._builds:
            self._builds[name] = self._executor.submit(build)
        return self._builds[name]

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put slow tests last: what they look at is built meanwhile."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture(scope="session", autouse=True)
def ahead(request: pytest.FixtureRequest) -> Iterator[Ahead]:
    """Start the builds that any of the collected tests looks at."""
    builds = Ahead()
    request.config.stash[_AHEAD] = builds
    used = {name for item in request.session.items for name in getattr(item, "fixturenames", ())}
    for name in ("guide_project", "sample_guides", "stress_projects", "judge_mutation"):
        if name in used and len(request.session.items) > _MANY:
            request.getfixturevalue(f"{name}_ahead")
    yield builds
    builds.close()


_AHEAD = pytest.StashKey[Ahead]()
_MANY = 500  # tests: fewer are a selection, which may need only some of the builds


@pytest.fixture(scope="session")
def guide_project_ahead(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Future[Path]:
    project = tmp_path_factory.mktemp("guide")

    def build() -> Path:
        shutil.copytree(HOUSE / "source", project / "source")
        run = guidepress("build", "--root", project, "--json", "--html", project / "html")
        assert run.returncode == 0, run.stdout + run.stderr
        return project

    return request.config.stash[_AHEAD].start("guide", build)


@pytest.fixture(scope="session")
def guide_project(guide_project_ahead: Future[Path]) -> Path:
    """Return a copy of this repository's own project, built; for reading only."""
    return guide_project_ahead.result()


@pytest.fixture(scope="session")
def judge_mutation_ahead(guide_project_ahead: Future[Path], request: pytest.FixtureRequest) -> Future[list[Any]]:
    """Start judging all good files made worse, when what is built for tests is there."""

    def judge() -> list[Any]:
        command = [sys.executable, "-m", "tests.preflight.mutating", guide_project_ahead.result() / "output"]
        run = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, timeout=900)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    return request.config.stash[_AHEAD].start("mutations", judge)


@pytest.fixture(scope="session")
def judge_mutation(request: pytest.FixtureRequest) -> Callable[[int], Any]:
    """Return what tells the codes of a mutation, by its number: of those judged ahead, or when it is asked."""
    if len(request.session.items) > _MANY:
        return request.getfixturevalue("judge_mutation_ahead").result().__getitem__
    from tests.preflight.mutating import verdicts

    return partial(verdicts, request.getfixturevalue("guide_project") / "output")


class Built(Mapping[str, Path]):
    """Projects of a folder by their names, as output folders for reading only; each is built when it is asked for."""

    def __init__(self, home: Path, outputs: Path, ahead: Ahead) -> None:
        self._home, self._outputs, self._ahead = home, outputs, ahead

    def start(self, name: str) -> Future[subprocess.CompletedProcess[str]]:
        return self._ahead.start(f"stress {name}", partial(self._run, name))

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        return self.start(name).result()

    def _run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Return what the build of a project's digital edition said; then make booklets and a sheet of others."""
        arguments = ("build", "--root", self._home / name, "--out", self._outputs / name, "--today", "2026-11-22")
        said = guidepress(*arguments, "--edition", "digital")
        others = [f"--edition={edition}" for edition in (*(PAPER if name in ON_PAPER else ()), "large-print")]
        role = max(entry["role"] or "" for entry in manifest(self._outputs / name).values())
        for wanted in (("booklet",), ("cheatsheet", "--role", role)):
            run = guidepress(*arguments, *others, *wanted)
            assert run.returncode == 0, run.stderr
        return said

    def __getitem__(self, name: str) -> Path:
        if name not in set(self):
            raise KeyError(name)
        run = self.run(name)
        # Exit code 4: all is published but the sheets that overflow.
        assert run.returncode in (0, 4), run.stderr
        return self._outputs / name

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(folder.name for folder in self._home.iterdir() if (folder / "source").is_dir()))

    def __len__(self) -> int:
        return len(list(iter(self)))


@pytest.fixture(scope="session")
def stress_projects(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Built:
    """Return the projects of `tests/stress`: the digital edition, and of others booklets and a sheet."""
    return Built(STRESS, tmp_path_factory.mktemp("stress"), request.config.stash[_AHEAD])


@pytest.fixture(scope="session")
def stress_projects_ahead(stress_projects: Built) -> None:
    for name in stress_projects:
        stress_projects.start(name)


@pytest.fixture(scope="session")
def sample_guides(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[str], Future[Path]]:
    """Return what starts the build of the sample guide in a brand, in all editions; its output is for reading only."""
    folders = {brand: tmp_path_factory.mktemp(brand) for brand in SAMPLE_BRANDS}

    def build(brand: str) -> Path:
        wanted = ("--guide", SAMPLE_GUIDE, "--brand", brand)
        run = guidepress("build", "--root", HOUSE, *wanted, "--out", folders[brand])
        assert run.returncode == 0, run.stderr
        return folders[brand]

    return lambda brand: request.config.stash[_AHEAD].start(brand, partial(build, brand))


@pytest.fixture(scope="session")
def sample_guides_ahead(sample_guides: Callable[[str], Future[Path]]) -> None:
    for brand in SAMPLE_BRANDS:
        sample_guides(brand)
