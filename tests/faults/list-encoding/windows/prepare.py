from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/drives/pune/campuses.csv").write_bytes("name,city\nA,Pune\n\nCafé,Pune\n".encode("cp1252"))
