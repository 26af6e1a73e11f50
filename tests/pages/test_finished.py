"""Every finished page of every guide, measured: the shipped ones, and those that try the pages.

A finding names the document, the page and the place. The bounds stand at the head of `rules.py`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages.conftest import SHIPPED, Project, Survey, projects
from tests.pages.rules import RULES

pytestmark = pytest.mark.slow

PROJECTS = list(projects())
every_project = pytest.mark.parametrize("project", PROJECTS, ids=[project.name for project in PROJECTS])


def test_there_are_projects() -> None:
    assert len(PROJECTS) >= 8
    assert PROJECTS[0].name == SHIPPED


@every_project
def test_there_is_something_to_measure(survey: Callable[[Project], Survey], project: Project) -> None:
    counts = survey(project).counts
    assert counts["documents"] > counts["cover"] == counts["inside"] == counts["back"] >= 1
    assert counts["contents"] >= counts["cover"]
    assert counts["flow"] >= counts["documents"]
    assert min(counts["headings"], counts["shades"], counts["paragraphs"]) > 10
    assert counts["blocks"] > 2 * counts["headings"]
    assert counts["listed"] >= 2


def test_what_some_rules_are_about_is_there(survey: Callable[[Project], Survey]) -> None:
    counts = survey(PROJECTS[0]).counts
    assert counts["opener"] >= 3
    assert counts["prose"] > 10
    assert counts["columns"] >= 5
    assert counts["flow"] > 5 * counts["opener"]


def test_some_paragraphs_are_broken_over_pages(survey: Callable[[Project], Survey]) -> None:
    assert sum(survey(project).counts["broken"] for project in PROJECTS) >= 1


@every_project
@pytest.mark.parametrize("rule", RULES)
def test_pages_keep_the_rule(survey: Callable[[Project], Survey], rule: str, project: Project) -> None:
    findings = [f"{document}, {finding}" for document, finding in survey(project).findings[rule]]
    assert not findings, f"{len(findings)} findings:\n" + "\n".join(findings[:40])
