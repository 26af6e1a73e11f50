"""Brands: colours, logos, typefaces, and how to reach them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from guidepress.content.shapes import Model
from guidepress.content.texts import Address, AssetPath, Email, Hex, Id, Many, Millimetres, Plain, refuse


class Colour(Model):
    """A colour on the screen, and in print if it is known."""

    naming = "hex"
    hex: Hex
    cmyk: tuple[float, ...] | None = None
    """Cyan, magenta, yellow and black in percent."""

    @model_validator(mode="after")
    def _percentages(self) -> Colour:
        if self.cmyk is not None and (len(self.cmyk) != 4 or not all(0 <= ink <= 100 for ink in self.cmyk)):
            hint = "write four percentages, cyan, magenta, yellow, black: [92, 52, 35, 18]"
            refuse("bad-colour", "cmyk is not four numbers from 0 to 100", hint)
        return self


class Colours(Model):
    """The colours of a brand; what is absent is derived from `primary` so that it can be read."""

    primary: Colour
    on_primary: Colour | None = None
    accent: Colour | None = None
    on_accent: Colour | None = None
    ink: Colour | None = None
    paper: Colour | None = None
    muted: Colour | None = None
    rule: Colour | None = None
    tint: Colour | None = None


class Logo(Model):
    """The brand's mark; files beside brand.yaml, as SVG, PNG or JPEG."""

    naming = "main"
    main: AssetPath | None = None
    """On paper."""
    reversed: AssetPath | None = None
    """On the primary colour."""
    mono: AssetPath | None = None
    """In one ink."""
    min_width: Millimetres = 22.0
    """The smallest width in print, such as 22mm."""


class FontFile(Model):
    """A file of a typeface."""

    naming = "path"
    path: AssetPath
    weight: Annotated[int, Field(ge=1, le=1000)] = 400
    style: Literal["normal", "italic"] = "normal"


class Typeface(Model):
    """A shipped family, or one whose files lie beside brand.yaml."""

    naming = "family"
    family: Plain
    files: Many[FontFile] = ()
    licence: Plain | None = None

    @model_validator(mode="after")
    def _licensed(self) -> Typeface:
        if self.files and not self.licence:
            refuse("missing-field", "a typeface of your own needs its licence", "add licence: and say which it is")
        return self


class Typefaces(Model):
    """The families for headings and for text."""

    heading: Typeface | None = None
    body: Typeface | None = None


class Contact(Model):
    """How to reach the brand."""

    website: Address | None = None
    email: Email | None = None
    phone: Plain | None = None
    address: Plain | None = None


class Social(Model):
    """A profile in a network."""

    network: Plain
    url: Address


class Brand(Model):
    """Who publishes the guides, and how they look."""

    id: Id
    name: Plain
    legal_name: Plain | None = None
    tagline: Plain | None = None
    logo: Logo = Field(default_factory=Logo)
    colours: Colours
    typefaces: Typefaces = Field(default_factory=Typefaces)
    contact: Contact = Field(default_factory=Contact)
    social: Many[Social] = ()
    printers: Many[Id] = ()
    """Where its guides are printed: ids of source/printers/, at most one for an edition."""
    legal_line: Plain | None = None
    equal_opportunity_line: Plain | None = None
