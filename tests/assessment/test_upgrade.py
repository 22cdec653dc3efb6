"""A document moves to a newer edition of its form and loses nothing on the way."""

import shutil
from dataclasses import replace

import pytest

from pia.assessment import Retired, RowTarget, parse_assessment
from pia.assessment.parse import parse_answers
from pia.assessment.upgrade import upgrade
from pia.errors import DefinitionRefused, InputRefused
from pia.official import load_form
from pia.official.library import read_form
from pia.settings import data_path
from tests.builders import FORM, assessment, row, with_rows, with_thing, withholding

EDITION = """\
form: yoshiki3
edition: r09-04
based_on: h30-05
tag: "[令和9年4月 様式3]"
month: 2027-04
verified: false
source: 作例
lists:
  thoroughness: {special_effort: 特に力を入れて行っている, sufficient: 十分に行っている}
differences:
  - drop: files[].notes
  - alter: special_notes
    with: {item: remarks, title: 備考}
  - drop: department_head
  - add: {item: head_title, title: 役職名, kind: text}
    after: other_organisations
  - drop: hearing_period
  - add: {item: hearing_span, number: ③, title: 期間, kind: text}
    after: hearing_method
  - add: {item: hearing_day, number: ②, title: 実施日, kind: text}
    after: hearing_method
  - alter: department
    with: {number: ③}
  - alter: task_subjects
    with: {choices: {under_one_thousand: 1,000人未満, 1000_or_more: 1,000人以上}}
  - alter: files[].sources
    with: {choices: {person: 本人, other: その他}}
  - alter: threshold_result
    with: {kind: text, choices: {}}
  - alter: files[].purpose
    with: {kind: choice, choices: {levy: 賦課, other: その他}}
  - alter: risks[].audits
    with: {kind: choice, choices: {self_check: 自己点検, external: 外部監査}}
  - add: {item: cloud, title: 保管する地域, kind: text}
    after: files[].storage
from:
  h30-05:
    - dropped: files[].notes
    - renamed: special_notes
      to: remarks
    - moved: department_head
      to: head_title
    - split: hearing_period
      to: [hearing_day, hearing_span]
    - choices: task_subjects
      map: {under_1000: under_one_thousand}
    - new: files[].cloud
"""


@pytest.fixture(scope="module")
def newer(tmp_path_factory):
    """A synthetic edition on 平成30年5月: something of every kind of change."""
    folder = tmp_path_factory.mktemp("forms")
    return read_form(write_forms(folder, EDITION))


def write_forms(folder, text):
    """The official form and a newer edition of it, with one file of advice for both."""
    for name in ("yoshiki3_h30-05.yaml", "yoshiki3_help.yaml"):
        shutil.copy(data_path("forms", name), folder)
    come = ["remarks", "head_title", "hearing_day", "hearing_span", "files[].cloud"]
    with (folder / "yoshiki3_help.yaml").open("a", encoding="utf-8") as advice:
        advice.writelines(f'"{path}": {{write: 書く, good: 良い, bad: 悪い}}\n' for path in come)
    (folder / "yoshiki3_r09-04.yaml").write_text(text, encoding="utf-8")
    return folder / "yoshiki3_r09-04.yaml"


def moved(newer, **answers):
    """A small complete document with some answers, on the newer edition."""
    found = upgrade(assessment(**answers), FORM, newer)
    assert parse_answers(newer, found.answers) == found.answers
    assert found.edition == "r09-04"
    return found


def retired(document):
    return {(r.id_path, r.label): r.value for r in document.retired}


def test_the_synthetic_edition_is_read_in_its_own_order(newer):
    paths = [i.path for i in newer.items]
    assert paths[3:5] == ["remarks", "organisation"]
    place = paths.index("hearing_method")
    assert paths[place + 1 : place + 3] == ["hearing_day", "hearing_span"]
    assert paths[paths.index("files[].storage") + 1] == "files[].cloud"
    assert newer.item("department").number == "③"


def test_every_text_whose_item_stays_is_kept(newer):
    old = assessment()
    new = moved(newer)
    changing = {"special_notes", "department_head", "hearing_period", "threshold_result", "files"}
    changing |= {"task_subjects", "risks"}
    for key in set(old.answers) - changing:
        assert new.answers[key] == old.answers[key]
    kept = set(old.answers["files"][0]) - {"notes", "sources", "purpose"}
    assert {k: new.answers["files"][0][k] for k in kept} == {
        k: old.answers["files"][0][k] for k in kept
    }


def test_a_renumbered_item_keeps_its_answer(newer):
    assert moved(newer, department="税務部市民税課").answers["department"] == "税務部市民税課"


def test_a_renamed_and_a_moved_item_take_their_answer_along(newer):
    new = moved(newer, special_notes="髙橋\n一", department_head="課長").answers
    assert (new["remarks"], new["head_title"]) == ("髙橋\n一", "課長")
    assert "special_notes" not in new
    assert "department_head" not in new


def test_a_dropped_answer_is_retired_with_its_old_label(newer):
    new = moved(newer, notes="控え")
    assert retired(new)["files[@file1].notes", "Ⅱ 特定個人情報ファイルの概要 7 備考"] == "控え"
    assert "notes" not in new.answers["files"][0]


def test_a_split_answer_stands_in_the_first_and_the_others_are_unknown(newer):
    new = moved(newer, hearing_period="令和5年4月から5月まで").answers
    assert new["hearing_day"] == "令和5年4月から5月まで"
    assert new["hearing_span"] == {"unknown": "split"}


def test_a_renamed_choice_is_found_under_its_new_key(newer):
    new = moved(newer, task_subjects="under_1000")
    assert new.answers["task_subjects"] == "under_one_thousand"
    assert all(r.id_path != "task_subjects" for r in new.retired)


@pytest.mark.parametrize("value", ["", "—"])
def test_an_empty_choice_and_a_dash_stay_what_they_are(newer, value):
    assert moved(newer, task_subjects=value).answers["task_subjects"] == value


def test_a_choice_that_is_gone_is_retired(newer):
    new = moved(newer, task_subjects="300_thousand_or_more", training="insufficient")
    assert "task_subjects" not in new.answers
    found = {r.id_path: r.value for r in new.retired}
    assert found["task_subjects"] == "300_thousand_or_more"
    assert found["risks[@risk1].training"] == "insufficient"


def test_boxes_that_stay_are_kept_and_the_whole_answer_is_retired_where_one_is_gone(newer):
    old = {"checked": ["person", "national_bodies"], "detail": {"national_bodies": "年金機構"}}
    new = moved(newer, sources=old)
    assert new.answers["files"][0]["sources"] == {"checked": ["person"], "detail": {}}
    assert {r.id_path: r.value for r in new.retired}["files[@file1].sources"] == old


def test_the_text_of_a_box_that_has_none_any_more_is_retired(newer):
    old = {"checked": ["other"], "detail": {"other": "届出"}}
    new = moved(newer, sources=old)
    assert new.answers["files"][0]["sources"] == {"checked": ["other"], "detail": {}}
    assert {r.id_path: r.value for r in new.retired}["files[@file1].sources"] == old


def test_an_answer_of_another_kind_of_item_is_retired(newer):
    audits = {"checked": ["self_check"], "detail": {}}
    answers = {"purpose": "賦課のため", "threshold_result": "basic_only", "audits": audits}
    new = moved(newer, **answers)
    found = {r.id_path.rpartition(".")[2]: r.value for r in new.retired}
    assert {key: found[key] for key in answers} == answers


def test_an_unknown_answer_stays_unknown(newer):
    lost = {"unknown": "marks-lost", "raw": "[ ]自己点検"}
    old = assessment()
    old.answers["risks"][0]["audits"] = lost
    new = upgrade(parse_assessment(old.as_json()), FORM, newer)
    assert new.answers["risks"][0]["audits"] == lost


def test_things_keep_their_ids_and_order(newer):
    old = with_thing(assessment(), "files[1].outsourcing", "zz", title="印刷")
    new = upgrade(old, FORM, newer).answers["files"][0]["outsourcing"]
    assert [(t["@id"], t["title"]) for t in new][1] == ("zz", "印刷")
    assert new == old.answers["files"][0]["outsourcing"]


def test_history_lineage_and_earlier_retired_answers_stay(newer):
    before = Retired("h28-01", "old", "旧項目", "値")
    old = replace(with_rows(assessment(), row(before="甲")), retired=(before,))
    new = upgrade(old, FORM, newer)
    assert (new.change_history, new.lineage) == (old.change_history, old.lineage)
    assert new.retired[0] == before


def test_rows_and_withheld_parts_follow_an_item_that_moved(newer):
    rows = with_rows(assessment(), row(id_paths=(RowTarget("department_head"),)))
    new = upgrade(withholding(rows, "special_notes", "特記事項"), FORM, newer)
    assert new.change_history[0].id_paths == (RowTarget("head_title"),)
    assert new.withheld[0].id_path == "remarks"


def test_nothing_but_the_tag_changes_on_the_way_to_2024():
    old = assessment()
    new = upgrade(old, FORM, load_form("yoshiki3", "r06-10"))
    assert new == replace(assessment(), edition="r06-10")
    assert old == assessment()
    assert parse_assessment(new.as_json()) == new


def test_a_way_that_nobody_described_is_refused(newer):
    with pytest.raises(InputRefused) as refused:
        upgrade(assessment(), newer, FORM)
    sentence = "r09-04版からh30-05版への移し方がありません。間の版を順にたどってください。"
    assert str(refused.value) == sentence


def test_both_editions_are_read_with_the_one_file_of_advice(newer, tmp_path):
    write_forms(tmp_path, EDITION)
    assert read_form(tmp_path / "yoshiki3_h30-05.yaml").items == FORM.items
    assert newer.item("remarks").help.write == "書く"


def test_an_edition_that_forgets_an_item_cannot_be_loaded(tmp_path):
    file = write_forms(tmp_path, EDITION.replace("    - dropped: files[].notes\n", ""))
    sentence = r"旧版の files\[\]\.notes の行き先が from にありません"
    with pytest.raises(DefinitionRefused, match=sentence):
        read_form(file)
