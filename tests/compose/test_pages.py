"""The HTML: every layout renders, every block says where it comes from, and no text is ever more than text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import count, groupby
from pathlib import Path
from typing import Any, get_args

import pytest

from guidepress.assets import shipped
from guidepress.compose import cheatsheet, pages, sheet_view
from guidepress.compose.cheatsheet import FILLERS, HOMES, Row, SheetSetting
from guidepress.content.library import Library
from guidepress.content.model import Brand, Chapter, Guide, Model, Origin, Role
from tests.compose.conftest import Made
from tests.compose.samples import (
    AGENT,
    BRAND,
    GUIDE,
    LEAD,
    PROJECT,
    SOURCES,
    Files,
    full,
    job,
    leaves,
    loaded,
    small,
    with_changes,
    write,
)

LAYOUTS = shipped("layouts")
CHAPTER_TYPES = {
    kind for model in get_args(get_args(Chapter)[0]) for kind in get_args(model.model_fields["type"].annotation)
}
REFLOWED = ("digital", "large-print")  # editions that have layouts of their own
VOID = {"meta", "link", "img", "br"}

# Texts of the content that no document prints, by file and the end of their path, and why.
UNPRINTED = {
    f"{PROJECT}#/accepted/0/reason",  # for whoever keeps the project
    f"{PROJECT}#/accepted/1/reason",
    f"{SOURCES}#/survey/note",  # for whoever checks the sources
    f"{SOURCES}#/rumour/title",  # no fact rests on this source
    f"{BRAND}#/social/0/network",  # the address says it
    f"{AGENT}#/pay/0/note",  # for whoever checks the sum
    f"{AGENT}#/codes/0/label",  # the role's title in the classification's own words
}

Everything = tuple[Library, Files, tuple[str, ...]]


@dataclass(slots=True)
class Page(HTMLParser):
    """A document as the tags with the names of their attributes, and as texts with the `data-src` around them."""

    tags: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    _open: list[tuple[str, str]] = field(default_factory=list)

    def __init__(self, html: str) -> None:
        HTMLParser.__init__(self)
        self.tags, self.attributes, self.texts, self._open = [], [], [], []
        self.feed(html)
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            inherited = self._open[-1][1] if self._open else ""
            self._open.append((tag, dict(attrs).get("data-src") or inherited))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((data, self._open[-1][1] if self._open else ""))

    @property
    def sources(self) -> set[str]:
        return {value for _, name, value in self.attributes if name == "data-src"}


def booklet(library: Library, edition: str = "digital") -> str:
    return pages.compose_booklet(library, replace(job("booklet"), edition=edition))


def sheet(library: Library, role: str = "agent", setting: SheetSetting | None = None) -> str:
    placed = cheatsheet.arranged(library, job("cheatsheet", role), setting or SheetSetting())
    return pages.compose_cheatsheet(library, job("cheatsheet", role), placed)


def filled_sheet(library: Library, role: str, edition: str = "digital") -> str:
    """Return a sheet with all that it may gain, the lines to write on as well."""
    its_job = replace(job("cheatsheet", role), edition=edition)
    placed = cheatsheet.arranged(library, its_job, SheetSetting())
    rows = (*placed.rows, *(Row(whole=(name,)) for name in sheet_view.fillers(library, its_job)))
    return pages.compose_cheatsheet(library, its_job, replace(placed, rows=rows, ruled={"ask": 200, "notes": 60}))


def documents(library: Library, edition: str = "digital") -> tuple[str, ...]:
    """Return all that a guide makes: the booklet, and a sheet for each role with all that it may gain."""
    sheets = (filled_sheet(library, role.id, edition) for role in library.guides["first"].roles)
    return (booklet(library, edition), *sheets)


@pytest.fixture(scope="module", params=REFLOWED)
def everything(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Everything:
    """A guide in which every free text is another word."""
    number = count()
    files = full(lambda place: f"word{next(number)}x")
    library = loaded(write(tmp_path_factory.mktemp("everything"), files))
    return library, files, documents(library, request.param)


def said(files: Files) -> Iterator[tuple[Origin, str]]:
    """Yield the words of the full guide with the place where each is written."""
    yield from ((Origin(file, path), text) for file, path, text in leaves(files) if text.startswith("word"))


# Completeness


def test_the_full_guide_fills_every_field(everything: Everything) -> None:
    library = everything[0]
    guide = library.guides["first"]
    empty = [
        f"{type(models[0]).__name__}.{name}"
        for models in _by_type((guide, *guide.roles, library.brands["acme"])).values()
        for name in type(models[0]).model_fields
        if not any(getattr(each, name) not in (None, (), "") for each in models)
    ]
    # Logos and typefaces are files, minor colours are derived, levels and openers have their own tests.
    elsewhere = {"Logo", "Typefaces", "Colours", "Colour"}
    claims = {"sources", "as_of", "status", "opener", "takeaways", "intro", "promise", "order"}
    assert [name for name in empty if name.split(".")[0] not in elsewhere and name.split(".")[1] not in claims] == []


def _by_type(roots: Iterable[Guide | Role | Brand]) -> dict[type[Model], list[Model]]:
    found: dict[type[Model], list[Model]] = {}
    for root in roots:
        for model in root.walk():
            found.setdefault(type(model), []).append(model)
    return found


def test_every_type_of_chapter_has_a_layout() -> None:
    layouts = {path.stem for path in (LAYOUTS / "chapters").glob("*.html")}
    assert len(layouts) > 10
    assert layouts == CHAPTER_TYPES


def test_every_block_of_the_sheet_has_a_layout() -> None:
    layouts = {path.stem for path in (LAYOUTS / "cheatsheet").glob("*.html")} - {"index", "foot", "macros", "strip"}
    assert layouts == {*HOMES, *FILLERS}


# Rendering: `StrictUndefined` raises where a layout names what is not there


def test_a_full_guide_renders(everything: Everything) -> None:
    classes = {
        value.split()[1]
        for name, attribute, value in Page(everything[2][0]).attributes
        if attribute == "class" and name == "section" and value.startswith("chapter ")
    }
    assert classes == CHAPTER_TYPES


def test_a_guide_of_required_fields_renders(made: Made) -> None:
    for html in documents(made()):
        assert "None" not in " ".join(text for text, _ in Page(html).texts)


@pytest.mark.parametrize("kind", sorted(CHAPTER_TYPES))
@pytest.mark.parametrize("opener", [True, False, None])
def test_each_chapter_renders_without_content(made: Made, kind: str, opener: bool | None) -> None:
    chapter = {"type": kind, "intro": "Some words.", **({} if opener is None else {"opener": opener})}
    library = made({GUIDE: {"chapters": [chapter]}})
    assert "Some words." in booklet(library)


def test_each_role_renders_with_one_field_alone(made: Made, tmp_path: Path) -> None:
    agent = full(lambda place: place)[AGENT]
    names = [name for name in Role.model_fields if name in agent and name not in ("id", "title", "stage", "summary")]
    assert len(names) > 12
    skills = full(lambda place: place)[GUIDE]["skills"]
    for name in names:
        files = with_changes(small(), {AGENT: {name: agent[name]}, GUIDE: {"skills": skills}})
        assert documents(loaded(write(tmp_path / name, files)))


# Origins


def test_every_text_of_the_content_is_printed_or_known_not_to_be(everything: Everything) -> None:
    _, files, made = everything
    words = list(said(files))
    assert len(words) > 100
    silent = {origin for origin, word in words if not any(word in html for html in made)}
    assert {f"source/{place}" for place in UNPRINTED} == set(map(str, silent))


def test_every_origin_is_a_place_in_a_file(everything: Everything) -> None:
    library, _, made = everything
    sources = {source for html in made for source in Page(html).sources}
    assert len(sources) > 60
    for source in sources:
        origin = Origin.parse(source)
        node, key = library.documents[origin.file].descend(origin.path)
        whole, _ = library.documents[origin.file].descend(origin.path[:-1])
        assert node is not None
        assert not origin.path or node is not whole or key is not None, f"{source} is not in its file"
        assert library.span(source).text.strip()


# What stands on every page, or repeats a title, is not worth a place of its own.
PLACELESS = {
    *((BRAND, field) for field in ("name", "legal_name", "legal_line", "equal_opportunity_line", "contact")),
    (GUIDE, "version"),
    (GUIDE, "stages"),
    (AGENT, "short"),
}


def test_every_text_stands_in_a_block_that_says_where_it_comes_from(everything: Everything) -> None:
    _, files, made = everything
    blocks: dict[str, set[str]] = {}
    for html in made:
        for text, source in Page(html).texts:
            for word in re.findall(r"word\d+x", text):
                blocks.setdefault(word, set()).add(source)
    assert len(blocks) > 100
    astray = {
        str(origin): sorted(blocks[word])
        for origin, word in said(files)
        if word in blocks and not any(holds(Origin.parse(source), origin) for source in blocks[word])
    }
    placeless = {
        (origin.file.removeprefix("source/"), step) for origin, _ in said(files) for step in origin.path
    } & PLACELESS
    assert placeless == PLACELESS
    unknown = [
        f"{place} stands in {sources}"
        for place, sources in astray.items()
        if not any(place.startswith(f"source/{file}#/{field}") for file, field in PLACELESS)
    ]
    assert not unknown, "\n".join(unknown)


def holds(block: Origin, origin: Origin) -> bool:
    """Whether a block's origin is that of a text, or of something around it that is not the whole file."""
    return block.file == origin.file and bool(block.path) and origin.path[: len(block.path)] == block.path


# Hostility

HOSTILE = (
    '" style="position:fixed" onclick="x',
    "' style='x' onclick='x",
    "&lt;b onclick=x&gt; &amp; &#34;",
    "{{ 7*191 }} {% include 'base.html' %} {# gone #}",
    "*/ } @import 'x'; </p></section> <b>",
    "]]> --> <!-- <? ?>",
)


@pytest.mark.parametrize("edition", REFLOWED)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_markup(tmp_path: Path, hostile: str, edition: str) -> None:
    harmless = documents(loaded(write(tmp_path / "harmless", full(lambda place: re.sub(r"\S", "x", hostile)))), edition)
    strange = documents(loaded(write(tmp_path / "hostile", full(lambda place: hostile))), edition)
    for expected, found in zip(map(Page, harmless), map(Page, strange), strict=True):
        assert found.tags == expected.tags
        styles = [[value for _, name, value in page.attributes if name == "style"] for page in (found, expected)]
        assert not [value for value in styles[0] if "position" in value or "{" in value]
        assert len(styles[0]) == len(styles[1]) > 0


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_printed_as_it_is(made: Made, hostile: str) -> None:
    library = made({AGENT: {"title": hostile}, GUIDE: {"title": hostile}, LEAD: None})
    for html in documents(library):
        titles = groupby(
            Page(html).texts, key=lambda found: found[1]
        )  # a title's last words have an element of their own
        heading = next("".join(text for text, _ in texts) for source, texts in titles if source.endswith("#/title"))
        assert heading == hostile
        assert "1337" not in html


def test_markup_of_texts_is_what_markdown_allows(made: Made) -> None:
    library = made({AGENT: {"duties": ["A **bold** <b>plain</b> [link](https://example.org/?a=1&b=2) ==mark=="]}})
    link = '<a href="https://example.org/?a=1&amp;b=2">link</a>'
    expected = f"A <strong>bold</strong> &lt;b&gt;plain&lt;/b&gt; {link} <mark>mark</mark>"
    assert expected in booklet(library)


def test_no_address_is_anything_but_ours_or_the_webs(everything: Everything) -> None:
    allowed = {
        "href": ("#", "https://", "http://", "mailto:", "styles/"),
        "src": ("data:image/svg+xml;base64,", "brand/"),
    }
    for html in everything[2]:
        found: list[Any] = [(name, value) for _, name, value in Page(html).attributes if name in allowed]
        assert found
        assert all(value.startswith(allowed[name]) for name, value in found)


# Style


def test_the_brands_tokens_are_one_rule(everything: Everything) -> None:
    html = everything[2][0]
    [style] = [part.split("</style>")[0] for part in html.split("<style>")[1:]]
    assert style.startswith("@layer tokens{:root{--heading:")
    assert style.endswith("}}")
    assert "--primary:#0b4f6c;" in style


def test_the_same_content_is_the_same_html(everything: Everything) -> None:
    library, _, made = everything
    again = replace(library, guides={**library.guides})
    assert made in [documents(again, edition) for edition in REFLOWED]


def test_stylesheets_are_files_that_are_shipped(everything: Everything) -> None:
    for html in everything[2]:
        linked = [value for tag, name, value in Page(html).attributes if tag == "link" and name == "href"]
        assert len(linked) >= 5
        assert all((shipped("styles") / name.removeprefix("styles/")).is_file() for name in linked)


def test_every_link_inside_a_document_has_its_place(everything: Everything) -> None:
    page = Page(everything[2][0])
    ids = [value for _, name, value in page.attributes if name == "id"]
    named = {
        value[1:] for tag, name, value in page.attributes if tag == "a" and name == "href" and value.startswith("#")
    }
    assert len(named) > 15
    assert named <= set(ids)
    assert len(ids) == len(set(ids))
