"""Operations: done and undone, and refused where they do not fit."""

# ruff: noqa: E501 - exact sentences are not cut

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.assessment import Add, Move, Remove, Replace, Set, apply, inverse, parse_assessment
from pia.assessment.edit import edited
from pia.assessment.ops import op_from_json, op_to_json
from pia.errors import AnswerIsNo, InputRefused
from tests.builders import answers, assessment, changed, documents, edits, patient, with_thing

BASE: dict[str, Any] = {
    "title": "評価書",
    "linkage": "undecided",
    "systems": [{"@id": "a", "name": "甲"}, {"@id": "b"}, {"@id": "c"}],
    "files": [{"@id": "f", "outsourcing": [{"@id": "o", "title": "入力"}]}],
}
FITTING = [
    Set("title", "評価書", None),
    Set("special_notes", None, ""),
    Set("linkage", "undecided", "carried_out"),
    Set("systems[@a].name", "甲", {"unknown": "cut-off"}),
    Set("systems[@a].@id", "a", "z"),
    Set("files[@f].provisions", None, []),
    Replace("title", 2, "書", "書(案)"),
    Replace("title", 3, "", "。"),
    Replace("title", 0, "", "髙"),
    Replace("files[@f].outsourcing[@o].title", 0, "入力", ""),
    Add("systems[@d]", 4, {"@id": "d"}),
    Add("systems[@d]", 1, {"@id": "d", "name": "丁"}),
    Add("files[@f].outsourcing[@p]", 1, {"@id": "p"}),
    Remove("systems[@b]", 2, {"@id": "b"}),
    Remove("files[@f]", 1, BASE["files"][0]),
    Move("systems[@a]", 1, 3),
    Move("systems[@c]", 3, 1),
]
MISFITS = [
    (Set("title", "別の名", "x"), "title", "文書には「評価書」とあります。"),
    (Set("title", None, "x"), "title", "文書には「評価書」とあります。"),
    (Set("special_notes", "x", "y"), "special_notes", "文書には「なし」とあります。"),
    (Set("systems[@a].@id", "a", None), "systems[@a].@id", "文書には「a」とあります。"),
    (Replace("title", 1, "評", ""), "title", "文書には「評価書」とあります。"),
    (Replace("title", 4, "", "x"), "title", "文書には「評価書」とあります。"),
    (Replace("title", -1, "書", "x"), "title", "文書には「評価書」とあります。"),
    (Replace("special_notes", 0, "", "x"), "special_notes", "文書には「なし」とあります。"),
    (Replace("systems", 0, "", "x"), "systems", None),
    (Add("systems[@a]", 1, {"@id": "a"}), "systems[@a]", "文書には「3件」とあります。"),
    (Add("systems[@d]", 5, {"@id": "d"}), "systems[@d]", "文書には「3件」とあります。"),
    (Add("systems[@d]", 0, {"@id": "d"}), "systems[@d]", "文書には「3件」とあります。"),
    (Add("systems[@d]", 1, {"@id": "e"}), "systems[@d]", "文書には「3件」とあります。"),
    (Add("risks[@r]", 1, {"@id": "r"}), "risks[@r]", "文書には「なし」とあります。"),
    (Remove("systems[@b]", 1, {"@id": "b"}), "systems[@b]", "文書には「2番目」とあります。"),
    (Remove("systems[@b]", 2, {"@id": "b", "name": ""}), "systems[@b]", None),
    (Remove("systems[@d]", 4, {"@id": "d"}), "systems[@d]", "文書には「なし」とあります。"),
    (Move("systems[@a]", 2, 1), "systems[@a]", "文書には「1番目」とあります。"),
    (Move("systems[@a]", 1, 4), "systems[@a]", "文書には「1番目」とあります。"),
    (Move("systems[@a]", 1, 0), "systems[@a]", "文書には「1番目」とあります。"),
    (Move("title", 1, 1), "title", None),
]
ELSEWHERE = [
    (Set("systems[@x].name", None, "y"), "systems[@x] はこの文書にありません", "systems は3件です。"),
    (Set("systems.name", None, "y"), "systems はこの文書にありません", "systems は3件です。"),
    (Set("title.name", None, "y"), "title はこの文書にありません", "title は0件です。"),
    (Set("Title!", None, "y"), "「Title!」は項目の場所の書き方になっていません", None),
]  # fmt: skip


@pytest.mark.parametrize("op", FITTING, ids=str)
def test_an_operation_that_was_undone_leaves_the_answers_as_they_were(op):
    done = apply(BASE, [op])
    assert done != BASE
    assert apply(done, inverse([op])) == BASE


@pytest.mark.parametrize(("op", "where", "hint"), MISFITS, ids=str)
def test_an_operation_that_does_not_fit_is_refused_and_says_what_stands_there(op, where, hint):
    before = copy.deepcopy(BASE)
    with pytest.raises(AnswerIsNo) as refused:
        apply(BASE, [Set("notice", None, "先"), op])
    error = refused.value
    assert (error.message, error.where) == ("変更前の内容が文書と合いません", where)
    assert hint is None or error.hint == hint
    assert before == BASE


@pytest.mark.parametrize(("op", "message", "hint"), ELSEWHERE, ids=str)
def test_an_operation_on_a_place_that_does_not_exist_is_refused(op, message, hint):
    with pytest.raises(AnswerIsNo) as refused:
        apply(BASE, [op])
    assert (refused.value.message, refused.value.where) == (message, op.at)
    assert hint is None or refused.value.hint == hint


def test_a_list_of_no_things_gives_no_defect_but_a_refusal():
    broken = [Set("risks", None, [1, {}]), Set("risks[1].file_names", None, "x")]
    with pytest.raises(AnswerIsNo):
        apply(BASE, broken)
    with pytest.raises(AnswerIsNo):
        apply(BASE, [broken[0], Set("risks[@a].file_names", None, "x")])


def test_the_answers_and_the_operations_are_never_shared():
    thing = {"@id": "d", "name": "丁"}
    done = apply(BASE, [Add("systems[@d]", 4, thing), Set("systems[@d].name", "丁", "戊")])
    assert thing == {"@id": "d", "name": "丁"}
    assert done["systems"][3]["name"] == "戊"
    assert len(BASE["systems"]) == 3


def test_a_thing_with_a_new_id_is_found_under_it_and_goes_back():
    ops = (
        Set("files[@f].@id", "f", "g"),
        Set("files[@g].outsourcing[@o].@id", "o", "q"),
        Replace("files[@g].outsourcing[@q].title", 0, "入", "出"),
    )
    done = apply(BASE, ops)
    assert done["files"] == [{"@id": "g", "outsourcing": [{"@id": "q", "title": "出力"}]}]
    assert apply(done, inverse(ops)) == BASE


@patient
@given(st.data())
def test_any_row_of_edits_can_be_undone(data):
    document = data.draw(st.just(with_thing(assessment(), "systems", "b")) | documents())
    ops = data.draw(edits(document))
    done = edited(document, ops)
    assert edited(done, inverse(ops)) == document
    assert parse_assessment(done.as_json()) == done


@patient
@given(st.data())
def test_operations_survive_their_json(data):
    document = with_thing(assessment(), "systems", "b")
    for op in data.draw(edits(document)):
        assert op_from_json(op_to_json(op), "1行目") == op


@patient
@given(answers(), answers())
def test_setting_every_answer_turns_one_document_into_the_other(one, other):
    assert apply(one, []) == one
    assert apply(one, [Set(k, one.get(k), other.get(k)) for k in {*one, *other}]) == other


@pytest.mark.parametrize(
    ("given_json", "sentence"),
    [
        (None, "変更操作は set・replace・add・remove・move のどれかです（3行目）。"),
        ({}, "変更操作は set・replace・add・remove・move のどれかです（3行目）。"),
        ({"op": "put"}, "変更操作は set・replace・add・remove・move のどれかです（3行目）。"),
        ({"op": []}, "変更操作は set・replace・add・remove・move のどれかです（3行目）。"),
        ({"op": "set", "at": "title"}, "set の書き方が正しくありません（3行目）。"),
        ({"op": "set", "at": 1, "old": None, "new": ""}, "set の書き方が正しくありません（3行目）。"),
        ({"op": "set", "at": "t", "old": 1, "new": 2, "x": 3}, "set の書き方が正しくありません（3行目）。"),
        ({"op": "move", "at": "s[@a]", "old": "1", "new": 2}, "move の書き方が正しくありません（3行目）。"),
        ({"op": "move", "at": "s[@a]", "old": True, "new": 2}, "move の書き方が正しくありません（3行目）。"),
        ({"op": "add", "at": "s[@a]", "position": 1, "new": []}, "add の書き方が正しくありません（3行目）。"),
        ({"op": "remove", "at": "s[@a]", "position": 1.0, "old": {}}, "remove の書き方が正しくありません（3行目）。"),
        ({"op": "replace", "at": "t", "start": 0, "old": None, "new": ""}, "replace の書き方が正しくありません（3行目）。"),
    ],
)  # fmt: skip
def test_a_wrongly_written_operation_is_refused(given_json, sentence):
    with pytest.raises(InputRefused) as refused:
        op_from_json(given_json, "3行目")
    assert str(refused.value) == sentence


def test_an_edit_to_the_same_answer_is_no_operation():
    document = assessment(title="評価書")
    assert changed(document, {"title": "評価書"}) == document
