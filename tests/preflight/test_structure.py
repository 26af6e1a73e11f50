"""How a file hangs together, read from small files written by hand, from foreign ones, and from our own."""

from __future__ import annotations

import zlib
from time import process_time

import pytest

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Action, Area, Bookmark, Facts, Tag
from guidepress.preflight.reading.file import read
from guidepress.preflight.reading.metadata import claims, title
from guidepress.preflight.xmp import parsed
from tests.conftest import HOUSE
from tests.preflight.samples import XMP, press_pdf, stream

SAMPLE = HOUSE / "docs" / "samples" / "bpo-operations_booklet_en_digital.pdf"
PLACES = b"/Names << /Dests << /Names [(there) [3 0 R /XYZ 0 109 0]] >> >> /Dests << /old [3 0 R /Fit] >>"


def facts(**parts: object) -> Facts:
    return read(press_pdf(**parts), Expectation())  # type: ignore[arg-type]


# Links


def linked(link: bytes, page: bytes = b"", **parts: object) -> Facts:
    note = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [19 179 59 199] %s >>]" % link
    return facts(page=note + page, catalog=PLACES, **parts)


@pytest.mark.parametrize(
    ("link", "address", "name", "target"),
    [
        (b"/Dest [3 0 R /Fit]", "", "", 1),
        (b"/Dest (there)", "", "there", 1),
        (b"/Dest /old", "", "old", 1),
        (b"/Dest (nowhere)", "", "nowhere", 0),
        (b"/Dest [9 0 R /Fit]", "", "", 0),
        (b"/A << /S /GoTo /D [3 0 R /Fit] >>", "", "", 1),
        (b"/A << /S /GoTo /D (there) >>", "", "", 1),
        (b"/A << /S /GoTo /D (nowhere) >>", "", "", 0),
        (b"/A << /S /URI /URI (https://example.org/a) >>", "https://example.org/a", "", 0),
        (b"/A << /S /GoToR /F (other.pdf) /D [0 /Fit] >>", "other.pdf", "", 0),
        (b"", "", "", 0),
    ],
)
def test_links_are_read_whatever_they_are_made_of(link: bytes, address: str, name: str, target: int) -> None:
    ((found,),) = (page.links for page in linked(link).pages)
    assert (found.address, found.name, found.target) == (address, name, target)


@pytest.mark.parametrize("action", [b"/JavaScript /JS (1)", b"/Named /N /NextPage"])
def test_an_action_that_leads_to_no_place_is_no_link(action: bytes) -> None:
    assert linked(b"/A << /S %s >>" % action).pages[0].links == ()


@pytest.mark.parametrize(
    ("page", "area", "size"),
    [
        (b"", (10, 10, 40, 20), (200, 200)),
        (b"/Rotate 90", (170, 10, 20, 40), (200, 200)),
        (b"/Rotate 180", (150, 170, 40, 20), (200, 200)),
        (b"/Rotate 270", (10, 150, 20, 40), (200, 200)),
    ],
)
def test_areas_count_from_the_trimmed_page_as_it_is_seen(page: bytes, area: tuple, size: tuple) -> None:
    (found,) = linked(b"/Dest (there)", page).pages
    assert tuple(found.links[0].area) == pytest.approx(area)
    assert found.size == pytest.approx(size)


def test_a_page_without_trim_box_is_what_is_shown_of_it() -> None:
    (found,) = linked(b"", boxes=b"/MediaBox [0 0 300 300] /CropBox [10 20 110 220]").pages
    assert found.size == (100, 200)
    assert tuple(found.links[0].area) == pytest.approx((9, 21, 40, 20))


def test_a_link_within_the_document_says_what_it_lies_on() -> None:
    content = b"BT /Text 10 Tf 20 185 Td (12) Tj ET BT /Text 10 Tf 120 185 Td (elsewhere) Tj ET"
    assert linked(b"/Dest (there)", content=content).pages[0].links[0].text == "12"


def test_the_corners_of_a_link_are_in_any_order() -> None:
    content = b"BT /Text 10 Tf 20 185 Td (12) Tj ET"
    note = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [59 199 19 179] /Dest (there) >>]"
    (found,) = facts(page=note, catalog=PLACES, content=content).pages[0].links
    assert (found.area, found.text) == (Area(10, 10, 40, 20), "12")


def test_no_link_of_our_own_file_is_less_than_nothing_high() -> None:
    links = [link for page in read(SAMPLE.read_bytes(), Expectation()).pages for link in page.links]
    assert len(links) > 100 and all(min(link.area[2:]) >= 0 for link in links)


# What it does besides being read

HARMLESS = b"/OpenAction [3 0 R /Fit] /AA << /WP << /S /Named /N /Print >> >>"
SCRIPT = b"<< /S /JavaScript /JS (1) >>"


@pytest.mark.parametrize(
    ("catalog", "found"),
    [
        (b"/OpenAction %s" % SCRIPT, ["on opening it runs JavaScript"]),
        (b"/OpenAction 11 0 R", ["on opening it runs JavaScript"]),
        (b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [%s] >>" % SCRIPT, ["on opening it runs JavaScript"]),
        (b"/OpenAction << /S /URI /URI (https://example.org) >>", ["on opening it opens an address"]),
        (b"/AA << /WC << /S /Launch /F (calc) >> >>", ["by itself it starts a program, or opens a file"]),
        (b"/Names << /JavaScript << /Names [(a) 11 0 R] >> >>", ["on opening it runs JavaScript"]),
        (b"/Names << /EmbeddedFiles << /Names [(a) << /F (a) >>] >> >>", ["it holds 1 other file"]),
        (b"/AcroForm << /XFA 11 0 R >>", ["it holds a form with a program of its own (XFA)"]),
        (b"/OpenAction << /S /GoTo /Next 12 0 R >>", []),
        (HARMLESS, []),
    ],
)
def test_what_a_document_does_by_itself(catalog: bytes, found: list[str]) -> None:
    again = b"<< /S /GoTo /Next 12 0 R >>"
    assert [action.what for action in facts(catalog=catalog, objects=[SCRIPT, again]).actions] == found


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (b"/Link /A %s" % SCRIPT, "a link or a field runs JavaScript"),
        (b"/Link /A << /S /#4aavaScript /JS (1) >>", "a link or a field runs JavaScript"),
        (b"/Link /A << /S /URI /URI (JavaScript:alert\\(1\\)) >>", "a link runs JavaScript"),
        (b"/Link /A << /S /Launch /F (calc.exe) >>", "a link or a field starts a program, or opens a file"),
        (
            b"/Widget /FT /Btn /A << /S /SubmitForm /F (https://example.org) >>",
            "a link or a field sends what is filled in",
        ),
        (b"/Widget /Parent << /AA << /K %s >> >>" % SCRIPT, "a link or a field runs JavaScript"),
        (b"/FileAttachment /FS << /F (a) >>", "a link or a field holds a file"),
        (b"/Link /A << /S /GoToR /F (other.pdf) >>", ""),
        (b"/Link /A << /S /Named /N /NextPage >>", ""),
    ],
)
def test_what_the_pages_of_a_document_do(note: bytes, found: str) -> None:
    page = b"/Annots [<< /Type /Annot /Rect [59 199 19 179] /Subtype %s >>]" % note
    assert facts(page=page).actions == ((Action(found, 1, Area(10, 10, 40, 20)),) if found else ())


def test_a_page_acts_when_it_is_shown() -> None:
    assert facts(page=b"/AA << /O %s >>" % SCRIPT).actions == (Action("it runs JavaScript when the page is shown", 1),)


# Outline


def test_the_outline_is_read_in_its_order() -> None:
    entries = (
        b"<< /First 12 0 R /Last 14 0 R >>",
        b"<< /Title (One) /Parent 11 0 R /Next 14 0 R /First 13 0 R /Last 13 0 R /Dest [3 0 R /XYZ 0 109 0] >>",
        b"<< /Title (\xfe\xff\x09\x15) /Parent 12 0 R /A << /S /GoTo /D (there) >> >>",
        b"<< /Title (Three) /Parent 11 0 R >>",
    )
    found = facts(catalog=PLACES + b"/Outlines 11 0 R", objects=entries).outline
    assert found == (Bookmark("One", 1, 1, 100), Bookmark("क", 2, 1, 100), Bookmark("Three", 1, 0))


def test_an_outline_in_a_circle_ends() -> None:
    entries = (b"<< /First 12 0 R /Last 12 0 R >>", b"<< /Title (One) /Parent 11 0 R /Next 12 0 R >>")
    assert [entry.title for entry in facts(catalog=b"/Outlines 11 0 R", objects=entries).outline] == ["One"]


# Tags

TREE = b"/MarkInfo << /Marked true >> /Lang (en) /StructTreeRoot 11 0 R"
MARKED = b"BT /Text 10 Tf " + b"".join(
    b"/Span <</MCID %d>> BDC 1 0 0 1 %d %d Tm (%s) Tj EMC " % (mark, x, y, text)
    for mark, x, y, text in [(0, 19, 180, b"Two"), (1, 19, 160, b"lines"), (2, 60, 100, b"item"), (3, 80, 100, b"!")]
)


def element(role: bytes, parent: int, kids: bytes, more: bytes = b"") -> bytes:
    return b"<< /Type /StructElem /S /%s /P %d 0 R /Pg 3 0 R /K [%s] %s >>" % (role, parent, kids, more)


def tagged(*, catalog: bytes = TREE) -> Facts:
    elements = (
        b"<< /Type /StructTreeRoot /K [12 0 R] /RoleMap << /Headline /H1 >>"
        b" /ParentTree << /Nums [0 [14 0 R 14 0 R 16 0 R 17 0 R 18 0 R]] >> >>",
        element(b"Document", 11, b"13 0 R 15 0 R 18 0 R", b"/Lang (hi)"),
        element(b"Headline", 12, b"14 0 R"),
        element(b"Span", 13, b"0 1"),
        element(b"LI", 12, b"16 0 R", b"/Lang (mr)"),
        element(b"LBody", 15, b"2 17 0 R"),
        element(b"NonStruct", 16, b"3", b"/ActualText (?)"),
        element(b"Figure", 12, b"4", b"/Alt (A bar) /A << /O /Layout /BBox [19 39 59 49] >>"),
    )
    content = MARKED + b"ET /Figure <</MCID 4>> BDC 19 39 40 10 re f EMC"
    return facts(content=content, page=b"/StructParents 0", catalog=catalog, objects=elements)


def test_tags_are_read_with_what_their_spans_say() -> None:
    found = tagged()
    heading, item, figure = found.pages[0].tags
    assert heading[2:] == ("Two lines", "", "hi") and heading.role == "H1"
    assert item[2:] == ("item?", "", "mr") and item.role == "LBody"
    assert figure == Tag("Figure", Area(10, 160, 40, 10), "", "A bar", "hi")
    assert heading.area and item.area
    assert 20 < heading.area.height < 40 and item.area.height < 20 and item.area.y > heading.area.bottom + 30
    assert found.tagged and found.language == "en"


def test_a_file_has_tags_only_if_it_says_so_and_they_are_there() -> None:
    assert not tagged(catalog=TREE.replace(b"true", b"false")).tagged
    assert not facts(catalog=b"/MarkInfo << /Marked true >>").tagged


def test_elements_without_end_are_survived() -> None:
    elements = (
        b"<< /Type /StructTreeRoot /K [12 0 R] /ParentTree << /Nums [0 [12 0 R]] >> >>",
        element(b"P", 12, b"0 12 0 R"),
    )
    assert facts(content=MARKED + b"ET", page=b"/StructParents 0", catalog=TREE, objects=elements).pages[0].links == ()


# What a file says of itself

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def described(elements: str, attributes: str = "") -> bytes:
    names = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMES.items())
    return f"<rdf:RDF {names}><rdf:Description {attributes}>{elements}</rdf:Description></rdf:RDF>".encode()


BOTH = described(
    "<pdfuaid:part>1</pdfuaid:part>"
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Pay &amp; hours</rdf:li></rdf:Alt></dc:title>',
    'pdfaid:part="2" pdfaid:conformance="A"',
)


@pytest.mark.parametrize(
    ("xmp", "found"),
    [
        (BOTH, ("PDF/UA-1", "PDF/A-2a")),
        (BOTH.decode().encode("utf-16"), ("PDF/UA-1", "PDF/A-2a")),
        (described("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"), ("PDF/A-3b",)),
        (described("<pdfaid:part> 4 </pdfaid:part>"), ("PDF/A-4",)),
        (XMP, ("PDF/X-4",)),
        (described("<pdfx:GTS_PDFXVersion>PDF/X-1a:2001</pdfx:GTS_PDFXVersion>"), ("PDF/X-1a:2001",)),
        (described("<pdfaProperty:name>pdfuaid:part</pdfaProperty:name>"), ()),
        (b"<!DOCTYPE rdf [<!ENTITY one '1'>]>" + BOTH, ()),
        (("<!DOCTYPE rdf [<!ENTITY one '1'>]>" + BOTH.decode()).encode("utf-16"), ()),
        (BOTH[:-1], ()),
        (BOTH + b" " * 1_000_000, ()),
        (b"<?xml version='1.0' encoding='no-such'?>" + BOTH, ()),
        (b"", ()),
    ],
)
def test_claims_are_read_from_attributes_and_elements(xmp: bytes, found: tuple[str, ...]) -> None:
    assert tuple(claims(parsed(xmp))) == found


def test_the_title_is_read_from_metadata_where_there_is_no_other() -> None:
    assert title(parsed(BOTH)) == "Pay & hours"
    assert facts().title == "A guide"
    assert facts(xmp=BOTH).claims == ("PDF/UA-1", "PDF/A-2a")


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        (stream(b"/Type /Metadata /Subtype /XML /Filter /FlateDecode", zlib.compress(BOTH)), ("PDF/UA-1", "PDF/A-2a")),
        (
            stream(b"/Subtype/XML/Type/Metadata", BOTH).replace(b"\nstream\n", b"\r\nstream\r\n"),
            ("PDF/UA-1", "PDF/A-2a"),
        ),
        (stream(b"/Type /Metadata /Subtype /XML /Filter /FlateDecode", b"broken"), ()),
        (b"<< /Subtype /XML >>", ()),
    ],
)
def test_metadata_are_found_packed_and_plain(metadata: bytes, found: tuple[str, ...]) -> None:
    assert facts(xmp_stream=metadata).claims == found


def test_metadata_of_a_picture_or_of_nothing_are_not_those_of_the_file() -> None:
    assert facts(xmp=b"", objects=[stream(b"/Type /Metadata /Subtype /XML", BOTH)]).claims == ()


def test_hostile_metadata_are_read_quickly() -> None:
    hostile = b"<dc:title " * 90_000
    started = process_time()
    assert facts(xmp=hostile).claims == ()
    assert process_time() - started < 2


@pytest.mark.parametrize(
    ("wish", "found"),
    [(b"/DuplexFlipShortEdge", "DuplexFlipShortEdge"), (b"/Simplex", "Simplex"), (b"/Other", "")],
)
def test_how_it_wants_to_be_printed(wish: bytes, found: str) -> None:
    assert facts(catalog=b"/ViewerPreferences << /Duplex %s >>" % wish).duplex == found
    assert facts().duplex == ""


def test_our_own_file() -> None:
    found = read(SAMPLE.read_bytes(), Expectation())
    assert found.claims == ("PDF/UA-1", "PDF/A-2a") and found.language == "en" and found.tagged
    assert found.count == len(found.pages) == len({page.label for page in found.pages})
    assert len(found.outline) > 20 and all(entry.page for entry in found.outline)
    roles = {tag.role for page in found.pages for tag in page.tags}
    assert {"H1", "H2", "H3", "P", "LBody", "TH", "TD", "Figure"} <= roles
    assert not roles & {"Span", "Document", "Sect", "NonStruct"}
