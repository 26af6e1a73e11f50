"""Who may come to a drive, in words: a line for each thing that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from guidepress.compose.words import Words
from guidepress.content.drive import Eligibility, Marks

_EXAMS = {"x": "class X", "xii": "class XII", "degree": "the degree"}


@dataclass(frozen=True, slots=True)
class Requirement:
    """A line of who may come, and the field of `eligibility` that it was made of."""

    text: str
    path: tuple[str | int, ...]


def requirements(words: Words, asked: Eligibility) -> Iterator[Requirement]:
    """Yield who may come, a line each."""
    if asked.courses:
        yield Requirement(words.either(asked.courses), ("courses",))
    if asked.pass_years:
        years = words.either(map(str, asked.pass_years))
        yield Requirement(words("Passing out in %(years)s", years=years), ("pass_years",))
    if marks := _marks(words, asked.min_percent):
        yield Requirement(words("At least %(marks)s", marks=marks), ("min_percent",))
    if asked.active_backlogs_max is not None:
        yield Requirement(_backlogs(words, asked.active_backlogs_max), ("active_backlogs_max",))
    yield from (Requirement(item.text, ("other", index)) for index, item in enumerate(asked.other))


def _marks(words: Words, marks: Marks) -> str:
    """Return the least marks, exams with the same ones together: 50% in class X and class XII."""
    known = [(getattr(marks, exam), exam) for exam in _EXAMS if getattr(marks, exam) is not None]
    groups = [(percent, [exam for _, exam in group]) for percent, group in groupby(known, lambda pair: pair[0])]
    return words.listing(
        words(
            "%(percent)s%% in %(exams)s",
            percent=f"{percent:g}",
            exams=words.both(words(_EXAMS[exam]) for exam in exams),
        )
        for percent, exams in groups
    )


def _backlogs(words: Words, most: int) -> str:
    if not most:
        return words("No active backlog")
    return words.count("No more than %(number)s active backlog", "No more than %(number)s active backlogs", most)
