"""Where content lies below a project, and how it is read without leaving it. Imports nothing heavy."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path

from guidepress.content.codes import problem
from guidepress.content.hints import did_you_mean
from guidepress.diagnostics import ContentError, Diagnostic, Span

YAML_CAP = 2_000_000
_NOT_CONTENT = {".", "_", "~"}


@dataclass(frozen=True, slots=True)
class GuideFiles:
    """The files of one guide; `catalogues` holds locales, from `locale/LANG.po`."""

    guide: Path
    roles: tuple[Path, ...] = ()
    catalogues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The content files of a project, in order of their names; paths are absolute."""

    root: Path
    project: Path | None = None
    sources: Path | None = None
    brands: dict[str, Path] = field(default_factory=dict)
    guides: dict[str, GuideFiles] = field(default_factory=dict)
    printers: dict[str, Path] = field(default_factory=dict)
    drives: dict[str, Path] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    """Folders without their main file, as `guides/ID`."""
    diagnostics: tuple[Diagnostic, ...] = ()


def survey(root: Path) -> Shelf:
    """Find the content files of a project. Missing and stray files are diagnostics of the shelf."""
    source = root / "source"
    if not source.is_dir():
        hint = "a project is a folder with a source/ folder in it: guidepress new project ID makes one"
        return Shelf(root, diagnostics=(problem("missing-file", "there is no source/ folder here", hint=hint),))
    found: list[Diagnostic] = []
    guides = {
        folder.name: GuideFiles(main, _roles(root, folder, found), _catalogues(folder))
        for folder in _folders(source / "guides")
        if (main := _main(root, folder, "guide.yaml", found))
    }
    brands = {
        folder.name: main
        for folder in _folders(source / "brands")
        if (main := _main(root, folder, "brand.yaml", found))
    }
    drives = {
        folder.name: main
        for folder in _folders(source / "drives")
        if (main := _main(root, folder, "drive.yaml", found))
    }
    for what, there in (("guide", guides), ("brand", brands)):
        if not there and not any(problem.code == "missing-file" for problem in found):
            place = f"source/{what}s/ID/{what}.yaml"
            hint = f"guidepress new {what} ID makes one"
            found.append(problem("missing-file", f"this project has no {what} ({place})", hint=hint))
    _note_strays(root, source, ("project.yaml", "sources.yaml"), found)
    for folder in ("guides", "brands", "drives"):
        _note_strays(root, source / folder, (), found)
    bare = frozenset(
        f"{kind}/{folder.name}"
        for kind, there in (("guides", guides), ("brands", brands), ("drives", drives))
        for folder in _folders(source / kind)
        if folder.name not in there
    )
    printers = {path.stem: path for path in _files(root, source / "printers", found)}
    main = _there(source / "project.yaml"), _there(source / "sources.yaml")
    return Shelf(root, *main, brands, guides, printers, drives, bare, tuple(found))


def read(root: Path, path: Path, cap: int, too_big: str = "yaml-size", within: Path | None = None) -> bytes:
    """Return the bytes of a regular file that lies below the project (or `within`), also after following links.

    Raises `ContentError` with `missing-file`, `unsafe-path`, `unreadable-file` or the code given for one past its cap.
    """
    place = Span(relative(root, path))
    try:
        real = path.resolve(strict=True)
        facts = real.stat()
        if not real.is_relative_to((within or root).resolve()):
            where = "the project" if within is None else f"the folder {within.name}/"
            raise ContentError(
                problem("unsafe-path", f"this file lies outside {where}", place, f"copy it into {where}")
            )
        if not stat.S_ISREG(facts.st_mode):
            raise ContentError(problem("unsafe-path", "this is no regular file", place, "put the file itself there"))
        if facts.st_size > cap:
            message = f"this file has {facts.st_size / 1e6:.1f} MB; {cap / 1e6:g} MB is the most"
            raise ContentError(problem(too_big, message, place, "make it smaller"))
        return real.read_bytes()
    except FileNotFoundError:
        hint = did_you_mean(path.name, _beside(path), "check how it is spelt, or put it there")
        raise ContentError(problem("missing-file", "this file does not exist", place, hint)) from None
    except (OSError, RuntimeError) as failure:
        reason = getattr(failure, "strerror", None) or "the links go in a circle"
        raise ContentError(problem("unreadable-file", f"this file cannot be read: {reason}", place)) from None


def _beside(path: Path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir()) if path.parent.is_dir() else []


def relative(root: Path, path: Path) -> str:
    """Return how a file is named in messages: relative to the project, with `/`."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _there(path: Path) -> Path | None:
    return path if path.is_file() or path.is_symlink() else None


def _folders(parent: Path) -> list[Path]:
    """Return the content folders in a folder, by name; hidden ones and editors' left-overs are passed over."""
    if not parent.is_dir():
        return []
    return sorted(child for child in parent.iterdir() if child.is_dir() and child.name[0] not in _NOT_CONTENT)


def _main(root: Path, folder: Path, name: str, found: list[Diagnostic]) -> Path | None:
    """Return the file that a folder must have, or report that it is missing."""
    if path := _there(folder / name):
        return path
    place = Span(relative(root, folder / name))
    hint = f"the folder {folder.name}/ needs it; if the folder is not content, move it away"
    found.append(problem("missing-file", "this file does not exist", place, hint))
    return None


def _roles(root: Path, guide: Path, found: list[Diagnostic]) -> tuple[Path, ...]:
    _note_strays(root, guide, ("guide.yaml",), found)
    return _files(root, guide / "roles", found)


def _files(root: Path, folder: Path, found: list[Diagnostic]) -> tuple[Path, ...]:
    """Return the content files of a folder in which each file is one of a kind, by name."""
    _note_strays(root, folder, (), found, any_yaml=True)
    return tuple(sorted(path for path in folder.glob("*.yaml") if path.name[0] not in _NOT_CONTENT))


def _catalogues(guide: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (guide / "locale").glob("*.po")))


def _note_strays(
    root: Path, folder: Path, known: tuple[str, ...], found: list[Diagnostic], any_yaml: bool = False
) -> None:
    """Report files that look like content and are not read: another ending, or a name nobody looks for."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.name[0] in _NOT_CONTENT or path.name in known or (any_yaml and path.suffix == ".yaml"):
            continue
        hint = f"rename it to {path.stem}.yaml" if path.suffix == ".yml" else "remove it, or put it where it belongs"
        found.append(problem("stray-file", "this file is not read", Span(relative(root, path)), hint))
