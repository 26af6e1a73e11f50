"""The kinds of text that the model knows, each with what makes it sound: texts, ids, addresses, colours, paths.

Every refusal is a `PydanticCustomError` whose type is one of our diagnostic codes.
"""

from __future__ import annotations

import re
from typing import Annotated, NoReturn, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

TEXT_CAP = 64 * 1024
LIST_CAP = 500

_T = TypeVar("_T")
Many = Annotated[tuple[_T, ...], Field(max_length=LIST_CAP)]


def refuse(code: str, message: str, hint: str | None = None) -> NoReturn:
    """Reject a value under a diagnostic code."""
    raise PydanticCustomError(code, "{wrong}", {"wrong": message, "hint": hint})  # type: ignore[arg-type]


# C0 and C1 controls but tab and line feed, overrides and isolates of direction, lone surrogates, non-characters.
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_ACTIVE = re.compile(r"<\s*/?\s*(script|style|link|iframe|object|embed|meta|base|form|svg|img|video|audio)\b", re.I)
_ATTRIBUTE = re.compile(r"<[^<>]*\s(on\w+|style|src|href|rel)\s*=", re.I)
_LINK = re.compile(r"\]\(\s*<?([^\s)>]*)|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)|<([a-zA-Z][\w+.-]*:[^\s<>]*)>", re.M)


def _plain(text: str) -> str:
    size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
    if size > TEXT_CAP:
        refuse("too-long", f"this text has {size / 1024:.0f} KB; 64 KB is the most", "split or shorten it")
    if strange := _CONTROL.search(text):
        refuse("control-character", f"this text holds the control character U+{ord(strange[0]):04X}", "delete it")
    if "<" in text and (tag := _ACTIVE.search(text) or _ATTRIBUTE.search(text)):
        hint = "write the tag's name without its angle bracket; formatting is Markdown: *em*, **strong**, ==mark=="
        refuse("html-in-text", f"HTML such as “{tag[0][:30]}” is not taken in texts", hint)
    return text


def _markdown(text: str) -> str:
    if "[" in text or "<" in text:
        for match in _LINK.finditer(text):
            _address(next(group for group in match.groups() if group is not None))
    return _plain(text)


Plain = Annotated[str, AfterValidator(_plain)]
"""Text that is printed as it stands."""

Markdown = Annotated[str, AfterValidator(_markdown)]
"""Text with *em*, **strong**, ==mark==, [links](https://…), paragraphs and lists."""


ID_PATTERN = r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?"
_ID = re.compile(ID_PATTERN)
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def slug(text: str) -> str:
    """Return the id nearest to a text, which may be empty."""
    made = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80].strip("-")
    return f"{made}-1" if _DEVICE.fullmatch(made) else made


def _id(text: str) -> str:
    if _DEVICE.fullmatch(text):
        refuse("bad-id", f"“{text}” is a name that Windows reserves", f"choose another, such as {text}-1")
    if not _ID.fullmatch(text):
        rule = "1 to 80 of the characters a–z, 0–9 and -, beginning and ending with a letter or digit"
        better = slug(text)
        refuse(
            "bad-id",
            f"“{text[:90]}” is no id: {rule}",
            f"write {better}" if better else "add an id in Latin letters, such as step-1",
        )
    return text


Id = Annotated[str, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})]


_ADDRESS_HINT = "write the whole address, beginning with https://, http:// or mailto:"
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/\S*)?", re.I)
_NO_ADDRESS = re.compile(rf"[\s<>\"\\`{{}}|^]|{_CONTROL.pattern}")
_HOST_PART = re.compile(r"(?!-)[^\s!-,/:-@\[-^`{-~]{1,63}(?<!-)")
_EMAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"/]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}", re.I)


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        scheme, host = parts.scheme.lower(), parts.hostname
        parts.port  # noqa: B018 (raises for a port that is none)
    except ValueError:
        refuse("bad-address", f"“{text[:80]}” is not an address", _ADDRESS_HINT)
    if scheme and scheme not in ("https", "http", "mailto"):
        refuse("bad-address", f"addresses with {scheme}: are not allowed", _ADDRESS_HINT)
    complete = _EMAIL.match(parts.path) if scheme == "mailto" else host and "@" not in parts.netloc
    if not scheme or not complete or _NO_ADDRESS.search(text) or (host and not _is_host(host)):
        refuse("bad-address", f"“{text[:80]}” is not a complete address", _ADDRESS_HINT)
    return text


def _is_host(host: str) -> bool:
    """Tell whether a name can be that of a machine: parts of letters, digits and hyphens, also of other scripts.

    A name of one part leads nowhere from outside.
    """
    parts = host.removesuffix(".").split(".")
    return ":" in host or (len(parts) > 1 and len(host) <= 253 and all(map(_HOST_PART.fullmatch, parts)))


def _website(text: str) -> str:
    return _address(f"https://{text}" if _DOMAIN.fullmatch(text) else text)


def _email(text: str) -> str:
    bare = text.removeprefix("mailto:")
    if not _EMAIL.fullmatch(bare):
        refuse("bad-address", f"“{text[:80]}” is not an e-mail address", "write it as name@example.org")
    return bare


Address = Annotated[str, AfterValidator(_website)]
"""An https, http or mailto address; a bare domain gains https://."""

Email = Annotated[str, AfterValidator(_email)]

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A column's name in an address."""


def _template(text: str) -> str:
    _website(PLACEHOLDER.sub("x", text))
    return text


AddressTemplate = Annotated[str, AfterValidator(_template)]
"""An address in which `{column}` stands for what the row of a campus has there."""


def _hex(text: str) -> str:
    match = re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text)
    if not match:
        hint = 'write #rgb or #rrggbb in quotes, such as "#0b4f6c"'
        refuse("bad-colour", f"“{text[:60]}” is not a colour", hint)
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    return f"#{digits.lower()}"


Hex = Annotated[
    str, AfterValidator(_hex), WithJsonSchema({"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"})
]
"""#rrggbb in lower case; #rgb is widened."""


_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


def length(least_mm: float, most_mm: float, example: str) -> BeforeValidator:
    """Return what reads a length with its unit as millimetres; nothing but 0 goes without a unit."""

    def _millimetres(value: object) -> float:
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)|0", value) if isinstance(value, str) else None
        if not match:
            refuse(
                "bad-value", f"“{str(value)[:40]}” is not a length", f"write a number and its unit, such as {example}"
            )
        found = float(match[1]) * _MM[match[2]] if match[1] else 0.0
        if not least_mm <= found <= most_mm:
            hint = f"a length here is between {least_mm:g}mm and {most_mm:g}mm"
            refuse("bad-value", f"{value} is out of range", hint)
        return found

    return BeforeValidator(_millimetres)


AS_WRITTEN = WithJsonSchema({"type": "string"})
"""The schema of what is written as text and read as something else."""

Millimetres = Annotated[float, length(1, 500, "22mm"), AS_WRITTEN]
"""A length with its unit, in millimetres."""


def _path(text: str) -> str:
    outside = text.startswith(("/", "\\", "~")) or re.match(r"[a-zA-Z][\w+.-]*:", text) or "\\" in text
    if outside or ".." in text.split("/") or _CONTROL.search(text) or "\n" in text or "\t" in text:
        hint = "copy the file beside brand.yaml and write its name"
        refuse("unsafe-path", f"“{text[:80]}” leads out of the brand's folder", hint)
    return text


AssetPath = Annotated[str, AfterValidator(_path)]
"""A path of a file in the brand's folder, with `/`."""


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", text):
        refuse("bad-value", f"“{text[:40]}” is no language tag", "write en, hi, pt-BR or zh-Hant")
    return text


Language = Annotated[str, AfterValidator(_language)]
"""A BCP 47 tag: language, perhaps script, perhaps region."""
