"""A proof as data, for programs and for the next proof."""

from __future__ import annotations

from typing import Any

from guidepress.proof import words
from guidepress.proof.view import View


def as_data(view: View) -> dict[str, Any]:
    """Return all of it for programs, without pictures."""
    standing = view.standing
    return {
        "day": standing.day.isoformat(),
        "verdict": " ".join(view.verdict),
        "since": " ".join(view.since),
        "first": not standing.last,
        "gone": standing.gone,
        "print_again": [
            {"path": drawn.file.path, "what": words.again(document.subject, drawn)}
            | ({"sheets": drawn.difference.sheets} if drawn.file.turning else {})
            for document, drawn in view.changed
            if drawn.difference.pages
        ],
        "documents": [
            {**each.as_data(), "verdict": standing.verdicts.get(each.subject.path)} for each in view.documents
        ],
        "findings": [found.as_data() for found in standing.findings],
        "accepted": [found.as_data() for found in dict.fromkeys(standing.accepted)],
    }
