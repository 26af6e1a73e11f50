from pathlib import Path


def prepare(project: Path) -> None:
    path = project / "source/guides/first/roles/agent.yaml"
    path.write_bytes("id: agent\ntitle: Attaché\n".encode("latin-1"))
