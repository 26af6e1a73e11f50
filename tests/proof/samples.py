"""Small files for proofs: a line of text for each page, and records of files that nobody has drawn."""

from __future__ import annotations

from collections.abc import Sequence

from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.proof.record import File, Page, Turning
from tests.pdf.books import Book

SIZE = (300.0, 400.0)
BASELINE = 300.0  # of the text, from the foot


def pdf(texts: Sequence[str], *, title: str = "", duplex: str = "", bleed: float = 0, blue: float = 1) -> bytes:
    """Return a file of pages with a line of text each, a folio at the foot, and colour to the edge of the bleed."""
    book = Book()
    face = book.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    tree = f"{len(texts) * 2 + 2} 0 R"
    width, height = SIZE
    media = f"[{-bleed} {-bleed} {width + bleed} {height + bleed}]"
    kids = []
    for number, text in enumerate(texts, start=1):
        band = f"0 0 {blue} rg {-bleed} {height - 20} {width + 2 * bleed} {20 + bleed} re f 0 g"
        words = f"BT /F 14 Tf 40 {BASELINE} Td ({_escaped(text)}) Tj ET BT /F 9 Tf 260 20 Td ({number}) Tj ET"
        content = book.add("", f"{band} {words}".encode("latin-1", "replace"))
        page = f"/MediaBox {media} /TrimBox [0 0 {width} {height}] /Contents {content}"
        kids.append(book.add(f"<< /Type /Page /Parent {tree} {page} /Resources << /Font << /F {face} >> >> >>"))
    book.add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>")
    preferences = f"/ViewerPreferences << /Duplex /{duplex} >>" if duplex else ""
    root = book.add(f"<< /Type /Catalog /Pages {tree} {preferences} >>")
    info = book.add(f"<< /Title ({_escaped(title)}) >>")
    return book.render(root, f"/Info {info}")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def contents(library: Library, job: Job) -> bytes:
    """Return a file for a document of the stand-in build: a sheet says its role's summary."""
    guide = library.guides[job.guide]
    if job.role:
        role = guide.role(job.role)
        return pdf([str(role.summary)], title=role.title)
    return pdf([guide.title, *(role.title for role in guide.roles), "Notes"], title=guide.title)


def record(looks: str, turning: Turning = "") -> File:
    """Return a file of pages, one for each letter that stands for how it looks."""
    pages = (Page(number, str(number), SIZE, (0, 0), SIZE, look) for number, look in enumerate(looks, start=1))
    return File("a/b.pdf", "", 1, "", turning, tuple(pages))
