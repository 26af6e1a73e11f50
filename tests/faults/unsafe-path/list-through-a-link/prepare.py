from pathlib import Path


def prepare(project: Path) -> None:
    (project.parent / "others.csv").write_text("name\nA\n", encoding="utf-8")
    (project / "source/drives/pune/campuses.csv").symlink_to(project.parent / "others.csv")
