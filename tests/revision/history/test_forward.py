"""Rows that have only their printed cells, done to the old edition."""

from itertools import pairwise

import pytest

from pia.errors import AnswerIsNo
from pia.revision import compare
from pia.revision.printed.forward import PrintedStep, apply_printed
from tests.builders import assessment, changed, with_thing
from tests.revision.small import DAY, SAMPLES, editions

STORAGE = "files[@file1].storage"


def step(before, after, *paths, where="1行目", label="保管場所"):
    return PrintedStep(where, label, before, after, (paths or (STORAGE,),))


def applied(value, *steps):
    document = assessment()
    document.answers["files"][0]["storage"] = value
    return apply_printed(document, steps).answers["files"][0]["storage"]


def steps_of(comparison):
    return [
        PrintedStep(f"{n}行目", row.item, row.before, row.after, (row.id_paths,))
        for n, row in enumerate(comparison.rows, start=1)
    ]


@pytest.mark.parametrize("folder", SAMPLES)
def test_the_printed_cells_of_the_sample_editions_give_every_printed_answer(folder):
    found = editions(folder)
    for old, new in pairwise(found):
        comparison = compare(old, new, changed_on=DAY, as_of=DAY)
        done = apply_printed(old, steps_of(comparison))
        assert compare(done, new, changed_on=DAY, as_of=DAY).rows == ()


def test_what_the_row_does_not_speak_of_stays_as_it_is():
    assert applied("前文、\n　書庫に 置く。後文。", step("書庫に置く。", "棚に、置く。")) == (
        "前文、\n　棚に、置く。後文。"
    )


@pytest.mark.parametrize("text", ["", "—", {"unknown": "empty-or-dash", "raw": "—"}, None])
def test_a_dash_fits_an_item_that_is_absent_empty_or_a_dash(text):
    assert applied(text, step("—", "書庫")) == "書庫"


def test_a_dash_fits_where_the_block_is_absent():
    assert applied("本庁舎に置く。", step("—", "〈外部の措置〉\n国内に置く。")) == (
        "本庁舎に置く。\n〈外部の措置〉\n国内に置く。"
    )


@pytest.mark.parametrize(
    ("text", "before", "words"),
    [
        ("書庫と書庫", "書庫", "変更前の記載が本文に2か所以上あり"),
        ("書庫、棚", "書庫，棚", "変更前の記載が本文と違います"),
        ("ＩＣカード", "ICカード", "変更前の記載が本文と違います"),
        ("棚に置く。", "—", "変更前は「—」ですが、本文には記載があります"),
        ({"unknown": "not-in-source"}, "—", "本文にこの項目がありません"),
        ({"unknown": "cut-off"}, "書庫", "読み取れていません"),
    ],
)
def test_what_does_not_stand_exactly_once_is_refused_naming_the_row(text, before, words):
    with pytest.raises(AnswerIsNo, match=words) as told:
        applied(text, step(before, "新", where="3行目"))
    assert told.value.where == "3行目 保管場所"


def test_a_row_without_an_item_is_refused():
    with pytest.raises(AnswerIsNo, match="様式のどの項目とも"):
        applied("書庫", step("書庫", "棚", "nowhere.at.all"))


def test_choices_and_boxes_are_set_by_their_printed_words():
    document = assessment(audits={"checked": ["self_check"], "detail": {}})
    boxes = step("[○]自己点検 [ ]内部監査", "[ ]自己点検 [○]内部監査", "risks[1].audits")
    work = "files[1].outsourcing[1].resubcontracted"
    choice = step("再委託する", "再委託しない", work)
    done = apply_printed(changed(document, {work: "resubcontracted"}), [boxes, choice]).answers
    assert done["risks"][0]["audits"]["checked"] == ["internal"]
    assert done["files"][0]["outsourcing"][0]["resubcontracted"] == "not_resubcontracted"


def test_words_that_are_no_choice_are_refused():
    work = "files[1].outsourcing[1].resubcontracted"
    document = changed(assessment(), {work: "resubcontracted"})
    with pytest.raises(AnswerIsNo, match="この項目の答えとして読めません"):
        apply_printed(document, [step("再委託する", "再委託する予定", work)])


def test_things_come_and_go_at_their_numbers():
    old = assessment()
    for name in ("s2", "s3"):
        old = with_thing(old, "systems", name, name=f"システム{name}")
    new = with_thing(assessment(), "systems", "s3", name="システムs3")
    new = with_thing(new, "systems", "s4", name="四の\n②ではない", functions="照会")
    comparison = compare(old, new, changed_on=DAY, as_of=DAY)
    with pytest.raises(AnswerIsNo, match="答えとして読めません"):
        apply_printed(old, steps_of(comparison))
    new = changed(new, {"systems[3].name": "四"})
    done = apply_printed(old, steps_of(compare(old, new, changed_on=DAY, as_of=DAY)))
    assert done.answers == new.answers
