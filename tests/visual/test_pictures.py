"""Eight pages of the shipped guide look as they did when somebody last looked at them and found them right.

`ACCEPT_PAGES=1 pytest tests/visual` keeps the pages as they are now; look at every one that has changed (the report
shows it beside the old one) before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.conftest import manifest
from tests.facts.reading import MM, Pdf
from tests.pages.kinds import kinds
from tests.visual.pictures import SCALE, differences, kept, picture, report

pytestmark = pytest.mark.slow

KEPT = Path(__file__).parent / "pages"
ROLE, STAGE = "customer-service-executive", "where-you-start"
# Where each page of the booklet is: a named place, and how many pages of text after the opener that may stand there.
PAGES = {
    "cover": ("cover", None),
    "opener": (f"chapter-{STAGE}", None),
    "role-left": (f"role-{ROLE}", 0),
    "role-right": (f"role-{ROLE}", 1),
    "map": ("chapter-ladder", 0),
    "matrix": ("chapter-skills", 0),
    "faqs": ("chapter-faqs", 0),
}
SHEET = "sheet"
LARGEST = 400_000  # bytes of all of them


@pytest.fixture(scope="module")
def pages(guide_project: Path) -> Iterator[dict[str, pypdfium2.PdfPage]]:
    output = guide_project / "output"
    paths = {entry["role"]: output / path for path, entry in manifest(output, "digital").items()}
    booklet, sheet = Pdf(paths[None].read_bytes()), pypdfium2.PdfDocument(paths[ROLE])
    openers = {number for number, kind in kinds(booklet).items() if kind == "opener"}
    numbers = {name: booklet.places[place] for name, (place, _) in PAGES.items()}
    for name, (_, pages_on) in PAGES.items():
        if pages_on is not None:
            numbers[name] += pages_on + (numbers[name] in openers)
    yield {**{name: booklet.seen[number - 1] for name, number in numbers.items()}, SHEET: sheet[0]}
    booklet.seen.close()
    sheet.close()


@pytest.fixture(scope="module")
def pictures(pages: dict[str, pypdfium2.PdfPage]) -> dict[str, Image.Image]:
    return {name: picture(page) for name, page in pages.items()}


@pytest.mark.parametrize("name", [*PAGES, SHEET])
def test_a_page_looks_as_it_did(pictures: dict[str, Image.Image], name: str, tmp_path: Path) -> None:
    path = KEPT / f"{name}.png"
    if os.environ.get("ACCEPT_PAGES") == "1":
        path.write_bytes(kept(pictures[name]))
    expected = Image.open(path).convert("RGB")
    found = differences(expected, pictures[name])
    page = tmp_path / f"{name}.html"
    if found:
        page.write_text(report(name, found, expected, pictures[name]), encoding="utf-8")
    assert not found, f"look at {page}; if the page is right, keep it with ACCEPT_PAGES=1"


def test_no_picture_is_left_over_and_all_are_small() -> None:
    paths = list(KEPT.iterdir())
    assert {path.name for path in paths} == {f"{name}.png" for name in (*PAGES, SHEET)}
    assert sum(path.stat().st_size for path in paths) < LARGEST


# The comparison itself


@pytest.mark.parametrize("name", [*PAGES, SHEET])
def test_what_a_renderer_does_to_edges_is_not_seen(
    pages: dict[str, pypdfium2.PdfPage], pictures: dict[str, Image.Image], name: str
) -> None:
    image, page = pictures[name], pages[name]
    smoothed = page.render(scale=8 * SCALE).to_pil().convert("RGB").reduce(8)
    fringed = page.render(scale=4 * SCALE, optimize_mode="lcd").to_pil().convert("RGB").reduce(4)
    for other in (smoothed, fringed):
        assert ImageChops.difference(image, other).getbbox()
        assert differences(image, other) == []


@pytest.mark.parametrize(("across", "down"), [(3 * MM, 0), (0, 3 * MM)])
def test_a_block_that_has_moved_by_three_millimetres_is_seen(
    pictures: dict[str, Image.Image], across: float, down: float
) -> None:
    """The block is a few words wide and one line tall."""
    image = pictures["role-left"]
    left, top, right, bottom = 100, 240, 180, 254
    block = image.crop((left, top, right, bottom))
    assert any(block.convert("L").histogram()[:128]), "there is text"
    moved = image.copy()
    moved.paste("white", (left, top, right, bottom))
    moved.paste(block, (left + round(across), top + round(down)))
    assert differences(image, moved)


@pytest.mark.parametrize(
    ("name", "colour"), [("cover", (194, 48, 24)), ("map", (194, 48, 24)), ("role-left", (11, 79, 108))]
)
def test_a_changed_colour_is_seen(pictures: dict[str, Image.Image], name: str, colour: tuple[int, int, int]) -> None:
    """The primary a little darker where it is a ground; another colour where there are only words and marks in it."""
    image = pictures[name]
    primary = Image.new("RGB", image.size, (212, 52, 27))
    is_primary = ImageChops.difference(image, primary).convert("L").point([255] * 6 + [0] * 250)
    assert is_primary.getbbox()
    changed = image.copy()
    changed.paste(colour, mask=is_primary)
    assert differences(image, changed)


def test_a_page_of_another_size_is_seen(pictures: dict[str, Image.Image]) -> None:
    assert differences(pictures["cover"], pictures[SHEET])


def test_a_report_shows_all_three_and_needs_nothing_else(pictures: dict[str, Image.Image]) -> None:
    image = pictures["cover"]
    changed = image.copy()
    ImageDraw.Draw(changed).rectangle((50, 50, 120, 120), fill="white")
    found = differences(image, changed)
    page = report("cover", found, image, changed)
    assert page.count("data:image/png;base64,") == 3
    assert all(word in page for word in ("expected", "actual", "difference", *found))
    assert "http" not in page
