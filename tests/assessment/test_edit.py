"""What a person asks for becomes operations, or is refused with the item's name."""

# ruff: noqa: E501 - exact sentences are not cut

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.assessment import Add, Move, Path, Remove, Replace, Set, parse_assessment
from pia.assessment.edit import (
    add_thing,
    edited,
    move_thing,
    remove_thing,
    set_stored,
    set_typed,
)
from pia.assessment.new import new_assessment
from pia.assessment.paths import get
from pia.errors import InputRefused
from pia.official.kinds import KINDS
from tests.builders import (
    FORM,
    answer_texts,
    assessment,
    changed,
    patient,
    readable_answers_to,
    with_rows,
    with_thing,
    withholding,
)
from tests.builders import row as history_row

DOC = changed(
    with_thing(assessment(storage="一\n二"), "files[1].outsourcing", "o2"),
    {"files[1].sources": {"checked": ["person"], "detail": {"other": "届出"}}},
)
STORAGE = "files[@file1].storage"
SOURCES = "files[@file1].sources"
RESUB = "files[@file1].outsourcing[@o2].resubcontracted"


@pytest.mark.parametrize(
    ("path", "text", "op"),
    [
        ("files[1].storage", "一\n三", Replace(STORAGE, 2, "二", "三")),
        ("files[1].storage", "零一\n二", Replace(STORAGE, 0, "", "零")),
        ("files[1].storage", "一\n二二", Replace(STORAGE, 3, "", "二")),
        ("files[1].storage", "二", Replace(STORAGE, 0, "一\n", "")),
        ("files[1].storage", "", Set(STORAGE, "一\n二", "")),
        ("files[1].outsourcing[2].title", "印刷", Set(RESUB.replace("resubcontracted", "title"), None, "印刷")),
        ("files[1].outsourcing[2].resubcontracted", "再委託する", Set(RESUB, None, "resubcontracted")),
        ("files[1].outsourcing[@o2].resubcontracted", "not_resubcontracted", Set(RESUB, None, "not_resubcontracted")),
        ("files[1].sources", "other", Set(SOURCES, {"checked": ["person"], "detail": {"other": "届出"}}, {"checked": ["other"], "detail": {"other": "届出"}})),
        ("files[1].sources.detail.other", "", Set(SOURCES, {"checked": ["person"], "detail": {"other": "届出"}}, {"checked": ["person"], "detail": {"other": ""}})),
        ("files[1].outsourced_count", "3", Replace("files[@file1].outsourced_count", 0, "1", "3")),
    ],
)  # fmt: skip
def test_a_typed_answer_is_one_operation_by_id(path, text, op):
    assert set_typed(DOC, path, text) == (op,)


def test_the_same_answer_is_no_operation():
    assert set_typed(DOC, "files[1].storage", "一\n二") == ()
    assert set_typed(DOC, "files[1].sources", "本人又は本人の代理人") == ()
    assert move_thing(DOC, "files[1].outsourcing[2]", 2) == ()


def test_a_thing_is_added_removed_and_moved_by_its_id():
    assert add_thing(DOC, "files[1].outsourcing", "o3") == (
        Add("files[@file1].outsourcing[@o3]", 3, {"@id": "o3"}),
    )
    assert remove_thing(DOC, "files[1].outsourcing[2]") == (
        Remove("files[@file1].outsourcing[@o2]", 2, {"@id": "o2"}),
    )
    assert move_thing(DOC, "files[1].outsourcing[2]", 1) == (
        Move("files[@file1].outsourcing[@o2]", 2, 1),
    )


def test_the_first_thing_of_a_repeat_makes_the_list():
    empty = parse_assessment(DOC.as_json() | {"answers": {}})
    assert add_thing(empty, "systems", "s") == (
        Set("systems", None, []),
        Add("systems[@s]", 1, {"@id": "s"}),
    )
    assert edited(empty, add_thing(empty, "systems", "s")).answers == {"systems": [{"@id": "s"}]}


@pytest.mark.parametrize(
    ("path", "text", "message", "where"),
    [
        ("files[1].storage", "甲\0", "制御文字が入っています", "Ⅱ 特定個人情報ファイルの概要 6 特定個人情報の保管・消去 保管場所 2文字目 U+0000"),
        ("title", "\ud800", "壊れた文字(サロゲート)が入っています", "評価書名 1文字目 U+D800"),
        ("linkage", "たぶん", "「たぶん」は選択肢にありません", "Ⅰ 基本情報 5 情報提供ネットワークシステムによる情報連携 ①実施の有無"),
        ("risks[1].audits", "内部,外", "「内部」は選択肢にありません", "Ⅲ リスク対策 8 監査 実施の有無"),
        ("files[1].sources.detail.person", "x", "person の欄に書く文字の場所はありません", "Ⅱ 特定個人情報ファイルの概要 3 特定個人情報の入手・使用 ①入手元"),
        ("title.detail.other", "x", "チェックの項目が要りますが、文字列が書かれています", "評価書名"),
        ("systems", "x", "繰り返しそのものに値は入れられません", "systems"),
        ("systems[1]", "x", "繰り返しそのものに値は入れられません", "systems[1]"),
        ("titel", "x", "titel という項目は重点項目評価書にありません", ""),
        ("files[2].name", "x", "files[2] はこの文書にありません", ""),
    ],
)  # fmt: skip
def test_a_typed_answer_that_cannot_be_is_refused_with_its_item(path, text, message, where):
    with pytest.raises(InputRefused) as refused:
        set_typed(DOC, path, text)
    assert (refused.value.message, refused.value.where) == (message, where)


def test_the_text_of_a_box_is_refused_while_its_marks_are_unreadable():
    marks = get(DOC.answers, Path.parse(SOURCES))
    lost = edited(DOC, (Set(SOURCES, marks, {"unknown": "marks-lost", "raw": "[ ]その他"}),))
    with pytest.raises(InputRefused) as refused:
        set_typed(lost, "files[1].sources.detail.other", "届出")
    assert refused.value.message == "チェックの印が読み取れていません"


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: add_thing(DOC, "title", "x"), "増やせるのは繰り返しの項目だけです（title）。例: files[1].outsourcing"),
        (lambda: add_thing(DOC, "systems[1]", "x"), "増やせるのは繰り返しの項目だけです（systems[1]）。例: files[1].outsourcing"),
        (lambda: add_thing(DOC, "files.outsourcing", "x"), "files.outsourcing という項目は重点項目評価書にありません。近い項目は files[].outsourcing です。"),
        (lambda: remove_thing(DOC, "systems"), "何番目かを番号で書いてください（systems）。例: files[1].outsourcing[2]"),
        (lambda: remove_thing(DOC, "systems[2]"), "systems[2] はこの文書にありません。systems は1件です。"),
        (lambda: move_thing(DOC, "files[1].outsourcing[1]", 3), "3番目へは移せません（files[1].outsourcing[1]）。1から2までの番号を書いてください。"),
        (lambda: move_thing(DOC, "files[1].outsourcing[1]", 0), "0番目へは移せません（files[1].outsourcing[1]）。1から2までの番号を書いてください。"),
        (lambda: set_stored(DOC, "title", 3), "文字列が要りますが、数値が書かれています（評価書名）。"),
        (lambda: set_stored(DOC, "systems", []), "繰り返しそのものに値は入れられません（systems）。その中の項目の場所を書いてください。"),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_is_refused_in_one_sentence(ask, sentence):
    with pytest.raises(InputRefused) as refused:
        ask()
    assert str(refused.value) == sentence


def test_an_edit_touches_nothing_but_the_answers():
    document = withholding(with_rows(DOC, history_row()), "title", "評価書名")
    new = edited(document, set_typed(document, "number", "17"))
    assert new.answers["number"] == "17"
    assert document.answers["number"] != "17"
    assert (new.change_history, new.withheld, new.lineage) == (
        document.change_history,
        document.withheld,
        document.lineage,
    )


def test_a_new_document_is_empty_but_for_one_file_and_one_part_on_risks():
    new = new_assessment(FORM, "abc", iter("xy").__next__)
    assert new.answers == {"files": [{"@id": "x"}], "risks": [{"@id": "y"}]}
    assert parse_assessment(new.as_json()) == new


@given(answer_texts, answer_texts)
def test_one_span_turns_any_text_into_any_other(old, new):
    document = changed(assessment(), {"title": old})
    ops = set_typed(document, "title", new)
    assert edited(document, ops).answers["title"] == new
    assert len(ops) == (old != new)


@patient
@given(st.data())
def test_a_stored_answer_of_any_item_is_set_and_taken_away(data):
    item = data.draw(st.sampled_from(FORM.items))
    path = item.path.replace("[]", "[1]")
    value = data.draw(readable_answers_to(item))
    new = edited(DOC, set_stored(DOC, path, value))
    assert parse_assessment(new.as_json()) == new
    assert KINDS[item.kind].parse(item, value, "") == value
    assert edited(new, set_stored(new, path, None)) == edited(DOC, set_stored(DOC, path, None))
