"""Rules about QR codes."""

from __future__ import annotations

from guidepress.preflight.rules.row import Rule

ROWS: tuple[Rule, ...] = ()
