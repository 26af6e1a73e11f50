"""What a proof knows of documents, their files and their pages: values that `proof.json` keeps for the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

DPI = 100

Turning = Literal["", "simplex", "duplex"]


class Area(NamedTuple):
    """A rectangle in points, from the left and the top of a page as it is trimmed."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its picture. `size` is that of its TrimBox, which lies at `inset` from the left and top of `paper`.

    `digest` is that of the pixels at `DPI`. Lengths are points.
    """

    number: int
    label: str
    paper: tuple[float, float]
    inset: tuple[float, float]
    size: tuple[float, float]
    digest: str

    @property
    def whole(self) -> Area:
        return Area(0, 0, *self.size)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Page:
        lengths = {name: tuple(data[name]) for name in ("paper", "inset", "size")}
        return cls(**{**data, **lengths})


@dataclass(frozen=True, slots=True)
class File:
    """A file of a document. `turning` says how sheets are printed on both sides, if its pages are sides of sheets:
    `duplex` files have the sides of sheet i one after the other, `simplex` ones all fronts and then all backs, the last
    sheet first.
    """

    path: str
    sha256: str
    bytes: int
    title: str
    turning: Turning
    pages: tuple[Page, ...]

    @property
    def stem(self) -> str:
        return self.path.removesuffix(".pdf")

    @property
    def contact(self) -> str:
        """Where its contact sheet is, below the proof's folder."""
        return f"contact/{self.stem}.png"

    def preview(self, number: int) -> str:
        return f"pages/{self.stem}/{number:03}.png"

    def thumbnail(self, number: int) -> str:
        return f"pages/{self.stem}/{number:03}.webp"

    def pictures(self) -> Iterator[str]:
        """Yield the names of all its pictures."""
        yield self.contact
        for page in self.pages:
            yield from (self.preview(page.number), self.thumbnail(page.number))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> File:
        known = {name: data[name] for name in cls.__slots__}
        return cls(**{**known, "pages": tuple(map(Page.from_data, data["pages"]))})


@dataclass(frozen=True, slots=True)
class Change:
    """How a page differs: `before` or `after` is None where it was inserted or removed; areas are where pixels do."""

    before: int | None
    after: int | None
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a file since the last proof: `kind` says whether there was one, and whether its bytes did."""

    kind: Literal["first", "same", "other"]
    pages: tuple[Change, ...] = ()
    sheets: tuple[int, ...] = ()
    """The sheets of paper to print again, from 1, where its pages are sides of sheets."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file with its pictures, and how it differs from the last proof."""

    file: File
    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a document is, in the terms of the manifest; one that was not published has no standards."""

    path: str
    kind: str
    edition: str
    role: str | None = None
    locale: str | None = None
    standards: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    printer: str | None = None
    published: bool = True

    @classmethod
    def of_path(cls, path: str) -> Subject:
        """Return what the name of an unpublished document says: `GUIDE[_ROLE]_KIND_LOCALE_EDITION.pdf`."""
        words = path.rpartition("/")[2].removesuffix(".pdf").split("_")
        kind, locale, edition = ["", "", "", *words][-3:]
        role = words[-4] if len(words) > len(("guide", "kind", "locale", "edition")) else None
        return cls(path=path, kind=kind, edition=edition, role=role, locale=locale, published=False)

    @property
    def files(self) -> tuple[str, ...]:
        return (self.path, *self.parts)


@dataclass(frozen=True, slots=True)
class Document:
    """A document with what was drawn of it, its own file first; nothing, if there is no file to draw."""

    subject: Subject
    drawn: tuple[Drawn, ...] = ()

    @property
    def title(self) -> str:
        return self.drawn[0].file.title if self.drawn and self.drawn[0].file.title else self.subject.path

    def as_data(self) -> dict[str, Any]:
        files = [{**asdict(each.file), "changes": asdict(each.difference)} for each in self.drawn]
        return {**asdict(self.subject), "files": files}
