"""Which page was which before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guidepress.proof.alignment import aligned


def _aligned(before: str, after: str) -> list[tuple[int | None, int | None]]:
    """Align pages that are letters: a letter and its capital look alike, though they are not the same."""
    return list(aligned(before, after, lambda i, j: 0.02 if before[i].lower() == after[j].lower() else 0.9))


def test_the_same_pages_yield_nothing() -> None:
    assert _aligned("abc", "abc") == []


def test_a_changed_page_is_a_pair() -> None:
    assert _aligned("abc", "axc") == [(1, 1)]


def test_inserted_and_removed_pages_leave_the_others_alone() -> None:
    assert _aligned("abcd", "abxcd") == [(None, 2)]
    assert _aligned("abxcd", "abcd") == [(2, None)]


def test_after_an_inserted_page_like_goes_with_like_though_folios_differ() -> None:
    assert _aligned("abcd", "axBCD") == [(None, 1), (1, 2), (2, 3), (3, 4)]
    assert _aligned("abcd", "aBCxD") == [(1, 1), (2, 2), (None, 3), (3, 4)]
    assert _aligned("axbcd", "aBCD") == [(1, None), (2, 1), (3, 2), (4, 3)]


def test_pages_that_have_nothing_in_common_are_changed_not_exchanged() -> None:
    assert _aligned("ab", "xy") == [(0, 0), (1, 1)]


def test_pages_from_nothing_and_to_nothing() -> None:
    assert _aligned("", "ab") == [(None, 0), (None, 1)]
    assert _aligned("ab", "") == [(0, None), (1, None)]


@given(st.text("abcABC", max_size=12), st.text("abcABC", max_size=12))
def test_each_page_that_is_not_the_same_is_told_once_in_order(before: str, after: str) -> None:
    pairs = _aligned(before, after)
    old, new = (
        [index for index in side if index is not None] for side in (zip(*pairs, strict=True) if pairs else ([], []))
    )
    assert old == sorted(set(old))
    assert new == sorted(set(new))
    assert len(before) - len(old) == len(after) - len(new)
    same_before = [letter for index, letter in enumerate(before) if index not in old]
    assert same_before == [letter for index, letter in enumerate(after) if index not in new]
