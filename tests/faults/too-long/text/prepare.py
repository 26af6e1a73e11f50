from pathlib import Path


def prepare(project: Path) -> None:
    path = project / "source/guides/first/roles/agent.yaml"
    path.write_text(path.read_text() + "duties: [" + "word " * 14_000 + "]\n", encoding="utf-8")
