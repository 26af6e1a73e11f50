"""Rules about how type and pictures stand on the page."""

from __future__ import annotations

from guidepress.preflight.rules.row import Rule

ROWS: tuple[Rule, ...] = ()
