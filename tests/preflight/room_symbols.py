"""Rules about QR codes: what breaks each, what nearly does, and good files made worse."""

from __future__ import annotations

from tests.preflight.rooms import Case, Mutation

CASES: tuple[Case, ...] = ()
MUTATIONS: tuple[Mutation, ...] = ()
