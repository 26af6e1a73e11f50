"""The order of a booklet: the chapters that a guide asks for, or those that it has content for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from guidepress.content.chapters import CollectionType
from guidepress.content.model import (
    Chapter,
    ChecklistChapter,
    Claim,
    CollectionChapter,
    Guide,
    Model,
    Origin,
    ProseChapter,
    RolesChapter,
    SidesChapter,
    Stage,
)
from guidepress.content.texts import slug

_AFTER_ROLES: tuple[CollectionType, ...] = (
    "ladder", "skills", "certifications", "industries", "employers", "reading", "faqs", "glossary", "sources", "authors"
)  # fmt: skip


def with_outline(guide: Guide) -> Guide:
    """Return a guide whose stages and chapters are complete: derived where absent, each chapter with an id."""
    guide = guide.model_copy(update={"stages": guide.stages or _stages(guide)})
    chapters = guide.chapters or tuple(chapter for chapter in _default(guide) if has_content(chapter, guide))
    return guide.model_copy(update={"chapters": tuple(_identified(chapters, guide))})


def has_content(chapter: Chapter, guide: Guide) -> bool:
    """Return whether a chapter has something to show."""
    return bool(chapter.intro) or _CONTENT[chapter.type](chapter, guide)


def shows(chapter: Chapter, stage: str) -> bool:
    """Return whether a chapter shows the roles of a stage."""
    return isinstance(chapter, RolesChapter) and chapter.stage in (None, stage)


def parts_of(guide: Guide) -> Iterator[Model]:
    """Yield everything in a guide and in its roles."""
    for file in (guide, *guide.roles):
        yield from file.walk()


def cited(guide: Guide) -> tuple[str, ...]:
    """Return the ids of the sources that a guide and its roles name, in the order in which they are first named."""
    claims = (part for part in parts_of(guide) if isinstance(part, Claim))
    return tuple(dict.fromkeys(id for claim in claims for id in claim.sources))


def _collection(name: str) -> Callable[[Chapter, Guide], bool]:
    return lambda chapter, guide: bool(getattr(guide, name))


def _has_moves(chapter: Chapter, guide: Guide) -> bool:
    return bool(guide.ladder) or any(role.next for role in guide.roles)


def _has_sides(chapter: Chapter, guide: Guide) -> bool:
    return isinstance(chapter, SidesChapter) and any(side and side.points for side in (chapter.left, chapter.right))


def _has_roles(chapter: Chapter, guide: Guide) -> bool:
    return any(shows(chapter, role.stage) for role in guide.roles)


_CONTENT: dict[str, Callable[[Chapter, Guide], bool]] = {
    "prose": lambda chapter, guide: isinstance(chapter, ProseChapter) and bool(chapter.body),
    "roles": _has_roles,
    "sides": _has_sides,
    "checklist": lambda chapter, guide: isinstance(chapter, ChecklistChapter) and bool(chapter.groups or chapter.notes),
    "ladder": _has_moves,
    "sources": lambda chapter, guide: bool(cited(guide)),
    **{
        name: _collection(name)
        for name in (
            "segments", "skills", "certifications", "industries", "employers", "reading", "faqs", "glossary", "authors"
        )
    },
}  # fmt: skip


def _stages(guide: Guide) -> tuple[Stage, ...]:
    """Return the stages that the roles name, for a guide that lists none."""
    found = tuple(Stage.model_validate({"id": id}) for id in dict.fromkeys(role.stage for role in guide.roles))
    for stage in found:
        stage.settle(guide.origin)
    return found


def _default(guide: Guide) -> Iterator[Chapter]:
    yield _placed(CollectionChapter(type="segments"), guide.origin / "segments")
    for stage in guide.stages:
        yield _placed(RolesChapter(type="roles", stage=stage.id, title=stage.title), stage.origin)
    for name in _AFTER_ROLES:
        yield _placed(CollectionChapter(type=name), guide.origin / name)


def _placed(chapter: Chapter, origin: Origin) -> Chapter:
    chapter.settle(origin)
    return chapter


def _identified(chapters: Iterable[Chapter], guide: Guide) -> Iterator[Chapter]:
    """Yield chapters with ids; ids that are made never equal one that is given."""
    taken = {chapter.id for chapter in guide.chapters}
    for chapter in chapters:
        if chapter.id:
            yield chapter
            continue
        id = _free(_wish(chapter), taken)
        taken.add(id)
        yield chapter.model_copy(update={"id": id})


def _wish(chapter: Chapter) -> str:
    if isinstance(chapter, RolesChapter):
        return f"roles-{chapter.stage}" if chapter.stage else "roles"
    return chapter.type if isinstance(chapter, CollectionChapter) else slug(chapter.title or "") or chapter.type


def _free(wish: str, taken: set[str]) -> str:
    number = 1
    while (id := wish if number == 1 else f"{wish[:76]}-{number}") in taken:
        number += 1
    return id
