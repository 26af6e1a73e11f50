"""Files are written faster, and stay the same."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from guidepress.pdf import writing
from guidepress.pdf.engine import pydyf


def made() -> bytes:
    """Return a file of a few pages, with compressed streams of all that a stream may hold."""
    pdf, out = pydyf.PDF(), BytesIO()
    for number in range(3):
        stream = pydyf.Stream([b"q", "0 0 m", pydyf.String("né"), 1.25, b"Q"], {"Page": number}, compress=number > 0)
        pdf.add_object(stream)
        pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Contents": stream.reference, "Kin": pydyf.Array()}))
        pdf.catalog["Seen"] = pydyf.Array(pdf.page_references)
    pdf.write(out, compress=True)
    return out.getvalue()


def test_bytes_stay_the_same() -> None:
    plain = made()
    with writing.no_work_twice():
        assert made() == made() == plain


def test_a_stream_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compressed: list[bytes] = []
    squeeze: Callable[[bytes, int], bytes] = zlib.compress
    monkeypatch.setattr(writing.zlib, "compress", lambda data, level: compressed.append(data) or squeeze(data, level))
    content = b"what no other test compresses"
    with writing.no_work_twice():
        for _ in range(2):
            assert content in zlib.decompress(pydyf.Stream([content], compress=True).data.split(b"\n", 2)[2][:-10])
    assert compressed == [content]


def test_without_our_part_pydyf_still_counts_pages_each_time() -> None:
    """When this fails, pydyf does it itself: `_page_references` is no longer needed."""
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary())
    assert pdf.page_references is not pdf.page_references
    with writing.no_work_twice():
        assert pdf.page_references is pdf.page_references


def test_an_object_is_turned_into_bytes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's identifier is made from the bytes of all objects, which have just been written."""
    asked: list[int] = []
    read: Any = pydyf.Dictionary.data.fget

    def data(item: pydyf.Dictionary) -> bytes:
        asked.extend([item.number] if item.number is not None else [])
        return read(item)

    monkeypatch.setattr(pydyf.Dictionary, "data", property(data))
    plain, often = written(identified()), len(asked)
    asked.clear()
    with writing.no_work_twice():
        assert written(identified()) == plain
    assert len(asked) == len(set(asked)) == often / 2


def identified() -> pydyf.PDF:
    """Return a file of a few objects, of which one stands in another."""
    pdf = pydyf.PDF()
    for number in range(3):
        pdf.add_object(pydyf.Dictionary({"Number": number, "Inner": pydyf.Dictionary({"Number": number})}))
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    return pdf


def written(pdf: pydyf.PDF) -> bytes:
    out = BytesIO()
    pdf.write(out, identifier=True, compress=True)
    return out.getvalue()
