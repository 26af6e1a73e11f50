from pathlib import Path
import os


def prepare(project: Path) -> None:
    os.mkfifo(project / "source/brands/acme/logo.png")
