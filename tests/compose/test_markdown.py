"""Markdown: what writers may use, and that nothing else becomes markup."""

import pytest

from guidepress.compose.markdown import block, inline, plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c**", "a <em>b</em> <strong>c</strong>"),
        ("==the one thing==", "<mark>the one thing</mark>"),
        ("==with *em* inside==", "<mark>with <em>em</em> inside</mark>"),
        ("2 == 2 and 3 == 3", "2 == 2 and 3 == 3"),
        ("==", "=="),
        ("== not a mark ==", "== not a mark =="),
        ("[text](https://example.org/)", '<a href="https://example.org/">text</a>'),
        ("[**bold** text](https://example.org/)", '<a href="https://example.org/">bold text</a>'),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](file:///etc/passwd)", "[x](file:///etc/passwd)"),
        ("[x](relative.html)", "[x](relative.html)"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("![alt](https://example.org/x.png)", '!<a href="https://example.org/x.png">alt</a>'),
        ("two\nlines", "two lines"),
        ("`code` # no heading", "`code` # no heading"),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert inline(text) == html


def test_list_items_hold_no_paragraphs() -> None:
    assert "<li><p>" not in block("- a\n\n- b\n\n  c").replace("\n", "")
    assert block("- a\n\n- b").count("<li>") == 2


def test_tail_ends_the_last_paragraph() -> None:
    from markupsafe import Markup

    assert block("a\n\nb", Markup("<i>1</i>")).endswith("<p>b<i>1</i></p>")
    assert block("- a", Markup("<i>1</i>")).endswith("</ul><i>1</i>")


def test_plain_drops_markup() -> None:
    assert plain("a ==b== **c** [d](https://example.org/) & <e>") == "a b c d & <e>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[the rules](https://example.org/r/)", '<a href="https://example.org/r/">the rules</a> (example.org/r)'),
        ("[**the** rules](https://a.example/?b=1)", '<a href="https://a.example/?b=1">the rules</a> (a.example?b=1)'),
        ("[example.org](https://example.org/)", '<a href="https://example.org/">example.org</a>'),
        ("[write](mailto:a@example.org) now", '<a href="mailto:a@example.org">write</a> (a@example.org) now'),
        ("*no* link", "<em>no</em> link"),
    ],
)
def test_addresses_are_spelled_out_for_paper(text: str, html: str) -> None:
    assert inline(text, spelled=True) == html
    assert block(text, spelled=True) == f"<p>{html}</p>"
