"""Documents that this project did not write: every layout binds, and nothing wrong is called sure."""

import json
from pathlib import Path

import pytest

from pia.assessment import parse_assessment
from tests.builders import assessment, changed, row, with_rows
from tests.imports.layouts.entries import printed
from tests.imports.layouts.every import LAYOUTS, made
from tests.imports.layouts.looks import BOXES, Look
from tests.imports.layouts.measuring import WRONG, history_is_right, measured, share
from tests.imports.layouts.spelling import SPELLINGS

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("*/*.json"))
#: Fewest answers that must be right and sure; none may be wrong and sure.
FLOOR = 0.95
SMALL = with_rows(assessment(), row(before="甲課", after="乙課"))
#: Answers with lines that look like labels of the form.
MISLEADING = {
    "task_content": "次の事務を行う。\n公表日：令和5年4月1日\n①届出の受理\n②保管場所 庁内",
    "files[1].usage": "利用の手順\n備考\n8. 監査\n実施日：令和5年",
    "files[1].storage": "庁内の措置\n①部署：総務課\n③委託先名\nみほん株式会社\n保管する。",
    "files[1].notes": "特記事項なし\n評価書番号　7\nリスク1：なし",
    "risks[1].linking_measures": "措置の内容\nその他の措置の内容：なし\n二重に確認する。",
    "risks[1].other_measures": "Ⅳ 開示請求、問合せ\nに記載のとおり。\n1. 基礎項目評価\n②方法：書面",
    "request_contact": "みほん市\n①連絡先：市民課\n電話",
}


def assert_read(document, name, data):
    """Nothing is wrong and sure, nearly everything is right, and 別添2 is whole."""
    outcomes, imported = measured(document, name, data)
    assert [path for path, outcome in outcomes.items() if outcome == WRONG] == []
    assert share(outcomes)["right"] >= FLOOR, outcomes
    assert history_is_right(document, imported)


@pytest.mark.parametrize(("number", "name"), list(enumerate(LAYOUTS)), ids=str)
def test_a_sample_in_another_layout_is_read(number, name):
    """Each layout has one sample, each sample several layouts; all: python -m tests.imports.layouts."""
    text = SAMPLES[number % len(SAMPLES)].read_text(encoding="utf-8")
    document = parse_assessment(json.loads(text))
    assert_read(document, *made(name, printed(document)))


@pytest.mark.parametrize("name", LAYOUTS)
def test_lines_like_labels_inside_an_answer_make_nothing_wrong_that_is_called_sure(name):
    document = changed(assessment(), MISLEADING)
    outcomes, _ = measured(document, *made(name, printed(document)))
    assert [path for path, outcome in outcomes.items() if outcome == WRONG] == []


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", ["項目ごとの小さな表", "段落だけのWord"])
def test_labels_in_another_spelling_are_known(name, spelling):
    spell = SPELLINGS[spelling]
    assert_read(SMALL, *made(name, printed(SMALL), spell=spell))


@pytest.mark.parametrize("choice", ["plain", "number", "numbered", "circled", "marked", "boxes"])
@pytest.mark.parametrize("name", ["項目ごとの小さな表", "2列のExcel"])
def test_choices_are_read_as_number_as_words_or_as_a_mark(name, choice):
    assert_read(SMALL, *made(name, printed(SMALL), look=Look(choice=choice)))


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("between", ["　", "\n"])
def test_boxes_are_read_with_whatever_sign_a_city_prints(box, between):
    look = Look(box=box, between=between)
    assert_read(SMALL, *made("項目ごとの小さな表", printed(SMALL), look=look))


def test_rings_alone_say_nothing_because_they_may_be_empty_boxes():
    everything = [choice.key for choice in SMALL.form.item("files[].methods").choices]
    every = {i.path: [c.key for c in i.choices] for i in SMALL.form.items if i.kind == "boxes"}
    answers = {
        path.replace("[]", "[1]"): {"checked": keys, "detail": {}} for path, keys in every.items()
    }
    document = changed(assessment(), answers)
    look = Look(box="ring")
    outcomes, imported = measured(
        document, *made("項目ごとの小さな表", printed(document), look=look)
    )
    assert everything
    assert outcomes["files[1].methods"] == "unsure"
    methods = imported.assessment.answers["files"][0]["methods"]
    assert methods["unknown"] == "marks-lost"
