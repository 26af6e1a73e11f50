"""Press sheets, read back from pixels, as they come out of a printer; and what is in the file."""

from __future__ import annotations

import re
import zlib
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

from guidepress.diagnostics import GuidepressError, PreflightError
from guidepress.pdf.imposition import Imposing
from guidepress.pdf.intake import MAX_PAGES
from guidepress.pdf.sheets import Imposed, impose
from guidepress.units import PT_PER_MM
from tests.conftest import HOUSE
from tests.pdf.books import A5, Book, Page, book, decoded, numbered
from tests.pdf.folding import Face, Place, leaves, printed, read

SCALE = 0.5  # pixels to a point
BLEED = 3 * PT_PER_MM
SAMPLE = HOUSE / "docs" / "samples" / "bpo-operations_booklet_en_digital.pdf"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"{more}><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def rendered(data: bytes, scale: float = SCALE) -> list[Image.Image]:
    document: Any = pypdfium2.PdfDocument(data)
    return [document[number].render(scale=scale).to_pil().convert("RGB") for number in range(len(document))]


def colours(image: Image.Image) -> set[Any]:
    return {colour for _, colour in image.getcolors(1 << 24) or []}


def faces(image: Image.Image, box: list[float], rows: int, gutter: float = 0) -> dict[Place, Face]:
    """Read the pages of a side inside its trim box (points, from the lower left)."""
    found = {}
    height = image.height / SCALE
    for row, column in product(range(rows), range(2)):
        left, top = box[0] + column * A5[0], height - box[3] + row * (A5[1] + gutter)
        number, is_upright = decoded(image, left, top, A5, SCALE)
        found[column == 1, row == 0 and rows > 1] = Face(number or None, is_upright)
    return found


def book_of(imposed: Imposed, how: Imposing, gutter: float = 0) -> list[Face]:
    """Print, turn over, cut or fold, nest and read."""
    pages = PdfReader(BytesIO(imposed.data)).pages
    rows = 2 if how.scheme.startswith("4up") else 1
    sides = [
        faces(image, [float(edge) for edge in page.trimbox], rows, gutter)
        for image, page in zip(rendered(imposed.data), pages, strict=True)
    ]
    if how.flip == "simplex":
        half = len(sides) // 2
        pairs = list(zip(sides[:half], reversed(sides[half:]), strict=True))
    else:
        pairs = list(zip(sides[::2], sides[1::2], strict=True))
    size = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    return read(leaves([printed(front, back, how.flip, size) for front, back in pairs], how.scheme), how.binding)


@pytest.mark.parametrize("binding", ["ltr", "rtl"])
@pytest.mark.parametrize("flip", ["short", "long", "simplex"])
@pytest.mark.parametrize("scheme", ["booklet", "4up-cut", "4up-fold"])
@pytest.mark.parametrize("marks", [False, True])
def test_eleven_pages_come_out_as_a_book(scheme: Any, flip: Any, binding: Any, marks: bool) -> None:
    how = Imposing(scheme, flip=flip, binding=binding, marks=marks)
    seen = book_of(impose(numbered(11), how), how)
    blanks = -11 % (4 if scheme == "booklet" else 8)
    assert [face.page for face in seen] == [*range(1, 11), *[None] * blanks, 11]
    assert all(face.is_upright for face in seen if face.page)


def test_the_test_book_says_what_it_should() -> None:
    """The decoder against pages that were never imposed."""
    for number, image in enumerate(rendered(numbered(300)), start=1):
        assert decoded(image, 0, 0, A5, SCALE) == (number, True)


@pytest.mark.parametrize(
    "page",
    [
        Page(5, rotate=90),
        Page(5, rotate=180),
        Page(5, rotate=270),
        Page(5, rotate=-90),
        Page(5, rotate=450),
        Page(5, left=-120, bottom=333),
        Page(5, left=40, bottom=-7, rotate=90, bleed=BLEED),
        Page(5, rotate=270, bleed=BLEED),
        Page(5, unit=2, left=15),
        Page(5, unit=2, rotate=90, left=15, bleed=BLEED),
        Page(5, parts=4),
        Page(5, more="/CropBox [-50 -50 9000 9000]"),
        Page(5, more="/TrimBox [419.528 595.276 0 0]"),
        Page(5, more="/Group << /S /Transparency /CS /DeviceRGB >>"),
    ],
    ids=str,
)
@pytest.mark.parametrize("inherits", [False, True])
def test_a_page_lands_upright_whatever_its_boxes_and_turns(page: Page, inherits: bool) -> None:
    imposed = impose(book([page], inherits=inherits), Imposing("2up", paper="A4"))
    assert imposed.diagnostics == ()
    (front, _) = rendered(imposed.data)
    left, top = front.width / SCALE / 2 - A5[0], (front.height / SCALE - A5[1]) / 2
    assert decoded(front, left, top, A5, SCALE) == (5, True)
    assert decoded(front, left + A5[0], top, A5, SCALE) == (0, True)


def test_a_crop_box_is_the_trimmed_page_where_nothing_else_says_so() -> None:
    page = Page(5, more=f"/CropBox [100 0 {A5[0]} {A5[1]}]")
    trim = PdfReader(BytesIO(impose(book([page]), Imposing(paper="A4")).data)).pages[0].trimbox
    assert float(trim.width) == pytest.approx(2 * (A5[0] - 100), abs=0.01)


def test_bleed_is_printed_on_three_sides_and_nothing_past_it_or_over_the_fold() -> None:
    imposed = impose(numbered(4, bleed=BLEED), Imposing(marks=True))
    page = PdfReader(BytesIO(imposed.data)).pages[0]
    front = rendered(imposed.data, 2)[0]
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    height, spine = float(page.mediabox.height), float(page.mediabox.width) / 2
    yellow, white = (255, 255, 0), (255, 255, 255)

    def at(x: float, y: float) -> Any:
        return front.getpixel((round(x * 2), round((height - y) * 2)))

    quarter, middle = (left + spine) / 2, (bottom + top) / 2
    inside, outside = BLEED - 1.5, BLEED + 1.5
    assert [at(left - inside, middle), at(quarter, bottom - inside), at(quarter, top + inside)] == [yellow] * 3
    assert [at(left - outside, middle), at(right + outside, middle), at(quarter, top + outside)] == [white] * 3
    bleed = [float(edge) for edge in page.bleedbox]
    x0, y0, x1, y1 = (round(edge * 2) for edge in (bleed[0], height - bleed[3], bleed[2], height - bleed[1]))
    assert (0, 255, 0) not in colours(front.crop((x0 + 1, y0 + 1, x1 - 1, y1 - 1)))
    front.paste((255, 255, 255), (x0 - 1, y0 - 1, x1 + 1, y1 + 1))
    assert (0, 255, 0) not in colours(front)  # a clip is rounded to whole pixels, hence the two of play
    assert bleed == pytest.approx([left - BLEED, bottom - BLEED, right + BLEED, top + BLEED], abs=0.01)
    assert page.trimbox.width == pytest.approx(2 * A5[0], abs=0.01)


def test_a_bleed_box_past_the_paper_is_no_bleed() -> None:
    page = Page(1, more="/BleedBox [-900 -900 9000 9000]")
    media = PdfReader(BytesIO(impose(book([page]), Imposing()).data)).pages[0].mediabox
    assert float(media.width) == pytest.approx(297 * PT_PER_MM, abs=0.01)


def test_creep_moves_what_is_printed_towards_the_spine_and_the_fold_still_cuts() -> None:
    still, moved = (rendered(impose(numbered(16), Imposing(creep_mm=creep)).data, 2) for creep in (0.0, 2.0))
    assert [one.size for one in still] == [one.size for one in moved]
    assert still[0].tobytes() == moved[0].tobytes()  # the outermost sheet stays
    shift, middle, height = round(3 * 2 * PT_PER_MM * 2), still[6].width // 2, still[6].height
    left, left_moved = still[6].crop((0, 0, middle - shift, height)), moved[6].crop((shift, 0, middle, height))
    right = still[6].crop((middle + shift, 0, 2 * middle - 2, height))
    right_moved = moved[6].crop((middle, 0, 2 * middle - shift - 2, height))
    assert _differing(left, left_moved) < 0.01
    assert _differing(right, right_moved) < 0.01
    assert _differing(still[6], moved[6]) > 0.02


def _differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of bytes in which two images of one size clearly differ."""
    assert one.size == other.size
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    return sum(abs(a - b) > 100 for a, b in pairs) / (one.width * one.height * 3)


def test_a_smaller_page_is_centred_and_told_and_a_wider_one_refused() -> None:
    small = (A5[0] - 40, A5[1] - 60)
    imposed = impose(book([Page(1), Page(2, size=small, bleed=BLEED)]), Imposing("2up"))
    assert [found.code for found in imposed.diagnostics] == ["page-size-differs"]
    front = rendered(imposed.data)[0]
    margin = (front.width / SCALE - 2 * A5[0]) / 2, (front.height / SCALE - A5[1]) / 2
    assert decoded(front, margin[0] + A5[0] + 20, margin[1] + 30, small, SCALE) == (2, True)
    beside = rendered(imposed.data, 2)[0].getpixel((round((margin[0] + A5[0] + 20 - 4) * 2), 600))
    assert beside == (255, 255, 255)  # the smaller page does not bleed into the white around it
    with pytest.raises(PreflightError, match="page 2 is 210 × 148 mm and does not fit on 148 × 210 mm"):
        impose(book([Page(1), Page(2, size=(A5[1], A5[0]))]), Imposing())


def objects(data: bytes) -> list[Any]:
    reader = PdfReader(BytesIO(data))
    size = int(reader.trailer["/Size"])  # pyright: ignore[reportArgumentType]
    return [reader.get_object(number) for number in range(1, size)]


def test_each_page_is_one_form_and_its_content_is_untouched() -> None:
    data = numbered(11)
    forms = [each for each in objects(impose(data, Imposing()).data) if _is(each, "/Form")]
    assert len(forms) == 11
    contents = {page["/Contents"][0].get_object()._data for page in PdfReader(BytesIO(data)).pages}  # pyright: ignore
    assert {form._data for form in forms} == contents


def _is(value: Any, subtype: str) -> bool:
    return isinstance(value, StreamObject) and value.get("/Subtype") == subtype


def test_a_content_that_two_pages_share_and_one_that_is_cut_anywhere() -> None:
    made = Book()
    shared = made.add("", b"1 0 0 rg 10 10 50 50 re f ", filtered=False)
    first, second = made.add("", b"q 0 0 1 rg 10"), made.add("", b"100 50 50 re f Q")
    pages = [f"[{first} {second}]", shared, f"[{shared}]", "null"]
    tree = len(made.objects) + len(pages) + 1
    box = f"/Parent {tree} 0 R /MediaBox [0 0 400 400]"
    kids = [made.add(f"<< /Type /Page {box} /Contents {each} >>") for each in pages]
    made.add(f"<< /Type /Pages /Count 4 /Kids [{' '.join(kids)}] >>")
    imposed = impose(made.render(made.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")), Imposing("2up"))
    front, back = rendered(imposed.data)
    assert front.getpixel((17, 400 // 2 - 62)) == (0, 0, 255)
    assert [side.getpixel((x, 400 // 2 - 17)) for side, x in ((front, 217), (back, 17))] == [(255, 0, 0)] * 2
    assert imposed.diagnostics == ()


@pytest.mark.parametrize(
    ("flip", "duplex"),
    [("short", "/DuplexFlipShortEdge"), ("long", "/DuplexFlipLongEdge"), ("simplex", "/Simplex")],
)
def test_the_viewer_is_told_how_to_print(flip: Any, duplex: str) -> None:
    reader = PdfReader(BytesIO(impose(numbered(3), Imposing(flip=flip)).data))
    wishes = reader.root_object["/ViewerPreferences"]
    assert wishes == {"/Duplex": duplex, "/PrintScaling": "/None", "/PickTrayByPDFSize": True}


def test_the_same_file_and_wishes_give_the_same_bytes_and_other_ones_another_id() -> None:
    one, again, other = (impose(numbered(5), Imposing(marks=True, job=job)).data for job in ("a", "a", "b"))
    assert one == again
    identity = [PdfReader(BytesIO(data)).trailer["/ID"] for data in (one, other)]
    assert identity[0] != identity[1]


@pytest.mark.parametrize("how", [Imposing(), Imposing(marks=True, creep_mm=0.1), Imposing("4up-fold", marks=True)])
def test_sheets_of_a_real_booklet_are_not_larger_than_it(how: Imposing) -> None:
    source = SAMPLE.read_bytes()
    imposed = impose(source, how)
    assert len(imposed.data) < 1.3 * len(source)
    title = PdfReader(BytesIO(source)).metadata
    found = PdfReader(BytesIO(imposed.data)).metadata
    assert title and found and found.title == title.title
    everything = b"".join(str(each).encode() for each in objects(imposed.data))
    for dropped in (b"/StructTreeRoot", b"/StructElem", b"/Annot", b"/Outlines", b"/URI", b"/Dests"):
        assert dropped not in everything


def test_marks_are_on_every_plate_and_outside_the_bleed() -> None:
    imposed = impose(numbered(9, bleed=BLEED), Imposing("4up-cut", marks=True, job="Spring guide"))
    reader = PdfReader(BytesIO(imposed.data))
    for page in reader.pages:
        resources: Any = page["/Resources"]
        assert resources["/ColorSpace"]["/All"].get_object()[:2] == ["/Separation", "/All"]
        program = page.get_contents().get_data().decode()  # pyright: ignore[reportOptionalMemberAccess]
        marks = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", program)
        assert len(marks) == 14  # three upright and four lying, twice
        left, bottom, right, top = (float(edge) for edge in page.bleedbox)
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        for mark in marks:
            (x0, x1), (y0, y1) = sorted(map(float, mark[::2])), sorted(map(float, mark[1::2]))
            assert x1 < left or x0 > right or y1 < bottom or y0 > top
            assert min(x0, y0) > 0 and x1 < width and y1 < height
        assert "1 SCN" in program and "1 scn" in program


def test_the_slug_says_what_a_printer_must_know() -> None:
    document = pypdfium2.PdfDocument(impose(numbered(24), Imposing(section=2, marks=True, job="Spring guide हि")).data)
    slugs = [document[number].get_textpage().get_text_range() for number in (0, 11)]
    assert "Spring guide हि · section 1 of 3 · sheet 1 of 6 · front · booklet · flip on the short edge" in slugs[0]
    assert "section 3 of 3 · sheet 6 of 6 · back" in slugs[1]


def test_a_job_of_any_length_and_script_leaves_the_rest_of_the_slug_whole() -> None:
    job = "".join(map(chr, range(0x4E00, 0x4E00 + 400))) + "".join(map(chr, range(32, 700)))
    document = pypdfium2.PdfDocument(impose(numbered(4), Imposing(marks=True, job=job)).data)
    text = document[0].get_textpage().get_text_range()
    assert "… · sheet 1 of 1 · front" in text


def press(more: str = "", info: str = "/Title (Press) /Trapped /False /GTS_Note (kept)") -> bytes:
    """Return a book that says it is PDF/X-4, with a layer that is switched off."""
    made = Book()
    xmp = made.add("/Type /Metadata /Subtype /XML", XMP.format(more=more).encode(), filtered=False)
    profile = made.add("/N 4", b"a profile")
    intent = f"<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /DestOutputProfile {profile} >>"
    layer = made.add("<< /Type /OCG /Name (Hidden) >>")
    content = made.add("", b"/OC /L BDC 0 1 0 rg 0 0 400 400 re f EMC")
    tree = len(made.objects) + 2
    page = made.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 400 400] /TrimBox [0 0 400 400] /Contents {content} "
        f"/Resources << /Properties << /L {layer} >> >> /AA << /O << /S /JavaScript /JS (app.alert()) >> >> >>"
    )
    made.add(f"<< /Type /Pages /Count 1 /Kids [{page}] >>")
    layers = f"/OCProperties << /OCGs [{layer}] /D << /OFF [{layer}] /Order [{layer}] >> >>"
    action = "/OpenAction << /S /JavaScript /JS (app.alert()) >>"
    root = f"<< /Type /Catalog /Pages {tree} 0 R /Metadata {xmp} /OutputIntents [{intent}] {layers} {action} >>"
    return made.render(made.add(root), f"/Info << {info} >>", "1.6")


def test_what_a_press_reads_is_kept_and_scripts_are_not() -> None:
    imposed = impose(press(), Imposing(marks=True))
    reader = PdfReader(BytesIO(imposed.data))
    root: Any = reader.root_object
    assert imposed.data.startswith(b"%PDF-1.6\n")
    assert root["/Metadata"].get_object().get_data() == XMP.format(more="").encode()
    assert root["/OutputIntents"][0]["/DestOutputProfile"].get_data() == b"a profile"
    info: Any = reader.trailer["/Info"]
    assert dict(info) == {"/Title": "Press", "/Trapped": "/False", "/GTS_Note": "kept"}
    assert len(reader.trailer["/ID"]) == 2  # pyright: ignore[reportArgumentType]
    for page in reader.pages:
        assert {"/MediaBox", "/BleedBox", "/TrimBox"} <= page.keys()
        assert not {"/ArtBox", "/Annots", "/AA"} & page.keys()
    assert "JavaScript" not in str(objects(imposed.data))
    assert (0, 255, 0) not in colours(rendered(imposed.data)[0])


@pytest.mark.parametrize("namespace", ["http://www.aiim.org/pdfua/ns/id/", "http://www.aiim.org/pdfa/ns/id/"])
def test_a_claim_that_sheets_do_not_fulfil_is_not_kept(namespace: str) -> None:
    imposed = impose(press(f' xmlns:claim="{namespace}"'), Imposing())
    assert "/Metadata" not in PdfReader(BytesIO(imposed.data)).root_object
    assert "/Metadata" not in PdfReader(BytesIO(impose(SAMPLE.read_bytes(), Imposing()).data)).root_object


def test_a_page_group_stays_a_group_of_its_own() -> None:
    page = Page(1, more="/Group << /S /Transparency /CS /DeviceCMYK /K true >>")
    (form,) = [each for each in objects(impose(book([page]), Imposing()).data) if _is(each, "/Form")]
    assert form["/Group"] == {"/S": "/Transparency", "/CS": "/DeviceCMYK", "/K": True, "/I": True}


def encrypted() -> bytes:
    writer = PdfWriter(BytesIO(numbered(2)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def tree(kids: str, count: int = 1, more: str = "") -> bytes:
    made = Book([f"<< /Type /Pages /Count {count} /Kids [{kids}] {more} >>".encode()])
    return made.render(made.add("<< /Type /Catalog /Pages 1 0 R >>"))


def wide_tree() -> bytes:
    """Return a few hundred bytes that unfold into ten to the tenth pages."""
    made = Book()
    below = made.add("<< /Type /Page /MediaBox [0 0 100 100] >>")
    for _ in range(10):
        below = made.add(f"<< /Type /Pages /Count 10 /Kids [{' '.join([below] * 10)}] >>")
    return made.render(made.add(f"<< /Type /Catalog /Pages {below} >>"))


def bomb() -> bytes:
    made = Book()
    data = zlib.compress(b"\0" * 200_000_000, 9)
    part = made.add("/Filter /FlateDecode", data, filtered=False)
    page = made.add(f"<< /Type /Page /MediaBox [0 0 100 100] /Contents [{part} {part}] >>")
    return made.render(made.add(f"<< /Type /Catalog /Pages << /Kids [{page}] >> >>"))


BAD = {
    "empty-file": lambda: b"",
    "not-a-pdf": lambda: b"PK\x03\x04 a spreadsheet",
    "encrypted-pdf": encrypted,
    "no-pages": lambda: tree("", 0),
    "too-many-pages": wide_tree,
    "damaged-pdf: circle": lambda: tree("1 0 R"),
    "damaged-pdf: header alone": lambda: b"%PDF-1.7\n",
    "damaged-pdf: half": lambda: numbered(4)[:300],
    "damaged-pdf: no size": lambda: tree("<< /Type /Page >>"),
    "damaged-pdf: flat page": lambda: tree("<< /Type /Page /MediaBox [0 0 0 500] >>"),
    "damaged-pdf: endless page": lambda: tree("<< /Type /Page /MediaBox [0 0 1e30 500] >>"),
    "damaged-pdf: root missing": lambda: Book([b"null"]).render("7 0 R"),
    "damaged-pdf: bomb": bomb,
    "damaged-pdf: elsewhere": lambda: _elsewhere(),
}


def _elsewhere() -> bytes:
    made = Book()
    part = made.add("/F (/etc/passwd) /FFilter /FlateDecode", b"", filtered=False)
    page = made.add(f"<< /Type /Page /MediaBox [0 0 100 100] /Contents {part} >>")
    return made.render(made.add(f"<< /Type /Catalog /Pages << /Kids [{page}] >> >>"))


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_cannot_be_imposed_is_refused_in_words(case: str) -> None:
    with pytest.raises(PreflightError) as refused:
        impose(BAD[case](), Imposing())
    assert [found.code for found in refused.value.diagnostics] == [case.partition(":")[0]]
    assert refused.value.exit_code == 4


def test_a_file_with_mistakes_is_imposed_and_told_of(caplog: pytest.LogCaptureFixture) -> None:
    imposed = impose(re.sub(rb"startxref\n\d+", b"startxref\n7", numbered(4)), Imposing())
    assert [found.code for found in imposed.diagnostics] == ["repaired-pdf"]
    assert caplog.records == []
    how = Imposing()
    assert [face.page for face in book_of(imposed, how)] == [1, 2, 3, 4]


@given(some.integers(0, 3), some.lists(some.tuples(some.floats(0, 1), some.binary(max_size=6)), min_size=1, max_size=6))
@settings(max_examples=250, deadline=5000)
def test_whatever_is_broken_in_a_file_there_is_no_traceback(kind: int, damage: list[tuple[float, bytes]]) -> None:
    data = bytearray(sound()[kind])
    for where, what in damage:
        start = int(where * len(data))
        data[start : start + len(what)] = what
        if not what:
            del data[start:]
    try:
        imposed = impose(bytes(data), Imposing(marks=kind == 0))
    except GuidepressError as refused:
        assert refused.diagnostics
    else:
        assert imposed.sides == len(PdfReader(BytesIO(imposed.data)).pages)


@cache
def sound() -> list[bytes]:
    return [press(), numbered(3, parts=2), impose(numbered(2), Imposing(marks=True)).data, tree("1 0 R")]


def test_many_pages_up_to_the_limit_and_thick_sections_are_told() -> None:
    one = book([Page(1)] * 65)
    assert [found.code for found in impose(one, Imposing()).diagnostics] == ["thick-section"]
    assert impose(one, Imposing(section=4)).diagnostics == impose(one, Imposing("2up")).diagnostics == ()
    made = Book()
    page = made.add("<< /Type /Page /MediaBox [0 0 100 100] >>")
    below = made.add(f"<< /Type /Pages /Kids [{' '.join([page] * MAX_PAGES)}] >>")
    imposed = impose(made.render(made.add(f"<< /Type /Catalog /Pages {below} >>")), Imposing(section=4))
    assert imposed.sheets == MAX_PAGES // 4


def test_resources_that_refer_to_a_page_do_not_drag_the_source_along() -> None:
    made = Book()
    page = made.add(
        "<< /Type /Page /MediaBox [0 0 100 100] /Resources << /XObject << /P 1 0 R >> >> /Annots [2 0 R] >>"
    )
    made.add("<< /Type /Annot /Contents (a secret) >>")
    data = made.render(made.add(f"<< /Type /Catalog /Pages << /Kids [{page}] >> >>"))
    imposed = impose(data, Imposing())
    assert "secret" not in str(objects(imposed.data))
    assert len([each for each in objects(imposed.data) if isinstance(each, DictionaryObject)]) < 12


def test_pages_of_a_sheet_keep_their_order_of_drawing() -> None:
    reader = PdfReader(BytesIO(impose(numbered(8), Imposing()).data))
    names = [list(page["/Resources"]["/XObject"]) for page in reader.pages]  # pyright: ignore
    assert names == [["/P8", "/P1"], ["/P2", "/P7"], ["/P6", "/P3"], ["/P4", "/P5"]]
