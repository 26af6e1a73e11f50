"""Load a project: its files read, judged against the model, joined, and checked across files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from guidepress.content import checks
from guidepress.content.acceptance import accepts, sift
from guidepress.content.campuses import Joined, Tables, joined
from guidepress.content.codes import problem
from guidepress.content.files import GuideFiles, Shelf, survey
from guidepress.content.grading import graded
from guidepress.content.model import (
    BUILT_IN,
    Bibliography,
    Brand,
    Drive,
    Guide,
    Model,
    Origin,
    Printed,
    Printer,
    PrinterFile,
    Project,
    Role,
    Source,
)
from guidepress.content.outline import with_outline
from guidepress.content.reading import Reader
from guidepress.content.scene import Scene
from guidepress.content.yaml_tree import Document
from guidepress.diagnostics import Diagnostic, Span


@dataclass(frozen=True)
class Library:
    """All content of a project, checked and joined. `project.brand` and `project.guides` are always filled."""

    root: Path
    project: Project
    sources: dict[str, Source]
    brands: dict[str, Brand]
    guides: dict[str, Guide]
    printers: dict[str, Printer] = field(default_factory=dict)
    drives: dict[str, Drive] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict, repr=False)
    tables: Tables = field(default_factory=dict, repr=False)
    """The lists of campuses that have been read, by their files."""

    def brand_folder(self, brand: Brand) -> Path:
        """Return the folder that holds a brand's logos and fonts."""
        return (self.root / brand.origin.file).parent

    def printer(self, job: Printed) -> Printer | None:
        """Return the printer that a document is made for: the one chosen, else the edition's own, if it has one."""
        return self.printers[job.printer] if job.printer else BUILT_IN.get(job.edition)

    def span(self, origin: Origin | str) -> Span:
        """Return the line that an origin (`FILE#/path`) names, or the nearest around it."""
        place = Origin.parse(origin) if isinstance(origin, str) else origin
        document = self.tables.get(place.file) or self.documents.get(place.file)
        return document.span(place.path) if document else Span(place.file)

    def accepts(self, diagnostic: Diagnostic) -> bool:
        """Return whether the project's `accepted` list silences a warning; for those of later stages too."""
        return any(accepts(self, entry, diagnostic) for entry in self.project.accepted)

    def span_of(self, thing: Model, *path: str | int) -> Span:
        """Return where a part of the content was written."""
        return self.span(Origin(thing.origin.file, (*thing.origin.path, *path)))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gave: a library, unless something is an error; everything there is to say; what is accepted."""

    library: Library | None
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...] = ()


def load(root: Path, *, today: date, drives: Collection[str] | None = ()) -> Loaded:
    """Load the content below `root/source`. Nothing is raised for bad content.

    `today` decides what is reported as stale. `drives` are those whose lists of campuses are read; None for all.
    """
    root = Path(root).absolute()
    try:
        shelf = survey(root)
    except OSError as failure:
        return Loaded(None, (problem("unreadable-file", f"{failure.filename}: {failure.strerror}"),))
    reader = Reader(root)
    library = _read(shelf, reader)
    scene = Scene(library, shelf, reader.damaged, today)
    kept, accepted = sift(library, [*shelf.diagnostics, *reader.diagnostics, *checks.check(scene)])
    found = _visited(library, library.drives if drives is None else drives, scene)
    accepted += tuple(one for drive in found for one in drive.accepted)
    wrong = tuple(one for drive in found for one in drive.wrong)
    library = _visiting(library, found)
    if wrong or any(diagnostic.severity == "error" for diagnostic in kept):
        rows = (one for drive in library.drives.values() for one in drive.said)
        return Loaded(None, (*kept, *wrong, *rows), accepted)
    return Loaded(_joined(library), kept, accepted)


def _read(shelf: Shelf, reader: Reader) -> Library:
    """Read every file; the library holds what is sound in itself, not yet what is sound together."""
    project = shelf.project and reader.read(shelf.project, Project)
    sources = shelf.sources and reader.read(shelf.sources, Bibliography)
    brands = {id: reader.read(path, Brand) for id, path in shelf.brands.items()}
    guides = {id: _read_guide(files, reader) for id, files in shelf.guides.items()}
    return Library(
        shelf.root,
        _filled(project or _default_project(), brands, guides),
        _settled(sources) if sources else {},
        {id: brand for id, brand in brands.items() if brand},
        {id: guide for id, guide in guides.items() if guide},
        _read_printers(shelf, reader),
        {id: drive for id, path in shelf.drives.items() if (drive := reader.read(path, Drive))},
        reader.documents,
    )


def _visited(library: Library, drives: Collection[str], scene: Scene) -> list[Joined]:
    """Read the lists of some drives; not those of drives with errors of their own, which may decide how."""
    asked = [library.drives[id] for id in drives if id in library.drives]
    return [joined(library, drive, scene.today) for drive in asked if not scene.damaged.get(drive.origin.file)]


def _visiting(library: Library, found: Sequence[Joined]) -> Library:
    """Return the library with the campuses of the drives whose lists were read."""
    tables = {file: table for one in found for file, table in one.tables.items()}
    return replace(library, drives={**library.drives, **{one.drive.id: one.drive for one in found}}, tables=tables)


def _default_project() -> Project:
    project = Project()
    project.settle(Origin("source/project.yaml"))
    return project


def _filled(project: Project, brands: Mapping[str, object], guides: Mapping[str, object]) -> Project:
    """Return a project that names its brand, if there is no choice, and its guides."""
    brand = project.brand or (next(iter(brands)) if len(brands) == 1 else None)
    return project.model_copy(update={"brand": brand, "guides": project.guides or tuple(guides)})


def _settled(bibliography: Bibliography) -> dict[str, Source]:
    for id, source in bibliography.root.items():
        source.settle(Origin("source/sources.yaml", (id,)))
    return bibliography.root


def _read_printers(shelf: Shelf, reader: Reader) -> dict[str, Printer]:
    files = {id: reader.read(path, PrinterFile) for id, path in shelf.printers.items()}
    printers = {id: file.root for id, file in files.items() if file}
    for id, printer in printers.items():
        printer.settle(Origin(f"source/printers/{id}.yaml"))
    return printers


def _read_guide(files: GuideFiles, reader: Reader) -> Guide | None:
    guide = reader.read(files.guide, Guide)
    roles = [role for path in files.roles if (role := reader.read(path, Role))]
    if guide is not None:
        listed = [stage.id for stage in guide.stages]
        # A guide that lists no stages has them in the order of its roles.
        named = [role.stage for role in sorted(roles, key=lambda role: _place(role, {}))]
        stages = {id: position for position, id in enumerate(dict.fromkeys(listed or named))}
        guide._roles = tuple(sorted(roles, key=lambda role: _place(role, stages)))
    return guide


def _place(role: Role, stages: Mapping[str, int]) -> tuple[int, bool, int, str, str]:
    return stages.get(role.stage, len(stages)), role.order is None, role.order or 0, role.title, role.id


def _joined(library: Library) -> Library:
    """Return a sound library with its facts graded, what the policy omits left out, and every guide's outline made."""
    omit = library.project.policy.unverified == "omit"
    guides = {}
    for id, guide in library.guides.items():
        whole = graded(guide, library.sources, omit)
        whole._roles = tuple(graded(role, library.sources, omit) for role in guide.roles)
        guides[id] = with_outline(whole)
    return replace(library, guides=guides)
