"""What a file says about itself: title, dates, standards, page labels. Nothing of it comes from the clock."""

from __future__ import annotations

import re
from uuid import NAMESPACE_URL, uuid5

from guidepress import __version__
from guidepress.pdf.about import About
from guidepress.pdf.engine import Document, DocumentMetadata, pydyf

_RANDOM_ID = re.compile(rb"xmp\.did:[0-9a-f-]{36}")  # of PDF/X-4; WeasyPrint's is another one every time
# PDF/A-2 knows no PDF/UA: a schema that it does not know has to be described in the file (ISO 19005-2, 6.6.2.3.3).
_PDF_UA = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class Metadata(DocumentMetadata):
    """The metadata of one file, in its information dictionary and as XMP."""

    def __init__(self, about: About, standards: tuple[str, ...]) -> None:
        moment = f"{about.date.isoformat()}T00:00:00Z"
        super().__init__(
            title=about.title,
            authors=[about.author] if about.author else [],
            description=about.description or None,
            generator=f"Guidepress {__version__}",
            created=moment,
            modified=moment,
            lang=about.language,
        )
        self._standards = standards
        self._id = uuid5(NAMESPACE_URL, "/".join(("guidepress", about.language, about.author, about.title, moment)))

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str | None) -> bytes:
        """Return the XMP; with PDF/UA beside PDF/A, both are declared in the one `rdf:RDF` that readers look at."""
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        rdf = _RANDOM_ID.sub(b"uuid:" + str(self._id).encode(), rdf)
        if variant != "a" or "PDF/UA-1" not in self._standards:
            return rdf
        head, end, tail = rdf.rpartition(b"</rdf:RDF>")
        return head + _PDF_UA.encode() + end + tail


def label_pages(_document: Document, pdf: pydyf.PDF, about: About) -> None:
    """Make a reader's page numbers the printed ones: decimal, in runs (ISO 32000-1, 12.4.2)."""
    folios = about.folios or (1,)
    runs = [at for at, folio in enumerate(folios) if not at or folio != folios[at - 1] + 1]
    numbers = [part for at in runs for part in (at, pydyf.Dictionary({"S": "/D", "St": folios[at]}))]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})


def print_as_it_is(_document: Document, pdf: pydyf.PDF, _about: About) -> None:
    """Ask readers not to scale the pages when they print them (ISO 32000-1, 12.2)."""
    wishes = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    wishes.update({"PrintScaling": "/None", "PickTrayByPDFSize": "true"})
