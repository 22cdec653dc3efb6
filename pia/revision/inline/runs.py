"""A text as runs of one kind of sign: days, numbers, Latin, katakana, kanji, hiragana, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ALPHA = "A-Za-zＡ-Ｚａ-ｚ"
_ERA = "(?:令和|平成|昭和|大正)"
_GAP = "[ 　]?"
#: Kanji and hiragana in one word, which a run of either alone would misread.
_JOINT = "(?:及び|並びに|又は|若しくは|速やかに|直ちに|特に|更に|既に|常に|少なくとも|遅くとも)"
_DAY = (
    rf"{_ERA}{_GAP}(?:元|\d+){_GAP}年(?:度|{_GAP}\d+{_GAP}月(?:{_GAP}\d+{_GAP}日)?)?"
    r"|\d{4}年(?:度|\d+月(?:\d+日)?)?|\d+月\d+日"
)
_FIGURES = r"\d+(?:[-－‐−–:：/／.．,，]\d+)*"
#: 6条町3丁目46番地, 1丁目2番3号: where a house stands is one thing to a reader, as a day is.
_HOUSE = rf"(?:\d+(?:条[通町]?|丁目|番地?|線)[東西南北]?)+{_FIGURES}"
#: 1,234, 0999-12-3456, 8:30, 3.5, 10万, ①10, 3か月, and 2. before a heading.
_NUMBER = (
    rf"[①-⑳Ⅰ-Ⅻ]?{_FIGURES}(?:[万億兆千百]\d*)*(?![{_ALPHA}\d])"
    r"(?:[かカヶヵケ][月所年国条]|[.．])?"
)
_LATIN = rf"[{_ALPHA}\d]+(?:[-_.@/&+:＿．＠／＆＋：－][{_ALPHA}\d]+)*"
_KANJI = rf"(?:(?!{_JOINT}|{_ERA}{_GAP}[元\d])[^\W\d_{_ALPHA}ぁ-ゖァ-ヺーｦ-ﾟ])+"
_SIGN = r"\t+|[(（][株有社財一][)）]|(?P<same>[^\w\s])(?P=same)*|."
_RUN = re.compile(
    f"(?P<day>{_DAY})|(?P<number>{_HOUSE}|{_NUMBER})|(?P<latin>{_LATIN})|(?P<katakana>[ァ-ヺーｦ-ﾟ]+)"
    f"|(?P<word>{_JOINT})|(?P<kanji>{_KANJI})|(?P<hiragana>[ぁ-ゖ]+)|(?P<sign>{_SIGN})",
    re.DOTALL,
)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each run and its kind; joined the runs are the text."""
    for found in _RUN.finditer(text):
        yield found[0], found.lastgroup or ""
