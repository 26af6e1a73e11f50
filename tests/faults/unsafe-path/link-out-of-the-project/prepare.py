from pathlib import Path


def prepare(project: Path) -> None:
    secret = project.parent / "secret.yaml"
    secret.write_text("survey: {title: Secret}\n", encoding="utf-8")
    (project / "source/sources.yaml").unlink()
    (project / "source/sources.yaml").symlink_to(secret)
