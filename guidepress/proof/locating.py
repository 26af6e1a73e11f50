"""Find the page, of those that were drawn, on which a finding shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guidepress.proof.findings import Finding
from guidepress.proof.record import Area, Document, File, Page
from guidepress.proof.shelf import lies_in
from guidepress.proof.spreads import page_name

if TYPE_CHECKING:
    from guidepress.pdf.imposed import Place


@dataclass(frozen=True, slots=True)
class Located:
    """A finding on a page that was drawn; `name` says which, as people count."""

    finding: Finding
    file: File
    page: Page
    area: Area | None
    name: str


def located(document: Document, findings: Iterable[Finding], out: Path) -> Iterator[Located]:
    """Yield the findings that are on a page of a document, with that page."""
    files = {drawn.file.path: drawn.file for drawn in document.drawn}
    on_sheets: dict[str, Mapping[int, Place]] = {}
    for found in findings:
        file = files.get(found.said.spot.file) if found.said.spot else None
        if file is None or not found.page:
            continue
        if file.turning:
            # Whatever is found on sheets is said of the pages in the order of reading.
            if file.path not in on_sheets:
                on_sheets[file.path] = _places(document, file, out)
            one = _on_sheet(found, file, on_sheets[file.path])
        else:
            one = _on_page(found, file)
        if one:
            yield one


def _on_page(found: Finding, file: File) -> Located | None:
    if found.page > len(file.pages):
        return None
    return Located(found, file, file.pages[found.page - 1], found.area, page_name(file, found.page))


def _on_sheet(found: Finding, file: File, places: Mapping[int, Place]) -> Located | None:
    place = places.get(found.page)
    if place is None or place.side > len(file.pages):
        return None
    area = Area(*place.moved(*found.area)) if found.area else Area(*place.moved(0, 0, *place.size))
    name = f"page {found.page} ({page_name(file, place.side)})"
    return Located(found, file, file.pages[place.side - 1], area, name)


def _places(document: Document, file: File, out: Path) -> Mapping[int, Place]:
    from guidepress.pdf.imposed import places

    return places((lies_in(out, document.subject) / file.path).read_bytes())
