import shutil
from pathlib import Path


def prepare(project: Path) -> None:
    shutil.rmtree(project / "source/guides")
