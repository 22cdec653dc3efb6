"""Which lines of a long text head a block of it, and which a city uses as such (domain: 別添2 §3).

A heading is a line that holds only one bracketed phrase: 〈みほん市における措置〉, at most a bullet
before it and one remark behind it. 「(1) 第1号」 and a remark such as 「(市政情報コーナー)」 alone head
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

from pia.assessment import Assessment
from pia.assessment.paths import answered
from pia.official.folding import fold
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

#: Signs of a number, folded.
_FIGURES = "0123456789,./-"
#: A bullet or number before a bracket, folded: ・<…>, 1.<…>, ①《…》.
_BULLET = re.compile(r"(?:[・●○■□◆◇▪]|[0-9]{1,2}[.)]?|\([0-9]{1,2}\))(?=[^0-9(])")
#: What a note in brackets says, folded: a day, a telephone number, an address of the web or of mail.
_NOTE = re.compile(r"[0-9]年[0-9]+月|[0-9]+月[0-9]+日|[0-9]{2,}-[0-9]{2,}|@|://")
#: A folded line and the remark at its end.
_REMARK_BEHIND = re.compile(r"(.+)\([^()]+\)")


@dataclass(frozen=True)
class HeadingWords:
    """What `data/words/headings.yaml` says."""

    shortest: int
    brackets: tuple[str, ...]
    remarks: tuple[str, ...]
    endings: tuple[str, ...]
    #: 場合 ends a heading only where the phrase says of what.
    case: str
    of_a_case: tuple[str, ...]
    counters: str
    notes_end: tuple[str, ...]
    notes_hold: tuple[str, ...]
    learnt_in: tuple[str, ...]

    def may_head(self, phrase: str) -> bool:
        """Return whether a folded phrase is long enough, no number or day, and no note.

        Notes: ※…, 令和8年1月から適用予定, 電話 0100-00-1111, 以下同じ.
        """
        is_note = phrase.startswith("※") or phrase.endswith(self.notes_end) or _NOTE.search(phrase)
        is_long = len(phrase) >= self.shortest and phrase.strip(self.counters + _FIGURES) != ""
        return is_long and not is_note

    def may_be_learnt(self, phrase: str) -> bool:
        """Return whether a folded phrase may head a block of a city that uses it as a heading.

        「本庁舎3階」, 「市政情報コーナー」 tell of the line above: no phrase with a figure, no place.
        """
        is_place = any(word in phrase for word in self.notes_hold)
        return self.may_head(phrase) and not is_place and not set(phrase) & set("0123456789")

    def ends_like_one(self, phrase: str) -> bool:
        """Return whether a folded phrase ends as headings do."""
        of_a_case = phrase.endswith(self.case) and any(word in phrase for word in self.of_a_case)
        return phrase.endswith(self.endings) or of_a_case


def is_heading(line: str, own: Collection[str] = ()) -> bool:
    """Return whether a line heads a block; `own` holds folded headings known to be such.

    One remark in round brackets may stand behind: 〈みほん市における措置〉（令和7年1月から適用予定）.
    """
    folded = fold(line)
    behind = _REMARK_BEHIND.fullmatch(folded)
    return _is_phrase(folded, own) or (behind is not None and _is_phrase(behind[1], own))


def _is_phrase(folded: str, own: Collection[str]) -> bool:
    """Return whether a folded line is one bracketed phrase that heads a block."""
    if folded in own:
        return True
    words, bullet = _words(), _BULLET.match(folded)
    folded = folded[bullet.end() :] if bullet else folded
    around, phrase = folded[:1] + folded[-1:], folded[1:-1]
    known = words.brackets if bullet else (*words.brackets, *words.remarks)
    if around not in known or set(around) & set(phrase) or not words.may_head(phrase):
        return False
    return around in words.brackets or words.ends_like_one(phrase)


class Headings:
    """Lines that head blocks in the texts of some editions beside those known by their ending.

    Whoever shows a comparison asks for them, too: they are looked for once, and only if asked.
    """

    def __init__(self, own: Iterable[str], *documents: Assessment) -> None:
        self._own, self._documents = own, documents

    @cached_property
    def lines(self) -> frozenset[str]:
        """What the city named, and what the editions themselves show."""
        return frozenset(self._own) | learnt_headings(*self._documents)


def learnt_headings(*documents: Assessment) -> frozenset[str]:
    """Return lines in brackets of remarks (…), 〔…〕 that these editions use as headings, whatever they end with.

    A line is learnt where a row of 別添2 starts with it, or where it stands in several items, of Ⅱ
    and Ⅲ alone: in Ⅳ it says where the counter is. What stands right below a heading is a note on it.
    """
    found: set[str] = set()
    for document in documents:
        found.update(_opening_cells(document))
        found.update(_in_several_items(document))
    return frozenset(found)


def _opening_cells(document: Assessment) -> Iterator[str]:
    """Yield the lone bracketed lines that cells of 別添2 start with, where text stands under them."""
    parts = tuple(fold(part) for part in _words().learnt_in)
    for row in document.change_history:
        for cell in (row.before, row.after):
            line, _, below = cell.partition("\n")
            if below.strip() and fold(row.item).startswith(parts):
                yield from _lone_remarks(line)


def _in_several_items(document: Assessment) -> set[str]:
    """Return the lone bracketed lines that stand in more than one text of a document."""
    seen: set[str] = set()
    twice: set[str] = set()
    for _, item, value in answered(document.form, document.answers):
        part = document.form.above(item)[0]
        if item.kind == "text" and isinstance(value, str) and part.number in _words().learnt_in:
            here = set(_learnable(value))
            twice |= here & seen
            seen |= here
    return twice


def _learnable(text: str) -> Iterator[str]:
    above = ""
    for line in filter(str.strip, text.split("\n")):
        if not is_heading(above):
            yield from _lone_remarks(line)
        above = line


def _lone_remarks(line: str) -> Iterator[str]:
    """Yield the line where it holds only one phrase in brackets that may be learnt."""
    folded, words = fold(line), _words()
    around, phrase = folded[:1] + folded[-1:], folded[1:-1]
    if around in words.remarks and not set(around) & set(phrase) and words.may_be_learnt(phrase):
        yield line.strip()


@cache
def _words() -> HeadingWords:
    return read_heading_words(data_path("words", "headings.yaml"))


def read_heading_words(path: Path) -> HeadingWords:
    """Read the words of headings. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("headings")
    given = top.need("headings", Mapping)
    given.only(*(field.name for field in fields(HeadingWords)))
    return HeadingWords(
        shortest=given.need("shortest", int),
        brackets=given.words("brackets"),
        remarks=given.words("remarks"),
        endings=given.words("endings"),
        case=given.need("case", str),
        of_a_case=given.words("of_a_case"),
        counters=given.need("counters", str),
        notes_end=given.words("notes_end"),
        notes_hold=given.words("notes_hold"),
        learnt_in=given.words("learnt_in"),
    )
