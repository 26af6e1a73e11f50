"""The notice of a drive at one campus, made ready for its layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from guidepress.compose.campus import CampusView
from guidepress.compose.setting import Setting


@dataclass(frozen=True, slots=True)
class NoticeSetting:
    """How a notice is set: `scale` is the share of the largest type and the widest space that it takes."""

    scale: float = 1.0


class NoticeView:
    """Everything that the notice shows."""

    def __init__(self, setting: Setting, notice: NoticeSetting) -> None:
        self._setting, self._words = setting, setting.words
        self.campus = CampusView(setting)
        self.drive = self.campus.drive

    @cached_property
    def positions(self) -> list[str]:
        """Return the titles of the positions on offer."""
        library, drive = self._setting.library, self.drive
        roles = [role for id in drive.guides for role in library.guides[id].roles]
        return [role.title for role in roles if not drive.roles or role.id in drive.roles]
