"""What a report tells, and how: findings on their pages, words, numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guidepress.diagnostics import Diagnostic, Span, Spot
from guidepress.pdf.imposition import Imposing
from guidepress.pdf.sheets import impose
from guidepress.proof import report, words
from guidepress.proof.drawing import Task, draw
from guidepress.proof.findings import numbered
from guidepress.proof.pictures import Gallery
from guidepress.proof.record import Area, Difference, Document, Drawn, Subject
from guidepress.proof.report import excerpt
from guidepress.proof.shelf import Shelf
from guidepress.proof.view import Standing, View
from tests.proof.reading import Report, require_sound
from tests.proof.samples import SIZE, pdf, record

PATH = "guide/en/guide_booklet_en_digital.pdf"
TEXTS = ("Cover", "Two", "Three", "Back")


def _view(out: Path, data: bytes, *said: Diagnostic, edition: str = "digital", **more: Any) -> View:
    """Return the proof of one document."""
    source = out / PATH
    source.parent.mkdir(parents=True)
    source.write_bytes(data)
    shelf = Shelf(out)
    drawn = draw(Task(source, PATH, "", None, shelf.shown, shelf.staging))
    subject = Subject(path=PATH, kind="booklet", edition=edition, standards=("PDF/UA-1", "PDF/A-2a"))
    standing = Standing(
        documents=(Document(subject, (drawn,)),),
        findings=numbered(said, [subject], {}),
        verdicts=more.get("verdicts", {}),
        last={},
        gone=(),
        day=date(2027, 2, 1),
    )
    return View(standing, Gallery(shelf, 1, out))


def _report(view: View) -> Report:
    return require_sound(report.render(view))


def _warning(page: int = 0, area: tuple[float, ...] = (), **more: Any) -> Diagnostic:
    return Diagnostic("warning", "small-text", "it is small", spot=Spot(PATH, page, *area), **more)


def test_each_finding_is_linked_from_the_table_and_stands_beside_its_page(tmp_path: Path) -> None:
    span = Span("source/guides/guide/guide.yaml", 4, 8, 5, "title: Three")
    said = [
        _warning(3, (40, 90, 60, 14), span=span, hint="make it larger"),
        _warning(),
        Diagnostic("note", "a-b", "so"),
    ]
    found = _report(_view(tmp_path, pdf(TEXTS, title="A guide"), *said))
    assert {f"#finding-{number}" for number in (1, 2, 3)} <= set(found.values("href"))
    assert "Page 3 of A guide: 1 finding" in found.text
    assert "Way out: make it larger" in found.text
    assert "source/guides/guide/guide.yaml:4:8" in found.text
    assert any(
        "Page 3 of A guide, booklet, with its findings marked" in (image["alt"] or "") for image in found.all("img")
    )
    assert "2 warnings to look at." in found.text


def test_thirty_findings_of_a_page_share_its_picture(tmp_path: Path) -> None:
    said = [replace(_warning(2, (10, 10 * each, 50, 8)), message=f"number {each}") for each in range(30)]
    found = _report(_view(tmp_path, pdf(TEXTS), *said))
    assert len([1 for image in found.all("img") if "marked" in (image["alt"] or "")]) == 1
    assert len([1 for rect in found.all("rect") if rect.get("class") == "edge"]) == 30
    assert {f"finding-{number}" for number in range(1, 31)} <= set(found.values("id"))


def test_marks_on_a_page_with_bleed_count_from_where_it_is_cut(tmp_path: Path) -> None:
    found = _report(_view(tmp_path, pdf(TEXTS, bleed=9), _warning(3, (40, 90, 60, 14))))
    assert [(rect["x"], rect["y"]) for rect in found.all("rect") if rect.get("class") == "edge"] == [("47.0", "97.0")]


def test_a_page_that_does_not_exist_does_not_lose_its_finding(tmp_path: Path) -> None:
    found = _report(_view(tmp_path, pdf(TEXTS), _warning(99, (1, 1, 1, 1))))
    assert "page 99" in found.text
    assert "finding-1" in found.values("id")


def test_findings_of_a_booklet_are_marked_where_imposition_put_its_pages(tmp_path: Path) -> None:
    data = impose(pdf(TEXTS), Imposing(paper="A4")).data
    view = _view(tmp_path, data, _warning(2, (40, 90, 60, 14)), _warning(1), edition="office")
    one, other = view.on_pages[PATH]
    assert (one.page.number, other.page.number) == (1, 2) or (one.page.number, other.page.number) == (2, 1)
    two, cover = (each for each in sorted((one, other), key=lambda each: -each.page.number))
    assert (two.name, cover.name) == ("page 2 (sheet 1, back)", "page 1 (sheet 1, front)")
    assert two.area == pytest.approx((40, 90, 60, 14), abs=0.01)
    assert cover.area == pytest.approx((SIZE[0], 0, *SIZE), abs=0.01)
    _report(view)


def test_verdicts_on_standards_are_told_and_so_is_that_nobody_was_asked(tmp_path: Path) -> None:
    data = pdf(TEXTS)
    silent = _report(_view(tmp_path / "a", data, verdicts={PATH: "not asked, as there is no Java"})).text
    assert "PDF/UA-1 and PDF/A-2a: not asked, as there is no Java." in silent
    asked = _report(_view(tmp_path / "b", data, verdicts={PATH: "veraPDF finds no fault"})).text
    assert "PDF/UA-1 and PDF/A-2a: veraPDF finds no fault." in asked


def test_too_many_pictures_are_left_out_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guidepress.proof.pictures._MOST_PX", 1)
    found = _report(_view(tmp_path, pdf(TEXTS), _warning(3, (40, 90, 60, 14))))
    assert "would make this report too large" in found.text
    assert f"pages/{PATH.removesuffix('.pdf')}/003.png" in found.values("href")


def _document(*, published: bool = True) -> Document:
    return Document(Subject(path=PATH, kind="booklet", edition="digital", published=published))


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        (1, 0, ("1 file may go to print.", "Nothing was found wrong.")),
        (40, 0, ("40 files may go to print.", "Nothing was found wrong.")),
        (3, 2, ("2 files were not published.", "3 files may go to print.", "Nothing was found wrong.")),
        (0, 1, ("1 file was not published.", "Nothing was found wrong.")),
        (0, 0, ("There is nothing to print: no document was asked for.",)),
    ],
)
def test_the_verdict_is_plain(good: int, bad: int, expected: tuple[str, ...]) -> None:
    assert words.verdict([_document()] * good + [_document(published=False)] * bad, ()) == expected


def _again(edition: str, turning: Any, looks: str, sheets: tuple[int, ...], *pages: int, published: bool = True) -> str:
    from guidepress.proof.record import Change

    changes = tuple(Change(page, page, (Area(0, 0, 1, 1),)) for page in pages)
    subject = Subject(path=PATH, kind="booklet", edition=edition, published=published)
    return words.again(subject, Drawn(record(looks, turning), Difference("other", changes, sheets)))


def test_what_to_print_again_is_what_hands_can_do() -> None:
    sheets = "Print sheets 1, 3 of 4 again, both sides: in the print dialogue, pages 1–2, 5–6."
    assert _again("office", "duplex", "abcdefgh", (1, 3), 1, 5) == sheets
    assert "pages 1, 8." in _again("office", "simplex", "abcdefgh", (1,), 1)
    assert _again("office", "duplex", "abcd", (1, 2), 1, 3) == "Print all 2 sheets again."
    assert _again("office", "duplex", "ab", (1,), 1) == "Print the sheet again."
    assert _again("office", "", "a", (), 1) == "Print it again."
    assert _again("large-print", "", "abc", (), 2, 3) == "Print pages 2–3 of 3 again."
    assert _again("press", "", "abc", (), 2) == "Send the new file to the print shop."
    assert _again("digital", "", "abc", (), 2) == "Send or upload the new file."
    assert _again("digital", "", "abc", (), 2, published=False) == "Nothing yet: it was not published."
    assert _again("office", "", "abc", ()) == "Its bytes changed; its pages look the same."


def test_sizes_have_the_names_of_papers() -> None:
    assert words.paper((419.5, 595.3)) == "A5, 148 × 210 mm"
    assert words.paper((841.9, 595.3)) == "A4 across, 297 × 210 mm"
    assert words.paper((100, 100)) == "35 × 35 mm"


def test_a_long_line_is_cut_around_its_culprit() -> None:
    text = f"{'a' * 500}CULPRIT{'b' * 500}"
    before, culprit, after = excerpt(Span("f", 1, 501, 7, text))
    assert culprit == "CULPRIT"
    assert (before[:2], after[-2:]) == ("… ", " …")
    assert len(before) + len(after) < 300


def test_the_worst_comes_first() -> None:
    said = [Diagnostic("note", "c", "n"), _warning(2), Diagnostic("error", "a", "e"), _warning(1)]
    found = numbered(said, [Subject(path=PATH, kind="booklet", edition="digital")], {})
    assert [(each.number, each.said.severity, each.page) for each in found] == [
        (1, "error", 0), (2, "warning", 1), (3, "warning", 2), (4, "note", 0),
    ]  # fmt: skip
