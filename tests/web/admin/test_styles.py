"""The page on which a city says how it writes its change tables."""

import re
from html import unescape

import pytest

from pia.approval.roles import Role
from pia.revision.style import DEFAULT_STYLE, TableStyle
from tests.web.administering import errors, posted

PATH = "/admin/style"
SET = {"labels": "long", "granularity": "block", "duty": "義務付け", "sides": "new-left"}


def style(store):
    with store.reading() as work:
        return work.names.style(work.ownership.municipalities()[0].id)


def sample(answer):
    """The rows of the example."""
    table = answer.text.partition('id="sample"')[2]
    cells = re.findall(r'<span class="change-text">([^<]*)</span>', table)
    return [unescape(cell) for cell in cells]


def test_an_empty_store_begins_with_the_city(boss):
    assert boss.get(PATH).location == "/admin/ownership/municipality"
    assert boss.send(PATH).location == "/admin/ownership/municipality"


def test_every_setting_and_every_phrase_of_the_product_is_shown(boss, city):
    page = boss.get(PATH).text
    for name in DEFAULT_STYLE.as_json():
        assert f'name="{name}' in page
    assert "事後：その他の項目の変更であり、事前の提出・公表が義務付けられない。" in page
    assert "事後：リスクを明らかに軽減させる変更であり、重要な変更に当たらない。" in page
    checked = re.findall(r'value="([^"]*)" checked', page)
    assert checked == ["long", "block", "義務付け", "new-left"]


def test_the_settings_are_kept_and_shown_again(boss, city, store):
    typed = {
        "labels": "short",
        "granularity": "sentence",
        "duty": "義務づけ",
        "sides": "old-left",
        "newest_first": "1",
        "headings": "市の措置\r\n\r\n国の措置",
        "words-other": " その他の変更の　ため。",
    }
    answer = posted(boss, PATH, **typed)
    assert (answer.status_code, answer.location) == (303, PATH)
    assert style(store) == TableStyle(
        labels="short",
        granularity="sentence",
        newest_first=True,
        duty="義務づけ",
        sides="old-left",
        words={"other": "その他の変更の ため。"},
        headings=("市の措置", "国の措置"),
    )
    page = boss.get(PATH)
    assert "表の書き方を保存しました" in page.text
    assert 'value="その他の変更の ため。"' in page.text
    assert "Ⅱ-6 保管場所" in sample(page)


def test_an_example_is_shown_without_keeping_anything(boss, city, store):
    answer = posted(
        boss, PATH, **SET | {"labels": "short", "words-important": "事前です"}, look="1"
    )
    assert answer.status_code == 200
    assert "Ⅱ-6 保管場所" in sample(answer)
    assert "事前です" in sample(answer)
    assert 'value="short" checked' in answer.text
    assert style(store) == DEFAULT_STYLE


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"labels": "medium"}, "項目の書き方を選んでください"),
        ({"granularity": ""}, "1行にする単位を選んでください"),
        ({"newest_first": "yes"}, "新しい変更を上に並べるを選んでください"),
        ({"words-other": "制御\x07文字"}, "制御文字が入っています"),
        ({"words-other": "長" * 201}, "説明の文言が長すぎます"),
        ({"headings": "長" * 15_000}, "見出しが長すぎます"),
        ({"headings": "\n".join(f"{n}の措置" for n in range(101))}, "見出しが多すぎます"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_with_everything_typed(boss, city, store, typed, said):
    given = SET | {"words-important": "残る文言"} | typed
    answer = posted(boss, PATH, **given)
    assert answer.status_code == 422
    assert any(said in error for error in errors(answer))
    [field] = re.findall(r'<li><a href="#([^"]+)">', answer.text)
    assert f'id="{field}"' in answer.text
    assert 'value="残る文言"' in answer.text
    assert style(store) == DEFAULT_STYLE


def test_fields_that_are_missing_or_unknown_are_no_defect(boss, city, store):
    assert len(errors(boss.send(PATH))) == 4
    answer = posted(boss, PATH, **SET | {"words-nonsense": "x", "colour": "red"})
    assert answer.status_code == 303
    assert style(store) == DEFAULT_STYLE


def test_a_stale_page_is_refused_with_everything_typed(boss, city, store):
    seen = re.findall(r'name="seen" value="([^"]*)"', boss.get(PATH).text)[0]
    posted(boss, PATH, **SET | {"labels": "short"})
    answer = boss.send(PATH, {"seen": seen, **SET, "words-other": "残る文言"})
    assert answer.status_code == 409
    assert "ほかの人が先に変更しています" in answer.text
    assert 'value="残る文言"' in answer.text
    assert style(store).labels == "short"
    assert boss.send(PATH, SET).status_code == 409


def test_the_way_of_writing_is_set_by_keyboard_and_without_scripts(live, page, axe, city, store):
    live.sign_in(page, Role.ADMINISTRATOR)
    page.goto(f"{live.address}admin/style")
    page.get_by_role("radio", name="短い書き方").press("Space")
    page.get_by_role("button", name="保存せずに例を見る").press("Enter")
    page.get_by_text("Ⅱ-6 保管場所").first.wait_for()
    axe(page)
    page.get_by_role("textbox", name="見出しとして扱う行").fill("長" * 201)
    page.get_by_role("button", name="保存する", exact=True).press("Enter")
    page.wait_for_selector(".field-error")
    axe(page)
    page.get_by_role("textbox", name="見出しとして扱う行").fill("市の措置")
    page.get_by_role("button", name="保存する", exact=True).press("Enter")
    page.get_by_text("表の書き方を保存しました").wait_for()
    assert (style(store).labels, style(store).headings) == ("short", ("市の措置",))
