"""What a printed fact carries: the numbers of its sources, and what is not sure about it."""

from __future__ import annotations

from dataclasses import dataclass

from guidepress.compose.words import Words
from guidepress.content.library import Library
from guidepress.content.model import Claim, Guide, PartialDate, Source
from guidepress.content.outline import cited


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark after a fact. `kind` is source, weak, unverified, date or expired; `anchor` leads to the source."""

    kind: str
    text: str
    anchor: str | None = None


class Citations:
    """The sources of a guide, numbered in the order in which its content names them."""

    def __init__(self, library: Library, guide: Guide, words: Words, *, linked: bool) -> None:
        self.sources: dict[str, Source] = {id: library.sources[id] for id in cited(guide) if id in library.sources}
        self._numbers = {id: number for number, id in enumerate(self.sources, 1)}
        self._words, self._linked, self._reviewed = words, linked, guide.reviewed_on

    def number(self, source: str) -> int:
        """Return the printed number of a source."""
        return self._numbers[source]

    @staticmethod
    def anchor(source: str) -> str:
        """Return the name of the place where a source is listed."""
        return f"source-{source}"

    def marks(self, claim: Claim | None) -> list[Mark]:
        """Return the marks of a fact: none for what makes no claim."""
        if claim is None:
            return []
        known = [id for id in claim.sources if id in self._numbers]
        marks = [Mark("source", str(self.number(id)), self.anchor(id) if self._linked else None) for id in known]
        if claim.status == "unverified":
            marks.append(Mark("unverified", self._words("(not confirmed)")))
        if claim.as_of and not self._is_current(claim.as_of):
            marks.append(Mark("date", f"({self._words.date(claim.as_of)})"))
        return marks

    def _is_current(self, held: PartialDate) -> bool:
        """Tell whether a date is the month of the review, which the edition carries already."""
        reviewed = self._reviewed
        return bool(reviewed) and (held.year, held.month) == (reviewed.year, reviewed.month)

    def about(self, claim: Claim, value: str) -> str:
        """Return a value as its standing allows it to be said: a weak one is “about” that."""
        said = self._words("about %(value)s", value="").strip()
        weak = claim.status == "weak" and not value.lower().startswith((said, "about", "around"))
        return self._words("about %(value)s", value=value) if weak else value
