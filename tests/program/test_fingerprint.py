"""What a document depends on decides its fingerprint, and nothing else does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guidepress import fingerprint


def _print(root: Path, recipe: bytes = b"recipe", brand: str = "acme") -> str:
    return fingerprint.take(root).of_document("a.pdf", brand, recipe)


def test_nothing_changed_is_nothing_changed(project: Path) -> None:
    assert fingerprint.take(project) == fingerprint.take(project)
    for file in (project / "source").rglob("*.yaml"):
        os.utime(file, (1, 1))
    assert fingerprint.take(project).digest == fingerprint.take(project).digest


@pytest.mark.parametrize(
    ("name", "digest_changes", "document_changes"),
    [
        ("source/project.yaml", True, False),
        ("source/guides/first/guide.yaml", True, False),
        ("source/brands/acme/brand.yaml", True, True),
        ("source/brands/acme/logo.svg", True, True),
        ("source/brands/other/brand.yaml", True, False),
        ("styles/own.css", True, True),
        ("layouts/own.html", True, False),
        ("source/.hidden", False, False),
        ("notes.txt", False, False),
        ("output/x.pdf", False, False),
    ],
)
def test_what_matters(project: Path, name: str, digest_changes: bool, document_changes: bool) -> None:
    before, printed = fingerprint.take(project).digest, _print(project)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("changed")
    assert (fingerprint.take(project).digest != before) == digest_changes
    assert (_print(project) != printed) == document_changes


def test_a_document_depends_on_its_recipe_and_brand(project: Path) -> None:
    assert len({_print(project), _print(project, b"another"), _print(project, brand="other")}) == 3


def test_renaming_and_moving_between_files_is_a_change(project: Path) -> None:
    before = fingerprint.take(project).digest
    brand = project / "source" / "brands" / "acme" / "brand.yaml"
    brand.rename(brand.with_name("other.yaml"))
    assert fingerprint.take(project).digest != before


def test_odd_files_are_no_trouble(project: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("secret")
    source = project / "source"
    (source / "link").symlink_to(tmp_path / "outside")
    (source / "dangling").symlink_to(tmp_path / "nowhere")
    (source / "loop").symlink_to(source)
    os.mkfifo(source / "pipe")
    before = fingerprint.take(project)
    assert {"source/link", "source/dangling", "source/loop", "source/pipe"} <= set(before.files)
    assert fingerprint.take(project) == before
    (tmp_path / "outside").write_text("another secret")
    assert fingerprint.take(project).digest != before.digest


def test_versions_are_known_without_importing_anything() -> None:
    assert fingerprint._packages()["weasyprint"].startswith("70.")
    tools = fingerprint.tools()
    assert list(tools) == ["weasyprint", "pango", "harfbuzz", "guidepress"]
    assert all(version[0].isdigit() for version in tools.values())
