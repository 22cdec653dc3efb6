"""An address is one address and nothing else: what is typed never becomes a head of a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.accounts.addresses import checked_address
from pia.errors import InputRefused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("sato@city.example.jp", "sato@city.example.jp"),
        (" ｓａｔｏ＠city．example．jp　", "sato@city.example.jp"),
        ("a.b+pia@localhost", "a.b+pia@localhost"),
    ],
)
def test_an_address_is_kept_in_half_width(typed, kept):
    assert checked_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "sato", "@example.jp", "sato@", "sato@@example.jp", "sato@example..jp", "sato@-a.jp"),
        *("a@b.jp,c@d.jp", "a@b.jp c@d.jp", "佐藤@例.jp", "佐藤 <a@b.jp>", '"a b"@example.jp'),
        *("a@b.jp\r\nBcc: c@d.jp", "a@b.jp\nX: y", "a\x00@b.jp", "a@b.jp\x7f", "a" * 250 + "@b.jp"),
    ],
)
def test_what_is_no_single_address_is_refused_with_an_example(typed):
    with pytest.raises(InputRefused) as refused:
        checked_address(typed)
    assert refused.value.sentence().startswith("メールアドレスとして使えません")
    assert refused.value.sentence().endswith("例: sato@city.example.jp")


@given(st.text())
def test_whatever_is_kept_has_no_space_and_no_line_break(typed):
    try:
        address = checked_address(typed)
    except InputRefused:
        return
    assert address.isascii()
    assert address.isprintable()
    assert not set(address) & set(' <>,;:"()[]\\')
