"""Which documents a build makes: the wishes of the project, or of drives, narrowed or replaced by filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import product

from guidepress.content.checks import KINDS_MADE
from guidepress.content.library import Library
from guidepress.content.model import Campus, Drive, Guide, PressPrinter
from guidepress.diagnostics import UsageError, error
from guidepress.editions import EDITIONS


@dataclass(frozen=True, slots=True)
class Filters:
    """What the command line asks for; an empty tuple asks for what the project says."""

    kinds: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    drives: tuple[str, ...] = ()
    campuses: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether anything narrows the build."""
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """One document to make. `role` is set for kinds that show one role.

    `printer` is the id of the printer that is chosen for it; its file has the same name for any printer. What is made
    for a drive has its `drive`, and a `campus` unless all of them share one file; `part` is what of a booklet for a
    press such a file is, if it is not the whole.
    """

    guide: str
    locale: str
    kind: str
    role: str | None
    brand: str
    edition: str
    printer: str | None = None
    drive: str | None = None
    campus: str | None = None
    part: str = ""

    @property
    def path(self) -> str:
        """Return where the file goes, below the output folder, with `/`; its name tells a human what it is."""
        names = (self.campus, self.guide, self.role, f"{self.kind}{self.part}", self.locale, self.edition)
        return f"{self.folder}/{'_'.join(filter(None, names))}.pdf"

    @property
    def folder(self) -> str:
        """Return the folder of the file."""
        parts = ("drives", self.drive, self.campus) if self.drive else (self.guide, self.locale)
        return "/".join(filter(None, parts))

    def beside(self, name: str) -> str:
        """Return where a part of the document goes: a name of its own, or one to follow that of its kind (`-cover`)."""
        if not name.startswith("-"):
            return f"{self.folder}/{name}"
        return replace(self, part=f"{self.part}{name}").path

    def made_as(self, library: Library) -> Job:
        """Return the job whose document its file is: campuses share what is not personal."""
        is_shared = self.drive and not library.drives[self.drive].personalises(self.kind)
        return self.common if is_shared else self

    @property
    def common(self) -> Job:
        """Return the job of the same document for no campus at all."""
        return replace(self, drive=None, campus=None, part="")

    @property
    def follows_others(self) -> bool:
        """Whether other documents decide its file: never."""
        return False

    @property
    def model(self) -> Job:
        """Return the job of the document in the edition that decides what all of them show, and how they are set."""
        return replace(self, edition="digital")


def plan(library: Library, filters: Filters, printers: Sequence[str] = ()) -> tuple[Job, ...]:
    """Return the documents to make, in order of their path. `printers` go before those that the brand chooses.

    Raises `UsageError` when a filter names something that does not exist, or when the filters together match nothing.
    """
    _no_such("drive", filters.drives, library.drives)
    _no_such("role", filters.roles, _roles(library, filters))
    _need_drive(filters)
    drives = [library.drives[id] for id in dict.fromkeys(filters.drives)]
    visited = [campus.id for drive in drives for campus in (*drive.rows, *drive.spoilt)]
    _no_such("campus", filters.campuses, visited)
    jobs = (
        [job for drive in drives for job in _of_drive(library, drive, filters, printers)]
        if drives
        else [*_of_project(library, filters, printers)]
    )
    if not jobs and filters.active and not drives:
        raise UsageError(error("nothing-matches", "these filters together match no document"))
    return tuple(sorted(jobs, key=lambda job: job.path))


def _need_drive(filters: Filters) -> None:
    """Refuse what only a drive has, unless one is named."""
    hint = "name the drive with --drive"
    if filters.campuses and not filters.drives:
        raise UsageError(error("no-drive-chosen", "a campus belongs to a drive", hint=hint))
    if "notice" in filters.kinds and not filters.drives:
        raise UsageError(error("no-drive-chosen", "a notice belongs to a drive", hint=hint))


def _roles(library: Library, filters: Filters) -> set[str]:
    guides = filters.guides or library.project.guides
    wanted = [*guides, *(guide for id in filters.drives for guide in library.drives[id].guides)]
    return {role.id for id in wanted if id in library.guides for role in library.guides[id].roles}


def _of_project(library: Library, filters: Filters, printers: Sequence[str]) -> Iterator[Job]:
    """Yield what is made for nobody in particular."""
    kinds = _kinds(filters, KINDS_MADE, library.project.kinds)
    brand = _brand(library, filters, library.project.brand or next(iter(library.brands)))
    editions = _chosen("edition", filters.editions, tuple(EDITIONS), library.project.editions)
    guides = _chosen("guide", filters.guides, tuple(library.guides), library.project.guides)
    chosen = _printers(library, brand, printers)
    for guide, kind in product(map(library.guides.__getitem__, guides), kinds):
        for locale, edition in product(_locales(library, guide, filters, library.project.locales), editions):
            for role in _subjects(guide, kind, filters):
                yield Job(guide.id, locale, kind, role, brand, edition, chosen.get(edition))


def _of_drive(library: Library, drive: Drive, filters: Filters, printers: Sequence[str]) -> Iterator[Job]:
    """Yield what each campus of a drive gets, and what all of them share of booklets for a press."""
    brand = _brand(library, filters, drive.brand)
    chosen = _printers(library, brand, printers)
    once: set[Job] = set()
    for campus in drive.rows:
        if campus.is_cancelled or (filters.campuses and campus.id not in filters.campuses):
            continue
        for job in _of_campus(library, drive, campus, filters, brand):
            job = replace(job, printer=chosen.get(job.edition))
            if not _is_apart(library, drive, job):
                yield job
                continue
            yield replace(job, part="-cover")
            text = replace(job, campus=None, part="-text")
            yield from () if text in once else (text,)
            once.add(text)


def _of_campus(library: Library, drive: Drive, campus: Campus, filters: Filters, brand: str) -> Iterator[Job]:
    """Yield what a campus gets, in its own locales: of notices, which tell of all positions, one in each."""
    kinds = _kinds(filters, (*KINDS_MADE, "notice"), drive.kinds)
    editions = _chosen("edition", filters.editions, tuple(EDITIONS), drive.editions)
    guides = _chosen("guide", filters.guides, tuple(library.guides), drive.guides)
    told: set[str] = set()
    for guide in (library.guides[id] for id in guides if id in drive.guides):
        locales = _locales(library, guide, filters, campus.locales or drive.locales)
        for kind, locale, edition in product(kinds, locales, editions):
            for role in _subjects(guide, kind, filters, drive.roles):
                if kind != "notice" or locale not in told:
                    yield Job(guide.id, locale, kind, role, brand, edition, None, drive.id, campus.id)
        told.update(locales)


def _is_apart(library: Library, drive: Drive, job: Job) -> bool:
    """Tell whether a campus gets a cover only: a press prints the text of its booklet for all campuses at once."""
    printer = library.printer(job)
    is_pressed = job.kind == "booklet" and isinstance(printer, PressPrinter) and printer.cover == "apart"
    return is_pressed and drive.personalises(job.kind)


def _kinds(filters: Filters, known: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
    wanted = _chosen("kind", filters.kinds, known, default)
    if not filters.roles:
        return wanted
    return tuple(kind for kind in wanted if kind == "cheatsheet")


def _brand(library: Library, filters: Filters, usual: str) -> str:
    brands = _chosen("brand", filters.brands, tuple(library.brands), [usual])
    if len(brands) > 1:
        hint = "build each into a folder of its own: --brand A --out output/a"
        raise UsageError(error("several-brands", "two brands would write the same files", hint=hint))
    return next(iter(brands))


def _printers(library: Library, brand: str, asked: Sequence[str]) -> dict[str, str]:
    """Return the chosen printer of each edition that has one."""
    _no_such("printer", asked, library.printers)
    chosen: dict[str, str] = {}
    for id in dict.fromkeys(asked):
        edition = library.printers[id].edition
        if edition in chosen:
            message = f"“{chosen[edition]}” and “{id}” are both for the edition {edition}"
            raise UsageError(error("several-printers", message, hint="build for one after the other, with --out"))
        chosen[edition] = id
    own = {library.printers[id].edition: id for id in library.brands[brand].printers}
    return {**own, **chosen}


def _locales(library: Library, guide: Guide, filters: Filters, wanted: Sequence[str]) -> tuple[str, ...]:
    available = (guide.language,)
    if filters.locales:
        _no_such("locale", filters.locales, {known.language for known in library.guides.values()})
        return tuple(locale for locale in filters.locales if locale in available)
    return tuple(locale for locale in wanted or available if locale in available) or available


def _subjects(guide: Guide, kind: str, filters: Filters, offered: Sequence[str] = ()) -> Iterable[str | None]:
    if kind != "cheatsheet":
        return (None,)
    wanted = filters.roles or offered
    return tuple(role.id for role in guide.roles if not wanted or role.id in wanted)


def _chosen(what: str, asked: Sequence[str], known: Sequence[str], default: Sequence[str] | None) -> tuple[str, ...]:
    """Return what is asked for, else the default, else everything; unknown names are usage errors."""
    _no_such(what, asked, known)
    wanted = asked or default or known
    return tuple(name for name in dict.fromkeys(wanted) if name in known)


def _no_such(what: str, asked: Iterable[str], known: Iterable[str]) -> None:
    have = sorted(known)
    unknown = [name for name in asked if name not in have]
    if unknown:
        raise UsageError(*(_refusal(what, name, have) for name in unknown))


def _refusal(what: str, name: str, have: Sequence[str]):
    listing = ", ".join(have[:12]) + (" …" if len(have) > 12 else "")
    return error(f"no-such-{what}", f"there is no {what} “{name}” here", hint=f"there are: {listing}" if have else None)
