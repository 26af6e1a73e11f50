"""Typefaces: the shipped families (each holds Latin and Devanagari), and the faces that a brand brings along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidepress.content.artwork import SHIPPED_TYPEFACES
from guidepress.content.model import Brand, Typeface

_DISPLAY = {"Anek": "Anek Display"}
_SHIPPED = {"--heading": '"Anek"', "--display": '"Anek Display"', "--body": '"Mukta"'}


@dataclass(frozen=True, slots=True)
class Families:
    """CSS of a brand's typefaces: custom properties, and `@font-face` rules for files of its own."""

    tokens: dict[str, str]
    faces: str


# A face of a brand's own may have longer descenders than the shipped ones, which are set with hardly any leading: it is
# set smaller on the same lines, so that the baseline grid holds
_OWN_LINES = {"--cover": "44pt", "--title": "26pt", "--open": "1.15", "--band": "1.14"}


def families(brand: Brand) -> Families:
    """Return the font stacks of a brand; a role it leaves out keeps the shipped family."""
    heading, body = brand.typefaces.heading, brand.typefaces.body
    tokens = {
        "--heading": _stack(heading, "Anek"),
        "--display": _stack(heading, "Anek", display=True),
        "--body": _stack(body, "Mukta"),
    }
    if has_own_heading(brand):
        tokens |= _OWN_LINES
    own = {face.family: face for face in (heading, body) if face and face.files}
    return Families(tokens, "\n".join(_faces(own.values())))


def has_own_heading(brand: Brand) -> bool:
    """Tell whether headings are set in a face that the brand brings along."""
    return bool(brand.typefaces.heading and brand.typefaces.heading.files)


def shipped_first(brand: Brand) -> dict[str, str]:
    """Return font stacks for a page that must not grow: the shipped families, the brand's for what they lack."""
    faces = (brand.typefaces.heading, brand.typefaces.body)
    own = "".join(f', "{_own_name(face)}"' for face in faces if face and face.files)
    return {name: shipped + own for name, shipped in _SHIPPED.items()}


def font_names(brand: Brand) -> tuple[str, ...]:
    """Return the families that a document of a brand may embed: the shipped ones and the brand's own."""
    own = (_own_name(face) for face in (brand.typefaces.heading, brand.typefaces.body) if face and face.files)
    return (*SHIPPED_TYPEFACES, *own)


def _stack(face: Typeface | None, default: str, *, display: bool = False) -> str:
    """Return a stack; a family of the brand's own falls back to the shipped one for scripts it lacks."""
    family = face.family if face and face.family in SHIPPED_TYPEFACES else default
    shipped = _DISPLAY.get(family, family) if display else family
    names = [shipped]
    if face and face.files:
        names.insert(0, _own_name(face))
    return ", ".join(f'"{name}"' for name in names)


def _own_name(face: Typeface) -> str:
    """Return a family name that cannot clash with a shipped one, in characters that are safe in CSS."""
    return "Brand " + "".join(char for char in face.family if char.isalnum() or char in " -")


def _faces(typefaces: Iterable[Typeface]) -> Iterable[str]:
    for face in typefaces:
        for file in face.files:
            # A variable font works only when its rule has no weight.
            weight = f"font-weight:{file.weight};" if file.weight else ""
            source = f'font-family:"{_own_name(face)}";src:url("brand/{file.path}")'
            yield f"@font-face{{{source};{weight}font-style:{file.style}}}"
