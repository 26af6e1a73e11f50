"""What must hold between a drive and the rest of the project; its list of campuses is judged where it is read."""

from __future__ import annotations

from guidepress.content.campuses import languages
from guidepress.content.codes import problem
from guidepress.content.hints import listed
from guidepress.content.model import Claim, Drive
from guidepress.content.scene import Found, Scene, is_unknown, not_known


def check_drives(scene: Scene) -> Found:
    """Yield what drives name that is not there, what they name twice, and languages that no guide has."""
    for drive in scene.library.drives.values():
        yield from _named(scene, drive)
        yield from _roles(scene, drive)
        yield from _sources(scene, drive)
        yield from _named_twice(scene, drive)
        yield from _locales(scene, drive)


def _named(scene: Scene, drive: Drive) -> Found:
    span_of, shelf = scene.library.span_of, scene.shelf
    if is_unknown(drive.brand, "brands", shelf.brands, scene):
        yield not_known("brand", drive.brand, shelf.brands, span_of(drive, "brand"))
    for position, id in enumerate(drive.guides):
        if is_unknown(id, "guides", shelf.guides, scene):
            yield not_known("guide", id, shelf.guides, span_of(drive, "guides", position))


def _roles(scene: Scene, drive: Drive) -> Found:
    """Yield positions that no guide of the drive has, if all of its guides are known."""
    if not all(id in scene.shelf.guides for id in drive.guides):
        return
    known = {path.stem for id in drive.guides for path in scene.shelf.guides[id].roles}
    for position, id in enumerate(drive.roles):
        if id not in known:
            span = scene.library.span_of(drive, "roles", position)
            yield not_known("role", id, known, span, "the guides of this drive")


def _sources(scene: Scene, drive: Drive) -> Found:
    known = scene.known_sources()
    for part in drive.walk():
        for position, id in enumerate(part.sources if isinstance(part, Claim) and known is not None else ()):
            if known is not None and id not in known:
                yield not_known("source", id, known, scene.library.span_of(part, "sources", position))


def _named_twice(scene: Scene, drive: Drive) -> Found:
    for field in ("guides", "roles", "locales", "kinds", "editions"):
        named = getattr(drive, field)
        for position, id in enumerate(named):
            if id in named[:position]:
                span = scene.library.span_of(drive, field, position)
                yield problem("duplicate-id", f"“{id}” is named before", span, "remove one of them")


def _locales(scene: Scene, drive: Drive) -> Found:
    made = languages(scene.library, drive)
    for owner in (drive, drive.defaults) if made else ():
        for position, locale in enumerate(owner.locales):
            if locale not in made:
                span = scene.library.span_of(owner, "locales", position)
                hint = f"languages: {listed(sorted(made))}; or add a guide in “{locale}” to the drive"
                yield problem("locale-unavailable", f"no guide of this drive is made in “{locale}”", span, hint)
