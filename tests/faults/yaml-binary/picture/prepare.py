from pathlib import Path


def prepare(project: Path) -> None:
    (project / "source/guides/first/roles/agent.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
