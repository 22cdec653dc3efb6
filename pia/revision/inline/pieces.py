"""Runs of kanji and of hiragana as pieces of known sort, by the words of the field.

A piece is the smallest thing that is looked at; whether two of them may be parted says `words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from pia.revision.inline.lexicon import kana_words, kanji_words
from pia.revision.inline.runs import runs


class Piece(NamedTuple):
    """A piece of text and its sort, one of the constants of this module."""

    text: str
    sort: str


#: Kanji: a known word, a sign that closes or leads a word (委託先, 再委託), anything else.
WORD, CLOSING, LEADING, UNKNOWN = "word", "closing", "leading", "unknown"
#: Hiragana: a word by itself, the ending of a word in kanji (取扱い), a name (株式会社ひながた), else.
KANA, ENDING, NAME, STRAY = "kana", "ending", "name", "stray"
#: The kinds of run that are one piece.
DAY, NUMBER, LATIN, KATAKANA, SIGN = "day", "number", "latin", "katakana", "sign"

_LEADING = frozenset("再各本当全新旧非未不無被次副準総約毎同他両主第")
_CLOSING = frozenset(
    "者課係部室長先元所書票簿表名額率数料費税法令局庁省県市町村区館園校院会員側中内外上下別時後前間用化性的"
    "式型版案類系網層歳円台枚点件回人日月年秒号条項章節款班庫証状歴権士業物品地線機器場済番分"
)
_FREE = "等"
_FIGURES = "[〇一二三四五六七八九十百千]+"
_COUNTED = (
    re.compile(f"第?{_FIGURES}[条項号表章節款月日年回件名階番割分次]?"),
    re.compile(f"(?:令和|平成|昭和|大正)?(?:元|{_FIGURES})年(?:度|{_FIGURES}月(?:{_FIGURES}日)?)?"),
)
#: What a company or body is; it is one word with what says of which kind.
COMPANY = re.compile(
    "(?:(?:株式|有限|合同|合資|合名|相互)会社|(?:(?:一般|公益|特例)?(?:財団|社団)"
    "|(?:地方)?独立行政|国立大学|公立大学|社会福祉|医療|学校|宗教|税理士|弁護士|監査|特定非営利活動)法人)"
)
#: Kanji that no ending follows, so that hiragana behind them begins a name: 市役所ひがし支所.
_NAMES_FOLLOW = re.compile(
    f".*(?:{COMPANY.pattern}|会社|法人|機構|協会|連合会|(?:協同|共済|森林|事務)組合"
    "|.[所室局市町村区園館校院社店庁県署]|.[^関]係|.[^賦]課|..[部班])"
)
_MUNICIPAL = frozenset("市区県")
#: Where the name of a section ends; with what stands before it in the run it is one word.
_SECTION = re.compile("[部課係室班]長?")
_LONGEST = 9
#: Fewer signs of unknown hiragana may be an ending after all.
_SHORTEST_NAME = 3
#: What a piece costs when a run is cut: the cheapest way has the longest known words.
_KNOWN, _AFFIX, _FOREIGN, _GRAMMAR, _LOOSE = 1.0, 1.2, 2.0, 0.9, 2.2
_END, _END_SIGN = 0.3, 1.1

_Offer = tuple[int, float, str]


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text; joined they are the text."""
    before, after = "", ""
    for run, kind in runs(text):
        if kind == "hiragana":
            yield from _hiragana(run, after)
        elif kind == "kanji":
            yield from _kanji(run, before in {NUMBER, KATAKANA, LATIN, DAY})
        else:
            yield Piece(run, kind)
        before, after = kind, _begins_behind(run, kind, before)


def _begins_behind(run: str, kind: str, before: str) -> str:
    """Return what hiragana behind a run may begin with: an ending, a name or "", a word."""
    if kind != "kanji":
        return ""
    is_municipal = run in _MUNICIPAL and before in {"hiragana", KATAKANA}
    return NAME if is_municipal or _NAMES_FOLLOW.fullmatch(run) else ENDING


@lru_cache(maxsize=8192)
def _kanji(run: str, goes_on: bool) -> tuple[Piece, ...]:  # noqa: FBT001 - part of the key
    """Return the pieces of a run that stands alone, or goes on after a number or name."""
    found = _cheapest(run, _kanji_offers)
    if found[0].sort == CLOSING and not goes_on:
        found[0] = Piece(found[0].text, UNKNOWN)
    return tuple(_sections(found))


def _sections(found: list[Piece]) -> Iterator[Piece]:
    """Yield names of sections as one word each: 市民部, 保険年金課長."""
    start = 0
    for at, piece in enumerate(found):
        if at > start and _SECTION.fullmatch(piece.text):
            yield Piece("".join(part.text for part in found[start : at + 1]), WORD)
            start = at + 1
    yield from found[start:]


@lru_cache(maxsize=8192)
def _hiragana(run: str, begins: str) -> tuple[Piece, ...]:
    if begins == NAME and (named := tuple(_doubtful(_cheapest(run, _kana_offers)))):
        first = named[0]
        if first.sort != STRAY:
            return named
        if len(first.text) >= _SHORTEST_NAME:
            return (first._replace(sort=NAME), *named[1:])
    after_kanji = begins != ""
    found = _cheapest(run, _ending_offers if after_kanji else _kana_offers)
    certain = 1 if after_kanji else 0
    return (*found[:certain], *_doubtful(found[certain:]))


def _doubtful(found: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, particles beside unknown hiragana as part of it: は in はがき is none."""
    for alike, group in groupby(found, key=_may_be_stray):
        some = list(group)
        if alike and any(piece.sort == STRAY for piece in some):
            yield Piece("".join(piece.text for piece in some), STRAY)
        else:
            yield from some


def _may_be_stray(piece: Piece) -> bool:
    is_particle = piece.sort == KANA and len(piece.text) == 1 and piece.text != "を"
    return is_particle or piece.sort == STRAY


def _kanji_offers(run: str, at: int) -> Iterator[_Offer]:
    yield _kanji_sign(run[at], at + 1)
    for pattern in (*_COUNTED, COMPANY):
        if found := pattern.match(run, at):
            yield found.end(), _KNOWN, WORD
    for end in range(at + 2, min(len(run), at + _LONGEST) + 1):
        if run[at:end] in kanji_words():
            yield end, _KNOWN, WORD


def _kanji_sign(sign: str, end: int) -> _Offer:
    if sign in _CLOSING:
        return end, _AFFIX, CLOSING
    if sign in _LEADING:
        return end, _AFFIX, LEADING
    return (end, _AFFIX, WORD) if sign == _FREE else (end, _FOREIGN, UNKNOWN)


def _ending_offers(run: str, at: int) -> Iterator[_Offer]:
    if at == 0:
        yield from ((end, _END + _END_SIGN * end, ENDING) for end in range(1, len(run) + 1))
    yield from _kana_offers(run, at)


def _kana_offers(run: str, at: int) -> Iterator[_Offer]:
    yield at + 1, _LOOSE, STRAY
    for end in range(at + 1, min(len(run), at + _LONGEST) + 1):
        if run[at:end] in kana_words():
            yield end, _GRAMMAR, KANA


def _cheapest(run: str, offers: Callable[[str, int], Iterator[_Offer]]) -> list[Piece]:
    """Return the pieces of the cheapest way through a run."""
    best = [(0.0, 0, ""), *((float("inf"), 0, "") for _ in run)]
    for at in range(len(run)):
        for end, cost, sort in offers(run, at):
            total = round(best[at][0] + cost, 1)
            if total <= best[end][0]:
                best[end] = (total, at, sort)
    return _grouped(_way(run, best))


def _way(run: str, best: list[tuple[float, int, str]]) -> list[Piece]:
    found: list[Piece] = []
    end = len(run)
    while end:
        _, at, sort = best[end]
        found.append(Piece(run[at:end], sort))
        end = at
    return found[::-1]


def _grouped(found: list[Piece]) -> list[Piece]:
    """Join what is unknown side by side; two or four unknown kanji are a word or two."""
    out: list[Piece] = []
    for piece in found:
        if piece.sort in {UNKNOWN, STRAY} and out and out[-1].sort == piece.sort:
            out[-1] = Piece(out[-1].text + piece.text, piece.sort)
        else:
            out.append(piece)
    return [
        Piece(text, WORD) if sort == UNKNOWN and len(text) in {2, 4} else Piece(text, sort)
        for text, sort in out
    ]
