"""Passwords: how they are kept, which are taken, those made for handing over."""

import re
from random import Random

import pytest
from argon2 import PasswordHasher, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from pia.accounts import passwords
from pia.accounts.passwords import (
    hash_password,
    is_outdated,
    matches,
    one_time_password,
    require_good,
)
from pia.errors import InputRefused


def test_a_kept_password_names_its_parameters():
    kept = extract_parameters(hash_password("あさひの桜は五月に咲く"))
    assert (kept.type.name, kept.memory_cost, kept.time_cost) == ("ID", 65_536, 3)
    assert (kept.parallelism, kept.hash_len, kept.salt_len) == (4, 32, 16)


def test_the_hash_of_nobody_takes_the_same_work_and_fits_no_password(monkeypatch):
    same = extract_parameters(passwords._nobody())
    assert same == extract_parameters(hash_password("x"))
    assert not matches("", None)
    monkeypatch.setattr(PasswordHasher, "verify", lambda *_: True)
    assert not matches("", None)


def test_a_password_typed_in_full_width_is_the_same(quick):
    kept = hash_password("sakura-mori-2025")
    assert matches("ｓａｋｕｒａ－ｍｏｒｉ－２０２５", kept)
    assert not matches("sakura-mori-2026", kept)


def test_a_hash_of_other_parameters_is_outdated(quick):
    old = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash("x")
    assert is_outdated(old)
    assert not is_outdated(hash_password("x"))


def test_a_damaged_hash_fits_no_password(quick):
    assert not matches("x", "$argon2id$damaged")


@pytest.mark.parametrize(
    "new", ["あさひの桜は五月に咲く山", "correct horse battery", "mado-2-tsukue-5"]
)
def test_long_words_of_ones_own_are_taken(new):
    require_good(new, "hanako")


@pytest.mark.parametrize(
    ("new", "missing"),
    [
        ("mijikai-go", "あと2文字必要です"),
        ("sakura-hanako-7", "利用者名が入っています"),
        ("SAKURA-ＨＡＮＡＫＯ-7", "利用者名が入っています"),
        ("aaaabbbbcccc", "同じ文字の繰り返しです"),
        ("password20250401", "よく使われる言葉や並びです"),
        ("P@ssw0rd!!!!", "よく使われる言葉や並びです"),
        ("!!administrator", "よく使われる言葉や並びです"),
        ("MyNumber-2025!", "よく使われる言葉や並びです"),
        ("qwertyuiopas", "よく使われる言葉や並びです"),
        ("123456789012", "よく使われる言葉や並びです"),
    ],
)
def test_a_refused_password_says_what_is_missing(new, missing):
    with pytest.raises(InputRefused) as refused:
        require_good(new, "hanako")
    assert missing in refused.value.message
    assert refused.value.hint


def test_all_that_is_missing_is_said_at_once():
    with pytest.raises(InputRefused, match="あと9文字必要です。同じ文字の繰り返しです"):
        require_good("aab", "hanako")


@given(st.integers())
def test_a_password_for_handing_over_can_be_read_out_and_would_be_taken(seed):
    made = one_time_password(Random(seed))  # noqa: S311 - repeatable on purpose
    assert re.fullmatch(r"([2-9a-z]{4}-){3}[2-9a-z]{4}", made)
    assert not set(made) & set("01ilo")
