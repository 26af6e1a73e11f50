"""Rules about what paper takes: margins, bleed, lines, ink."""

from __future__ import annotations

from guidepress.preflight.rules.row import Rule

ROWS: tuple[Rule, ...] = ()
