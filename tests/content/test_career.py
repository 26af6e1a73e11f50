"""The ladder and the roles' next steps make one graph."""

from __future__ import annotations

from guidepress.content.career import conflicts, moves
from guidepress.content.model import Guide, Role


def guide(ladder: list[dict[str, object]], **steps: list[object]) -> Guide:
    made = Guide.model_validate({"id": "g", "title": "G", "language": "en", "ladder": ladder})
    made._roles = tuple(
        Role.model_validate({"id": id, "title": id, "stage": "s", "summary": "x", "next": steps.get(id, [])})
        for id in ("a", "b", "c")
    )
    return made


def test_moves_are_the_union_of_both() -> None:
    united = moves(guide([{"from": "b", "to": "c", "years": "2"}], a=["c", {"role": "b", "how": "Ask."}]))
    assert [(move.source.id, move.target.id, move.years, move.how) for move in united] == [
        ("a", "b", None, "Ask."),
        ("a", "c", None, None),
        ("b", "c", "2", None),
    ]


def test_one_place_fills_what_the_other_leaves_open() -> None:
    both = guide([{"from": "a", "to": "b", "years": "1–4", "sources": ["x"]}], a=[{"role": "b", "how": "Ask."}])
    (move,) = moves(both)
    assert (move.years, move.how, move.claim.sources) == ("1–4", "Ask.", ("x",))
    assert conflicts(both) == ()


def test_disagreement_is_a_conflict() -> None:
    edge: dict[str, object] = {"from": "a", "to": "b", "years": "1", "how": "Wait."}
    found = conflicts(guide([edge, {**edge, "how": "Run."}], a=[{"role": "b", "years": "2", "how": "Wait."}]))
    assert [conflict.field for conflict in found] == ["how", "years"]


def test_moves_to_nobody_are_left_out() -> None:
    assert moves(guide([{"from": "a", "to": "x"}], a=["y"])) == ()
