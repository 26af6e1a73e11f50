"""What each fact is worth: its own status, or that of the sources that it rests on; and what a policy leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from guidepress.content.model import Claim, Model, Source
from guidepress.content.shapes import Status

_Kind = TypeVar("_Kind", bound=Model)


def standing(claim: Claim, sources: Mapping[str, Source]) -> Status | None:
    """Return a claim's status; without one, the status of its best source, if that is not a verified one."""
    if claim.status or not claim.sources:
        return claim.status
    grades = {sources[id].status for id in claim.sources if id in sources}
    if not grades or grades & {None, "verified"}:
        return None
    return "weak" if "weak" in grades else "unverified"


def graded(thing: _Kind, sources: Mapping[str, Source], omit: bool) -> _Kind:
    """Return content whose claims carry their standing; with `omit`, without the unverified ones in it."""
    changed: dict[str, object] = {}
    for name in type(thing).model_fields:
        value = thing.__dict__[name]
        if isinstance(value, Model):
            new = None if _left_out(value, sources, omit) else graded(value, sources, omit)
        elif isinstance(value, tuple):
            new = _graded_items(value, sources, omit)
        else:
            continue
        if new is not value:
            changed[name] = new
    if isinstance(thing, Claim) and (status := standing(thing, sources)) != thing.status:
        changed["status"] = status
    return thing.model_copy(update=changed) if changed else thing


def _graded_items(items: tuple[object, ...], sources: Mapping[str, Source], omit: bool) -> tuple[object, ...]:
    kept = tuple(
        graded(item, sources, omit) if isinstance(item, Model) else item
        for item in items
        if not _left_out(item, sources, omit)
    )
    same = len(kept) == len(items) and all(new is old for new, old in zip(kept, items, strict=True))
    return items if same else kept


def _left_out(thing: object, sources: Mapping[str, Source], omit: bool) -> bool:
    return omit and isinstance(thing, Claim) and standing(thing, sources) == "unverified"
