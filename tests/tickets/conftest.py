"""A project in a few lines, as for what is composed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from guidepress.content.library import Library
from tests.compose.conftest import Made, made
from tests.tickets.samples import NORTH, SOUTH, season

__all__ = ["made"]
Seasonal = Callable[..., Library]


@pytest.fixture
def seasonal(made: Made) -> Seasonal:
    """Return what loads a project with a drive: `seasonal(rows, editions=[…])`."""

    def make(*rows: str, files: dict[str, Any] | None = None, **drive: Any) -> Library:
        return made({**season(rows or (NORTH, SOUTH), **drive), **(files or {})}, drives=("season",))

    return make
