"""HTML of a document: layouts filled from the library. The files it names are under `styles/` and `brand/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from guidepress.compose import booklet, chapters, cheatsheet, large, layouts, markdown
from guidepress.compose.campus import CampusView
from guidepress.compose.notice import NoticeSetting
from guidepress.compose.notice_view import NoticeView
from guidepress.compose.plan import Job
from guidepress.compose.roles import RoleView, measure_name, route_name, route_texts, ways_on
from guidepress.compose.setting import Setting, in_lines
from guidepress.compose.settle import BookletSetting
from guidepress.compose.sheet_view import SheetView
from guidepress.compose.typefaces import families
from guidepress.content.library import Library
from guidepress.content.model import Model

_SHARED = ("fonts.css", "tokens.css", "base.css")
_STYLES: dict[str, tuple[str, ...]] = {
    "booklet": (
        "booklet.css",
        "components/chapters.css",
        "components/front.css",
        "components/role.css",
        "components/figures.css",
        "components/map.css",
    ),
    "cheatsheet": ("sheet.css",),
    "notice": ("notice.css",),
}
_LARGE_STYLES = (
    "large/pages.css",
    "large/text.css",
    "large/blocks.css",
)  # of every kind: one column needs no two designs
_BOOKLETS = {False: booklet.BookletView, True: large.LargeBookletView}
_SHEETS = {False: SheetView, True: large.LargeSheetView}
_COLOURS = {
    "--primary": "primary",
    "--on-primary": "on_primary",
    "--primary-deep": "primary_deep",
    "--primary-text": "primary_text",
    "--tint-text": "tint_text",
    "--figure": "figure",
    "--tint": "tint",
    "--accent": "accent",
    "--mark": "mark",
    "--on-accent": "on_accent",
    "--ink": "ink",
    "--muted": "muted",
    "--rule": "rule",
    "--paper": "paper",
}


def compose_booklet(
    library: Library, job: Job, settled: BookletSetting | None = None, *, covers_only: bool = False, back_page: int = 2
) -> str:
    """Return the HTML of a booklet under a setting, with the most filler pages that it can need.

    Of a campus's booklet, the front and the back cover only are its own: `covers_only` leaves out what is between, and
    `back_page` is the number of the page on which the back cover begins all the same.
    """
    setting = Setting.of(library, job)
    view = _BOOKLETS[setting.edition.large](setting, settled)
    context = {
        "book": view,
        "campus": CampusView.of(setting),
        "covers_only": covers_only,
        "back_page": back_page,
        "reading_parts": chapters.reading_parts,
        "reading_link": chapters.reading_link,
    }
    return _render(setting, context, {})


def compose_notice(library: Library, job: Job, notice: NoticeSetting) -> str:
    """Return the HTML of a campus's notice under a setting."""
    setting = Setting.of(library, job)
    view = NoticeView(setting, notice)
    context = {
        "notice": view,
        "campus": view.campus,
        "subject": view.drive,
        "body_class": "measuring" if notice.measuring else "",
    }
    return _render(setting, context, {**notice.tokens, **view.tokens})


def compose_cheatsheet(library: Library, job: Job, sheet: cheatsheet.SheetSetting) -> str:
    """Return the HTML of a cheat sheet under a setting."""
    setting = Setting.of(library, job)
    role = setting.guide.role(str(job.role))
    width = cheatsheet.WIDTHS["whole"]
    context = {
        "role": role,
        "campus": CampusView.of(setting),
        "sheet": _SHEETS[setting.edition.large](RoleView(setting, role, width=width, strip_width=width), sheet),
        "body_class": "measuring" if sheet.measuring else "",
    }
    return _render(setting, context, sheet.tokens)


def document_title(setting: Setting) -> str:
    """Return what a document is called in its metadata: with its campus, if it is for one."""
    role, guide, campus = setting.job.role, setting.guide, setting.campus
    subject = setting.drive.title if setting.drive and setting.job.kind == "notice" else guide.title
    title = f"{guide.role(role).title}: {subject}" if role else subject
    return f"{title}, {campus.said('name', setting.job.locale)}" if campus else title


def _render(setting: Setting, context: Mapping[str, Any], tokens: Mapping[str, str]) -> str:
    kind = setting.job.kind
    styles = (*(_LARGE_STYLES if setting.edition.large else _STYLES[kind]), f"editions/{setting.job.edition}.css")
    return fill(setting, kind, styles, {"document_title": document_title(setting), **context}, tokens)


def fill(
    setting: Setting, layout: str, styles: Iterable[str], context: Mapping[str, Any], tokens: Mapping[str, str]
) -> str:
    """Return a layout filled for a job: `layout` is the folder below `layouts/`, `context` what it shows.

    The context names the document (`document_title`); `tokens` go before those of the brand.
    """
    values = {
        **_helpers(setting),
        "body_class": "",
        **context,
        "guide": setting.guide,
        "subject": context.get("subject", context.get("role", setting.guide)),
        "brand": setting.brand,
        "kind": layout,
        "edition": setting.job.edition,
        "language": setting.job.locale,
        "spelled": setting.edition.spelled,
        "description": markdown.plain(setting.guide.summary or setting.guide.subtitle or setting.guide.title),
        "stylesheets": [f"styles/{name}" for name in (*_SHARED, *styles)],
        "tokens": _tokens(setting, tokens),
    }
    return layouts.render(setting.library.root, f"{layout}/index.html", values, setting.job.edition)


def _helpers(setting: Setting) -> dict[str, Callable[..., Any]]:
    """Return what layouts may call."""
    better = {"up": "higher is better", "down": "lower is better", "band": "within a band"}
    return {
        "_": setting.words,
        "src": partial(_origin, "data-src"),
        "frame": partial(_origin, "data-frame"),
        "marks": setting.citations.marks,
        "better": lambda direction: setting.words(better[direction]) if direction else "",
        "about": setting.citations.about,
        "ways_from": lambda role: ways_on(setting, role),
        "came_from": lambda role: setting.words.listing(each.short for each in cheatsheet.came_from(setting, role)),
        "level_words": lambda row: large.level_words(setting.words, row),
        "in_lines": lambda address, letters: in_lines(address, int(letters * setting.letters)),
        "measure_name": measure_name,
        "route_name": lambda route: route_name(setting.words, route),
        "route_texts": lambda route: route_texts(setting.words, route),
    }


def _origin(attribute: str, model: Model, *path: str | int) -> Markup:
    """Return the attribute that says where a block was written, or of what a frame around blocks is a part."""
    return Markup(' {}="{}"').format(attribute, model.origin_of(*path))


def _tokens(setting: Setting, tokens: Mapping[str, str]) -> Markup:
    """Return the brand's tokens as CSS; the model lets no value through that could end a rule."""
    own = families(setting.brand)
    bleed = {"--bleed": f"{setting.bleed_mm:g}mm"} if setting.bleed_mm else {}
    colours = {name: str(getattr(setting.palette, role)) for name, role in _COLOURS.items()}
    rules = "".join(f"{name}:{value};" for name, value in {**own.tokens, **colours, **bleed, **tokens}.items())
    return Markup(f"{own.faces}@layer tokens{{:root{{{rules}}}}}".replace("<", "%3C"))
