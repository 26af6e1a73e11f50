from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/guides/first/guide.yaml").unlink()
