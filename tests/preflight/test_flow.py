"""Flow is judged on real pages: each fault is found where it is, and what nearly is one is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guidepress.assets import shipped
from guidepress.editions import EDITIONS
from guidepress.pdf.typesetter import Typesetter
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.inspection import inspect
from tests.pages.conftest import PAPER, TEXT
from tests.pages.measure import BOOKLET
from tests.pdf.conftest import ABOUT

FLOW = {"stranded-heading", "orphan", "widow"}
LINE = "All who work here know it."
PARAGRAPH = f"<p>{' '.join([LINE] * 11)}</p>"  # four lines
LAX = "p, li { orphans: 1; widows: 1 } h2 { break-after: auto } ul { list-style: none }"
SIDE = '<section style="display: flex"><h2 style="width: 60pt; font-size: 8pt">At the side</h2><div>{}</div></section>'
TITLE = '<section data-src="a.yaml#/b/1">{}<h1>A title</h1></section><p style="break-before: page">Text</p>'
COLUMNS = '<div style="columns: 2; column-gap: 20pt; height: {}pt; column-fill: auto">{}</div>'


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter({"styles": (shipped("styles"),)})


@pytest.fixture(scope="module")
def found(typesetter: Typesetter) -> Callable[..., set[tuple[str, int]]]:
    """Return what finds faults of flow in some HTML, with their pages."""

    def judge(body: str, edition: str = "digital") -> set[tuple[str, int]]:
        head = f'<link rel="stylesheet" href="styles/fonts.css"><style>{TEXT}{PAPER[BOOKLET]}{LAX}</style>'
        html = f'<!doctype html><html lang="en"><head>{head}</head><body data-src="a.yaml#/b">{body}</body></html>'
        layout = typesetter.lay_out(html)
        wanted = Expectation(edition, placements=layout.placements())  # type: ignore[arg-type]
        complaints = inspect(layout.write(EDITIONS[edition], ABOUT), wanted)
        return {(found.code, found.finding.page) for found in complaints if found.code in FLOW}

    return judge


def below(height_pt: float, rest: str) -> str:
    return f'<div style="height: {height_pt}pt; background: #ddd"></div>{rest}'


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        (below(478, PARAGRAPH), {("orphan", 1)}),
        (below(464, PARAGRAPH), set()),
        (below(450, PARAGRAPH), {("widow", 2)}),
        (below(440, PARAGRAPH), set()),
        (below(478, f'<ul><li data-src="a.yaml#/c">{LINE * 9}</li></ul>'), {("orphan", 1)}),
        (below(478, f"<p>{LINE}</p><p>{LINE}</p>"), set()),
        (below(464, f"<h2>What is next</h2>{PARAGRAPH}"), {("stranded-heading", 1)}),
        (below(440, f"<h2>What is next</h2>{PARAGRAPH}"), set()),
        (below(440, '<h2>My notes</h2><div style="height: 20pt; border-bottom: 1pt solid"></div>'), set()),
        (below(440, SIDE.format(PARAGRAPH)), set()),
        (TITLE.format("<p>7</p>"), set()),
        (TITLE.format('<p data-src="a.yaml#/c">Of another chapter</p>'), {("stranded-heading", 1)}),
        (COLUMNS.format(160, below(130, f"<h2>Next</h2>{PARAGRAPH}")), {("stranded-heading", 1)}),
        (COLUMNS.format(200, below(130, f"<h2>Next</h2>{PARAGRAPH}")), set()),
    ],
)
def test_faults_of_flow_are_found(
    found: Callable[[str], set[tuple[str, int]]], body: str, faults: set[tuple[str, int]]
) -> None:
    assert found(body) == faults


@pytest.mark.parametrize("edition", EDITIONS)
def test_faults_of_flow_are_found_in_every_edition(found: Callable[..., set[tuple[str, int]]], edition: str) -> None:
    body = below(464, f"<h2>What is next</h2>{PARAGRAPH}")
    assert found(body, edition) == {("stranded-heading", 1)}
