"""A line of type for marks: the outlines of our own typeface as a small font inside the file (ISO 32000-1, 9.6.5).

Marks are in registration colour, which no typesetter of ours knows; and a press sheet must embed what it is set in.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, IndirectObject, NameObject, NumberObject

from guidepress.pdf.objects import PdfFile, compressed, dictionary, numbers

_ELLIPSIS = "…"
_UNKNOWN = "?"
_ROWS = 100  # that a block of such a map may have
_MOST = 255  # characters that a font of one byte a character has, but for 0


class Lettering:
    """Sets short lines in one face. Characters are taken in when they are first used; `font` comes last."""

    def __init__(self, file: Path) -> None:
        face: Any = TTFont(BytesIO(file.read_bytes()), lazy=True)
        self._head = face["head"]
        self._names: dict[int, str] = face.getBestCmap()
        self._glyphs = face.getGlyphSet()
        self._codes = {_UNKNOWN: 1}

    def width(self, text: str, size_pt: float) -> float:
        """Return the width of a line in points."""
        return sum(self._advance(character) for character in text) * size_pt / self._units

    def fitted(self, text: str, size_pt: float, width_pt: float) -> str:
        """Return a text as it is if it fits, else as much of it as does, with an ellipsis."""
        if self.width(text, size_pt) <= width_pt:
            return text
        while text and self.width(text + _ELLIPSIS, size_pt) > width_pt:
            text = text[:-1].rstrip()
        return text + _ELLIPSIS

    def encoded(self, text: str) -> bytes:
        """Return a line as the string that shows it, a byte a character."""
        return bytes(self._code(character if ord(character) in self._names else _UNKNOWN) for character in text)

    def font(self, file: PdfFile) -> IndirectObject:
        """Add the font of all characters used so far to a file."""
        codes = {code: self._names[ord(character)] for character, code in self._codes.items()}
        differences = ArrayObject([NumberObject(1), *(NameObject(f"/g{code}") for code in codes)])
        entries = {
            "/Type": NameObject("/Font"),
            "/Subtype": NameObject("/Type3"),
            "/FontMatrix": ArrayObject(map(FloatObject, (1 / self._units, 0, 0, 1 / self._units, 0, 0))),
            "/FontBBox": numbers(self._bounds),
            "/Resources": DictionaryObject(),
            "/FirstChar": NumberObject(1),
            "/LastChar": NumberObject(len(codes)),
            "/Widths": numbers(self._glyphs[name].width for name in codes.values()),
            "/Encoding": dictionary({"/Type": NameObject("/Encoding"), "/Differences": differences}),
            "/CharProcs": dictionary({f"/g{code}": file.add(self._drawn(name)) for code, name in codes.items()}),
            "/ToUnicode": file.add(compressed(self._to_unicode())),
        }
        return file.add(dictionary(entries))

    @property
    def _bounds(self) -> tuple[int, int, int, int]:
        """The box that holds every glyph of the face, in its units."""
        return self._head.xMin, self._head.yMin, self._head.xMax, self._head.yMax

    @property
    def _units(self) -> int:
        return self._head.unitsPerEm

    def _advance(self, character: str) -> float:
        return self._glyphs[self._names.get(ord(character), self._names[ord(_UNKNOWN)])].width

    def _code(self, character: str) -> int:
        if character not in self._codes and len(self._codes) >= _MOST:
            return self._code(_UNKNOWN)
        return self._codes.setdefault(character, len(self._codes) + 1)

    def _drawn(self, name: str) -> Any:
        """Return the program that draws a glyph in whatever colour is set (`d1`)."""
        pen = _Pen(self._glyphs)
        self._glyphs[name].draw(pen)
        metrics = " ".join(map(str, (round(self._glyphs[name].width), 0, *self._bounds)))
        return compressed("\n".join([f"{metrics} d1", *pen.operators, "f"]).encode())

    def _to_unicode(self) -> bytes:
        """Return the map from codes to characters, for whoever searches or copies."""
        rows = [f"<{code:02x}> <{character.encode('utf-16-be').hex()}>" for character, code in self._codes.items()]
        blocks = [rows[first : first + _ROWS] for first in range(0, len(rows), _ROWS)]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def",
            "1 begincodespacerange <00> <ff> endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
        return "\n".join(lines).encode()


class _Pen(BasePen):
    """Writes outlines as PDF operators."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []

    def _moveTo(self, pt: Any) -> None:
        self._write("m", pt)

    def _lineTo(self, pt: Any) -> None:
        self._write("l", pt)

    def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:
        self._write("c", pt1, pt2, pt3)

    def _closePath(self) -> None:
        self.operators.append("h")

    def _write(self, operator: str, *points: Any) -> None:
        self.operators.append(" ".join([*(f"{round(x)} {round(y)}" for x, y in points), operator]))
