"""Rules about the way in a file: what breaks each, what nearly does, and good files made worse."""

from __future__ import annotations

from dataclasses import replace

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

from guidepress.placements import Reference
from guidepress.preflight.expectation import Expectation
from guidepress.preflight.facts import Action, Area, Bookmark, Facts, Link, Page, Run, Tag
from tests.preflight.rooms import BLACK, BOOKLET, LINE, Case, Mutation, facts, link, page

HEADS = ("A guide", "What BPO is", "Where you start", "Straight answers")
OUTLINE = tuple(Bookmark(title, 1, number) for number, title in enumerate(HEADS, start=1))
ABROAD = Link(LINE.area, "https://example.org/%E0%A4%95/", "", 0, "")


def linking(*links: Link) -> Facts:
    return facts(page(1, links=links), *(page(number) for number in range(2, 5)))


def outlined(*outline: Bookmark) -> Facts:
    return facts(
        *(page(number, tags=(heading(title),)) for number, title in enumerate(HEADS, start=1)), outline=outline
    )


def heading(title: str, level: int = 1) -> Tag:
    return Tag(f"H{level}", LINE.area, title)


def leading(outline: tuple[Bookmark, ...]) -> Facts:
    """Return a file whose contents lead to its third page."""
    return replace(linking(link("chapter-x", "3", 3)), outline=outline)


def numbered(*folios: str, x: float = 377.0) -> Facts:
    """Return pages with these numbers, each at the outer edge of the foot; one that has none is empty."""
    return facts(*(folioed(number, folio, x) for number, folio in enumerate(folios, start=1)))


def folioed(number: int, folio: str, x: float) -> Page:
    left = x if number % 2 else 419.5 - x - 5
    return page(number, LINE, *([Run(Area(left, 560, 5, 7), folio, 9.0, "Mukta", BLACK)] if folio else []))


def tabled(*folios: str) -> Facts:
    """Return numbered pages on two of which a table ends in figures, side by side at one spot and its mirror."""
    whole = numbered(*folios)
    cells = tuple(Run(Area(x, 540, 14, 7), "400", 9.0, "Mukta", BLACK) for x in (190.0, 215.5))
    ends = (replace(page, runs=(*cells, *page.runs)) for page in whole.pages[:2])
    return replace(whole, pages=(*ends, *whole.pages[2:]))


def bookmarked(*titles: str) -> Facts:
    """Return a file with three headings on its first page, one broken at a hyphen, and bookmarks below the first."""
    tags = (heading("Start here"), heading("Step- by-step", 2), heading("And so on", 2))
    outline = (Bookmark("Start here", 1, 1), *(Bookmark(title, 2, 1) for title in titles))
    return facts(page(1, tags=tags), page(2), page(3), page(4), outline=outline)


STEPS = bookmarked("Step-by-step", "And so on")


ON_PAPER = replace(BOOKLET, purpose="press", numbers=(Reference("role-x", 1, 300, 60, 20, 12, 3),))
CONTENTS = LINE._replace(area=Area(45, 60, 200, 12), text="A role")


TWO_ON_PAPER = replace(ON_PAPER, numbers=(*ON_PAPER.numbers, Reference("role-z", 1, 300, 80, 20, 12, 4)))


def printing(number: str, name: str = "role-x") -> Facts:
    """Return a page of contents without links: with one number or, for `role-z`, with the next one too."""
    numbers = {"role-x": (number,), "role-z": ("3", number)}[name]
    runs = (LINE._replace(area=Area(305, 60 + 20 * at, 10, 12), text=text) for at, text in enumerate(numbers))
    first = page(1, CONTENTS, *runs)
    return facts(first, *(page(number) for number in range(2, 5)))


def listing(number: str) -> Facts:
    """Return a page of contents with two entries, of which the second has another number."""
    entries = [("role-x", "A role", 3), ("role-x", "3", 3), ("role-y", "Another role", 4), ("role-y", number, 4)]
    return linking(*(link(*entry) for entry in entries))


FLAT = link("chapter-x", "The ladder", 3)._replace(area=Area(45, 60, 30, 0.0))
CASES = (
    Case("broken-link", linking(FLAT), linking(FLAT._replace(area=Area(45, 60, 5, 8)))),
    Case("page-number", printing("4"), printing("3"), ON_PAPER),
    Case("page-number", printing("2"), printing("3 or so"), ON_PAPER),
    Case("page-number", linking(link("chapter-x", "2", 3)), linking(link("chapter-x", "3", 3))),
    Case("page-number", linking(link("role-y", "12", 3)), linking(link("role-y", "12 roles", 3))),
    Case("page-number", listing(""), listing("4")),
    Case("page-number", listing("??"), linking(link("role-x", "A role", 3), link("role-y", "12 roles", 4))),
    Case("page-number", printing("", "role-z"), printing("4", "role-z"), TWO_ON_PAPER),
    Case("broken-link", linking(link("chapter-y", "2", 0)), linking(link("chapter-y", "2", 2))),
    Case("broken-link", linking(Link(LINE.area, "", "", 0, "")), linking(ABROAD)),
    Case("active-content", facts(actions=(Action("on opening it runs JavaScript"),)), facts(), Expectation()),
    Case("active-content", facts(actions=(Action("a link or a field sends", 2, LINE.area),)), linking(ABROAD)),
    Case("page-label", numbered("", "2", "3", "5"), numbered("", "2", "3", "4")),
    Case("page-label", numbered("1", "2", "7", "4"), numbered("1", "2", "3", "४")),
    Case("page-label", tabled("1", "2", "3", "5"), tabled("1", "2", "3", "4")),
    Case("page-label", numbered("2", "3", "4", "5"), facts(folioed(1, "2", 377), *facts().pages[1:])),
    Case(
        "lost-link",
        linking(ABROAD._replace(address="https://example.org")),
        linking(ABROAD),
        replace(BOOKLET, addresses=frozenset({"https://example.org/क"})),
    ),
    Case("outline", outlined(), outlined(*OUTLINE)),
    Case("outline", outlined(*OUTLINE[:2], Bookmark("Where to start", 1, 3), OUTLINE[3]), outlined(*OUTLINE)),
    Case("outline", outlined(*OUTLINE, Bookmark("Nowhere", 1, 0)), outlined(*OUTLINE)),
    Case("outline", outlined(*OUTLINE[:2], OUTLINE[3], OUTLINE[2]), outlined(*OUTLINE)),
    Case("outline", outlined(*OUTLINE[:2], OUTLINE[2]._replace(level=3), OUTLINE[3]), outlined(*OUTLINE)),
    Case("outline", outlined(OUTLINE[0]._replace(level=2), *OUTLINE[1:]), outlined(*OUTLINE)),
    Case("outline", leading(OUTLINE[:2]), leading(OUTLINE)),
    Case("outline", bookmarked("Step by another step"), STEPS),
    Case("outline", bookmarked("And so on", "Step-by-step"), STEPS),
    Case("outline", replace(STEPS, outline=STEPS.outline[1:]), STEPS),
)


def swap_pages(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[5], kids[11] = kids[11], kids[5]


def lose_a_number(writer: PdfWriter) -> None:
    """Lead a link of the contents that lies on a number to where it lies on nothing."""
    links = [note.get_object() for note in writer.pages[2]["/Annots"] if "/Dest" in note.get_object()]  # type: ignore[attr-defined]
    left, foot, right, top = (float(length) for length in links[3]["/Rect"])
    links[3][NameObject("/Rect")] = ArrayObject(map(FloatObject, (left - 60, foot, right - 60, top)))


def swap_numbered_pages(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[6], kids[7] = kids[7], kids[6]


def break_a_link(writer: PdfWriter) -> None:
    first_link(writer)[NameObject("/Dest")] = TextStringObject("nowhere")


def retarget_a_link(writer: PdfWriter) -> None:
    """Lead the second number of the contents where the first leads."""
    links = [note.get_object() for note in writer.pages[2]["/Annots"]]  # type: ignore[attr-defined]
    names = list(dict.fromkeys(str(note["/Dest"]) for note in links if "/Dest" in note))
    for note in links:
        if note.get("/Dest") == names[1]:
            note[NameObject("/Dest")] = TextStringObject(names[0])


def unlink(writer: PdfWriter) -> None:
    """Take out the links that lead out of the document."""
    for leaf in writer.pages:
        notes = leaf.get("/Annots", [])
        for note in [note for note in notes if "/A" in note.get_object()]:
            notes.remove(note)


def first_link(writer: PdfWriter) -> DictionaryObject:
    return writer.pages[2]["/Annots"][0].get_object()  # type: ignore[index]


def rename_a_bookmark(writer: PdfWriter) -> None:
    bookmarks(writer)[1][NameObject("/Title")] = TextStringObject("Something else")


def exchange_bookmarks(writer: PdfWriter) -> None:
    _, one, other, *_ = bookmarks(writer)
    one[NameObject("/Dest")], other[NameObject("/Dest")] = other["/Dest"], one["/Dest"]
    one[NameObject("/Title")], other[NameObject("/Title")] = other["/Title"], one["/Title"]


def bookmarks(writer: PdfWriter) -> list[DictionaryObject]:
    """Return the entries of the outline in their order."""
    found: list[DictionaryObject] = []
    ahead = [writer.root_object["/Outlines"]["/First"]]  # type: ignore[index]
    while ahead:
        entry = ahead.pop().get_object()
        found.append(entry)
        ahead += [entry[name] for name in ("/Next", "/First") if name in entry]
    return found


def drop_the_outline(writer: PdfWriter) -> None:
    del writer.root_object["/Outlines"]


def shift_labels(writer: PdfWriter) -> None:
    writer.root_object["/PageLabels"]["/Nums"][1].get_object()[NameObject("/St")] = NumberObject(3)  # type: ignore[index]


def run_a_script(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def carry_a_file(writer: PdfWriter) -> None:
    writer.add_attachment("more.txt", b"more")


def script_a_link(writer: PdfWriter) -> None:
    note = first_link(writer)
    del note["/Dest"]
    note[NameObject("/A")] = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("javascript:alert(1)")}
    )


MUTATIONS = (
    Mutation("active-content", run_a_script),
    Mutation("active-content", carry_a_file, "cheatsheet"),
    Mutation("active-content", script_a_link),
    Mutation("page-number", swap_pages),
    Mutation("page-number", lose_a_number),
    Mutation("page-label", swap_numbered_pages),
    Mutation("page-label", shift_labels, edition="large-print"),
    Mutation("page-number", retarget_a_link),
    Mutation("broken-link", break_a_link),
    Mutation("lost-link", unlink),
    Mutation("outline", rename_a_bookmark, "cheatsheet"),
    Mutation("outline", rename_a_bookmark, "cheatsheet", "large-print"),
    Mutation("outline", exchange_bookmarks, "cheatsheet", "large-print"),
    Mutation("outline", drop_the_outline),
)
