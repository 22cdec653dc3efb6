"""What an earlier edition said comes back as a new draft: all of it, or one item."""

import pytest

from pia.approval.roles import Role


@pytest.fixture
def editor(city, people):
    """Somebody in a city whose newest edition says something else of 部署 and 保管場所."""
    city.adopt(
        published_on="令和7年3月3日", department="税務部", storage="データセンターに保管する。"
    )
    return people("田中 健一", Role.EDITOR)


def looks_back(editor):
    """Go from the list to what the first edition said otherwise."""
    editor.opens("/")
    editor.follows("個人住民税の賦課に関する事務")
    editor.follows("版の履歴")
    editor.follows("この版の記載を下書きに戻す", number=1)
    editor.sees("第1版（令和5年11月6日公表）", "公表した版は変わりません。", "（2か所）")


def test_a_whole_edition_comes_back_as_a_new_draft(editor):
    looks_back(editor)
    editor.presses("この版の内容で下書きを作る")
    editor.sees("新しい下書きを作り、第1版の記載を下書きに戻しました。")
    editor.follows("変更箇所を見る")
    editor.sees("事前 1", "税務部", "財務部市民税課", "庁内のサーバ室に保管し")
    editor.ends("restored")


def test_one_item_comes_back_as_a_new_draft_and_is_taken_back(editor):
    looks_back(editor)
    editor.presses("この項目をこの版の記載に戻す")
    editor.sees("新しい下書きを作り、第1版の記載を下書きに戻しました。")
    editor.sees("今の下書きと違う項目（1か所）", "版の全体は戻せません")
    editor.ends("restored-item")
    editor.follows("今の下書きを開く")
    editor.presses("直前の保存を取り消す")
    editor.sees("直前の保存を取り消しました")
    editor.follows("変更箇所を見る")
    editor.sees("変更箇所の表に載る変更はありません。")
