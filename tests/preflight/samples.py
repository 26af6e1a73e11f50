"""Small files for a press, written by hand: a sound PDF/X-4 of one page, of which each part can be another."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache

from tests.conftest import HOUSE

FONT = HOUSE / "styles" / "fonts" / "Mukta-400.ttf"
PROFILE = HOUSE / "styles" / "profiles" / "ISOcoated_v2_300_bas.icc"
DEVICE_CMYK = b"/DeviceCMYK"

XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:VersionID="1">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreateDate>2026-11-22T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2026-11-22T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2026-11-22T00:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:0c3a4c56-0000-4000-8000-000000000001</xmpMM:DocumentID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A guide</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
CONTENT = b"""q 0 .2 .9 0 k 0 0 218 218 re f Q
q /Over gs 0 0 0 1 k BT /Text 10 Tf 30 150 Td (Black) Tj ET 30 100 100 .5 re f 0 0 0 1 K .5 w 30 90 m 130 90 l S Q
0 .87 .96 .06 k BT /Text 10 Tf 30 120 Td (Brand) Tj ET
"""
STATES = b"""/ExtGState << /Over << /op true /OP true /OPM 1 >> /Over0 << /op true /OP true /OPM 0 >>
/Half << /ca .5 /CA .5 >> /None << /ca 0 /CA 0 >> /Multiply << /BM /Multiply >> >>"""
BOXES = b"/MediaBox [0 0 218 218] /BleedBox [0 0 218 218] /TrimBox [9 9 209 209]"
INTENT = b"""<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /RegistryName (http://www.color.org)
/DestOutputProfile 7 0 R >>"""


def stream(head: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def press_pdf(
    content: bytes = CONTENT,
    *,
    version: bytes = b"1.6",
    boxes: bytes = BOXES,
    resources: bytes = b"",
    page: bytes = b"",
    catalog: bytes = b"",
    intents: bytes = INTENT,
    profile: bytes | None = None,
    components: int = 4,
    trapped: bytes = b"/Trapped /False",
    xmp: bytes = XMP,
    xmp_stream: bytes | None = None,
    font_file: bytes = b"/FontFile2 10 0 R",
    identity: bytes = b"/ID [<0102030405060708> <0102030405060708>]",
    objects: Sequence[bytes] = (),
) -> bytes:
    """Return a file; `objects` have the numbers from 11. Without changes it is sound."""
    icc = _profile() if profile is None else profile
    given = b"/Font << /Text 8 0 R >> %s %s" % (b"" if b"/ExtGState" in resources else STATES, resources)
    if b"/Font" in resources:
        given = resources
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R /OutputIntents [%s] %s >>" % (intents, catalog),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << %s >> %s >>" % (boxes, given, page),
        stream(b"", content),
        b"<< /Title (A guide) %s >>" % trapped,
        xmp_stream or stream(b"/Type /Metadata /Subtype /XML", xmp),
        stream(b"/Filter /FlateDecode /N %d" % components, zlib.compress(icc, 1)),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Mukta /FirstChar 32 /LastChar 126"
        b" /Encoding /WinAnsiEncoding /Widths [%s] /FontDescriptor 9 0 R >>" % (b"500 " * 95),
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Mukta /Flags 32 /FontBBox [0 -300 1000 1000] /ItalicAngle 0"
        b" /Ascent 1000 /Descent -300 /CapHeight 700 /StemV 80 %s >>" % font_file,
        stream(b"/Filter /FlateDecode /Length1 %d" % FONT.stat().st_size, _font()),
        *objects,
    ]
    return _file(bodies, version, b"/Info 5 0 R %s" % identity)


@cache
def _profile() -> bytes:
    """Return the head of the profile: nothing else of it is asked for, and it is of 1 MB."""
    return PROFILE.read_bytes()[:512]


@cache
def _font() -> bytes:
    return zlib.compress(FONT.read_bytes(), 1)


def _file(bodies: Sequence[bytes], version: bytes, trailer: bytes) -> bytes:
    out, offsets = bytearray(b"%%PDF-%s\n" % version), []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, count = len(out), len(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)
    return bytes(out)
