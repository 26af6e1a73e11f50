"""The house keeps to its plan: imports run one way, WeasyPrint has one room, only the command line prints."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import HOUSE

PACKAGE = HOUSE / "guidepress"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each room with the rooms it may import; itself, and the version in `__init__`, it always may.
ALLOWED = {
    "": set(),
    "diagnostics": set(),
    "assets": set(),
    "editions": set(),
    "inks": set(),
    "papers": set(),
    "units": set(),
    "placements": set(),
    "foreign": {"diagnostics"},
    "environment": {"diagnostics"},
    "content": {"diagnostics", "inks", "papers"},
    "compose": {"content", "diagnostics", "assets", "editions", "units"},
    "pdf": {"diagnostics", "foreign", "assets", "editions", "inks", "papers", "placements", "units"},
    "preflight": {"diagnostics", "foreign", "placements", "units"},
    "verdicts": {"preflight", "compose", "content", "diagnostics", "editions", "papers", "placements"},
    "printing": {"compose", "pdf", "content", "diagnostics", "editions", "manifest"},
    "delivery": {"printing", "verdicts", "preflight", "pdf", "compose", "content", "diagnostics", "manifest", "papers"}
    | {"editions", "placements", "units"},
    "laid_out": {"pdf", "preflight", "diagnostics"},
    "booklets": {"laid_out", "printing", "compose", "pdf", "preflight", "content", "editions"},
    "cheatsheets": {"laid_out", "compose", "pdf", "content", "diagnostics", "editions"},
    "notices": {"laid_out", "compose", "pdf", "content", "diagnostics", "editions"},
    "documents": {"booklets", "cheatsheets", "notices", "laid_out", "delivery", "printing", "verdicts", "preflight"}
    | {"compose", "pdf", "content", "diagnostics", "assets", "editions", "placements"},
    "tickets": {"documents", "verdicts", "printing", "preflight", "pdf", "compose", "content", "manifest", "placements"}
    | {"diagnostics", "assets", "editions", "papers"},
    "calibration": {"compose", "pdf", "diagnostics", "assets", "editions"},
    "workers": {"diagnostics"},
    "manifest": {"diagnostics"},
    "state": {"diagnostics"},
    "fingerprint": {"assets", "environment"},
    "output": {"manifest", "state", "diagnostics"},
    "export": {"output", "assets"},
    "provenance": {"compose", "content", "diagnostics", "manifest", "state"},
    "request": {"diagnostics", "manifest", "workers"},
    "task": {"content", "documents", "manifest"},
    "issues": {"content"},
    "season": {"content", "diagnostics", "issues", "manifest", "output", "request", "tickets"},
    "work": {
        "tickets",
        "documents",
        "content",
        "pdf",
        "diagnostics",
        "environment",
        "export",
        "fingerprint",
        "manifest",
    }
    | {"output", "provenance", "request", "state", "task", "workers"},
    "build": {"compose", "content", "diagnostics", "fingerprint", "output", "request", "season", "work"},
    "published": {"build", "content", "delivery", "diagnostics", "manifest", "output", "pdf", "placements", "preflight"}
    | {"provenance", "tickets", "verdicts"},
    "conformance": {"diagnostics", "manifest", "output", "preflight"},
    "judging": {"conformance", "content", "diagnostics", "preflight", "published", "verdicts", "workers"},
    "report": {"diagnostics", "judging", "manifest", "output", "request"},
    "proof": {"assets", "diagnostics", "manifest", "output", "papers", "pdf", "report", "request", "units", "workers"},
    "console": {"diagnostics", "report"},
    "cli": {
        "console",
        "build",
        "calibration",
        "conformance",
        "content",
        "diagnostics",
        "judging",
        "output",
        "pdf",
        "proof",
        "published",
    }
    | {"report", "request"},
    "__main__": {"cli"},
}


def _room(module: Path) -> str:
    first = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


@cache
def _nodes(module: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))


def _imports(module: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports, wherever in it."""
    for node in _nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            base = node.module or ""
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _rooms(module: Path) -> set[str]:
    """Return the rooms of ours that a module imports."""
    ours = [name.split(".")[1] for name in _imports(module) if name.split(".")[0] == "guidepress" and "." in name]
    known = {_room(path) for path in MODULES}
    return {name if name in known else "" for name in ours}


def test_there_is_a_house() -> None:
    assert len(MODULES) > 20
    assert {_room(module) for module in MODULES} == ALLOWED.keys()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_run_one_way(module: Path) -> None:
    room = _room(module)
    assert _rooms(module) - {room, ""} <= ALLOWED[room]


@pytest.mark.parametrize(
    ("package", "rooms"),
    [
        ("weasyprint", {"pdf"}),
        ("pydyf", {"pdf"}),
        ("fontTools", {"pdf"}),
        ("jinja2", {"compose", "proof"}),
        ("yaml", {"content"}),
        ("segno", {"compose"}),
        ("zxingcpp", {"preflight"}),
        ("openpyxl", {"content", "tickets"}),
        ("click", {"cli", "console", "report"}),
        ("rich", {"console"}),
    ],
)
def test_a_library_has_its_room(package: str, rooms: set[str]) -> None:
    users = {_room(module) for module in MODULES if any(name.split(".")[0] == package for name in _imports(module))}
    assert users <= rooms


def test_the_two_readings_of_a_file_stand_apart() -> None:
    """What PDFium sees, and what a press makes of the same content, are to be wrong for reasons of their own."""
    for one, other in (("reading", "press"), ("press", "reading")):
        modules = (PACKAGE / "preflight" / one).glob("*.py")
        assert not [name for module in modules for name in _imports(module) if f".preflight.{other}" in name], one


def test_only_the_command_line_prints_and_exits() -> None:
    names = {"print", "exit", "quit", "input"}
    for module in MODULES:
        calls = [node.func for node in _nodes(module) if isinstance(node, ast.Call)]
        assert not [func.id for func in calls if isinstance(func, ast.Name) and func.id in names], module
        reads_argv = "sys.argv" in module.read_text(encoding="utf-8")
        assert _room(module) == "cli" or not reads_argv, module
