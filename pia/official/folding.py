"""Comparison keys: the same words in another width, spacing or punctuation are the same key.

Keys only compare; what is stored is never folded.
"""

from __future__ import annotations

import re
import unicodedata

#: Spellings of one mark, after NFKC.
_SAME = str.maketrans({"、": ",", "，": ",", "―": "-", "—": "-", "–": "-", "‐": "-", "−": "-"})
_SAME |= str.maketrans(
    {"〜": "~", "～": "~", "〈": "<", "〉": ">", "＜": "<", "＞": ">", "：": ":"}
)
_SPACES = re.compile(r"\s+")

#: What stands in a box where the paper has nothing to say.
DASHES = frozenset("—-－―–‐−ー")


def fold(text: str) -> str:
    """Return the key of a label or a printed choice: width, spaces and marks do not count."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text).translate(_SAME)).casefold()


def without_space(text: str) -> str:
    """Return the text without white space and line breaks."""
    return _SPACES.sub("", text)
