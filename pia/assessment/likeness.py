"""How like two things are by what they say, from 0 (nothing in common) to 1 (every word).

Only what both say speaks: a blank answer, or one that could not be read, is neither for nor against.
Figures and their reasons: docs/analysis/alignment.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from rapidfuzz.distance import Indel

from pia.official import Form, Item, Repeat
from pia.official.folding import fold
from pia.official.kinds import is_blank, is_unknown

#: An answer ready to be compared: a folded text, a stored choice or boxes, names of inner things.
Portrait = dict[str, Any]

#: What the name says of a thing, and what all the rest says where it says much.
NAME_SAYS, REST_SAYS = 0.6, 0.4
#: What an answer weighs in the rest; many things tick the same box.
_TEXT, _MARK = 1.0, 0.15
#: Weight at which the rest is heard by half: one equal tick makes no likeness.
_HALF_HEARD = 0.5
#: Japanese texts on different matters share up to half of their signs.
_BY_CHANCE = 0.5
#: Signs of a long text that are compared: its beginning tells what it is about.
_BEGINNING = 200


class Likeness:
    """Compares the things of one repeat."""

    def __init__(self, form: Form, repeat: Repeat) -> None:
        self._naming = naming_key(form, repeat)
        self._inner_names: dict[str, str] = {}
        self._rest: list[tuple[str, float, Callable[[Any, Any], float]]] = []
        for node in form.members(repeat.path):
            if isinstance(node, Repeat):
                self._inner_names[node.key] = naming_key(form, node)
                self._rest.append((node.key, _TEXT, _names_alike))
            elif node.key != self._naming:
                is_text = node.kind == "text"
                weight, alike = (_TEXT, _texts_alike) if is_text else (_MARK, _equal)
                self._rest.append((node.key, weight, alike))

    def portrait(self, thing: dict[str, Any]) -> Portrait:
        """Return what a thing says, ready to be compared."""
        return {
            key: self._comparable(key, value)
            for key, value in thing.items()
            if key != "@id" and not is_blank(value) and not is_unknown(value)
        }

    def between(self, one: Portrait, other: Portrait) -> float:
        """Return how like two things are."""
        weights, alike = 0.0, 0.0
        for key, weight, compare in self._rest:
            if key in one and key in other:
                weights += weight
                alike += weight * compare(one[key], other[key])
        rest = alike / weights if weights else 0.0
        heard = weights / (weights + _HALF_HEARD)
        name = self._naming
        if name not in one or name not in other:
            return heard * rest
        said = NAME_SAYS * _texts_alike(one[name], other[name]) + REST_SAYS * heard * rest
        return said / (NAME_SAYS + REST_SAYS * heard)

    def _comparable(self, key: str, value: Any) -> Any:
        if key in self._inner_names:
            name = self._inner_names[key]
            return Counter(fold(str(inner.get(name) or "")) for inner in value)
        return fold(value) if isinstance(value, str) else value


def naming_key(form: Form, repeat: Repeat) -> str:
    """Return the key of the item that names a thing: the form's, else the first it has."""
    items = (node.key for node in form.members(repeat.path) if isinstance(node, Item))
    return repeat.names or next(items, "")


def _texts_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    common = Indel.normalized_similarity(one[:_BEGINNING], other[:_BEGINNING])
    return max(0.0, (common - _BY_CHANCE) / (1 - _BY_CHANCE))


def _equal(one: Any, other: Any) -> float:
    return float(one == other)


def _names_alike(one: Counter[str], other: Counter[str]) -> float:
    both = (one & other).total()
    return 2 * both / (one.total() + other.total())
