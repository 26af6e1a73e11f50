"""Rules about QR codes: what breaks each, what nearly does, and good files made worse."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import segno
from pypdf import PdfWriter
from pypdf.generic import StreamObject

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Symbol
from tests.preflight.rooms import BOOKLET, Case, Mutation, facts, page

ADDRESS = "https://signifyhr.com"
GOOD = Symbol(Area(47, 305, 64, 64), ADDRESS, 0.9, 4.0, 0.98)
CODED = replace(BOOKLET, symbols=(ADDRESS,))
PRINTED = replace(CODED, purpose="press")


def coded(*symbols: Symbol) -> Facts:
    """Return facts with codes on the last of four pages."""
    return facts(*(page(number) for number in range(1, 4)), page(4, symbols=symbols))


CASES = (
    Case("qr-unreadable", coded(GOOD, GOOD._replace(address="")), coded(GOOD), Expectation()),
    Case("qr-unreadable", coded(GOOD._replace(address="")), coded(GOOD), CODED),
    Case("qr-address", coded(GOOD._replace(address=f"{ADDRESS}/x")), coded(GOOD, GOOD), CODED),
    Case("qr-missing", coded(), coded(GOOD), CODED),
    Case("qr-missing", coded(GOOD), coded(GOOD, GOOD._replace(address="https://b.example")),
         replace(CODED, symbols=(ADDRESS, "https://b.example"))),
    Case("qr-small", coded(GOOD._replace(module_mm=0.34)), coded(GOOD._replace(module_mm=0.35)), PRINTED),
    Case("qr-small", coded(GOOD._replace(area=Area(47, 305, 42, 42))), coded(GOOD._replace(area=Area(47, 305, 43, 43))),
         PRINTED),
    Case("qr-quiet-zone", coded(GOOD._replace(quiet=3.3)), coded(GOOD._replace(quiet=3.7)), CODED),
    Case("qr-contrast", coded(GOOD._replace(contrast=0.39)), coded(GOOD._replace(contrast=0.4)), CODED),
    Case("qr-contrast", coded(GOOD._replace(contrast=-0.98)), coded(GOOD), Expectation()),
)  # fmt: skip


# Our own files: what draws the code's dark squares, in a space of which its side with the quiet zone is 30 mm
SIDE = 85.04
SQUARES = re.compile(rb"0 0 m\s(?:[0-9.]+ [0-9.]+ [ml]\s|h\s){400,}f\s")


def redrawn(writer: PdfWriter, change: Callable[[bytes], bytes]) -> None:
    """Replace what draws a code."""
    for item in writer._objects:
        if isinstance(item, StreamObject) and SQUARES.search(data := item.get_data()):
            item.set_data(SQUARES.sub(lambda found: change(found[0]), data))


def squares(address: str) -> bytes:
    """Return what draws the dark squares of a code for an address."""
    rows = list(segno.make_qr(address, error="m").matrix_iter(border=4))
    module = SIDE / len(rows)
    dark = ((x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return b"".join(b"%.3f %.3f %.3f %.3f re\n" % (x * module, y * module, module, module) for x, y in dark) + b"f\n"


def change_the_address(writer: PdfWriter) -> None:
    redrawn(writer, lambda _: squares(f"{ADDRESS}/other"))


def drop_the_code(writer: PdfWriter) -> None:
    redrawn(writer, lambda _: b"")


def blot_the_code(writer: PdfWriter) -> None:
    redrawn(writer, lambda drawn: drawn + b"1 g 30 30 26 26 re f\n")


def shrink_the_code(writer: PdfWriter) -> None:
    redrawn(writer, lambda drawn: b"q .5 0 0 .5 30 30 cm\n" + drawn + b"Q\n")


def crowd_the_code(writer: PdfWriter) -> None:
    redrawn(writer, lambda drawn: drawn + b"5 0 2 85 re f\n")


def pale_the_code(writer: PdfWriter) -> None:
    redrawn(writer, lambda drawn: b".85 g\n" + drawn)


def invert_the_code(writer: PdfWriter) -> None:
    redrawn(writer, lambda drawn: b"0 g 0 0 85 85 re f 1 g\n" + drawn)


MUTATIONS = (
    Mutation("qr-address", change_the_address),
    Mutation("qr-address", change_the_address, "booklet", "office"),
    Mutation("qr-address", change_the_address, "booklet", "press"),
    Mutation("qr-address", change_the_address, "cheatsheet", "large-print"),
    Mutation("qr-missing", drop_the_code),
    Mutation("qr-missing", drop_the_code, "cheatsheet", "office"),
    Mutation("qr-missing", drop_the_code, "booklet", "press"),
    Mutation("qr-unreadable", blot_the_code),
    Mutation("qr-unreadable", blot_the_code, "cheatsheet", "press"),
    Mutation("qr-small", shrink_the_code, "booklet", "office"),
    Mutation("qr-small", shrink_the_code, "cheatsheet", "press"),
    Mutation("qr-quiet-zone", crowd_the_code),
    Mutation("qr-quiet-zone", crowd_the_code, "cheatsheet", "office"),
    Mutation("qr-quiet-zone", crowd_the_code, "booklet", "press"),
    Mutation("qr-contrast", pale_the_code),
    Mutation("qr-contrast", pale_the_code, "booklet", "office"),
    Mutation("qr-contrast", pale_the_code, "cheatsheet", "press"),
    Mutation("qr-contrast", invert_the_code, "booklet", "office"),
    Mutation("qr-contrast", invert_the_code, "booklet", "press"),
)
