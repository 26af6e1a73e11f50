from pathlib import Path


def prepare(project: Path) -> None:
    path = project / "source/guides/first/roles/agent.yaml"
    path.write_bytes(path.read_bytes().replace(b"Agent", b"Ag\0ent"))
