"""Press sheets: the pages of any PDF drawn where `imposition` puts them.

Each source page becomes one form XObject, its content as it is; a sheet only says where. Tags, links, forms, actions
and scripts are left behind, because sheets are for paper. What a press reads is kept: output intents, layers, and the
metadata of a PDF/X-4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from guidepress.assets import shipped
from guidepress.diagnostics import Diagnostic, PreflightError, error, warning
from guidepress.foreign import damaged
from guidepress.pdf.imposition import Imposing, Placement, Plan, Rect, Side, plan
from guidepress.pdf.intake import Source, SourcePage, contents, guarded, opened, repairs
from guidepress.pdf.lettering import Lettering
from guidepress.pdf.marks import HAIRLINE_PT, SLUG_PT, Line, marks, slug, slug_place
from guidepress.pdf.objects import PdfFile, compressed, dictionary, numbers, resolved, stream
from guidepress.pdf.papers import SLACK_PT, in_mm

MOST_NESTED_PAGES = 64  # what a stapler and a fold can take
_DUPLEX = {"short": "/DuplexFlipShortEdge", "long": "/DuplexFlipLongEdge", "simplex": "/Simplex"}
_FACE = "fonts/Mukta-400.ttf"
_X4 = re.compile(rb"GTS_PDFXVersion[^<]{0,20}PDF/X-4")
_OTHER_CLAIMS = re.compile(rb"pdf[au][ai]id[:/]|/pdf[au][ai]?/ns/id")  # PDF/A and PDF/UA, which sheets are not
_X4_VERSION, _VERSION = "1.6", "1.7"
_ENCODINGS = ("/Filter", "/DecodeParms")


@dataclass(frozen=True, slots=True)
class Imposed:
    """An imposed file: `sides` are its pages, two to a sheet; `plan` says where on them the pages of the source are."""

    data: bytes
    sides: int
    sheets: int
    diagnostics: tuple[Diagnostic, ...]
    plan: Plan


def impose(data: bytes, how: Imposing) -> Imposed:
    """Impose a PDF: the same file and `how`, the same bytes.

    Raise `PreflightError` for a file that cannot be imposed, `UsageError` for what `how` asks in vain.
    """
    with repairs() as repaired:
        source = opened(data)
        size, differing = _common_size(source.pages)
        bleed = max(page.bleed_pt for page in source.pages)
        planned = plan(len(source.pages), size, bleed, replace(how, job=how.job or source.title or "untitled"))
        drawn = _drawn(source, planned)
    return Imposed(drawn, len(planned.sides), len(planned.sheets), (*repaired, *differing, *_thick(planned)), planned)


def _common_size(pages: Sequence[SourcePage]) -> tuple[tuple[float, float], tuple[Diagnostic, ...]]:
    """Return the size of the largest page; smaller ones are centred, which is told, others are refused."""
    largest = max((page.size for page in pages), key=lambda size: size[0] * size[1])
    for page in pages:
        if any(side > most + SLACK_PT for side, most in zip(page.size, largest, strict=True)):
            message = f"page {page.number} is {in_mm(page.size)} and does not fit on {in_mm(largest)}, the largest page"
            raise PreflightError(
                error("page-does-not-fit", message, hint="impose pages of one size, all upright or all lying")
            )
    smaller = [page.number for page in pages if not _fills(page, largest)]
    if not smaller:
        return largest, ()
    said = ", ".join(map(str, smaller[:8])) + (" …" if len(smaller) > 8 else "")
    message = f"smaller than {in_mm(largest)}, and centred: page{'s' * (len(smaller) > 1)} {said}"
    return largest, (warning("page-size-differs", message, hint="give all pages one size"),)


def _fills(page: SourcePage, size: tuple[float, float]) -> bool:
    return all(abs(side - whole) <= SLACK_PT for side, whole in zip(page.size, size, strict=True))


def _thick(planned: Plan) -> Iterator[Diagnostic]:
    pages = planned.pages_in_section
    if planned.how.scheme != "2up" and pages > MOST_NESTED_PAGES:
        message = f"{pages} pages are nested in one another; past {MOST_NESTED_PAGES} they do not fold and staple well"
        yield warning("thick-section", message, hint="make sections with --section, and sew or glue them")


@guarded
def _drawn(source: Source, planned: Plan) -> bytes:
    press = _Press(source, planned)
    is_x4 = press.keep_standard()
    return press.finished(_X4_VERSION if is_x4 else _VERSION)


@dataclass
class _Press:
    """One file being printed: each page goes in once, the ink for marks only if there are marks."""

    source: Source
    plan: Plan
    file: PdfFile = field(default_factory=PdfFile)
    _forms: dict[int, IndirectObject] = field(default_factory=dict)
    _root: dict[str, PdfObject] = field(default_factory=dict)
    _info: dict[str, PdfObject] = field(default_factory=dict)

    def keep_standard(self) -> bool:
        """Keep what a press reads; tell whether the sheets are PDF/X-4, as the source is."""
        catalog = self.source.catalog
        for key in ("/OutputIntents", "/OCProperties"):
            if key in catalog:
                self._root[key] = self.file.copy(catalog.raw_get(key))
        is_x4 = _declares_x4(catalog)
        if is_x4:
            # Its metadata must agree with the document information, word for word: both stay as they are.
            self._root["/Metadata"] = self.file.copy(catalog.raw_get("/Metadata"))
            self._info = {key: self.file.copy(self.source.info.raw_get(key)) for key in self.source.info}
        elif self.source.title:
            self._info["/Title"] = TextStringObject(self.source.title)
        return is_x4

    def finished(self, version: str) -> bytes:
        """Draw all sides and return the file."""
        lettering = Lettering(shipped("styles") / _FACE) if self.plan.how.marks else None
        contents = [self._content(side, lettering) for side in self.plan.sides]
        inks = self._inks(lettering) if lettering else {}
        tree = DictionaryObject()
        parent = self.file.add(tree)
        kids = [
            self.file.add(self._page(side, content, parent, inks))
            for side, content in zip(self.plan.sides, contents, strict=True)
        ]
        tree.update(
            dictionary({"/Type": NameObject("/Pages"), "/Count": NumberObject(len(kids)), "/Kids": ArrayObject(kids)})
        )
        root = {"/Type": NameObject("/Catalog"), "/Pages": parent, "/ViewerPreferences": _preferences(self.plan)}
        catalog = self.file.add(dictionary(root | self._root))
        return self.file.render(catalog, self.file.add(dictionary(self._info)), version)

    def _page(self, side: Side, content: bytes, parent: IndirectObject, inks: dict[str, PdfObject]) -> DictionaryObject:
        frame = self.plan.frame
        forms = {f"/P{page}": self._forms[page] for page, *_ in side.placements if page}
        grown = frame.trim.grown(*[frame.bleed] * 4)
        return dictionary(
            {
                "/Type": NameObject("/Page"),
                "/Parent": parent,
                "/MediaBox": numbers(frame.paper),
                "/BleedBox": numbers(grown.common(frame.paper)),
                "/TrimBox": numbers(frame.trim.common(frame.paper)),
                "/Resources": dictionary({"/XObject": dictionary(forms), **inks}),
                "/Contents": self.file.add(compressed(content)),
            }
        )

    def _content(self, side: Side, lettering: Lettering | None) -> bytes:
        """Return the program of a side: its pages, then its marks."""
        program = [self._placed(placement) for placement in side.placements if placement.page]
        if lettering:
            program += [_ruled(marks(self.plan)), self._slug(side, lettering)]
        return "\n".join(program).encode("latin-1")

    def _placed(self, placement: Placement) -> str:
        number = placement.page or 0
        page = self.source.pages[number - 1]
        if number not in self._forms:
            self._forms[number] = self.file.add(self._form(page))
        matrix = _matrix(page, placement)
        return f"q {_rectangle(placement.clip)} re W n {_figures(matrix)} cm /P{number} Do Q"

    def _form(self, page: SourcePage) -> StreamObject:
        """Return a page as a form; one that is smaller than the others must not bleed into the white around it."""
        entries: dict[str, PdfObject] = {
            "/Type": NameObject("/XObject"),
            "/Subtype": NameObject("/Form"),
            "/BBox": numbers(page.bleed if _fills(page, self.plan.frame.page) else page.trim),
            "/Resources": self.file.copy(page.entries.get("/Resources", DictionaryObject())),
        }
        group = self.file.copy(resolved(page.entries.get("/Group")))
        if isinstance(group, DictionaryObject):
            # A page's group is isolated without saying so (ISO 32000-1, 11.4.7); a form's has to say it.
            entries["/Group"] = dictionary({**group, "/I": BooleanObject(True)})
        return self._program(contents(page), entries)

    def _program(self, parts: Sequence[StreamObject], entries: dict[str, PdfObject]) -> StreamObject:
        """Return the content of a page: one stream as it is, several decoded and joined, as each may end anywhere."""
        if any("/F" in part for part in parts):
            raise damaged("a page is drawn by another file")
        if len(parts) != 1:
            return compressed(b"\n".join(part.get_data() for part in parts), entries)
        (part,) = parts
        encoding = {key: self.file.copy(part.raw_get(key)) for key in _ENCODINGS if key in part}
        return stream(entries | encoding, part._data)

    def _slug(self, side: Side, lettering: Lettering) -> str:
        place = slug_place(self.plan.frame)
        job, rest = slug(self.plan, side, self.plan.how.job or "")
        rest = f" · {rest}"
        job = lettering.fitted(job, SLUG_PT, place.width - lettering.width(rest, SLUG_PT))
        text = lettering.encoded(job + rest).hex()
        return f"q /All cs 1 scn BT /Slug {SLUG_PT} Tf {_figures((place.x, place.y))} Td <{text}> Tj ET Q"

    def _inks(self, lettering: Lettering) -> dict[str, PdfObject]:
        """Return the resources of marks: the typeface of the slug and the registration colour, on every plate."""
        tint = {
            "/FunctionType": NumberObject(2),
            "/Domain": numbers((0, 1)),
            "/C0": numbers((0, 0, 0, 0)),
            "/C1": numbers((1, 1, 1, 1)),
            "/N": NumberObject(1),
        }
        names = (NameObject("/Separation"), NameObject("/All"), NameObject("/DeviceCMYK"))
        every_plate = ArrayObject([*names, self.file.add(dictionary(tint))])
        return {
            "/ColorSpace": dictionary({"/All": self.file.add(every_plate)}),
            "/Font": dictionary({"/Slug": lettering.font(self.file)}),
        }


def _declares_x4(catalog: DictionaryObject) -> bool:
    """Tell whether a file says that it is PDF/X-4, and no other standard that its sheets would break."""
    metadata = resolved(catalog.get("/Metadata"))
    data = metadata.get_data() if isinstance(metadata, StreamObject) else b""
    return bool(_X4.search(data)) and not _OTHER_CLAIMS.search(data)


def _preferences(planned: Plan) -> DictionaryObject:
    return dictionary(
        {
            "/Duplex": NameObject(_DUPLEX[planned.how.flip]),
            "/PrintScaling": NameObject("/None"),
            "/PickTrayByPDFSize": BooleanObject(True),
        }
    )


def _matrix(page: SourcePage, placement: Placement) -> tuple[float, ...]:
    """Return what brings a page into the middle of its box, upside down if it is turned."""
    a, b, c, d, e, f = page.matrix
    width, height = page.size
    x = placement.box.left + (placement.box.width - width) / 2
    y = placement.box.bottom + (placement.box.height - height) / 2
    if placement.turned:
        return -a, -b, -c, -d, x + width - e, y + height - f
    return a, b, c, d, x + e, y + f


def _ruled(lines: Sequence[Line]) -> str:
    """Return the program of marks, in registration colour; folds are dashed."""
    solid, dashed = ([line for line in lines if line.is_fold is is_fold] for is_fold in (False, True))
    return "\n".join(
        [f"q /All CS 1 SCN {HAIRLINE_PT} w", *map(_line, solid), "[2 2] 0 d", *map(_line, dashed), "Q"],
    )


def _line(line: Line) -> str:
    return f"{_figures((line.x0, line.y0))} m {_figures((line.x1, line.y1))} l S"


def _rectangle(rect: Rect) -> str:
    return _figures((rect.left, rect.bottom, rect.width, rect.height))


def _figures(values: Sequence[float]) -> str:
    """Return numbers as PDF has them, to a ten-thousandth of a point, without exponents."""
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".").replace("-0", "0", value == 0) for value in values)
