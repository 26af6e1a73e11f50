"""The one-page fit: a pure search, tried on invented sheets whose blocks grow with the type."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from guidepress.compose.cheatsheet import DROPPABLE, HOMES, LIVE_HEIGHT, SheetSetting, placed
from guidepress.compose.fit import Fit, Heights, fit

HEAD, FOOT = 150.0, 80.0
FILLER = {"notes": 35.0, "ask": 150.0}
FIELD_OF = {
    "duties": "duties",
    "skills": "skills",
    "paths": "next",
    "measures": "measures",
    "day": "day",
    "interview": "interview",
}


class Sheet:
    """An invented sheet: the heights of its blocks at density 0, and how often it was measured."""

    def __init__(self, sizes: dict[str, float]) -> None:
        self.sizes, self.measured = sizes, 0
        self.fields = tuple(FIELD_OF[name] for name in sizes)

    def arrange(self, setting: SheetSetting) -> SheetSetting:
        return placed(setting, {name: HOMES[name] for name in self.sizes if name not in setting.dropped})

    def measure(self, setting: SheetSetting) -> Heights:
        self.measured += 1
        grown = 1 + 0.45 * min(setting.density, 1) + 0.15 * max(0, setting.density - 1)
        at = {name: self.sizes[name] * grown for name in (*setting.left, *setting.right, *setting.tail)}
        left, right, tail = (sum(at[name] for name in names) for names in (setting.left, setting.right, setting.tail))
        fillers = {
            side: sum(FILLER[filler.name] + filler.ruled for filler in setting.fillers if filler.side == side)
            for side in ("left", "right")
        }
        return Heights(HEAD, left + fillers["left"], right + fillers["right"], tail + FOOT, at)

    def fit(self) -> Fit:
        return fit(self.fields, self.arrange, self.measure)


sheets = st.dictionaries(st.sampled_from(sorted(FIELD_OF)), st.floats(20, 400)).map(Sheet)


def height(sheet: Sheet, setting: SheetSetting) -> float:
    """The height of a page as set: columns with their gaps and fillers, the tail with its gaps."""
    bare = sheet.measure(replace(setting, gaps=(0, 0, 0)))
    left, right = bare.left + setting.gaps[0] * len(setting.left), bare.right + setting.gaps[1] * len(setting.right)
    return bare.head + max(left, right) + bare.tail + setting.gaps[2] * len(setting.tail)


@settings(deadline=None)
@given(sheets)
def test_what_fits_is_one_page_and_what_does_not_says_by_how_much(sheet: Sheet) -> None:
    found = sheet.fit()
    if found.overflow:
        assert sheet.measure(found.setting).total > LIVE_HEIGHT - 2
        assert not [name for name in DROPPABLE if name in sheet.fields and name not in found.setting.dropped]
    else:
        assert height(sheet, found.setting) <= LIVE_HEIGHT


@settings(deadline=None)
@given(sheets)
def test_nothing_is_dropped_from_a_sheet_that_fits_at_the_smallest_type(sheet: Sheet) -> None:
    tightest = sheet.measure(sheet.arrange(SheetSetting(density=0)))
    if tightest.total <= LIVE_HEIGHT - 2:
        assert sheet.fit().setting.dropped == ()


@settings(deadline=None)
@given(sheets)
def test_blocks_are_dropped_from_the_end(sheet: Sheet) -> None:
    dropped = sheet.fit().setting.dropped
    there = [name for name in DROPPABLE if name in sheet.fields]
    assert list(dropped) == there[::-1][: len(dropped)]


@settings(deadline=None)
@given(sheets)
def test_measuring_is_rare(sheet: Sheet) -> None:
    sheet.fit()
    assert sheet.measured <= 10


def test_an_empty_sheet_is_filled_with_room_to_write() -> None:
    found = Sheet({}).fit()
    assert {filler.side for filler in found.setting.fillers} == {"left", "right"}
    assert {filler.name for filler in found.setting.fillers} == {"ask", "notes"}


def test_a_roomy_sheet_has_the_largest_type() -> None:
    found = Sheet({"duties": 100, "skills": 90}).fit()
    assert found.setting.size == 11
