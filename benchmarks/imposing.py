"""Impose the first 24 pages of a booklet in one of two ways; print what this alone took, by the clock and of CPU.

    python benchmarks/imposing.py imposed|merged FOLDER OUT.pdf

FOLDER is what `build` wrote. `merged` is how one would first write it: pypdf's `merge_transformed_page`. Both read and
write a file; theirs is cut to 24 pages before the clock starts. Printed is the best of a few times.
"""

from __future__ import annotations

import sys
import time
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pypdf import PdfReader, PdfWriter, Transformation

from guidepress.pdf.imposition import Imposing
from guidepress.pdf.sheets import impose

PAGES = 24
_TIMES = 3


def main() -> None:
    way, folder, target = sys.argv[1:]
    (booklet,) = Path(folder).glob("**/*_booklet_*.pdf")
    data = first_pages(booklet.read_bytes())
    took = []
    for _ in range(_TIMES):
        start, cpu = time.perf_counter(), time.process_time()
        sheets = WAYS[way](data)
        took.append((time.perf_counter() - start, time.process_time() - cpu))
    Path(target).write_bytes(sheets)
    print(*min(took))


def first_pages(data: bytes) -> bytes:
    """Return the first pages as a file of their own, without tags and links, which neither way keeps."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(data)).pages[:PAGES]:
        added = writer.add_page(page, excluded_keys=["/Annots", "/StructParents", "/Parent"])
        added.pop("/Annots", None)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def imposed(data: bytes) -> bytes:
    return impose(data, Imposing()).data


def merged(data: bytes) -> bytes:
    """Impose a booklet by merging contents."""
    pages = PdfReader(BytesIO(data)).pages
    width, height = pages[0].trimbox.width, pages[0].trimbox.height
    writer, last = PdfWriter(), len(pages) - 1
    for sheet in range(len(pages) // 4):
        first = 2 * sheet
        for left, right in ((last - first, first), (first + 1, last - first - 1)):
            side = writer.add_blank_page(2 * width, height)
            side.merge_page(pages[left])
            side.merge_transformed_page(pages[right], Transformation().translate(width, 0))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


WAYS = {"imposed": imposed, "merged": merged}


if __name__ == "__main__":
    main()
