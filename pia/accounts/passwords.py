"""Passwords: how they are kept, which are taken, and those made for handing over.

A password is folded (NFKC) before it is hashed: typed with a Japanese input method left in
full-width mode, it is still the same password.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from random import Random

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from pia.errors import InputRefused

#: Argon2id as RFC 9106 4 recommends it where memory is limited: 64 MiB, three passes.
HASHER = PasswordHasher(
    time_cost=3, memory_cost=65_536, parallelism=4, hash_len=32, salt_len=16, type=Type.ID
)
#: Fewest signs of a password.
LEAST = 12
#: Fewest different signs of a password.
LEAST_DIFFERENT = 5
#: What a guesser tries first, also with numbers and signs around it.
_TRIVIAL = frozenset(
    {
        *("admin", "administrator", "changeme", "letmein", "passphrase", "password", "welcome"),
        *("asdfghjkl", "qwerty", "qwertyuiop"),
        *("himitsu", "kanrisha", "kojinbango", "kojinjoho", "mynumber", "pasuwado", "shiyakusho"),
    }
)
_ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
#: Signs that nobody mistakes for another when reading them out: no 0, 1, i, l, o.
_READABLE = "23456789abcdefghjkmnpqrstuvwxyz"


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return HASHER.hash(_folded(password))


def matches(password: str, kept: str | None) -> bool:
    """Return whether a password is the kept one; None takes as long, and is never it."""
    try:
        HASHER.verify(kept or _nobody(), _folded(password))
    except (InvalidHashError, VerificationError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Return whether a kept password was hashed with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def require_good(password: str, name: str) -> None:
    """Raise InputRefused, saying all that is missing, unless a new password may be taken."""
    if wrong := _faults(_folded(password).casefold(), name.casefold()):
        hint = f"{LEAST}文字以上で、ほかの人が思い付かないものにしてください。"
        raise InputRefused(f"新しいパスワードは使えません。{'。'.join(wrong)}", hint=hint)


def one_time_password(random: Random) -> str:
    """Return a password to be handed over on paper: four groups of four readable signs."""
    return "-".join("".join(random.choices(_READABLE, k=4)) for _ in range(4))


def _faults(password: str, name: str) -> list[str]:
    faults = []
    if len(password) < LEAST:
        faults.append(f"あと{LEAST - len(password)}文字必要です")
    if name and name in password:
        faults.append("利用者名が入っています")
    if len(set(password)) < LEAST_DIFFERENT:
        faults.append("同じ文字の繰り返しです")
    if _is_listed(password):
        faults.append("よく使われる言葉や並びです")
    return faults


def _is_listed(password: str) -> bool:
    word = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
    plain = word.translate(str.maketrans("013457@$", "oleastas"))
    rows = (*_ROWS, *(row[::-1] for row in _ROWS))
    return plain in _TRIVIAL or any(password in row for row in rows if password)


def _folded(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _nobody() -> str:
    """Return a hash of today's parameters that belongs to no password."""
    salt, tag = (_coded(bytes(size)) for size in (HASHER.salt_len, HASHER.hash_len))
    cost = f"m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${tag}"


def _coded(data: bytes) -> str:
    return b64encode(data).decode("ascii").rstrip("=")
