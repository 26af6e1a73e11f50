"""What a printed fact carries: numbers of sources, doubts, dates."""

from __future__ import annotations

import pytest

from guidepress.compose.citations import Citations, Mark
from guidepress.compose.setting import Setting
from guidepress.compose.words import words
from guidepress.content.model import Claim, PartialDate
from tests.compose.conftest import Made
from tests.compose.samples import AGENT, GUIDE, LEAD, SOURCES, job


@pytest.fixture
def citations(made: Made) -> Citations:
    """The guide cites the census first, then the survey; its roles the study, and the census again."""
    library = made(
        {
            GUIDE: {
                "faqs": [{"question": "Q", "answer": "A", "sources": ["census", "survey"]}],
                "chapters": ["roles", "faqs", "sources"],
            },
            AGENT: {"duties": [{"text": "D", "sources": ["census"]}, {"text": "E", "sources": ["study"]}]},
        }
    )
    return Setting.of(library, job("booklet")).citations


def test_sources_are_numbered_in_the_order_in_which_the_content_names_them(citations: Citations) -> None:
    assert [(id, citations.number(id)) for id in citations.sources] == [("census", 1), ("survey", 2), ("study", 3)]


def test_sources_that_nothing_names_have_no_number(made: Made) -> None:
    setting = Setting.of(made({LEAD: {"duties": [{"text": "D", "sources": ["study"]}]}}), job("booklet"))
    assert list(setting.citations.sources) == ["study"]
    assert setting.citations.number("study") == 1


DAY = PartialDate(2026, 11)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (None, []),
        (Claim(), []),
        (Claim(status="verified"), []),
        (Claim(status="weak"), []),
        (Claim(sources=("study", "census")), [("source", "3"), ("source", "1")]),
        (Claim(sources=("nobody",)), []),
        (Claim(status="unverified"), [("unverified", "(not confirmed)")]),
        (Claim(as_of=DAY), [("date", "(November 2026)")]),
        (Claim(as_of=DAY, status="unverified"), [("unverified", "(not confirmed)"), ("date", "(November 2026)")]),
        (Claim(as_of=DAY, sources=("survey",)), [("source", "2"), ("date", "(November 2026)")]),
        (Claim(sources=("survey",), status="unverified"), [("source", "2"), ("unverified", "(not confirmed)")]),
    ],
)
def test_marks_of_a_fact(citations: Citations, claim: Claim | None, expected: list[tuple[str, str]]) -> None:
    assert [(mark.kind, mark.text) for mark in citations.marks(claim)] == expected


@pytest.mark.parametrize(
    ("as_of", "reviewed", "dates"),
    [
        ("2026-11", "2026-11-22", []),  # the edition carries the month of the review already
        ("2026-11-03", "2026-11-22", []),
        ("2026-10", "2026-11-22", ["(October 2026)"]),
        ("2026", "2026-11-22", ["(2026)"]),
        ("2025-11", "2026-11-22", ["(November 2025)"]),
    ],
)
def test_a_date_is_printed_unless_it_is_that_of_the_review(
    made: Made, as_of: str, reviewed: str, dates: list[str]
) -> None:
    setting = Setting.of(made({GUIDE: {"reviewed_on": reviewed}}), job("booklet"))
    claim = Claim.model_validate({"as_of": as_of})
    assert [mark.text for mark in setting.citations.marks(claim)] == dates


def test_marks_lead_to_the_list_of_sources_where_there_is_one(citations: Citations, made: Made) -> None:
    assert citations.marks(Claim(sources=("survey",))) == [Mark("source", "2", "source-survey")]
    library = made({GUIDE: {"chapters": ["roles"]}, AGENT: {"duties": [{"text": "D", "sources": ["survey"]}]}})
    for kind, role in (("booklet", None), ("cheatsheet", "agent")):
        bare = Setting.of(library, job(kind, role)).citations
        assert bare.marks(Claim(sources=("survey",))) == [Mark("source", "1", None)]


@pytest.mark.parametrize(
    ("status", "value", "expected"),
    [
        ("weak", "70%", "about 70%"),
        ("weak", "About 70%", "About 70%"),
        ("weak", "around ten", "around ten"),
        ("verified", "70%", "70%"),
        ("unverified", "70%", "70%"),
        (None, "70%", "70%"),
    ],
)
def test_a_weak_value_is_about_that(citations: Citations, status: str | None, value: str, expected: str) -> None:
    assert citations.about(Claim.model_validate({"status": status}), value) == expected


def test_doubts_are_told_in_the_language_of_the_guide(made: Made) -> None:
    library = made({AGENT: {"duties": [{"text": "D", "status": "unverified"}]}})
    hindi = Citations(library, library.guides["first"], words("hi", "IN"), linked=False)
    assert [mark.text for mark in hindi.marks(Claim(status="unverified"))] == ["(पुष्टि नहीं हुई)"]
    assert hindi.about(Claim(status="weak"), "70%").startswith("लगभग")


def test_a_source_that_is_weak_makes_the_fact_weak(made: Made) -> None:
    library = made(
        {
            SOURCES: {"survey": {"title": "A survey", "status": "weak"}},
            AGENT: {"facts": [{"label": "Calls a day", "value": "60", "sources": ["survey"]}]},
        }
    )
    setting = Setting.of(library, job("cheatsheet", "agent"))
    [fact] = library.guides["first"].role("agent").facts
    assert setting.citations.about(fact, fact.value) == "about 60"
