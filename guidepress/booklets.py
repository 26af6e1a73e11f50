"""Booklets, laid out: settled and filled up; for a campus, its own covers around the body that all of them share.

A booklet of a campus differs from the common one on its covers only. What is between them is invariant: laid out once
a process, read by preflight once a process. What varies is small: `compose_booklet(covers_only=True)` lays it out.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from guidepress.compose import booklet, large, pages, settle
from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.editions import EDITIONS, SIGNATURE
from guidepress.laid_out import LaidOut
from guidepress.preflight.shared import Shared
from guidepress.printing import apart

if TYPE_CHECKING:
    from guidepress.pdf.typesetter import Layout, Typesetter

_END = re.compile(r"end-(\d)-(.+)")
_COVERS = ("cover", "back")  # ids, on the first page and on the last
_INSIDE = "start-inside"  # the id that the body begins with


@dataclass(frozen=True, slots=True)
class Body:
    """A settled booklet for no campus; `inner` are its pages between the covers, numbered as in the `whole`."""

    job: Job
    html: str
    setting: settle.BookletSetting
    whole: Layout
    inner: range
    shared: Shared

    @property
    def back_page(self) -> int:
        return self.inner.stop


@dataclass(slots=True)
class _Common:
    """What the booklets of all campuses have in common, made once a process; of bodies, the latest is kept.

    `nominal` are digests of the HTML before it is settled.
    """

    library: Library
    nominal: dict[Job, str] = field(default_factory=dict)
    body: Body | None = None


_latest: list[_Common] = []


def nominal(library: Library, job: Job) -> str:
    """Return what decides a booklet's HTML before it is settled; of a campus's, the covers and a digest of the rest."""
    if not job.drive:
        return pages.compose_booklet(library, job)
    known = _common(library).nominal
    if job.common not in known:
        known[job.common] = sha256(pages.compose_booklet(library, job.common).encode()).hexdigest()
    return known[job.common] + (pages.compose_booklet(library, job, covers_only=True) if job.campus else "")


def lay_out(library: Library, job: Job, typesetter: Typesetter) -> LaidOut:
    """Lay a booklet out, or the part of one that goes to a press by itself."""
    if not job.drive:
        html, layout, _ = settled(library, job, typesetter)
        return LaidOut(html, layout)
    body = _body(library, job.common, typesetter)
    made = _around(body, library, job, typesetter) if job.campus else LaidOut(body.html, body.whole)
    if not job.part:
        return made
    folios = apart(made.layout.page_count)[job.part]
    return LaidOut(made.html, made.layout.pick(folios), folios=folios)


def _around(body: Body, library: Library, job: Job, typesetter: Typesetter) -> LaidOut:
    """Lay out the covers of a campus, around the body; all of its booklet, if the front takes another page."""
    html = pages.compose_booklet(library, job, body.setting, covers_only=True, back_page=body.back_page)
    covers = typesetter.lay_out(html)
    fronts = covers.anchors["back"].page - 1
    if not fronts == body.inner.start - 1 == 1:
        html, layout, _ = settled(library, job, typesetter)
        return LaidOut(html, layout)
    front, back = covers.pick([1]), covers.pick(range(2, covers.page_count + 1))
    return LaidOut(html, body.whole.pick(body.inner).joined(front, back), shared=body.shared)


def _body(library: Library, job: Job, typesetter: Typesetter) -> Body:
    """Return the body of a booklet, which stays until another one is asked for.

    It outlives many documents: the garbage collector is told not to search it after each of them.
    """
    common = _common(library)
    if common.body is None or common.body.job != job:
        common.body = None
        gc.unfreeze()
        gc.collect()
        common.body = _laid_out(library, job, typesetter)
        gc.collect()
        gc.freeze()
    return common.body


def _laid_out(library: Library, job: Job, typesetter: Typesetter) -> Body:
    html, whole, setting = settled(library, job, typesetter)
    inner = range(whole.anchors[_INSIDE].page, whole.anchors["back"].page)
    whole.forget(*_COVERS)
    return Body(job, html, setting, whole, inner, Shared(frozenset(inner)))


def _common(library: Library) -> _Common:
    if not _latest or _latest[0].library is not library:
        _latest[:] = [_Common(library)]
    return _latest[0]


def settled(library: Library, job: Job, typesetter: Typesetter) -> tuple[str, Layout, settle.BookletSetting]:
    """Lay a booklet out, and again while pages stay nearly empty; most are right at once."""
    is_large, setting = EDITIONS[job.edition].large, settle.BookletSetting()
    for _ in range(settle.TRIALS):
        html, tried = pages.compose_booklet(library, job, setting), setting
        layout = typesetter.lay_out(html)
        setting = settle.settled(_passages(layout), tried, large.FRAME if is_large else settle.A5)
        if setting == tried:
            break
    return html, layout if is_large else _filled(layout), tried


def _filled(layout: Layout) -> Layout:
    """Return a booklet without the fillers that it does not need: the last pages are those, and the back cover."""
    inner = layout.page_count - booklet.FILLERS - 1
    fillers = -(inner + 1) % SIGNATURE
    return layout.pick([*range(1, inner + fillers + 1), layout.page_count])


def _passages(layout: Layout) -> Iterator[settle.Passage]:
    """Yield where each passage of a booklet begins and ends, and how many pages it is meant to take: `end-2-role-x`."""
    anchors = layout.anchors
    for name, end in anchors.items():
        if found := _END.fullmatch(name):
            start = anchors[f"start-{found[2]}"]
            yield settle.Passage(found[2], start.page, start.y_pt, end.page, end.y_pt, int(found[1]))
