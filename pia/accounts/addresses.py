"""E-mail addresses, as strict as a letter of ours needs them."""

from __future__ import annotations

import re
import unicodedata

from pia.errors import InputRefused

#: Longest address that a mail server takes.
_LONGEST = 254
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
#: One address and nothing else: no name, no comment, no second one, no line break.
_ADDRESS = re.compile(rf"{_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*")


def checked_address(text: str) -> str:
    """Return an address as it is kept, typed in any width. Raises InputRefused."""
    address = unicodedata.normalize("NFKC", text).strip()
    if len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
        hint = "例: sato@city.example.jp"
        raise InputRefused("メールアドレスとして使えません", where=text[:80], hint=hint)
    return address
