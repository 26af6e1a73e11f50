"""The booklet's order: parts and their numbers, the contents, the designed pages at its end."""

from __future__ import annotations

from typing import Any

import pytest

from guidepress.compose import booklet, pages
from guidepress.compose.booklet import BookletView
from guidepress.compose.setting import Setting
from tests.compose.conftest import Made
from tests.compose.samples import AGENT, BRAND, GUIDE, LEAD, PROJECT, job


@pytest.fixture
def view(made: Made):
    """Return what makes the booklet of a guide from its chapters, and from fields of its files."""

    def make(chapters: list[Any] | None = None, guide: dict[str, Any] | None = None, **files: Any) -> BookletView:
        fields = {**(guide or {}), **({"chapters": chapters} if chapters is not None else {})}
        return BookletView(Setting.of(made({GUIDE: fields, **files}), job("booklet")))

    return make


def prose(title: str, **more: Any) -> dict[str, Any]:
    return {"type": "prose", "title": title, "body": "Words.", **more}


def chapter(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "title": kind.capitalize(), "intro": "Words.", **more}


# Title, number, level of heading, opening page
Standing = tuple[str, int | None, int, bool]


@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        pytest.param([prose("Foreword")], [("Foreword", None, 1, False)], id="first words have no number"),
        pytest.param(
            [prose("Foreword"), prose("Second")],
            [("Foreword", None, 1, False), ("Second", 1, 1, False)],
            id="prose after the first words is a part",
        ),
        pytest.param(
            [chapter("roles"), prose("Within")],
            [("Roles", 1, 1, True), ("Within", None, 2, False)],
            id="roles open a part, prose joins it",
        ),
        pytest.param(
            [chapter("roles", opener=False), chapter("sides")],
            [("Roles", 1, 1, False), ("Sides", None, 2, False)],
            id="roles without an opening page",
        ),
        pytest.param(
            [chapter("roles"), chapter("roles"), chapter("checklist"), chapter("segments")],
            [("Roles", 1, 1, True), ("Roles", 2, 1, True), ("Checklist", None, 2, False), ("Segments", None, 2, False)],
            id="two parts",
        ),
        pytest.param(
            [chapter("roles"), chapter("skills"), chapter("ladder", opener=False)],
            [("Roles", 1, 1, True), ("Skills", 2, 1, False), ("Ladder", None, 2, False)],
            id="opener: false joins",
        ),
        pytest.param(
            [chapter("roles"), prose("Own", opener=True), chapter("faqs", opener=False)],
            [("Roles", 1, 1, True), ("Own", 2, 1, True), ("Faqs", None, 2, False)],
            id="opener: true opens",
        ),
        pytest.param(
            [chapter("skills"), chapter("glossary"), chapter("reading"), prose("After"), chapter("sources")],
            [
                ("Skills", 1, 1, False),
                ("Glossary", None, 1, False),
                ("Reading", None, 1, False),
                ("After", 2, 1, False),
                ("Sources", None, 1, False),
            ],
            id="back matter has no number and ends a part",
        ),
        pytest.param(
            [chapter("glossary", opener=True)], [("Glossary", 1, 1, True)], id="back matter with an opening page"
        ),
        pytest.param(
            [prose("Foreword", opener=True)], [("Foreword", 1, 1, True)], id="first words with an opening page"
        ),
        pytest.param([prose("Foreword", opener=False)], [("Foreword", None, 1, False)], id="nothing to join"),
    ],
)
def test_parts(view, chapters: list[dict[str, Any]], expected: list[Standing]) -> None:
    found = view(chapters).chapters
    assert [(each.title, each.number, each.level, each.opener) for each in found] == expected
    assert all(each.number for each in found if each.opener), "an opening page shows its number"
    assert [each.shows_title for each in found] == [not each.opener for each in found]


@pytest.mark.parametrize(
    ("kinds", "flows"),
    [
        (("skills", "industries"), ["", ""]),  # a full page goes before
        (("industries", "employers"), ["", "run-on"]),
        (("industries", "employers", "faqs", "sources"), ["", "run-on", "", "run-on"]),
        (("industries",), [""]),
    ],
)
def test_what_shares_a_page(view, kinds: tuple[str, ...], flows: list[str]) -> None:
    assert [each.flow for each in view([chapter(kind) for kind in kinds]).chapters] == flows


def test_the_contents_have_parts_with_their_chapters_and_roles(view) -> None:
    chapters = [
        prose("Foreword"),
        chapter("roles", stage="entry"),
        chapter("sides"),
        chapter("roles", stage="growth", opener=False),
        chapter("glossary"),
    ]
    found = view(chapters, {"stages": ["Entry", "Growth"]})
    tree = [(entry.title, entry.number, [child.title for child in entry.children]) for entry in found.contents]
    assert tree == [
        ("Foreword", None, []),
        ("Roles", 1, ["Agent", "Sides", "Roles", "Team lead"]),
        ("Glossary", None, []),
    ]


def test_every_chapter_is_in_the_contents_once(view) -> None:
    found = view([prose("A"), chapter("roles"), prose("B"), chapter("faqs"), chapter("sources")])
    entries = [entry.anchor for part in found.contents for entry in (part, *part.children)]
    assert entries == [
        "chapter-a",
        "chapter-roles",
        "role-agent",
        "role-lead",
        "chapter-b",
        "chapter-faqs",
        "chapter-sources",
    ]


def test_chapters_of_a_guide_that_names_none(view) -> None:
    guide = {
        "stages": [{"id": "entry", "title": "Where you start"}, {"id": "growth", "title": "Where you grow"}],
        "faqs": [{"question": "Q", "answer": "A"}],
        "glossary": ["AHT"],
        "skills": ["Listening"],
    }
    found = view(guide=guide, **{AGENT: {"next": ["lead"], "duties": [{"text": "D", "sources": ["survey"]}]}})
    assert [(each.type, each.title) for each in found.chapters] == [
        ("roles", "Where you start"),
        ("roles", "Where you grow"),
        ("ladder", "Where it leads"),
        ("skills", "Skills"),
        ("faqs", "Questions people ask"),
        ("glossary", "Words you will hear"),
        ("sources", "Sources and dates"),
    ]


def test_every_type_of_chapter_has_a_title_of_its_own(view) -> None:
    kinds = (
        "prose",
        "segments",
        "roles",
        "sides",
        "checklist",
        "ladder",
        "skills",
        "certifications",
        "industries",
        "employers",
        "reading",
        "faqs",
        "glossary",
        "sources",
        "authors",
    )
    titles = [each.title for each in view([{"type": kind, "intro": "Words."} for kind in kinds]).chapters]
    assert all(titles)
    assert len(set(titles)) == len(kinds)


# Fillers, covers


def test_there_are_fillers_for_the_worst_case(view) -> None:
    found = view().fillers
    assert len(found) == booklet.FILLERS == 3
    assert len({page.title for page in found}) == 3


def test_the_cover_counts_the_roles(view) -> None:
    assert "2 steps" in view().cover.alt
    assert "one step" in view(**{LEAD: None}).cover.alt


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("A short title", ""),
        ("Starting and growing in BPO operations", ""),
        ("x" * 14, "long"),
        ("word " * 12, "long"),
        ("y" * 18, "longer"),
        ("word " * 20, "longer"),
    ],
)
def test_long_titles_step_down(view, title: str, size: str) -> None:
    assert view(guide={"title": title}).cover.size == size


def test_dates_are_those_that_the_guide_gives(view) -> None:
    assert [(row.label, row.value) for row in view().dates] == [("By", "Acme")]
    whole = view(
        guide={"version": "2027.1", "reviewed_on": "2026-11-22", "review_due": "2027-05", "audience": "Students"}
    )
    assert [(row.label, row.value) for row in whole.dates] == [
        ("Edition", "2027.1"),
        ("Reviewed", "22 November 2026"),
        ("Next review", "May 2027"),
        ("For", "Students"),
        ("By", "Acme"),
    ]


def test_the_back_cover_prints_what_is_known_of_the_brand(view) -> None:
    bare = view().back
    assert (bare.qr, bare.contact, bare.legal) == (None, (), ())
    contact = {"website": "acme.example", "email": "jobs@acme.example", "phone": "0123"}
    full = view(
        guide={"version": "3"},
        **{
            BRAND: {
                "contact": contact,
                "legal_line": "No offer.",
                "social": [{"network": "N", "url": "https://n.example/acme/"}],
            }
        },
    ).back
    assert full.contact == ("jobs@acme.example", "0123", "n.example/acme")
    assert full.legal == ("No offer.", "Edition 3")
    assert (full.qr.address, full.qr.shown) == ("https://acme.example", "acme.example")


def test_ways_to_read_are_those_that_the_guide_offers(view) -> None:
    def titles(duty: dict[str, Any]) -> list[str]:
        return [way.title for way in view(**{AGENT: {"duties": [duty]}}).ways_to_read]

    assert titles({"text": "D"}) == ["Twenty minutes", "An evening"]
    assert titles({"text": "D ==d=="}) == ["Four minutes", "Twenty minutes", "An evening"]
    assert titles({"text": "D", "sources": ["survey"]}) == ["Twenty minutes", "An evening", "What is sure"]


# What chapters show


def test_the_matrix_of_skills_is_split_and_leaves_out_what_nobody_needs(view) -> None:
    skills = [f"Skill {number}" for number in range(11)]
    levels = [{"skill": f"skill-{number}", "level": 1 + number % 4} for number in range(10)]
    [found] = view([{"type": "skills"}], {"skills": skills}, **{AGENT: {"skills": levels}}).chapters
    assert [len(matrix.skills) for matrix in found.matrices] == [5, 5]
    rows = [(row.title, [bool(cell) for cell in row.cells]) for matrix in found.matrices for row in matrix.rows]
    assert rows == [("Agent", [True] * 5)] * 2


def test_the_moves_start_each_role_once(view) -> None:
    agent = {"next": [{"role": "lead", "years": "1–4", "how": "Learn."}]}
    [found] = view([{"type": "ladder"}], **{AGENT: agent}).chapters
    rows = [row for group in found.moves for row in group.rows]
    assert [(row.source, row.target, row.years, row.how, row.first) for row in rows] == [
        ("Agent", "Team lead", "1–4 years", "Learn.", True)
    ]
    assert [station.label for station in found.maps[0].stations] == ["Agent", "Team lead"]
    assert [station.entry for station in found.maps[0].stations] == [True, False]


@pytest.mark.parametrize(("status", "filled"), [(None, True), ("weak", True), ("unverified", False)])
def test_a_tag_on_the_map_is_filled_if_it_has_a_source_that_nobody_doubts(
    view, status: str | None, filled: bool
) -> None:
    step = {"role": "lead", "years": "1–4", "sources": ["survey"], "status": status}
    [found] = view([{"type": "ladder"}], **{AGENT: {"next": [step]}}).chapters
    assert [tag.sourced for tag in found.maps[0].drawing.tags] == [filled]


def test_lists_are_in_the_order_of_the_alphabet(view) -> None:
    guide = {"employers": ["Zeta", "alpha", "Beta"], "glossary": ["FCR", "aht"]}
    employers, glossary = view([{"type": "employers"}, {"type": "glossary"}], guide).chapters
    assert [each.name for each in employers.employers] == ["alpha", "Beta", "Zeta"]
    assert [each.term for each in glossary.entries] == ["aht", "FCR"]


def test_sources_are_listed_with_what_is_known_of_them(view) -> None:
    source = {
        "title": "On calls.",
        "publisher": "The Institute",
        "published": "2025",
        "accessed": "2026-11-20",
        "url": "https://i.example/calls",
        "status": "weak",
    }
    files = {
        "sources.yaml": {"survey": source},
        AGENT: {"facts": [{"label": "L", "value": "V", "sources": ["survey"]}]},
    }
    [found] = view([{"type": "sources"}], {"version": "3"}, **files).chapters
    [entry] = found.sources
    assert (entry.number, entry.anchor, entry.read) == (1, "source-survey", "20 November 2026")
    assert entry.text == "The Institute. On calls. 2025 (weak source)."
    assert (entry.link.address, entry.link.shown) == ("https://i.example/calls", "i.example/calls")
    assert found.key.endswith("Edition 3.")


def test_interviews_of_several_roles_share_one_page(view) -> None:
    asked = {"interview": [{"question": "Why?"}]}
    both = view([chapter("roles")], **{AGENT: asked, LEAD: asked}).chapters[0]
    one = view([chapter("roles")], **{AGENT: asked, LEAD: {"interview": []}}).chapters[0]
    assert [each.role.id for each in both.asked] == ["agent", "lead"]
    assert one.asked == []


def test_the_brand_of_the_project_is_on_the_cover(view) -> None:
    assert view(**{PROJECT: {"brand": "acme"}}).cover.logo is None


def test_skills_that_no_role_has_a_level_of_are_in_no_matrix(made: Made) -> None:
    roles = {f"guides/first/roles/{id}.yaml": {"skills": ["listening"]} for id in ("agent", "lead")}
    skills = {"guides/first/guide.yaml": {"skills": ["Listening", "Writing"]}}
    rated = {"guides/first/roles/agent.yaml": {"skills": [{"skill": "writing", "level": 2}, "listening"]}}
    for changes, shown in (({**skills, **roles}, []), ({**skills, **roles, **rated}, [("Writing",)])):
        setting = Setting.of(made(changes), job("booklet"))
        chapter = next(view for view in BookletView(setting).chapters if view.type == "skills")
        assert [matrix.skills for matrix in chapter.matrices] == shown  # type: ignore[attr-defined]
        assert "Listening" in pages.compose_booklet(setting.library, setting.job)
