"""What is printed can be read back, in any script, by any reader; and links say where they lead."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.engine import HTML, FontConfiguration, Stream, pydyf
from guidepress.pdf.typesetter import Typesetter

HINDI = "कर्म क्षेत्र श्री ज़िम्मेदारी कृपया राष्ट्रीय विद्यार्थी द्वितीय प्रक्रिया ट्रेनिंग ऑफ़िस हूँ १२३"
ENGLISH = "Office, flow and first: affine “quotes” – AV To ½ 2,40,000 ₹ × 9° café Ātman"
MIXED = f"{HINDI} (BPO) {ENGLISH}"


def text_of(file: bytes) -> str:
    """Return a file's text as pdfium, the reader in Chromium, finds it."""
    document = pypdfium2.PdfDocument(file)
    try:
        return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    finally:
        document.close()


def objects(file: bytes, kind: str) -> Iterator[Any]:
    """Yield the dictionaries of a /Type, in the order of the file."""
    reader = pypdf.PdfReader(BytesIO(file))
    for number in range(1, len(reader.xref_objStm) + sum(len(v) for v in reader.xref.values()) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict) and found.get("/Type") == kind:
            yield found


@pytest.fixture(scope="module")
def write(typesetter: Typesetter, page: Callable[..., str], about: About) -> Callable[..., bytes]:
    def make(body: str, **changes: str) -> bytes:
        return typesetter.lay_out(page(body, **changes)).write(EDITIONS["digital"], about)

    return make


@pytest.mark.parametrize("text", [HINDI, ENGLISH, MIXED], ids=["Hindi", "English", "mixed"])
@pytest.mark.parametrize("font", ["400 10pt Mukta", "600 10pt Mukta", "500 10pt Anek", "700 10pt Anek Display"])
def test_text_is_read_back_exactly(write: Callable[..., bytes], text: str, font: str) -> None:
    file = write(f'<p lang="hi">{text}</p>', css=f"p{{font:{font}}}")
    assert text_of(file) == text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
def test_poppler_reads_the_same(write: Callable[..., bytes], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(write(f'<p lang="hi">{MIXED}</p>'))
    printed = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], check=True, capture_output=True, text=True).stdout
    assert " ".join(printed.split()) == MIXED


def test_without_our_part_weasyprint_still_garbles_hindi(project: Path, page: Callable[..., str]) -> None:
    """When this fails, WeasyPrint does it all itself: `ActualText` in `tagging` is no longer needed."""
    html = HTML(string=page("<p>कर्म किताब"), base_url=str(project / "x"))
    assert text_of(html.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1") or b"") != "कर्म किताब"


def test_without_our_part_weasyprint_still_tells_no_language(project: Path, page: Callable[..., str]) -> None:
    """When this fails, WeasyPrint does it all itself: `Lang` in `tagging` is no longer needed."""
    html = HTML(string=page('<p>Hello <span lang="hi">Hello</span>'), base_url=str(project / "x"))
    file = html.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1", uncompressed_pdf=True) or b""
    assert file.count(b"/Lang") == 1


PICTURE = '<div><img alt="SignifyHR" src="brand/logo.svg"></div>'
PICTURE_MM = (10, 20, 40, 10)  # from the left and the top of the trimmed page, its width and height
PLACED = """
@page { margin: 0; bleed: 3mm }
div { break-before: page; position: relative; height: 99mm }
img { position: absolute; left: 10mm; top: 20mm; width: 40mm }
"""


def figure_boxes(file: bytes) -> list[list[float]]:
    return [
        list(map(float, found["/A"]["/BBox"])) for found in objects(file, "/StructElem") if found["/S"] == "/Figure"
    ]


def test_without_our_part_weasyprint_still_measures_figures_in_pixels(project: Path, page: Callable[..., str]) -> None:
    """When this fails, WeasyPrint does it itself: `_upend` in `tagging` is no longer needed."""
    html = HTML(string=page(PICTURE, css=PLACED), base_url=str(project / "x"))
    file = html.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1") or b""
    x, y, width, height = (length * 96 / 25.4 for length in PICTURE_MM)
    assert figure_boxes(file) == [pytest.approx([x, y, x + width, y + height], abs=0.01)]


def test_figures_are_where_they_show(write: Callable[..., bytes]) -> None:
    """Left, bottom, right, top, as the page's own coordinates count (ISO 32000-1, 14.8.5.4.3)."""
    file = write(2 * PICTURE, css=PLACED)
    first, second = pypdf.PdfReader(BytesIO(file)).pages
    x, y, width, height = (length * 72 / 25.4 for length in PICTURE_MM)
    left, top = float(second.trimbox.left) + x, float(second.trimbox.top) - y
    assert first.trimbox == second.trimbox != second.mediabox
    assert figure_boxes(file) == 2 * [pytest.approx([left, top - height, left + width, top], abs=0.01)]


def test_weasyprint_still_marks_runs_as_tagging_expects() -> None:
    stream = Stream([], (), {"XObject": {}}, {}, {}, {}, None)
    with stream.marked("box", "Span"):
        pass
    tag, properties, operator, _ = stream.stream
    assert (tag, operator, stream._tags) == ("/Span", b"BDC", {"box": {"tag": "Span", "mcid": 0}})
    assert isinstance(properties, pydyf.Dictionary)
    assert properties == {"MCID": 0}


def test_runs_tell_their_language_where_it_is_not_the_documents(write: Callable[..., bytes]) -> None:
    file = write('<p>Hello <b lang="hi">नमस्ते</b> <i lang="mr">नमस्कार</i>, <i lang="fr">salut</i></p>')
    spans = [
        (span.get("/Lang"), span.get("/ActualText")) for span in objects(file, "/StructElem") if span["/S"] == "/Span"
    ]
    assert set(spans) == {(None, None), ("hi", "नमस्ते"), ("mr", "नमस्कार"), ("fr", None)}
    (sheet,) = pypdf.PdfReader(BytesIO(file)).pages
    content = sheet.get_contents()
    assert content is not None
    assert content.get_data().count(b"/Lang (hi)") == 1


def test_transparency_groups_keep_their_runs(write: Callable[..., bytes]) -> None:
    file = write('<p style="opacity:.5">कर्म <b>किताब</b>')
    assert text_of(file) == "कर्म किताब"


LINKS = {
    "chapter": ('<a href="#x">The ladder</a>', "The ladder, page 2"),
    "chapter in parts": ('<a href="#x">The <b>career</b> ladder</a>', "The career ladder, page 2"),
    "number only": ('<a href="#x">2</a>', "page 2"),
    "number by style": ('<a href="#x" class="page"></a>', "page 2"),
    "label": ('<a href="#x" aria-label="To the ladder">→</a>', "To the ladder, page 2"),
    "picture": ('<a href="#x"><img alt="SignifyHR" src="brand/logo.svg"></a>', "SignifyHR, page 2"),
    "address": ('<a href="https://www.example.org/a/">our site</a>', "our site (example.org/a)"),
    "its own address": ('<a href="https://www.example.org/a/">www.example.org/a</a>', "www.example.org/a"),
    "mail": ('<a href="mailto:hr@example.org">Write to us</a>', "Write to us (hr@example.org)"),
    "own mail": ('<a href="mailto:hr@example.org">hr@example.org</a>', "hr@example.org"),
}


@pytest.mark.parametrize(("body", "description"), LINKS.values(), ids=LINKS)
def test_links_are_described_in_words(write: Callable[..., bytes], body: str, description: str) -> None:
    css = ".page::after{content:target-counter(attr(href),page)} h1{break-before:page}"
    file = write(f'<p>{body}</p><h1 id="x">The ladder</h1>', css=css)
    assert {annotation["/Contents"] for annotation in objects(file, "/Annot")} == {description}


def test_links_are_described_in_the_documents_language(typesetter: Typesetter, page: Callable[..., str]) -> None:
    about = About("क", "", "", "hi", date(2026, 11, 22), link_label="{text}, पृष्ठ {page}")
    layout = typesetter.lay_out(page('<p id="x"><a href="#x">सीढ़ी</a> <a href="#x">1</a></p>', lang="hi"))
    file = layout.write(EDITIONS["digital"], about)
    assert [annotation["/Contents"] for annotation in objects(file, "/Annot")] == ["सीढ़ी, पृष्ठ 1", "पृष्ठ 1"]
