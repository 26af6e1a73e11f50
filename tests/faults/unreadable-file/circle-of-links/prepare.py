from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/sources.yaml").unlink()
    (project / "source/sources.yaml").symlink_to("sources.yaml")
