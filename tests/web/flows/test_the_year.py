"""見直し of many 評価書 at once, and one that was recorded by mistake."""

import pytest

from pia.approval.roles import Role

TASKS = ("国民年金に関する事務", "予防接種に関する事務", "介護保険に関する事務")
NOTE = "各課に照会し、記載のとおり運用していることを確かめた。"
MISTAKE = "予防接種は、まだ担当課の回答を受けていないため"


@pytest.fixture
def editor(city, people):
    """Somebody in a city with four 評価書 in public."""
    for number, name in enumerate(TASKS, 11):
        city.adopt(number=str(number), task_name=name, title=f"{name} 重点項目評価書")
    return people("田中 健一", Role.EDITOR)


def test_many_are_looked_over_without_change_and_one_of_them_is_withdrawn(editor, people):
    boss = people("伊藤 裕子", Role.ADMINISTRATOR)
    editor.opens("/")
    editor.follows("年間の予定")
    editor.sees("前の年度から残っているもの（4件）")
    editor.follows("評価書の見直しを記録する")
    editor.presses("印を付けた評価書の見直しを記録する")
    editor.sees("評価書が選ばれていません")
    editor.follows("すべてに印を付ける")
    editor.page.get_by_label("11　国民年金に関する事務").uncheck()
    editor.writes("メモ", NOTE)
    editor.presses("印を付けた評価書の見直しを記録する")
    editor.sees("3件の「見直し・変更なし」を記録しました。", "に記録した見直し（3件）", NOTE)
    assert "過ぎています" in editor.row("11　国民年金に関する事務").inner_text()
    assert "令和8年4月1日" in editor.row("12　予防接種に関する事務").inner_text()

    boss.opens("/year/reviews")
    recorded = boss.part("令和7年度に記録した見直し（3件）")
    boss.follows("記録を取り消す", boss.row("12　予防接種に関する事務", recorded))
    boss.sees("次の期日の計算に使われません", "評価書番号12")
    boss.writes("取り消す理由", MISTAKE)
    boss.presses("記録を取り消す")
    boss.sees("見直しの記録を取り消しました。", "（2件、ほかに取消1件）", MISTAKE)
    assert "過ぎています" in boss.row("12　予防接種に関する事務").inner_text()
    boss.ends("reviewed")

    editor.opens("/year")
    editor.sees("前の年度から残っているもの（2件）")
