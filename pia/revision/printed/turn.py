"""One row in one direction, and the answers it is fitted to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pia.assessment import Path
from pia.assessment.paths import get, id_path
from pia.assessment.value import Answers
from pia.errors import PathNotFound
from pia.official import Form, Item
from pia.revision.printed.keys import Key


@dataclass(frozen=True)
class Turn:
    """One row in one direction. `targets` are paths by ids, by position where nothing stands."""

    #: 項目 as printed; the number of a thing that comes is read from it.
    label: str
    targets: tuple[Path, ...]
    #: What the answers say now, and what they shall say.
    have: str
    want: str


@dataclass(frozen=True)
class Here:
    """The answers that rows are fitted to, and how they are read."""

    form: Form
    answers: Answers
    #: Which texts are the same.
    key: Key
    #: What an item says where the cell says 「—」 or as much: the item and the cell.
    nothing: Callable[[Item, str], Any]
    #: Lines that head blocks in this city's texts.
    own: frozenset[str] = frozenset()
    #: Signs below which a fragment says too little.
    shortest: int = 1


@dataclass(frozen=True)
class Place:
    """One item that a row may speak of."""

    path: Path
    item: Item
    value: Any


def places(here: Here, turn: Turn) -> Iterator[Place]:
    """Yield the items of a row whose things are in these answers."""
    for target in turn.targets:
        node = here.form.find(target.pattern)
        if isinstance(node, Item):
            try:
                path = id_path(here.answers, target)
                yield Place(path, node, get(here.answers, path))
            except PathNotFound:
                continue
