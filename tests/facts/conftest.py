"""Finished files, made once: the guide of this repository, and one in which every field is filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.documents import Finished, produce
from tests.compose import samples
from tests.facts.reading import Pdf

HOUSE = Path(__file__).parents[2]
GUIDE = "bpo-operations"
SHEETS = ("customer-service-executive", "transition-manager")
COMMENT = "A comment that nobody prints"


@pytest.fixture(scope="session")
def library() -> Library:
    return samples.loaded(HOUSE)


def made(library: Library, guide: str, kind: str, role: str | None = None) -> Finished:
    brand = library.project.brand
    assert brand
    return produce(library, Job(guide, library.guides[guide].language, kind, role, brand, "digital"))


@pytest.fixture(scope="session")
def finished(library: Library) -> Finished:
    return made(library, GUIDE, "booklet")


@pytest.fixture(scope="session")
def booklet(finished: Finished) -> Iterator[Pdf]:
    yield from opened(finished)


@pytest.fixture(scope="session", params=SHEETS)
def sheet(library: Library, request: pytest.FixtureRequest) -> Iterator[Pdf]:
    yield from opened(made(library, GUIDE, "cheatsheet", request.param))


@pytest.fixture(scope="session")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The guide with every field; each text says where it stands, and each file ends with a comment."""
    root = samples.write(tmp_path_factory.mktemp("specimen"), samples.full(str.capitalize))
    for path in (root / "source").rglob("*.yaml"):
        path.write_text(f"{path.read_text(encoding='utf-8')}\n# {COMMENT}\n", encoding="utf-8")
    return samples.loaded(root)


@pytest.fixture(scope="session")
def specimen(specimens: Library) -> Iterator[Pdf]:
    yield from opened(made(specimens, "first", "booklet"))


@pytest.fixture(scope="session")
def specimen_sheet(specimens: Library) -> Iterator[Pdf]:
    yield from opened(made(specimens, "first", "cheatsheet", "agent"))


@pytest.fixture(scope="session")
def sparse_sheet(specimens: Library) -> Iterator[Pdf]:
    """The sheet of a role with a title and a summary."""
    yield from opened(made(specimens, "first", "cheatsheet", "chief"))


def opened(finished: Finished) -> Iterator[Pdf]:
    file = Pdf(finished.data)
    yield file
    file.seen.close()
