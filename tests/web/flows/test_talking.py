"""What people say about a draft before it is approved: comments, and a sheet for a 所管課."""

import pytest

from pia.approval.roles import Role
from tests.imports.inquiries import filled
from tests.operations.city import TODAY

ASKED = "電算室は3月に本庁舎の3階へ移りました。記載はこのままでよいですか。"


@pytest.fixture
def editor(city, people):
    return people("田中 健一", Role.EDITOR)


def test_a_comment_holds_an_approval_up_until_it_is_waived_with_a_reason(city, editor, people):
    approver, draft = people("鈴木 恵子", Role.APPROVER), city.planned(TODAY)
    approver.opens(f"/drafts/{draft.id}")
    approver.follows("6. 特定個人情報の保管・消去")
    approver.follows("コメントする")
    approver.writes("コメント", ASKED)
    approver.presses("コメントする")
    approver.sees("コメントを書きました。", "未済")

    editor.opens("/notices")
    editor.follows("コメントがあります")
    editor.sees(ASKED)
    editor.page.locator("summary", has_text="返信する").click()
    editor.writes("返信", "移転先は6月の変更で直します。今回は課の名称だけです。")
    editor.presses("返信する")
    editor.opens(f"/drafts/{draft.id}/approval")
    editor.sees("済んでいないコメントが1件あります", "承認者が理由を書けば進めます")
    editor.presses("承認を依頼する")

    approver.opens(f"/drafts/{draft.id}/approval")
    approver.presses("承認する（決裁）")
    approver.sees("承認依頼中")
    approver.is_at("このまま進める理由")
    approver.writes("このまま進める理由", "移転先の記載は、6月の変更で直すため")
    approver.presses("承認する（決裁）")
    approver.sees(
        "承認しました。", "決裁済", "理由を書いて進めたこと", "移転先の記載は、6月の変更で直すため"
    )
    approver.ends("waived")
    approver.follows("承認票を見る")
    approver.sees("済んでいないコメント", "移転先の記載は、6月の変更で直すため")


def test_a_sheet_goes_to_a_division_and_its_answers_are_taken_over_or_left(city, editor, tmp_path):
    draft = city.started()
    editor.opens(f"/drafts/{draft.id}")
    editor.follows("所管課への照会")
    editor.follows("新しい照会票を作る")
    editor.writes("件名", "令和7年度の見直しについて")
    editor.writes("回答の期限", "令和7年4月15日")
    basics = editor.page.get_by_role("group", name="Ⅰ 基本情報")
    basics.get_by_label("すべて").check()
    editor.presses("照会票を作る")
    editor.sees("照会票を作りました。ダウンロードして、所管課に送ってください。", "令和7年4月15日")
    editor.misses("これまでの回答を見る")

    sheet = editor.downloads(editor.page.get_by_role("link", name="Excel").first)
    file = tmp_path / "照会票（回答）.xlsx"
    given = {"部署": "税務部市民税課", "所属長": "市民税担当課長"}
    file.write_bytes(filled(sheet, given, {"部署": "4月1日の機構改革"}, by="市民税課 加藤"))
    editor.page.get_by_label("記入された照会票").set_input_files(file)
    editor.presses("読み込む")
    editor.sees("2件の回答を読み込みました。", "回答：市民税課 加藤", "4月1日の機構改革")
    editor.ends("answers")
    department, _ = editor.page.get_by_role("article").all()
    editor.presses("取り入れる", department)
    editor.sees("1件の回答を取り入れました。", "決めていないもの（1）")
    editor.page.locator("summary", has_text="見送る").click()
    editor.presses("この回答を見送る")
    editor.sees("見送る理由がありません")
    editor.is_at("見送る理由")
    editor.writes("見送る理由", "役職名は規則のとおり市民税課長のため")
    editor.presses("この回答を見送る")
    editor.sees("回答を見送りました。", "決めていない回答はありません。")
    editor.follows("照会票の一覧へ")
    assert "済み" in editor.row("令和7年度の見直しについて").inner_text()
    editor.page.go_back()
    editor.follows("下書きの画面へ")
    editor.follows("変更箇所を見る")
    editor.sees("財務部市民税課", "税務部市民税課")
    editor.misses("市民税担当課長")
