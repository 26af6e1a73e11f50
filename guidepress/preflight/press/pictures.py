"""Pictures of a PDF (ISO 32000-1, 8.9): those inside a content stream, and the samples of all."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from guidepress.preflight.content import Operation, Unreadable

# Inline images may say everything in short (8.9.7, tables 93 and 94).
_KEYS = {
    "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/D": "/Decode", "/DP": "/DecodeParms", "/F": "/Filter",
    "/H": "/Height", "/IM": "/ImageMask", "/I": "/Interpolate", "/W": "/Width",
}  # fmt: skip
_FILTERS = {
    b"/AHx": b"/ASCIIHexDecode", b"/A85": b"/ASCII85Decode", b"/LZW": b"/LZWDecode", b"/Fl": b"/FlateDecode",
    b"/RL": b"/RunLengthDecode", b"/CCF": b"/CCITTFaxDecode", b"/DCT": b"/DCTDecode",
}  # fmt: skip


def inline_image(operation: Operation) -> Any:
    """Return an inline image as the stream that it would be as an object; empty when it cannot be read."""
    from pypdf.errors import PyPdfError
    from pypdf.generic import DecodedStreamObject, DictionaryObject, EncodedStreamObject, NameObject, read_object

    *words, data = operation.operands
    text = b" ".join((b"<<", *(_FILTERS.get(word, word) for word in words), b">>"))
    try:
        found = read_object(BytesIO(text), None)
    except (PyPdfError, ValueError):
        found = None
    if not isinstance(found, DictionaryObject):
        return DictionaryObject()
    entries = {NameObject(_KEYS.get(key, key)): value for key, value in found.items()}
    image = EncodedStreamObject() if "/Filter" in entries else DecodedStreamObject()
    image.update(entries)
    image._data = data
    return image


def planes(image: Mapping[str, Any], count: int) -> Any:
    """Return the samples of a picture of 8 bits a component (or 16), as Pillow's image of so many bands; or None.

    Samples are as the file has them: JPEGs of four components are not turned round, as only `/Decode` says so
    (ISO 32000-1, 7.4.8; Pillow turns them round itself, as Adobe's do outside PDF).
    """
    from PIL import Image, ImageChops

    filters = image.get("/Filter", "")
    last = str(filters[-1] if isinstance(filters, list) and filters else filters)
    size, mode = (int(image["/Width"]), int(image["/Height"])), _MODES[count]
    if size[0] * size[1] > _MAX_PIXELS:
        raise Unreadable(f"a picture has more than {_MAX_PIXELS // 1_000_000} million pixels")
    data = image.get_data()  # type: ignore[attr-defined]
    if last in ("/DCTDecode", "/JPXDecode"):
        with Image.open(BytesIO(data)) as opened:
            if opened.size != size:
                raise Unreadable("a picture is of another size than it says")
            turned = last == "/DCTDecode" and opened.mode == "CMYK"
            found = opened.convert(mode)
        return ImageChops.invert(found) if turned else found
    bits = int(image.get("/BitsPerComponent", 8))
    if bits == 16:
        data, bits = data[::2], 8
    if bits != 8 or len(data) < size[0] * size[1] * count:
        return None
    return Image.frombytes(mode, size, data[: size[0] * size[1] * count])


_MAX_PIXELS = 80_000_000
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
