"""How a printed cell says that nothing stands there: 「—」, 「（新規）」, 「削除」."""

from __future__ import annotations

from functools import cache

from pia.official.folding import DASHES, fold
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

_BRACKETS = (("(", ")"), ("[", "]"), ("〔", "〕"), ("<", ">"), ("【", "】"), ("「", "」"))


def is_nothing(cell: str) -> bool:
    """Return whether a cell of 別添2 says that nothing stands there, in whatever words."""
    text = cell.strip()
    return not text or text in DASHES or fold(text) in _words()


@cache
def _words() -> frozenset[str]:
    """Return the words of `data/words/nothing.yaml`, folded. Raises DefinitionRefused."""
    top = read_yaml(data_path("words", "nothing.yaml"))
    top.only("nothing")
    given = top.need("nothing", Mapping)
    given.only("words", "in_brackets")
    bare = {fold(word) for word in given.words("words")}
    inside = bare | {fold(word) for word in given.words("in_brackets")}
    return frozenset(
        bare | {f"{left}{word}{right}" for left, right in _BRACKETS for word in inside}
    )
