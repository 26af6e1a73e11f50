"""The one-page fit: a pure search, tried on invented sheets whose blocks grow with the type."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from guidepress.compose.cheatsheet import DROPPABLE, FILLERS, HOMES, LIVE_HEIGHT, RULING, WIDTHS, SheetSetting, placed
from guidepress.compose.fit import Fit, Heights, fit

HEAD, FOOT = 150.0, 70.0
BALANCE = 0.15 * LIVE_HEIGHT
FIELD_OF = {
    "duties": "duties",
    "skills": "skills",
    "paths": "next",
    "measures": "measures",
    "more": "facts",
    "day": "day",
    "interview": "interview",
}
FILLED = {"number": 70.0, "ladder": 150.0, "notes": 30.0}
QUESTION = 22.0


class Sheet:
    """An invented sheet: the heights of its blocks at density 0 in their usual place, and how often it was measured."""

    def __init__(self, sizes: dict[str, float], fillers: Iterable[str] = FILLERS) -> None:
        self.sizes, self.fillers, self.measured = sizes, tuple(fillers), 0
        self.fields = tuple(FIELD_OF[name] for name in sizes)

    def arrange(self, setting: SheetSetting) -> SheetSetting:
        kept = {name for name in self.sizes if FIELD_OF[name] not in setting.dropped}
        return placed(setting, {name: home for name, home in HOMES.items() if name in kept})

    def height(self, name: str, side: str, setting: SheetSetting) -> float:
        """The height of a block on a side, with the lines to write on that it has been given."""
        ruled = setting.ruled.get(name, 0.0)
        if name == "ask":
            return 30 + QUESTION * setting.questions + ruled
        if name in FILLED:
            return FILLED[name] + ruled
        grown = 1 + 0.45 * min(setting.density, 1) + 0.15 * max(0, setting.density - 1)
        return self.sizes[name] * grown * WIDTHS[HOMES[name][1]] / WIDTHS[side]

    def measure(self, setting: SheetSetting) -> Heights:
        self.measured += 1
        at = {
            name: self.height(name, side, setting)
            for row in setting.rows
            for side, names in row.sides.items()
            for name in names
        }
        rows = tuple(tuple(sum(at[name] for name in names) for names in row.sides.values()) for row in setting.rows)
        return Heights(HEAD, rows, FOOT, at)

    def fit(self) -> Fit:
        return fit(self.fields, self.arrange, self.measure, self.fillers)


sheets = st.builds(
    Sheet,
    st.dictionaries(st.sampled_from(sorted(FIELD_OF)), st.floats(20, 250)),
    st.sampled_from([FILLERS, ("ask", "notes"), ("ladder", "ask", "notes")]),
)


def as_set(sheet: Sheet, setting: SheetSetting) -> Heights:
    """The heights of a page as set, each row with its gap."""
    found = sheet.measure(setting)
    return replace(found, rows=tuple(tuple(side + setting.gap for side in row) for row in found.rows))


@settings(deadline=None)
@given(sheets)
def test_what_fits_is_one_page_and_what_does_not_says_by_how_much(sheet: Sheet) -> None:
    found = sheet.fit()
    if found.overflow:
        assert sheet.measure(found.setting).total > LIVE_HEIGHT - 2
        assert not [name for name in DROPPABLE if name in sheet.fields and name not in found.setting.dropped]
    else:
        assert as_set(sheet, found.setting).total <= LIVE_HEIGHT


@settings(deadline=None)
@given(sheets)
def test_a_page_is_full_to_its_foot(sheet: Sheet) -> None:
    found = sheet.fit()
    if not found.overflow:
        assert as_set(sheet, found.setting).total >= LIVE_HEIGHT - 3


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
def test_every_block_that_is_not_dropped_stands_once(sheet: Sheet) -> None:
    setting = sheet.fit().setting
    assert len(setting.blocks) == len(set(setting.blocks))
    kept = {name for name in sheet.sizes if FIELD_OF[name] not in setting.dropped}
    assert set(setting.blocks) - set(FILLERS) == kept


@settings(deadline=None)
@given(sheets)
def test_measuring_is_rare(sheet: Sheet) -> None:
    sheet.fit()
    assert sheet.measured <= 10


def test_the_sides_of_a_row_are_balanced_when_one_of_them_is_short() -> None:
    cases = ({"duties": 200}, {"skills": 200}, {"measures": 120}, {"more": 120}, {"skills": 200, "measures": 120})
    for sizes in cases:
        sheet = Sheet({**sizes, "paths": 90})
        heights = as_set(sheet, sheet.fit().setting)
        assert max(abs(row[0] - row[-1]) for row in heights.rows) <= BALANCE, (sizes, heights)


def test_a_hole_takes_more_than_one_block() -> None:
    sheet = Sheet({"duties": 250, "skills": 20})
    [lead, *_] = sheet.fit().setting.rows
    assert lead.right[:3] == ("skills", "number", "ask")


def test_an_empty_sheet_is_filled_with_the_ladder_and_room_to_write() -> None:
    setting = Sheet({}).fit().setting
    assert setting.blocks == ("ladder", "ask", "number", "notes")
    assert all(height >= RULING for height in setting.ruled.values())
    assert setting.ruled.keys() == {"ask", "notes"}


def test_lines_to_answer_on_are_given_only_if_each_question_gets_one() -> None:
    for size in range(200, 420, 10):
        setting = Sheet({"duties": size}).fit().setting
        assert setting.ruled.get("ask", LIVE_HEIGHT) >= RULING * setting.questions


def test_a_sheet_with_room_to_spare_stands_measures_beside_the_interview() -> None:
    roomy, tight = Sheet({"measures": 60, "interview": 60}), Sheet({"measures": 200, "interview": 200, "paths": 120})
    first = roomy.fit().setting.rows[0]
    assert (first.left, first.right) == (("measures", "number"), ("interview",))
    assert any(row.whole == ("interview",) for row in tight.fit().setting.rows)


def test_a_roomy_sheet_has_the_largest_type() -> None:
    found = Sheet({"duties": 100, "skills": 90}).fit()
    assert found.setting.size == 11
