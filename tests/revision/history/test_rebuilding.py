"""Rows of みほん市, undone one by one."""

from dataclasses import replace

import pytest

from pia.assessment import RowTarget
from pia.assessment.publicise import publicise
from pia.revision import compare, record
from pia.revision.history import rebuild
from pia.revision.style import TableStyle
from tests.builders import assessment, changed, row, with_rows, with_thing, withholding
from tests.revision.small import DAY, SAMPLES, editions
from tests.revision.small import assessment as small

UNKNOWN = {"unknown": "empty-or-dash", "raw": "—"}
OWN = "〈みほん市における措置〉\n施錠した書庫に保管する。"
HUB = "〈中間サーバーにおける措置〉\nデータセンターに設置する。"
CLOUD = "（ガバメントクラウドにおける措置）\n国内で保管する。"


def printed(path, before, after, **cells):
    """A row as it was read from paper."""
    targets = [RowTarget(one) for one in ([path] if isinstance(path, str) else path)]
    day = cells.pop("day", "2023-11-06")
    return replace(
        row(before=before, after=after, **cells), id_paths=tuple(targets), changed_on_date=day
    )


def undone(document, *rows):
    """The answers of the oldest edition and the reports of the rows."""
    found = rebuild(with_rows(document, *rows))
    return found.editions[-1].document.answers, found.rows


def storage(answers):
    return answers["files"][0]["storage"]


STORAGE = "files[@file1].storage"
WORKS = "files[@file1].outsourcing"


def test_a_whole_item_comes_back_as_printed():
    answers, (told,) = undone(
        assessment(storage="本庁舎"), printed(STORAGE, "分庁舎\n地下", "本庁舎")
    )
    assert storage(answers) == "分庁舎\n地下"
    assert (told.how, told.path, told.reason, told.nearest) == ("item", STORAGE, "", None)


def test_an_item_that_was_empty_or_a_dash_is_the_unknown_that_makes_a_row():
    document = assessment(storage="本庁舎")
    answers, _ = undone(document, printed(STORAGE, "—", "本庁舎"))
    assert storage(answers) == UNKNOWN
    old = replace(document, answers=answers | {"published_on": document.answers["published_on"]})
    (made,) = compare(old, document, changed_on=DAY, as_of=DAY).rows
    assert (made.before, made.after) == ("—", "本庁舎")


def test_a_block_is_undone_alone_and_an_added_one_goes_with_its_gap():
    document = assessment(storage=f"{OWN}\n\n{HUB}\n{CLOUD}")
    answers, told = undone(
        document,
        printed(STORAGE, OWN.replace("書庫", "棚"), OWN.replace("\n", " ")),
        printed(STORAGE, "—", CLOUD),
    )
    assert storage(answers) == f"{OWN.replace('書庫', '棚')}\n\n{HUB}"
    assert [one.how for one in told] == ["block", "block"]


def test_added_lines_without_a_heading_go_whole():
    lines = "・鍵は課長が保管する。\n・入室を記録する。"
    document = assessment(storage=f"・書庫に施錠する。\n{lines}\n・棚卸しをする。")
    answers, (told,) = undone(document, printed(STORAGE, "—", lines))
    assert storage(answers) == "・書庫に施錠する。\n・棚卸しをする。"
    assert told.how == "block"
    answers, (told,) = undone(document, printed(STORAGE, "—", "鍵は課長が保管する。"))
    assert told.how == "not-fitted"


@pytest.mark.parametrize("folder", SAMPLES)
def test_the_editions_of_the_sample_city_come_back_from_the_newest_one(folder):
    *older, newest = editions(folder)
    found = rebuild(newest)
    assert all(told.fits for told in found.rows)
    for edition, old in zip(found.editions, reversed(older), strict=True):
        comparison = compare(edition.document, old, changed_on=DAY, as_of=DAY)
        assert comparison.rows == ()
        assert {one.reason for one in comparison.unprinted} <= {"not-in-change-table", "empty"}


def test_a_removed_block_stands_behind_the_text_again():
    answers, (told,) = undone(assessment(storage=OWN), printed(STORAGE, HUB, "—"))
    assert storage(answers) == f"{OWN}\n{HUB}"
    assert told.how == "block"


ABOUT_NOTHING = ["（新規）", "新設", "【追加】", "（記載なし）", "空欄", "（なし）"]


@pytest.mark.parametrize("cell", ABOUT_NOTHING)
def test_words_for_nothing_are_no_text_of_the_edition_before(cell):
    """Cities write 「（新規）」 where the form's example has 「—」."""
    answers, (told,) = undone(assessment(storage="本庁舎"), printed(STORAGE, cell, "本庁舎"))
    assert storage(answers) == UNKNOWN | {"raw": cell}
    assert told.how == "item"
    block, _ = undone(assessment(storage=f"{OWN}\n{HUB}"), printed(STORAGE, cell, HUB))
    assert storage(block) == OWN


@pytest.mark.parametrize("cell", ["（削除）", "廃止", "（記載なし）"])
def test_words_for_nothing_stand_for_an_empty_answer(cell):
    answers, (told,) = undone(assessment(storage=""), printed(STORAGE, "本庁舎", cell))
    assert (storage(answers), told.how) == ("本庁舎", "item")


def test_none_bare_is_an_answer():
    answers, _ = undone(assessment(storage="本庁舎"), printed(STORAGE, "なし", "本庁舎"))
    assert storage(answers) == "なし"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[ 1万人以上10万人未満 ]", "［10万人以上100万人未満］"),
        ("2) 1万人以上10万人未満", "３）10万人以上100万人未満"),
        ("１万人以上１０万人未満", "10万人以上100万人未満"),
    ],
)
def test_a_choice_may_stand_as_the_form_prints_it(before, after):
    document = assessment()
    file = document.answers["files"][0] | {"subjects": "100_thousand_to_1_million"}
    document = replace(document, answers=document.answers | {"files": [file]})
    answers, (told,) = undone(document, printed("files[@file1].subjects", before, after))
    assert told.how == "item"
    assert answers["files"][0]["subjects"] == "10_to_100_thousand"


def test_a_number_may_stand_with_its_unit():
    document = assessment()
    file = document.answers["files"][0] | {"outsourced": "outsourced", "outsourced_count": "4"}
    document = replace(document, answers=document.answers | {"files": [file]})
    answers, _ = undone(document, printed("files[@file1].outsourced_count", "(3)件", "（４）件"))
    assert answers["files"][0]["outsourced_count"] == "3"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("端末，サーバーを ＩＣカードで開く書庫に置く。", "端末、サーバーをICカードで開く書庫に置く。"),
        ("ｻｰﾊﾞｰ室に置く。", "サーバー室に\n置く。"),
    ],
)  # fmt: skip
def test_width_marks_and_white_space_do_not_count(text, cell):
    answers, _ = undone(assessment(storage=f"前文。{text}後文。"), printed(STORAGE, "旧文。", cell))
    assert storage(answers) == "前文。旧文。後文。"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("職員11人で行う。", "1人で行う。"),
        ("サーバー室に置くサーバー", "置くサーバ"),
        ("書庫に置く。書庫に置く。", "書庫に置く。"),
        ("設備があります。", "あり"),
        ("1 2年保存する。", "12年保存する"),
    ],
)
def test_a_fragment_that_cuts_a_word_stands_twice_or_says_too_little_is_not_undone(text, cell):
    answers, (told,) = undone(assessment(storage=text), printed(STORAGE, "旧", cell))
    assert storage(answers) == text
    assert told.how == "not-fitted"
    assert told.nearest.path == STORAGE


def test_a_fragment_may_be_found_in_the_group_that_the_label_names():
    document = assessment(
        inquiry_contact="みほん市中央1丁目2番地 市民課", inquiry_response="受付簿を作る。"
    )
    group = ["inquiry_contact", "inquiry_response"]
    answers, (told,) = undone(
        document, printed(group, "みほん市東町3番地", "みほん市中央1丁目2番地")
    )
    assert answers["inquiry_contact"] == "みほん市東町3番地 市民課"
    assert (told.how, told.path) == ("fragment", "inquiry_contact")


def test_stretches_between_omissions_are_undone_in_their_order():
    document = assessment(
        storage="入室を記録する。書庫に施錠する。鍵は課長が持つ。廃棄は溶解による。"
    )
    before = "（略）書庫に保管する。（略）廃棄は裁断による。"
    answers, (told,) = undone(
        document, printed(STORAGE, before, "(略)書庫に施錠する。\n(略)廃棄は溶解による。")
    )
    assert storage(answers) == "入室を記録する。書庫に保管する。鍵は課長が持つ。廃棄は裁断による。"
    assert told.how == "fragment"


def test_a_sentence_that_came_between_two_omissions_goes():
    document = assessment(storage="入室を記録する。夜間は警備員が巡回する。書庫に施錠する。")
    answers, (told,) = undone(
        document, printed(STORAGE, "（略）", "（略）夜間は警備員が巡回する。（略）")
    )
    assert storage(answers) == "入室を記録する。書庫に施錠する。"
    assert told.how == "fragment"


def test_of_the_stretches_of_a_cell_the_likest_are_pairs():
    document = assessment(
        storage="入室を記録する。書庫に施錠する。鍵は課長が持つ。夜間は警備員が巡回する。廃棄は溶解による。"
    )
    after = "（略）書庫に施錠する。（略）夜間は警備員が巡回する。（略）"
    answers, _ = undone(document, printed(STORAGE, "（略）書架に施錠する。（略）", after))
    assert storage(answers) == "入室を記録する。書架に施錠する。鍵は課長が持つ。廃棄は溶解による。"


def test_where_a_lost_sentence_stood_nobody_can_say():
    document = assessment(storage="入室を記録する。書庫に施錠する。")
    answers, (told,) = undone(
        document, printed(STORAGE, "（略）夜間は警備員が巡回する。（略）", "（略）")
    )
    assert storage(answers) == "入室を記録する。書庫に施錠する。"
    assert told.how == "not-fitted"


TWO = [
    {"@id": "f1", "name": "課税ファイル", "storage": "本庁舎"},
    {"@id": "f2", "name": "収納ファイル", "storage": "本庁舎"},
]
LABEL = "Ⅱ 特定個人情報ファイルの概要{} 6 特定個人情報の保管・消去 保管場所"


def guessed(file, **cells):
    """A row whose file was not known when it was read: the first was taken."""
    one = printed("files[@f1].storage", "分庁舎", "本庁舎", item=LABEL.format(file), **cells)
    return replace(one, id_paths=(RowTarget("files[@f1].storage", "guess"),))


def test_a_row_of_a_file_that_is_not_there_is_not_undone_on_another():
    answers, (told,) = undone(small(files=TWO), guessed("（証明ファイル）"))
    assert answers["files"] == TWO
    assert told.how == "not-fitted"


def test_a_file_is_known_by_the_name_it_had_then():
    """The rename is undone first; the row of the year before then names its file."""
    document = small(files=TWO)
    renamed = printed("files[@f2].name", "国税連携ファイル", "収納ファイル", day="2024-11-06")
    answers, told = undone(document, renamed, guessed("（国税連携ファイル）", day="2023-11-06"))
    assert [one["storage"] for one in answers["files"]] == ["本庁舎", "分庁舎"]
    assert [one.how for one in told] == ["item", "item"]


def test_without_a_name_of_a_file_the_only_one_that_says_the_cell_is_meant():
    other = [TWO[0] | {"storage": "支所"}, TWO[1]]
    answers, _ = undone(small(files=other), guessed(""))
    assert [one["storage"] for one in answers["files"]] == ["支所", "分庁舎"]
    both, (told,) = undone(small(files=TWO), guessed(""))
    assert both["files"] == TWO
    assert told.how == "not-fitted"


def test_boxes_and_choices_come_back_from_their_printed_words():
    document = assessment(
        audits={"checked": ["self_check", "internal", "external"], "detail": {}},
        resubcontracted="resubcontracted",
    )
    answers, told = undone(
        document,
        printed("risks[@risk1].audits", "[○]自己点検 [○]内部監査 []外部監査", "[○]自己点検 [○]内部監査 [○]外部監査"),
        printed(f"{WORKS}[@outsourcing1].resubcontracted", "再委託しない", "再委託する"),
    )  # fmt: skip
    assert answers["risks"][0]["audits"] == {"checked": ["self_check", "internal"], "detail": {}}
    assert answers["files"][0]["outsourcing"][0]["resubcontracted"] == "not_resubcontracted"
    assert [one.how for one in told] == ["item", "item"]


def test_an_added_thing_goes_and_a_removed_one_comes_back_at_its_number():
    document = with_thing(assessment(), WORKS, "o2", title="印刷", contractor="みほん印刷")
    label = "Ⅱ 特定個人情報ファイルの概要 4 特定個人情報ファイルの取扱いの委託 委託事項"
    answers, told = undone(
        document,
        printed(f"{WORKS}[1]", "封入封緘\n③みほん封筒", "—", item=f"{label}1"),
        printed(f"{WORKS}[@o2]", "—", "印刷 ③みほん印刷", item=f"{label}2"),
    )
    works = answers["files"][0]["outsourcing"]
    back, stayed = works
    assert (back["title"], back["contractor"]) == ("封入封緘", "みほん封筒")
    assert stayed["@id"] == "outsourcing1"
    assert [one.how for one in told] == ["thing", "thing"]


def test_a_thing_may_be_listed_in_the_label_of_its_row():
    document = with_thing(assessment(), "systems", "s2", name="窓口装置", functions="照会する。")
    listed = ["systems[@s2].name", "systems[@s2].functions"]
    answers, (told,) = undone(
        document,
        printed(listed, "—", "①窓口装置 ②照会する。", item="Ⅰ-2-システム2 ①システムの名称 ②システムの機能"),
    )  # fmt: skip
    assert [one["@id"] for one in answers["systems"]] == ["system1"]
    assert (told.how, told.path) == ("thing", "systems[@s2]")


def test_a_number_is_the_one_of_the_edition_of_its_row():
    """In 2023 a 委託事項 was put in front; the row of 2021 counts without it."""
    document = with_thing(assessment(), WORKS, "o2", contractor="みほん印刷")
    document = changed(document, {f"{WORKS}[@outsourcing1].title": "封入"})
    label = "Ⅱ-4-委託事項1"
    comparison = compare(
        replace(document, answers=without_first_work(document.answers)),
        document, changed_on=DAY, as_of=DAY,
    )  # fmt: skip
    (added,) = comparison.rows
    answers, told = undone(
        document,
        printed(
            f"{WORKS}[@outsourcing1].contractor",
            *("旧みほん印刷", "みほん印刷"),
            item=f"{label} ③委託先名",
            day="2021-03-31",
        ),
        printed(f"{WORKS}[@outsourcing1]", "—", added.after, item=label),
    )
    assert [one["contractor"] for one in answers["files"][0]["outsourcing"]] == ["旧みほん印刷"]
    assert [one.how for one in told] == ["item", "thing"]


def without_first_work(answers):
    file = answers["files"][0]
    return answers | {"files": [file | {"outsourcing": file["outsourcing"][1:]}]}


@pytest.mark.parametrize("thing", [f"{WORKS}[@w1]", "systems[]", "systems"])
@pytest.mark.parametrize("other", ["request_contact", f"{WORKS}[@w2]", f"{WORKS}[@w2].title"])
def test_a_row_that_names_a_thing_and_something_else_is_told(thing, other):
    document = assessment(request_contact="本庁舎")
    made = printed([thing, other], "—", "①入力\n②本庁舎")
    answers, (told,) = undone(document, made)
    assert told.reason == "この行は二つ以上のものを指していて、どれのことか決まりません。"
    assert answers["request_contact"] == "本庁舎"


def test_two_rows_that_claim_one_place_are_both_told():
    rows = [printed(STORAGE, "甲", "本庁舎"), printed(STORAGE, "乙", "本庁舎")]
    answers, told = undone(assessment(storage="本庁舎"), *rows)
    assert storage(answers) == "本庁舎"
    assert {one.reason for one in told} == {"この表のほかの行と同じ所を指しています。"}


def test_swapped_cells_of_one_day_are_not_taken_for_each_other():
    document = assessment(storage="窓口は東棟にある。書庫は西棟にある。")
    answers, _ = undone(
        document,
        printed(STORAGE, "書庫は西棟にある。", "窓口は東棟にある。"),
        printed(STORAGE, "窓口は東棟にある。", "書庫は西棟にある。"),
    )
    assert storage(answers) == "書庫は西棟にある。窓口は東棟にある。"


def test_a_row_that_does_not_fit_stays_undone_and_the_rest_is_rebuilt():
    document = assessment(storage="本庁舎にて行う。", department="市民課")
    found = rebuild(
        with_rows(
            document,
            printed(STORAGE, "分庁舎にておこなう。", "本庁舎にておこなう。"),
            printed("department", "戸籍課", "市民課"),
        )
    )
    (edition,) = found.editions
    assert storage(edition.document.answers) == "本庁舎にて行う。"
    assert edition.document.answers["department"] == "戸籍課"
    nearest = found.rows[0].nearest
    assert nearest is not None
    assert nearest.differences == (
        *(("=", "本庁舎にて"), ("-", "おこなう"), ("+", "行う"), ("=", "。")),
    )
    assert found.summary == {
        "rows": 2, "item": 1, "block": 0, "thing": 0, "fragment": 0, "not-fitted": 1,
    }  # fmt: skip


def test_each_edition_keeps_the_rows_of_earlier_days_and_is_of_the_same_lineage():
    days = ["2023-11-06", "2021-03-31", "2022-04-01"]
    texts = {"2021-03-31": ("一", "二"), "2022-04-01": ("二", "三"), "2023-11-06": ("三", "四")}
    rows = [printed("department", *texts[day], day=day) for day in days]
    document = with_rows(assessment(department="四"), *rows)
    found = rebuild(document)
    assert [edition.day.isoformat() for edition in found.editions] == sorted(days, reverse=True)
    assert [one.document.answers["department"] for one in found.editions] == ["三", "二", "一"]
    assert [len(one.document.change_history) for one in found.editions] == [2, 1, 0]
    assert {one.document.lineage for one in found.editions} == {document.lineage}
    assert [finding.id for finding in found.findings] == ["days-out-of-order"]


@pytest.mark.parametrize("granularity", ["item", "block", "sentence"])
def test_rows_of_the_engine_are_undone_by_their_operations_byte_for_byte(granularity):
    old = assessment(storage=f"{OWN}\n\n{HUB}\n", department="戸籍課")
    new = changed(
        old, {STORAGE: f"{OWN}鍵は課長が持つ。\n\n{HUB}\n{CLOUD}\n", "department": "市民課"}
    )
    new = with_thing(new, WORKS, "o2", title="印刷")
    style = TableStyle(granularity=granularity)
    comparison = compare(old, new, changed_on=DAY, as_of=DAY, style=style)
    found = rebuild(record(new, comparison))
    (edition,) = found.editions
    assert edition.document.answers == old.answers | {"published_on": {"unknown": "not-in-source"}}
    assert all(one.fits for one in found.rows)


def test_a_reworded_cell_is_undone_by_its_operations():
    old = assessment(storage="書庫に保管する。")
    new = changed(old, {STORAGE: "施錠した書庫に保管する。"})
    document = record(new, compare(old, new, changed_on=DAY, as_of=DAY))
    worded = replace(
        document.change_history[0], before="（保管の方法を改めた）", after="施錠を加えた"
    )
    answers, (told,) = undone(new, worded)
    assert storage(answers) == "書庫に保管する。"
    assert told.how == "fragment"


def test_operations_that_may_have_shifted_are_not_believed():
    """White space before the span made no row, so its offset may be that of another word."""
    old = assessment(storage="一階。二階。")
    new = changed(old, {STORAGE: "一階。三階。"})
    document = record(new, compare(old, new, changed_on=DAY, as_of=DAY))
    shifted = changed(new, {STORAGE: "四階。三階。三階。"})
    answers, (told,) = undone(shifted, *document.change_history)
    assert storage(answers) == "四階。三階。三階。"
    assert told.how == "not-fitted"


def test_what_was_withheld_stays_withheld_in_every_edition():
    document = assessment(storage="本庁舎3階の書庫", department="市民課")
    document = withholding(document, STORAGE, "3階")
    rows = [
        printed(STORAGE, "分庁舎の書庫", "本庁舎3階の書庫"),
        printed("department", "戸籍課3階", "市民課", day="2021-03-31"),
    ]
    for edition in rebuild(with_rows(document, *rows)).editions:
        (part,) = edition.document.withheld
        assert (part.quote, part.occurrence) == ("3階", 0)
        public = publicise(edition.document)
        assert "3階" not in str(public.as_json())


def test_words_that_only_an_earlier_edition_says_are_withheld_in_it():
    document = assessment(storage="本庁舎の書庫")
    document = withholding(changed(document, {STORAGE: "3階 3階"}), STORAGE, "3階")
    gone = replace(document.withheld[0], occurrence=0)
    document = replace(changed(document, {STORAGE: "本庁舎の書庫"}), withheld=(gone,))
    (edition,) = rebuild(
        with_rows(document, printed(STORAGE, "3階の書庫", "本庁舎の書庫"))
    ).editions
    assert edition.document.withheld == (replace(gone, occurrence=1),)
    assert "3階" not in str(publicise(edition.document).as_json())
