"""The shipped faces: what they can write, and that lines of two scripts stay on the grid."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont

from guidepress.assets import shipped
from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter

STYLES = shipped("styles")
FONTS = sorted((STYLES / "fonts").glob("*.ttf"))
FACE = re.compile(r'@font-face \{ font-family: "([^"]+)"; font-weight: (\d+); src: url\(([^)]+)\) \}')
FACES = FACE.findall((STYLES / "fonts.css").read_text(encoding="utf-8"))

TYPOGRAPHY = "₹€£–—‘’“”…·•×÷°½¼¾©®†§%+−±=<>#@&"
SPACES = "\u00a0\u2007\u2009\u202f"
HYPHENS = "\u2010\u2011\u00ad"
LATIN = "éèêëçñöüøåßœæāīūśḥṃ"
DEVANAGARI = "".join(chr(code) for code in range(0x901, 0x970) if unicodedata.name(chr(code), ""))
JOINERS = "\u200c\u200d\u25cc"


@pytest.fixture(scope="module", params=FONTS, ids=lambda path: path.stem)
def font(request: pytest.FixtureRequest) -> TTFont:
    return TTFont(request.param)


def test_every_face_is_a_file_and_every_file_a_face() -> None:
    assert FACES
    assert sorted(path for *_, path in FACES) == [f"fonts/{path.name}" for path in FONTS]


def test_faces_of_a_family_differ_in_weight() -> None:
    """WeasyPrint merges two files of one family and weight into garbage."""
    names = [(family, weight) for family, weight, _ in FACES]
    assert len(names) == len(set(names))


def test_licences_stand_beside_the_fonts() -> None:
    for family in {path.stem.removesuffix("Display").partition("-")[0].removesuffix("Display") for path in FONTS}:
        assert "SIL OPEN FONT LICENSE" in (STYLES / "fonts" / f"OFL-{family}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "characters",
    [TYPOGRAPHY, SPACES, LATIN, DEVANAGARI, JOINERS],
    ids=["signs", "spaces", "Latin", "Devanagari", "joiners"],
)
def test_face_has_characters(font: TTFont, characters: str) -> None:
    known = font.getBestCmap() or {}
    assert not [f"{char} U+{ord(char):04X}" for char in characters if ord(char) not in known]


def test_figures_can_stand_in_columns(font: TTFont) -> None:
    """`font-variant-numeric: tabular-nums` needs the feature."""
    assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}  # type: ignore[attr-defined]


def test_face_has_what_devanagari_needs(font: TTFont) -> None:
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}  # type: ignore[attr-defined]
    assert features >= {"akhn", "blwf", "half", "nukt", "pres", "rkrf", "rphf", "vatu"}


@pytest.mark.parametrize("family", sorted({family for family, *_ in FACES}))
def test_weights_of_a_family_stand_on_one_line(family: str) -> None:
    """Equal ascent and descent: a bold word does not grow its line."""
    heights = {
        (TTFont(STYLES / path)["hhea"].ascent, TTFont(STYLES / path)["hhea"].descent)  # type: ignore[attr-defined]
        for name, _, path in FACES
        if name == family
    }
    assert len(heights) == 1


GRID = {
    "English": "Work",
    "Hindi": "कर्म किताब",
    "both": "Work कर्म किताब Work",
    "bold Hindi": "Work <b>कर्म किताब</b>",
    "signs": "₹2,40,000 – ½ × Ātman",
}


@pytest.mark.parametrize("line", GRID.values(), ids=GRID)
@pytest.mark.parametrize("family", ["Mukta", "Anek", "Anek Display"])
def test_lines_of_any_script_keep_the_grid(
    typesetter: Typesetter, page: Callable[..., str], line: str, family: str
) -> None:
    css = f'p{{font:500 10pt/14pt "{family}"}} b{{font-weight:700}}'
    layout = typesetter.lay_out(page(f"<p>{'<br>'.join([line] * 10)}</p><p id=end>", css=css))
    assert layout.anchors["end"].y_pt - 42.52 == pytest.approx(140, abs=0.01)


def test_a_word_in_another_family_keeps_the_grid_without_a_line_height(
    typesetter: Typesetter, page: Callable[..., str]
) -> None:
    """Two families on a line do grow it, which is why inline changes of family set `line-height: 0`."""

    def height(line_height: str) -> float:
        css = f"p{{font:400 10pt/14pt Mukta}} i{{font:700 10pt/{line_height} Anek}}"
        return typesetter.lay_out(page("<p>Work <i>कर्म</i></p><p id=end>", css=css)).anchors["end"].y_pt - 42.52

    assert height("0") == pytest.approx(14, abs=0.01)
    assert height("14pt") >= 14


def test_only_shipped_fonts_are_embedded_whatever_is_asked_for(
    typesetter: Typesetter, page: Callable[..., str], about: About
) -> None:
    body = '<p style="font-family:DejaVu Sans,serif">Serif <i>slanted</i> <code>code</code> अ <b>bold</b></p>'
    reader = pypdf.PdfReader(BytesIO(typesetter.lay_out(page(body)).write(EDITIONS["digital"], about)))
    resources: list[Any] = [sheet["/Resources"] for sheet in reader.pages]
    embedded = [font.get_object() for resource in resources for font in resource["/Font"].values()]
    fonts = {font["/BaseFont"].partition("+")[2]: font["/DescendantFonts"][0]["/FontDescriptor"] for font in embedded}
    assert {name.partition("-")[0] for name in fonts} <= {"Mukta", "Anek"}
    assert all("/FontFile2" in descriptor for descriptor in fonts.values())


def test_a_face_of_the_project_is_used(tmp_path: Path, project: Path) -> None:
    (tmp_path / "own.ttf").write_bytes(FONTS[0].read_bytes())
    face = '<style>@font-face{font-family:"Own";src:url(brand/own.ttf)} p{font-family:Own}</style>'
    typesetter = Typesetter({"styles": (project / "styles",), "brand": (tmp_path,)})
    assert not typesetter.lay_out(f'<html lang="en"><head>{face}</head><body><p>x').problems
