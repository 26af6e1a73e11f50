"""What must hold between files: a table of checks, each from the scene to what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from guidepress.content.artwork import check_artwork
from guidepress.content.career import conflicts
from guidepress.content.codes import problem
from guidepress.content.drive_checks import check_drives
from guidepress.content.grading import standing
from guidepress.content.hints import listed
from guidepress.content.model import (
    PRINT_SHOP,
    ROLE_CAP,
    Brand,
    Certification,
    Claim,
    Code,
    Edge,
    Guide,
    Model,
    NextStep,
    PressPrinter,
    Role,
    RolesChapter,
    SkillLevel,
)
from guidepress.content.outline import has_content, parts_of, shows
from guidepress.content.palette import check_palette
from guidepress.content.scene import Found, Scene, is_unknown, not_known
from guidepress.content.texts import ID_PATTERN, slug
from guidepress.diagnostics import Diagnostic, Severity, Span
from guidepress.inks import thinned

KINDS_MADE = ("booklet", "cheatsheet")


def check(scene: Scene) -> list[Diagnostic]:
    """Run every check of the table."""
    return [diagnostic for run in CHECKS for diagnostic in run(scene)]


class _Reference(NamedTuple):
    """A field whose value is an id of something else."""

    owner: type[Model]
    field: str
    kind: str


_REFERENCES = (
    _Reference(Claim, "sources", "source"),
    _Reference(Role, "stage", "stage"),
    _Reference(Role, "related", "role"),
    _Reference(RolesChapter, "stage", "stage"),
    _Reference(SkillLevel, "skill", "skill"),
    _Reference(NextStep, "role", "role"),
    _Reference(Edge, "from_", "role"),
    _Reference(Edge, "to", "role"),
    _Reference(Certification, "for_roles", "role"),
)


def _references(scene: Scene) -> Found:
    known = {id: _known(scene, id, guide) for id, guide in scene.library.guides.items()}
    for id, guide in scene.library.guides.items():
        for part in parts_of(guide):
            for reference in _REFERENCES:
                ids = known[id][reference.kind]
                if isinstance(part, reference.owner) and ids is not None:
                    yield from _unknown(scene, part, reference, ids)


def _known(scene: Scene, id: str, guide: Guide) -> dict[str, set[str] | None]:
    """Return the ids that a guide's content may name, by kind; None where errors hide some of them."""
    file = guide.origin.file
    stages = {stage.id for stage in guide.stages} if guide.stages and not scene.is_damaged(file, "stages") else None
    return {
        "source": scene.known_sources(),
        "role": {path.stem for path in scene.shelf.guides[id].roles},
        "stage": stages,
        "skill": None if scene.is_damaged(file, "skills") else {skill.id for skill in guide.skills},
    }


def _unknown(scene: Scene, part: Model, reference: _Reference, known: set[str]) -> Found:
    value = getattr(part, reference.field)
    name = type(part).model_fields[reference.field].alias or reference.field
    named = [(id, (name, at)) for at, id in enumerate(value)] if isinstance(value, tuple) else [(value, (name,))]
    for id, path in named:
        if id is not None and id not in known:
            yield not_known(reference.kind, id, known, scene.library.span_of(part, *path))


def _project(scene: Scene) -> Found:
    project, library = scene.library.project, scene.library
    if project.brand is None and len(scene.shelf.brands) > 1:
        hint = f"add the line `brand: …` with one of: {listed(scene.shelf.brands)}"
        span = library.span_of(project) if scene.shelf.project else Span("source/project.yaml")
        yield problem("unknown-brand", "there are several brands, and the project names none", span, hint)
    elif project.brand and is_unknown(project.brand, "brands", scene.shelf.brands, scene):
        yield not_known("brand", project.brand, scene.shelf.brands, library.span_of(project, "brand"))
    for position, id in enumerate(project.guides):
        if is_unknown(id, "guides", scene.shelf.guides, scene):
            yield not_known("guide", id, scene.shelf.guides, library.span_of(project, "guides", position))
    for position, kind in enumerate(project.kinds):
        if kind not in KINDS_MADE:
            hint = f"name it in the `kinds` of a drive.yaml, and build that with --drive; here: {listed(KINDS_MADE)}"
            message = f"a {kind} belongs to a drive: the project itself makes none"
            yield problem("kind-unavailable", message, library.span_of(project, "kinds", position), hint)


def _file_names(scene: Scene) -> Found:
    library = scene.library
    named = [
        *((id, guide, "folder") for id, guide in library.guides.items()),
        *((id, brand, "folder") for id, brand in library.brands.items()),
        *((id, drive, "folder") for id, drive in library.drives.items()),
        *((role.origin.file.rsplit("/", 1)[-1].removesuffix(".yaml"), role, "file") for role in _roles(scene)),
    ]
    for name, thing, what in named:
        if thing.id != name:
            message = f"the id “{thing.id}” differs from the {what}'s name, “{name}”"
            hint = f"write id: {name}, or rename the {what}"
            yield problem("id-mismatch", message, library.span_of(thing, "id"), hint)


def _roles(scene: Scene) -> Iterator[Role]:
    return (role for guide in scene.library.guides.values() for role in guide.roles)


def _duplicates(scene: Scene) -> Found:
    for guide in scene.library.guides.values():
        for field in ("stages", "skills", "chapters"):
            yield from _twice(scene, [(thing.id, thing, "id") for thing in getattr(guide, field)])
        for role in guide.roles:
            yield from _twice(scene, [(level.skill, level, "skill") for level in role.skills])
            yield from _twice(scene, [(step.role, step, "role") for step in role.next])


def _twice(scene: Scene, things: list[tuple[str, Model, str]]) -> Found:
    seen: dict[str, Model] = {}
    for id, thing, field in things:
        if id and id in seen:
            line = scene.library.span_of(seen[id]).line
            span = scene.library.span_of(thing, field)
            message = f"“{id}” is already used in line {line}"
            yield problem("duplicate-id", message, span, "rename or remove one of them")
        seen.setdefault(id, thing)


def _caps(scene: Scene) -> Found:
    for id, files in scene.shelf.guides.items():
        if len(files.roles) > ROLE_CAP:
            message = f"the guide “{id}” has {len(files.roles)} roles; {ROLE_CAP} is the most"
            file = Span(f"source/guides/{id}/guide.yaml")
            yield problem("too-many", message, file, "split the guide")


def _ladders(scene: Scene) -> Found:
    span_of = scene.library.span_of
    for guide in scene.library.guides.values():
        for conflict in conflicts(guide):
            one, other = span_of(conflict.first, conflict.field), span_of(conflict.second, conflict.field)
            said = getattr(conflict.first, conflict.field)
            message = f"“{conflict.field}” of this move is “{said[:60]}” in {one.file}:{one.line}"
            yield problem("ladder-conflict", message, other, "write the move in one place only, or the same in both")
        loops = [span_of(edge, "to") for edge in guide.ladder if edge.from_ == edge.to]
        loops += [span_of(step, "role") for role in guide.roles for step in role.next if step.role == role.id]
        for span in loops:
            yield problem("ladder-loop", "this role leads to itself", span, "name another role")


def _chapters(scene: Scene) -> Found:
    for guide in scene.library.guides.values():
        if scene.damaged.keys() & {part.origin.file for part in (guide, *guide.roles)}:
            continue
        for chapter in guide.chapters:
            if not has_content(chapter, guide):
                span = scene.library.span_of(chapter, "type")
                hint = "it is left out; fill it, or remove it"
                yield problem("empty-chapter", f"this chapter ({chapter.type}) has nothing to show", span, hint)
        for role in guide.roles:
            if guide.chapters and not any(shows(chapter, role.stage) for chapter in guide.chapters):
                hint = f"add the chapter {{type: roles, stage: {role.stage}}} to guide.yaml"
                yield problem("role-not-shown", "no chapter shows this role", scene.library.span_of(role, "id"), hint)


_FAILING: dict[bool, Severity | None] = {True: "error", False: None}


def _dates(scene: Scene) -> Found:
    severity = _FAILING[scene.library.project.policy.stale == "fail"]
    for guide in scene.library.guides.values():
        if guide.review_due and guide.review_due.last_day < scene.today:
            span = scene.library.span_of(guide, "review_due")
            hint = "review the guide, then set reviewed_on and review_due"
            yield problem("stale", f"the review was due on {guide.review_due}", span, hint, severity)
    for part in scene.parts():
        if isinstance(part, Code) and part.valid_to and part.valid_to.last_day < scene.today:
            span = scene.library.span_of(part, "valid_to")
            message = f"“{part.code}” was valid to {part.valid_to}"
            yield problem("stale", message, span, "look for its successor", severity)


_FATE: dict[str, tuple[str, Severity | None]] = {
    "print": ("it is printed as unverified", None),
    "omit": ("it is left out", None),
    "fail": ("the project's policy refuses it", "error"),
}


def _standing(scene: Scene) -> Found:
    fate, severity = _FATE[scene.library.project.policy.unverified]
    for part in scene.parts():
        status = standing(part, scene.library.sources) if isinstance(part, Claim) else None
        if status == "unverified":
            span, hint = _status_span(scene, part), "confirm it in a source, and name the source"
            yield problem("unverified", f"{_described(part)} is unverified; {fate}", span, hint, severity)
        elif status == "weak":
            message = f"{_described(part)} rests on a weak source; it is printed with “about”"
            yield problem("weak", message, _status_span(scene, part))


def _status_span(scene: Scene, part: Model) -> Span:
    return scene.library.span_of(part, *(("status",) if getattr(part, "status", None) else ()))


def _described(part: Model) -> str:
    """Return a short name for a statement, for messages."""
    said = next((str(value) for name in _NAMES if (value := getattr(part, name, None))), "this statement")
    return f"“{said[:60]}{'…' if len(said) > 60 else ''}”"


_NAMES = (
    "title", "name", "label", "term", "question", "text", "code", "role", "skill", "pattern", "note", "how", "kind"
)  # fmt: skip


def _translations(scene: Scene) -> Found:
    project = scene.library.project
    severity = _FAILING[project.policy.missing_translation == "fail"]
    for id in project.guides:
        guide = scene.library.guides.get(id)
        for position, locale in enumerate(project.locales if guide else ()):
            if not guide or locale == guide.language:
                continue
            span = scene.library.span_of(project, "locales", position)
            if locale in scene.shelf.guides[id].catalogues:
                message = f"the guide “{id}” in “{locale}” is not made by this version"
                hint = f"this version makes each guide in its own language, here “{guide.language}”"
                yield problem("locale-unavailable", message, span, hint)
            else:
                message = f"the guide “{id}” has no catalogue for “{locale}”"
                hint = f"add source/guides/{id}/locale/{locale}.po, or remove the locale"
                yield problem("missing-translation", message, span, hint, severity)


def _brands(scene: Scene) -> Found:
    for brand in scene.library.brands.values():
        damaged = scene.damaged.get(brand.origin.file, set())
        if "colours" not in damaged:
            yield from check_palette(brand, scene.library.span_of)
            yield from _inks(scene, brand)
        yield from check_artwork(brand, scene.library)


def _inks(scene: Scene, brand: Brand) -> Found:
    """Yield the colours with more ink than the brand's print shop takes, or than is usual if none is chosen."""
    shops = [scene.library.printers.get(id) for id in brand.printers]
    limit = next((shop for shop in shops if isinstance(shop, PressPrinter)), PRINT_SHOP).ink_limit_percent
    for name, colour in brand.colours:
        inks = colour.cmyk if colour else None
        if inks and sum(inks) > limit:
            span = scene.library.span_of(brand.colours, name)
            message = f"{name} has {sum(inks):g} % of ink; {limit:g} % is the most that dries well"
            yield problem(
                "ink-limit",
                message,
                span,
                f"write cmyk: {[int(ink) for ink in thinned(inks, limit)]}, or ask the print shop",
            )


def _printers(scene: Scene) -> Found:
    for id in scene.shelf.printers:
        if not re.fullmatch(ID_PATTERN, id):
            message = f"“{id}” is no id, so that this printer cannot be chosen"
            yield problem("bad-id", message, Span(f"source/printers/{id}.yaml"), f"rename the file to {slug(id)}.yaml")
    for brand in scene.library.brands.values():
        if not scene.is_damaged(brand.origin.file, "printers"):
            yield from _chosen_printers(scene, brand)


def _chosen_printers(scene: Scene, brand: Brand) -> Found:
    """Yield the printers of a brand that do not exist, and those of an edition that has one already."""
    taken: dict[str, str] = {}
    for position, id in enumerate(brand.printers):
        span, printer = scene.library.span_of(brand, "printers", position), scene.library.printers.get(id)
        if id not in scene.shelf.printers:
            yield not_known("printer", id, scene.shelf.printers, span)
        elif printer and printer.edition in taken:
            message = f"“{taken[printer.edition]}” prints the edition {printer.edition} already"
            yield problem("several-printers", message, span, "keep one of them; build --printer chooses for one build")
        elif printer:
            taken[printer.edition] = id


CHECKS: tuple[Callable[[Scene], Found], ...] = (
    _project,
    _file_names,
    _duplicates,
    _caps,
    _references,
    _ladders,
    _chapters,
    _dates,
    _standing,
    _translations,
    _brands,
    _printers,
    check_drives,
)
