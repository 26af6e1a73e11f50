"""Layouts: Jinja2 templates of the project and the shipped ones, fenced in; what is wrong in them has a place."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from guidepress import assets
from guidepress.compose import markdown
from guidepress.diagnostics import ContentError, Span, error


def render(root: Path, name: str, values: Mapping[str, Any], edition: str = "") -> str:
    """Fill a layout; those in a folder with the name of the `edition` come before the common ones.

    Raises `ContentError` with the place when a layout of the project's own is at fault.
    """
    folders = assets.search_path("layouts", root)
    own = tuple(folder / edition for folder in folders if edition and (folder / edition).is_dir())
    try:
        return _environment((*own, *folders)).get_template(name).render(values)
    except Exception as failure:
        place = _place(failure, root)
        if place is None:
            raise
        raise ContentError(error("layout", f"{type(failure).__name__}: {failure}", place, _HINT)) from failure


_HINT = "mend the layout, or delete it: the shipped one takes its place"


class _Loader(FileSystemLoader):
    """Reads layouts below its folders only, whatever links there are."""

    def get_source(self, environment: Environment, template: str) -> Any:
        source = super().get_source(environment, template)
        file = Path(source[1] or "").resolve()
        if not any(file.is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateNotFound(template, f"“{template}” lies outside the project")
        return source


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=_Loader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(markdown=_markdown, inline=_inline, titled=markdown.titled, packed=_packed)
    return environment


@pass_context
def _markdown(context: Context, text: str, tail: str = "", label: str = "") -> Markup:
    return markdown.block(text, tail, label, spelled=context["spelled"])


@pass_context
def _inline(context: Context, text: str) -> Markup:
    return markdown.inline(text, spelled=context["spelled"])


_BREAK = re.compile(r"(?<=>)\s*\n\s*(?=<)")


def _packed(html: str) -> Markup:
    """Return HTML without the line breaks between its elements, each of which is a line of its own in a footnote."""
    return Markup(_BREAK.sub("", html))


def _place(failure: Exception, root: Path) -> Span | None:
    """Return the line of the project's own layout where a failure arose; `None` when it is none of its layouts."""
    own = (root / "layouts").resolve()
    if isinstance(failure, TemplateNotFound):
        return Span(f"layouts/{failure.name}") if own.is_dir() else None
    found = _lines(failure.__traceback__)
    if isinstance(failure, TemplateSyntaxError) and failure.filename:
        found = [*found, (Path(failure.filename), failure.lineno)]
    places = [(file.resolve(), line) for file, line in found if file.resolve().is_relative_to(own)]
    return _span(*places[-1], own.parent) if places else None


def _lines(trace: TracebackType | None) -> list[tuple[Path, int]]:
    return [(Path(frame.filename), frame.lineno or 1) for frame in traceback.extract_tb(trace)]


def _span(file: Path, line: int, root: Path) -> Span:
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return Span(
        file.relative_to(root).as_posix(), line, len(text) - len(text.lstrip()) + 1, max(1, len(text.strip())), text
    )
