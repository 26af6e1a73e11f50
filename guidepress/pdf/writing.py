"""Files are written without doing the same work twice: pydyf counts all pages for each tag, and knows no stream again.

Streams are the longest part of a file, and most of those of a campus's booklet are those of the one before. And it
makes the bytes of each object once to write them, and again for the file's identifier. Bytes stay the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any
from unittest.mock import patch

from guidepress.pdf.engine import pydyf

_LEVEL = 9  # as pydyf compresses
_STREAMS = 256  # that are known again: a booklet of 56 pages has 150
_write: Any = pydyf.PDF.write


@contextmanager
def no_work_twice() -> Iterator[None]:
    """Write files as pydyf does, but faster."""
    with (
        patch.object(pydyf.Stream, "data", property(_data)),
        patch.object(pydyf.PDF, "page_references", property(_page_references)),
        patch.object(pydyf.PDF, "write", _write_once),
    ):
        yield


def _write_once(pdf: Any, *arguments: Any, **named: Any) -> None:
    """Write a file; while that goes on, no object of it changes."""
    known: dict[int, bytes] = {}
    with ExitStack() as stack:
        kinds: tuple[Any, ...] = (pydyf.Array, pydyf.Dictionary, pydyf.Stream)
        for kind in kinds:
            stack.enter_context(patch.object(kind, "data", property(_once(kind.data.fget, known))))
        _write(pdf, *arguments, **named)


def _once(read: Callable[[Any], bytes], known: dict[int, bytes]) -> Callable[[Any], bytes]:
    """Read the bytes of an object of a file once; those that only stand in others are not asked for again."""

    def data(item: Any) -> bytes:
        if item.number is None:
            return read(item)
        if item.number not in known:
            known[item.number] = read(item)
        return known[item.number]

    return data


def _data(stream: Any) -> bytes:
    """Return a stream with its dictionary."""
    content = b"\n".join([item if type(item) is bytes else pydyf._to_bytes(item) for item in stream.stream])
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        content = _ONCE.get(str(extra.get("Type")), _remembered)(content)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


def _compressed(content: bytes) -> bytes:
    return zlib.compress(content, _LEVEL)


_remembered = lru_cache(_STREAMS)(_compressed)
_ONCE = {"/ObjStm": _compressed, "/XRef": _compressed}  # large, and of one file only


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return the references to all pages, made anew only when there are more of them."""
    numbers = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = vars(pdf).get("_known_references", ())
    if len(known) != len(numbers):
        known = pdf._known_references = tuple(f"{number} 0 R".encode("ascii") for number in numbers)
    return known
