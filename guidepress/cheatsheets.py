"""Cheat sheets, laid out: how each is fitted to its page, and what is said when something must be left out."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from guidepress.compose import cheatsheet, fit, pages, sheet_view
from guidepress.compose.cheatsheet import SheetSetting
from guidepress.compose.plan import Job
from guidepress.content.library import Library
from guidepress.content.model import Role
from guidepress.diagnostics import Diagnostic, PreflightError, error, warning
from guidepress.editions import EDITIONS
from guidepress.laid_out import LaidOut

if TYPE_CHECKING:
    from guidepress.pdf.typesetter import Layout, Typesetter


def lay_out(library: Library, job: Job, typesetter: Typesetter) -> LaidOut:
    """Lay a cheat sheet out: on one page, or, in large print, on as many as it needs.

    One in large print leaves out and gains what the others do. Raises `PreflightError` where one page does not hold
    all that cannot be left out.
    """
    role, found = library.guides[job.guide].role(str(job.role)), _fitted(library, job.model, typesetter)
    said = _dropped(library, role, found.setting)
    if EDITIONS[job.edition].large:
        html = pages.compose_cheatsheet(library, job, found.setting)
        return LaidOut(html, typesetter.lay_out(html), said)
    if found.overflow:
        raise PreflightError(_overflow(library, role, found.overflow))
    return LaidOut(*_one_page(library, job, found.setting, typesetter), said)


def nominal(library: Library, job: Job) -> str:
    """Return a sheet's HTML before it is fitted, and that of the one which decides what it shows."""
    jobs = dict.fromkeys((job, job.model))
    return "".join(
        pages.compose_cheatsheet(library, each, cheatsheet.arranged(library, each, SheetSetting())) for each in jobs
    )


def _fitted(library: Library, job: Job, typesetter: Typesetter) -> fit.Fit:
    """Return the setting in which a sheet fills its page, or the tightest there is."""
    role = library.guides[job.guide].role(str(job.role))

    def arrange(setting: SheetSetting) -> SheetSetting:
        return cheatsheet.arranged(library, job, setting)

    def measure(setting: SheetSetting) -> fit.Heights:
        tall = replace(setting, measuring=True)
        heights = _heights(typesetter.lay_out(pages.compose_cheatsheet(library, job, tall)), setting)
        gc.collect()  # the tall page has served
        return heights

    return fit.fit(cheatsheet.present(role), arrange, measure, sheet_view.fillers(library, job))


def _one_page(library: Library, job: Job, setting: SheetSetting, typesetter: Typesetter) -> tuple[str, Layout]:
    """Return a sheet as fitted; should it break differently on a real page than on a tall one, eased by a little."""
    for trial in (setting, setting.eased(1), setting.eased(4)):
        html = pages.compose_cheatsheet(library, job, trial)
        layout = typesetter.lay_out(html)
        if layout.page_count == 1:
            return html, layout
    role = library.guides[job.guide].role(str(job.role))
    raise PreflightError(_overflow(library, role, too_tall_pt=12.0))


def _heights(layout: Layout, setting: SheetSetting) -> fit.Heights:
    """Return where the parts of a sheet ended on its tall page; a block ends where the next on its side begins."""
    at = {name: anchor.y_pt for name, anchor in layout.anchors.items()}
    blocks: dict[str, float] = {}
    rows: list[tuple[float, ...]] = []
    for index, row in enumerate(setting.rows):
        ends = {side: at[f"row-{index}-{side}"] for side in row.sides}
        rows.append(tuple(end - at[f"row-{index}"] for end in ends.values()))
        for side, names in row.sides.items():
            edges = [*(at[f"block-{name}"] for name in names), ends[side]]
            blocks.update({name: end - start for name, start, end in zip(names, edges, edges[1:], strict=False)})
    first = at["row-0" if setting.rows else "foot"]
    return fit.Heights(first - at["sheet"], tuple(rows), at["end"] - at["foot"], blocks)


def _dropped(library: Library, role: Role, setting: SheetSetting) -> tuple[Diagnostic, ...]:
    """Say what the sheet of a role leaves out."""
    if not setting.dropped:
        return ()
    names = ", ".join(f"`{name}`" for name in reversed(setting.dropped))
    message = f"the cheat sheet of “{role.title}” has no room for {names}"
    hint = "it is left out there; shorten other fields, or accept this warning in project.yaml"
    return (warning("sheet-dropped", message, library.span_of(role, setting.dropped[-1]), hint),)


def _overflow(library: Library, role: Role, too_tall_pt: float) -> Diagnostic:
    """Say about how many words are too many, and in which fields."""
    counts = cheatsheet.words_in(role)
    cut = cheatsheet.words_too_many(sum(count for _, count in counts), too_tall_pt)
    fields = " and ".join(f"`{name}` ({count} words)" for name, count in counts[:2])
    message = f"the cheat sheet of “{role.title}” is too long for one page: about {cut} words too many"
    return error("sheet-overflow", message, library.span_of(role, counts[0][0]), f"shorten {fields}")
