"""The validator, where there is one."""

from __future__ import annotations

import os

import pytest

from guidepress.preflight.verapdf import Unavailable, VeraPdf


@pytest.fixture(scope="session")
def verapdf() -> VeraPdf:
    """Return veraPDF; skip without it, but fail where it is required."""
    try:
        return VeraPdf.find()
    except Unavailable as reason:
        if os.environ.get("REQUIRE_CONFORMANCE") == "1":
            pytest.fail(f"REQUIRE_CONFORMANCE=1, but {reason}")
        pytest.skip(str(reason))
