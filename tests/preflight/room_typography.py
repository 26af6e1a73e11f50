"""Rules about how type and pictures stand on the page: what breaks each, what nearly does, and files made worse."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)  # fmt: skip

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Area, Facts, Layers, Picture, Run, Shape
from tests.preflight.rooms import BOOKLET, LINE, Case, Mutation, facts, page

PRESS, OFFICE, LARGE = (
    replace(BOOKLET, purpose="press"), replace(BOOKLET, purpose="office"),
    replace(BOOKLET, purpose="large-print", smallest_pt=16.0),
)  # fmt: skip
FOREIGN = Expectation()
LOW, BESIDE = LINE._replace(area=Area(45, 66, 300, 12)), LINE._replace(area=Area(45, 73, 300, 12))
SIGN = LOW._replace(text="/")
WHITE, GREY, ORANGE = (255, 255, 255), (118, 118, 118), (212, 52, 27)
OVER = Area(40, 55, 320, 30)


def showing(*runs: Run, **more: object) -> Facts:
    """Return facts of which the second page shows something."""
    return facts(page(1), page(2, *runs, **more), page(3), page(4))


def run(**more: object) -> Facts:
    return showing(LINE._replace(**more))


def painting(*shapes: Shape, layers: Layers) -> Facts:
    return showing(shapes=shapes, layers=layers)


def letters(*others: Area) -> Facts:
    """Return facts of two runs whose areas touch, with letters that may."""
    return showing(LINE, LOW, letters={0: (Area(45, 60, 6, 8), Area(53, 60, 6, 8)), 1: others})


def picture(**more: object) -> Facts:
    return showing(pictures=(Picture(Area(45, 300, 72, 72), 200, 200, 200.0)._replace(**more),))


CASES = (
    Case("small-text", run(size_pt=7.5), run(size_pt=8.0)),
    Case("small-text", run(size_pt=7.5), showing(LINE, BESIDE._replace(size_pt=7.5, text=" "))),
    Case("small-text", facts(page(1, LINE)), facts(page(1, LINE._replace(size_pt=16.0))), replace(LARGE, multiple=1)),
    Case("tiny-text", run(size_pt=4.8), run(size_pt=5.0), FOREIGN),
    Case("text-outside", run(area=Area(-2, 60, 300, 12)), run(area=Area(12, 60, 300, 12))),
    Case("text-outside", run(area=Area(200, 60, 300, 12)), run(area=Area(100, 60, 300, 12))),
    Case("text-outside", run(area=Area(45, 590, 300, 12)), run(area=Area(45, 570, 300, 12))),
    Case("text-outside", run(area=Area(2000, 60, 300, 12), clipped=1.0), run()),
    Case("text-outside", run(clipped=0.3), run(clipped=0.05)),
    Case("text-outside", run(area=Area(45, 597, 300, 12), clipped=1.0), run(area=Area(45, 597, 300, 12))),
    Case("outside-safe-area", run(area=Area(8, 60, 300, 12)), run(area=Area(11.4, 60, 300, 12))),
    Case("outside-safe-area", run(area=Area(45, 580, 300, 10)), run(area=Area(45, 570, 300, 10))),
    Case("hidden-text", run(visible=False), run(visible=False, text=" – ")),
    Case("hidden-text", run(visible=False, size_pt=7.5), run(), OFFICE),
    Case("hidden-text", showing(LINE, LOW._replace(visible=False)), showing(LINE, BESIDE)),
    Case("text-covered", painting(Shape(OVER, WHITE, None, 5), layers=Layers((1,), (2,))),
         painting(Shape(OVER, WHITE, None, 5), layers=Layers((2,), (1,)))),
    Case("text-covered", painting(Shape(OVER, WHITE, None, 5), layers=Layers((1,), (2,))),
         painting(Shape(OVER, WHITE, None, 10), layers=Layers((1,), (2,)))),
    Case("text-covered", painting(Shape(OVER, WHITE, None, 5), layers=Layers((1,), (2,))),
         painting(Shape(OVER, WHITE, None, 5, opaque=False), layers=Layers((1,), (2,)))),
    Case("text-covered", painting(Shape(OVER, WHITE, None, 5), layers=Layers((1,), (2,))),
         painting(Shape(Area(40, 68, 320, 30), WHITE, None, 5), layers=Layers((1,), (2,)))),
    Case("text-covered", showing(pictures=(Picture(OVER, 2000, 200, 400),), layers=Layers((1,), (), (2,))),
         showing(pictures=(Picture(OVER, 2000, 200, 400, opaque=False),), layers=Layers((1,), (), (2,)))),
    Case("text-covered", showing(LINE._replace(covered=0.6), layers=Layers((1,))),
         showing(LINE._replace(covered=0.4), layers=Layers((1,)))),
    Case("text-overlap", showing(LINE, LOW), showing(LINE, BESIDE)),
    Case("text-outside", showing(LINE, LOW._replace(clipped=0.9)), showing(LINE, BESIDE)),
    Case("text-overlap", showing(LINE, SIGN), showing(LINE._replace(text="="), SIGN)),
    Case("text-overlap", showing(LINE, LOW), showing(LINE, LINE._replace(area=Area(46, 61, 300, 12)))),
    Case("text-overlap", letters(Area(54, 62, 6, 8)), letters(Area(54, 66, 6, 8))),
    Case("text-overlap", showing(LINE, LINE._replace(text="Another")), showing(LINE, LINE)),
    Case("missing-glyph", showing(glyphless=1), showing(glyphless=0)),
    Case("fake-oblique", run(slant=0.21), run(slant=0.02)),
    Case("fake-oblique", run(slant=0.21, angle=90.0), run(slant=0.21, angle=30.0)),
    Case("distorted-text", run(stretch=0.7), run(stretch=0.76)),
    Case("distorted-text", run(stretch=1.4), run(stretch=1.32), OFFICE),
    Case("distorted-text", run(stretch=-1.0), run(stretch=1.0)),
    Case("distorted-text", run(angle=180.0), run(angle=90.0)),
    Case("distorted-text", run(angle=-179.0), run(angle=-90.0), PRESS),
    Case("image-resolution", picture(ppi=150.0), picture()),
    Case("image-resolution", picture(ppi=150.0), picture(ppi=3.0, width_px=1)),
    Case("image-resolution", picture(), picture(ppi=250.0), PRESS),
    Case("contrast", run(colour=(130, 130, 130)), run(colour=GREY, ground=WHITE)),
    Case("contrast", run(ground=(60, 60, 60)), run(ground=None)),
    Case("contrast", run(colour=WHITE), run(colour=WHITE, ground=ORANGE), OFFICE),
    Case("contrast", run(colour=WHITE), run(colour=WHITE, ground=(229, 88, 64)), PRESS),
    Case("contrast", run(colour=(160, 160, 160)), run(colour=(140, 140, 140)), PRESS),
    Case("contrast", run(colour=(200, 200, 200), size_pt=18.0), run(colour=(170, 170, 170), size_pt=18.0), PRESS),
    Case("contrast", run(colour=(140, 140, 140), size_pt=17.0), run(colour=(140, 140, 140), size_pt=18.0)),
    Case("contrast", run(colour=(140, 140, 140), size_pt=16.0, font="Mukta-Semi-Bold"),
         run(colour=(140, 140, 140), size_pt=16.0, font="Mukta-Bold")),
)  # fmt: skip


# Our own files, made worse: each change is for a page of a booklet, and for the first page of a sheet.


def _content(page: PageObject) -> bytes:
    stream = page.get_contents()
    assert stream is not None
    return stream.get_data()


def _rewrite(writer: PdfWriter, content: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(content)
    _page(writer)[NameObject("/Contents")] = writer._add_object(stream)


def _page(writer: PdfWriter) -> PageObject:
    return writer.pages[6 if len(writer.pages) > 6 else 0]


def _replacing(pattern: bytes, by: bytes | Callable[[re.Match[bytes]], bytes], count: int = 1) -> Change:
    def change(writer: PdfWriter) -> None:
        content, done = re.subn(pattern, by, _content(_page(writer)), count=count, flags=re.DOTALL)
        assert done
        _rewrite(writer, content)

    return change


Change = Callable[[PdfWriter], None]
_PLACE = rb"\b1 0 0 -1 ([\d.]+) ([\d.]+) Tm"


def shrink_a_line(writer: PdfWriter) -> None:
    _replacing(_PLACE, rb".4 0 0 -.4 \1 \2 Tm")(writer)


def shrink_a_page(writer: PdfWriter) -> None:
    _rewrite(writer, b"q .4 0 0 .4 100 100 cm %s Q" % _content(_page(writer)))


def shrink_the_unit(writer: PdfWriter) -> None:
    _page(writer)[NameObject("/UserUnit")] = FloatObject(0.4)


def shrink_a_form(writer: PdfWriter) -> None:
    page = _page(writer)
    form = DecodedStreamObject()
    form.set_data(_content(page))
    form.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject(page.mediabox), NameObject("/Resources"): page["/Resources"],
    })  # fmt: skip
    _put(writer, form, b"q .4 0 0 .4 100 100 cm %s Do Q", alone=True)


def move_out_of_the_page(writer: PdfWriter) -> None:
    _replacing(_PLACE, rb"1 0 0 -1 2\1 \2 Tm")(writer)


def move_the_page(writer: PdfWriter) -> None:
    _rewrite(writer, b"q 1 0 0 1 0 -200 cm %s Q" % _content(_page(writer)))


def move_to_the_edge(writer: PdfWriter) -> None:
    _replacing(_PLACE, rb"1 0 0 -1 8 \2 Tm")(writer)


def clip_a_line(writer: PdfWriter) -> None:
    _replacing(rb"BT(.*?)ET", rb"q 0 0 9 9 re W n BT\1ET Q")(writer)


def hide_a_line(writer: PdfWriter) -> None:
    _replacing(rb"\bBT\b", b"BT 3 Tr")(writer)


def hide_a_page(writer: PdfWriter) -> None:
    states = _page(writer)["/Resources"]["/ExtGState"]  # type: ignore[index]
    states[NameObject("/Gone")] = DictionaryObject({NameObject("/ca"): FloatObject(0)})
    _replacing(rb"\bBT\b", b"/Gone gs BT", count=0)(writer)


def cover_with_an_area(writer: PdfWriter) -> None:
    _rewrite(writer, b"q %s Q 1 g 0 0 1000 1000 re f" % _content(_page(writer)))


def cover_with_a_circle(writer: PdfWriter) -> None:
    circle = b"0 300 m 0 700 600 700 600 300 c 600 -100 0 -100 0 300 c f"
    _rewrite(writer, b"q %s Q 1 1 1 rg %s" % (_content(_page(writer)), circle))


def cover_with_lines(writer: PdfWriter) -> None:
    lines = b" ".join(b"0 %d m 1000 %d l S" % (y, y) for y in range(5, 1000, 10))
    _rewrite(writer, b"q %s Q 1 1 1 RG 10 w %s" % (_content(_page(writer)), lines))


def shear_a_line(writer: PdfWriter) -> None:
    _replacing(_PLACE, rb"1 0 -.2 -1 \1 \2 Tm")(writer)


def squeeze_a_line(writer: PdfWriter) -> None:
    _replacing(_PLACE, rb".6 0 0 -1 \1 \2 Tm")(writer)


def squeeze_by_the_operator(writer: PdfWriter) -> None:
    _replacing(rb"\bBT\b", b"BT 60 Tz", count=0)(writer)


def mirror_the_page(writer: PdfWriter) -> None:
    width = float(_page(writer).mediabox.width)
    _rewrite(writer, b"q -1 0 0 1 %f 0 cm %s Q" % (width, _content(_page(writer))))


def turn_the_page_round(writer: PdfWriter) -> None:
    width, height = map(float, _page(writer).mediabox[2:])
    _rewrite(writer, b"q -1 0 0 -1 %f %f cm %s Q" % (width, height, _content(_page(writer))))


def turn_pale(writer: PdfWriter) -> None:
    _replacing(rb"\bBT\b", b"BT .75 g", count=0)(writer)


def turn_white(writer: PdfWriter) -> None:
    _replacing(rb"\bBT\b", b"BT 0 0 0 0 k", count=0)(writer)


def turn_transparent(writer: PdfWriter) -> None:
    states = _page(writer)["/Resources"]["/ExtGState"]  # type: ignore[index]
    states[NameObject("/Faint")] = DictionaryObject({NameObject("/ca"): FloatObject(0.3)})
    _replacing(rb"\bBT\b", b"/Faint gs BT", count=0)(writer)


def darken_the_page(writer: PdfWriter) -> None:
    _rewrite(writer, b".3 g 0 0 1000 1000 re f q %s Q" % _content(_page(writer)))


def print_a_line_over_another(writer: PdfWriter) -> None:
    places = iter(re.findall(_PLACE, _content(_page(writer))))
    (_, first), (across, second) = next(places), next(places)
    while first == second:
        across, second = next(places)
    wanted = b"1 0 0 -1 %s %s Tm" % (across, second)
    _replacing(re.escape(wanted), b"1 0 0 -1 %s %s Tm" % (across, first))(writer)


def show_an_empty_box(writer: PdfWriter) -> None:
    _replacing(rb"\[<[0-9a-f]{4}>", b"[<0000>")(writer)


def put_in_a_coarse_picture(writer: PdfWriter) -> None:
    image = DecodedStreamObject()
    image.set_data(b"\x80" * 2500)
    numbers = {"/Width": 50, "/Height": 50, "/BitsPerComponent": 8}
    image.update({NameObject(key): NumberObject(value) for key, value in numbers.items()})
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceGray"}
    image.update({NameObject(key): NameObject(value) for key, value in names.items()})
    _put(writer, image, b"q 72 0 0 72 100 100 cm %s Do Q")


def _put(writer: PdfWriter, thing: StreamObject, content: bytes, *, alone: bool = False) -> None:
    """Put a picture or a form on a page, below all else on it or instead."""
    page = _page(writer)
    resources = DictionaryObject(page["/Resources"])  # type: ignore[arg-type]
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Put"): writer._add_object(thing)})
    before = b"" if alone else _content(page)
    page[NameObject("/Resources")] = resources
    _rewrite(writer, content.replace(b"%s", b"/Put") + b" " + before)


MUTATIONS = (
    Mutation("small-text", shrink_a_line),
    Mutation("small-text", shrink_a_page, "cheatsheet", "office"),
    Mutation("small-text", shrink_a_form, "booklet", "large-print"),
    Mutation("small-text", shrink_the_unit, "cheatsheet"),
    Mutation("text-outside", move_out_of_the_page),
    Mutation("text-outside", move_the_page, "cheatsheet", "office"),
    Mutation("text-outside", clip_a_line, "booklet", "large-print"),
    Mutation("outside-safe-area", move_to_the_edge, "cheatsheet"),
    Mutation("hidden-text", hide_a_line),
    Mutation("hidden-text", hide_a_page, "cheatsheet", "office"),
    Mutation("text-covered", cover_with_an_area),
    Mutation("text-covered", cover_with_a_circle, "booklet", "large-print"),
    Mutation("text-covered", cover_with_lines, "cheatsheet", "office"),
    Mutation("text-overlap", print_a_line_over_another),
    Mutation("text-overlap", print_a_line_over_another, "cheatsheet", "office"),
    Mutation("missing-glyph", show_an_empty_box),
    Mutation("missing-glyph", show_an_empty_box, "cheatsheet", "large-print"),
    Mutation("fake-oblique", shear_a_line, "cheatsheet"),
    Mutation("distorted-text", squeeze_a_line),
    Mutation("distorted-text", squeeze_by_the_operator, "cheatsheet", "press"),
    Mutation("distorted-text", mirror_the_page, "cheatsheet", "office"),
    Mutation("distorted-text", turn_the_page_round, "booklet", "large-print"),
    Mutation("image-resolution", put_in_a_coarse_picture),
    Mutation("contrast", turn_pale),
    Mutation("contrast", turn_transparent, "booklet", "large-print"),
    Mutation("contrast", turn_white, "booklet", "press"),
    Mutation("contrast", turn_white, "cheatsheet", "press"),
    Mutation("contrast", darken_the_page, "cheatsheet", "office"),
)
