"""Small documents by hand: what goes where when headings are lost, doubled or misspelt."""

import pytest

from pia.imports import SourceFile, import_files

COVER = """評価書番号\t評価書名
7\t年金の事務
個人のプライバシー等の権利利益の保護の宣言
宣言する。
特記事項

評価実施機関名
みほん市長
公表日
令和6年11月1日
項目一覧
Ⅰ 基本情報
Ⅱ 特定個人情報ファイルの概要
Ⅲ リスク対策
Ⅳ 開示請求、問合せ
Ⅴ 評価実施手続
"""
REQUESTS = """Ⅳ 開示請求、問合せ
1. 特定個人情報の開示・訂正・利用停止請求
①請求先\t市民課
②請求方法\t書面
③法令による特別の手続\t—
④個人情報ファイル簿への不記載等\t
"""


def read(text):
    return import_files([SourceFile("文書.txt", (COVER + text + REQUESTS).encode())])


def values(text):
    return read(text).assessment.answers


def status(imported, position):
    return {item.position_path: item for item in imported.report.items}[position]


def test_titles_side_by_side_have_their_values_below():
    answers = values("")
    assert (answers["number"], answers["title"]) == ("7", "年金の事務")


def test_an_empty_box_is_empty_and_not_unknown():
    answers = values("")
    assert answers["special_notes"] == answers["registry_omission"] == ""


def test_the_table_of_contents_moves_nothing():
    answers = values("6. 評価実施機関における担当部署\n①部署\t年金課\n")
    assert answers["department"] == "年金課"
    assert answers["published_on"] == "令和6年11月1日"


def test_an_item_that_is_not_there_is_unknown_and_missing():
    imported = read("")
    assert imported.assessment.answers["department"] == {"unknown": "not-in-source"}
    assert status(imported, "department").status == "missing"


def test_the_tag_of_the_form_gives_the_edition():
    imported = read("[平成30年5月 様式3]\n")
    assert imported.assessment.edition == "h30-05"
    assert imported.report.edition_status == "sure"


def test_without_a_tag_the_newest_edition_of_the_day_is_taken_unsurely():
    imported = read("")
    assert imported.assessment.edition == "r06-10"
    assert imported.report.edition_status == "unsure"


def test_a_printed_frame_without_answers_means_that_there_is_none():
    frame = (
        "Ⅱ 特定個人情報ファイルの概要\n提供先1\t\n①法令上の根拠\t\n移転先1\t市民課\n提供先2～5\t\n"
    )
    (file,) = values(frame)["files"]
    assert file["provisions"] == []
    assert [thing["name"] for thing in file["transfers"]] == ["市民課"]


def test_a_frame_that_is_nowhere_in_the_file_is_one_unknown_thing():
    (system,) = values("")["systems"]
    assert system["name"] == {"unknown": "not-in-source"}


def test_things_of_equal_content_have_different_ids():
    text = "委託事項1\t入力業務\n委託事項2～5\n委託事項2\t入力業務\n委託事項3\t保守業務\n"
    first, second, third = values(text)["files"][0]["outsourcing"]
    assert second["@id"] == f"{first['@id']}-2"
    assert "-" not in third["@id"]


def test_a_second_file_begins_where_its_first_item_stands_again():
    one = "1. 特定個人情報ファイル名\n{}\n2. 基本情報\n⑤保有開始日\t{}\n"
    text = (
        "Ⅱ 特定個人情報ファイルの概要\n"
        + one.format("甲", "平成28年")
        + one.format("乙", "平成29年")
    )
    files = values(text)["files"]
    assert [(f["name"], f["held_since"]) for f in files] == [("甲", "平成28年"), ("乙", "平成29年")]


def test_each_appendix_goes_to_the_file_that_its_heading_names():
    one = "Ⅱ 特定個人情報ファイルの概要（{0}）\n1. 特定個人情報ファイル名\n{0}\n"
    appendix = "(別添1) 特定個人情報ファイル記録項目（{0}）\n{0}の項目\n"
    text = one.format("甲") + one.format("乙") + appendix.format("乙") + appendix.format("甲")
    assert [f["record_items"] for f in values(text)["files"]] == ["甲の項目", "乙の項目"]


def test_a_misspelt_label_is_known_and_the_answer_unsure():
    heads = "Ⅲ リスク対策\n3. 特定個人情報の使用\n"
    text = (
        heads + "特定個人情報の使用におけるその他リスク及びそのリスクに対する措置\n画面を隠す。\n"
    )
    imported = read(text)
    assert imported.assessment.answers["risks"][0]["use_other"] == "画面を隠す。"
    assert status(imported, "risks[1].use_other").status == "unsure"


def test_a_lost_heading_draws_nothing_to_a_wrong_item():
    text = "4. 個人番号の利用 ※\n法令上の根拠\t法第9条\n移転先1\t市民課\n①法令上の根拠\t法第19条\n"
    answers = values(text)
    assert answers["number_use_basis"] == "法第9条"
    assert answers["files"][0]["transfers"][0]["basis"] == "法第19条"
    assert answers["linkage_basis"] == {"unknown": "not-in-source"}


def test_a_label_printed_again_on_the_next_page_continues_its_item_unsurely():
    text = "Ⅱ 特定個人情報ファイルの概要\n6. 特定個人情報の保管・消去\n保管場所\t甲棟\n保管場所\t乙棟\n"
    imported = read(text)
    (file,) = imported.assessment.answers["files"]
    assert file["storage"] == "甲棟\n乙棟"
    found = status(imported, "files[1].storage")
    assert (found.status, found.why) == ("unsure", "項目名が二度出てきます。")


@pytest.mark.parametrize("again", ["（続き）", ""])
def test_headings_printed_again_on_the_next_page_begin_nothing(again):
    text = (
        "Ⅱ 特定個人情報ファイルの概要\n1. 特定個人情報ファイル名\n甲\n2. 基本情報\n"
        "①ファイルの種類 ※\t[システム用ファイル]\n"
        f"Ⅱ 特定個人情報ファイルの概要{again}\n2. 基本情報{again}\n⑤保有開始日\t平成28年\n"
    )
    (file,) = values(text)["files"]
    assert (file["name"], file["held_since"]) == ("甲", "平成28年")


def test_a_line_that_may_be_a_label_or_go_on_with_an_answer_leaves_both_unsure():
    text = "6. 評価実施機関における担当部署\n①部署\n年金課\n②所属長の役職名：年金課長\n"
    imported = read(text)
    assert imported.assessment.answers["department"] == "年金課"
    assert imported.assessment.answers["department_head"] == "年金課長"
    assert status(imported, "department").status == "unsure"
    assert status(imported, "department_head").status == "unsure"


def test_text_behind_an_answer_that_no_item_takes_makes_it_unsure():
    imported = read(
        "6. 評価実施機関における担当部署\n①部署\t年金課\n電話 0000\n②所属長の役職名\t課長\n"
    )
    found = status(imported, "department")
    assert (found.status, found.why) == (
        "unsure",
        "答えの後に、どの項目にも入らない文字があります。",
    )
    assert status(imported, "department_head").status == "sure"


def test_text_without_a_label_is_left_over_with_its_place():
    imported = read("6. 評価実施機関における担当部署\n①部署\t年金課\n1 / 20 ページ\n")
    (left,) = imported.report.as_json()["left_over"]
    assert left == {"place": "文書.txt 19行目 1列", "text": "1 / 20 ページ"}


def test_boxes_are_sure_where_the_document_shows_marks():
    text = "8. 監査\n実施の有無\t[○]自己点検\t[ ]内部監査\t[ ]外部監査\n5. 特定個人情報の提供・移転\t\n"
    imported = read("Ⅲ リスク対策\n4. 特定個人情報ファイルの取扱いの委託\t[ ]委託しない\n" + text)
    (risk,) = imported.assessment.answers["risks"]
    assert risk["audits"] == {"checked": ["self_check"], "detail": {}}
    assert risk["not_outsourced"] == {"checked": [], "detail": {}}
    assert status(imported, "risks[1].not_outsourced").status == "sure"


def test_boxes_without_any_mark_in_the_document_are_unknown():
    imported = read("Ⅲ リスク対策\n8. 監査\n実施の有無\t[ ]自己点検 [ ]内部監査 [ ]外部監査\n")
    (risk,) = imported.assessment.answers["risks"]
    assert risk["audits"] == {"unknown": "marks-lost", "raw": "[ ]自己点検 [ ]内部監査 [ ]外部監査"}


def test_a_choice_in_other_words_is_unknown_with_its_text():
    imported = read("5. 情報提供ネットワークシステムによる情報連携\n①実施の有無\t実施する予定\n")
    assert imported.assessment.answers["linkage"] == {
        "unknown": "not-a-choice",
        "raw": "実施する予定",
    }
    assert status(imported, "linkage").status == "unsure"


def test_removed_control_characters_are_reported():
    assert read("6. 評価実施機関における担当部署\n①部署\t年金\x07課\n").report.removed_controls == 1


def test_two_files_of_one_name_are_kept_apart():
    files = [SourceFile("文書.txt", text.encode()) for text in (COVER, REQUESTS)]
    imported = import_files(files)
    assert imported.assessment.answers["request_contact"] == "市民課"
    assert str(status(imported, "request_contact").place) == "文書.txt(2) 3行目 2列"


HEADER = "変更日\t項目\t変更前の記載\t変更後の記載\t提出時期\t提出時期に係る説明\n"


def history(*rows):
    lines = "".join("\t".join((*row, "事後", "説明")) + "\n" for row in rows)
    return import_files(
        [SourceFile("文書.txt", (COVER + REQUESTS + "(別添2)変更箇所\n" + HEADER + lines).encode())]
    )


def targets(*rows):
    return [
        [(t.id_path, t.confidence) for t in row.id_paths]
        for row in history(*rows).assessment.change_history
    ]


def test_the_cells_of_a_row_stay_as_printed():
    row = ("令和6年11月1日", "Ⅳ-1-① 請求先", "総務課", "市民課")
    (found,) = history(row).assessment.change_history
    assert found.cells() == (*row, "事後", "説明")
    assert (found.changed_on_date, found.origin) == ("2024-11-01", "imported")


def test_a_header_printed_again_on_the_next_page_is_no_row():
    row = ("令和6年11月1日", "Ⅳ-1-① 請求先", "総務課", "市民課")
    text = "\t".join((*row, "事後", "説明")) + "\n"
    data = (COVER + REQUESTS + HEADER + text + HEADER + text).encode()
    assert len(import_files([SourceFile("文書.txt", data)]).assessment.change_history) == 2


def test_a_row_whose_item_is_unknown_says_so():
    imported = history(("令和6年11月1日", "どこかの項目", "甲", "乙"))
    (row,) = imported.report.as_json()["history"]
    assert (row["id_paths"], row["confidence"]) == ([], "")
    assert row["why"] == "項目名が様式のどの項目とも合いません。"


def test_a_removed_thing_is_named_by_position_and_those_behind_it_are_counted_back():
    rows = targets(
        ("令和3年4月1日", "Ⅰ-2-システム2 ①システムの名称", "甲", "乙"),
        ("令和6年11月1日", "Ⅰ-2-システム1", "①甲 ②計算する", "—"),
    )
    assert rows[0][0][0].startswith("systems[@")
    assert rows[1] == [("systems[1]", "by-position")]


def test_the_note_behind_a_heading_may_be_followed_by_the_name_of_a_file():
    one = (
        "1. 特定個人情報ファイル名\n{0}\n8. 監査\n実施の有無\t[○]自己点検 [ ]内部監査 [ ]外部監査\n"
    )
    head = "Ⅲ リスク対策 ※(7.②を除く。)"
    text = f"{head}（甲）\n{one.format('甲')}{head}（乙）\n{one.format('乙')}"
    assert [risk["file_names"] for risk in values(text)["risks"]] == ["甲", "乙"]


def test_words_right_behind_a_table_that_ends_with_a_label_make_its_empty_answer_unsure():
    cover = "".join(
        f"<table><tr><td>{'<td>'.join(line.split(chr(9)))}</table>" for line in COVER.splitlines()
    )
    rows = "<tr>".join(f"<td>{'<td>'.join(line.split(chr(9)))}" for line in REQUESTS.splitlines())
    source = f"{cover}<table><tr>{rows.rstrip().removesuffix('<td>')}</table>"
    for behind, expected in (("", "sure"), ("<table><tr><td>記載しない理由</table>", "unsure")):
        imported = import_files([SourceFile("文書.html", (source + behind).encode())])
        found = status(imported, "registry_omission")
        assert (found.status, found.is_unknown) == (expected, False)


def test_blanks_of_a_frame_in_which_nothing_is_sure_are_unsure_too():
    frame = "Ⅱ 特定個人情報ファイルの概要\n4. 特定個人情報ファイルの取扱いの委託\n委託事項1\t{}\n①委託内容\t{}\n"
    blank = "files[1].outsourcing[1].content"
    assert status(read(frame.format("封入封緘", "")), blank).status == "sure"
    assert status(read(frame.format("(読取不能)", "")), blank).status == "unsure"
