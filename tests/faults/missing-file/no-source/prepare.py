from pathlib import Path
import shutil


def prepare(project: Path) -> None:
    shutil.rmtree(project / "source")
