from pathlib import Path


def prepare(project: Path) -> None:
    folder = project / "source/drives/pune"
    (folder / "campuses.csv").rename(folder / "campuses.xlsx")
