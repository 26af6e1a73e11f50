from pathlib import Path


def prepare(project: Path) -> None:
    path = project / "source/guides/first/roles/agent.yaml"
    path.write_text(path.read_text() + "duties:\n" + "  - Listen\n" * 501, encoding="utf-8")
