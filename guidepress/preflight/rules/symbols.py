"""Rules about QR codes: that telephones read them, and read what the content says."""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Facts, Symbol
from guidepress.preflight.rules.row import EVERY, OURS, Finding, Rule
from guidepress.units import PT_PER_MM

_PAPER = EVERY - {"digital"}  # on a screen a reader makes it larger
_MODULE_MM = 0.35
_SIDE_MM = 15.0
_QUIET_MODULES = 4.0  # ISO/IEC 18004, 9.1
_QUIET_SLACK = 0.4  # of a module, by which pixels may be off
_CONTRAST = 0.4  # ISO/IEC 15415: the least for grade C
_DRAW_AGAIN = "draw it again, black on white, and lay nothing over it"


def _readable(facts: Facts) -> Iterator[tuple[int, Symbol]]:
    for page in facts.pages:
        yield from ((page.number, symbol) for symbol in page.symbols if symbol.address)


def _unreadable(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for page in facts.pages:
        for symbol in page.symbols:
            if not symbol.address:
                yield Finding("a QR code cannot be read", page.number, symbol.area, _DRAW_AGAIN)


def _address(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for number, symbol in _readable(facts):
        if expectation.symbols and symbol.address not in expectation.symbols:
            wanted = " or ".join(f"“{address}”" for address in expectation.symbols)
            yield Finding(f"a QR code opens “{symbol.address}”, not {wanted}", number, symbol.area)


def _missing(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    """A code that holds another address, or cannot be read, is reported as such, not as missing too."""
    found = [symbol.address for page in facts.pages for symbol in page.symbols]
    missing = [address for address in expectation.symbols if address not in found]
    strangers = sum(address not in expectation.symbols for address in found)
    for address in missing[strangers:]:
        yield Finding(f"no page has a QR code that opens “{address}”")


def _small(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for number, symbol in _readable(facts):
        side = max(symbol.area.width, symbol.area.height) / PT_PER_MM
        if symbol.module_mm < _MODULE_MM or side < _SIDE_MM:
            message = f"a QR code is {side:.1f} mm wide, its squares {symbol.module_mm:.2f} mm"
            hint = f"make it {_SIDE_MM:.0f} mm or more, its squares at least {_MODULE_MM} mm; or shorten the address"
            yield Finding(message, number, symbol.area, hint)


def _quiet_zone(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for number, symbol in _readable(facts):
        if symbol.quiet < _QUIET_MODULES - _QUIET_SLACK:
            message = f"around a QR code only {symbol.quiet:.1f} of its squares are white, instead of 4"
            yield Finding(message, number, symbol.area, "leave it more room, or put it on a white plate")


def _contrast(facts: Facts, expectation: Expectation) -> Iterator[Finding]:
    for number, symbol in _readable(facts):
        if symbol.contrast < _CONTRAST:
            pale = f"a QR code has a contrast of {symbol.contrast:.0%}, less than {_CONTRAST:.0%}"
            message = pale if symbol.contrast >= 0 else "a QR code is light on dark, which many telephones do not read"
            yield Finding(message, number, symbol.area, "print it black on white")


ROWS = (
    Rule("qr-unreadable", "error", EVERY, _unreadable, "A QR code cannot be read."),
    Rule("qr-address", "error", OURS, _address, "A QR code opens another address than the content names."),
    Rule("qr-missing", "error", OURS, _missing, "No page has a QR code with an address that the content puts in one."),
    Rule("qr-small", "warning", _PAPER, _small, "A QR code is under 15 mm wide, or its squares under 0.35 mm."),
    Rule("qr-quiet-zone", "warning", EVERY, _quiet_zone, "Around a QR code less than four of its squares are white."),
    Rule("qr-contrast", "error", EVERY, _contrast, "A QR code is too pale to be read, or light on dark."),
)
