"""Shapes that all content shares: the base of the model, claims, plain items, money and codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from guidepress.content.dates import PartialDate
from guidepress.content.texts import Id, Many, Markdown, Plain, refuse, slug

Status = Literal["verified", "weak", "unverified"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was written: a file, and the path of keys and positions in it."""

    file: str = ""
    path: tuple[str | int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Origin:
        """Read `FILE#/a/0/b` back."""
        file, _, pointer = text.partition("#")
        steps = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
        return cls(file, tuple(int(step) if step.isdecimal() else step for step in steps))

    def __truediv__(self, step: str | int) -> Origin:
        return Origin(self.file, (*self.path, step))

    def __str__(self) -> str:
        """Return `FILE#/a/0/b`, a JSON Pointer (RFC 6901) into the file."""
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in self.path)
        return self.file + "#" + "".join(f"/{step}" for step in steps)


class Model(BaseModel):
    """The base of everything that content is made of.

    `naming` is the field that a bare string fills; `identity` the one from which a missing id is made.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, coerce_numbers_to_str=True, str_strip_whitespace=True, populate_by_name=True
    )
    naming: ClassVar[str | None] = None
    identity: ClassVar[str | None] = None
    _origin: Origin | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_shorthand(cls, data: Any) -> Any:
        """Read a bare name as a mapping, make an id from a name, and drop fields without a value."""
        if cls.naming and isinstance(data, str | int | float):
            data = {cls.naming: str(data)}
        if isinstance(data, dict) and None in data.values():
            data = {key: value for key, value in data.items() if value is not None or key not in cls.field_names()}
        if cls.identity and isinstance(data, dict) and "id" not in data:
            name = data.get(cls.identity)
            data = {**data, "id": slug(name) or name} if isinstance(name, str) else data
        return data

    @classmethod
    def field_names(cls) -> list[str]:
        """Return the names that files use for the fields."""
        return [info.alias or name for name, info in cls.model_fields.items()]

    def __hash__(self) -> int:
        """Hash by place: equal content of one place is equal, and no guide is hashed word by word."""
        return hash((type(self), self.origin))

    @property
    def origin(self) -> Origin:
        """Return where this was written."""
        return self._origin or Origin()

    def origin_of(self, *path: str | int) -> str:
        """Return where a part of this was written, as `FILE#/path`."""
        return str(Origin(self.origin.file, (*self.origin.path, *path)))

    def parts(self) -> Iterator[tuple[str | int, Model | tuple[Any, ...]]]:
        """Yield what this is made of, under the names that the file uses."""
        for name, info in type(self).model_fields.items():
            value = self.__dict__[name]
            if isinstance(value, Model | tuple):
                yield info.alias or name, value

    def settle(self, origin: Origin) -> None:
        """Note where this and everything in it was written."""
        self._origin = origin
        for name, value in self.parts():
            _settle(value, origin / name)

    def walk(self) -> Iterator[Model]:
        """Yield this and every model in it, in the order of the file's model."""
        yield self
        for _, value in self.parts():
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Model):
                    yield from part.walk()


def _settle(value: Model | tuple[Any, ...], origin: Origin) -> None:
    if isinstance(value, Model):
        value.settle(origin)
        return
    for position, part in enumerate(value):
        if isinstance(part, Model):
            part.settle(origin / position)


class Claim(Model):
    """A statement of fact, with what it rests on. Without sources and status, no claim is made."""

    sources: Many[Id] = ()
    """Ids of sources.yaml."""
    as_of: PartialDate | None = None
    """When the fact held: YYYY, YYYY-MM or YYYY-MM-DD."""
    status: Status | None = None
    """verified, weak (printed with “about”) or unverified."""


class Item(Claim):
    """A line of plain text in a list; as text it reads as itself."""

    naming = "text"
    text: Plain

    def __str__(self) -> str:
        return self.text


class MarkdownItem(Item):
    """A line of Markdown in a list."""

    text: Markdown


Amount = Annotated[Decimal, Field(ge=0, le=10**12, decimal_places=2, allow_inf_nan=False)]


class Money(Claim):
    """A sum that somebody is paid; it is printed only with its source, year, currency, period and basis."""

    min: Amount | None = None
    max: Amount | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    """Three letters of ISO 4217: INR, USD."""
    per: Literal["year", "month", "day", "hour", "task"] | None = None
    basis: Literal["gross", "ctc", "in-hand", "stipend"] | None = None
    region: Plain | None = None
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    note: Markdown | None = None

    @model_validator(mode="after")
    def _complete(self) -> Money:
        lacking = [name for name in ("sources", "year", "currency", "basis", "per") if not getattr(self, name)]
        if self.min is None and self.max is None:
            lacking.insert(0, "min or max")
        if lacking:
            hint = "a figure without them misleads; if they are not known, leave the sum out"
            refuse("money-incomplete", f"this sum of money lacks: {', '.join(lacking)}", hint)
        if self.min is not None and self.max is not None and self.min > self.max:
            refuse("bad-value", "min is more than max", "exchange them")
        return self


class Code(Claim):
    """An occupation or qualification in a public classification."""

    scheme: Literal["onet-soc", "isco-08", "esco", "nco-2015", "nsqf-qp"]
    code: Plain
    version: Plain | None = None
    label: Plain | None = None
    match: Literal["exact", "close", "broad"] | None = None
    valid_to: PartialDate | None = None
    """Reported as stale once it has passed."""
