"""Rebuild docs/samples/ and the pictures of the README from the shipped guide: `make samples`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdf import PdfReader

HOUSE = Path(__file__).resolve().parent.parent
SAMPLES, PICTURES = HOUSE / "docs" / "samples", HOUSE / "docs" / "pictures"
BOOKLET = "bpo-operations_booklet_en_digital.pdf"
SHEETS = (
    "bpo-operations_customer-service-executive_cheatsheet_en_digital.pdf",
    "bpo-operations_data-entry-operator_cheatsheet_en_digital.pdf",
)
# picture: file, the named place whose page it shows (none: the first page), how many pages beside each other, how many
# pages after that place it begins, width of a page in pixels
SHOTS = {
    "cover.png": (BOOKLET, None, 1, 0, 300),
    "opener.png": (BOOKLET, "chapter-where-you-start", 1, 0, 300),
    "spread.png": (BOOKLET, "role-customer-service-executive", 2, 0, 420),
    "ladder.png": (BOOKLET, "chapter-ladder", 2, 0, 420),
    "skills.png": (BOOKLET, "chapter-skills", 1, 1, 300),
    "sheet.png": (SHEETS[0], None, 1, 0, 560),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, str(HOUSE / "render.py")]
        wanted = ["build", "--root", str(HOUSE), "--edition", "digital", "--out", folder, "--quiet"]
        subprocess.run([*program, *wanted], check=True)
        built = Path(folder) / "bpo-operations" / "en"
        SAMPLES.mkdir(parents=True, exist_ok=True)
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name in (BOOKLET, *SHEETS):
            shutil.copyfile(built / name, SAMPLES / name)
        for picture, (name, place, count, after, width) in SHOTS.items():
            first = page_of(built / name, place) + after if place else 0
            shoot(built / name, range(first, first + count), width).save(PICTURES / picture, optimize=True)


def page_of(file: Path, place: str) -> int:
    """Return the page of a named place, from 0."""
    reader = PdfReader(file)
    number = reader.get_destination_page_number(reader.named_destinations[place])
    assert number is not None, f"{place} is on no page"
    return number


def shoot(file: Path, pages: range, width: int) -> Image.Image:
    """Return pages (from 0) beside each other, each `width` pixels wide, with a hairline around."""
    document = pypdfium2.PdfDocument(file)
    images = [_page(document[number], width) for number in pages]
    sheet = Image.new("RGB", (sum(image.width + 2 for image in images), images[0].height + 2), "#bdb7b3")
    x = 1
    for image in images:
        sheet.paste(image, (x, 1))
        x += image.width + 1
    return sheet.quantize(96)


def _page(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    large = page.render(scale=2 * width / page.get_width()).to_pil()
    return large.resize((width, round(large.height * width / large.width)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
