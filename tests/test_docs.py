"""The documentation keeps up with the program."""

import re
from pathlib import Path

import pytest

from guidepress.content.codes import CODES
from guidepress.preflight.inspection import RULES

HOUSE = Path(__file__).resolve().parent.parent
SAID = re.compile(r"""(?:error|warning|problem)\(\s*"([a-z]+(?:-[a-z]+)+)\"""")


def codes_in_source() -> set[str]:
    """Every code that a call of `error`, `warning` or `problem` names."""
    return {code for file in (HOUSE / "guidepress").rglob("*.py") for code in SAID.findall(file.read_text())}


def test_every_code_is_documented() -> None:
    said = codes_in_source()
    assert len(said) > 15
    documented = set(re.findall(r"`([a-z-]+)`", (HOUSE / "docs" / "diagnostics.md").read_text()))
    assert {*said, *CODES, *RULES} - documented == set()


def test_codes_are_as_grave_as_documented() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", (HOUSE / "docs" / "diagnostics.md").read_text(), re.MULTILINE)
    severities = {code: {severity for other, severity in rows if other == code} for code in RULES}
    assert severities == {code: {rule.severity} for code, rule in RULES.items()}


def test_a_code_that_can_be_accepted_belongs_to_one_room() -> None:
    """That room alone knows whether an entry of `accepted` silences anything."""
    both = set(CODES) & set(RULES)
    assert {code for code in both if {CODES[code].severity, RULES[code].severity} != {"error"}} == set()


def test_every_room_is_documented() -> None:
    plan = (HOUSE / "docs" / "architecture.md").read_text().partition("## What passes")[0]
    rooms = {path.stem if path.is_file() else f"{path.name}/" for path in (HOUSE / "guidepress").glob("[!_]*")}
    shipped = {"layouts/", "styles/", "locale/"}
    assert {room for room in rooms - shipped if not re.search(rf"[`/]{room}(\.py)?`", plan)} == set()


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/architecture.md",
        "docs/design-review.md",
        "docs/design.md",
        "docs/diagnostics.md",
        "docs/drives.md",
        "docs/imposition.md",
        "docs/pages.md",
        "docs/preflight.md",
        "docs/proof.md",
        "docs/printers.md",
        "docs/proof.md",
    ],
)
def test_links_to_files_hold(page: str) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", (HOUSE / page).read_text(), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)|src=\"([^\"]+)\"", text)
    for target in (link or source for link, source in targets):
        assert ((HOUSE / page).parent / target).exists(), target
