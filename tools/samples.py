"""Rebuild docs/samples/ and the pictures of the README from the shipped guide: `make samples`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

HOUSE = Path(__file__).resolve().parent.parent
SAMPLES, PICTURES = HOUSE / "docs" / "samples", HOUSE / "docs" / "pictures"
BOOKLET = "bpo-operations_booklet_en_digital.pdf"
SHEETS = (
    "bpo-operations_customer-service-executive_cheatsheet_en_digital.pdf",
    "bpo-operations_data-entry-operator_cheatsheet_en_digital.pdf",
)
# picture: file, pages from 1 (shown side by side), width of a page in pixels
SHOTS = {
    "cover.png": (BOOKLET, (1,), 300),
    "spread.png": (BOOKLET, (12, 13), 420),
    "ladder.png": (BOOKLET, (38,), 300),
    "skills.png": (BOOKLET, (41,), 300),
    "sheet.png": (SHEETS[0], (1,), 560),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(HOUSE / "render.py"), "build", "--root", str(HOUSE), "--out", folder, "--quiet"]
        subprocess.run(command, check=True)
        built = Path(folder) / "bpo-operations" / "en"
        SAMPLES.mkdir(parents=True, exist_ok=True)
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name in (BOOKLET, *SHEETS):
            shutil.copyfile(built / name, SAMPLES / name)
        for picture, (name, pages, width) in SHOTS.items():
            shoot(built / name, pages, width).save(PICTURES / picture, optimize=True)


def shoot(file: Path, pages: tuple[int, ...], width: int) -> Image.Image:
    """Return pages beside each other, each `width` pixels wide, with a hairline around."""
    document = pypdfium2.PdfDocument(file)
    images = [_page(document[number - 1], width) for number in pages]
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
