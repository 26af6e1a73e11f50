"""Cut a content stream into its operations (ISO 32000-1, 7.8.2): one pass of one pattern.

Operands stay the bytes that they are: most of them, the strings and coordinates, nobody asks for. Reading them all
with a library takes thirty times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SPACE = rb"\x00\t\n\x0c\r "
_TOKEN = re.compile(
    rb"[^%(space)s()<>\[\]{}/%%]++"  # numbers, operators
    rb"|/[^%(space)s()<>\[\]{}/%%]*+"
    rb"|\[[^\[\]()%%]*+\]"  # an array without strings in parentheses: what text is mostly shown with
    rb"|<<|>>|<[^<>]*+>|[\[\]]"
    rb"|\((?>[^()\\]++|\\.)*+\)"  # a string without parentheses in it
    rb"|\("  # a string with
    rb"|%%[^\r\n]*+" % {b"space": _SPACE},
    re.DOTALL,
)
_STRING_PART = re.compile(rb"\\.|[()]", re.DOTALL)
_IMAGE_END = re.compile(rb"[%(space)s]EI(?=[%(space)s]|\Z)" % {b"space": _SPACE})
_PLAIN = re.compile(rb"[\t\n\r -~\x00\x0c]*+\Z")
_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i ID j J K k l M m MP n q Q re "
    b"RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)


class Unreadable(ValueError):
    """A file that goes past what is read of it: too deep, too long, or round in a circle."""


class Operation(NamedTuple):
    """An operator with the operands before it, and where in the stream both begin and end.

    An inline image is one operation, `BI`, whose operands are its keys and values, and last its data.
    """

    operator: bytes
    operands: list[bytes]
    start: int
    end: int


def operations(data: bytes) -> Iterator[Operation]:
    """Yield what a content stream does. Words that are no operators count as operands of the next one."""
    operands: list[bytes] = []
    start = position = 0
    while position >= 0:
        scan, position = _TOKEN.finditer(data, position), -1
        for found in scan:
            token = found[0]
            if token in _OPERATORS:
                if token in (b"BI", b"ID"):
                    if token == b"BI":
                        start, operands = found.start(), [b""]
                        continue
                    end, after = _image_end(data, found.end() + 1)
                    yield Operation(b"BI", [*operands[1:], data[found.end() + 1 : end]], start, after)
                    operands, position = [], after
                    break
                yield Operation(token, operands, start if operands else found.start(), found.end())
                operands = []
                continue
            if token == b"(":
                position = _string_end(data, found.end())
                token = data[found.start() : position]
            if not operands:
                start = found.start()
            if token[0] != 37:  # a comment
                operands.append(token)
            if position >= 0:
                break


def numbers(operands: Sequence[bytes], count: int) -> list[float]:
    """Return the last operands as numbers; what is missing or no number is 0."""
    values = operands[-count:]
    try:
        found = [float(value) for value in values]
    except ValueError:
        found = [_number(value) for value in values]
    return found if len(found) == count else [0.0] * (count - len(found)) + found


def name(operands: Sequence[bytes]) -> str:
    """Return the last operand as a name, with its solidus and without escapes (ISO 32000-1, 7.3.5)."""
    text = operands[-1].decode("latin-1") if operands else ""
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) if "#" in text else text


def _number(value: bytes) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0


def _string_end(data: bytes, position: int) -> int:
    """Return where a string ends whose opening parenthesis is before a position: parentheses come in pairs."""
    depth = 1
    for part in _STRING_PART.finditer(data, position):
        depth += {b"(": 1, b")": -1}.get(part[0], 0)
        if not depth:
            return part.end()
    return len(data)


def _image_end(data: bytes, position: int) -> tuple[int, int]:
    """Return where the data of an inline image end and where its `EI` does, behind which there is readable text."""
    for found in _IMAGE_END.finditer(data, position):
        if _PLAIN.match(data, found.end(), found.end() + 16):
            return found.start(), found.end()
    return len(data), len(data)
