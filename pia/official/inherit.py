"""An edition that holds only its differences from an older one.

`differences` is a list of: `{drop: PATH}`, `{alter: PATH, with: {…}}` and
`{add: {item: …}, after: PATH}`; paths are those of the older edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pia.official.form import ROLES
from pia.official.yamlfile import Mapping

_OWN = ("edition", "tag", "month", "verified", "source")


def based_on(raw: Mapping, older: Mapping) -> Mapping:
    """Return the whole definition: `older` with what `raw` says otherwise."""
    whole = Mapping(raw.file, raw.line)
    whole.update({k: v for k, v in older.items() if k != "from"})
    whole.places = older.places | raw.places
    if "parts" in raw:
        raise raw.refuse("based_on のある版には parts でなく differences を書きます", "parts")
    for key in ("form", *_OWN, "name", "number", "title", "help", "change_table"):
        if key in raw:
            whole[key] = raw[key]
    if "lists" in raw:
        whole["lists"] = _with(raw.need("lists", Mapping), whole.get("lists"))
    for key in _OWN:
        raw.need(key)
    for difference in raw.typed("differences", list, default=[]):
        _apply(difference, whole)
    return whole


def item_paths(whole: Mapping) -> list[str]:
    """Return the path of every item of a whole definition, in its order."""
    everywhere = _nodes(whole.need("parts", list), "")
    return [path for path, siblings, place in everywhere if "item" in siblings[place]]


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
        siblings[place] = _with(difference.need("with", Mapping), siblings[place])
    else:
        difference.only("add", "after")
        siblings, place = _find(whole, difference, "after")
        siblings.insert(place + 1, difference.need("add", Mapping))


def _with(newer: Mapping, older: Mapping | None) -> Mapping:
    """Return `older` with what `newer` says otherwise; each key knows the file it stands in."""
    if older is None:
        return newer
    whole = Mapping(older.file, older.line)
    whole.update(older | newer)
    whole.places = older.places | newer.places
    return whole


def _find(whole: Mapping, difference: Mapping, word: str) -> tuple[list[Any], int]:
    """Return the list that holds the node of a path, and its place there."""
    path = difference.need(word, str)
    everywhere = {p: (siblings, n) for p, siblings, n in _nodes(whole.need("parts", list), "")}
    difference.known(word, path, everywhere)
    return everywhere[path]


def _nodes(siblings: list[Any], scope: str) -> Iterator[tuple[str, list[Any], int]]:
    """Yield path, list and place of each node; what is no node is left for the loader to refuse."""
    for place, node in enumerate(siblings):
        role = next((r for r in ROLES if isinstance(node, Mapping) and r in node), None)
        if role is None:
            continue
        key = node.need(role, str)
        path = key if role in ("part", "group") else scope + key
        yield path, siblings, place
        inner = f"{path}[]." if role == "repeat" else scope
        yield from _nodes(node.typed("contains", list, default=[]), inner)
