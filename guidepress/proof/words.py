"""What a proof says to people: whether files may go to print, what to print again, and how things are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from guidepress.diagnostics import SEVERITIES
from guidepress.papers import PAPERS
from guidepress.proof.findings import Finding
from guidepress.proof.record import Document, Drawn, Subject
from guidepress.proof.sheets import ranges, sides
from guidepress.report import count
from guidepress.units import PT_PER_MM

EDITIONS: Mapping[str, str] = {
    "digital": "To read on a screen",
    "office": "For the office printer",
    "press": "For the print shop",
    "large-print": "Large print",
}
KINDS: Mapping[str, str] = {"booklet": "Booklet", "cheatsheet": "Cheat sheet", "notice": "Notice"}
SEVERITY: Mapping[str, str] = {"error": "Error", "warning": "Warning", "note": "Note"}
READY: Mapping[str, str] = {"digital": "May be sent out"}
_AGAIN: Mapping[str, str] = {
    "digital": "Send or upload the new file.",
    "press": "Send the new file to the print shop.",
}
_SAME_SIZE_MM = 0.6


def verdict(documents: Sequence[Document], findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return whether the files may go to print, in a sentence, and what else there is to know, in others."""
    good = sum(document.subject.published for document in documents)
    bad = len(documents) - good
    tally = {severity: sum(found.said.severity == severity for found in findings) for severity in SEVERITIES}
    return tuple(
        filter(
            None,
            (
                f"{count(bad, 'file')} {was(bad)} not published." if bad else "",
                f"{count(good, 'file')} may go to print." if good else "",
                "" if documents else "There is nothing to print: no document was asked for.",
                f"{count(tally['error'], 'error')} to mend." if tally["error"] else "",
                f"{count(tally['warning'], 'warning')} to look at." if tally["warning"] else "",
                "" if any(tally.values()) or not documents else "Nothing was found wrong.",
            ),
        )
    )


def tally(findings: Sequence[Finding]) -> str:
    """Return what the list of findings holds: “1 error and 23 notes, the worst first”."""
    numbers = Counter(found.said.severity for found in findings)
    kinds = [count(numbers[severity], severity) for severity in SEVERITIES if numbers[severity]]
    said = listed(kinds)
    return f"{said}, for information" if set(numbers) == {"note"} else f"{said}, the worst first"


def since(documents: Sequence[Document], *, is_first: bool, gone: Sequence[str]) -> tuple[str, ...]:
    """Return what has changed since the last proof, in a sentence or two."""
    if is_first:
        return ("This is the first proof, so there is nothing to compare it with.",)
    changed = sum(any(map(is_changed, document.drawn)) for document in documents)
    fresh = sum(any(each.difference.kind == "first" for each in document.drawn) for document in documents)
    said = [
        f"{count(changed, 'file')} changed since the last proof." if changed else "",
        f"{count(fresh, 'file')} {was(fresh)} not in it." if fresh else "",
        f"{count(len(gone), 'file')} {'is' if len(gone) == 1 else 'are'} no longer there." if gone else "",
    ]
    return tuple(filter(None, said)) or ("Nothing changed since the last proof.",)


def again(subject: Subject, drawn: Drawn) -> str:
    """Return what is to be done with a file whose pages have changed."""
    if not subject.published:
        return "Nothing yet: it was not published."
    if not drawn.difference.pages:
        return "Its bytes changed; its pages look the same."
    if drawn.file.turning:
        return _sheets_again(drawn)
    numbers = sorted(change.after for change in drawn.difference.pages if change.after)
    if len(drawn.file.pages) == 1 or not numbers:
        return _AGAIN.get(subject.edition, "Print it again.")
    some = f"Print {noun(numbers, 'page')} {ranges(numbers)} of {len(drawn.file.pages)} again."
    return _AGAIN.get(subject.edition, some)


def _sheets_again(drawn: Drawn) -> str:
    pairs = sides(len(drawn.file.pages), drawn.file.turning)
    sheets = drawn.difference.sheets
    if not sheets:
        return "Every sheet is as it was; some are no longer needed."
    if len(sheets) == len(pairs):
        return f"Print all {count(len(pairs), 'sheet')} again." if len(pairs) > 1 else "Print the sheet again."
    numbers = sorted(side for sheet in sheets for side in pairs[sheet - 1])
    asked = f"in the print dialogue, pages {ranges(numbers)}"
    return f"Print {noun(sheets, 'sheet')} {ranges(sheets)} of {len(pairs)} again, both sides: {asked}."


def changed_pages(drawn: Drawn) -> Iterator[str]:
    """Yield what happened to the pages of a file: “page 12 changed”, in one line for each kind of change."""
    thing = "side" if drawn.file.turning else "page"
    changed, added, removed = [], [], []
    for change in drawn.difference.pages:
        if change.before is None:
            added.append(change.after or 0)
        elif change.after is None:
            removed.append(change.before)
        else:
            changed.append(change.after)
    for numbers, happened in ((changed, "changed"), (added, "added"), (removed, "removed")):
        if numbers:
            former = "former " if happened == "removed" else ""
            yield f"{former}{noun(numbers, thing)} {ranges(sorted(numbers))} {happened}"


def is_changed(drawn: Drawn) -> bool:
    return drawn.difference.kind == "other"


def noun(numbers: Sequence[int], thing: str) -> str:
    return thing if len(numbers) == 1 else f"{thing}s"


def was(number: int) -> str:
    return "was" if number == 1 else "were"


def kind_of(document: Document) -> str:
    return KINDS.get(document.subject.kind, document.subject.kind.capitalize() or "Document")


def short(document: Document) -> str:
    """Return what a document is called in a table: “Cheat sheet team-leader, office”."""
    names = (kind_of(document), document.subject.role)
    return f"{' '.join(filter(None, names))}, {document.subject.edition}"


def called(document: Document, drawn: Drawn | None = None) -> str:
    """Return what a document is called, or a file of it: “Booklet: Starting out (cover)”."""
    name = f"{kind_of(document)}: {document.title}"
    if drawn is None or drawn is document.drawn[0]:
        return name
    return f"{name} ({part_of(document, drawn)})"


def contents(document: Document, drawn: Drawn) -> str:
    """Return what a contact sheet shows: “All 28 sides”, “Its part “cover”: 4 pages”."""
    counted = count(len(drawn.file.pages), "side" if drawn.file.turning else "page")
    is_part = drawn is not document.drawn[0]
    return f"Its part “{part_of(document, drawn)}”: {counted}" if is_part else f"All {counted}"


def part_of(document: Document, drawn: Drawn) -> str:
    """Return what a part of a document is called, from how its name differs: “cover”, “text-sheets”."""
    name = PurePosixPath(drawn.file.path).stem
    rest = name.partition(f"{document.subject.kind}-")[2].partition("_")[0]
    return rest or name


def paper(size: tuple[float, float]) -> str:
    """Return the size of a page: “A5, 148 × 210 mm”."""
    width, height = (length / PT_PER_MM for length in size)
    name = next(filter(None, (_named(width, height, *each) for each in PAPERS.items())), "")
    return f"{name}{width:.0f} × {height:.0f} mm"


def _named(width: float, height: float, name: str, sides_mm: tuple[float, float]) -> str:
    near = [abs(a - b) < _SAME_SIZE_MM for a, b in zip(sorted((width, height)), sides_mm, strict=True)]
    return f"{name}{' across' if width > height else ''}, " if all(near) else ""


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence has them: “a, b and c”."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
