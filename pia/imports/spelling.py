"""Spellings of labels that mean the same: signs of before 1946, okurigana, signs of converters.

Only labels are compared so; answers keep every sign.
"""

from __future__ import annotations

import re

from pia.official.folding import fold

#: Old signs, and radicals that converters write for the sign itself (NFKC knows most of them).
_SIGNS = str.maketrans(
    "國實關對當擔發會權號證據應處區縣總續聽屬體點經圖團獨惡氣變與豫廳辨毀⺠⻑⻄⻘⻩⻁⻲⻭⻝⻤⻨",
    "国実関対当担発会権号証拠応処区県総続聴属体点経図団独悪気変与予庁弁毀民長西青黄虎亀歯食鬼麦",
)
#: As officers write a word, and as the form does.
_WORDS = (
    ("問い合わせ", "問合せ"),
    ("問合わせ", "問合せ"),
    ("取り扱", "取扱"),
    ("手続き", "手続"),
    ("紐づけ", "紐付け"),
    ("ひも付け", "紐付け"),
    ("ひもづけ", "紐付け"),
    ("き損", "毀損"),
)
#: Around or behind a label: 【公表日】, ■1. …, 公表日：.
_FRAMED = re.compile(r"[【《≪](.*)[】》≫]", re.DOTALL)
OPENING = "【《≪"
_BEFORE = "■◆◇▼▽▶▷★☆◎"
#: A heading that goes on over the page: 「Ⅱ …(続き)」.
_GOES_ON = re.compile(r"[(\[【](続き|つづき|前頁続き|再掲)[)\]】]$")


def plain(text: str) -> str:
    """Return a text of a label without frames and marks around it."""
    text = text.strip().lstrip(_BEFORE).strip()
    framed = _FRAMED.fullmatch(text)
    return (framed[1] if framed else text).rstrip(":： 　").strip()  # both widths are printed


def same_words(text: str) -> str:
    """Return the folded text in one spelling."""
    key = fold(text).translate(_SIGNS)
    for written, usual in _WORDS:
        key = key.replace(written, usual)
    return key


def goes_on(text: str) -> bool:
    """Return whether a heading says that it stood there before."""
    return _GOES_ON.search(fold(text)) is not None


def without_going_on(key: str) -> str:
    """Return a folded heading without （続き）."""
    return _GOES_ON.sub("", key)
