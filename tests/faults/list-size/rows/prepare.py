from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/drives/pune/campuses.csv").write_bytes(b"name\n" + b"A\n" * 20_001)
