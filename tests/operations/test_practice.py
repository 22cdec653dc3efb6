"""What a city says of its tables reaches drafts, and never what was published."""

from dataclasses import replace
from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.operations import names, ownership, styles
from pia.operations.practice import Practice, names_in_force, practice_of, read_practice
from pia.operations.site import rebuild_site
from pia.revision.style import DEFAULT_STYLE, TableStyle
from pia.revision.timing.names import Renaming
from tests.operations.city import TODAY

RENAMED = Renaming(
    "organisation", "情報政策課", "デジタル推進課", date(2025, 4, 1), "組織規則の改正"
)
BLOCKS = "〈市における措置〉\n{}\n〈委託先における措置〉\n{}"
OLD = BLOCKS.format("情報政策課のサーバ室に保管する。", "施錠する。")
NEW = BLOCKS.format("デジタル推進課のサーバ室に保管する。", "二重に施錠する。")


def number(city):
    with city.store.reading() as work:
        return work.ownership.municipalities()[0].id


def setting(city, **given):
    return styles.change(city.act(Role.ADMINISTRATOR), number(city), given)


def said(city):
    with city.store.reading() as work:
        return practice_of(work, city.dossier)


def rows(city, draft):
    return city.review(draft.id).comparison.rows


def listed(city):
    with city.store.reading() as work:
        return work.names.of(number(city))


def audited(city):
    with city.store.reading() as work:
        return work.audit.entries(1)[0]


# --- the way of writing -----------------------------------------------------------------------


def test_a_city_begins_with_the_way_of_the_product(city):
    assert said(city) == Practice()


def test_a_style_changes_the_rows_of_drafts_and_stands_in_the_audit(city):
    draft = city.planned(storage=NEW)
    assert rows(city, draft)[0].item.startswith("Ⅱ 特定個人情報ファイルの概要")
    setting(city, labels="short", words={"important": " 重要な変更の ため。"})
    row = rows(city, draft)[0]
    assert row.item.startswith("Ⅱ-6")
    assert row.explanation == "重要な変更の ため。"
    assert (audited(city).action, sorted(audited(city).details["style"])) == (
        "style-change",
        ["labels", "words"],
    )


def test_a_setting_that_changes_nothing_is_not_audited(city):
    setting(city, labels="long")
    assert audited(city).action != "style-change"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"labels": "medium"}, "使えません"),
        ({"colour": "red"}, "という設定はありません"),
        ({"newest_first": "yes"}, "true か false"),
        ({"words": {"whatever": "文言"}}, "という理由はありません"),
        ({"words": {"other": "長" * 201}}, "説明の文言が長すぎます"),
        ({"words": {"other": "\x07"}}, "制御文字"),
        ({"words": {"other": 3}}, "1行の文です"),
        ({"headings": "措置"}, "行の一覧が要ります"),
        ({"headings": ["措置" * 101]}, "見出しが長すぎます"),
        ({"headings": [f"{n}の措置" for n in range(101)]}, "見出しが多すぎます"),
    ],
)
def test_settings_that_cannot_be_are_refused(city, given, words):
    with pytest.raises(InputRefused, match=words):
        setting(city, **given)
    assert said(city) == Practice()


def test_headings_are_kept_each_once_without_empty_lines(city):
    setting(city, headings=["市の措置 ", "", "市の措置\n国の措置"])
    assert said(city).style.headings == ("市の措置", "国の措置")


def test_a_page_of_settings_that_is_stale_is_refused(city):
    seen = styles.mark(DEFAULT_STYLE)
    setting(city, labels="short")
    with pytest.raises(ChangedMeanwhile, match="ほかの人が先に変更しています"):
        styles.change(city.act(Role.ADMINISTRATOR), number(city), {}, seen)
    with pytest.raises(PathNotFound, match="団体が見つかりません"):
        styles.change(city.act(Role.ADMINISTRATOR), 99, {})


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATOR])
def test_only_administrators_say_how_a_city_writes(city, role):
    with pytest.raises(NotAllowed, match="管理者"):
        styles.change(city.act(role), number(city), {})
    with pytest.raises(NotAllowed, match="管理者"):
        names.add(city.act(role), number(city), RENAMED)
    with pytest.raises(NotAllowed, match="管理者"):
        names.withdraw(city.act(role), 1)


# --- names ------------------------------------------------------------------------------------


def test_a_name_of_the_list_makes_a_proposal_that_goes_with_it(city):
    city.adopt(published_on="令和6年3月1日", storage=OLD)
    with city.store.reading() as work:
        city.edition = work.editions.of(city.dossier.id)[0]
    draft = city.planned(storage=OLD.replace("情報政策課", "デジタル推進課"))
    assert rows(city, draft)[0].decision.proposal is None
    kept = names.add(city.act(Role.ADMINISTRATOR), number(city), RENAMED)
    (row,) = rows(city, draft)
    assert row.decision.proposal.evidence[0].new == "デジタル推進課"
    assert (row.timing, row.needs_confirmation) == ("事前", True)
    names.withdraw(city.act(Role.ADMINISTRATOR), kept.id, "誤り")
    assert rows(city, draft)[0].decision.proposal is None
    assert listed(city)[0].withdrawn.reason == "誤り"
    assert audited(city).action == "name-withdraw"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "person"}, "種類を選んでください"),
        ({"old": " "}, "前の名称がありません"),
        ({"new": ""}, "後の名称がありません"),
        ({"new": "情報政策課　"}, "前と後の名称が同じです"),
        ({"old": "長" * 201}, "前の名称が長すぎます"),
        ({"basis": "\x07"}, "制御文字"),
        ({"since": date(7, 4, 1)}, "公布より前です"),
    ],
)
def test_a_name_that_cannot_be_is_refused(city, given, words):
    with pytest.raises(InputRefused, match=words):
        names.add(city.act(Role.ADMINISTRATOR), number(city), replace(RENAMED, **given))
    assert listed(city) == ()


def test_a_name_is_in_the_list_once_until_it_is_withdrawn(city):
    act = city.act(Role.ADMINISTRATOR)
    kept = names.add(act, number(city), RENAMED)
    with pytest.raises(InputRefused, match="登録済みです"):
        names.add(act, number(city), RENAMED)
    names.withdraw(act, kept.id)
    with pytest.raises(NotAllowed, match="取下げ済み"):
        names.withdraw(act, kept.id)
    names.add(act, number(city), RENAMED)
    assert [one.withdrawn is None for one in listed(city)] == [True, False]


def test_a_division_with_a_successor_is_a_name_by_itself(city):
    act, here = city.act(Role.ADMINISTRATOR), number(city)
    old = ownership.add_division(act, here, "税務部市民税課", date(2015, 4, 1))
    same = ownership.add_division(act, here, "税務部市民税課", date(2025, 4, 1))
    new = ownership.add_division(act, here, "財務部課税課", date(2025, 4, 1))
    ownership.end_division(act, old.id, date(2025, 3, 31), (same.id, new.id))
    with city.store.reading() as work:
        (name,) = names_in_force(work, here)
    assert (name.kind, name.old, name.new) == ("organisation", "税務部市民税課", "財務部課税課")
    assert name.since == date(2025, 4, 1)


def test_what_a_city_says_comes_back_from_a_step_as_it_was():
    practice = Practice(
        TableStyle("short", headings=("措置",)), (RENAMED, replace(RENAMED, since=None))
    )
    assert read_practice(practice.as_json()) == practice


# --- what was approved and published ----------------------------------------------------------


def test_a_style_changed_after_the_approval_needs_a_new_one(city):
    draft = city.planned(storage=NEW)
    city.approved(draft.id)
    setting(city, labels="short")
    with pytest.raises(NotAllowed, match="承認の後に変更箇所の表の書き方（設定）が変わっています"):
        city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": TODAY})


def test_the_order_of_the_table_is_bound_too(city):
    draft = city.planned()
    before = city.review(draft.id).digest
    setting(city, newest_first=True)
    assert city.review(draft.id).digest != before


def test_a_name_added_after_the_approval_needs_a_new_one_where_it_proposes(city):
    draft = city.planned(
        storage=city.edition.document.answers["files"][0]["storage"].replace("サーバ室", "機械室")
    )
    city.approved(draft.id)
    room = Renaming("place", "サーバ室", "機械室")
    names.add(city.act(Role.ADMINISTRATOR), number(city), room)
    with pytest.raises(NotAllowed, match="承認の後に名称の変更の一覧（設定）が変わっています"):
        city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": TODAY})


def test_a_setting_that_touches_no_row_leaves_the_approval(city):
    draft = city.planned()
    city.approved(draft.id)
    setting(city, words={"typographical": "誤記の修正"})
    city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": TODAY})
    assert city.now(draft.id).state == "submitted"


def test_what_was_published_is_shown_as_it_was_whatever_the_city_says_later(city):
    draft = city.planned(storage=NEW)
    city.submitted(draft.id)
    edition = city.published(draft.id)
    before = city.review(draft.id)
    setting(city, labels="short", granularity="item", newest_first=True)
    names.add(city.act(Role.ADMINISTRATOR), number(city), RENAMED)
    city.later(days=400)
    after = city.review(draft.id)
    assert after == before
    assert after.is_as_recorded
    assert after.rows_to_print == edition.document.change_history
    rebuild_site(city.act(Role.PUBLISHER), city.site)
    with city.store.reading() as work:
        assert work.editions.get(edition.id).document == edition.document


def test_rows_published_before_cities_had_settings_were_one_for_each_item(city, monkeypatch):
    """A release that knew no settings kept none with its steps."""
    city.adopt(published_on="令和6年3月1日", storage=OLD)
    with monkeypatch.context() as patch:
        patch.setattr(
            "pia.operations.reviewing.practice_of",
            lambda *_: Practice(TableStyle(granularity="item")),
        )
        patch.setattr("pia.operations.approvals._bound", lambda _: {})
        draft = city.planned(storage=NEW)
        city.submitted(draft.id)
        city.published(draft.id)
    assert len(rows(city, draft)) == 1
    assert city.review(draft.id).is_as_recorded


def test_a_worded_cell_is_what_is_published(city):
    draft = city.planned(storage=NEW)
    city.judge(draft.id, None, after="保管の方法を改めた。〈市における措置〉のとおり。")
    city.do(Role.EDITOR, draft.id, "request")
    passed = "要約で足りるため。"
    city.do(Role.APPROVER, draft.id, "approve", passed=passed)
    details = {"submitted_on": TODAY}
    city.do(Role.PUBLISHER, draft.id, "submit", details=details)
    edition = city.published(draft.id)
    assert edition.document.change_history[0].after.startswith("保管の方法を改めた。")
    assert city.review(draft.id).rows_to_print[0].after.startswith("保管の方法を改めた。")
