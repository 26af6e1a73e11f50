from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/drives/pune/campuses.csv").write_text("name\nA\n", encoding="utf-8")
