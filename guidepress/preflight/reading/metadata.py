"""What a file's metadata (XMP) say: the title, the standards that it claims to fulfil."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from guidepress.preflight.xmp import RDF, properties

_DC = "{http://purl.org/dc/elements/1.1/}"
_PDF_A, _PDF_UA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
_PDF_X = tuple(
    f"{{{name}}}GTS_PDFXVersion" for name in ("http://www.npes.org/pdfx/ns/id/", "http://ns.adobe.com/pdfx/1.3/")
)


def claims(tree: Element | None) -> Iterator[str]:
    """Yield the standards that metadata name: `PDF/UA-1`, `PDF/A-2a`, `PDF/X-4`."""
    said = properties(tree)
    if part := said.get(f"{_PDF_UA}part"):
        yield f"PDF/UA-{part}"
    if part := said.get(f"{_PDF_A}part"):
        yield f"PDF/A-{part}{said.get(f'{_PDF_A}conformance', '').lower()}"
    yield from [said[name] for name in _PDF_X if said.get(name)][:1]


def title(tree: Element | None) -> str:
    """Return the title that metadata give, the first of several."""
    found = tree.find(f".//{_DC}title//{RDF}li") if tree is not None else None
    return (found.text or "").strip() if found is not None else ""
