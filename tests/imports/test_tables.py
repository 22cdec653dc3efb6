"""What documents with tables show and text does not: merged labels, marks in cells, table ends."""

import pytest

from pia.imports import SourceFile, import_files

COVER = (
    "<table><tr><th>評価書番号<th>評価書名<tr><td>7<td>年金の事務</table>"
    "<table><tr><th>個人のプライバシー等の権利利益の保護の宣言<tr><td>宣言する。</table>"
    "<table><tr><th>評価実施機関名<tr><td>みほん市長</table>"
    "<table><tr><th>公表日<tr><td>令和6年11月1日</table>"
)
REQUESTS = (
    "<h2>Ⅳ 開示請求、問合せ</h2><h3>1. 特定個人情報の開示・訂正・利用停止請求</h3>"
    "<table><tr><td>①請求先<td>市民課<tr><td>②請求方法<td>書面"
    "<tr><td>③法令による特別の手続<td>—<tr><td>④個人情報ファイル簿への不記載等<td></table>"
    "<h3>2. 特定個人情報ファイルの取扱いに関する問合せ</h3>"
    "<table><tr><td>①連絡先<td>年金課<tr><td>②対応方法<td>電話</table>"
)
#: A box that is marked, so that the marks of the document can be believed.
AUDIT = (
    "<h2>Ⅲ リスク対策</h2><h3>8. 監査</h3>"
    "<table><tr><td>実施の有無<td>[○] 自己点検 [ ] 内部監査 [ ] 外部監査</table>"
)
COLUMNS = "<tr><th>変更日<th>項目<th>変更前の記載<th>変更後の記載<th>提出時期<th>提出時期に係る説明"


def read(body):
    page = f"<html><body>{COVER}{body}{REQUESTS}</body></html>"
    return import_files([SourceFile("評価書.html", page.encode())])


def answers(body):
    return read(body).assessment.answers


def left(body):
    return [cell.text for cell in read(body).report.left_over]


def test_a_label_merged_over_rows_takes_the_boxes_beside_all_of_them():
    table = (
        '<h2>Ⅲ リスク対策</h2><h3>8. 監査</h3><table><tr><td rowspan="3">実施の有無'
        "<td>[<td>○<td>]<td>自己点検<tr><td>[<td><td>]<td>内部監査<tr><td>[<td>○<td>]<td>外部監査</table>"
    )
    (risk,) = answers(table)["risks"]
    assert risk["audits"] == {"checked": ["self_check", "external"], "detail": {}}


def test_boxes_below_an_unmerged_label_are_its_own():
    table = (
        "<h2>Ⅲ リスク対策</h2><h3>8. 監査</h3><table><tr><td>実施の有無<td>[ ○ ]<td>自己点検"
        "<tr><td><td>[ ]<td>内部監査<tr><td><td>[ ]<td>外部監査</table>"
    )
    (risk,) = answers(table)["risks"]
    assert risk["audits"] == {"checked": ["self_check"], "detail": {}}


@pytest.mark.parametrize("brackets", ["[]", "［］"])
def test_a_choice_is_read_from_the_cells_between_its_brackets(brackets):
    start, end = brackets
    table = (
        "<h2>Ⅰ 基本情報</h2><h3>1. 特定個人情報ファイルを取り扱う事務</h3><table>"
        f'<tr><td rowspan="2">③対象人数<td>{start}<td>1,000人未満<td>{end}<td>＜選択肢＞'
        "<tr><td><td><td><td>1) 1,000人未満<td>2) 1,000人以上1万人未満</table>"
    )
    assert answers(table)["task_subjects"] == "under_1000"


def test_empty_brackets_are_an_empty_answer():
    table = "<h2>Ⅰ 基本情報</h2><table><tr><td>③対象人数<td>[<td><td>]<td>＜選択肢＞</table>"
    assert answers(table)["task_subjects"] == ""


def test_a_number_between_brackets_is_a_count():
    table = (
        "<h2>Ⅱ 特定個人情報ファイルの概要</h2><h3>4. 特定個人情報ファイルの取扱いの委託</h3>"
        "<table><tr><td>委託の有無 ※<td>[<td>委託する<td>]<td>(<td>2<td>)件</table>"
    )
    (file,) = answers(table)["files"]
    assert (file["outsourced"], file["outsourced_count"]) == ("outsourced", "2")


def test_a_box_in_the_cell_of_its_section_bar_is_read():
    bar = "<h3>4. 特定個人情報ファイルの取扱いの委託 [○] 委託しない</h3>"
    (risk,) = answers(f"<h2>Ⅲ リスク対策</h2>{bar}")["risks"]
    assert risk["not_outsourced"]["checked"] == ["not_outsourced"]


def test_what_stands_behind_a_table_is_no_part_of_its_last_answer():
    page = "<h3>10. その他のリスク対策</h3><table><tr><td>研修する。</table><p>10 / 16</p>"
    (risk,) = answers(AUDIT + page)["risks"]
    assert risk["other_measures"] == "研修する。"
    assert left(AUDIT + page) == ["10 / 16"]


def test_record_items_may_be_text_and_tables_in_turn():
    page = (
        "<h2>Ⅱ 特定個人情報ファイルの概要</h2><h3>1. 特定個人情報ファイル名</h3>"
        "<table><tr><td>年金ファイル</table><h2>(別添1) 特定個人情報ファイル記録項目</h2>"
        "<p>○宛名</p><table><tr><td>氏名<td>住所</table><p>○資格</p><table><tr><td>記号</table>"
    )
    (file,) = answers(page)["files"]
    assert file["record_items"] == "○宛名\n氏名 住所\n○資格\n記号"


def test_a_day_merged_over_several_rows_of_the_change_table_is_said_by_each():
    table = (
        f'<table>{COLUMNS}<tr><td rowspan="2">令和5年11月6日<td>Ⅰ-6-① 部署<td>甲課<td>乙課'
        '<td rowspan="2">事後<td>組織改正<tr><td>Ⅰ-6-② 所属長<td>甲課長<td>乙課長<td>同上</table>'
    )
    page = f"<html><body>{COVER}{REQUESTS}<h2>(別添2) 変更箇所</h2>{table}</body></html>"
    imported = import_files([SourceFile("評価書.html", page.encode())])
    first, second = (row.cells() for row in imported.assessment.change_history)
    assert first == ("令和5年11月6日", "Ⅰ-6-① 部署", "甲課", "乙課", "事後", "組織改正")
    assert second == ("令和5年11月6日", "Ⅰ-6-② 所属長", "甲課長", "乙課長", "事後", "同上")
    assert imported.report.left_over == ()


def test_what_does_not_fit_the_columns_of_the_change_table_is_left_over():
    row = "<tr><td>令和5年11月6日<td>Ⅰ-6-① 部署<td>甲課<td>乙課<td>事後<td>組織改正"
    page = (
        f"<html><body>{COVER}{REQUESTS}<table>{COLUMNS}{row}<tr><td colspan='6'>以上"
        f"<tr><td><td>頁<td>2{COLUMNS}{row}</table><p>みほん市</p></body></html>"
    )
    report = import_files([SourceFile("評価書.html", page.encode())]).report
    assert len(report.history) == 2
    assert [cell.text for cell in report.left_over] == ["以上", "頁", "2", "みほん市"]
