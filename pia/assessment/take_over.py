"""A further edition of a known 評価書 takes over lineage and ids, so that its things are the same.

Things are matched by content (`alignment`), as a comparison across lineages matches them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pia.assessment.alignment import aligned
from pia.assessment.paths import ROOT, Path
from pia.assessment.value import Answers, Assessment
from pia.official import Form, Repeat

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
                mine, theirs = new[node.key], old.get(node.key) or []
                known = {m.new: theirs[m.old] for m in aligned(self.form, node, theirs, mine)}
                pairs = [(thing, known.get(place)) for place, thing in enumerate(mine)]
                names = _ids(pairs, {thing["@id"] for thing in theirs})
                taken[node.key] = [
                    self._renamed(node, pair, name, came_from, goes_to)
                    for pair, name in zip(pairs, names, strict=True)
                ]
        return taken

    def path(self, text: str) -> str:
        """Return an id path with the ids taken over."""
        around = [old for old in self.renamed if text == old or text.startswith(f"{old}.")]
        if not around:
            return text
        longest = max(around, key=len)
        return self.renamed[longest] + text[len(longest) :]

    def _renamed(
        self, repeat: Repeat, pair: _Pair, name: str, came_from: Path, goes_to: Path
    ) -> dict[str, Any]:
        mine, theirs = pair
        before, after = came_from.child(repeat.key, mine["@id"]), goes_to.child(repeat.key, name)
        self.renamed[str(before)] = str(after)
        return self.thing(repeat.path, mine, theirs or {}, before, after) | {"@id": name}


def _ids(pairs: list[_Pair], taken: set[str]) -> Iterator[str]:
    """Yield an id for each pair: the neighbour's, else its own unless the old list had it.

    An id of the old list would make a new thing one that went.
    """
    for mine, theirs in pairs:
        name, number = mine["@id"], 2
        while theirs is None and name in taken:
            name, number = f"{mine['@id']}-{number}", number + 1
        taken.add(name)
        yield theirs["@id"] if theirs else name
