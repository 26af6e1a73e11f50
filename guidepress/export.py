"""Write the HTML that is laid out, with the styles and the brand's files it links to, for whoever designs layouts."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from guidepress import assets
from guidepress.output import write, writing


def write_document(folder: Path, path: str, html: str) -> None:
    """Write one document's HTML, named like its PDF."""
    target = folder / PurePosixPath(path).with_suffix(".html").name
    with writing(target):
        write(target, html.encode())


def write_assets(folder: Path, root: Path, brand: Path) -> None:
    """Copy the styles, the project's own over the shipped ones, to `styles/`, and the brand's folder to `brand/`."""
    with writing(folder):
        for styles in reversed(assets.search_path("styles", root)):
            _copy(styles, folder / "styles")
        _copy(brand, folder / "brand")


def _copy(source: Path, target: Path) -> None:
    from shutil import copytree

    def links(parent: str, names: list[str]) -> list[str]:
        return [name for name in names if Path(parent, name).is_symlink()]

    copytree(source, target, ignore=links, dirs_exist_ok=True)
