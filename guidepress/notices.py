"""Notices, laid out: each in the largest type and the widest space that its page holds."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from guidepress.compose import notice, notice_fit, pages
from guidepress.compose.notice import FILLERS, NoticeSetting
from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.diagnostics import PreflightError
from guidepress.editions import EDITIONS
from guidepress.laid_out import LaidOut

if TYPE_CHECKING:
    from guidepress.pdf.typesetter import Typesetter

_EASED_PT = (0.0, 8.0, 30.0)  # of slack, should a notice break differently on a real page than on a tall one


def lay_out(library: Library, job: Job, typesetter: Typesetter) -> LaidOut:
    """Lay a notice out: on one page, or, in large print, on as many as it needs.

    One in large print gains what the others do. Raises `PreflightError` where one page does not hold it.
    """
    found, is_large = _fitted(library, job, typesetter), EDITIONS[job.edition].large
    if found.overflow and not is_large:
        raise PreflightError(notice.overflowing(library, job, found.overflow))
    for slack in _EASED_PT:
        html = pages.compose_notice(library, job, notice_fit.eased(found.setting, slack) if slack else found.setting)
        layout = typesetter.lay_out(html)
        if is_large or layout.page_count == 1:
            return LaidOut(html, layout)
    raise PreflightError(notice.overflowing(library, job, too_tall_pt=12.0))


def nominal(library: Library, job: Job) -> str:
    """Return a notice's HTML with all that it may gain, and that of the one which decides how it is set."""
    most = NoticeSetting(fillers=FILLERS)
    return "".join(pages.compose_notice(library, each, most) for each in dict.fromkeys((job, job.model)))


def _fitted(library: Library, job: Job, typesetter: Typesetter) -> notice_fit.Fit:
    model = job.model

    def measure(setting: NoticeSetting) -> notice_fit.Measured:
        tall = replace(setting, measuring=True)
        anchors = typesetter.lay_out(pages.compose_notice(library, model, tall)).anchors
        gc.collect()  # the tall page has served
        return notice_fit.measured({name: anchor.y_pt for name, anchor in anchors.items()}, setting)

    return notice_fit.fit(measure, notice.start(library, model))
