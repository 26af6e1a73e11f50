"""A project of a few files around a page, and what a finished file says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guidepress.assets import shipped
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter

ABOUT = About("A guide", "SignifyHR", "What it is about.", "en", date(2026, 11, 22))
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10"/></svg>'
STYLE = """
* { image-rendering: crisp-edges }
@page { size: A5; margin: 15mm }
html { font: 400 10pt/14pt Mukta }
body, p, h1 { margin: 0 }
"""


@pytest.fixture(scope="session")
def page() -> Callable[..., str]:
    """Return what makes a document of some HTML: `page(body, css="", lang="en")`."""

    def make(body: str, css: str = "", lang: str = "en") -> str:
        head = f'<link rel="stylesheet" href="styles/fonts.css"><style>{STYLE}{css}</style>'
        return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'

    return make


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with `styles/` (the shipped fonts) and `brand/` (a logo)."""
    root = tmp_path_factory.mktemp("project")
    (root / "brand").mkdir()
    (root / "brand" / "logo.svg").write_text(LOGO)
    (root / "styles").mkdir()
    shutil.copy(shipped("styles") / "fonts.css", root / "styles")
    shutil.copytree(shipped("styles") / "fonts", root / "styles" / "fonts")
    return root


@pytest.fixture(scope="session")
def typesetter(project: Path) -> Typesetter:
    return Typesetter({"styles": (project / "styles",), "brand": (project / "brand",)})


@pytest.fixture(scope="session")
def about() -> About:
    return ABOUT
