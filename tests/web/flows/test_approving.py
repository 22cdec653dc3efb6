"""How requests are approved in an office: as the people at its stages live through it."""

import pytest

from pia.approval.roles import Role
from pia.approval.route import CONSULT, Stage
from tests.operations.city import TODAY
from tests.web.on_route import set_to

REASON = "課の名称が4月1日の機構改革の前のものです。"
WAY = "承認の経路"


@pytest.fixture
def editor(city, people):
    return people("田中 健一", Role.EDITOR)


@pytest.fixture
def seats(people):
    """係長, 情報政策課 and 課長, each at a browser."""
    names = ("山本 直子", "清水 学", "小林 正")
    return [people(name, Role.APPROVER) for name in names]


@pytest.fixture
def draft(city, seats):
    """A draft that goes over 係長, 情報政策課 (合議) and 課長, for whom 係長 may stand in."""
    clerk, other, manager = (person.user.id for person in seats)
    set_to(
        city,
        Stage("係長", (clerk,)),
        Stage("情報政策課", (other,), kind=CONSULT),
        Stage("課長", (manager,), (clerk,)),
    )
    return city.planned(TODAY)


def asks(editor, draft, words="確認をお願いします。"):
    """Ask for approval."""
    editor.opens(f"/drafts/{draft.id}/approval")
    editor.writes("意見", words)
    editor.presses("承認を依頼する")
    editor.sees("承認を依頼しました。", "承認依頼中")


def finds(person, what):
    """Go to what waits."""
    person.opens("/notices")
    return person.follows(f"個人住民税の賦課に関する事務：{what}")


def sends_back(person, reason):
    person.page.locator("summary", has_text="差し戻す").click()
    person.writes("理由", reason, person.form("差し戻す"))
    person.presses("差し戻す", person.form("差し戻す"))
    person.sees("差し戻しました。")


def mends(editor, department):
    """Write another 部署 in the form of the draft, having read why it came back."""
    editor.follows("Ⅰ 基本情報")
    editor.writes("①部署", department)
    editor.presses("保存する")
    editor.sees("保存しました")


def test_a_consulted_division_returns_a_request_and_consents_to_the_mended_one(
    editor, seats, draft
):
    clerk, other, manager = seats
    asks(editor, draft)
    finds(clerk, "承認の順番です")
    clerk.sees("「確認をお願いします。」")
    clerk.presses("「係長」として承認する")
    finds(other, "承認の順番です")
    assert "山本 直子" in other.part(WAY).inner_text()
    sends_back(other, REASON)

    finds(editor, "差し戻されました")
    editor.sees(REASON)
    mends(editor, "税務部税務課")
    asks(editor, draft, "課の名称を直しました。")

    finds(clerk, "承認の順番です")
    said = clerk.part("前の承認の後に変わったこと").inner_text()
    assert "あなたが承認した内容と比べています" in said
    assert "①部署" in said
    clerk.presses("「係長」として承認する")
    finds(other, "承認の順番です")
    assert (
        "あなたが差し戻した内容と比べて" in other.part("前の差戻しの後に変わったこと").inner_text()
    )
    other.presses("「情報政策課」として同意する（合議）")
    other.sees("合議に同意しました。", "小林 正")
    finds(manager, "承認の順番です")
    manager.presses("「課長」として承認する")
    manager.sees("承認しました。", "決裁済")
    past = manager.part("これまでの経過").inner_text()
    for said, times in ((REASON, 1), ("「係長」として承認", 2), ("「課長」として承認", 1)):
        assert past.count(said) == times
    manager.ends("consulted")


def test_a_deputy_decides_for_a_manager_who_looks_at_it_afterwards(editor, seats, draft):
    clerk, other, manager = seats
    asks(editor, draft)
    finds(clerk, "承認の順番です")
    clerk.presses("「係長」として承認する")
    finds(other, "承認の順番です")
    other.presses("「情報政策課」として同意する（合議）")

    clerk.opens(f"/drafts/{draft.id}/approval")
    clerk.page.locator("summary", has_text="「課長」の代決をする").click()
    clerk.sees("代わられた人は、後から確かめます（後閲）。")
    clerk.writes("意見", "課長が出張のため", clerk.form("「課長」の代決をする"))
    clerk.presses("「課長」の代決をする")
    clerk.sees("代決しました。", "決裁済", "小林 正が後から確かめます。")
    clerk.sees("承認する（決裁）　「課長」の代決（小林 正に代わって）")

    finds(manager, "代決されたものの後閲が残っています")
    manager.sees("手続は先へ進んでいます。", "「課長が出張のため」")
    manager.presses("「課長」の代決を後閲する")
    manager.sees("後閲を記録しました。")
    manager.misses("後閲待ち")
    manager.follows("承認票を見る")
    manager.sees("代決（小林 正に代わって）", "後閲", "課長が出張のため")
    manager.ends("stood-in")
    manager.opens("/notices")
    manager.sees("お知らせはありません。")


def test_a_request_that_was_returned_comes_again_with_what_was_mended(city, editor, people):
    approver, draft = people("鈴木 恵子", Role.APPROVER), city.planned(TODAY)
    asks(editor, draft)
    editor.sees("今は、承認者の操作を待っています。")
    approver.opens("/")
    approver.follows("お知らせ", approver.page.locator(".notices-line"))
    approver.follows("承認の順番です")
    sends_back(approver, REASON)
    approver.sees("今は、編集者の操作を待っています。")

    finds(editor, "差し戻されました")
    mends(editor, "税務部税務課")
    editor.follows("下書きの画面へ")
    editor.follows("承認の画面へ")
    editor.sees("前の差戻しの後に変わったこと")
    editor.presses("承認を依頼する")

    finds(approver, "承認の順番です")
    assert "税務課" in approver.part("前の差戻しの後に変わったこと").inner_text()
    approver.presses("承認する（決裁）")
    approver.sees("承認しました。", "決裁済", "今は、公表担当の操作を待っています。")
    approver.ends("mended")


def test_in_an_office_of_one_person_a_setting_lets_her_approve_what_she_wrote(
    city, people, left_alone
):
    boss = people("伊藤 裕子", Role.ADMINISTRATOR)
    alone = people("中村 明子", Role.EDITOR, Role.APPROVER, Role.PUBLISHER)
    left_alone(alone.user)
    draft = city.planned(TODAY)
    asks(alone, draft)
    alone.sees("自分が書いた評価書は、自分では承認できません。", "一人で処理する団体の設定")

    boss.opens("/admin")
    boss.follows("承認の経路", boss.page.locator("main"))
    boss.follows("みほん市長")
    boss.writes("段の名前", "総務係")
    boss.page.get_by_role("group", name="承認する人").get_by_label("中村 明子").check()
    boss.page.get_by_label("書いた人も承認できることにする").check()
    boss.presses("経路を保存する")
    boss.sees("一人で処理する理由がありません")
    boss.is_at("理由")
    boss.writes("理由", "職員が一人のため")
    boss.presses("経路を保存する")
    boss.sees("経路を保存しました", "一人で処理する団体の設定：職員が一人のため")

    alone.opens(f"/drafts/{draft.id}/approval")
    alone.page.locator("summary", has_text="依頼を取り消す").click()
    alone.presses("依頼を取り消す", alone.form("依頼を取り消す"))
    asks(alone, draft)
    alone.sees("一人で処理する団体の設定による経路です（理由：職員が一人のため）。")
    alone.presses("「総務係」として承認する")
    alone.presses("委員会への提出を記録する")
    alone.presses("公表する", alone.form("公表する"))
    alone.sees("公表済", "公表しました。公開サイトに載っています。")
    alone.ends("alone")
    alone.follows("承認票を見る")
    alone.sees("職員が一人のため")
