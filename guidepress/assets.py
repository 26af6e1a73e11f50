"""Where the shipped layouts and styles are, and how a project overrides them file by file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Room = Literal["layouts", "styles"]

_PACKAGE = Path(__file__).resolve().parent


def shipped(room: Room) -> Path:
    """Return the folder of layouts or styles: inside the package in a wheel, beside it in a checkout."""
    inside = _PACKAGE / room
    return inside if inside.is_dir() else _PACKAGE.parent / room


def search_path(room: Room, root: Path) -> tuple[Path, ...]:
    """Return the folders to look a layout or style up in, the project's own first."""
    own = (root / room).resolve()
    return tuple(dict.fromkeys((own, shipped(room)))) if own.is_dir() else (shipped(room),)
