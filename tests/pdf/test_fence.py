"""Nothing comes over the network, nothing from outside the project, and whoever tries is named."""

from __future__ import annotations

import base64
import os
import socket
import struct
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest

from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.fence import Limits
from guidepress.pdf.finishing import FINISHES, Finish
from guidepress.pdf.typesetter import Layout, Typesetter

PLAIN = Finish(tagged=True, options={"pdf_variant": "pdf/a-2a", "uncompressed_pdf": True})
WEB = "http://127.0.0.1:9"
SECRET = "SECRET-ON-DISK"
LIMITS = Limits(file_bytes=500_000, data_bytes=2_000_000)

_watched: list[tuple[str, str]] | None = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watched is not None and (event.startswith("socket.") or event == "open"):
        _watched.append((event, str(arguments[:1] if event == "open" else arguments)))


sys.addaudithook(_watch)  # hears of every socket and every file, whoever opens it


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """Return a project full of traps, beside a secret that no page may reach."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text(SECRET)
    (outside / "secret.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><text>{SECRET}</text></svg>")
    brand = outside / "project" / "brand"
    brand.mkdir(parents=True)
    (brand.parent / "styles").symlink_to(project / "styles")
    (brand / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    (brand / "link.svg").symlink_to(outside / "secret.svg")
    (brand / "linked").symlink_to(outside)
    (brand / "round.svg").symlink_to(brand / "round.svg")
    (brand / "folder.svg").mkdir()
    os.mkfifo(brand / "pipe.svg")
    (brand / "import.css").write_text(f"@import url({WEB}/imported.css);")
    (brand / "text.svg").write_text("no drawing")
    (brand / "page.svg").write_text("<html/>")
    (brand / "text.png").write_text("no picture")
    (brand / "text.ttf").write_text("no font")
    (brand / "notes.txt").write_text("of no kind that pages use")
    (brand / "disguised.png").write_bytes(b"GIF89a" + bytes(64))
    (brand / "144MP.png").write_bytes(png(12_000, 12_000))
    (brand / "256MP.png").write_bytes(png(16_000, 16_000))
    (brand / "large.png").write_bytes(bytes(LIMITS.file_bytes + 1))
    return brand.parent


@pytest.fixture(scope="module")
def typesetter(world: Path) -> Typesetter:
    return Typesetter({"styles": (world / "styles",), "brand": (world / "brand",)}, LIMITS)


def png(width: int, height: int) -> bytes:
    """Return a grey picture that is much larger than its file."""
    pixels = zlib.compressobj(9)
    rows = [pixels.compress(bytes(width + 1)) for _ in range(height)]
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", b"".join(rows) + pixels.flush()), (b"IEND", b""))
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def svg(inside: str, before: str = "") -> str:
    """Return a drawing as an `<img>`."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    drawing = f'{before}<svg {names} width="50" height="50">{inside}</svg>'
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}">'


ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
DOUBLING = "".join(f'<g id="u{i}"><use href="#u{i + 1}"/><use href="#u{i + 1}"/></g>' for i in range(30))
MASKS = "".join(f'<mask id="m{i}"><rect class="c{i}"/><rect class="c{i}"/></mask>' for i in range(30))
MASKING = "".join(f".c{i}{{mask:url(#m{i + 1})}}" for i in range(30))

ATTACKS = {
    "img over http": (f'<img src="{WEB}/img">', "blocked-resource"),
    "img over https": ('<img src="https://example.org/img">', "blocked-resource"),
    "img over ftp": ('<img src="ftp://example.org/img">', "blocked-resource"),
    "img from a jar": ('<img src="jar:file:///a.jar!/b.png">', "blocked-resource"),
    "img by network path": ('<img src="//example.org/img.png">', "blocked-resource"),
    "background": (f'<p style="background:url({WEB}/bg)">x', "blocked-resource"),
    "import": (f"<style>@import url({WEB}/imp);</style>", "blocked-resource"),
    "imported import": ('<link rel="stylesheet" href="brand/import.css">', "blocked-resource"),
    "linked sheet": (f'<link rel="stylesheet" href="{WEB}/sheet.css">', "blocked-resource"),
    "font": (
        f"<style>@font-face{{font-family:z;src:url({WEB}/font.ttf)}}p{{font-family:z}}</style><p>x",
        "blocked-resource",
    ),
    "no font": (
        "<style>@font-face{font-family:z;src:url(brand/text.ttf)}p{font-family:z}</style><p>x",
        "unreadable-font",
    ),
    "content": (f"<style>p::before{{content:url({WEB}/cnt)}}</style><p>x", "blocked-resource"),
    "list bullet": (f'<ul style="list-style-image:url({WEB}/li)"><li>x</ul>', "blocked-resource"),
    "colour profile": (f"<style>@color-profile --x{{src:url({WEB}/icc);components:a,b,c}}</style>", "blocked-resource"),
    "object": (f'<object data="{WEB}/obj"></object>', "blocked-resource"),
    "embed": (f'<embed src="{WEB}/emb">', "blocked-resource"),
    "base": (f'<base href="{WEB}/b/"><img src="rel.png">', "blocked-resource"),
    "inline drawing": (f'<svg width=9 height=9><image href="{WEB}/inl" width=9 height=9 /></svg>', "blocked-resource"),
    "drawing with image": (svg(f'<image href="{WEB}/s1" width="9" height="9"/>'), "blocked-resource"),
    "drawing with xlink": (svg(f'<use xlink:href="{WEB}/s2#a"/>'), "blocked-resource"),
    "drawing with import": (svg(f"<style>@import url({WEB}/s3);</style>"), "blocked-resource"),
    "drawing with hidden import": (svg(f"<style>@\\69mport '{WEB}/s3';</style>"), "blocked-resource"),
    "drawing with fill": (svg(f'<rect fill="url({WEB}/s4#g)" width="9" height="9"/>'), "blocked-resource"),
    "drawing with font": (svg(f"<style>@font-face{{font-family:q;src:url({WEB}/s5)}}</style>"), "blocked-resource"),
    "drawing with a file": (svg('<image href="file://{secret}" width="9" height="9"/>'), "blocked-resource"),
    "drawing with our file": (svg('<image href="brand/logo.svg" width="9" height="9"/>'), "blocked-resource"),
    "drawing in a drawing": (
        svg('<image href="data:image/svg+xml,%3Csvg/%3E" width="9" height="9"/>'),
        "blocked-resource",
    ),
    "external entity": (
        svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{secret}">]>'),
        "blocked-resource",
    ),
    "billion laughs": (svg("<text>&a8;</text>", f'<!DOCTYPE svg [<!ENTITY a0 "lol">{ENTITIES}]>'), "blocked-resource"),
    "use of itself": (svg('<g id="a"><use xlink:href="#a"/></g>'), "blocked-resource"),
    "billion uses": (svg(DOUBLING + '<g id="u30"><rect/></g>'), "oversized-resource"),
    "billion masks": (svg(f"<style>{MASKING}</style>{MASKS}" + '<rect class="c0"/>'), "oversized-resource"),
    "many elements": (svg("<g/>" * 50_001), "oversized-resource"),
    "deep elements": (svg("<g>" * 500 + "</g>" * 500), "oversized-resource"),
    "unfinished drawing": (svg("<g>"), "unreadable-image"),
    "file address": ('<img src="file://{secret}">', "blocked-resource"),
    "FILE address": ('<img src="FILE://{secret}">', "blocked-resource"),
    "file on a host": ('<img src="file://example.org/x.png">', "blocked-resource"),
    "absolute path": ('<img src="{secret}">', "blocked-resource"),
    "climbing": ('<img src="brand/../../secret.txt">', "blocked-resource"),
    "climbing in disguise": ('<img src="brand/%2e%2e/%2e%2e/secret.svg">', "blocked-resource"),
    "climbing backwards": ('<img src="brand/..%5c..%5csecret.svg">', "blocked-resource"),
    "another mount": ('<img src="secret/x.svg">', "blocked-resource"),
    "symbolic link": ('<img src="brand/link.svg">', "blocked-resource"),
    "through a linked folder": ('<img src="brand/linked/secret.svg">', "blocked-resource"),
    "loop of links": ('<img src="brand/round.svg">', "missing-resource"),
    "folder": ('<img src="brand/folder.svg">', "missing-resource"),
    "pipe": ('<img src="brand/pipe.svg">', "blocked-resource"),
    "kind of file": ('<img src="brand/notes.txt">', "blocked-resource"),
    "missing": ('<img src="brand/logo.png">', "missing-resource"),
    "no drawing": ('<img src="brand/text.svg">', "unreadable-image"),
    "another drawing": ('<img src="brand/page.svg">', "unreadable-image"),
    "no picture": ('<img src="brand/text.png">', "unreadable-image"),
    "another format": ('<img src="brand/disguised.png">', "unreadable-image"),
    "144 MP": ('<img src="brand/144MP.png">', "oversized-resource"),
    "256 MP": ('<img src="brand/256MP.png">', "oversized-resource"),
    "large file": ('<img src="brand/large.png">', "oversized-resource"),
    "large address": (f'<img src="data:image/png,{"0" * LIMITS.data_bytes}">', "oversized-resource"),
    "markup as text": ('<img src="data:text/plain,%3Csvg/%3E">', "blocked-resource"),
    "attached file": ('<link rel="attachment" href="file://{secret}">', "unsafe-link"),
    "attached link": ('<link rel="attachment" href="brand/link.svg">', "unsafe-link"),
    "attachment to click": ('<a rel="attachment" href="file://{secret}">get</a>', "unsafe-link"),
    "link to a file": ('<a href="file://{secret}">x</a>', "unsafe-link"),
    "link to a script": ('<a href="javascript:alert(1)">x</a>', "unsafe-link"),
    "link to a place of ours": ('<a href="brand/logo.svg">x</a>', "unsafe-link"),
    "sheet from a file": ("<style>@import url(file://{secret});</style>", "blocked-resource"),
}
HARMLESS = {
    "frame": f'<iframe src="{WEB}/i"></iframe>',
    "script": f'<script src="{WEB}/j"></script>',
    "video": f'<video poster="{WEB}/v"></video>',
    "alternate sheet": f'<link rel="alternate stylesheet" href="{WEB}/alternate.css">',
}


@pytest.fixture(scope="module")
def attempt(world: Path, typesetter: Typesetter, page: Callable[..., str], about: About) -> Callable[[str], Attempt]:
    """Return what lays out and writes some HTML under observation."""

    def make(body: str) -> Attempt:
        global _watched
        layout = typesetter.lay_out(page("<p>x"))  # the fonts are read once, here
        html = page(body.replace("{secret}", str(world.parent / "secret.svg")))
        _watched = events = []
        try:
            layout = typesetter.lay_out(html)
            with patch.dict(FINISHES, tagged=PLAIN):
                return Attempt(layout, layout.write(EDITIONS["digital"], about), events)
        finally:
            _watched = None

    return make


class Attempt(NamedTuple):
    """A document, its file, and every socket and file opened meanwhile."""

    layout: Layout
    file: bytes
    events: list[tuple[str, str]]

    def assert_nothing_got_in(self) -> None:
        assert not [event for event in self.events if event[0].startswith("socket.")]
        assert not [event for event in self.events if "secret" in event[1]]
        assert SECRET.encode() not in self.file
        assert b"secret" not in self.file


@pytest.mark.parametrize(("body", "code"), ATTACKS.values(), ids=ATTACKS)
def test_attack_is_refused_and_reported(attempt: Callable[[str], Attempt], body: str, code: str) -> None:
    started = time.monotonic()
    result = attempt(body)
    result.assert_nothing_got_in()
    errors = [problem.code for problem in result.layout.problems if problem.severity == "error"]
    assert code in errors, result.layout.problems
    assert time.monotonic() - started < 5


def test_watch_hears_of_sockets_and_files(world: Path) -> None:
    global _watched
    _watched = events = []
    try:
        socket.socket().close()
        (world.parent / "secret.txt").read_text()
    finally:
        _watched = None
    assert {event for event, _ in events} == {"socket.__new__", "open"}


@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS)
def test_what_is_never_fetched_is_not_reported(attempt: Callable[[str], Attempt], body: str) -> None:
    result = attempt(body)
    result.assert_nothing_got_in()
    assert not result.layout.problems


ALLOWED = {
    "file of a mount": '<img alt="x" src="brand/logo.svg">',
    "its name encoded": '<img alt="x" src="brand/%6cogo.svg">',
    "twice": '<img alt="x" src="brand/logo.svg"><img alt="x" src="brand/logo.svg">',
    "drawing": svg('<linearGradient id="g"><stop/></linearGradient><rect fill="url(#g)" width="9" height="9"/>'),
    "drawing with styles": svg(
        "<style>.a{fill:url(#g);clip-path:url(#c)}</style>"
        '<linearGradient id="g"><stop/></linearGradient><clipPath id="c"><path d="M0 0h9v9z"/></clipPath>'
        '<rect class="a" width="9" height="9"/><a href="https://example.org/"><rect class="a"/></a>'
    ),
    "drawing with a picture": svg(f'<image href="data:image/png;base64,{base64.b64encode(png(2, 2)).decode()}"/>'),
    "drawing of an editor": svg(
        "<rect/>", '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
    ),
    "web, mail, telephone": '<a href="https://example.org/">a</a><a href="mailto:a@b.c">b</a><a href="tel:+911">c</a>',
}


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED)
def test_what_pages_need_passes(attempt: Callable[[str], Attempt], body: str) -> None:
    result = attempt(body.replace('alt=""', 'alt="x"'))
    result.assert_nothing_got_in()
    assert not result.layout.problems


def test_refusal_names_the_file_and_a_way_out(typesetter: Typesetter, page: Callable[..., str]) -> None:
    (problem,) = typesetter.lay_out(page('<img alt="x" src="brand/lgo.svg">')).problems
    assert problem.message == '"brand/lgo.svg" does not exist'
    assert problem.hint == 'did you mean "brand/logo.svg"?'


def test_project_overrides_a_shipped_style(tmp_path: Path, project: Path, page: Callable[..., str]) -> None:
    (tmp_path / "more.css").write_text("@page { size: A6 }")
    mounts = {"styles": (tmp_path, project / "styles"), "brand": (tmp_path,)}
    html = page("<p>x").replace("</head>", '<link rel="stylesheet" href="styles/more.css"></head>')
    layout = Typesetter(mounts).lay_out(html)
    assert not layout.problems
    assert round(layout.page_size_pt[0]) == 298
