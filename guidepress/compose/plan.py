"""Which documents a build makes: the project's wishes, narrowed or replaced by the command line's filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from guidepress.content.checks import KINDS_MADE
from guidepress.content.library import Library
from guidepress.content.model import Guide
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

    @property
    def active(self) -> bool:
        """Whether anything narrows the build."""
        return any((self.kinds, self.guides, self.roles, self.brands, self.locales, self.editions))


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """One document to make. `role` is set for kinds that show one role.

    `printer` is the id of the printer that is chosen for it; its file has the same name for any printer.
    """

    guide: str
    locale: str
    kind: str
    role: str | None
    brand: str
    edition: str
    printer: str | None = None

    @property
    def path(self) -> str:
        """Return where the file goes, below the output folder, with `/`; its name tells a human what it is."""
        parts = [self.guide, *([self.role] if self.role else []), self.kind, self.locale, self.edition]
        return f"{self.guide}/{self.locale}/{'_'.join(parts)}.pdf"

    def beside(self, name: str) -> str:
        """Return where a part of the document goes: a name of its own, or one to follow that of its kind (`-cover`)."""
        if not name.startswith("-"):
            return f"{self.guide}/{self.locale}/{name}"
        return replace(self, kind=f"{self.kind}{name}").path


def plan(library: Library, filters: Filters, printers: Sequence[str] = ()) -> tuple[Job, ...]:
    """Return the documents to make, in order of their path. `printers` go before those that the brand chooses.

    Raises `UsageError` when a filter names something that does not exist, or when the filters together match nothing.
    """
    kinds = _kinds(library, filters)
    brand = _brand(library, filters)
    editions = _chosen("edition", filters.editions, tuple(EDITIONS), library.project.editions)
    guides = _chosen("guide", filters.guides, tuple(library.guides), library.project.guides)
    chosen = _printers(library, brand, printers)
    jobs = [
        job
        for guide in map(library.guides.__getitem__, guides)
        for locale in _locales(library, guide, filters)
        for kind in kinds
        for role in _subjects(guide, kind, filters)
        for job in (Job(guide.id, locale, kind, role, brand, edition, chosen.get(edition)) for edition in editions)
    ]
    _no_such("role", filters.roles, {role.id for guide in guides for role in library.guides[guide].roles})
    if not jobs and filters.active:
        raise UsageError(error("nothing-matches", "these filters together match no document"))
    return tuple(sorted(jobs, key=lambda job: job.path))


def _kinds(library: Library, filters: Filters) -> tuple[str, ...]:
    wanted = _chosen("kind", filters.kinds, KINDS_MADE, library.project.kinds)
    if not filters.roles:
        return wanted
    return tuple(kind for kind in wanted if kind == "cheatsheet")


def _brand(library: Library, filters: Filters) -> str:
    brands = _chosen(
        "brand", filters.brands, tuple(library.brands), [library.project.brand or next(iter(library.brands))]
    )
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


def _locales(library: Library, guide: Guide, filters: Filters) -> tuple[str, ...]:
    available = (guide.language,)
    if filters.locales:
        _no_such("locale", filters.locales, {known.language for known in library.guides.values()})
        return tuple(locale for locale in filters.locales if locale in available)
    return tuple(locale for locale in library.project.locales or available if locale in available) or available


def _subjects(guide: Guide, kind: str, filters: Filters) -> Iterable[str | None]:
    if kind != "cheatsheet":
        return (None,)
    return tuple(role.id for role in guide.roles if not filters.roles or role.id in filters.roles)


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
