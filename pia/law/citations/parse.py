"""Find the citations of a text: 法律名 第n条第n項第n号, 別表第nのnの項, and what 同条 or 前項 refer to.

A law is what stands before the provision, else that of the citation it is joined to (第9条及び第10条);
behind any other word it is unknown: a contract has a 第27条, too. 「法」 alone is the law last named, or
what the text itself says it means (以下「法」という。). A 項 or 号 without its 条 is read only where it is
joined to the citation before it (第1号から第3号まで), so that 「(1) 第1号」 is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pia.law.citations.laws import law_named, laws
from pia.law.citations.shape import (
    FREE,
    FREE_NAME,
    GOES_ON,
    JOINED,
    LAW_NUMBER,
    OTHER_EDITION,
    RANGE,
    SAME_LAW,
    behind_law,
    inherited,
    known_ending,
    named_in_brackets,
    token,
)
from pia.law.citations.value import Citation, Numbers
from pia.law.numerals import NUMBER, number_of

#: What any 法 may be called: the one last named. 規則 or 条例 alone may be any.
_GENERIC = frozenset(["法", "法律", "本法"])
#: Words that end like a law and name none.
_NO_LAWS = ("方法", "手法", "法令", "命令", "指令", "違法", "適法", "不法", "立法", "司法")
#: Endings of names, by what 同法, 同規則 … mean by them.
_ENDINGS = ("法", "規則", "条例", "令")
#: No word that shows what a name is stands further in front of it.
_NEAR = 8
_WIDTHS = str.maketrans("０１２３４５６７８９（）", "0123456789()")
_NUMBERS = re.compile(NUMBER)
#: 平成25年5月31日法律第27号 is 平成25年法律第27号.
_DAY_OF_YEAR = re.compile(f"(?<=年){NUMBER}月{NUMBER}日")


def citations(text: str) -> tuple[Citation, ...]:
    """Return the citations of a text from left to right; `text[c.start:c.end]` is one as written."""
    return tuple(_Reader(text.translate(_WIDTHS)).read())


@dataclass(frozen=True)
class _Named:
    """A law as it was just named, until its provision comes."""

    law: str
    start: int
    end: int
    numbered: bool

    @property
    def alone(self) -> Citation:
        return Citation(self.law, start=self.start, end=self.end)


@dataclass
class _Reader:
    """Walks over a text and remembers what 同法, 同条, 前項 refer to."""

    text: str
    #: The law last named of each ending, known or not: what 同法, 同規則 mean.
    spoken: dict[str, str] = field(default_factory=dict)
    named: _Named | None = None
    last: Citation | None = None
    #: What the text itself calls a law.
    defined: dict[str, str] = field(default_factory=dict)

    def read(self) -> Iterator[Citation]:
        for found in token().finditer(self.text):
            if found["law"]:
                yield from self._left_alone()
                self.named = self._name(found)
            elif found[0] and not found["number"]:
                yield from self._placed(found)
        yield from self._left_alone()

    def _name(self, found: re.Match[str]) -> _Named:
        """Return the law that a token names; it is what 同法 means from here on, known or not."""
        name, brackets, start = found["law"], found["brackets"], found.start()
        numbered = bool(LAW_NUMBER.search(brackets))
        inner = known_ending().search(name) if numbered else None
        if inner:
            name, start = inner[0], start + inner.start()
        law = self._meant(name, brackets, start)
        called = [one["quoted"] or one["bare"] for one in named_in_brackets().finditer(brackets)]
        if any(law in laws() and law_named(one) not in (law, one) for one in called):
            law = ""
        if not name.endswith(_NO_LAWS):
            self.spoken[_ending(laws()[law].title if law in laws() else name)] = law
        self.defined |= {one: law for one in called if law_named(one) != law}
        return _Named(law, start, found.end(), numbered)

    def _meant(self, name: str, brackets: str, start: int) -> str:
        """Return the law that a name means here, "" where it may be the rear half of another name."""
        joined = self.last is not None and self.last.end == start
        before = "" if joined else self.text[max(0, start - _NEAR) : start]
        if LAW_NUMBER.search(brackets):
            law, is_whole = _known(name, brackets), True
        elif name in self.defined or name in _GENERIC or SAME_LAW.fullmatch(name):
            law = self.defined.get(name, self.spoken.get(_ending(name), ""))
            is_whole = bool(name.startswith("同") or FREE.search(before))
        else:
            law, is_whole = law_named(name), bool(FREE_NAME.search(before))
        is_sure = is_whole and not OTHER_EDITION.search(before)
        return law if is_sure or law not in laws() else ""

    def _left_alone(self) -> Iterator[Citation]:
        """Yield a law that no provision followed: a citation where its number stands behind it."""
        if self.named and self.named.numbered:
            self.last = self.named.alone
            yield self.last
        self.named = None

    def _placed(self, found: re.Match[str]) -> Iterator[Citation]:
        named = self._law_before(found)
        if named is None:
            yield from self._left_alone()
        if not _is_readable(found):
            self.named = self.last = None
            return
        one = self._cited(found, named)
        if one is not None:
            start = named.start if named else found.start()
            joint = self.text[self.last.end : start] if self.last else ""
            self.last = replace(
                one, start=start, end=found.end(), ends_range=bool(RANGE.fullmatch(joint))
            )
            yield self.last
        self.named = None

    def _law_before(self, found: re.Match[str]) -> _Named | None:
        named = self.named
        gap = self.text[named.end : found.start()] if named else "-"
        return named if behind_law().fullmatch(gap) else None

    def _cited(self, found: re.Match[str], named: _Named | None) -> Citation | None:
        if found["table_place"]:
            return self._table(found, named)
        if found["article"]:
            return self._article(found, named)
        if self.last is None:
            return None
        if found["same"]:
            known = _SAME_AS[found["same"]](self.last)
            return _below(known, found) if known else None
        return self._joined(found, self.last)

    def _article(self, found: re.Match[str], named: _Named | None) -> Citation | None:
        """Return a 条; one without 第 only behind its law, else nobody knows what 同条 means there."""
        if not named and not found[0].startswith(("第", "附則")):
            self.last = None
            return None
        law = named.law if named else self._inherited(found)
        one = Citation(law, _numbers(found["article"]), supplement=bool(found["supplement"]))
        return _below(one, found)

    def _inherited(self, found: re.Match[str]) -> str:
        """Return the law of the citation that one without a law is joined to, else ""."""
        last = self.last
        if last is None or last.supplement or GOES_ON.match(self.text, found.end()):
            return ""
        return last.law if inherited().fullmatch(self.text, last.end, found.start()) else ""

    def _table(self, found: re.Match[str], named: _Named | None) -> Citation | None:
        entry = _numbers(found["numbered"] or found["entry"])
        if found["same_table"]:
            known = self.last is not None and self.last.table is not None
            return replace(self.last, entry=entry) if known and self.last else None
        table = found["table"] or found["plain"]
        number = number_of(table) if table else 0
        law = named.law if named else self._inherited(found)
        return None if number is None else Citation(law, table=number, entry=entry)

    def _joined(self, found: re.Match[str], last: Citation) -> Citation | None:
        """Return a 項, 号 or entry that leaves its law and 条 to the citation it is joined to."""
        is_joined = JOINED.fullmatch(self.text, last.end, found.start())
        if not is_joined or found["supplement"] or GOES_ON.match(self.text, found.end()):
            return None
        if found["more"]:
            return replace(last, entry=_numbers(found["more"])) if last.entry else None
        if not last.article:
            return None
        paragraph = 0 if found["paragraph"] else last.paragraph
        return _below(replace(_bare(last), paragraph=paragraph), found)


def _below(one: Citation, found: re.Match[str]) -> Citation:
    """Return a citation with the 項, 号 and entry that stand behind it."""
    paragraph, item = found["paragraph"], found["item"]
    return replace(
        one,
        paragraph=(number_of(paragraph) or 0) if paragraph else one.paragraph,
        item=_numbers(item) if item else one.item,
        entry=_numbers(found["row"]),
    )


def _bare(last: Citation) -> Citation:
    """Return the 条 of a citation alone."""
    return Citation(last.law, last.article, supplement=last.supplement)


def _same_article(last: Citation) -> Citation | None:
    return _bare(last) if last.article else None


def _article_before(last: Citation) -> Citation | None:
    plain = len(last.article) == 1 and last.article[0] > 1
    return replace(_bare(last), article=(last.article[0] - 1,)) if plain else None


def _same_paragraph(last: Citation) -> Citation | None:
    return replace(_bare(last), paragraph=last.paragraph) if last.paragraph else None


def _paragraph_before(last: Citation) -> Citation | None:
    known = last.paragraph > 1
    return replace(_bare(last), paragraph=last.paragraph - 1) if known else None


def _same_item(last: Citation) -> Citation | None:
    return replace(last, entry=()) if last.item else None


_SAME_AS = {
    "同条": _same_article,
    "前条": _article_before,
    "同項": _same_paragraph,
    "前項": _paragraph_before,
    "同号": _same_item,
}


def _ending(name: str) -> str:
    """Return what kind of law a name ends with; 法律 is 法, 命令 is 令."""
    plain = name.removesuffix("律")
    return next((ending for ending in _ENDINGS if plain.endswith(ending)), "")


def _known(name: str, brackets: str) -> str:
    """Return the id of a law by its name or by the number in brackets behind it, else its name."""
    law, number = law_named(name), LAW_NUMBER.search(brackets)
    if law in laws() or number is None:
        return law
    by_number = law_named(_DAY_OF_YEAR.sub("", number[0]))
    return by_number if by_number in laws() else name


def _is_readable(found: re.Match[str]) -> bool:
    """Return whether every number of a provision is one: two that are none are not the same."""
    return all(number_of(piece) is not None for piece in _NUMBERS.findall(found[0]))


def _numbers(text: str | None) -> Numbers:
    """Return 「9条の2」 as (9, 2)."""
    return tuple(number_of(piece) or 0 for piece in _NUMBERS.findall(text or ""))
