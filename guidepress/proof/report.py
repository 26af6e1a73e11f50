"""The report of a proof: one HTML file with everything in it, for whoever decides whether files go to print."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from guidepress.diagnostics import Span
from guidepress.proof import words
from guidepress.proof.record import DPI, Page
from guidepress.proof.view import View
from guidepress.report import HARMLESS, count
from guidepress.units import PT_PER_INCH

_HERE = Path(__file__).resolve().parent
_BEFORE, _AFTER = 120, 160  # characters of a line that are shown around the culprit


def render(view: View) -> str:
    """Return the report as HTML."""
    style = Markup((_HERE / "report.css").read_text(encoding="utf-8"))
    day = f"{view.standing.day.day} {view.standing.day:%B %Y}"
    return _environment().get_template("report.html").render(view=view, words=words, style=style, day=day)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters["breakable"] = breakable
    environment.globals.update(count=count, excerpt=excerpt, shape=shape)
    return environment


def _harmless(value: Any) -> Any:
    """Take characters out of quoted content that HTML must not hold, or that turn the direction of what follows."""
    return value.translate(HARMLESS) if type(value) is str else value


def breakable(name: str) -> Markup:
    """Return a name of a file that lines may break in, after its slashes and underscores."""
    return Markup(re.sub("([/_])", r"\1<wbr>", str(escape(_harmless(name)))))


def excerpt(span: Span) -> tuple[str, str, str]:
    """Return what stands before the culprit in its line, the culprit, and what follows it; long lines are cut."""
    start = span.column - 1
    before, culprit, after = span.text[:start], span.text[start : start + span.width], span.text[start + span.width :]
    head = f"… {before[-_BEFORE:]}" if len(before) > _BEFORE else before.lstrip()
    tail = f"{after[:_AFTER]} …" if len(after) > _AFTER else after.rstrip()
    return head, culprit, tail


def shape(page: Page) -> tuple[int, int]:
    """Return the width and height of a page's picture, in pixels."""
    width, height = page.paper
    return round(width * DPI / PT_PER_INCH), round(height * DPI / PT_PER_INCH)
