"""Words that people write into 回答欄 instead of a text: 「変更なし」, 「同左」, 「削除」, 「別紙のとおり」.

The sheet asks for an empty cell where nothing changes; people write a word all the same, and such a
word must not become the text of an assessment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from pia.official.folding import fold
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

#: As which a cell is read that says that nothing changes.
UNCHANGED = "変更なし"
#: Marks around such a word, folded.
_MARKS = "。.,!・()[]{}「」『』※→"


def is_unchanged(text: str) -> bool:
    """Return whether a cell says as a whole that nothing changes."""
    return _key(text) in _words().unchanged


def is_ditto(text: str) -> bool:
    """Return whether a cell says as a whole: as above."""
    return _key(text) in _words().ditto


def asks_to_empty(text: str) -> bool:
    """Return whether a cell says as a whole that something goes; what, a person has to ask."""
    return _key(text) in _words().empties


def stands_elsewhere(text: str) -> bool:
    """Return whether a cell refers to a text and does not hold it."""
    return _key(text) in _words().elsewhere or is_ditto(text)


@dataclass(frozen=True)
class _Words:
    """What `data/words/inquiry.yaml` says, folded."""

    unchanged: frozenset[str]
    ditto: frozenset[str]
    empties: frozenset[str]
    elsewhere: frozenset[str]


@cache
def _words() -> _Words:
    top = read_yaml(data_path("words", "inquiry.yaml"))
    top.only("inquiry")
    given = top.need("inquiry", Mapping)
    given.only("unchanged", "subjects", "denials", "ditto", "empties", "elsewhere")
    denied = map("".join, product(given.words("subjects"), given.words("denials")))
    return _Words(
        unchanged=frozenset(map(_key, (*given.words("unchanged"), *denied))),
        ditto=frozenset(map(fold, given.words("ditto"))),
        empties=frozenset(map(_key, given.words("empties"))),
        elsewhere=frozenset(map(_key, given.words("elsewhere"))),
    )


def _key(text: str) -> str:
    """Return what is compared: folded, without marks around it; marks alone as they are."""
    folded = fold(text)
    return folded.strip(_MARKS) or folded
