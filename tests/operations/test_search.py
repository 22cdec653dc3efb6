"""Search in all text: what is found where, once, and in which order."""

import pytest

from pia.approval.roles import Role
from pia.assessment.passages import search_key
from pia.errors import InputRefused
from pia.operations import search as searching
from pia.operations.search import DRAFTS, EDITIONS, PUBLISHED, Wanted, keys_of_part, read_words
from pia.store.records import Draft


def search(city, words, scope="", part="", page=1):
    wanted = Wanted(read_words(words), scope, keys_of_part(part))
    with city.store.reading() as work:
        order = [line.dossier.id for line in work.dossiers.lines()]
        return searching.search(work, wanted, order, page)


def places(found):
    return [(shown.hit.place, shown.label.split()[-1]) for shown in found.hits]


def test_a_word_of_two_signs_is_found_with_its_label_and_place(city):
    (shown,) = search(city, "静脈").hits
    assert shown.label == "Ⅱ-6 保管場所"
    assert ("静脈", True) in shown.pieces
    assert shown.anchor == "files-file1-storage"
    assert shown.text == city.edition


def test_every_word_must_stand_in_one_passage(city):
    assert search(city, "サーバ 静脈").total == 1
    assert search(city, "静脈 財務部").total == 0


def test_what_a_draft_changed_is_found_beside_what_is_in_public(city):
    draft = city.edited(city.started().id, department="税務部")
    found = search(city, "税務部")
    assert places(found) == [("draft", "部署")]
    assert isinstance(found.hits[0].text, Draft)
    assert found.hits[0].text.id == draft.id
    assert places(search(city, "部")) == [*places(search(city, "部", PUBLISHED)), ("draft", "部署")]


def test_what_a_draft_took_over_is_found_once_unless_drafts_alone_are_searched(city):
    city.started()
    assert places(search(city, "静脈")) == [("public", "保管場所")]
    assert places(search(city, "静脈", DRAFTS)) == [("draft", "保管場所")]
    assert search(city, "静脈", EDITIONS).total == 1


def test_an_edit_is_found_at_once_and_what_it_replaced_no_more(city):
    draft = city.edited(city.started().id, department="税務部")
    assert search(city, "税務部", DRAFTS).total == 1
    city.edited(draft.id, department="市民部")
    assert search(city, "税務部", DRAFTS).total == 0
    assert search(city, "市民部", DRAFTS).total == 1


def test_what_only_an_earlier_edition_says_stands_behind_the_rest(city):
    city.adopt_newer()
    found = search(city, "部")
    assert places(found)[-1] == ("older", "部署")
    assert found.hits[-1].text == city.edition
    assert places(search(city, "静脈")) == [("public", "保管場所")]
    assert search(city, "市民税課", PUBLISHED).total == search(city, "市民税課").total - 1


def test_a_withdrawn_draft_is_not_searched(city):
    draft = city.edited(city.started().id, department="税務部")
    city.do(Role.EDITOR, draft.id, "withdraw", comment="別の案で直すため")
    assert search(city, "税務部").total == 0


def test_a_part_of_the_form_narrows_the_search(city):
    assert search(city, "静脈", part="files_part").total == 1
    assert search(city, "静脈", part="basics").total == 0
    assert search(city, "静脈", part="change_history").total == 0
    assert search(city, "静脈", part="nonsense").total == 1


def test_pages_hold_twenty_and_the_last_one_answers_for_those_beyond(city):
    whole = search(city, "の")
    assert (len(whole.hits), whole.page) == (20, 1)
    assert whole.pages == -(-whole.total // 20)
    last = search(city, "の", page=99)
    assert last.page == whole.pages
    assert len(last.hits) == whole.total - 20 * (whole.pages - 1)
    assert not {shown.hit for shown in last.hits} & {shown.hit for shown in whole.hits}


def test_words_are_read_as_their_keys_each_once():
    assert read_words("　ＳＳＯ sso 静脈 認証\n") == ("sso", search_key("静脈"), search_key("認証"))
    assert read_words("  \t　") == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("長" * 101, "検索することばが長すぎます（101字）。100字までにしてください。"),
        (
            "一 二 三 四 五 六 七 八 九 十 千",
            "検索することばが多すぎます（11語）。10語までにしてください。",
        ),
        (
            "静脈\x00",
            "制御文字が入っています（検索することば 3文字目 U+0000）。その文字を消してください。",
        ),
    ],
)
def test_what_cannot_be_searched_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(InputRefused) as refused:
        read_words(typed)
    assert refused.value.sentence() == sentence
