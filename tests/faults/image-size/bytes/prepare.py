from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/brands/acme/logo.png").write_bytes(bytes(5_000_001))
