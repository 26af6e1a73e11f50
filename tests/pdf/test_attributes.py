"""Lines of type leave nothing behind, and stay the same."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable
from contextlib import nullcontext

import pytest

from guidepress.editions import EDITIONS
from guidepress.pdf import typesetter as room
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Layout, Typesetter

LINES = 400
LEFT_BY_A_LINE = 100  # bytes, at least, if its attributes stay
CSS = "p { font-feature-settings: 'tnum'; letter-spacing: 0.2pt; overflow-wrap: anywhere }"


class _InUse(ctypes.Structure):
    """`struct mallinfo2` of glibc 2.33."""

    _others = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks")
    _fields_ = [(name, ctypes.c_size_t) for name in (*_others, "uordblks", "fordblks", "keepcost")]


def in_use() -> int:
    """Return the bytes of memory that libraries have asked for and not given back."""
    about = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if about is None:
        pytest.skip("only glibc tells how much memory is in use")
    about.restype = _InUse
    gc.collect()
    return int(about().uordblks)


@pytest.fixture(scope="module")
def layout(typesetter: Typesetter, page: Callable[..., str]) -> Layout:
    return typesetter.lay_out(page("<p>1,250 of 1,500 seats for 2027</p>" * LINES, CSS))


def left_behind(layout: Layout, about: About) -> float:
    """Return the bytes that each line leaves behind each time that it is drawn."""
    layout.write(EDITIONS["digital"], about)
    before, times = in_use(), 3
    for _ in range(times):
        layout.write(EDITIONS["digital"], about)
    return (in_use() - before) / times / LINES


def test_a_line_leaves_nothing_behind(layout: Layout, about: About) -> None:
    assert left_behind(layout, about) < LEFT_BY_A_LINE / 4


def test_without_our_part_lines_leave_their_attributes_behind(
    layout: Layout, about: About, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When this fails, WeasyPrint lets go of them itself: `attributes` is no longer needed."""
    ours = layout.write(EDITIONS["digital"], about)
    monkeypatch.setattr(room, "let_go", nullcontext)
    assert left_behind(layout, about) > LEFT_BY_A_LINE
    assert layout.write(EDITIONS["digital"], about) == ours
