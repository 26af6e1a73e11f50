"""Each rule finds the fault on a page made wrong, and nothing on one that just misses being wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import HOUSE
from tests.pages.conftest import Made
from tests.pages.measure import SHEET, Document
from tests.pages.rules import RULES

BODY = "source/guides/first/guide.yaml#/chapters/0/body"
LINE = "All who work here know it."
PARAGRAPH = f"<p>{' '.join([LINE] * 11)}</p>"  # four lines


def prose(css: str, locale: str = "en") -> Made:
    return Made(f'<div data-src="{BODY}">{PARAGRAPH}{PARAGRAPH}</div>', css, locale=locale)


def after(height_pt: float, rest: str) -> Made:
    """Return some HTML below a block of a height, on pages that may break anywhere."""
    block = f'<div style="height: {height_pt}pt; background: #ddd"></div>'
    return Made(block + rest, "p, li { orphans: 1; widows: 1 } h2 { break-after: auto } .next { break-before: page }")


def at(place: str, form: str, look: str = "position: absolute") -> Made:
    return Made(f'<p>{LINE}</p><p style="{look}; {place}">{LINE}</p>', form=form)


def bars(form: str, *heights_mm: float, kind: str = "flow") -> Made:
    """Return a page with grey bars and gaps of these heights in turn."""
    styles = ("background: #ddd", "")
    parts = (f'<div style="height: {mm}mm; {styles[index % 2]}"></div>' for index, mm in enumerate(heights_mm))
    return Made("".join(parts), form=form, kinds={1: kind})


def columns(left_mm: float, right_mm: float, gutter_mm: float = 7) -> Made:
    css = "div { float: left; width: 85mm; background: #ddd }"
    left = f'<div style="height: {left_mm}mm; margin-right: {gutter_mm}mm"></div>'
    return Made(f'{left}<div style="height: {right_mm}mm"></div>', css, SHEET)


def contents(number: int, more: str = "") -> Made:
    """Return contents of one line and the chapter that it names."""
    entry = f'<p><a href="#chapter-end">The end</a></p><p><a href="#chapter-end">{number}</a></p>'
    chapter = f'<h2 id="chapter-end" style="break-before: page">The end</h2><p>{LINE}</p>{more}'
    return Made(f"<h1>Contents</h1>{entry}{chapter}", kinds={1: "contents"})


# What the rule says of a page made wrong; one just not wrong. The live height of a page of a booklet is 498.9 pt.
CASES: dict[str, list[tuple[str, Made, Made]]] = {
    "off-grid": [
        ("lines up to +6.0 pt off", prose("p + p { margin-top: 6pt }"), prose("p + p { margin-top: 14.2pt }")),
        ("lines up to -1.0 pt off", prose("div { margin-top: -1pt }"), prose("div { margin-top: 28pt }")),
        (
            "off the grid",
            prose("p { line-height: 14pt }", "hi"),
            prose("p { line-height: 16pt }", "hi"),
        ),
    ],
    "stranded-heading": [
        (
            "“A heading” at",
            after(460, f'<h2>A heading</h2><p class="next">{LINE}</p>'),
            after(450, f"<h2>A heading</h2>{PARAGRAPH}"),
        ),
        (
            "next page",
            after(420, f'<h1>A heading</h1><h2>Another</h2><p class="next">{LINE}</p>'),
            after(420, f'<h1>A heading</h1><h2>Another</h2><p>{LINE}</p><p class="next">{LINE}</p>'),
        ),
        (
            "“To write”",
            after(450, f'<h2>To write</h2><p class="next">{LINE}</p>'),
            after(450, f'<h2>To write</h2><hr><p class="next">{LINE}</p>'),
        ),
        (
            "“Nothing more”",
            after(450, f'<h2>Nothing more</h2><p class="next">{LINE}</p>'),
            after(450, f'<h2>Nothing more</h2><p class="next">2</p><h2>Another</h2><p>{LINE}</p>'),
        ),
    ],
    "lone-line": [
        ("orphan", after(478, PARAGRAPH), after(464, PARAGRAPH)),
        ("widow", after(450, PARAGRAPH), after(440, PARAGRAPH)),
        ("orphan", after(478, f"<ul><li>{LINE * 9}</li></ul>"), after(478, f"<p>{LINE}</p><p>{LINE}</p>")),
    ],
    "small-text": [
        ("7.8 pt", at("font-size: 7.8pt", SHEET, ""), at("font-size: 8pt", SHEET, "")),
        ("7.6 pt", at("transform: scale(.76)", SHEET, ""), at("transform: scale(.81)", SHEET, "")),
    ],
    "near-edge": [
        ("4.0 mm from the left edge", at("left: -12mm", "booklet"), at("left: -10.9mm", "booklet")),
        ("from the lower edge", at("bottom: -15mm", "booklet"), at("bottom: -14mm", "booklet")),
        (
            "from the right edge",
            at("right: -5mm; border-right: 1pt solid", SHEET),
            at("right: -3.8mm; border-right: 1pt solid", SHEET),
        ),
    ],
    "void": [
        ("31% full", bars("booklet", 54), bars("booklet", 62)),
        ("35% empty", bars("booklet", 40, 62, 20), bars("booklet", 40, 54, 60)),
        ("6% full", bars("booklet", 10), bars("booklet", 10, kind="notes")),
        ("27% empty", bars(SHEET, 150, 74, 20), bars(SHEET, 150, 66, 20)),
        ("27% empty", bars(SHEET, 200), bars(SHEET, 212)),
    ],
    "uneven-columns": [
        ("18% apart", columns(200, 150), columns(200, 163)),
        ("18% apart", columns(150, 200), columns(163, 200)),
        ("18% apart", columns(200, 150), columns(200, 150, gutter_mm=3)),  # no columns
    ],
    "pale-text": [
        ("4.3:1", at("color: #7a7a7a", SHEET, ""), at("color: #757575", SHEET, "")),
        (
            "2.7:1",
            at("color: #9c9c9c; font: 700 14pt Anek", SHEET, ""),
            at("color: #8f8f8f; font: 700 14pt Anek", SHEET, ""),
        ),
        ("(large)", at("color: #9c9c9c; font-size: 18pt", SHEET, ""), at("color: #8f8f8f; font-size: 18pt", SHEET, "")),
        ("#8f8f8f", at("color: #8f8f8f; font-size: 17pt", SHEET, ""), at("color: #757575; font-size: 17pt", SHEET, "")),
        (
            "#1d1a18 on #0a4f6b",
            at("background: linear-gradient(#0a4f6b, #0a4f6b) 60pt 0 no-repeat", SHEET, ""),
            at("background: linear-gradient(#ffbe2e, #ffbe2e) 60pt 0 no-repeat", SHEET, ""),
        ),
        ("#7f7f7f", at("color: rgba(0, 0, 0, .5)", SHEET, ""), at("color: rgba(0, 0, 0, .6)", SHEET, "")),
    ],
    "overprinted": [
        ("characters over others", at("top: 3pt; left: 9mm", "booklet"), at("top: 12pt; left: 9mm", "booklet")),
    ],
    "wrong-contents": [
        ("says 3, is on 2", contents(3), contents(2)),
        (
            "page 3, role-x: is not in the contents",
            contents(2, more='<h2 id="role-x" style="break-before: page">X</h2>'),
            contents(2, more='<h2 id="place-x" style="break-before: page">X</h2>'),
        ),
    ],
}
NAMED = [(rule, *case) for rule, cases in CASES.items() for case in cases]


def test_every_rule_is_tried() -> None:
    assert CASES.keys() == RULES.keys()
    assert all(CASES.values())


def test_every_rule_is_documented() -> None:
    text = (HOUSE / "docs" / "pages.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(RULES)


@pytest.mark.parametrize(("rule", "said", "wrong", "right"), NAMED, ids=[f"{case[0]}-{case[1]}" for case in NAMED])
def test_a_rule_finds_its_fault_and_no_other(
    typeset: Callable[[Made], Document], rule: str, said: str, wrong: Made, right: Made
) -> None:
    found = [str(finding) for finding in RULES[rule](typeset(wrong))]
    assert found
    assert said in " ".join(found)
    assert [str(finding) for finding in RULES[rule](typeset(right))] == []
