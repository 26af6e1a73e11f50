"""One document, from a job to checked bytes: compose, lay out, fit, write."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidepress import assets
from guidepress.compose import booklet, cheatsheet, fit, large, markdown, notice, notice_fit, pages, settle, sheet_view
from guidepress.compose.cheatsheet import SheetSetting
from guidepress.compose.notice import FILLERS, NoticeSetting
from guidepress.compose.plan import Job
from guidepress.compose.setting import Setting
from guidepress.compose.words import words
from guidepress.content.library import Library
from guidepress.content.model import Role
from guidepress.content.palette import Palette
from guidepress.content.printer import PressPrinter
from guidepress.delivery import delivered
from guidepress.diagnostics import Diagnostic, PreflightError, error, warning
from guidepress.editions import EDITIONS, SIGNATURE
from guidepress.pdf.about import About
from guidepress.placements import Landed
from guidepress.preflight.inspection import inspect
from guidepress.printing import Part, Print, apart, printed
from guidepress.verdicts import diagnosed, expectation

if TYPE_CHECKING:
    from guidepress.pdf.typesetter import Layout, Typesetter

_CHARACTER = re.compile(r"\(U\+([0-9A-F]{4,6})\)")  # as a missing glyph is reported
_END = re.compile(r"end-(\d)-(.+)")
_UNDATED = date(2000, 1, 1)  # for a guide that nobody has reviewed: a file's dates never come from the clock


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file with what is to be said about it; `accepted` is what the project does not want to hear again."""

    data: bytes
    pages: int
    parts: Mapping[str, Part]
    standards: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]
    landed: Landed
    html: str
    recipe: bytes  # what `recipe` returns for it


def recipe(library: Library, job: Job) -> bytes:
    """Return all that decides a document's bytes but versions and the files it names; imports no WeasyPrint."""
    return _recipe(library, job, _nominal(library, job))


def produce(library: Library, job: Job) -> Finished:
    """Make a document.

    Raises `PreflightError` when it must not be published, `ContentError` when it cannot be laid out.
    """
    with _uncollected():
        typesetter = _typesetter_for(library, job)
        return _MAKERS[_shape(job)](library, job, typesetter)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from searching a growing document over and over: a tenth of the time goes there.

    What the document before has left is collected first, so that documents do not add up.
    """
    gc.collect()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _booklet(library: Library, job: Job, typesetter: Typesetter) -> Finished:
    html, layout = _settled(library, job, typesetter, settle.A5)
    # The last pages are the fillers and the back cover; keep as many fillers as make a multiple of four.
    inner = layout.page_count - booklet.FILLERS - 1
    fillers = -(inner + 1) % SIGNATURE
    kept = layout.pick([*range(1, inner + fillers + 1), layout.page_count])
    if job.part:
        kept = kept.pick(apart(kept.page_count)[job.part])
    return _finished(library, job, kept, html, ())


def _large_booklet(library: Library, job: Job, typesetter: Typesetter) -> Finished:
    """Make a booklet in large print, of as many pages as it needs."""
    html, layout = _settled(library, job, typesetter, large.FRAME)
    return _finished(library, job, layout, html, ())


def _settled(library: Library, job: Job, typesetter: Typesetter, frame: settle.Frame) -> tuple[str, Layout]:
    """Lay a booklet out, and again while pages stay nearly empty; most are right at once."""
    setting = settle.BookletSetting()
    for _ in range(settle.TRIALS):
        html = pages.compose_booklet(library, job, setting)
        layout = typesetter.lay_out(html)
        better = settle.settled(_passages(layout), setting, frame)
        if better == setting:
            break
        setting = better
    return html, layout


def _passages(layout: Layout) -> Iterator[settle.Passage]:
    """Yield where each passage of a booklet begins and ends, and how many pages it is meant to take: `end-2-role-x`."""
    anchors = layout.anchors
    for name, end in anchors.items():
        if found := _END.fullmatch(name):
            start = anchors[f"start-{found[2]}"]
            yield settle.Passage(found[2], start.page, start.y_pt, end.page, end.y_pt, int(found[1]))


def _cheatsheet(library: Library, job: Job, typesetter: Typesetter) -> Finished:
    role, found = library.guides[job.guide].role(str(job.role)), _fitted(library, _model(job), typesetter)
    if found.overflow:
        raise PreflightError(_overflow(library, role, found.overflow))
    html, layout = _one_page(library, job, found.setting, typesetter)
    return _finished(library, job, layout, html, _dropped(library, role, found.setting))


def _large_cheatsheet(library: Library, job: Job, typesetter: Typesetter) -> Finished:
    """Make a cheat sheet in large print, of as many pages as it needs: it leaves out and gains what the others do."""
    found = _fitted(library, _model(job), typesetter)
    html = pages.compose_cheatsheet(library, job, found.setting)
    role = library.guides[job.guide].role(str(job.role))
    return _finished(library, job, typesetter.lay_out(html), html, _dropped(library, role, found.setting))


def _model(job: Job) -> Job:
    """Return the job of the sheet that decides what all editions of it show."""
    return replace(job, edition="digital")


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


def _nominal(library: Library, job: Job) -> str:
    """Return a document's HTML before it is settled or fitted: it changes when the finished one would."""
    return _NOMINAL[_shape(job)](library, job)


def _nominal_sheet(library: Library, job: Job) -> str:
    """Return the sheet's HTML, and that of the one which decides what it shows."""
    jobs = dict.fromkeys((job, _model(job)))
    return "".join(
        pages.compose_cheatsheet(library, each, cheatsheet.arranged(library, each, SheetSetting())) for each in jobs
    )


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
    """Say about how many words are too many, and in which fields, from the share of the page that they overflow."""
    counts = cheatsheet.words_in(role)
    total = sum(count for _, count in counts)
    cut = max(3, round(total * too_tall_pt / (cheatsheet.LIVE_HEIGHT + too_tall_pt) * 1.1))
    fields = " and ".join(f"`{name}` ({count} words)" for name, count in counts[:2])
    message = f"the cheat sheet of “{role.title}” is too long for one page: about {cut} words too many"
    return error("sheet-overflow", message, library.span_of(role, counts[0][0]), f"shorten {fields}")


def _located(library: Library, layout: Layout) -> Iterator[Diagnostic]:
    """Yield a layout's problems, a character that no font has at each place where it was written."""
    for problem in layout.problems:
        named = _CHARACTER.search(problem.message) if problem.code == "missing-glyph" and not problem.span else None
        sources = layout.sources_of(chr(int(named[1], 16))) if named else ()
        if sources:
            yield from (replace(problem, span=library.span(source)) for source in sources)
        else:
            yield problem


def _recipe(library: Library, job: Job, nominal: str) -> bytes:
    accepted = [(entry.code, entry.where) for entry in library.project.accepted]  # decides what is said
    return f"{nominal}\n{_about(library, job)!r}\n{library.printer(job)!r}\n{accepted}".encode()


def _notice(library: Library, job: Job, typesetter: Typesetter) -> Finished:
    """Make the notice of a campus: on one page, in the largest type that fits."""
    found = _notice_fitted(library, job, typesetter)
    if found.overflow:
        raise PreflightError(notice.overflowing(library, job, found.overflow))
    for setting in (found.setting, notice_fit.eased(found.setting, 8.0), notice_fit.eased(found.setting, 30.0)):
        html = pages.compose_notice(library, job, setting)
        layout = typesetter.lay_out(html)
        if layout.page_count == 1:
            return _finished(library, job, layout, html, ())
    raise PreflightError(notice.overflowing(library, job, too_tall_pt=12.0))


def _large_notice(library: Library, job: Job, typesetter: Typesetter) -> Finished:
    """Make a notice in large print, of as many pages as it needs: it gains what the others do."""
    found = _notice_fitted(library, job, typesetter)
    html = pages.compose_notice(library, job, found.setting)
    return _finished(library, job, typesetter.lay_out(html), html, ())


def _notice_fitted(library: Library, job: Job, typesetter: Typesetter) -> notice_fit.Fit:
    """Return the setting in which a notice fills its page, the same in all editions."""
    model = _model(job)

    def measure(setting: NoticeSetting) -> notice_fit.Measured:
        tall = replace(setting, measuring=True)
        anchors = typesetter.lay_out(pages.compose_notice(library, model, tall)).anchors
        gc.collect()  # the tall page has served
        return notice_fit.measured({name: anchor.y_pt for name, anchor in anchors.items()}, setting)

    return notice_fit.fit(measure, notice.start(library, model))


def _nominal_notice(library: Library, job: Job) -> str:
    """Return the notice's HTML with all that it may gain, and that of the one which decides how it is set."""
    jobs = dict.fromkeys((job, _model(job)))
    most = NoticeSetting(fillers=FILLERS)
    return "".join(pages.compose_notice(library, each, most) for each in jobs)


def _finished(library: Library, job: Job, layout: Layout, html: str, said: tuple[Diagnostic, ...]) -> Finished:
    edition, about = EDITIONS[job.edition], _about(library, job)
    data = layout.write(edition, about)
    landed = Landed(layout.placements(), layout.addresses, layout.references())
    expected = expectation(library, job, landed)
    judged = diagnosed(library, job.path, inspect(data, expected))
    made = printed(Print(library, job, layout, about, data, _typesetter_for(library, job)))
    parts = delivered(library, job, made, expected)
    everything = (*said, *_located(library, layout), *judged, *made.diagnostics, *parts)
    accepted = tuple(filter(library.accepts, everything))
    return Finished(
        data=made.data,
        pages=made.pages,
        parts=made.parts,
        standards=edition.standards,
        diagnostics=tuple(found for found in everything if found not in accepted),
        accepted=accepted,
        landed=landed,
        html=html,
        recipe=_recipe(library, job, _nominal(library, job)),
    )


def _about(library: Library, job: Job) -> About:
    guide, brand = library.guides[job.guide], library.brands[job.brand]
    return About(
        title=pages.document_title(Setting.of(library, job)),
        author=brand.name,
        description=markdown.plain(guide.summary or guide.subtitle or guide.title),
        language=job.locale,
        date=guide.reviewed_on.last_day if guide.reviewed_on else _UNDATED,
        link_label=words(job.locale, library.project.region)("{text}, page {page}"),
        **_inks(library, job),
    )


def _inks(library: Library, job: Job) -> dict[str, Any]:
    """Return what `About` has to know of the inks that a print shop uses."""
    printer = library.printer(job)
    if not isinstance(printer, PressPrinter):
        return {}
    return {"inks": Palette.of(library.brands[job.brand]).inks(), "ink_limit": printer.ink_limit_percent}


def _typesetter_for(library: Library, job: Job) -> Typesetter:
    return _typesetter(library.root, library.brand_folder(library.brands[job.brand]))


@cache
def _typesetter(root: Path, brand: Path) -> Typesetter:
    from guidepress.pdf.typesetter import Typesetter  # and with it WeasyPrint, which a look at recipes does without

    return Typesetter({"styles": assets.search_path("styles", root), "brand": (brand,)})


def _shape(job: Job) -> Shape:
    return job.kind, EDITIONS[job.edition].large


Shape = tuple[str, bool]  # a kind, and whether it is in large print: what decides how a document is made
_MAKERS: dict[Shape, Callable[[Library, Job, Typesetter], Finished]] = {
    ("booklet", False): _booklet,
    ("booklet", True): _large_booklet,
    ("cheatsheet", False): _cheatsheet,
    ("cheatsheet", True): _large_cheatsheet,
    ("notice", False): _notice,
    ("notice", True): _large_notice,
}
_NOMINAL: dict[Shape, Callable[[Library, Job], str]] = {
    ("booklet", False): pages.compose_booklet,
    ("booklet", True): pages.compose_booklet,
    ("cheatsheet", False): _nominal_sheet,
    ("cheatsheet", True): _nominal_sheet,
    ("notice", False): _nominal_notice,
    ("notice", True): _nominal_notice,
}
