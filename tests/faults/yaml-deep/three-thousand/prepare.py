from pathlib import Path


def prepare(project: Path) -> None:
    path = project / "source/guides/first/roles/agent.yaml"
    path.write_text(path.read_text() + "tools: " + "[" * 3000 + "]" * 3000, encoding="utf-8")
