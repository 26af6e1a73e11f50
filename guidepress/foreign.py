"""PDFs from anywhere: what may be wrong with one before its pages are looked at, in words."""

from __future__ import annotations

import struct
import zlib

from pypdf.errors import DependencyError, DeprecationError, PyPdfError

from guidepress.diagnostics import PreflightError, error

MAX_BYTES = 500_000_000
HEAD = 1024
"""Bytes in which a PDF says that it is one (ISO 32000-1, annex H.3.4.1)."""
DAMAGE = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
    DependencyError,
    DeprecationError,  # abbreviations of old
)
"""What readers of broken files stumble over. These are not bugs of ours: they are what such files do to pypdf."""
_LONGEST_REASON = 120  # characters


def check(size: int, head: bytes, done: str) -> None:
    """Raise `PreflightError` for a file of that size and beginning that is no PDF to be `done` (“imposed”)."""
    if not size:
        raise PreflightError(error("empty-file", "the file is empty: it has 0 bytes", hint="export it again"))
    if b"%PDF-" not in head:
        raise PreflightError(error("not-a-pdf", "the file is no PDF", hint="export it as a PDF"))
    if size > MAX_BYTES:
        message = f"the file has {size / 1e6:,.0f} MB; at most {MAX_BYTES / 1e6:,.0f} MB can be {done}"
        raise PreflightError(error("oversized-pdf", message, hint="split it, or make its pictures smaller"))


def damaged(reason: str) -> PreflightError:
    hint = "open it in a PDF viewer, and print or save it to a new PDF"
    return PreflightError(error("damaged-pdf", f"the PDF is damaged: {brief(reason)}", hint=hint))


def encrypted() -> PreflightError:
    hint = "save it without a password, with the program that made it"
    return PreflightError(error("encrypted-pdf", "the PDF is encrypted", hint=hint))


def pageless() -> PreflightError:
    return PreflightError(error("no-pages", "the PDF has no pages"))


def brief(text: str) -> str:
    """Return a reason on one line, not too long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}…"
