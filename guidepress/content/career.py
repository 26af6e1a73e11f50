"""The moves of a guide: the ladder's edges and the roles' next steps, united into one graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidepress.content.model import Claim, Edge, Guide, NextStep, Role


@dataclass(frozen=True, slots=True)
class Move:
    """A step from one role to another. `claim` is where it was written, with its sources and status."""

    source: Role
    target: Role
    years: str | None
    how: str | None
    claim: Edge | NextStep


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of one move that two places tell differently."""

    field: str
    first: Edge | NextStep
    second: Edge | NextStep


def moves(guide: Guide) -> tuple[Move, ...]:
    """Return each move once, in the order of the roles it starts from; what one place leaves open, the other fills."""
    by_id = {role.id: role for role in guide.roles}
    united: dict[tuple[str, str], list[Edge | NextStep]] = {}
    for source, target, statement in _statements(guide):
        united.setdefault((source, target), []).append(statement)
    found = [
        Move(by_id[source], by_id[target], _first(said, "years"), _first(said, "how"), _best(said))
        for (source, target), said in united.items()
        if source in by_id and target in by_id
    ]
    order = {id: position for position, id in enumerate(by_id)}
    return tuple(sorted(found, key=lambda move: (order[move.source.id], order[move.target.id])))


def conflicts(guide: Guide) -> tuple[Conflict, ...]:
    """Return where the ladder disagrees with a role's next step, or with itself, on a move."""
    first: dict[tuple[str, str], Edge | NextStep] = {}
    found: list[Conflict] = []
    for source, target, statement in _statements(guide):
        earlier = first.setdefault((source, target), statement)
        differing = [field for field in ("years", "how") if _differ(earlier, statement, field)]
        found += [Conflict(field, earlier, statement) for field in differing if isinstance(earlier, Edge)]
    return tuple(found)


def _statements(guide: Guide) -> Iterator[tuple[str, str, Edge | NextStep]]:
    for edge in guide.ladder:
        yield edge.from_, edge.to, edge
    for role in guide.roles:
        for step in role.next:
            yield role.id, step.role, step


def _differ(one: Claim, other: Claim, field: str) -> bool:
    said = getattr(one, field), getattr(other, field)
    return one is not other and None not in said and said[0] != said[1]


def _first(statements: list[Edge | NextStep], field: str) -> str | None:
    return next((value for statement in statements if (value := getattr(statement, field))), None)


def _best(statements: list[Edge | NextStep]) -> Edge | NextStep:
    """Return the statement that says most about what it rests on."""
    return max(statements, key=lambda said: (bool(said.sources), bool(said.status)))
