"""The notice of a drive before its layout: how large it is set, which blocks stand side by side, how much they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidepress.compose.cheatsheet import LARGEST, SMALLEST, Row, words_too_many
from guidepress.compose.plan import Job
from guidepress.compose.setting import Setting, running
from guidepress.content.library import Library
from guidepress.content.model import Model, Role
from guidepress.diagnostics import Diagnostic, error

DENSITY_MOST = 2.0
LISTS = ("positions", "eligibility", "bring")
FILLERS = ("notes", "ask")
_LONG = 8  # lines: a longer list takes the whole width, in columns
_FEW, _USUAL = 80, 152  # words that leave room in the largest type, and that fill a page with it
_DENSITY_A_WORD = 1 / 145
_MINOR, _MINOR_LEAST = 0.88, 8.0  # small type: its share of the body, and its least size in points


@dataclass(frozen=True, slots=True)
class NoticeSetting:
    """How a notice is set.

    `density` runs from 0 (smallest type) by 1 (largest type) to 2 (largest type, the band high, lists set apart);
    `gap` are points that the gap below each row grows by; `fillers` are blocks gained, `ruled` is the height in points
    of the lines for notes among them, `answers` that of all lines below questions.
    """

    density: float = 0.5
    gap: float = 0.0
    fillers: tuple[str, ...] = ()
    ruled: float = 0.0
    answers: float = 0.0
    measuring: bool = False

    @property
    def size(self) -> float:
        """Return the body type in points, rounded down to a twentieth."""
        return int((SMALLEST + (LARGEST - SMALLEST) * min(self.density, 1.0)) * 20) / 20

    @property
    def grow(self) -> float:
        """Return the share of a head's usual size."""
        type_, room = self._parts
        return 0.77 + 0.23 * type_ + 0.2 * room

    @property
    def below(self) -> float:
        """Return the points below each block, but for what its row grows by."""
        type_, room = self._parts
        return round(3 + 8 * type_ + 7 * room, 2)

    @property
    def _parts(self) -> tuple[float, float]:
        """Return how large the type is and how wide the space, each from 0 to 1."""
        return min(self.density, 1.0), max(0.0, self.density - 1.0)

    @property
    def tokens(self) -> dict[str, str]:
        """Return the custom properties that this setting assigns."""
        type_, room = self._parts
        minor = max(_MINOR_LEAST, self.size * _MINOR)
        return {
            "--size": f"{self.size:g}pt",
            "--leading": f"{self.size * 1.34:.2f}pt",
            "--minor": f"{minor:.2f}pt",
            "--minor-leading": f"{minor * 1.3:.2f}pt",
            "--grow": f"{self.grow:.3f}",
            "--when": f"{56 + 64 * type_ + 40 * room:.1f}pt",
            "--gap": f"{self.below:g}pt",
            "--pad": f"{0.3 + 2.1 * type_ + 3.2 * room:.2f}pt",
            "--row-gap": f"{self.gap:.2f}pt",
        }


def arranged(lines: Mapping[str, int], fillers: Sequence[str] = ()) -> tuple[Row, ...]:
    """Return the blocks in rows. `lines` says of how many lines each is; one of none is not there."""
    return tuple(row for row in _rows(lines, fillers) if row.blocks)


def _rows(lines: Mapping[str, int], fillers: Sequence[str]) -> Iterator[Row]:
    broad = {name for name in LISTS if lines[name] > _LONG}

    def there(*names: str) -> tuple[str, ...]:
        return tuple(name for name in names if lines[name] and name not in broad)

    offer, asked, bring, answer = there("positions"), there("eligibility"), there("bring"), there("register", "people")
    yield from (Row(whole=(name,)) for name in LISTS[:2] if name in broad)
    if bool(offer) != bool(asked) and answer:  # beside what would stand alone
        yield _paired(offer or asked, answer)
        answer = ()
    else:
        yield _paired(offer, asked)
    yield Row(whole=there("rounds"))
    yield from (Row(whole=(name,)) for name in LISTS[2:] if name in broad)
    yield _paired(bring, answer) if bring or not answer else _paired(there("people"), there("register"))
    yield _paired(*(tuple(name for name in fillers if name == filler) for filler in FILLERS))


def _paired(left: tuple[str, ...], right: tuple[str, ...]) -> Row:
    return Row(left, right) if left and right else Row(whole=left or right)


@dataclass(frozen=True, slots=True)
class Length:
    """How many words a field has, and where they were written."""

    field: str
    words: int
    origin: str


def words_in(setting: Setting) -> list[Length]:
    """Return the fields that a notice shows and somebody can shorten, those of most words first."""
    drive, campus = setting.drive, setting.campus
    assert drive and campus, "a notice is of a drive at a campus"
    defaults = drive.defaults
    parts: list[tuple[Model, str, object]] = [
        (campus, "name", campus.name),
        (campus, "venue", campus.said("venue", setting.job.locale)),
        (drive, "roles", tuple(role.title for role in positions(setting))),
        (drive.eligibility, "courses", drive.eligibility.courses),
        (drive.eligibility, "other", drive.eligibility.other),
        (defaults, "rounds", defaults.rounds),
        (defaults, "bring", defaults.bring),
        (drive, "contacts", drive.contacts),
        (drive, "accommodations", drive.accommodations),
        (drive, "privacy_notice", drive.privacy_notice),
        (drive, "no_fee_statement", drive.no_fee_statement),
    ]
    lengths = (Length(field, _count(value), model.origin_of(field)) for model, field, value in parts)
    return sorted((length for length in lengths if length.words), key=lambda length: -length.words)


def overflowing(library: Library, job: Job, too_tall_pt: float) -> Diagnostic:
    """Say about how many words are too many, and in which fields."""
    setting = Setting.of(library, job)
    lengths = words_in(setting)
    cut = words_too_many(sum(length.words for length in lengths), too_tall_pt)
    fields = " and ".join(f"`{length.field}` ({length.words} words)" for length in lengths[:2])
    name = running(setting.campus.name) if setting.campus else ""
    message = f"the notice of “{name}” is too long for one page: about {cut} words too many"
    return error("notice-overflow", message, library.span(lengths[0].origin), f"shorten {fields}")


def _count(value: object) -> int:
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, tuple):
        return sum(map(_count, value))
    texts = (getattr(value, name, None) for name in ("text", "kind", "item", "note", "name"))
    return sum(map(_count, filter(None, texts)))


def positions(setting: Setting) -> list[Role]:
    """Return the positions on offer."""
    drive = setting.drive
    assert drive, "a notice is of a drive"
    roles = [role for id in drive.guides for role in setting.library.guides[id].roles]
    return [role for role in roles if not drive.roles or role.id in drive.roles]


def start(library: Library, job: Job) -> float:
    """Return the density to try first, from the number of words."""
    total = sum(length.words for length in words_in(Setting.of(library, job)))
    if total <= _FEW:
        return DENSITY_MOST
    return min(max(1.0 + (_USUAL - total) * _DENSITY_A_WORD, 0.0), DENSITY_MOST)
