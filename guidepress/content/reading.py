"""Read one file into its model. What is wrong is reported whole, and the sound rest goes on to be checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from guidepress.content.complaints import Complaint, complaints
from guidepress.content.files import YAML_CAP, read, relative
from guidepress.content.shapes import Model, Origin
from guidepress.content.yaml_tree import Document, Listing, Mapping, Node, read_yaml
from guidepress.diagnostics import ContentError, Diagnostic

_Kind = TypeVar("_Kind", bound=BaseModel)
_ROUNDS = 4


@dataclass
class Reader:
    """Reads files of one project, and keeps their documents and problems.

    `damaged` says which top-level fields of a file have errors, so that what names them is not reported as unknown.
    """

    root: Path
    documents: dict[str, Document] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    damaged: dict[str, set[str]] = field(default_factory=dict)

    def read(self, path: Path, model: type[_Kind]) -> _Kind | None:
        """Return a file as its model, or what is sound of it; None if that is too little."""
        file = relative(self.root, path)
        try:
            document = read_yaml(read(self.root, path, YAML_CAP), file)
        except ContentError as failure:
            self.diagnostics += failure.diagnostics
            return None
        self.documents[file] = document
        self.diagnostics += document.diagnostics
        return None if document.root is None else self._validate(document, model)

    def _validate(self, document: Document, model: type[_Kind]) -> _Kind | None:
        for attempt in range(_ROUNDS):
            try:
                thing = model.model_validate(document.data)
            except ValidationError as failure:
                found = complaints(failure, document, model)
                if attempt == 0:
                    self.diagnostics += [complaint.diagnostic for complaint in found]
                    self.damaged[document.file] = {str(complaint.path[0]) for complaint in found if complaint.path}
                document.root = without(document.root, found)
                document.__dict__.pop("data", None)
                if document.root is None:
                    return None
            else:
                if isinstance(thing, Model):
                    thing.settle(Origin(document.file))
                return thing
        return None


def without(root: Node | None, found: Iterable[Complaint]) -> Node | None:
    """Return a tree without the nodes that were complained about; None if that is the whole tree."""
    paths = {complaint.path for complaint in found}
    return None if root is None or () in paths else _pruned(root, (), paths)


def _pruned(node: Node, here: tuple[str | int, ...], paths: set[tuple[str | int, ...]]) -> Node:
    touched = [path for path in paths if path[: len(here)] == here]
    if not touched or not isinstance(node, Mapping | Listing):
        return node
    if isinstance(node, Listing):
        kept = Listing(node.place)
        below = [(item, (*here, position)) for position, item in enumerate(node.items)]
        kept.items = [_pruned(item, path, paths) for item, path in below if path not in paths]
        return kept
    pruned = Mapping(node.place)
    pruned.entries = {
        name: (key, _pruned(value, (*here, name), paths))
        for name, (key, value) in node.entries.items()
        if (*here, name) not in paths
    }
    return pruned
