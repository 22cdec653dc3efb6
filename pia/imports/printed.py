"""The printed words of a form as labels: which nodes a cell may be the label of.

Everything here is derived from the Form. Keys are folded, a ※ behind a title and the sign behind a
number do not count: 「3．特定個人情報ファイル名 ※」 is the key 3特定個人情報ファイル名.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from pia.imports.spelling import OPENING, goes_on, plain, same_words, without_going_on
from pia.law import numerals
from pia.official import Form, Item, Node, Repeat, editions, load_form
from pia.official.folding import fold
from pia.official.form import Part

#: Printed on the paper, no item of any form.
CONTENTS = "項目一覧"
LIST_OF_CHOICES = "<選択肢>"
#: Where an item's answer is printed when it has no label of its own.
_UNLABELLED = ("heading", "beside_heading")
#: A numbered title is known without its number only from this length on.
_LONG_TITLE = 6
#: Slips of the printer are forgiven in labels of this length, from this likeness on.
_FUZZY_LENGTH, _FUZZY_RATIO = 10, 90
#: So many signs may differ at most.
_SLIPS = 4
#: More signs than any label has, however it is spaced.
_LONGEST_LABEL = 600
#: More signs than a heading has with the names of its file behind it.
_LONGEST_NAMED = 4_000
#: Doubt of a label with another number than the form gives it.
_OTHER_NUMBER = 0.5

_NUMBER = re.compile(r"^(\(?(?:別添)?[0-9]+\)?|[ivx]+(?=[^a-z])|リスク[0-9]*)[.:]?")
#: Number of a thing, or the numbers of a band: 委託事項2～5.
_THINGS = r"\(?([0-9]+)(?:(?:[~-]|から|乃至|ないし)([0-9]+)(?:まで)?)?\)?"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
#: The mark of a note behind a title, the note, and the name of a file: ※(7.②を除く。)(住民税)
_NOTE = re.compile(r"^(.+?)※[0-9]*(?:\([^()]*(?:除く|注|参照)[^()]*\))?(\(.*\))?$")
_NAME_BEHIND = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$")


@dataclass(frozen=True)
class Reading:
    """One node that a cell may be the label of."""

    #: Place in `form.nodes`.
    index: int
    #: The number a repeat's heading or band has.
    number: int | None = None
    is_band: bool = False
    #: 0 where the words agree, more the less they do.
    doubt: float = 0.0
    #: What stands in brackets behind a heading: the file's name.
    name: str = ""
    #: A heading printed again, at the top of a page or in each row: it opens nothing.
    is_running: bool = False


def label_key(text: str) -> str:
    """Return the comparison key of a label; of a text too long for one, that of its beginning."""
    return _label_key(text[:_LONGEST_LABEL])


@lru_cache(maxsize=16_384)
def _label_key(text: str) -> str:
    key = _NOTE.sub(r"\1\2", without_going_on(same_words(plain(text))))
    number = _NUMBER.match(key)
    if number is None:
        return key
    return re.sub(r"[()]", "", number[1]) + key[number.end() :]


def number_of(key: str) -> str:
    """Return the number a key begins with, "" where it has none."""
    number = _NUMBER.match(key)
    return number[1] if number else ""


class Printed:
    """Every label of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._numbered: list[tuple[re.Pattern[str], int]] = []
        for index, node in enumerate(form.nodes):
            for key in set(_keys(node)):
                self._exact[key].append(index)
            if isinstance(node, Repeat) and "{n}" in node.title:
                title = re.escape(fold(node.title)).replace(r"\{n\}", _THINGS)
                self._numbered.append((re.compile(title), index))

    @cached_property
    def _titles(self) -> Mapping[str, list[int]]:
        """Return the numbered labels by their titles alone, but for those that are short."""
        found: dict[str, set[int]] = defaultdict(set)
        for key, indices in self._exact.items():
            title = _without_number(key)
            if title != key and len(title) >= _LONG_TITLE - 1:
                found[title] |= set(indices)
        return {title: sorted(indices) for title, indices in found.items()}

    def _misnumbered(self, key: str) -> list[Reading]:
        """Return labels with a number that the form does not give them."""
        title = _without_number(key)
        behind = _NAME_BEHIND.search(title)
        if title == key:
            return []
        if title not in self._titles and behind:
            indices = self._titles.get(title[: behind.start()], [])
            parts = [n for n in indices if is_part_level(self.form.nodes[n])]
            return [Reading(n, doubt=_OTHER_NUMBER, name=behind[0][1:-1]) for n in parts]
        return [Reading(n, doubt=_OTHER_NUMBER) for n in self._titles.get(title, [])]

    @cached_property
    def _long(self) -> tuple[str, ...]:
        return tuple(key for key in self._exact if len(key) >= _FUZZY_LENGTH)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._exact))

    @cached_property
    def _headlines(self) -> frozenset[str]:
        table = self.form.change_table
        words = (self.form.title, CONTENTS, f"({table.number}){table.title}")
        return frozenset(label_key(word) for word in words)

    def is_headline(self, text: str) -> bool:
        """Return whether a text is printed on the paper without being an item's label."""
        key = label_key(text)
        return key in self._headlines or key.startswith(label_key(self.form.tag))

    def longest_beginning(self, text: str) -> int:
        """Return the length of the longest key that the text's own may begin with, 0 for none."""
        key = label_key(text.lstrip(OPENING))
        found = (n for n in self._lengths if key[:n] in self._exact)
        repeats = (match.end() for p, _ in self._numbered if (match := p.match(key)))
        return max((*found, *repeats), default=0)

    def may_go_on(self, text: str) -> bool:
        """Return whether a text may be the first line of a longer label."""
        key = label_key(text)
        reach = self.longest_beginning(text)
        return key in self._beginnings or (reach > 0 and key[reach : reach + 1] in ("(", "※"))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        titles = (fold(n.title.partition("{n}")[0]) for n in self.form.nodes if "{n}" in n.title)
        return frozenset(key[:n] for key in (*self._exact, *titles) for n in range(1, len(key) + 1))

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(map(len, self._exact))

    def readings(self, text: str, *, fuzzy: bool = False) -> list[Reading]:
        """Return the nodes that a text may be the label of."""
        if len(text) > self._longest * 2:
            return self._long_named(text)
        key = label_key(text)
        if found := self._exact.get(key):
            return [Reading(index, is_running=goes_on(text)) for index in found]
        return self._repeats(key) or self._named(key) or (self._alike(key) if fuzzy else [])

    def _repeats(self, key: str) -> list[Reading]:
        return [
            Reading(index, number, is_band=match[2] is not None)
            for pattern, index in self._numbered
            if (match := pattern.fullmatch(key))
            and (number := numerals.number_of(match[1])) is not None
        ]

    def _named(self, key: str) -> list[Reading]:
        """Return parts and 別添 with a file's name in brackets behind the title."""
        if not key.endswith(")"):
            return []
        titles = sorted(
            n for n in self._lengths if key[n : n + 1] == "(" and key[:n] in self._exact
        )
        return [
            Reading(index, name=key[end + 1 : -1])
            for end in titles[-1:]
            for index in self._exact[key[:end]]
            if is_part_level(self.form.nodes[index])
        ]

    def _long_named(self, text: str) -> list[Reading]:
        """Return headings with a name behind them that is longer than any label."""
        is_bracketed = len(text) <= _LONGEST_NAMED and text.rstrip().endswith((")", "）"))
        if not (is_bracketed and self.longest_beginning(text)):
            return []
        return self._named(_label_key(text))

    def _alike(self, key: str) -> list[Reading]:
        if found := self._misnumbered(key):
            return found
        if len(key) < _FUZZY_LENGTH:
            return []
        near = process.extractOne(key, self._long, scorer=fuzz.ratio, score_cutoff=_FUZZY_RATIO)
        if near is None or number_of(near[0]) != number_of(key):
            return []
        if Levenshtein.distance(near[0], key) > _SLIPS:
            return []
        return [Reading(n, doubt=(100 - near[1]) / 10) for n in self._exact[near[0]]]


def _without_number(key: str) -> str:
    return key.removeprefix(number_of(key))


def is_part_level(node: Node) -> bool:
    """Return whether a node is a heading of part level: a part, or an appendix such as 別添1."""
    return isinstance(node, Part) or (isinstance(node, Item) and node.value == "appendix")


def answers_at(node: Node) -> Item | None:
    """Return the item whose answer stands beside a label: the node itself, or one at its heading."""
    if isinstance(node, Item):
        return node
    inside = (n for n in node.contains if isinstance(n, Item) and n.value in _UNLABELLED)
    return next(inside, None)


def holds_answer(node: Node) -> bool:
    """Return whether an answer may stand beside a node's label."""
    return answers_at(node) is not None


def is_headed(node: Node) -> bool:
    """Return whether the paper prints a heading for a node that holds others."""
    return bool(node.number or node.title) and not (isinstance(node, Part) and not node.number)


def is_printed_label(text: str) -> bool:
    """Return whether a text is exactly a label in any edition of the form."""
    return any(p.readings(text) for p in _every_edition())


def is_printed_headline(text: str) -> bool:
    """Return whether a text is printed in any edition of the form without being a label."""
    return any(p.is_headline(text) for p in _every_edition())


@cache
def _every_edition(form: str = "yoshiki3") -> tuple[Printed, ...]:
    return tuple(Printed(load_form(form, edition)) for edition in editions(form))


def _keys(node: Node) -> Iterator[str]:
    if isinstance(node, Item) and (node.value in _UNLABELLED or node.beside):
        return
    if isinstance(node, Repeat) or not is_headed(node):
        return
    titles: Iterable[str] = filter(None, (node.title, *node.also, node.label))
    for title in titles:
        if not node.number:
            yield label_key(title)
            continue
        yield label_key(
            f"({node.number}){title}" if "別添" in node.number else f"{node.number}.{title}"
        )
        if node.number and fold(node.number) in _ROMAN:
            number = _ROMAN.index(fold(node.number)) + 1
            yield from (label_key(f"{number}.{title}"), label_key(f"第{number} {title}"))
        if len(fold(title)) >= _LONG_TITLE:
            yield label_key(title)
