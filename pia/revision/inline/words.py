"""A text as words: parted only where a border of words is certain.

What is in doubt stays together: a reader who sees a few signs more underlined understands the
change, one who sees half a word does not.
"""

from __future__ import annotations

from pia.revision.inline.lexicon import kana_after, kanji_words
from pia.revision.inline.pieces import (
    CLOSING,
    COMPANY,
    DAY,
    ENDING,
    KANA,
    KATAKANA,
    LATIN,
    LEADING,
    NAME,
    NUMBER,
    SIGN,
    STRAY,
    UNKNOWN,
    WORD,
    Piece,
    pieces,
)

#: Particles that no ending begins with: after any kanji they are words.
_PARTICLES = frozenset("をのはへ")
#: Last sign of a verb that is finished, and of た and い.
_FINISHED = frozenset("うくぐすつぬぶむるた")
#: Counters that the eye reads with the number: 2人, 3年間.
_COUNTERS = frozenset("人番月日年時分秒つ間歳")
#: Unknown hiragana of this length is no ending or prefix of the known word in kanji behind it.
_CLEAR = 3
#: Kanji after which し is an ending and not する: 見直し, 引渡し.
_NOT_DOING = frozenset("直渡出越消戻返落押移流放写")


def words(text: str) -> list[str]:
    """Return the words of a text; joined they are the text."""
    found: list[str] = []
    last = Piece("", SIGN)
    for piece in pieces(text):
        if _parted(last, piece):
            found.append(piece.text)
            last = piece
        else:
            found[-1] += piece.text
            last = _together(last, piece)
    return found


def _together(last: Piece, piece: Piece) -> Piece:
    """Return what two pieces are as the left side of the next one."""
    if piece.sort == KANA:
        return Piece(last.text + piece.text, last.sort if last.sort in {STRAY, NAME} else ENDING)
    return piece


def _parted(left: Piece, right: Piece) -> bool:
    if SIGN in {left.sort, right.sort} or right.sort == NAME:
        return True
    if right.sort in {ENDING, STRAY}:
        return False
    if left.sort in {STRAY, NAME}:
        return _after_stray(left, right)
    if right.sort == KANA:
        return _before_kana(left, right.text)
    return _before_name(left, right)


def _after_stray(left: Piece, right: Piece) -> bool:
    """Return whether a border stands after unknown hiragana: the name of a place, a rare word."""
    if right.text == "を":
        return True
    known = right.text in kanji_words() or COMPANY.fullmatch(right.text) is not None
    clear = known or right.sort in {KATAKANA, LATIN, NUMBER, DAY}
    return clear and len(left.text) >= _CLEAR


def _before_kana(left: Piece, kana: str) -> bool:
    if left.sort == ENDING:
        return _after_ending(left.text, kana)
    if left.sort in {WORD, CLOSING}:
        return not (kana[0] in "しさ" and left.text[-1] in _NOT_DOING)
    return kana in _PARTICLES if left.sort in {UNKNOWN, LEADING} else True


def _after_ending(ending: str, kana: str) -> bool:
    if kana in kana_after("verb"):
        return ending[-1] in _FINISHED or ending[-1] == "い"
    if kana in kana_after("te"):
        return ending[-1] in "てで"
    if kana in {"は", "も"}:
        return ending[-1] not in "てで"
    return kana in kana_after("noun") and (ending, kana) not in {("び", "に"), ("ち", "に")}


def _before_name(left: Piece, right: Piece) -> bool:
    """Return whether a border stands before kanji, katakana, Latin, a number or a day."""
    if left.sort == ENDING:
        known = right.sort == WORD and len(right.text) > 1
        return known or left.text[-1] in _FINISHED
    if left.sort in {WORD, CLOSING}:
        return right.sort not in {CLOSING, UNKNOWN}
    if left.sort in {UNKNOWN, LEADING}:
        return right.sort in {NUMBER, DAY}
    return left.sort == KANA or _after_name(left, right)


def _after_name(left: Piece, right: Piece) -> bool:
    """Return whether a border stands after katakana, Latin, a number or a day."""
    if left.sort in {KATAKANA, LATIN}:
        alone = left.sort == LATIN and len(left.text) == 1
        return not alone and right.sort not in {CLOSING, UNKNOWN}
    if left.sort == NUMBER and right.sort == CLOSING:
        return right.text not in _COUNTERS
    return right.sort not in {CLOSING, UNKNOWN, KATAKANA}
