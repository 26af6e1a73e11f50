from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/brands/acme/logo.gif").write_bytes(b"GIF89a" + bytes(40))
