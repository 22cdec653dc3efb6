"""An edition that holds only its differences from an older one.

`differences` is a list of: `{drop: PATH}`, `{alter: PATH, with: {…}}` and
`{add: {item: …}, after: PATH}`; paths are those of the older edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pia.official.yamlfile import Mapping

_OWN = ("edition", "tag", "month", "verified", "source")


def based_on(raw: Mapping, older: Mapping) -> Mapping:
    """Return the whole definition: `older` with what `raw` says otherwise."""
    whole = Mapping(raw.file, raw.line)
    whole.update({k: v for k, v in older.items() if k != "from"})
    whole.lines = dict(raw.lines)
    for key in ("form", *_OWN, "name", "number", "title", "help"):
        if key in raw:
            whole[key] = raw[key]
    for key in _OWN:
        raw.need(key)
    for difference in raw.typed("differences", list, default=[]):
        _apply(difference, whole)
    return whole


def _apply(difference: Any, whole: Mapping) -> None:
    if not isinstance(difference, Mapping):
        raise whole.refuse("differences には drop・alter・add を書きます", "differences")
    if "drop" in difference:
        difference.only("drop")
        siblings, place = _find(whole, difference, "drop")
        del siblings[place]
    elif "alter" in difference:
        difference.only("alter", "with")
        siblings, place = _find(whole, difference, "alter")
        change = difference.need("with", Mapping)
        siblings[place].update(change)
        siblings[place].lines.update(change.lines)
    else:
        difference.only("add", "after")
        siblings, place = _find(whole, difference, "after")
        siblings.insert(place + 1, difference.need("add", Mapping))


def _find(whole: Mapping, difference: Mapping, word: str) -> tuple[list[Any], int]:
    """Return the list that holds the node of a path, and its place there."""
    path = difference.need(word, str)
    everywhere = {p: (siblings, n) for p, siblings, n in _nodes(whole["parts"], "")}
    difference.known(word, path, everywhere)
    return everywhere[path]


def _nodes(siblings: list[Any], scope: str) -> Iterator[tuple[str, list[Any], int]]:
    for place, node in enumerate(siblings):
        role = next(r for r in ("part", "group", "repeat", "item") if r in node)
        path = node[role] if role in ("part", "group") else scope + node[role]
        yield path, siblings, place
        inner = f"{path}[]." if role == "repeat" else scope
        yield from _nodes(node.get("contains", []), inner)
