"""The digital edition fulfils PDF/UA-1 and PDF/A-2a at once, and the judge would see it if it did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from guidepress.assets import shipped
from guidepress.compose.print_me import compose_print_me
from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter
from guidepress.preflight.verapdf import VeraPdf
from tests.compose.samples import GUIDE, job, loaded, small, with_changes
from tests.compose.samples import write as write_project

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

STYLE = """
* { image-rendering: crisp-edges }
@page { size: A5; margin: 15mm; @bottom-center { content: counter(page) } }
html { font: 400 10pt/14pt Mukta }
h1, h2 { font: 700 18pt/21pt Anek }
strong { font-weight: 600 }
ul, ol { list-style-position: outside }
.contents { list-style: none }
.contents li::after { content: " " target-counter("#ladder", page) }
.bar { background: #d4341b linear-gradient(#d4341b, #a92611); height: 14pt }
"""
RASTER = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAEUlEQVR4nGP4z8DwH4QZYAwAR8oH+Rq28akAAAAASUVORK5CYII="
WEDGE = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='9'><path d='M0 0h60v9z' fill='#d4341b'/></svg>"
BODY = f"""
<h1>Starting in BPO operations</h1>
<ul class="contents"><li><a href="#ladder">The ladder</a></li></ul>
<p>Sources at <a href="https://www.onetonline.org/">O*NET</a>; <a href="mailto:hr@example.org">ask us</a>.</p>
<div class="bar"></div>
<p lang="hi">कर्म, क्षेत्र, श्री और <strong>ज़िम्मेदारी</strong> – <span lang="en">career</span> ₹2,40,000</p>
<figure><img alt="A wedge" src="data:image/svg+xml,{quote(WEDGE)}"><figcaption>A wedge</figcaption></figure>
<img alt="A dot" width="20" src="data:image/png;base64,{RASTER}">
<h2 id="ladder" style="break-before: page">The ladder</h2>
<ul><li>Answer calls</li><li>Note what is said</li></ul>
<ol><li>Apply</li><li>Talk</li></ol>
<table><caption>Years</caption>
<thead><tr><th scope="col">Step</th><th scope="col">Years</th></tr></thead><tbody>
<tr><th scope="row">Team leader</th><td>1–4</td></tr>
<tr><th scope="row">Manager</th><td>5</td></tr></tbody></table>
<dl><dt>AHT</dt><dd>average handle time</dd></dl>
"""
BROKEN = f'<h1>One</h1><h3>Three</h3><p>Done ✓</p><img src="data:image/svg+xml,{quote(WEDGE)}">'


def write(folder: Path, name: str, body: str) -> Path:
    typesetter = Typesetter({"styles": (shipped("styles"),)})
    head = f'<link rel="stylesheet" href="styles/fonts.css"><style>{STYLE}</style>'
    html = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    about = About("Starting in BPO operations", "SignifyHR", "A career guide.", "en", date(2026, 11, 22))
    file = folder / name
    file.write_bytes(typesetter.lay_out(html).write(EDITIONS["digital"], about))
    return file


def test_digital_edition_conforms_and_a_broken_page_does_not(verapdf: VeraPdf, tmp_path: Path) -> None:
    sound, broken = write(tmp_path, "sound.pdf", BODY), write(tmp_path, "broken.pdf", BROKEN)
    verdicts = verapdf.judge([sound, broken], EDITIONS["digital"].standards)
    assert [(verdict.file, verdict.standard) for verdict in verdicts] == [
        (file, standard) for standard in ("PDF/UA-1", "PDF/A-2a") for file in (sound, broken)
    ]
    for verdict in verdicts:
        assert verdict.checks > 100
        assert not verdict.failures or verdict.file == broken, str(verdict)
        assert verdict.failures or verdict.file == sound, f"{verdict} should not pass"


def test_what_is_no_pdf_is_told(verapdf: VeraPdf, tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_text("no PDF")
    (verdict,) = verapdf.judge([tmp_path / "no.pdf"], ["PDF/UA-1"])
    assert verdict.failures


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_sheet_that_says_how_to_print_fulfils_both(tmp_path: Path, verapdf: VeraPdf, language: str) -> None:
    library = loaded(write_project(tmp_path, with_changes(small(), {GUIDE: {"language": language}})))
    html = compose_print_me(library, replace(job("booklet"), edition="office", locale=language), 12, "a_office.pdf")
    about = About("How to print", "Acme", "A sheet.", language, date(2026, 11, 22))
    file = tmp_path / "print-me.pdf"
    file.write_bytes(Typesetter({"styles": (shipped("styles"),)}).lay_out(html).write(EDITIONS["digital"], about))
    assert all(not verdict.failures for verdict in verapdf.judge([file], EDITIONS["digital"].standards))
