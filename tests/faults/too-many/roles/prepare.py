from pathlib import Path


def prepare(project: Path) -> None:
    roles = project / "source/guides/first/roles"
    role = (roles / "lead.yaml").read_text(encoding="utf-8")
    for number in range(60):
        text = role.replace("id: lead", f"id: lead-{number}")
        (roles / f"lead-{number}.yaml").write_text(text, encoding="utf-8")
