"""Addresses in which `{column}` stands for what a campus has there: what they need, and how they are filled."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from guidepress.content.codes import problem
from guidepress.content.complaints import Said, worded
from guidepress.content.headers import canonical
from guidepress.content.hints import did_you_mean, listed
from guidepress.content.texts import PLACEHOLDER, Address
from guidepress.diagnostics import Diagnostic, Span

SYMBOL_CAP = 152  # bytes in a QR code of version 8, level M: a larger one has dots too small to scan from paper
SHOWN_CAP = 60  # characters that people still type

_ADDRESS = TypeAdapter(Address)


def needs(template: str) -> Iterator[str]:
    """Yield the columns that an address names."""
    return (canonical(name) for name in PLACEHOLDER.findall(template))


def unknown_columns(template: str, known: Collection[str], span: Span) -> Iterator[Diagnostic]:
    """Yield the columns that an address names, and the list has not."""
    for column in needs(template):
        if column not in known:
            hint = did_you_mean(column, known, f"columns: {listed(known, 30)}")
            yield problem("unknown-column", f"{{{column}}} is no column of the list of campuses", span, hint)


def filled(template: str, cells: Mapping[str, str]) -> str | Said:
    """Return an address with its columns filled in, safe in every part of it; or what is wrong with it then.

    An address without a scheme gains https://.
    """
    address = PLACEHOLDER.sub(lambda found: quote(cells[canonical(found[1])], safe=""), template)
    try:
        address = _ADDRESS.validate_python(address)
    except ValidationError as failure:
        return worded(failure.errors(include_url=False)[0])
    if (size := len(address.encode())) > SYMBOL_CAP:
        hint = "shorten the address, or the cells that it is filled with"
        return Said("address-length", f"this address has {size} bytes; {SYMBOL_CAP} is the most for a QR code", hint)
    return address


def is_long(address: str) -> bool:
    """Tell whether an address, as it is printed, is longer than people care to type."""
    return len(re.sub(r"^https?://|/$", "", address)) > SHOWN_CAP
