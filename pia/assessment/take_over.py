"""A further edition of a known 評価書 takes over lineage and ids, so that its things are the same.

Things are matched by content, then by the item that names them, then by position.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pia.assessment.paths import ROOT, Path
from pia.assessment.value import Answers, Assessment
from pia.official import Form, Item, Repeat

_Pair = tuple[dict[str, Any], dict[str, Any] | None]


def take_over(document: Assessment, neighbour: Assessment) -> Assessment:
    """Return `document` with the lineage of `neighbour` and the ids of the things both have."""
    taker = _Taker(document.form)
    answers = taker.thing("", document.answers, neighbour.answers, ROOT, ROOT)
    return replace(
        document,
        lineage=neighbour.lineage,
        answers=answers,
        change_history=tuple(
            replace(
                row,
                id_paths=tuple(
                    replace(target, id_path=taker.path(target.id_path)) for target in row.id_paths
                ),
            )
            for row in document.change_history
        ),
        withheld=tuple(replace(p, id_path=taker.path(p.id_path)) for p in document.withheld),
    )


class _Taker:
    def __init__(self, form: Form) -> None:
        self.form = form
        #: Path of each thing before → after.
        self.renamed: dict[str, str] = {}

    def thing(
        self, owner: str, new: Answers, old: Answers, came_from: Path, goes_to: Path
    ) -> dict[str, Any]:
        """Return an object with the ids of its neighbour, all the way down."""
        taken = dict(new)
        for node in self.form.members(owner):
            if isinstance(node, Repeat) and node.key in new:
                pairs = _paired(self._naming(node), new[node.key], old.get(node.key) or [])
                free = _free_ids(pairs)
                taken[node.key] = [
                    self._renamed(node, pair, next(free, ""), came_from, goes_to) for pair in pairs
                ]
        return taken

    def path(self, text: str) -> str:
        """Return an id path with the ids taken over."""
        around = [old for old in self.renamed if text == old or text.startswith(f"{old}.")]
        if not around:
            return text
        longest = max(around, key=len)
        return self.renamed[longest] + text[len(longest) :]

    def _naming(self, repeat: Repeat) -> str:
        """Return the key of the item that names a thing: the form's, else the first it has."""
        items = (node.key for node in self.form.members(repeat.path) if isinstance(node, Item))
        return repeat.names or next(items, "")

    def _renamed(
        self, repeat: Repeat, pair: _Pair, free: str, came_from: Path, goes_to: Path
    ) -> dict[str, Any]:
        mine, theirs = pair
        name = theirs["@id"] if theirs else free
        before, after = came_from.child(repeat.key, mine["@id"]), goes_to.child(repeat.key, name)
        self.renamed[str(before)] = str(after)
        return self.thing(repeat.path, mine, theirs or {}, before, after) | {"@id": name}


def _free_ids(pairs: list[_Pair]) -> Iterator[str]:
    """Yield an id for each pair; a thing without neighbour keeps its own unless it is taken."""
    taken = {theirs["@id"] for _, theirs in pairs if theirs}
    for mine, theirs in pairs:
        name, number = mine["@id"], 2
        while theirs is None and name in taken:
            name, number = f"{mine['@id']}-{number}", number + 1
        taken.add(name)
        yield name


def _paired(naming: str, new: list[Any], old: list[Any]) -> list[_Pair]:
    """Return each new thing with its neighbour: same content, same name, else same position."""
    left = list(old)
    found: dict[int, dict[str, Any]] = {}
    for is_same in (_same_content, lambda a, b: _same_name(naming, a, b)):
        for place, thing in enumerate(new):
            match = next((o for o in left if place not in found and is_same(thing, o)), None)
            if match is not None:
                found[place] = match
                left.remove(match)
    for place, _ in enumerate(new):
        if place not in found and place < len(old) and old[place] in left:
            found[place] = old[place]
            left.remove(old[place])
    return [(thing, found.get(place)) for place, thing in enumerate(new)]


def _same_content(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(_bare(a) == _bare(b))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key != "@id"}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _same_name(naming: str, a: dict[str, Any], b: dict[str, Any]) -> bool:
    mine, theirs = (str(thing.get(naming) or "").strip() for thing in (a, b))
    return mine != "" and mine == theirs
