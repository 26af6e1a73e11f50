"""What is scaffolded builds at once, says how to go on, and never overwrites."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator as Validator

from guidepress.content.library import Library, load
from guidepress.content.scaffold import Kind, create, next_commands
from guidepress.diagnostics import UsageError

TODAY = date(2026, 8, 31)


def sound(root: Path) -> Library:
    loaded = load(root, today=TODAY)
    assert loaded.diagnostics == ()
    assert loaded.library is not None
    return loaded.library


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    create("project", "acme", tmp_path, today=TODAY)
    return tmp_path / "acme"


def test_a_new_project_is_sound(acme: Path) -> None:
    library = sound(acme)
    guide = library.guides["first-guide"]
    assert library.project.brand == "acme"
    assert [role.id for role in guide.roles] == ["newcomer", "team-leader"]
    assert str(guide.review_due) == "2027-02"
    assert (acme / "schema/role.schema.json").is_file()


def test_everything_new_fits_in(acme: Path) -> None:
    create("guide", "ward-nursing", acme, today=TODAY)
    create("role", "ward-nurse", acme, "ward-nursing", today=TODAY)
    create("brand", "blue", acme, today=TODAY)
    create("printer", "our-shop", acme, today=TODAY)
    library = sound(acme)
    assert library.guides["ward-nursing"].role("ward-nurse").stage == "entry"
    assert "blue" in library.brands
    assert library.printers["our-shop"].name == "Our shop"


def test_a_new_drive_visits_its_campuses(acme: Path) -> None:
    create("guide", "another", acme, today=TODAY)
    _, path = create("drive", "pune-2027", acme, today=TODAY)
    loaded = load(acme, today=TODAY, drives=("pune-2027",))
    assert loaded.library and loaded.diagnostics == ()
    drive = loaded.library.drives["pune-2027"]
    assert (drive.brand, drive.guides, drive.said, drive.spoilt) == ("acme", ("another",), (), ())
    first, second = drive.rows
    assert (str(first.date), str(first.reporting_time), second.booklet_copies) == ("2027-02-15", "09:30", 100)
    assert second.registration_url == "https://register.example/pune-2027?c=second-college"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "by which Excel knows that it is UTF-8"


def test_a_role_goes_into_the_only_guide(acme: Path) -> None:
    (path,) = create("role", "clerk", acme, today=TODAY)
    clerk = sound(acme).guides["first-guide"].role("clerk")
    assert path == acme / "source/guides/first-guide/roles/clerk.yaml"
    assert [level.skill for level in clerk.skills] == ["communication", "care"]


def test_a_role_fits_a_guide_with_other_names(acme: Path) -> None:
    guide = acme / "source/guides/first-guide"
    guide.joinpath("guide.yaml").write_text("id: first-guide\ntitle: G\nlanguage: en\nstages: [First steps]\n")
    for role in guide.joinpath("roles").iterdir():
        role.unlink()
    create("role", "clerk", acme, today=TODAY)
    assert sound(acme).guides["first-guide"].role("clerk").stage == "first-steps"


def test_the_files_pass_their_schemas(acme: Path, as_editors_see_it: Callable[[Path], Any]) -> None:
    create("printer", "our-shop", acme, today=TODAY)
    create("drive", "pune", acme, today=TODAY)
    files = sorted((acme / "source").rglob("*.yaml"))
    assert len(files) == 8
    for file in files:
        comment = file.read_text(encoding="utf-8").splitlines()[0]
        schema = file.parent / comment.removeprefix("# yaml-language-server: $schema=")
        validator = Validator(json.loads(schema.read_text(encoding="utf-8")))
        assert list(validator.iter_errors(as_editors_see_it(file))) == []


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("role", "clerk", "fist-guide"), "no-such-guide", 'did you mean "first-guide"?'),
        (("guide", "first-guide", None), "already-there", "choose another id, or edit what is there"),
        (("brand", "Blue Sky", None), "bad-id", "write blue-sky"),
        (("drive", "pune", "frist-guide"), "no-such-guide", 'did you mean "first-guide"?'),
        (("role", "team-leader", None), "already-there", "choose another id, or edit what is there"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    acme: Path, arguments: tuple[Kind, str, str | None], code: str, hint: str
) -> None:
    kind, id, guide = arguments
    before = sorted(acme.rglob("*"))
    with pytest.raises(UsageError) as raised:
        create(kind, id, acme, guide)
    (found,) = raised.value.diagnostics
    assert (found.code, found.hint) == (code, hint)
    assert sorted(acme.rglob("*")) == before


def test_a_role_without_a_guide_asks_which(acme: Path) -> None:
    create("guide", "other", acme)
    with pytest.raises(UsageError, match="--guide and one of: first-guide, other"):
        create("role", "clerk", acme)


def test_a_project_is_not_made_over_another(acme: Path) -> None:
    with pytest.raises(UsageError, match="already there"):
        create("project", "acme", acme.parent)
    with pytest.raises(UsageError, match="no project"):
        create("guide", "other", acme.parent)


def test_there_are_two_commands_to_go_on_with() -> None:
    assert next_commands("project", "acme") == ("--root acme check", "--root acme build")
    assert next_commands("drive", "pune") == ("check", "build --drive pune")
    assert next_commands("role", "clerk") == ("check", "build --role clerk")
    assert next_commands("printer", "shop") == ("check", "build --edition press --printer shop")
