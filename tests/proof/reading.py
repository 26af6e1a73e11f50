"""Reads a report as strictly as a validator would: elements closed, names used once, every link with an end."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

VOID = {"meta", "img", "link", "br", "hr", "input", "wbr"}


class Report(HTMLParser):
    """What a report is made of; whatever is wrong with its form is an assertion that fails."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), (tag, attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(attribute))]

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]


def require_sound(html: str) -> Report:
    """Read a report; require what holds for each, whatever it tells."""
    report = Report(html)
    ids = report.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in report.values("href") if link.startswith("#")} <= set(ids)
    assert all(image.get("alt") for image in report.all("img"))
    assert all((image["src"] or "").startswith("data:image/") for image in report.all("img"))
    outside = [*report.values("href"), *report.values("src")]
    assert not [link for link in outside if "://" in link or link.startswith(("//", "/"))]
    assert "url(" not in html
    assert "@import" not in html
    assert not report.all("script")
    assert not report.all("link")
    assert report.headings.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(report.headings, report.headings[1:], strict=False))
    assert report.all("html") == [{"lang": "en"}]
    assert len(report.all("main")) == len(report.all("header")) == 1
    return report
