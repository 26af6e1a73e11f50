"""The bound of ink: no page has more than what its paints say, whatever lies on what."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from guidepress.preflight.press.bound import most_ink
from guidepress.preflight.press.facts import read
from guidepress.preflight.press.ink import coverage
from guidepress.preflight.press.paint import Painted
from tests.preflight.samples import press_pdf, stream
from tests.preflight.test_ink import PAGES

ROUNDING = 1.6  # percent: four plates, each rounded to 1/255, at every layer
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 218 218] /Group << /S /Transparency /CS /DeviceCMYK /I %s >>"
SPACES = b"/ColorSpace << /K [/Separation /Black /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 >>] >>"
share = st.sampled_from([0, 0.2, 0.5, 0.9, 1])
place = st.tuples(*[st.integers(20, 120)] * 2, *[st.integers(20, 90)] * 2)
colour = st.one_of(
    st.tuples(share, share, share, share).map(lambda inks: b"%g %g %g %g k" % inks),
    st.tuples(share).map(lambda grey: b"%g g" % grey),
    st.tuples(share).map(lambda ink: b"/K cs %g scn" % ink),
    st.tuples(share, share, share).map(lambda light: b"%g %g %g rg" % light),
)
state = st.sampled_from([b"", b"/Over gs", b"/Over0 gs", b"/Half gs", b"/Over gs /Half gs", b"/Multiply gs"])
shape = st.tuples(state, colour, place).map(lambda it: b"q %s %s %d %d %d %d re f Q" % (it[0], it[1], *it[2]))
shapes = st.lists(shape, min_size=1, max_size=5).map(b"\n".join)


def bound_of(data: bytes) -> float:
    return most_ink(Painted().page(PdfReader(BytesIO(data)).pages[0]))


@settings(max_examples=60, deadline=None)
@given(under=shapes, inside=shapes, state=state, isolated=st.sampled_from([b"true", b"false"]))
def test_no_page_has_more_ink_than_its_bound(under: bytes, inside: bytes, state: bytes, isolated: bytes) -> None:
    data = press_pdf(
        content=b"%s q %s /F Do Q" % (under, state),
        resources=b"/XObject << /F 11 0 R >> %s" % SPACES,
        objects=[stream(FORM % isolated, inside)],
    )
    (found,) = coverage(data)
    assert found.greatest <= bound_of(data) + ROUNDING


@pytest.mark.parametrize(("percent", "parts"), PAGES.values(), ids=PAGES)
def test_it_holds_in_all_ways_of_laying_ink_on_ink(percent: float, parts: dict) -> None:
    assert percent <= bound_of(press_pdf(**parts)) + ROUNDING


@pytest.mark.parametrize(
    ("content", "bound"),
    [
        (b".7 .6 .5 .2 k 50 50 99 99 re f", 200),
        (b".7 .6 .5 .2 k 50 50 99 99 re f 0 0 0 1 k 20 20 9 9 re f", 200),
        (b".7 .6 .5 .2 k 50 50 99 99 re f /Over gs 0 0 0 1 k 20 20 9 9 re f", 280),
        (b"1 0 0 0 k 50 50 99 99 re f 0 1 0 0 k 20 20 9 9 re f", 100),
        (b"1 0 0 0 k 50 50 99 99 re f /Half gs 0 1 .5 0 k 20 20 9 9 re f", 150),
        (b"1 0 0 0 k 50 50 99 99 re f /Multiply gs 0 1 0 0 k 50 50 9 9 re f", 400),
        (b"", 0),
    ],
)
def test_it_is_no_higher_than_need_be(content: bytes, bound: float) -> None:
    assert bound_of(press_pdf(content=content)) == pytest.approx(bound)


def test_pages_that_cannot_have_too_much_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    data = press_pdf(content=b".9 .9 .9 0 k 50 50 99 99 re f")
    (drawn,) = read(data, 260).pages
    assert drawn.ink and drawn.ink.greatest == pytest.approx(270, abs=ROUNDING)
    monkeypatch.setattr("guidepress.preflight.press.facts.excesses", None)
    assert read(data, 270.5).pages[0].ink is None
