"""Which documents a build makes."""

from __future__ import annotations

import pytest

from guidepress.compose.plan import Filters, Job, plan
from guidepress.content.library import Library
from guidepress.diagnostics import Exit, UsageError
from tests.compose.conftest import Made
from tests.compose.samples import BRAND, PROJECT

SECOND = "guides/second/guide.yaml"
ALL = [
    "first/en/first_agent_cheatsheet_en_digital.pdf",
    "first/en/first_booklet_en_digital.pdf",
    "first/en/first_lead_cheatsheet_en_digital.pdf",
    "second/de/second_booklet_de_digital.pdf",
    "second/de/second_clerk_cheatsheet_de_digital.pdf",
]


@pytest.fixture
def library(made: Made) -> Library:
    """Two guides in two languages, and two brands."""
    return made(
        {
            SECOND: {"id": "second", "title": "A second guide", "language": "de"},
            "guides/second/roles/clerk.yaml": {"id": "clerk", "title": "C", "stage": "entry", "summary": "Sorts."},
            "brands/other/brand.yaml": {"id": "other", "name": "Other", "colours": {"primary": "#222222"}},
        }
    )


def paths(library: Library, **filters: tuple[str, ...]) -> list[str]:
    return [job.path for job in plan(library, Filters(**filters))]


@pytest.mark.parametrize(
    ("job", "path"),
    [
        (
            Job("bpo-operations", "en", "booklet", None, "signifyhr", "digital"),
            "bpo-operations/en/bpo-operations_booklet_en_digital.pdf",
        ),
        (
            Job("bpo-operations", "en", "cheatsheet", "customer-service-executive", "signifyhr", "office"),
            "bpo-operations/en/bpo-operations_customer-service-executive_cheatsheet_en_office.pdf",
        ),
        (Job("care", "pt-BR", "booklet", None, "x", "large-print"), "care/pt-BR/care_booklet_pt-BR_large-print.pdf"),
    ],
)
def test_names_of_files(job: Job, path: str) -> None:
    assert job.path == path


def test_without_filters_everything_is_planned_in_order_of_its_path(library: Library) -> None:
    assert paths(library) == ALL


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"guides": ("second",)}, ALL[3:]),
        ({"guides": ("first", "first")}, ALL[:3]),
        ({"kinds": ("booklet",)}, [ALL[1], ALL[3]]),
        ({"kinds": ("cheatsheet",), "guides": ("first",)}, [ALL[0], ALL[2]]),
        ({"roles": ("lead",)}, [ALL[2]]),
        ({"roles": ("lead", "clerk")}, [ALL[2], ALL[4]]),
        ({"roles": ("agent",), "kinds": ("booklet", "cheatsheet")}, [ALL[0]]),
        ({"locales": ("de",)}, ALL[3:]),
        ({"editions": ("digital",)}, ALL),
        ({"brands": ("other",)}, ALL),
    ],
)
def test_filters_narrow(library: Library, filters: dict[str, tuple[str, ...]], expected: list[str]) -> None:
    assert paths(library, **filters) == expected


def test_a_brand_is_chosen_without_changing_names(library: Library) -> None:
    assert {job.brand for job in plan(library, Filters())} == {"acme"}
    assert {job.brand for job in plan(library, Filters(brands=("other",)))} == {"other"}


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        ({"guides": ["second"]}, ALL[3:]),
        ({"kinds": ["booklet"]}, [ALL[1], ALL[3]]),
        ({"locales": ["de"], "guides": ["second"]}, ALL[3:]),
    ],
)
def test_the_project_decides_what_is_not_asked_for(
    made: Made, project: dict[str, list[str]], expected: list[str]
) -> None:
    made_library = made(
        {
            PROJECT: project,
            SECOND: {"id": "second", "title": "A second guide", "language": "de"},
            "guides/second/roles/clerk.yaml": {"id": "clerk", "title": "C", "stage": "entry", "summary": "Sorts."},
        }
    )
    assert paths(made_library) == expected


def test_a_filter_reaches_beyond_what_the_project_builds(made: Made) -> None:
    library = made({PROJECT: {"kinds": ["booklet"]}})
    assert paths(library, kinds=("cheatsheet",)) == [ALL[0], ALL[2]]


def refusal(library: Library, **filters: tuple[str, ...]) -> UsageError:
    with pytest.raises(UsageError) as caught:
        plan(library, Filters(**filters))
    assert caught.value.exit_code == Exit.USAGE
    return caught.value


@pytest.mark.parametrize(
    ("filters", "code", "hint"),
    [
        ({"guides": ("thrid",)}, "no-such-guide", "there are: first, second"),
        ({"roles": ("leed",)}, "no-such-role", "there are: agent, clerk, lead"),
        ({"roles": ("clerk",), "guides": ("first",)}, "no-such-role", "there are: agent, lead"),
        ({"brands": ("acne",)}, "no-such-brand", "there are: acme, other"),
        ({"locales": ("hi",)}, "no-such-locale", "there are: de, en"),
        ({"kinds": ("poster",)}, "no-such-kind", "there are: booklet, cheatsheet"),
        ({"editions": ("gilded",)}, "no-such-edition", "there are: digital, large-print, office, press"),
    ],
)
def test_unknown_names_are_told_with_the_known_ones(
    library: Library, filters: dict[str, tuple[str, ...]], code: str, hint: str
) -> None:
    [found] = refusal(library, **filters).diagnostics
    wanted = next(name for names in filters.values() for name in names)
    assert (found.code, found.hint) == (code, hint)
    assert f"“{wanted}”" in found.message


def test_all_unknown_names_of_a_filter_are_told(library: Library) -> None:
    assert [found.code for found in refusal(library, roles=("x", "agent", "y")).diagnostics] == ["no-such-role"] * 2


@pytest.mark.parametrize(
    "filters", [{"roles": ("lead",), "kinds": ("booklet",)}, {"guides": ("first",), "locales": ("de",)}]
)
def test_filters_that_match_nothing_together_are_refused(library: Library, filters: dict[str, tuple[str, ...]]) -> None:
    assert [found.code for found in refusal(library, **filters).diagnostics] == ["nothing-matches"]


def test_two_brands_would_write_the_same_files(library: Library) -> None:
    [found] = refusal(library, brands=("acme", "other")).diagnostics
    assert found.code == "several-brands"
    assert "--out" in (found.hint or "")


def test_a_long_list_of_names_is_cut_short(made: Made) -> None:
    roles = {
        f"guides/first/roles/r{number:02}.yaml": {
            "id": f"r{number:02}",
            "title": "R",
            "stage": "entry",
            "summary": "Is.",
        }
        for number in range(20)
    }
    [found] = refusal(made(roles), roles=("zz",)).diagnostics
    assert (found.hint or "").endswith("r09 …")
    assert (found.hint or "").count(",") == 11


@pytest.mark.parametrize("name", ["kinds", "guides", "roles", "brands", "locales", "editions"])
def test_any_filter_makes_a_narrowed_build(name: str) -> None:
    assert Filters(**{name: ("x",)}).active
    assert not Filters().active


SHOPS = {
    "printers/shop.yaml": {"edition": "press", "name": "Shop"},
    "printers/other.yaml": {"edition": "press", "name": "Other shop"},
    "printers/ours.yaml": {"edition": "office", "name": "Ours"},
}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((), {"digital": None, "office": None, "press": "shop"}),
        (("other",), {"digital": None, "office": None, "press": "other"}),
        (("other", "ours", "ours"), {"digital": None, "office": "ours", "press": "other"}),
    ],
)
def test_the_command_line_beats_the_brand_in_choosing_printers(
    made: Made, asked: tuple[str, ...], expected: dict[str, str | None]
) -> None:
    brand = {"printers": ["shop"]}
    library = made({**SHOPS, BRAND: brand, PROJECT: {"editions": ["digital", "office", "press"]}})
    jobs = plan(library, Filters(), asked)
    assert {job.edition: job.printer for job in jobs} == expected
    assert [job.path for job in jobs] == [job.path for job in plan(library, Filters())]


def test_a_printer_narrows_nothing(made: Made) -> None:
    assert [job.path for job in plan(made(SHOPS), Filters(), ("shop",))] == ALL[:3]


@pytest.mark.parametrize(
    ("asked", "code"), [(("shup",), "no-such-printer"), (("shop", "ours", "other"), "several-printers")]
)
def test_printers_that_cannot_be_chosen(made: Made, asked: tuple[str, ...], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan(made(SHOPS), Filters(), asked)
    assert [found.code for found in caught.value.diagnostics] == [code]


DRIVE = "drives/season/drive.yaml"
SEASON = {"id": "season", "title": "A season", "brand": "acme", "guides": ["first", "second"], "campuses": "list.csv"}
LIST = "id,name,locales,status\nnorth,North College,,\nsouth,South College,de,\neast,East College,,cancelled\n"


def planned(made: Made, filters: dict[str, tuple[str, ...]], **drive: object) -> list[str]:
    """Return what a drive's campuses get, without the folder of the drive."""
    found = made(
        {
            SECOND: {"id": "second", "title": "A second guide", "language": "de"},
            "guides/second/roles/clerk.yaml": {"id": "clerk", "title": "C", "stage": "entry", "summary": "Sorts."},
            DRIVE: {**SEASON, **drive},
            "drives/season/list.csv": LIST,
        },
        drives=("season",),
    )
    return [path.removeprefix("drives/season/") for path in paths(found, drives=("season",), **filters)]


def test_each_campus_gets_what_the_drive_makes_in_the_language_of_each_guide(made: Made) -> None:
    north = [
        "north/north_first_agent_cheatsheet_en_digital.pdf",
        "north/north_first_booklet_en_digital.pdf",
        "north/north_first_lead_cheatsheet_en_digital.pdf",
        "north/north_first_notice_en_digital.pdf",
        "north/north_second_booklet_de_digital.pdf",
        "north/north_second_clerk_cheatsheet_de_digital.pdf",
        "north/north_second_notice_de_digital.pdf",
    ]
    assert planned(made, {}) == [*north, *(path.replace("north", "south") for path in north)]
    assert planned(made, {"campuses": ("south",), "kinds": ("notice",), "locales": ("de",)}) == [
        "south/south_second_notice_de_digital.pdf"
    ]
    assert planned(made, {"campuses": ("east",)}) == []


def test_sheets_are_of_the_positions_on_offer_unless_others_are_asked_for(made: Made) -> None:
    north = {"campuses": ("north",), "guides": ("first",)}
    assert planned(made, {**north, "kinds": ("cheatsheet",)}, roles=["lead"]) == [
        "north/north_first_lead_cheatsheet_en_digital.pdf"
    ]
    assert planned(made, {**north, "roles": ("agent",)}, roles=["lead"]) == [
        "north/north_first_agent_cheatsheet_en_digital.pdf"
    ]


def test_a_press_gets_one_text_for_all_campuses_and_a_cover_for_each(made: Made) -> None:
    wanted = {"kinds": ("booklet",), "editions": ("press", "office"), "guides": ("first",)}
    assert planned(made, wanted) == [
        "first_booklet-text_en_press.pdf",
        "north/north_first_booklet-cover_en_press.pdf",
        "north/north_first_booklet_en_office.pdf",
        "south/south_first_booklet-cover_en_press.pdf",
        "south/south_first_booklet_en_office.pdf",
    ]
    assert planned(made, wanted, personalise=["notice"])[0] == "north/north_first_booklet_en_office.pdf"


def test_what_is_not_personal_is_made_as_if_there_were_no_campus(made: Made) -> None:
    job = Job("first", "en", "cheatsheet", "lead", "acme", "digital", None, "season", "north")
    found = made({DRIVE: SEASON, SECOND: {"id": "second", "title": "B", "language": "de"}})
    assert job.made_as(found) == Job("first", "en", "cheatsheet", "lead", "acme", "digital")
    assert Job("first", "en", "notice", None, "acme", "digital", None, "season", "north").made_as(found).campus
