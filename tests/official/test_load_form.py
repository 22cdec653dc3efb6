"""Only an edition of a form can be loaded, whatever else stands beside it."""

import pytest

from pia.errors import InputRefused
from pia.official import load_form


@pytest.mark.parametrize("edition", ["help", "../forms/h30-05", "h30-05\0", "", "h" * 5000])
def test_a_name_that_is_no_edition_is_refused(edition):
    with pytest.raises(InputRefused, match=r"^様式 yoshiki3 の .* 版はありません。"):
        load_form("yoshiki3", edition)


@pytest.mark.parametrize("form", ["../forms/yoshiki3", "x" * 5000, "\ud800", ""])
def test_a_name_that_is_no_form_is_refused(form):
    with pytest.raises(InputRefused) as refused:
        load_form(form, "h30-05")
    assert refused.value.message == f"様式 {form} の h30-05 版はありません"


def test_the_nearest_edition_is_offered():
    with pytest.raises(InputRefused) as refused:
        load_form("yoshiki3", "h30-06")
    sentence = "様式 yoshiki3 の h30-06 版はありません。近いのは yoshiki3_h30-05 です。"
    assert str(refused.value) == sentence
