"""A project in a few lines, loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from guidepress.content.library import Library
from tests.compose.samples import loaded, small, with_changes, write

Made = Callable[..., Library]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return what loads the small guide with fields of its files changed: `made({"project.yaml": {…}})`."""

    folders = count()

    def make(
        changes: Mapping[str, Mapping[str, Any] | str | None] | None = None, drives: tuple[str, ...] = ()
    ) -> Library:
        return loaded(write(tmp_path / str(next(folders)), with_changes(small(), changes or {})), drives)

    return make
