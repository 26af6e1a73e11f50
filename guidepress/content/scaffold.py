"""Make the files of a new project, guide, role, brand, printer or drive: commented, and they build at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from string import Template
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from guidepress.content.files import YAML_CAP, read, survey
from guidepress.content.hints import did_you_mean, listed
from guidepress.content.schema import write as write_schemas
from guidepress.content.texts import Id, slug
from guidepress.content.yaml_tree import read_yaml
from guidepress.diagnostics import ContentError, UsageError, error

Kind = Literal["project", "guide", "role", "brand", "printer", "drive"]
Sheet = tuple[str, str, Mapping[str, str]]  # path below the project, template, words for it

_TEMPLATES = Path(__file__).with_name("scaffolds")
_NEXT = "next:\n  - {{role: {role}, how: What somebody does to be asked.}}\n"
_SKILLS = "\n  - {{skill: {0}, level: 3, essential: true}}"


def create(kind: Kind, id: str, root: Path, guide: str | None = None, today: date | None = None) -> list[Path]:
    """Write the files of something new, and return them. A new project gets a folder of its own below `root`.

    A role belongs to `guide`, or to the only guide there is; a drive offers `guide`, or the project's first. Raises
    `UsageError` before anything is written: for an id that is none, for a guide that does not exist, and for files that
    are already there.
    """
    _check_id(id)
    base = root / id if kind == "project" else root
    if kind != "project" and not (root / "source").is_dir():
        hint = "go to a project's folder, or make one: guidepress new project ID"
        raise UsageError(error("no-project", f"{root} is no project: it has no folder source/", hint=hint))
    sheets = list(_SHEETS[kind](id, root, guide))
    there = [path for path, _, _ in sheets if (base / path).exists()]
    if there or (kind == "project" and (base / "source").exists()):
        hint = "choose another id, or edit what is there"
        raise UsageError(
            error("already-there", f"{there[0] if there else base / 'source'} is already there", hint=hint)
        )
    written = [_write(base / path, template, words, today or date.today()) for path, template, words in sheets]
    return [*written, *write_schemas(base / "schema")] if kind == "project" else written


def next_commands(kind: Kind, id: str, guide: str | None = None) -> tuple[str, str]:
    """Return the two commands to go on with, without the name of the program."""
    build = {
        "project": f"--root {id} build",
        "guide": f"build --guide {id}",
        "role": f"build --role {id}",
        "brand": f"build --brand {id} --out output/{id}",
        "printer": f"build --edition press --printer {id}",
        "drive": f"build --drive {id}",
    }
    return ("--root " + id + " check" if kind == "project" else "check"), build[kind]


def _project(id: str, root: Path, guide: str | None) -> Iterator[Sheet]:
    words = {"brand": id, "guide": "first-guide", "title": _title(id)}
    yield "source/project.yaml", "project", words
    yield "source/sources.yaml", "sources", words
    yield from _brand(id, root, guide)
    yield from _guide("first-guide", root, guide)


def _brand(id: str, root: Path, guide: str | None) -> Iterator[Sheet]:
    yield f"source/brands/{id}/brand.yaml", "brand", {"id": id, "title": _title(id)}


def _guide(id: str, root: Path, guide: str | None) -> Iterator[Sheet]:
    folder = f"source/guides/{id}"
    yield f"{folder}/guide.yaml", "guide", {"id": id, "title": _title(id)}
    skills = "".join(map(_SKILLS.format, ("communication", "care")))
    ladder = (("newcomer", "entry", _NEXT.format(role="team-leader")), ("team-leader", "growth", ""))
    for role, stage, step in ladder:
        words = {"id": role, "title": _title(role), "stage": stage, "order": "1", "skills": skills, "next": step}
        yield f"{folder}/roles/{role}.yaml", "role", words


def _role(id: str, root: Path, guide: str | None) -> Iterator[Sheet]:
    guide = _only_guide(root, guide)
    files = survey(root).guides[guide]
    content = _content(root, files.guide)
    stage = next(_ids(content, "stages", "title"), None) or next(_stages(root, files.roles), "entry")
    skills = "".join(map(_SKILLS.format, list(_ids(content, "skills", "name"))[:3])) or " []"
    order = str(len(files.roles) + 1)
    words = {"id": id, "title": _title(id), "stage": stage, "order": order, "skills": skills, "next": ""}
    yield f"source/guides/{guide}/roles/{id}.yaml", "role", words


def _printer(id: str, root: Path, guide: str | None) -> Iterator[Sheet]:
    yield f"source/printers/{id}.yaml", "printer", {"title": _title(id)}


def _drive(id: str, root: Path, guide: str | None) -> Iterator[Sheet]:
    shelf = survey(root)
    project = _content(root, shelf.project) if shelf.project else {}
    brand = project.get("brand") or next(iter(shelf.brands), None)
    named = project.get("guides")
    first = guide or next(iter(named if isinstance(named, list) else shelf.guides), None)
    words = {"id": id, "title": _title(id), "brand": str(brand), "guide": _only_guide(root, first and str(first))}
    yield f"source/drives/{id}/drive.yaml", "drive", words
    yield f"source/drives/{id}/campuses.csv", "campuses", words


_SHEETS = {
    "project": _project,
    "guide": _guide,
    "role": _role,
    "brand": _brand,
    "printer": _printer,
    "drive": _drive,
}


def _check_id(id: str) -> None:
    try:
        TypeAdapter(Id).validate_python(id)
    except ValidationError as failure:
        context = failure.errors()[0].get("ctx", {})
        raise UsageError(error("bad-id", context["wrong"], hint=context["hint"])) from None


def _only_guide(root: Path, guide: str | None) -> str:
    """Return the guide that is meant: the one named, or the only one. Raises `UsageError`."""
    known = list(survey(root).guides)
    if guide is None and len(known) == 1:
        return known[0]
    if guide is None:
        hint = f"add --guide and one of: {listed(known)}" if known else "make one first: guidepress new guide ID"
        raise UsageError(error("no-such-guide", "a role belongs to a guide, and none is named", hint=hint))
    if guide not in known:
        hint = did_you_mean(
            guide, known, f"known: {listed(known)}" if known else "make it first: guidepress new guide ID"
        )
        raise UsageError(error("no-such-guide", f"there is no guide “{guide}” here", hint=hint))
    return guide


def _content(root: Path, path: Path) -> Mapping[str, object]:
    """Return what a file says, as far as it can be read: the new file should fit even a guide with errors."""
    with suppress(ContentError):
        data = read_yaml(read(root, path, YAML_CAP), path.name).data
        return data if isinstance(data, dict) else {}
    return {}


def _ids(content: Mapping[str, object], field: str, name: str) -> Iterator[str]:
    """Yield the ids of a list of stages or skills, which may be made from their names."""
    entries = content.get(field)
    for entry in entries if isinstance(entries, list) else []:
        said = (entry.get("id") or slug(str(entry.get(name, "")))) if isinstance(entry, dict) else slug(str(entry))
        if isinstance(said, str) and said:
            yield said


def _stages(root: Path, roles: tuple[Path, ...]) -> Iterator[str]:
    for path in roles:
        if isinstance(stage := _content(root, path).get("stage"), str):
            yield stage


def _title(id: str) -> str:
    return id.replace("-", " ").capitalize()


class _Template(Template):
    delimiter = "§"


def _write(path: Path, template: str, words: Mapping[str, str], today: date) -> Path:
    year, month = divmod(today.month + 5, 12)
    due = f"{today.year + year:04}-{month + 1:02}"
    dates = {"today": today.isoformat(), "month": today.isoformat()[:7], "year": str(today.year), "due": due}
    dates["visit"] = f"{month + 1:02}/{today.year + year:04}"
    source = (_TEMPLATES / template).with_suffix(path.suffix)
    text = _Template(source.read_text(encoding="utf-8")).substitute({**dates, **words})
    path.parent.mkdir(parents=True, exist_ok=True)
    encoding = "utf-8-sig" if path.suffix == ".csv" else "utf-8"  # by its mark Excel knows a CSV as UTF-8
    with path.open("x", encoding=encoding, newline="\n") as file:
        file.write(text)
    return path
