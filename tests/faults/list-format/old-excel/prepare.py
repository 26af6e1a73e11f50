from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/drives/pune/campuses.csv").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
