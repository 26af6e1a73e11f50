"""The covers of a booklet: its title, art drawn from the guide, and what they say of a campus and a brand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from guidepress.compose.campus import CampusView, Set, Step, lines_of, set_within
from guidepress.compose.figures import pills
from guidepress.compose.figures.svg import Svg, mm
from guidepress.compose.markdown import plain
from guidepress.compose.roles import taken
from guidepress.compose.setting import Code, Logo, Setting, link, running, size_class

_TALL = ("hi", "mr", "ne")
# Letters a line and its height in each size of the title, on the front cover and on the back
_Titles = Mapping[str, tuple[int, float]]
_FRONT: _Titles = {"": (17, 49.0), "long": (22, 40.0), "longer": (33, 28.0)}
_FRONT_TALL: _Titles = {"": (17, 54.0), "long": (24, 42.0), "longer": (24, 42.0)}
_BACK: _Titles = {"": (23, 40.0), "long": (29, 31.0), "longer": (41, 24.0)}
_BACK_TALL: _Titles = dict.fromkeys(_BACK, (22, 46.0))
_SUBTITLE = 18.0
_PAGE, _TOP, _PLATE, _FLOOR = mm(210), mm(30), mm(3), mm(12)  # the floor of art that stands inside the margins
_ART, _ART_WISHED, _ART_LEAST = mm(104), mm(64), mm(30)
_STEPS = (
    Step("", title=(36, 23.0), when=(46, 17.5), place=(60, 14.0), stamps=(70, 18.0), besides=32.0),
    Step("long", title=(48, 17.0), when=(54, 14.0), place=(66, 12.0), stamps=(70, 18.0), besides=32.0),
    Step("longer", title=(60, 13.0), when=(58, 13.0), place=(72, 10.5), stamps=(70, 18.0), besides=32.0),
)
_BACK_TOP, _FOOT, _FOOT_RAISED, _FOOT_LOWERED = mm(16), mm(22), mm(35), mm(11)
_WORDS = mm(62)  # how far from the top of its words the campus stands on the back cover, if there is room
_NO_SUMMARY: Mapping[str, Any] = {"has_summary": False}
_WAYS_TO_FIT: tuple[tuple[Mapping[str, Any], Sequence[Step]], ...] = (  # what of the back cover goes, sizes to try
    ({}, _STEPS[:1]),
    (_NO_SUMMARY, _STEPS[:2]),
    ({**_NO_SUMMARY, "is_crowded": True}, _STEPS),
    ({**_NO_SUMMARY, "is_crowded": True, "art": None}, _STEPS),
)
_QR, _CALL = 102.0, 22.0  # a QR symbol with the space above it; a head beside it
# Letters a line and its height: what is said beside the QR symbol, what is said of guide and brand
_ADDRESS, _PERSON, _PERSON_SMALL = (32, 17.5), (54, 12.0), (58, 9.6)
_AUDIENCE, _SUMMARY, _CONTACT, _LEGAL = (58, 14.0), (49, 14.0), (72, 12.0), (84, 10.0)


@dataclass(frozen=True, slots=True)
class Cover:
    """The front cover; `visit` is the size in which its campus is set."""

    logo: Logo | None
    edition: str
    running: str
    size: str
    art: Svg | None
    spot: pills.Spot
    alt: str
    caption: str
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """The back cover. `visit` is the size in which its campus is set, `words_pt` the height of what is above it."""

    art: Svg | None
    title: str
    qr: Code | None
    contact: tuple[str, ...]
    legal: tuple[str, ...]
    has_summary: bool = True
    is_crowded: bool = False
    """Whether there is so much to contact, or so much law, that it is set small."""
    visit: str = ""
    words_pt: float = 0.0
    runs_on: bool = False
    """Whether it has a second page, as only large print may."""


def steps(setting: Setting) -> list[list[str]]:
    """Return what each role does, as plain texts; a role without duties has its summary."""
    roles = setting.guide.roles
    return [[plain(duty.text) for duty in role.duties] or plain(role.summary).split(", ") for role in roles] or [["…"]]


def title_size(title: str) -> str:
    """Return the type step of a booklet's title."""
    return size_class(title, ((46, 13, ""), (90, 17, "long"), (5000, 500, "longer")))


def _logo(setting: Setting) -> Logo | None:
    return setting.logo(on_primary=True, area=330, widest=70, tallest=14)


def front(setting: Setting) -> Cover:
    """Return the front cover; its art makes room for what it says of a campus."""
    guide, campus = setting.guide, CampusView.of(setting)
    size, logo = title_size(guide.title), _logo(setting)
    free = _free(setting, size, logo)
    visit = set_within(campus, _STEPS, free - _ART_WISHED, setting.letters)
    height = min(_ART, max(_ART_LEAST, free - visit.height)) if campus else _ART
    drawn = steps(setting)[: pills.steps_labelled(height) if campus else None]
    art, spot = pills.cover(drawn, setting.palette, setting.stage, height)
    return Cover(
        logo,
        ". ".join(setting.imprint()[:1]),
        running(guide.title),
        size,
        art,
        spot,
        described(setting, len(drawn)),
        _caption(setting),
        visit.size,
    )


def described(setting: Setting, drawn: int) -> str:
    """Return what the art of the cover shows, for those who listen; art with little room has not all steps."""
    roles = len(setting.guide.roles)
    if 1 < drawn < roles:
        return setting.words("Stairs of bars: %(number)s steps, one for each of the first roles.", number=drawn)
    return setting.words.count(
        "Stairs of bars: one step.", "Stairs of bars: %(number)s steps, one for each role of this guide.", roles
    )


def _free(setting: Setting, size: str, logo: Logo | None) -> float:
    """Return about how much of the front cover is left below its title, in points."""
    guide = setting.guide
    title = _title(setting, size, _FRONT, _FRONT_TALL) + _SUBTITLE * bool(guide.subtitle)
    floor = _FLOOR if setting.palette.line_art else 0.0
    return _PAGE - _TOP - (_PLATE if logo and logo.plate else 0.0) - title - floor


def _title(setting: Setting, size: str, latin: _Titles, tall: _Titles) -> float:
    letters, line = (tall if setting.job.locale.split("-")[0] in _TALL else latin)[size]
    return lines_of(setting.guide.title, int(letters * setting.letters)) * line


def _caption(setting: Setting) -> str:
    """Return what the cover shows, as far as it is true of this guide."""
    roles, _ = setting.guide.roles, setting.words
    if len(roles) == 1:
        return _("On the cover: each bar is one of the things that people in this role do.")
    if all(role.duties for role in roles):
        return _(
            "On the cover: each step is one of the roles in this guide, each bar one of the things its people do. "
            "The marked one is where you start."
        )
    return _("On the cover: each step is one of the roles in this guide. The marked one is where you start.")


def back(setting: Setting) -> Back:
    """Return the back cover, with what is known of the brand, and of the campus that the booklet is for."""
    brand, campus = setting.brand, CampusView.of(setting)
    register = campus.register() if campus else None
    told = brand.contact
    website = link(told.website).shown if register and told.website else ""
    contact = (website, told.email, told.phone, told.address, *(link(item.url).shown for item in brand.social))
    legal = (brand.legal_name, brand.legal_line, brand.equal_opportunity_line, ". ".join(setting.imprint()))
    common = Back(
        pills.queue([text for step in steps(setting) for text in step], setting.palette, setting.stage),
        setting.guide.title,
        register or setting.website(),
        tuple(line for line in contact if line),
        tuple(line for line in legal if line),
    )
    if campus:
        return _visited(setting, campus, common)
    is_crowded = taken(common.contact, 64, 1, 0) > 9 or taken(common.legal, 95, 1, 0) > 8
    return replace(common, has_summary=not is_crowded, is_crowded=is_crowded)


def _visited(setting: Setting, campus: CampusView, common: Back) -> Back:
    """Return the back cover for a campus: what there is no room for goes, the summary first, the art last."""
    back, visit, free = common, Set("", 0.0), 0.0
    for gone, sizes in _WAYS_TO_FIT:
        back = replace(common, **gone)
        free = _PAGE - _BACK_TOP - _told(setting, back) - _foot(setting, back) - _beside_code(campus, back)
        visit = set_within(campus, sizes, free, setting.letters)
        if visit.height <= free:
            break
    below = min(_WORDS, _told(setting, back) + max(0.0, free - visit.height))
    return replace(back, visit=visit.size, words_pt=round(below, 1))


def _told(setting: Setting, back: Back) -> float:
    """Return about what title, readers and summary of the guide take on the back cover, in points."""
    guide, size = setting.guide, title_size(setting.guide.title)
    summary = plain(guide.summary or "") if back.has_summary else ""
    return (
        _title(setting, size, _BACK, _BACK_TALL)
        + _paragraph(guide.audience, _AUDIENCE, 14.0)
        + _paragraph(summary, _SUMMARY, 7.0)
    )


def _beside_code(campus: CampusView, back: Back) -> float:
    """Return about what registration and contact take, in points."""
    person = _PERSON_SMALL if back.is_crowded else _PERSON
    address = _paragraph(back.qr.shown, _ADDRESS, 7.0) if back.qr else 0.0
    people = sum(_paragraph(each.line, person, 0.0) for each in campus.people)
    return max(_QR if back.qr else 0.0, _CALL + address + people)


def _foot(setting: Setting, back: Back) -> float:
    """Return about what stands at the foot of the back cover: logo, contact and law, with what is below them."""
    below = (_FOOT_RAISED if setting.palette.line_art else _FOOT) if back.art else _FOOT_LOWERED
    logo = _logo(setting)
    head = mm(logo.height + 5 * logo.plate) if logo else 16.0
    legal = sum(_paragraph(line, _LEGAL, 0.0) for line in back.legal)
    contact = _paragraph("   ".join(back.contact), _CONTACT, 4.0)
    return below + head + _paragraph(setting.brand.tagline, _LEGAL, 6.0) + contact + legal + 14.0


def _paragraph(text: str | None, setting: tuple[int, float], space: float) -> float:
    letters, line = setting
    return lines_of(text, letters) * line + space if text else 0.0
