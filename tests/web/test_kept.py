"""What was posted and not taken comes back under the officer's own words, and can be sent again."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from hypothesis import given, strategies

from pia.approval.roles import Role
from pia.web.kept import _decoded
from tests.forms.pages import shown
from tests.web.drafting import answer, city_of, fill, outsourcing, section

LONG = "対象となる者の個人住民税の賦課に必要な情報を、申告書と課税資料から入力する。\n" * 3
AGAIN = "もう一度保存する"


@pytest.fixture
def city(store, add, tmp_path):
    return city_of(store, add, tmp_path)


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


def labels(html):
    return [unescape(one) for one in re.findall(r'<span class="field-name">([^<]*)</span>', html)]


def texts(html):
    found = re.findall(r'<textarea[^>]* id="kept-\d+"[^>]*>\n([^<]*)</textarea>', html)
    return [unescape(one) for one in found]


def expired(client, path, changes):
    """Post a page whose token is of a session that ended."""
    return fill(client, path, changes | {"csrf_token": "x"})


@given(strategies.lists(strategies.text(strategies.characters(codec="utf-8")), max_size=5))
def test_a_body_too_large_for_its_page_is_decoded_as_any_other(typed):
    raw = urlencode([("a b", text) for text in typed])
    assert [_decoded(one.partition(b"=")[2]) for one in raw.encode().split(b"&") if one] == typed


def test_the_labels_are_those_of_the_form_and_long_texts_come_first(city, editor):
    reply = expired(editor, section(city), {"department": "税務課", "task_content": LONG})
    assert texts(reply.text)[0] == LONG
    assert "②事務の内容" in labels(reply.text)[0]
    assert "Ⅰ 基本情報 6 評価実施機関における担当部署 ①部署" in labels(reply.text)
    assert not [one for one in labels(reply.text) if re.search(r"[a-z@\[]", one)]
    assert not {"base", "button", "csrf_token"} & set(labels(reply.text))


def test_an_item_of_a_thing_stands_under_the_thing_without_a_number(city, editor):
    key = "files.{file}.outsourcing_group"
    reply = expired(editor, section(city, key), {f"{outsourcing(city)}.contractor": "みほん社"})
    place = labels(reply.text)[texts(reply.text).index("みほん社")]
    assert "特定個人情報ファイルの取扱いの委託 委託事項 ③委託先名" in place


def test_choices_and_boxes_are_said_in_the_words_of_the_form(city, editor):
    reply = expired(editor, section(city), {"linkage": "not_carried_out"})
    assert "実施しない" in " ".join(texts(reply.text))
    assert "not_carried_out" not in texts(reply.text)


def test_the_text_of_two_that_met_keeps_its_place(city, editor):
    sent = {"at-1": "department", "choice-1": "mine", "mine-1": '"財務部\\n税務課"', "base": "1"}
    reply = editor.post(section(city) + "/settle", data=sent | {"text-1": "書きかけ"})
    assert all(one.endswith("①部署") for one in labels(reply.text))
    assert set(texts(reply.text)) == {"財務部\n税務課", "書きかけ"}


def test_a_form_of_an_ended_session_is_saved_by_one_more_press(city, editor):
    reply = expired(editor, section(city), {"department": "税務部\r\n税務課"})
    assert reply.status_code == 400
    assert AGAIN in reply.text
    form = reply.text[reply.text.index(f'<form method="post" action="{section(city)}">') :]
    posted = shown(form[: form.index("</form>")]).posted
    assert editor.post(section(city), data=posted).status_code == 303
    assert answer(city, "department") == "税務部\n税務課"


def test_whoever_is_signed_out_is_not_offered_it(city, client):
    reply = client.post(section(city), data={"department": "税務課"})
    assert reply.status_code == 401
    assert "税務課" in texts(reply.text)
    assert AGAIN not in reply.text


@pytest.mark.parametrize(
    ("path", "data", "kind"),
    [
        ("/password", {"old_password": "x", "new_password": "y"}, None),
        ("/register", {"number": "3"}, "multipart/form-data"),
    ],
)
def test_neither_passwords_nor_files_are_sent_once_more(city, editor, path, data, kind):
    reply = editor.post(path, data=data, content_type=kind)
    assert reply.status_code == 400
    assert AGAIN not in reply.text
