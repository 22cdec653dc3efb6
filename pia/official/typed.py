"""Text as it is kept: what is composed, what becomes a break, what is refused.

Not NFC: that would turn 﨑 and U+FA10 into other characters, and with them somebody's name.
"""

from __future__ import annotations

import re
import unicodedata

from pia.errors import InputRefused

#: Kana followed by a combining (han)dakuten: composed, so that ガ is one character.
_KANA_MARK = re.compile("[\u3040-\u30ff][\u3099\u309a]")
_BREAKS = re.compile("\r\n|[\r\v\u2028\u2029]")
#: Control characters that are no break or space, lone surrogates, noncharacters.
_REFUSED = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def compose_kana(text: str) -> str:
    """Return the text with kana and their combining marks as one character, and no other change."""
    return _KANA_MARK.sub(lambda m: unicodedata.normalize("NFC", m[0]), text)


def _arranged(text: str) -> str:
    """Return the text without U+FEFF, which files bring along: it shows nothing, and no PDF has it."""
    return compose_kana(_BREAKS.sub("\n", text).replace("\t", " ").replace("\ufeff", ""))


def keep_typed(text: str, where: str) -> str:
    """Return a typed or stored text as it is kept. Raises InputRefused for what cannot be kept."""
    text = _arranged(text)
    bad = _REFUSED.search(text)
    if bad is None:
        return text
    sign = "制御文字" if bad[0] < "\u0100" else "壊れた文字"
    if "\ud800" <= bad[0] <= "\udfff":
        sign = "壊れた文字(サロゲート)"
    place = f"{bad.start() + 1}文字目 U+{ord(bad[0]):04X}"
    raise InputRefused(
        f"{sign}が入っています", where=f"{where} {place}", hint="その文字を消してください。"
    )


def keep_answer(text: str, where: str) -> str:
    """Return an answer as it is kept: white space alone is an empty box, for the paper shows nothing.

    Raises InputRefused as `keep_typed` does.
    """
    kept = keep_typed(text, where)
    return kept if kept.strip() else ""


def says_something(text: str) -> bool:
    """Return whether a text shows a sign: white space and marks without width are no reason."""
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)


def keep_imported(text: str) -> tuple[str, int]:
    """Return the text of a published document as it is kept, and how many signs were removed."""
    kept, removed = _REFUSED.subn("", text)
    return _arranged(kept), removed
