"""Finished documents to measure: the shipped guides, each guide that tries the pages; and pages made for one test."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from guidepress.assets import shipped
from guidepress.compose.pages import compose_booklet
from guidepress.compose.plan import Job
from guidepress.editions import EDITIONS
from guidepress.pdf.typesetter import Typesetter
from tests.compose import samples
from tests.conftest import HOUSE, STRESS, Built, manifest
from tests.facts.reading import Box, Pdf
from tests.pages.kinds import kinds
from tests.pages.measure import BOOKLET, SHEET, Document, Placed
from tests.pages.rules import RULES, Finding, broken, column_ends, listed, prose
from tests.pdf.conftest import ABOUT

SHIPPED = "shipped"


@dataclass(frozen=True)
class Project:
    """A project that is measured; `guide` and `brand` are set for what is built on request only."""

    name: str
    root: Path
    guide: str = ""
    brand: str = ""


def projects() -> Iterator[Project]:
    """Yield the shipped project, its other guides in each of its other brands, and those that try the pages."""
    yield Project(SHIPPED, HOUSE)
    library = samples.loaded(HOUSE)
    others = [guide for guide in library.guides if guide not in (library.project.guides or library.guides)]
    brands = [brand for brand in library.brands if brand != library.project.brand] or list(library.brands)
    for guide in others:
        yield from (Project(f"{guide}-{brand}", HOUSE, guide, brand) for brand in brands)
    yield from (Project(source.parent.name, source.parent) for source in sorted(STRESS.glob("*/source")))


@dataclass
class Survey:
    """What was measured in a project's documents, and what the rules found in each."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: dict[str, list[tuple[str, Finding]]] = field(default_factory=lambda: {name: [] for name in RULES})

    def add(self, document: Document) -> None:
        """Measure a document."""
        self.counts["documents"] += 1
        self.counts["paragraphs"] += len(document.paragraphs)
        self.counts["prose"] += sum(1 for _ in prose(document))
        self.counts["broken"] += sum(1 for _ in broken(document))
        self.counts["listed"] += len(listed(document)) if document.form == BOOKLET else 0
        for page in document.pages:
            self.counts[page.kind] += 1
            self.counts["blocks"] += len(page.blocks)
            self.counts["headings"] += sum(block.is_heading for block in page.blocks)
            self.counts["columns"] += document.form == SHEET and column_ends(page) is not None
            self.counts["shades"] += len(page.shades)
        for name, rule in RULES.items():
            self.findings[name] += ((document.name, finding) for finding in rule(document))


@pytest.fixture(scope="session")
def survey(
    guide_project: Path, stress_projects: Built, sample_guides: Callable[[str], Future[Path]]
) -> Callable[[Project], Survey]:
    """Return what measures a project, once."""

    def output(project: Project) -> Path:
        if project.name == SHIPPED:
            return guide_project / "output"
        if not project.guide:
            return stress_projects[project.name]
        return sample_guides(project.brand).result()

    @cache
    def measured(project: Project) -> Survey:
        found = Survey()
        for document in documents(project.root, output(project)):
            found.add(document)
            document.file.seen.close()
        return found

    return measured


def documents(root: Path, output: Path) -> Iterator[Document]:
    """Yield what a project's build has left in a folder."""
    library = samples.loaded(root)
    for path, entry in manifest(output, "digital").items():
        job = Job(*(entry[name] for name in ("guide", "locale", "kind", "role", "brand", "edition")))
        file = Pdf((output / path).read_bytes())
        kept = json.loads((output / ".guidepress" / "placements" / f"{path}.json").read_text(encoding="utf-8"))
        placed = [placement(*row) for row in kept["placements"]]
        is_booklet = job.kind == BOOKLET
        html = compose_booklet(library, job) if is_booklet else ""
        yield Document(Path(path).stem, job.kind, job.locale, file, html, placed, kinds(file) if is_booklet else {})


def placement(
    source: str, page: int, left: float, top: float, width: float, height: float, element: str, part: str
) -> Placed:
    return Placed(source, page, Box(left, top, left + width, top + height), element)


@dataclass(frozen=True)
class Made:
    """A page or two made for a test: HTML, its own CSS, and as what they are judged."""

    body: str
    css: str = ""
    form: str = BOOKLET
    kinds: Mapping[int, str] = field(default_factory=dict)
    locale: str = "en"


@pytest.fixture(scope="session")
def typeset() -> Callable[[Made], Document]:
    """Return what makes a document of pages made for a test."""
    typesetter = Typesetter({"styles": (shipped("styles"),)})

    def make(made: Made) -> Document:
        head = f'<link rel="stylesheet" href="styles/fonts.css"><style>{TEXT}{PAPER[made.form]}{made.css}</style>'
        html = f'<!doctype html><html lang="{made.locale}"><head>{head}</head><body>{made.body}</body></html>'
        layout = typesetter.lay_out(html)
        file = Pdf(layout.write(EDITIONS["digital"], ABOUT))
        placed = [placement(*row) for row in layout.placements()]
        return Document("made", made.form, made.locale, file, html, placed, made.kinds)

    return make


TEXT = """
* { image-rendering: crisp-edges }
html { font: 400 10pt/14pt Mukta; color: #1d1a18 }
body, p, h1, h2, ul { margin: 0; padding: 0 }
h1, h2 { font: 700 18pt/28pt Anek }
"""
PAPER = {
    BOOKLET: """
    @page { size: 148mm 210mm; margin: 16mm 13mm 18mm 16mm }
    @page :left { margin-left: 13mm; margin-right: 16mm }
    """,
    SHEET: "@page { size: 210mm 297mm; margin: 12mm }",
}
