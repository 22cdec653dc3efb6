"""Doubts about words that not everybody sees, carried inside their text by signs that no text holds.

A reader puts a sign where such words stand; when a cell or line is whole, the signs become its doubt.
"""

from __future__ import annotations

import re

#: Noncharacters, which `keep_imported` removes from every text.
PERHAPS, STRUCK, GONE, CUT, DRAWN = "\ufdd6", "\ufdd7", "\ufdd8", "\ufdd9", "\ufdda"
DOUBTS = {
    PERHAPS: "条件や書式によって、見えないことのある文字です。",
    STRUCK: "取り消し線の引かれた文字があります。",
    GONE: "画面に出ない印の付いた文字を除きました。",
    CUT: "文字が途中で切れていて、続きが見えません。",
    DRAWN: "囲い文字や数式を、ふつうの文字として読みました。",
}
_SIGN = re.compile(f"[{''.join(DOUBTS)}]")


def without_doubts(text: str) -> tuple[str, str]:
    """Return a text without the signs of its doubts, and the first of these."""
    found = _SIGN.search(text)
    return (_SIGN.sub("", text), DOUBTS[found[0]]) if found else (text, "")
