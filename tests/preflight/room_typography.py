"""Rules about how type and pictures stand on the page: what breaks each, what nearly does, and files made worse."""

from __future__ import annotations

from tests.preflight.rooms import Case, Mutation

CASES: tuple[Case, ...] = ()
MUTATIONS: tuple[Mutation, ...] = ()
