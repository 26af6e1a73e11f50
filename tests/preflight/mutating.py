"""Our own good files made worse, and judged: `python -m tests.preflight.mutating OUTPUT`.

It takes minutes, so it runs in a process of its own beside other tests, and prints the codes for all mutations as JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from guidepress.preflight.expectation import Expectation
from guidepress.preflight.inspection import facts_of, inspect, judged
from tests.conftest import manifest
from tests.preflight import (
    room_access,
    room_files,
    room_flow,
    room_paper,
    room_structure,
    room_symbols,
    room_typography,
)
from tests.preflight.rooms import BOOKLET, SHEET, worsened

ROOMS = (room_files, room_typography, room_flow, room_structure, room_access, room_symbols, room_paper)
MUTATIONS = [mutation for room in ROOMS for mutation in room.MUTATIONS]

Verdicts = tuple[list[str], list[str]]
"""The codes of what is found in a good file, and in the same made worse."""


def verdicts(output: Path, index: int) -> Verdicts:
    """Judge a mutation, by its place in the list, of a document of the shipped guide."""
    mutation = MUTATIONS[index]
    data, expectation, fine = _good(output, mutation.document, mutation.edition)
    return fine, [found.code for found in inspect(worsened(data, mutation.change), expectation)]


@cache
def _good(output: Path, kind: str, edition: str) -> tuple[bytes, Expectation, list[str]]:
    """Return a file of ours, what it must be, and the codes of what is found in it."""
    path = next(path for path, entry in manifest(output, edition).items() if entry["kind"] == kind)
    data, usual = (output / path).read_bytes(), BOOKLET if kind == "booklet" else SHEET
    expectation = replace(usual, purpose=edition, symbols=(room_symbols.ADDRESS,))  # type: ignore[arg-type]
    known = facts_of(data, expectation)
    addresses = frozenset(link.address for page in known.pages for link in page.links if link.address)
    expectation = replace(expectation, addresses=addresses)
    return data, expectation, [found.code for found in judged(known, expectation)]


if __name__ == "__main__":
    print(json.dumps([verdicts(Path(sys.argv[1]), index) for index in range(len(MUTATIONS))]))
