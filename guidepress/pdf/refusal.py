"""The one exception of the fence and of those who judge for it."""

from __future__ import annotations


class Refusal(ValueError):
    """An address that a document may not fetch; the message goes on where a sentence began with its name."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint
