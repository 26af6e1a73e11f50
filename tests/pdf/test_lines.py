"""No word is left alone on a line that has room for more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from guidepress.pdf.engine import HTML, Document, FontConfiguration, LineBox
from guidepress.pdf.typesetter import Typesetter

HANGING = "Every course is in paid time, and <strong>nobody</strong> pays for a uniform."
ROUNDED = "each morning for two weeks. Then do it on the stairs. <mark>Then do it while somebody talks to you.</mark>"
PARAGRAPHS = "".join(
    f'<p style="width:{width / 4}px">{text}</p>' for text in (HANGING, ROUNDED) for width in range(680, 1240)
)


def first_lines(document: Document) -> list[str]:
    """Return the first line of each paragraph."""
    return [next(_lines(box)) for page in document.pages for box in _paragraphs(page._page_box)]


def _paragraphs(box: Any) -> Iterator[Any]:
    if box.element_tag == "p":
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _paragraphs(child)


def _lines(box: Any) -> Iterator[str]:
    return (_text(line).strip() for line in box.children if isinstance(line, LineBox))


def _text(box: Any) -> str:
    return getattr(box, "text", "") or "".join(map(_text, getattr(box, "children", ())))


def test_a_text_before_an_element_fills_its_line(typesetter: Typesetter, page: Callable[..., str]) -> None:
    lines = first_lines(typesetter.lay_out(page(PARAGRAPHS))._document)
    assert len(lines) == 1120
    assert min(map(len, lines)) > 20
    assert {"Every course is in paid time, and", "each morning for two weeks. Then do it on the stairs."} <= {*lines}


def test_without_our_part_weasyprint_still_leaves_words_alone(project: Path, page: Callable[..., str]) -> None:
    """When this fails, WeasyPrint does it itself: `lines` is no longer needed."""
    html = HTML(string=page(PARAGRAPHS), base_url=str(project / "x"))
    assert {"Every", "each"} <= {*first_lines(html.render(font_config=FontConfiguration()))}
