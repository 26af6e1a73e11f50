"""A file from anywhere, before anything judges it: is it there, is it a PDF, can it be read at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader

from guidepress import foreign
from guidepress.diagnostics import EnvironmentFailure, PreflightError, error
from guidepress.preflight.content import Unreadable


def opened(file: Path) -> bytes:
    """Return the bytes of a PDF that readers can open.

    Raises `PreflightError` that says what is wrong with it; a file that is too large, or no PDF, is not read.
    """
    try:
        data = _bytes(file)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise EnvironmentFailure(error("unreadable-file", f"it cannot be read: {reason}")) from problem
    _look_inside(data)
    return data


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise PreflightError(error("missing-file", "it is no regular file" if file.exists() else "it does not exist"))
    with file.open("rb") as stream:
        foreign.check(file.stat().st_size, stream.read(foreign.HEAD), "judged")
    return file.read_bytes()


def _look_inside(data: bytes) -> None:
    """Refuse a file that is encrypted, even if it opens without a password: no press takes it."""
    if _is_pageless(data):
        raise foreign.pageless()
    with readable(), closing(pypdfium2.PdfDocument(data)) as document:
        locked = pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0
    if locked:
        raise foreign.encrypted()


def _is_pageless(data: bytes) -> bool:
    """Tell whether a file says that it has no pages: PDFium opens none, and gives the reason of the file before."""
    if len(data) > _LONGEST_PAGELESS:
        return False
    with suppress(*foreign.DAMAGE):
        return PdfReader(BytesIO(data)).root_object["/Pages"].get("/Count") == 0  # pyright: ignore[reportAttributeAccessIssue]
    return False


_LONGEST_PAGELESS = 100_000  # bytes


@contextmanager
def readable() -> Iterator[None]:
    """Say what is wrong with a file where a reader stumbles over it."""
    try:
        yield
    except pypdfium2.PdfiumError as problem:
        locked = problem.err_code == pdfium.FPDF_ERR_PASSWORD
        raise (foreign.encrypted() if locked else foreign.damaged(str(problem))) from problem
    except (Unreadable, *foreign.DAMAGE) as problem:
        raise foreign.damaged(str(problem) or type(problem).__name__) from problem
