"""Sound logos and fonts are taken, however they were exported; what else may lie in a file is not."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from guidepress.content.library import Loaded
from guidepress.content.svg import inspect

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {0}>{1}</svg>'


def svg(inside: str = "", attributes: str = 'viewBox="0 0 9 9"', before: str = "") -> bytes:
    return (before + SVG.format(attributes, inside)).encode()


def png(width: int = 600, height: int = 200) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'


@pytest.mark.parametrize(
    "data",
    [
        svg('<path d="M0 0h9v9z" fill="url(#a)"/><linearGradient id="a"/>'),
        svg('<use xlink:href="#a"/><symbol id="a"><path d="M0 0"/></symbol>'),
        svg("<style>.a{fill:url(#b)}</style>", 'width="9mm" height="9mm"'),
        svg(before='<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: a drawing program -->\n' + DOCTYPE),
        b"\xef\xbb\xbf" + svg(),
        svg().decode().encode("utf-16"),
        svg('<metadata><a:b xmlns:a="https://example.org/ns#" a:about=""/></metadata>'),
        svg(f'<image href="data:image/png;base64,{base64.b64encode(png(9, 9)).decode()}"/>'),
    ],
)
def test_sound_drawings_are_taken(data: bytes) -> None:
    report = inspect(data)
    assert report.unsafe == report.broken == []


@pytest.mark.parametrize(
    "inside",
    [
        '<image xlink:href="//example.org/a.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#a"/>',
        "<SCRIPT/>",
        '<style>a{background:u\\72l("x")}</style>',
        '<path style="fill: url( &quot;http://example.org&quot;)"/>',
        '<a href="javascript:alert(1)"/>',
        "<g>" * 200 + "</g>" * 200,
        "<g/>" * 20_001,
    ],
)
def test_what_reaches_outside_is_refused(inside: str) -> None:
    assert inspect(svg(inside)).unsafe


@given(st.binary(max_size=200) | st.text("<>/='\"&;!?svg#a[] ", max_size=80).map(lambda text: svg(text)))
def test_no_bytes_raise(data: bytes) -> None:
    inspect(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [("logo.svg", svg()), ("logo.png", png()), ("marks/logo.PNG", png()), ("logo.jpg", None)],
)
def test_sound_logos_are_taken(
    project: Path,
    loaded: Callable[[], Loaded],
    write: Callable[[str, str], None],
    name: str,
    data: bytes | None,
) -> None:
    file = project / "source/brands/acme" / name
    file.parent.mkdir(exist_ok=True)
    if data is None:
        Image.new("CMYK", (600, 200)).save(file)
    else:
        file.write_bytes(data)
    write("+brands/acme/brand.yaml", f"logo: {name}\n")
    assert loaded().diagnostics == ()


def test_an_image_inside_a_drawing_is_judged_too(
    project: Path, loaded: Callable[[], Loaded], write: Callable[[str, str], None]
) -> None:
    inside = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
    (project / "source/brands/acme/logo.svg").write_bytes(svg(f'<image href="data:image/png;base64,{inside}"/>'))
    write("+brands/acme/brand.yaml", "logo: logo.svg\n")
    assert [found.code for found in loaded().diagnostics] == ["image-format"]


def test_own_typefaces_are_taken(
    project: Path, loaded: Callable[[], Loaded], write: Callable[[str, str], None]
) -> None:
    (project / "source/brands/acme/own.ttf").write_bytes(b"\0\1\0\0" + bytes(8))
    face = "{family: Own, licence: OFL-1.1, files: [{path: own.ttf, weight: 700}]}"
    write("+brands/acme/brand.yaml", f"typefaces: {{heading: {face}, body: Mukta}}\n")
    assert loaded().diagnostics == ()
