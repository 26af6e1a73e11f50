"""What a file says about itself."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import cast
from xml.etree import ElementTree

import pypdf
import pytest
from pypdf.generic import ArrayObject, StreamObject

from guidepress.editions import EDITIONS
from guidepress.pdf.about import About
from guidepress.pdf.typesetter import Typesetter

NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


@pytest.fixture(scope="module")
def reader(typesetter: Typesetter, page: Callable[..., str], about: About) -> pypdf.PdfReader:
    html = page("<p>1<p style='break-before:page'>2").replace(
        "<head>", "<head><title>Another</title><meta name=author content=X>"
    )
    return pypdf.PdfReader(BytesIO(typesetter.lay_out(html).write(EDITIONS["digital"], about)))


@pytest.fixture(scope="module")
def xmp(reader: pypdf.PdfReader) -> ElementTree.Element:
    return ElementTree.fromstring(cast(StreamObject, reader.root_object["/Metadata"]).get_data())


def test_information_is_what_about_says(reader: pypdf.PdfReader) -> None:
    information = dict(reader.metadata or {})
    assert str(information.pop("/Creator")).startswith("Guidepress ")
    assert str(information.pop("/Producer")).startswith("WeasyPrint ")
    assert information == {
        "/Title": "A guide",
        "/Author": "SignifyHR",
        "/Subject": "What it is about.",
        "/CreationDate": "D:20261122000000Z",
        "/ModDate": "D:20261122000000Z",
    }
    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/ViewerPreferences"] == {"/DisplayDocTitle": True}


def test_xmp_says_the_same(xmp: ElementTree.Element) -> None:
    said = {
        element.tag.partition("}")[2]: "".join(element.itertext()).strip()
        for element in xmp.iterfind(".//rdf:Description/*", NAMES)
    }
    assert said["title"] == "A guide"
    assert said["creator"] == "SignifyHR"
    assert said["description"] == "What it is about."
    assert said["CreateDate"] == said["ModifyDate"] == "2026-11-22T00:00:00Z"


def test_both_standards_are_declared_where_readers_look(xmp: ElementTree.Element) -> None:
    (rdf,) = xmp.iterfind("rdf:RDF", NAMES)
    assert rdf.findtext(".//pdfuaid:part", namespaces=NAMES) == "1"
    declared = {
        key: value
        for element in rdf
        for key, value in element.attrib.items()
        if "pdfaid" in key or "/pdfa/ns/id/" in key
    }
    assert declared == {f"{{{NAMES['pdfaid']}}}part": "2", f"{{{NAMES['pdfaid']}}}conformance": "A"}


def test_page_labels_are_the_folios(reader: pypdf.PdfReader) -> None:
    assert reader.page_labels == ["1", "2"]
    assert reader.root_object["/PageLabels"] == {"/Nums": [0, {"/S": "/D", "/St": 1}]}


def test_file_has_an_identifier(reader: pypdf.PdfReader) -> None:
    assert len(cast(ArrayObject, reader.trailer["/ID"])) == 2


def test_absent_author_and_description_are_absent(
    typesetter: Typesetter, page: Callable[..., str], about: About
) -> None:
    bare = About("T", "", "", "en", about.date)
    information = pypdf.PdfReader(BytesIO(typesetter.lay_out(page("<p>x")).write(EDITIONS["digital"], bare))).metadata
    assert information is not None
    assert {"/Author", "/Subject"}.isdisjoint(information)
