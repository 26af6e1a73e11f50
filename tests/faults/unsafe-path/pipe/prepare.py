import os
from pathlib import Path


def prepare(project: Path) -> None:
    os.mkfifo(project / "source/brands/acme/logo.png")
