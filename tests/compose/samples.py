"""Content to compose: a small sound guide to change, and a guide in which every field is filled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from guidepress.compose.plan import Job
from guidepress.content.library import Library, load

TODAY = date(2026, 11, 22)
Files = dict[str, Any]
Say = Callable[[str], str]

PROJECT, SOURCES, BRAND = "project.yaml", "sources.yaml", "brands/acme/brand.yaml"
GUIDE, AGENT, LEAD = "guides/first/guide.yaml", "guides/first/roles/agent.yaml", "guides/first/roles/lead.yaml"
CHIEF = "guides/first/roles/chief.yaml"
COLLECTIONS = (
    "segments",
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


def small() -> Files:
    """Return the least that builds: two roles in two stages."""
    return {
        PROJECT: {"brand": "acme"},
        SOURCES: {"survey": {"title": "A survey"}, "census": {"title": "A census"}, "study": {"title": "A study"}},
        BRAND: {"id": "acme", "name": "Acme", "colours": {"primary": "#0b4f6c"}},
        GUIDE: {"id": "first", "title": "A first guide", "language": "en"},
        AGENT: {"id": "agent", "title": "Agent", "stage": "entry", "summary": "Answers."},
        LEAD: {"id": "lead", "title": "Team lead", "stage": "growth", "summary": "Leads."},
    }


def with_changes(files: Files, changes: Mapping[str, Mapping[str, Any] | str | None]) -> Files:
    """Return files with fields changed or added; a file changed to a text is that, one changed to None is left out."""
    kept = {name: changes.get(name, {}) for name in dict.fromkeys((*files, *changes))}
    return {
        name: changed if isinstance(changed, str) else {**files.get(name, {}), **changed}
        for name, changed in kept.items()
        if changed is not None
    }


def write(root: Path, files: Files) -> Path:
    """Write a project; JSON is YAML."""
    for name, data in files.items():
        path = root / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, indent=1)
        path.write_text(text, encoding="utf-8")
    return root


def loaded(root: Path, drives: tuple[str, ...] = ()) -> Library:
    """Load a project, with the lists of some drives, and insist that it is sound."""
    result = load(root, today=TODAY, drives=drives)
    assert result.library is not None, "\n".join(map(str, result.diagnostics))
    return result.library


def job(kind: str, role: str | None = None) -> Job:
    """Return the job of a document of the first guide."""
    return Job("first", "en", kind, role, "acme", "digital")


def full(say: Say) -> Files:
    """Return a guide with every chapter and every field; `say` makes each free text from the name of its place."""

    def claim(**fields: Any) -> dict[str, Any]:
        return {**fields, "sources": ["survey"], "as_of": "2026-11"}

    def texts(place: str, *names: str) -> dict[str, str]:
        return {name: say(f"{place} {name}") for name in names}

    return {
        PROJECT: {
            "brand": "acme",
            "accepted": [
                {"code": "weak", "where": f"source/{GUIDE}", "reason": say("reason of acceptance")},
                {"code": "unverified", "where": f"source/{GUIDE}", "reason": say("another reason of acceptance")},
            ],
        },
        SOURCES: {
            "survey": {
                **texts("source", "title", "publisher", "licence", "region", "note"),
                "url": "https://example.org/survey",
                "published": "2025",
                "accessed": "2026-11-20",
            },
            "rumour": {"title": say("weak title"), "status": "weak"},
        },
        BRAND: {
            "id": "acme",
            "colours": {"primary": "#0b4f6c"},
            **texts("brand", "name", "legal_name", "tagline", "legal_line", "equal_opportunity_line"),
            "contact": {"website": "example.org", "email": "jobs@example.org", **texts("contact", "phone", "address")},
            "social": [{"network": say("network"), "url": "https://social.example/acme"}],
            "printers": ["shop"],
        },
        "printers/shop.yaml": {"edition": "press", "name": "Shop"},
        GUIDE: {
            "id": "first",
            "language": "en",
            "version": say("version"),
            "reviewed_on": "2026-11-22",
            "review_due": "2027-05",
            **texts("guide", "title", "subtitle", "audience", "summary"),
            "authors": [texts("author", "name", "role", "bio")],
            "stages": [{"id": "entry", "title": say("stage 1")}, {"id": "growth", "title": say("stage 2")}],
            "segments": [claim(**texts("segment", "name", "summary"), examples=[say("example")])],
            "skills": [
                claim(id="listening", **texts("skill", "name", "why", "how")),
                claim(id="writing", name=say("skill 2")),
            ],
            "ladder": [claim(**{"from": "agent", "to": "lead"}, years="1–4", how=say("edge how"))],
            "certifications": [
                claim(
                    **texts("certificate", "name", "expansion", "issuer", "version", "prerequisite", "note"),
                    for_roles=["agent"],
                    url="https://example.org/certificate",
                )
            ],
            "industries": [claim(**texts("industry", "name", "work"))],
            "employers": [claim(**texts("employer", "name", "trading_as", "note"))],
            "reading": [
                claim(
                    **texts("reading", "title", "author", "publisher", "year", "isbn", "note"),
                    url="https://example.org/book",
                )
            ],
            "faqs": [
                claim(**texts("faq", "question", "answer")),
                {"question": say("faq 2"), "answer": say("a 2"), "status": "unverified"},
            ],
            "glossary": [claim(**texts("term", "term", "expansion", "meaning"))],
            "chapters": [
                {"type": "prose", "id": "first-words", **texts("prose", "title", "intro", "promise", "body")},
                *(
                    {
                        "type": "roles",
                        "stage": stage,
                        **texts(f"roles {stage}", "title", "intro", "promise"),
                        "takeaways": [say(f"takeaway {stage}")],
                    }
                    for stage in ("entry", "growth")
                ),
                {
                    "type": "sides",
                    **texts("sides", "title", "intro", "promise"),
                    "left": {"title": say("left"), "points": [claim(**texts("left point", "title", "text"))]},
                    "right": {"title": say("right"), "points": [claim(**texts("right point", "title", "text"))]},
                },
                {
                    "type": "checklist",
                    **texts("checklist", "title", "intro", "promise"),
                    "groups": [{"title": say("group"), "items": [claim(text=say("item"))]}],
                    "notes": [say("note")],
                },
                *({"type": name, **texts(name, "title", "intro", "promise")} for name in COLLECTIONS),
            ],
        },
        AGENT: _agent(claim, texts, say),
        LEAD: {
            "id": "lead",
            "stage": "growth",
            **texts("lead", "title", "summary"),
            "duties": [say("lead duty")],
            "interview": [texts("lead interview", "question", "listening_for")],
            "entry_routes": [{"kind": "promotion"}],
            "next": [{"role": "chief", "years": "2–5", "how": say("step how")}],
        },
        CHIEF: {"id": "chief", "stage": "growth", "order": 2, **texts("chief", "title", "summary")},
    }


def _agent(claim: Callable[..., dict[str, Any]], texts: Callable[..., dict[str, str]], say: Say) -> dict[str, Any]:
    money = {
        "min": 240000,
        "max": 300000,
        "currency": "INR",
        "per": "year",
        "basis": "ctc",
        "region": say("money region"),
        "year": 2026,
    }
    return {
        "id": "agent",
        "stage": "entry",
        "order": 1,
        **texts("agent", "title", "short", "summary"),
        "aliases": [say("alias")],
        "modes": [say("mode")],
        "tools": [say("tool")],
        "duties": [claim(text=say("duty")), say("duty 2")],
        "day": [{"time": "09:00", "text": say("day 1")}, {"time": "13:00", "text": say("day 2"), "rest": True}],
        "skills": [{"skill": "listening", "level": 4, "essential": True}, {"skill": "writing", "level": 2}],
        "entry_routes": [claim(kind="direct", **texts("route", "education", "experience", "note"))],
        "schedule": claim(**texts("schedule", "pattern", "note")),
        "measures": [claim(**texts("measure", "name", "expansion", "meaning", "typical"), direction="band")],
        "pay": [claim(**money, note=say("money note"))],
        "interview": [texts("interview", "question", "listening_for")],
        "next": [{"role": "lead"}],
        "related": ["lead"],
        "codes": [
            {
                "scheme": "onet-soc",
                "version": "30.3",
                "code": say("code"),
                "label": say("code label"),
                "match": "close",
                "valid_to": "2025-05",
            }
        ],
        "facts": [claim(**texts("fact", "label", "value"))],
    }


def leaves(files: Files) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Yield every text of a project with its file and its path."""
    for name, data in files.items():
        for path, text in _leaves(data):
            yield f"source/{name}", path, text


def _leaves(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, below in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(below, (*path, step))


def visited(root: Path, drive: Mapping[str, Any], **cells: str) -> Library:
    """Return the small guide with a drive to one campus, whose row has these cells."""
    row = {"id": "hill", "name": "Hill College", **cells}
    files = {
        **small(),
        "drives/season/drive.yaml": {
            "id": "season",
            "title": "A season",
            "brand": "acme",
            "guides": ["first"],
            "campuses": "campuses.csv",
            **drive,
        },
        "drives/season/campuses.csv": "\n".join(
            ",".join(f'"{cell}"' for cell in line) for line in (row.keys(), row.values())
        ),
    }
    result = load(write(root, files), today=TODAY, drives=("season",))
    assert result.library is not None, "\n".join(map(str, result.diagnostics))
    return result.library


def notice_job(edition: str = "digital") -> Job:
    """Return the job of the notice of that campus."""
    return Job("first", "en", "notice", None, "acme", edition, None, "season", "hill")
