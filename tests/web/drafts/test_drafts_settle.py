"""Two persons at one page: both texts are kept, and where they meet somebody chooses."""

import re
from html import unescape

import pytest

from tests.web.drafting import (
    answer,
    fill,
    outsourcing,
    section,
    storage_of,
    things_of,
    value_on,
)

OUTSOURCING, SOURCES = "files.{file}.outsourcing_group", "files.{file}.acquisition_and_use"


def test_two_people_at_two_items_of_one_page_both_keep_their_texts(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "税務部"})
    assert fill(editor, path, {"task_content": "賦課の事務。"}, page=page).status_code == 303
    assert (answer(city, "department"), answer(city, "task_content")) == ("税務部", "賦課の事務。")


@pytest.fixture
def conflict(city, editor, other):
    """The page that the second of two at one item gets."""
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "財務部税務課"})
    given = {"department": "財務部個人市民税課", "task_content": "賦課の事務。"}
    return fill(editor, path, given, page=page)


def test_both_texts_are_shown_with_who_and_when_and_nothing_is_overwritten(city, conflict):
    assert conflict.status_code == 409
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", conflict.text)))
    assert "見本 編集者さん" in text
    assert "令和7年4月1日 10:32" in text
    assert "変更する前の記載 財務部市民税課" in text
    assert "<ins>" in conflict.text
    assert "<del>" in conflict.text
    assert answer(city, "department") == "財務部税務課"
    assert answer(city, "task_content") == "賦課の事務。"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"choice-1": "theirs"}, "財務部税務課"),
        ({"choice-1": "mine"}, "財務部個人市民税課"),
        ({"choice-1": "new", "text-1": "税務部\r\n税務課"}, "税務部\n税務課"),
    ],
)
def test_the_person_chooses_theirs_mine_or_a_new_text(city, editor, conflict, choice, expected):
    settle = section(city) + "/settle"
    reply = fill(editor, settle, choice, page=conflict.text)
    assert (reply.status_code, reply.location) == (303, section(city))
    assert answer(city, "department") == expected


def test_without_a_choice_the_page_comes_back_with_all_texts(city, editor, conflict):
    reply = fill(editor, section(city) + "/settle", {"text-1": "書きかけ"}, page=conflict.text)
    assert reply.status_code == 422
    assert "どの記載にするかを選んでください" in reply.text
    assert value_on(reply.text, "text-1") == ["書きかけ"]
    assert value_on(reply.text, "mine-1") == ['"財務部個人市民税課"']
    assert "財務部市民税課" in reply.text
    again = fill(editor, section(city) + "/settle", {"choice-1": "mine"}, page=reply.text)
    assert again.status_code == 303
    assert answer(city, "department") == "財務部個人市民税課"


def test_whoever_changed_it_once_more_meanwhile_is_not_overwritten_either(
    city, editor, other, conflict
):
    fill(other, section(city), {"department": "三度目"})
    settle = section(city) + "/settle"
    reply = fill(editor, settle, {"choice-1": "mine"}, page=conflict.text)
    assert reply.status_code == 409
    assert "三度目" in reply.text
    assert answer(city, "department") == "三度目"
    assert fill(editor, settle, {"choice-1": "mine"}, page=reply.text).status_code == 303
    assert answer(city, "department") == "財務部個人市民税課"


@pytest.mark.parametrize(
    "broken",
    [
        {"mine-1": "{", "choice-1": "mine"},
        {"mine-1": "[" * 100_000, "choice-1": "mine"},
        {"mine-1": "7", "choice-1": "mine"},
        {"mine-1": '{"unknown": "x"}', "choice-1": "mine"},
        {"mine-1": r'"\ud800"', "choice-1": "mine"},
        {"at-1": "nowhere", "choice-1": "mine"},
        {"at-1": "files", "choice-1": "mine"},
        {"at-1": "((", "choice-1": "theirs"},
        {"at-1": "systems[@x].name", "choice-1": "mine"},
        {"choice-1": "new", "text-1": "\x00"},
        {"first": "x"},
        {"base": "99"},
    ],
)
def test_a_broken_choice_is_refused_and_nothing_is_saved(city, editor, conflict, broken):
    reply = fill(editor, section(city) + "/settle", broken, page=conflict.text)
    assert 400 <= reply.status_code < 500
    assert answer(city, "department") == "財務部税務課"


# --- whole things -----------------------------------------------------------------------------


@pytest.fixture
def removed(city, editor, other):
    """The page for who wrote in a 委託事項 that somebody removed meanwhile."""
    path, thing = section(city, OUTSOURCING), outsourcing(city)
    page = editor.get(path).text
    other.send(path + "/remove", {"thing": thing, "base": "0"})
    given = {f"{thing}.contractor": "みほん株式会社", f"{thing}.content": "封入封緘"}
    return fill(editor, path, given, page=page)


def test_texts_in_a_thing_that_was_removed_are_asked_about_as_one(removed):
    assert removed.status_code == 409
    assert "まとまりごと削除" in removed.text
    assert removed.text.count('name="at-') == 1
    assert {"みほん株式会社", "封入封緘"} <= set(
        re.findall("みほん株式会社|封入封緘", removed.text)
    )
    assert 'value="new"' not in removed.text


def test_a_thing_that_was_removed_comes_back_with_my_texts(city, editor, removed):
    before = city.edition.document.answers["files"][0]["outsourcing"][0]
    path = section(city, OUTSOURCING)
    settled = fill(editor, path + "/settle", {"choice-1": "mine"}, page=removed.text)
    assert settled.location == path
    [thing] = city.now(city.draft.id).document.answers["files"][0]["outsourcing"]
    assert thing == before | {"contractor": "みほん株式会社", "content": "封入封緘"}


def test_a_thing_that_was_removed_stays_removed_where_that_is_chosen(city, editor, removed):
    path = section(city, OUTSOURCING)
    assert (
        fill(editor, path + "/settle", {"choice-1": "theirs"}, page=removed.text).status_code == 303
    )
    assert things_of(city) == []


def test_a_thing_comes_back_where_it_stood(city, editor, other):
    path, thing = section(city, OUTSOURCING), outsourcing(city)
    fill(editor, path, {"button": f"add:{thing.rpartition('[')[0]}"})
    page = editor.get(path).text
    other.send(path + "/remove", {"thing": thing, "base": "1"})
    asked = fill(editor, path, {f"{thing}.contractor": "みほん株式会社"}, page=page)
    fill(editor, path + "/settle", {"choice-1": "mine"}, page=asked.text)
    assert thing.endswith(f"[@{things_of(city)[0]}]")
    assert len(things_of(city)) == 2


@pytest.mark.parametrize(
    "broken",
    [
        "7",
        "[]",
        "{}",
        '{"@id": "x"}',
        '{"@id": "ID", "nothing": "x"}',
        '{"@id": "ID", "content": 7}',
    ],
)
def test_a_broken_thing_is_refused_at_its_item(city, editor, removed, broken):
    name = outsourcing(city).rpartition("@")[2].removesuffix("]")
    given = {"choice-1": "mine", "mine-1": broken.replace("ID", name)}
    reply = fill(editor, section(city, OUTSOURCING) + "/settle", given, page=removed.text)
    assert reply.status_code == 422
    assert 'class="field-error"' in reply.text
    assert things_of(city) == []


# --- both together ----------------------------------------------------------------------------

WAS = "申請書を受け付け、記載を確かめる。台帳に入力し、決裁を受ける。結果を本人に知らせる。"
THEIR_TEXT = WAS.replace("申請書", "申告書")
MY_TEXT = WAS.replace("本人に知らせる", "本人と勤務先に知らせる")
BOTH_TEXT = THEIR_TEXT.replace("本人に知らせる", "本人と勤務先に知らせる")


def met(city, editor, other, theirs, mine, **was):
    """The page of two who changed items of one page that said `was`."""
    city.edited(city.draft.id, **was)
    path = section(city)
    page = editor.get(path).text
    fill(other, path, theirs)
    reply = fill(editor, path, mine, page=page)
    assert reply.status_code == 409
    return reply.text


@pytest.fixture
def apart(city, editor, other):
    """The page of two who changed one text in different places."""
    given = {"task_content": THEIR_TEXT}, {"task_content": MY_TEXT}
    return met(city, editor, other, *given, task_content=WAS)


def test_what_both_wrote_in_different_places_is_proposed_and_nothing_is_chosen(city, apart):
    assert "両方を合わせた案にする" in apart
    assert "合わせた案を直して使う" in apart
    assert value_on(apart, "text-1") == [BOTH_TEXT]
    assert value_on(apart, "choice-1") == []
    assert "必ず読んでください" not in apart
    assert "まとめて" not in apart
    assert answer(city, "task_content") == THEIR_TEXT


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"choice-1": "both"}, BOTH_TEXT),
        ({"choice-1": "both", "text-1": "書きかけ"}, BOTH_TEXT),
        ({"choice-1": "new", "text-1": BOTH_TEXT + "以上"}, BOTH_TEXT + "以上"),
        ({"choice-1": "mine"}, MY_TEXT),
        ({"button": "together"}, BOTH_TEXT),
    ],
)
def test_a_person_accepts_the_proposal_or_mends_it(city, editor, apart, choice, expected):
    assert fill(editor, section(city) + "/settle", choice, page=apart).status_code == 303
    assert answer(city, "task_content") == expected


def test_my_words_in_a_sentence_that_they_moved_are_proposed_with_a_warning(city, editor, other):
    one, two = "甲の事務を行う職員が記録する。", "乙の事務を行う課長が確認する。"
    was = "\n".join([one, "この間の文はそのまま残る。" * 4, two])
    theirs = "\n".join([two, "この間の文はそのまま残る。" * 4, one])
    page = met(
        city, editor, other, {"task_content": theirs},
        {"task_content": was.replace("職員が記録", "正規職員が記録")}, task_content=was,
    )  # fmt: skip
    assert "相手が動かした文に、あなたの変更を当てはめた案です" in page
    alone = fill(editor, section(city) + "/settle", {"button": "together"}, page=page)
    assert alone.status_code == 422
    assert (
        fill(editor, section(city) + "/settle", {"choice-1": "both"}, page=page).status_code == 303
    )
    assert answer(city, "task_content") == theirs.replace("職員が記録", "正規職員が記録")


def test_no_proposal_is_made_up_where_both_changed_the_same_words(city, editor, conflict):
    assert 'value="both"' not in conflict.text
    given = {"choice-1": "both"}
    reply = fill(editor, section(city) + "/settle", given, page=conflict.text)
    assert reply.status_code == 422
    assert "合わせた案がありません" in reply.text


def test_boxes_go_together_box_by_box_in_the_order_of_the_form(city, editor, other):
    path = section(city, SOURCES)
    name = storage_of(city).replace("storage", "sources")
    page = editor.get(path).text
    fill(other, path, {name: ["", "person", "private_bodies"]})
    asked = fill(editor, path, {name: ["", "own_departments"]}, page=page)
    assert asked.status_code == 409
    assert 'value="new"' not in asked.text
    fill(editor, path + "/settle", {"choice-1": "both"}, page=asked.text)
    [file] = city.now(city.draft.id).document.answers["files"]
    assert file["sources"]["checked"] == ["own_departments", "private_bodies"]


def test_several_proposals_are_taken_at_once_and_a_choice_of_ones_own_stands(city, editor, other):
    theirs = {"task_content": THEIR_TEXT, "department": THEIR_TEXT, "department_head": THEIR_TEXT}
    mine = {
        "task_content": MY_TEXT,
        "department": MY_TEXT,
        "department_head": "みほん市役所 財務部",
    }
    page = met(
        city, editor, other, theirs, mine, task_content=WAS, department=WAS, department_head=WAS
    )
    assert "2項目をまとめて、両方を合わせた案にする" in page
    numbers = {value_on(page, f"at-{n}")[0]: n for n in (1, 2, 3)}
    given = {"button": "together", f"choice-{numbers['department']}": "mine"}
    asked = fill(editor, section(city) + "/settle", given, page=page)
    assert asked.status_code == 422
    assert "次の1件は決まっていません" in asked.text
    assert answer(city, "task_content") == THEIR_TEXT
    last = {f"choice-{numbers['department_head']}": "theirs"}
    assert fill(editor, section(city) + "/settle", last, page=asked.text).status_code == 303
    said = [answer(city, key) for key in ("task_content", "department", "department_head")]
    assert said == [BOTH_TEXT, MY_TEXT, THEIR_TEXT]


def test_whoever_is_asked_in_a_section_that_went_comes_to_the_draft(city, editor, other):
    key = "files.{file}.storage_group"
    path = section(city, key)
    page, storage = editor.get(path).text, storage_of(city)
    given = {"thing": storage.rpartition(".")[0], "base": "0"}
    other.send(section(city, "files") + "/remove", given)
    reply = fill(editor, path, {storage: "データセンターに保管する。"}, page=page)
    assert reply.status_code == 409
    settled = fill(editor, path + "/settle", {"choice-1": "theirs"}, page=reply.text)
    assert settled.location == f"/drafts/{city.draft.id}"


def test_a_refused_text_beside_a_disputed_item_is_not_lost(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"department": "税務部"})
    given = {"department": "市民部", "task_content": "消えては困る\x07文"}
    back = fill(editor, path, given, page=page)
    assert back.status_code == 422
    assert value_on(back.text, "task_content") == ["消えては困る\x07文"]
    assert value_on(back.text, "department") == ["市民部"]
    assert "ほかの人も変更した項目があります" in back.text
    asked = fill(editor, path, {"task_content": "消えては困る文"}, page=back.text)
    assert asked.status_code == 409
    assert answer(city, "task_content") == "消えては困る文"
    assert answer(city, "department") == "税務部"


def test_ones_own_save_on_another_page_is_not_called_somebody_elses(city, editor):
    page = editor.get(section(city)).text
    fill(editor, section(city), {"department": "税務部"}, page=page)
    reply = fill(editor, section(city), {"department": "市民部"}, page=page)
    assert reply.status_code == 409
    assert "別の画面で保存した記載" in reply.text


def test_choices_and_boxes_are_settled_too(city, editor, other):
    path = section(city)
    page = editor.get(path).text
    fill(other, path, {"linkage": "not_carried_out"})
    reply = fill(editor, path, {"linkage": "undecided"}, page=page)
    assert reply.status_code == 409
    assert 'value="new"' not in reply.text
    fill(editor, path + "/settle", {"choice-1": "mine"}, page=reply.text)
    assert answer(city, "linkage") == "undecided"
