"""Pages, places and problems of a laid-out document."""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Layout, Typesetter

DIGITAL = EDITIONS["digital"]
TWO_PAGES = (
    '<h1 id="a" data-src="guide.yaml#/title">Ladder</h1><p>See <a href="#b">later</a>.</p>'
    '<p id="b" style="break-before:page" data-src="guide.yaml#/body">Here</p>'
)


@pytest.fixture(scope="module")
def lay_out(typesetter: Typesetter, page: Callable[..., str]) -> Callable[..., Layout]:
    return lambda body, **changes: typesetter.lay_out(page(body, **changes))


def test_pages_and_anchors(lay_out: Callable[..., Layout]) -> None:
    layout = lay_out(TWO_PAGES)
    assert layout.page_count == 2
    assert layout.page_size_pt == pytest.approx((419.53, 595.28), abs=0.01)
    anchors = layout.anchors
    assert (anchors["a"].page, anchors["b"].page) == (1, 2)
    assert anchors["b"][1:] == pytest.approx((42.52, 42.52), abs=0.01)  # 15 mm from the left and the top
    assert not layout.problems


def test_end_anchor_measures_the_height_of_what_stands_before_it(lay_out: Callable[..., Layout]) -> None:
    body = "<p>One line.</p>" * 7 + '<div id="end"></div>'
    assert lay_out(body).anchors["end"].y_pt - 42.52 == pytest.approx(7 * 14, abs=0.01)


def test_placements_tell_page_and_rectangle_of_each_source(lay_out: Callable[..., Layout]) -> None:
    heading, body = lay_out(TWO_PAGES).placements()
    assert (heading.source, heading.page, body.source, body.page) == ("guide.yaml#/title", 1, "guide.yaml#/body", 2)
    assert body[2:6] == pytest.approx((42.52, 42.52, 419.53 - 2 * 42.52, 14), abs=0.02)
    assert body.element == "p"


def test_references_tell_where_a_link_stands_and_the_page_of_its_place(lay_out: Callable[..., Layout]) -> None:
    layout = lay_out('<p>See <a href="#b">2</a></p><p id="b" style="break-before: page">There</p>')
    (found,) = layout.references()
    assert (found.name, found.page, found.target) == ("b", 1, 2)
    assert found.x_pt > 42.52 and found[3:6] == pytest.approx((42.52, found.width_pt, 14), abs=2)
    assert layout.pick([2, 1]).references()[0].target == 1


def test_layouts_are_joined_as_one_document(lay_out: Callable[..., Layout], about: About) -> None:
    """What was laid out apart is found, and linked, as if it had been laid out at once."""
    front = lay_out('<h1 data-src="a#">Front</h1><p><a href="#b" aria-label="On">To 2</a></p>')
    body = lay_out('<p>Gone</p><h1 id="b" data-src="b#" style="break-before: page">Body</h1>')
    back = lay_out('<h1 data-src="c#">Back</h1><p><a href="https://example.org/">An address</a></p>')
    joined = body.pick([2]).joined(front, back)
    assert [(placed.source, placed.page) for placed in joined.placements() if placed.element == "h1"] == [
        ("a#", 1), ("b#", 2), ("c#", 3)
    ]  # fmt: skip
    assert joined.addresses == {"https://example.org/"}
    assert [(found.page, found.target) for found in joined.references()] == [(1, 2)]
    assert joined.sources_of("Back") == ("c#",)
    pages = pypdf.PdfReader(BytesIO(joined.write(DIGITAL, about))).pages
    assert [page.extract_text()[:4] for page in pages] == ["Fron", "Body", "Back"]
    assert [page["/Annots"][0].get_object()["/Contents"] for page in (pages[0], pages[2])] == [  # type: ignore[index]
        "On, page 2", "An address (example.org)"
    ]  # fmt: skip
    assert body.page_count == 2


def test_problems_of_joined_layouts_are_those_of_each(lay_out: Callable[..., Layout]) -> None:
    parts = [lay_out(f'<p><a href="file:///{name}">x</a></p>') for name in ("a", "b", "c")]
    joined = parts[1].joined(parts[0], parts[2])
    assert joined.problems == tuple(found for part in parts for found in part.problems)
    assert len(joined.problems) == 3


def test_what_is_forgotten_has_no_addresses(lay_out: Callable[..., Layout]) -> None:
    layout = lay_out('<p id="x"><a href="https://a.example/">a</a></p><p><a href="https://b.example/">b</a></p>')
    layout.forget("x")
    assert layout.addresses == {"https://b.example/"}


def test_a_reference_to_a_place_on_no_page_leads_to_none(lay_out: Callable[..., Layout]) -> None:
    layout = lay_out('<p>See <a href="#b">2</a></p><p id="b" style="break-before: page">There</p>')
    assert [found.target for found in layout.pick([1]).references()] == [0]


def test_a_source_over_two_pages_has_a_placement_on_each(lay_out: Callable[..., Layout]) -> None:
    placements = lay_out('<ol data-src="f#/duties">' + "<li>One" * 60 + "</ol>").placements()
    assert [placement.page for placement in placements] == [1, 2]


def test_paragraphs_and_headings_have_the_source_around_them(lay_out: Callable[..., Layout]) -> None:
    body = '<h2>Ours</h2><div data-src="f#/body"><h3>Theirs</h3><p>One</p><ul><li>Two</ul></div><p>Of a layout</p>'
    found = [(placement.element, placement.source) for placement in lay_out(body).placements()]
    assert found == [("h2", ""), ("div", "f#/body"), ("h3", "f#/body"), ("p", "f#/body")]


def test_placements_tell_which_part_of_a_broken_paragraph_is_here(lay_out: Callable[..., Layout]) -> None:
    body = f'<div data-src="f#/body"><p>Short</p><p>{"word " * 1000}</p></div>'
    parts = [placement.part for placement in lay_out(body).placements() if placement.element == "p"]
    assert parts == ["whole", "start", "middle", "end"]
    assert {placement.part for placement in lay_out(body).placements() if placement.element == "div"} == {"whole"}


def test_text_that_recurs_in_margins_is_no_paragraph(lay_out: Callable[..., Layout]) -> None:
    css = "#a { position: running(a) } #b { position: running(b) } @page { @top-left { content: element(a) }"
    css += "@top-right { content: element(b) } }"
    text = '<p id="a">Ours</p><p id="b" data-src="f#/title">Theirs</p><p>One</p><p>Two</p>'
    layout = lay_out(f'<style>{css} p + p + p + p {{ break-before: page }}</style><div data-src="f#/body">{text}</div>')
    found = [(placed.source, placed.page, placed.part) for placed in layout.placements() if placed.element == "p"]
    assert found == [(f"f#/{name}", page, "whole") for page in (1, 2) for name in ("body", "title")]


def test_addresses_are_those_that_lead_out(lay_out: Callable[..., Layout]) -> None:
    body = (
        '<a href="https://example.org/a">A</a> <a href="mailto:a@example.org">B</a> <a href="#c" id="c">C</a> <a>D</a>'
    )
    assert lay_out(body).addresses == {"https://example.org/a", "mailto:a@example.org"}


def test_inline_source_is_placed_around_all_its_lines(lay_out: Callable[..., Layout]) -> None:
    (placement,) = lay_out(f'<p>A <span data-src="f#/text">{"word " * 30}</span></p>').placements()
    assert placement.height_pt == pytest.approx(3 * 14, abs=0.5)


def test_no_source_gets_into_the_file(lay_out: Callable[..., Layout], about: About, project: Path) -> None:
    file = lay_out(TWO_PAGES).write(DIGITAL, about)
    reader = pypdf.PdfReader(BytesIO(file))
    plain = b"".join(repr(reader.get_object(number)).encode() for number in range(1, 60) if _exists(reader, number))
    assert b"Ladder" in plain
    for secret in (b"guide.yaml", str(project).encode(), b"guidepress.invalid", b"styles/"):
        assert secret not in plain + file


def _exists(reader: pypdf.PdfReader, number: int) -> bool:
    return number in reader.xref_objStm or any(number in generation for generation in reader.xref.values())


def test_picked_pages_are_a_document_of_their_own(lay_out: Callable[..., Layout], about: About) -> None:
    layout = lay_out(TWO_PAGES)
    picked = layout.pick([2])
    assert picked.page_count == 1
    assert list(picked.anchors) == ["b"]
    assert picked.anchors["b"].page == 1
    reader = pypdf.PdfReader(BytesIO(picked.write(DIGITAL, about)))
    assert [sheet.extract_text() for sheet in reader.pages] == ["Here"]


def test_writing_leaves_the_layout_as_it_is(lay_out: Callable[..., Layout], about: About) -> None:
    layout = lay_out(TWO_PAGES)
    whole = layout.write(DIGITAL, about)
    assert layout.pick([1]).write(DIGITAL, about) != whole
    assert layout.write(DIGITAL, about) == whole


def test_outline_comes_from_the_headings(lay_out: Callable[..., Layout], about: About) -> None:
    layout = lay_out("<h1>One</h1><h2>Two</h2><h1>Three</h1>")
    outline: list[Any] = pypdf.PdfReader(BytesIO(layout.write(DIGITAL, about))).outline
    one, (two,), three = outline
    assert [entry.title for entry in (one, two, three)] == ["One", "Two", "Three"]


PROBLEMS = {
    "glyph": ("<p>Done ✓", "missing-glyph", 'no font has "✓" (U+2713)'),
    "link": ('<p><a href="#nowhere">x</a>', "broken-link", 'a link leads to "nowhere", which is not in this document'),
    "name": ('<p id="a">x<p id="a">y', "duplicate-anchor", 'two places are called "a"'),
    "picture": (
        '<img src="brand/logo.svg">',
        "missing-alt",
        'the picture "brand/logo.svg" has no text that stands for it',
    ),
}


@pytest.mark.parametrize(("body", "code", "message"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_weasyprint_logs_is_a_diagnostic(
    lay_out: Callable[..., Layout], about: About, body: str, code: str, message: str
) -> None:
    layout = lay_out(body)
    layout.write(DIGITAL, about)
    layout.write(DIGITAL, about)
    assert [(problem.severity, problem.code, problem.message) for problem in layout.problems] == [
        ("error", code, message)
    ]


def test_style_that_weasyprint_does_not_know_is_a_warning(lay_out: Callable[..., Layout]) -> None:
    (problem,) = lay_out("<p>x", css="p{text-wrap:balance}").problems
    assert (problem.severity, problem.code) == ("warning", "typesetting")
    assert "text-wrap" in problem.message


def test_data_addresses_are_cut_short_in_messages(lay_out: Callable[..., Layout], about: About) -> None:
    layout = lay_out(f'<img src="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27/%3E{"%20" * 200}">')
    layout.write(DIGITAL, about)
    (problem,) = layout.problems
    assert len(problem.message) < 120


def test_log_reaches_no_other_handler(lay_out: Callable[..., Layout]) -> None:
    class Ear(logging.Handler):
        heard: list[str] = []  # noqa: RUF012

        def emit(self, record: logging.LogRecord) -> None:
            self.heard.append(record.getMessage())

    ear = Ear()
    logging.getLogger().addHandler(ear)
    try:
        lay_out("<p>x", css="p{text-wrap:balance}")
    finally:
        logging.getLogger().removeHandler(ear)
    assert not ear.heard


def test_sources_of_a_text(lay_out: Callable[..., Layout]) -> None:
    body = '<div data-src="a#"><p data-src="a#/x">one ✓ <b>two ✗</b></p><p data-src="a#/y">two ✗</p></div>'
    layout = lay_out(body)
    assert layout.sources_of("✓") == ("a#/x",)
    assert layout.sources_of("✗") == ("a#/x", "a#/y")
    assert layout.sources_of("☃") == ()


@pytest.fixture
def styled(tmp_path: Path, project: Path) -> Callable[..., Layout]:
    """Return what lays out documents with sheets of a given text, all by one typesetter."""
    typesetter = Typesetter({"styles": (tmp_path, project / "styles"), "brand": (tmp_path,)})

    def make(head: str, **sheets: str) -> Layout:
        for name, text in sheets.items():
            (tmp_path / f"{name}.css").write_text(text)
        links = "".join(f'<link rel="stylesheet" href="styles/{name}.css">' for name in ("fonts", *sheets))
        return typesetter.lay_out(f'<html lang="en"><head>{links}{head}</head><body><p>x</body></html>')

    return make


WIDTHS = {
    "a style after a link": ("<style>@page{size:200pt;margin:0}</style>", {"a": "@page{size:100pt;margin:0}"}, 200),
    "a later link": ("", {"a": "@page{size:100pt;margin:0}", "b": "@page{size:200pt;margin:0}"}, 200),
    "a screen's style": (
        "<style media=screen>@page{size:200pt;margin:0}</style>",
        {"a": "@page{size:100pt;margin:0}"},
        100,
    ),
    "another language": (
        '<style type="text/less">@page{size:200pt;margin:0}</style>',
        {"a": "@page{size:100pt;margin:0}"},
        100,
    ),
}


@pytest.mark.parametrize(("head", "sheets", "width"), WIDTHS.values(), ids=WIDTHS)
def test_order_of_sheets(styled: Callable[..., Layout], head: str, sheets: dict[str, str], width: float) -> None:
    assert styled(head, **sheets).page_size_pt[0] == pytest.approx(width)


PARAGRAPH = "@page{{size:300pt;margin:0}} body{{margin:0}} {}"
LAYERS = {
    "layers by their order": ("", "@layer base,late; @layer late{p{margin:9pt}} @layer base{p{margin:5pt}}", 9),
    "style above layers": ("<style>p{margin:7pt}</style>", "@layer base{p{margin:5pt}}", 7),
    "style in a layer": (
        "<style>@layer base{p{margin:7pt}}</style>",
        "@layer base,late; @layer late{p{margin:5pt}}",
        5,
    ),
    "style in a new layer": (
        "<style>@layer last{p{margin:7pt}}</style>",
        "@layer base,late; @layer late{p{margin:5pt}}",
        7,
    ),
    "variables of a style": ("<style>:root{--m:7pt}</style>", "@layer base{:root{--m:5pt} p{margin:var(--m)}}", 7),
}


@pytest.mark.parametrize(("head", "sheet", "margin"), LAYERS.values(), ids=LAYERS)
def test_layers_hold_across_sheets(styled: Callable[..., Layout], head: str, sheet: str, margin: float) -> None:
    for _ in range(2):  # the second time from what is parsed already
        layout = styled(head + "<style>p::before{content:'';display:block}</style>", a=PARAGRAPH.format(sheet))
        (box,) = [
            b
            for b in layout._document.pages[0]._page_box.descendants()
            if b.element_tag == "p" and b.is_in_normal_flow()
        ][:1]
        assert box.margin_left * 0.75 == pytest.approx(margin)


def test_problems_of_a_sheet_are_told_in_every_document(styled: Callable[..., Layout]) -> None:
    sheet = '@import "missing.css"; p{text-wrap:balance}'
    first, second = (styled("", a=sheet).problems for _ in range(2))
    assert {problem.code for problem in first} == {"missing-resource", "typesetting"}
    assert first == second


def test_a_documents_own_style_stays_its_own(styled: Callable[..., Layout]) -> None:
    sheets = {"a": "@page{size:100pt;margin:0}"}
    assert styled("<style>@page{size:200pt;margin:0}</style>", **sheets).page_size_pt[0] == pytest.approx(200)
    assert styled("", **sheets).page_size_pt[0] == pytest.approx(100)
