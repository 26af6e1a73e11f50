"""Files for the press (PDF/X-4, ISO 15930-7): every colour as inks, black that overprints, the output intent.

WeasyPrint draws in RGB whatever has no other colour: SVG, pictures, links. What it has drawn is rewritten here, before
the file is written, so that nothing slips through: operators of content streams, shadings, groups, images.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from guidepress.pdf.about import About
from guidepress.pdf.colour import FOGRA39, REGISTRY, Separator, profile, separated, within
from guidepress.pdf.engine import Document, Stream, pydyf
from guidepress.pdf.separation import OVERPRINTS, Separation

_QUALITY = 95  # of pictures that come as JPEG


def separate(_document: Document, pdf: pydyf.PDF, about: About) -> None:
    """Make a file that has been drawn fit for the press."""
    separator = Separator(about.inks, about.ink_limit)
    _Objects(separator).convert(pdf.objects)
    for page in (item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"):
        page["BleedBox"] = page["MediaBox"]  # WeasyPrint takes no bleed for wider than 10 points
    pdf.catalog["OutputIntents"] = pydyf.Array([_intent(pdf)])


def _intent(pdf: pydyf.PDF) -> pydyf.Dictionary:
    """Return the output intent, its profile embedded (ISO 15930-7, 6.2.3)."""
    icc = pydyf.Stream([profile()], pydyf.Dictionary({"N": 4}), compress=True)
    pdf.add_object(icc)
    return pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String(FOGRA39.identifier),
            "OutputCondition": pydyf.String(FOGRA39.info),
            "Info": pydyf.String(FOGRA39.info),
            "RegistryName": pydyf.String(REGISTRY),
            "DestOutputProfile": icc.reference,
        }
    )


@dataclass(frozen=True)
class _Objects:
    """Converts the objects of one file."""

    separator: Separator

    def convert(self, objects: Iterable[Any]) -> None:
        for item in objects:
            if isinstance(item, Stream):
                self._content(item)
            elif isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
                self._image(item)
            elif isinstance(item, pydyf.Dictionary) and item.get("ColorSpace") == "/DeviceRGB":
                self._shading(item)
            elif isinstance(item, pydyf.Dictionary):
                item.pop("lab-d50", None), item.pop("lab-d65", None)

    def _content(self, stream: Any) -> None:
        group = stream.extra.get("Group")
        if group and group.get("CS") == "/DeviceRGB":
            group["CS"] = "/DeviceCMYK"
        if stream.stream:
            stream._resources.setdefault("ExtGState", pydyf.Dictionary()).update(OVERPRINTS)
            stream.stream = list(Separation(self.separator).separated(stream.stream))

    def _shading(self, shading: Any) -> None:
        shading["ColorSpace"] = "/DeviceCMYK"
        for function in _leaves(shading["Function"]):
            for key in ("C0", "C1"):
                function[key] = pydyf.Array([ink / 100 for ink in self.separator.inks(*function[key])])

    def _image(self, item: Any) -> None:
        if item.extra["ColorSpace"] == "/DeviceGray":
            return
        is_jpeg = item.extra["Filter"] == "/DCTDecode"
        image = _opened(item, is_jpeg)
        inks = within(image if image.mode == "CMYK" else separated(image), self.separator.limit)
        if inks is image:
            return
        item.extra["ColorSpace"] = "/DeviceCMYK"
        if is_jpeg:
            data = BytesIO()
            inks.save(data, "JPEG", quality=_QUALITY, subsampling=0)
            item.stream, item.extra["Decode"] = [data.getvalue()], pydyf.Array((1, 0) * 4)  # as Adobe writes CMYK
        else:
            item.stream, item.compress = [inks.tobytes()], True
            del item.extra["Filter"], item.extra["DecodeParms"]


def _opened(item: Any, is_jpeg: bool) -> Any:
    """Return a picture's pixels: of a JPEG file, or of rows as in PNG."""
    from PIL import Image
    from pypdf.filters import FlateDecode
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    data = b"".join(part if isinstance(part, bytes) else part.data for part in item.stream)
    if is_jpeg:
        image = Image.open(BytesIO(data))
        return image if image.mode == "CMYK" else image.convert("RGB")
    size = int(item.extra["Width"]), int(item.extra["Height"])
    known = {"Predictor": 15, "Columns": size[0], "Colors": 3, "BitsPerComponent": 8}
    rows = DictionaryObject({NameObject(f"/{name}"): NumberObject(value) for name, value in known.items()})
    return Image.frombytes("RGB", size, FlateDecode.decode(data, rows))


def _leaves(function: Any) -> Iterator[Any]:
    """Yield the interpolations that a function is stitched from."""
    for part in function.get("Functions", ()):
        yield from _leaves(part)
    if "C0" in function:
        yield function
