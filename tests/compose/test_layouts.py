"""A project's own layouts: they override file by file, stay inside the project, and are told where they go wrong."""

from pathlib import Path

import pytest

from guidepress.compose.layouts import render
from guidepress.diagnostics import ContentError

PAGE = "booklet/notes.html"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the path of a project's own layout, whose folder is there."""
    file = tmp_path / "layouts" / PAGE
    file.parent.mkdir(parents=True)
    return file


def test_a_layout_of_the_project_takes_the_place_of_the_shipped_one(tmp_path: Path, own: Path) -> None:
    own.write_text("<p>{{ page }}</p>")
    assert render(tmp_path, PAGE, {"page": "<ours>"}) == "<p>&lt;ours&gt;</p>"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("fine\n{{ nothing }}", 2),
        ("{% for %}", 1),
        ("\n\n{{ 1 / 0 }}", 3),
        ("{% for i in range(10**9) %}{% endfor %}", 1),
        ("{{ ''.__class__.__mro__ }}", 1),
        ("{% include 'no/such.html' %}", None),
        ("{% include '../../secret' %}", None),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, own: Path, text: str, line: int | None) -> None:
    own.write_text(text)
    with pytest.raises(ContentError) as caught:
        render(tmp_path, PAGE, {})
    [found] = caught.value.diagnostics
    assert found.code == "layout"
    assert found.span
    if line:
        assert (found.span.file, found.span.line) == (f"layouts/{PAGE}", line)


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path, own: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    own.symlink_to(secret)
    with pytest.raises(ContentError, match="outside"):
        render(tmp_path, PAGE, {})


def test_a_mistake_in_a_shipped_layout_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="page") as caught:
        render(tmp_path, PAGE, {})
    assert not isinstance(caught.value, ContentError)
