"""The stand-in build whose files can be drawn, for a process of its own."""

from __future__ import annotations

from tests.program import fakes
from tests.proof import samples


def install() -> None:
    """Put the stand-ins in place for the rest of this process."""
    fakes.install()
    fakes.contents = samples.contents
