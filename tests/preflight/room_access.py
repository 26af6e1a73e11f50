"""Rules about what a file tells those who hear it: what breaks each, what nearly does, and good files made worse."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Bookmark, Facts, Tag
from tests.preflight.room_structure import heading
from tests.preflight.rooms import LINE, Case, Mutation, facts, page

OTHERS = Expectation()
SPOKEN = {"claims": ("PDF/UA-1",)}
UNTAGGED = {"tagged": False, "language": "", "title": ""}


def tagged(*tags: Tag, **more: object) -> Facts:
    """Return a file whose first heading has a bookmark, with these tags over two of its pages."""
    title = (heading("A guide"),)
    middle = len(tags) // 2
    pages = page(1, tags=title), page(2, tags=tags[:middle]), page(3, tags=tags[middle:]), page(4)
    return facts(*pages, **{"outline": OUTLINE, **more})


OUTLINE = (Bookmark("A guide", 1, 1),)
FIGURE = Tag("Figure", LINE.area, "", "Stairs of bars")
PARAGRAPH = Tag("P", LINE.area, LINE.text)
TWO, THREE, FOUR = (heading("A heading", level) for level in (2, 3, 4))

CASES = (
    Case("missing-tags", facts(tagged=False), facts(tagged=True)),
    Case("missing-tags", facts(tagged=False, **SPOKEN), facts(tagged=False, claims=("PDF/A-2b",)), OTHERS),
    Case("missing-language", facts(language=""), facts(language="en")),
    Case("missing-language", facts(language="en"), facts(language="HI"), Expectation("digital", language="hi")),
    Case("missing-language", facts(language="", claims=("PDF/A-2a",)), facts(language=""), OTHERS),
    Case("missing-title", facts(title=""), facts(title="A guide")),
    Case("missing-title", facts(title="", **SPOKEN), facts(**UNTAGGED), OTHERS),
    Case("missing-alt", tagged(FIGURE._replace(stands_for=" ")), tagged(FIGURE)),
    Case("missing-alt", tagged(FIGURE._replace(role="Formula", stands_for="")), tagged(Tag("P", None, "", ""))),
    Case("heading-order", tagged(TWO, FOUR), tagged(TWO, PARAGRAPH, THREE, FOUR, TWO)),
    Case("heading-order", facts(page(1, tags=(TWO,)), **SPOKEN), facts(page(1, tags=(TWO,))), OTHERS),
)


def remove_tags(writer: PdfWriter) -> None:
    del writer.root_object["/StructTreeRoot"], writer.root_object["/MarkInfo"]


def say_that_there_are_no_tags(writer: PdfWriter) -> None:
    del writer.root_object["/MarkInfo"]


def remove_alt(writer: PdfWriter) -> None:
    del first_element(writer, "/Figure")["/Alt"]


def remove_language(writer: PdfWriter) -> None:
    del writer.root_object["/Lang"]


def remove_title(writer: PdfWriter) -> None:
    del writer._info["/Title"]  # type: ignore[union-attr]
    writer.root_object["/Metadata"].set_data(b"")  # type: ignore[attr-defined]


def deepen_a_heading(writer: PdfWriter) -> None:
    first_element(writer, "/H2")[NameObject("/S")] = NameObject("/H4")


def first_element(writer: PdfWriter, role: str) -> DictionaryObject:
    return next(element for element in elements(writer.root_object["/StructTreeRoot"]) if element.get("/S") == role)  # type: ignore[arg-type]


def elements(above: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the elements of the structure tree below one."""
    kids = above.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            yield from elements(element)


MUTATIONS = (
    Mutation("missing-tags", remove_tags, "cheatsheet"),
    Mutation("missing-tags", say_that_there_are_no_tags, "cheatsheet", "large-print"),
    Mutation("missing-language", remove_language, "cheatsheet"),
    Mutation("missing-title", remove_title, "cheatsheet", "large-print"),
    Mutation("missing-alt", remove_alt),
    Mutation("missing-alt", remove_alt, "cheatsheet", "large-print"),
    Mutation("heading-order", deepen_a_heading, "cheatsheet", "large-print"),
    Mutation("heading-order", deepen_a_heading, edition="large-print"),
)
