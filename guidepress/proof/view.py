"""A proof as its report shows it: documents by edition, findings on their pages, pages before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from guidepress.diagnostics import Diagnostic
from guidepress.proof import words
from guidepress.proof.findings import Finding
from guidepress.proof.locating import Located, located
from guidepress.proof.pictures import Gallery, Shot
from guidepress.proof.record import Area, Change, Document, Drawn, File, Page
from guidepress.proof.spreads import Group, groups, page_name
from guidepress.report import accepted, count, size

_OPEN = 40  # findings, at most, that are listed without being asked for


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a report tells. `last` is the record of the last proof, `lasting` what is in the output folder,
    `accepted` what the project does not want to hear again.
    """

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    verdicts: Mapping[str, str]
    last: Mapping[str, Any]
    gone: tuple[str, ...]
    day: date
    lasting: frozenset[str] = frozenset()
    accepted: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A page with what is to be seen on it. Marks are areas, in points from the left and top of `page.paper`."""

    file: File
    page: Page
    picture: str
    marks: tuple[tuple[str, Area], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        return page_name(self.file, self.page.number)

    @property
    def preview(self) -> str:
        return self.file.preview(self.page.number)


@dataclass(frozen=True, slots=True)
class Turned:
    """A page that has changed: how it was and how it is, one of them missing where it was added or removed."""

    name: str
    before: Marked | None
    after: Marked | None


@dataclass(slots=True)
class View:
    """A proof, ready to be laid out."""

    standing: Standing
    gallery: Gallery
    on_pages: dict[str, list[Located]] = field(init=False)

    def __post_init__(self) -> None:
        out = self.gallery.out
        self.on_pages = {each.subject.path: list(located(each, self._said_of(each), out)) for each in self.documents}
        self.gallery.prepare((*self._finding_shots(), *self._change_shots()))

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.standing.documents

    @property
    def verdict(self) -> tuple[str, ...]:
        return words.verdict(self.documents, self.standing.findings)

    @property
    def is_good(self) -> bool:
        return all(each.subject.published for each in self.documents)

    @property
    def since(self) -> tuple[str, ...]:
        return words.since(self.documents, is_first=not self.standing.last, gone=self.standing.gone)

    @property
    def accepted(self) -> str:
        """Return how many warnings are not shown, because the project has accepted them."""
        return accepted(self.standing.accepted)

    @property
    def editions(self) -> list[tuple[str, str, list[Document]]]:
        """Return the documents by edition, in the order in which people think of them, booklets first."""
        order = [*words.EDITIONS, *sorted({each.subject.edition for each in self.documents} - words.EDITIONS.keys())]
        found = sorted(self.documents, key=lambda each: (order.index(each.subject.edition), each.subject.kind))
        return [
            (name, words.EDITIONS.get(name, name.capitalize() or "Other"), list(group))
            for name, group in groupby(found, key=lambda each: each.subject.edition)
        ]

    @property
    def changed(self) -> list[tuple[Document, Drawn]]:
        """Return the files that have changed, each with its document."""
        return [(each, drawn) for each in self.documents for drawn in each.drawn if words.is_changed(drawn)]

    @property
    def elsewhere(self) -> list[Finding]:
        """Return the findings that are on no page that could be drawn: about the content, or a whole file."""
        shown = {one.finding.id for several in self.on_pages.values() for one in several}
        return [found for found in self.standing.findings if found.id not in shown]

    def unplaced(self, document: Document) -> list[Finding]:
        """Return what was found of a document, but on none of its pages."""
        return [found for found in self.elsewhere if found.document == document.subject.path]

    def is_small(self, document: Document) -> bool:
        """Tell whether one small picture shows all there is to see of a document."""
        return [len(drawn.file.pages) for drawn in document.drawn] == [1] and not self.on_pages[document.subject.path]

    def anchor(self, path: str) -> str:
        """Return the name under which a document is found in the report."""
        order = [each.subject.path for each in self.documents]
        return f"document-{order.index(path) + 1}"

    def status(self, document: Document) -> tuple[str, str]:
        """Return how a document stands: the worst that was found, and what it comes to."""
        found = [each.said.severity for each in self._said_of(document)]
        if not document.subject.published:
            there = document.subject.path in self.standing.lasting
            return "error", "Not published." + (" The last good version is still in the folder." if there else "")
        if not document.drawn:
            return "error", "Published, but it could not be drawn: look at it yourself."
        looked = [count(found.count(kind), kind) for kind in ("warning", "note") if kind in found]
        ready = words.READY.get(document.subject.edition, "May go to print")
        return ("warning", f"{ready}; {words.listed(looked)}.") if looked else ("good", f"{ready}.")

    def place(self, found: Finding) -> str:
        """Return where a finding is, in words; nothing, if it is about the content only."""
        document = next((each for each in self.documents if each.subject.path == found.document), None)
        if document is None:
            return ""
        several = self.on_pages[document.subject.path]
        unseen = f"page {found.page}" if found.page else "the whole file"
        page = next((one.name for one in several if one.finding is found), unseen)
        return f"{words.short(document)}: {page}"

    def marked(self, document: Document) -> Iterator[Marked]:
        """Yield the pages of a document on which something was found."""
        for (file, page), several in self._by_page(document):
            marks = tuple((str(one.finding.number), _on_paper(one.area, page)) for one in several if one.area)
            picture = self.gallery.readable(Shot(file, page))
            yield Marked(file, page, picture, marks, tuple(one.finding for one in several))

    def turned(self, drawn: Drawn) -> Iterator[Turned]:
        """Yield the changed pages of a file of which there are pictures."""
        before = self._last_file(drawn)
        for change in drawn.difference.pages:
            was = self._seen(before, change.before, change, before=True) if before else None
            now = self._seen(drawn.file, change.after, change)
            if was or now:
                yield Turned(_named(drawn.file, before, change), was, now)

    def spreads(self, drawn: Drawn) -> tuple[Group, ...]:
        return groups(drawn.file)

    def small(self, drawn: Drawn, page: Page) -> str:
        return self.gallery.small(drawn.file, page)

    def alt(self, document: Document, file: File, page: Page) -> str:
        """Return what a picture shows, in words: “Page 12 of Starting out, booklet”."""
        name = page_name(file, page.number)
        return f"{name[:1].upper()}{name[1:]} of {document.title}, {words.kind_of(document).lower()}"

    def facts(self, document: Document) -> Iterator[tuple[str, str]]:
        """Yield what is known of a document's own file, by name."""
        if document.drawn:
            file = document.drawn[0].file
            thing = "side" if file.turning else "page"
            sizes = [page.paper if file.turning else page.size for page in file.pages]
            papers = words.listed(dict.fromkeys(map(words.paper, sizes)))
            yield f"{thing.capitalize()}s", f"{len(file.pages)}, {papers}"
            yield "File", f"{document.subject.path}, {size(file.bytes)}"
        if document.subject.printer:
            yield "Printer", document.subject.printer
        if document.subject.standards:
            yield "Standards", self._standards(document)

    def _said_of(self, document: Document) -> list[Finding]:
        return [found for found in self.standing.findings if found.document == document.subject.path]

    def _by_page(self, document: Document) -> Iterator[tuple[tuple[File, Page], list[Located]]]:
        several = self.on_pages[document.subject.path]
        ordered = sorted(several, key=lambda one: (one.file.path, one.page.number, one.finding.number))
        for (_, _), group in groupby(ordered, key=lambda one: (one.file.path, one.page.number)):
            found = list(group)
            yield (found[0].file, found[0].page), found

    def _finding_shots(self) -> Iterator[Shot]:
        return (Shot(one.file, one.page) for several in self.on_pages.values() for one in several)

    def _change_shots(self) -> Iterator[Shot]:
        for _, drawn in self.changed:
            before = self._last_file(drawn)
            for change in drawn.difference.pages:
                if before and change.before:
                    yield Shot(before, before.pages[change.before - 1], before=True)
                if change.after:
                    yield Shot(drawn.file, drawn.file.pages[change.after - 1])

    @property
    def is_to_be_read(self) -> bool:
        """Whether the list of findings stands open: somebody has to do something, and it is not too long."""
        findings = self.standing.findings
        return len(findings) <= _OPEN and any(found.said.severity != "note" for found in findings)

    def _last_file(self, drawn: Drawn) -> File | None:
        return self.gallery.shelf.known(drawn.file.path)

    def _seen(self, file: File, number: int | None, change: Change, *, before: bool = False) -> Marked | None:
        """Return a page that has changed, if there is a picture of it; where it did is marked on both."""
        page = file.pages[number - 1] if number else None
        picture = self.gallery.readable(Shot(file, page, before)) if page else ""
        if page is None or not picture:
            return None
        both = change.before and change.after
        return Marked(file, page, picture, tuple(("", _on_paper(area, page)) for area in change.areas if both))

    def _standards(self, document: Document) -> str:
        names = words.listed(document.subject.standards)
        verdict = self.standing.verdicts.get(document.subject.path)
        return f"{names}: {verdict}." if verdict else f"{names}."


def _on_paper(area: Area, page: Page) -> Area:
    return Area(area.x + page.inset[0], area.y + page.inset[1], area.width, area.height)


def _named(file: File, before: File | None, change: Change) -> str:
    if change.after:
        return page_name(file, change.after) + ("" if change.before else ", added")
    return f"{page_name(before or file, change.before or 0)} of the last proof, removed"
