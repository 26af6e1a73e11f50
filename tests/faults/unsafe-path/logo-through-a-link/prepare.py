from pathlib import Path


def prepare(project: Path) -> None:
    outside = project.parent / "outside.svg"
    outside.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8")
    (project / "source/brands/acme/logo.svg").symlink_to(outside)
