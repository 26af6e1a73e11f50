"""What kind of page each page of a booklet is: its outline, its named places and its folios tell."""

from __future__ import annotations

from collections.abc import Iterator

from tests.facts.reading import MM, Pdf

_FOOT = 194 * MM  # below it there is only the folio on a page that has one


def kinds(file: Pdf) -> dict[int, str]:
    """Return the kind of each page that is not just text.

    The outline begins with cover, inside cover and contents. An opener is a page without a folio on which a chapter
    begins. Pages to write on have a line in the outline although no chapter begins there, or no tagged text at all.
    What is on the inside cover has room on one page; contents may be longer.
    """
    chapters = {page for name, page in file.places.items() if name.startswith("chapter-")}
    _, inside, contents, first, *_ = outline = list(_outline(file))
    found = {number: "notes" for number, chars in enumerate(file.chars, 1) if all(c.style.mark < 0 for c in chars)}
    found |= {number: "notes" for number in outline[3:] if number not in chapters}
    found |= {inside: "inside"} | dict.fromkeys(range(contents, first), "contents")
    found |= {number: "opener" for number in chapters if not has_folio(file, number)}
    return found | {file.places[name]: name for name in ("cover", "back")}


def has_folio(file: Pdf, number: int) -> bool:
    """Tell whether the number of a page is all that stands at its foot."""
    foot = "".join(char.text for char in file.chars[number - 1] if char.top > _FOOT)
    return foot == file.seen.get_page_label(number - 1)


def _outline(file: Pdf) -> Iterator[int]:
    """Yield the page of each line of the outline that is in no other."""
    for entry in file.reader.outline:
        if not isinstance(entry, list):
            yield (file.reader.get_destination_page_number(entry) or 0) + 1
