"""Metadata (XMP, ISO 16684-1): an XML document of RDF, read with limits, since it comes from anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MOST_BYTES = 1_000_000


class _Builder(ElementTree.TreeBuilder):
    """Refuses document types: XMP has no use for them, and entities can make it endless."""

    def doctype(self, *_: str | None) -> None:
        raise ElementTree.ParseError("a document type")


def parsed(packet: bytes) -> Element | None:
    """Return a packet as a tree; None if it is empty, too large or not sound."""
    if not packet or len(packet) > _MOST_BYTES:
        return None
    try:
        return ElementTree.fromstring(packet.lstrip(), ElementTree.XMLParser(target=_Builder()))
    except (ElementTree.ParseError, ValueError, LookupError):  # also where it names an encoding that there is not
        return None


def properties(tree: Element | None) -> Mapping[str, str]:
    """Return properties, as `{namespace}name`: elements and attributes of descriptions; of lists, all their text."""
    found: dict[str, str] = {}
    for description in tree.iter(f"{RDF}Description") if tree is not None else ():
        found |= description.attrib
        found |= {child.tag: "".join(child.itertext()).strip() for child in description}
    return found
