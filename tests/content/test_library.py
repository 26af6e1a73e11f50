"""A project is loaded whole: joined, ordered, graded, and judged in one go."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guidepress.content.library import Library, Loaded, load
from guidepress.diagnostics import error, warning
from tests.content.conftest import TODAY

Write = Callable[[str, str], None]
Load = Callable[[], Loaded]
Read = Callable[[], Library]

GUIDE = "guides/first/guide.yaml"
AGENT = "guides/first/roles/agent.yaml"


def role(id: str, stage: str, **fields: object) -> str:
    lines = {"id": id, "title": id.title(), "stage": stage, "summary": "Works.", **fields}
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def test_the_project_is_filled_in(library: Read, write: Write) -> None:
    write("project.yaml", "region: IN\n")
    project = library().project
    assert (project.brand, project.guides) == ("acme", ("first",))


def test_a_project_needs_no_project_file(project: Path, library: Read) -> None:
    (project / "source/project.yaml").unlink()
    (project / "source/sources.yaml").unlink()
    assert library().project.brand == "acme"


def test_a_drive_with_errors_of_its_own_is_said_and_its_list_is_not_read(project: Path, write: Write) -> None:
    drive = "id: pune\ntitle: P\nbrand: acme\nguides: [first]\ncampuses: campuses.csv\ndate_format: dym\n"
    write("drives/pune/drive.yaml", drive)
    write("drives/pune/campuses.csv", "name,date\nA,01/13/2027\n")
    found = load(project, today=TODAY, drives=None).diagnostics
    assert [(one.code, str(one.span)) for one in found] == [("bad-value", "source/drives/pune/drive.yaml:6:14")]


def test_roles_are_in_order_of_stage_order_and_title(library: Read, write: Write) -> None:
    write("guides/first/roles/zoo.yaml", role("zoo", "entry", order=1))
    write("guides/first/roles/bee.yaml", role("bee", "entry"))
    write("guides/first/roles/ant.yaml", role("ant", "growth", order=-1))
    assert [role.id for role in library().guides["first"].roles] == ["zoo", "agent", "bee", "ant", "lead"]


def test_a_guide_finds_what_it_holds(library: Read) -> None:
    guide = library().guides["first"]
    assert guide.role("lead").title == "Team leader"
    assert guide.skill("writing").name == "Writing"
    assert guide.stage("growth").title == "Growth"
    with pytest.raises(KeyError):
        guide.role("nobody")


def test_the_outline_is_what_has_content(library: Read, write: Write) -> None:
    write(f"+{GUIDE}", "faqs: [Why?]\n")
    chapters = library().guides["first"].chapters
    assert [chapter.id for chapter in chapters] == ["roles-entry", "roles-growth", "ladder", "skills", "faqs"]
    assert [chapter.title for chapter in chapters[:3]] == ["Entry", "Growth", None]
    assert str(chapters[4].origin) == "source/guides/first/guide.yaml#/faqs"


def test_chapters_keep_their_order_and_gain_ids(library: Read, write: Write) -> None:
    write(f"+{GUIDE}", "chapters: [{type: prose, title: Hello!, body: x}, roles, {type: prose, body: y, id: roles}]\n")
    assert [chapter.id for chapter in library().guides["first"].chapters] == ["hello", "roles-2", "roles"]


def test_stages_may_be_left_to_the_roles(library: Read, write: Write) -> None:
    write(GUIDE, "id: first\ntitle: First\nlanguage: en\nskills: [listening]\n")
    write(AGENT, role("agent", "any-stage", order=1))
    guide = library().guides["first"]
    assert [stage.title for stage in guide.stages] == ["Any stage", "Growth"]
    assert [chapter.id for chapter in guide.chapters][:2] == ["roles-any-stage", "roles-growth"]


def test_one_role_with_only_what_is_required_is_a_guide(project: Path, library: Read, write: Write) -> None:
    (project / "source/guides/first/roles/lead.yaml").unlink()
    write(GUIDE, "id: first\ntitle: First\nlanguage: en\n")
    write(AGENT, role("agent", "entry"))
    assert [chapter.type for chapter in library().guides["first"].chapters] == ["roles"]


@pytest.mark.parametrize(("policy", "labels"), [("print", ["A", "B", "C"]), ("omit", ["B", "C"])])
def test_unverified_facts_follow_the_policy(library: Read, write: Write, policy: str, labels: list[str]) -> None:
    write("+project.yaml", f"policy: {{unverified: {policy}}}\n")
    write("+sources.yaml", "blog: {title: A blog, status: weak}\nrumour: {title: A rumour, status: unverified}\n")
    named = {"A": "[rumour]", "B": "[blog, rumour]", "C": "[]"}
    facts = [f"{{label: {label}, value: x, sources: {sources}}}" for label, sources in named.items()]
    write(f"+{AGENT}", f"schedule: {{pattern: Days, status: unverified}}\nfacts: [{', '.join(facts)}]\n")
    agent = library().guides["first"].role("agent")
    assert [fact.label for fact in agent.facts] == labels
    assert {fact.label: fact.status for fact in agent.facts}["B"] == "weak"
    assert (agent.schedule is None) == (policy == "omit")
    assert agent.facts[-1].origin_of() == f"source/{AGENT}#/facts/2"


def test_origins_lead_back_to_lines(library: Read, write: Write) -> None:
    write(f"+{AGENT}", "duties:\n  - Listen\n  - text: Write it down\n")
    shelf = library()
    agent = shelf.guides["first"].role("agent")
    assert str(shelf.span(agent.origin_of("duties", 0))) == f"source/{AGENT}:8:5"
    assert str(shelf.span_of(agent.duties[1], "text")) == f"source/{AGENT}:9:11"
    assert str(shelf.span(agent.duties[1].origin)) == f"source/{AGENT}:9:5"
    assert shelf.span("nowhere.yaml#/a").file == "nowhere.yaml"
    assert shelf.sources["survey"].id == "survey"
    assert shelf.brand_folder(shelf.brands["acme"]) == shelf.root / "source/brands/acme"


def test_everything_wrong_is_reported_at_once(loaded: Load, write: Write) -> None:
    write("project.yaml", "brand: acme\ncolour: red\n")
    write("brands/acme/brand.yaml", "id: acme\nname: Acme\ncolours: {primary: red, ink: '#777777'}\n")
    write(f"+{GUIDE}", "review_due: 2020\nfaqs: [{answer: Yes.}]\n")
    write(AGENT, role("agent", "entri", next="[lead, nobody]", skills="[{skill: listning, level: 9}]", order="x"))
    write("guides/first/roles/broken.yaml", "id: [\n")
    write("guides/first/roles/lead.yaml", role("lead", "growth", next="[broken, agents]", related="[agent]"))
    result = loaded()
    assert result.library is None
    assert [diagnostic.code for diagnostic in result.diagnostics] == [
        "bad-colour",  # brand
        "stale",  # guide
        "missing-field",
        "unknown-stage",  # agent
        "unknown-role",
        "unknown-skill",
        "bad-value",
        "wrong-type",
        "yaml-syntax",  # broken
        "unknown-role",  # lead; “broken” is known, though it cannot be read
        "unknown-key",  # project
    ]


def test_diagnostics_are_in_order_of_place(loaded: Load, write: Write) -> None:
    write(f"+{AGENT}", "b: 1\na: 2\n")
    places = [diagnostic.span for diagnostic in loaded().diagnostics if diagnostic.span]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "where",
    ["source/guides/first/guide.yaml", "guides/first/guide.yaml", "guides/first/guide.yaml#/review_due"],
)
def test_accepted_warnings_are_silent(loaded: Load, write: Write, where: str) -> None:
    write(f"+{GUIDE}", "review_due: 2020\n")
    write("+project.yaml", f'accepted:\n  - {{code: stale, where: "{where}", reason: Known.}}\n')
    assert loaded().diagnostics == ()


def test_what_is_accepted_elsewhere_still_warns(loaded: Load, write: Write) -> None:
    write(f"+{GUIDE}", "review_due: 2020\n")
    write("+project.yaml", 'accepted:\n  - {code: stale, where: "guides/first/guide.yaml#/title", reason: Known.}\n')
    assert [diagnostic.code for diagnostic in loaded().diagnostics] == ["stale", "accepted-unused"]


@pytest.mark.parametrize("where", ["#/review_dew", "#/review_due/0", "#/stages/99", "#/titles/0"])
def test_what_is_accepted_at_no_place_silences_nothing(loaded: Load, write: Write, where: str) -> None:
    write(f"+{GUIDE}", "review_due: 2020\n")
    write("+project.yaml", f'accepted:\n  - {{code: stale, where: "guides/first/guide.yaml{where}", reason: Known.}}\n')
    assert sorted(diagnostic.code for diagnostic in loaded().diagnostics) == ["accepted-unknown", "stale"]


def test_later_stages_may_ask_what_is_accepted(library: Read, write: Write) -> None:
    write("+project.yaml", f"accepted:\n  - {{code: sheet-dropped, where: {AGENT}, reason: It is fine.}}\n")
    shelf = library()
    span = shelf.span_of(shelf.guides["first"].role("agent"), "title")
    assert shelf.accepts(warning("sheet-dropped", "dropped", span))
    assert not shelf.accepts(error("sheet-dropped", "dropped", span))
    assert not shelf.accepts(warning("sheet-overflow", "too long", span))


@pytest.mark.parametrize(("today", "count"), [(date(2026, 11, 30), 0), (date(2026, 12, 1), 1)])
def test_stale_is_judged_by_today(project: Path, write: Write, today: date, count: int) -> None:
    write(f"+{GUIDE}", "review_due: 2026-11\n")
    assert len(load(project, today=today).diagnostics) == count


def test_a_library_travels_between_processes(library: Read) -> None:
    shelf = library()
    copy = pickle.loads(pickle.dumps(shelf))
    assert copy.guides == shelf.guides
    assert copy.guides["first"].role("lead").origin == shelf.guides["first"].role("lead").origin
    assert copy.span(copy.guides["first"].origin_of("title")) == shelf.span(shelf.guides["first"].origin_of("title"))


def test_the_shipped_content_is_sound() -> None:
    root = Path(__file__).parents[2]
    result = load(root, today=date(2026, 11, 22))
    assert result.library is not None
    assert {diagnostic.severity for diagnostic in result.diagnostics} <= {"warning", "note"}


def test_reading_files_needs_no_model() -> None:
    """Importing what finds and reads YAML must not cost what the model costs."""
    code = "import sys, guidepress.content.files, guidepress.content.yaml_tree; sys.exit('pydantic' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


_SPOILERS = (
    ":", "- ", "[", "]", "{", "}", '"', "'", "#", "&a", "*a", "!x", "|", "%", "\n", "  ", "\t", "null", "~", "\\",
    "<<: ", "\u202e", "-1", "nan", "{}", "[]", "type: faqs", "[a](b)", "---\n", "{a: {b: c}}", "[[a]]", "{0}", "\0",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_spoilt_content_never_raises(project: Path, loaded: Load, seed: int) -> None:
    """Change files at random: there is a library, or there are errors, and every error has its place."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        path = chance.choice(sorted((project / "source").rglob("*.yaml")))
        text = path.read_text(encoding="utf-8")
        at, cut = chance.randrange(len(text) + 1), chance.choice((0, 0, 0, 3, 20))
        path.write_text(text[:at] + chance.choice(_SPOILERS) + text[at + cut :], encoding="utf-8")
    result = loaded()
    errors = [diagnostic for diagnostic in result.diagnostics if diagnostic.severity == "error"]
    assert (result.library is None) == bool(errors)
    assert all(diagnostic.span and str(diagnostic) for diagnostic in errors)
