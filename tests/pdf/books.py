"""Test books, written by hand: each page says its number in a way that can be read from pixels, and which way is up."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

A5 = (419.528, 595.276)
_BITS = 9
_BIT_PT = 30
_FIRST_BIT = (60, 300)  # from the trimmed corner at the lower left
_CORNER_PT = 60  # a red square at the head, on the left; a blue one at the foot, on the right
_SLUG_PT = 20  # between bleed and media box, green: never to be seen on a sheet


@dataclass(frozen=True)
class Page:
    """A page; `left`, `bottom` is where its media box begins, `more` are further entries."""

    number: int
    size: tuple[float, float] = A5
    left: float = 0
    bottom: float = 0
    rotate: int = 0
    bleed: float = 0
    unit: float = 1
    parts: int = 1
    more: str = ""


@dataclass
class Book:
    """A file in the making: objects by hand, numbered from 1."""

    objects: list[bytes] = field(default_factory=list)

    def add(self, body: str | bytes, data: bytes | None = None, *, filtered: bool = True) -> str:
        """Add an object, a stream if there is data; return its reference."""
        body = body.encode("latin-1") if isinstance(body, str) else body
        if data is not None:
            data = zlib.compress(data) if filtered else data
            kind = b"/Filter /FlateDecode " if filtered else b""
            body = b"<< %s /Length %d %s>>\nstream\n%s\nendstream" % (body, len(data), kind, data)
        self.objects.append(body)
        return f"{len(self.objects)} 0 R"

    def render(self, root: str, trailer: str = "", version: str = "1.7") -> bytes:
        out = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
        places = []
        for number, body in enumerate(self.objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(places) + 1
        out += f"trailer\n<< /Size {size} /Root {root} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def book(pages: Sequence[Page], catalog: str = "", trailer: str = "", *, inherits: bool = False) -> bytes:
    """Return a file of pages; `inherits` moves their boxes, resources and rotation up the tree, two levels."""
    made = Book()
    font = made.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    resources = made.add(f"<< /Font << /F {font} >> >>")
    top, inner = len(made.objects) + 1, len(made.objects) + 2
    made.objects += [b"", b""]
    kids = []
    for page in pages:
        shared = f"/Resources {resources} {_boxes(page)['/MediaBox']} /Rotate {page.rotate}"
        if inherits:
            made.objects[top - 1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{inner} 0 R] {shared} >>".encode()
        contents = " ".join(made.add("", part) for part in _cut(drawn(page), page.parts))
        own = " ".join(value for key, value in _boxes(page).items() if key != "/MediaBox")
        body = f"/Type /Page /Parent {inner} 0 R /Contents [{contents}] {own} {'' if inherits else shared} {page.more}"
        kids.append(made.add(f"<< {body} /UserUnit {page.unit} >>"))
    if not inherits:
        made.objects[top - 1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{inner} 0 R] >>".encode()
    tree = f"<< /Type /Pages /Parent {top} 0 R /Count {len(pages)} /Kids [{' '.join(kids)}] >>"
    made.objects[inner - 1] = tree.encode()
    return made.render(made.add(f"<< /Type /Catalog /Pages {top} 0 R {catalog} >>"), trailer)


def numbered(count: int, **more: Any) -> bytes:
    """Return a book of so many like pages."""
    return book([Page(number, **more) for number in range(1, count + 1)])


def drawn(page: Page) -> bytes:
    """Return the content of a page, drawn as it is read, then brought into its own space."""
    width, height = page.size
    left, foot = _FIRST_BIT
    bits = "".join(
        f"{int(not page.number >> bit & 1)} g {left + bit * _BIT_PT} {foot} {_BIT_PT} {_BIT_PT} re f\n"
        for bit in range(_BITS)
    )
    edge = page.bleed + _SLUG_PT
    a, b, c, d, e, f = _into_own_space(page)
    return (
        f"q {a} {b} {c} {d} {e:.4f} {f:.4f} cm\n"
        + (f"0 1 0 rg {-edge} {-edge} {width + 2 * edge} {height + 2 * edge} re f\n" if page.bleed else "")
        + f"1 1 0 rg {-page.bleed} {-page.bleed} {width + 2 * page.bleed} {height + 2 * page.bleed} re f\n"
        + f"1 1 1 rg 6 6 {width - 12} {height - 12} re f\n"
        + f"1 0 0 rg 12 {height - 12 - _CORNER_PT} {_CORNER_PT} {_CORNER_PT} re f\n"
        + f"0 0 1 rg {width - 12 - _CORNER_PT} 12 {_CORNER_PT} {_CORNER_PT} re f\n"
        + bits
        + f"BT 0 g /F 20 Tf 60 250 Td (page {page.number}) Tj ET\nQ\n"
    ).encode()


def decoded(image: Image.Image, left: float, top: float, size: tuple[float, float], scale: float) -> tuple[int, bool]:
    """Return the number of the page that lies trimmed at a place, and whether it is upright.

    Points from the left and the top; pixels are `scale` to a point. 0 where there is no page.
    """
    width, height = size

    def colour(x: float, y: float) -> tuple[int, ...]:
        pixel = image.getpixel((round((left + x) * scale), round((top + height - y) * scale)))
        assert isinstance(pixel, tuple)
        return tuple(round(channel / 255) for channel in pixel[:3])

    corner = 12 + _CORNER_PT / 2
    near, far = colour(corner, height - corner), colour(width - corner, corner)
    if (near, far) == ((1, 1, 1), (1, 1, 1)):
        return 0, True
    is_upright = (near, far) == ((1, 0, 0), (0, 0, 1))
    assert is_upright or (near, far) == ((0, 0, 1), (1, 0, 0)), "the page is mirrored, or lies on its side"
    number = 0
    for bit in range(_BITS):
        x, y = _FIRST_BIT[0] + (bit + 0.5) * _BIT_PT, _FIRST_BIT[1] + _BIT_PT / 2
        number |= (colour(x, y) if is_upright else colour(width - x, height - y)) == (0, 0, 0) and 1 << bit
    return number, is_upright


def _boxes(page: Page) -> Mapping[str, str]:
    width, height = page.size if page.rotate % 180 == 0 else page.size[::-1]
    margin = page.bleed + _SLUG_PT if page.bleed else 0
    left, bottom, unit = page.left, page.bottom, page.unit

    def box(inset: float) -> str:
        corners = inset, inset, 2 * margin + width - inset, 2 * margin + height - inset
        offsets = left, bottom, left, bottom
        return " ".join(f"{corner / unit + at:.4f}" for corner, at in zip(corners, offsets, strict=True))

    found = {"/MediaBox": f"/MediaBox [{box(0)}]"}
    if page.bleed:
        found |= {"/BleedBox": f"/BleedBox [{box(_SLUG_PT)}]", "/TrimBox": f"/TrimBox [{box(margin)}]"}
    return found


def _into_own_space(page: Page) -> tuple[float, ...]:
    """Return what undoes the page's rotation, unit and offset: a point as it is read becomes one of its own space."""
    width, height = page.size
    margin = page.bleed + _SLUG_PT if page.bleed else 0
    a, b, c, d, x, y = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }[page.rotate % 360]
    u = page.unit
    return a / u, b / u, c / u, d / u, (x + margin) / u + page.left, (y + margin) / u + page.bottom


def _cut(data: bytes, parts: int) -> list[bytes]:
    """Cut a content into streams at ends of lines."""
    lines = data.splitlines(keepends=True)
    step = -(-len(lines) // parts)
    return [b"".join(lines[first : first + step]) for first in range(0, len(lines), step)]
