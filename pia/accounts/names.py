"""Log-in names: small letters, so that nobody fails for a capital or a full-width sign."""

from __future__ import annotations

import re
import unicodedata

from pia.errors import InputRefused

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


def folded(name: str) -> str:
    """Return a log-in name as it is kept, however it was typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def checked(name: str) -> str:
    """Return a new log-in name as it is kept. Raises InputRefused."""
    plain = folded(name)
    if not _NAME.fullmatch(plain):
        hint = "半角の英小文字・数字・「.」「_」「-」「@」で、2～64文字にしてください。"
        raise InputRefused("利用者名に使えない文字があります", hint=hint)
    return plain
