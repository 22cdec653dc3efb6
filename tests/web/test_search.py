"""検索: a word of any edition or draft is found, and leads to the place where it stands."""

import re
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from tests.web import papers
from tests.web.drafting import city_of

NARROW = {"width": 320, "height": 800}


@pytest.fixture
def city(store, add, tmp_path):
    city = city_of(store, add, tmp_path)
    city.edited(city.draft.id, department="税務部市民税課")
    return city


@pytest.fixture
def reader(signed_in):
    return signed_in(Role.VIEWER)


def found(reader, words, **more):
    return reader.get("/search", query_string={"words": words, **more})


def test_the_page_without_words_says_how_to_search(reader):
    page = reader.get("/search").text
    assert "すべての版と、開いている下書きの本文から探します" in page
    assert 'aria-current="true">検索' in page


def test_a_hit_shows_its_item_marked_words_and_leads_to_its_place(city, reader):
    page = found(reader, "ｻｰﾊﾞ室")
    assert "<mark>サーバ室</mark>" in page.text
    assert "Ⅱ-6 保管場所" in papers.words(page)
    assert "1件の評価書に1か所あります" in papers.words(page)
    (url, anchor) = re.findall(r'href="(/editions/\d+/document)#([^"]+)"', page.text)[0]
    assert f'id="{anchor}"' in reader.get(url).text


def test_a_hit_of_a_draft_leads_to_the_page_where_it_is_written(city, signed_in):
    reader = signed_in(Role.EDITOR)
    page = found(reader, "税務部").text
    ((url, anchor),) = re.findall(r'href="(/drafts/\d+/sections/[^"#]+)#([^"]+)"', page)
    url = url.replace("&amp;", "&")
    assert f'id="{anchor}"' in reader.get(url).text


def test_what_only_an_earlier_edition_says_is_folded_behind_the_rest(city, reader):
    city.adopt_newer()
    page = found(reader, "部", scope="editions").text
    assert re.search(r"<details>\s*<summary>前の版だけにある記載（\d+か所）", page)
    alone = found(reader, "財務部市民税課", scope="editions").text
    assert "<details open>" in alone


def test_a_search_is_narrowed_by_scope_and_part_and_the_form_keeps_it(city, reader):
    page = found(reader, "税務部", scope="published", part="basics")
    assert "「税務部」は見つかりません" in page.text
    assert "すべての版と下書き、すべての部から探す" in page.text
    assert re.search(r'value="published" selected', page.text)
    assert re.search(r'value="basics" selected', page.text)
    assert 'value="税務部"' in page.text
    assert "か所あります" in found(reader, "税務部", scope="nonsense", part="nonsense").text


def test_a_long_list_is_paged(city, reader):
    page = found(reader, "の")
    assert "1～20か所目です" in papers.words(page)
    assert page.text.count('class="excerpt"') == 20
    second = found(reader, "の", page=2)
    assert "21～" in papers.words(second)
    assert "scope=" in second.text
    for odd in ("0", "-1", "９", "99999999999", "x"):
        assert found(reader, "の", page=odd).status_code == HTTPStatus.OK


def test_text_of_documents_and_of_searches_is_never_markup(city, reader):
    city.edited(city.draft.id, department="<b>窓口</b>")
    page = found(reader, "<b>").text
    assert "<mark>&lt;b&gt;</mark>窓口" in page
    assert "<b>" not in page
    assert "「&lt;i&gt;」は見つかりません" in found(reader, "<i>").text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("長" * 101, "検索することばが長すぎます（101字）"),
        ("あ" * 200_000, "検索することばが長すぎます（200,000字）"),
        ("電算\x00", "制御文字が入っています"),
        ("電算\x1b[31m", "制御文字が入っています"),
        ("一 二 三 四 五 六 七 八 九 十 千", "検索することばが多すぎます"),
    ],
)
def test_odd_words_are_refused_with_a_sentence_and_stay(city, reader, words, sentence):
    page = found(reader, words)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in page.text
    assert 'aria-invalid="true"' in page.text
    assert words[:2] in page.text


@pytest.mark.parametrize(
    "given", ["%ED%A0%80", "%", "_", "%E3%80%80", "a%09b", "(", "\\", "%25%5F"]
)
def test_odd_signs_break_nothing(city, reader, given):
    assert reader.get(f"/search?words={given}").status_code == HTTPStatus.OK


def test_a_word_with_white_space_alone_asks_nothing(city, reader):
    page = found(reader, "　 ").text
    assert "本文から探します" in page


def test_the_page_is_accessible_in_every_state(city, live, page, axe):
    city.adopt_newer()
    errors = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    live.sign_in(page, Role.VIEWER)
    for words in ("", "部", "見つからない", "長" * 101):
        for size in ({"width": 1200, "height": 900}, NARROW):
            page.set_viewport_size(size)
            page.goto(f"{live.address}/search?words={words}")
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert [said for said in errors if "422" not in said] == []


def test_a_search_works_by_keyboard(city, live, page):
    live.sign_in(page, Role.VIEWER)
    page.goto(f"{live.address}/search")
    page.get_by_label("検索することば").focus()
    page.keyboard.type("静脈")
    page.keyboard.press("Enter")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Ⅱ-6 保管場所").press("Enter")
    opened.value.wait_for_url("**/document#files-file1-storage")
