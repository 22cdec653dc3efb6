"""A request on its route: the page of the approval, and the sheet that is printed of it."""

import re
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.approval.route import Stage
from tests.operations.city import TODAY
from tests.web.on_route import marks, offered, say, set_to, sheet, shown

DECIDED = {"document_number": "税第12号", "decided_on": "令和7年4月1日", "office": "市民税課長"}


# --- the way ------------------------------------------------------------------------------------


def test_before_the_request_the_page_shows_the_way_it_will_go(signed_in, city, seats):
    set_to(city, Stage("課長", (seats["kacho"].user.id,)))
    draft = city.planned(TODAY)
    assert marks(shown(signed_in(Role.EDITOR), draft)) == [("課長", "依頼の後")]


def test_without_a_route_the_page_is_as_ever(signed_in, city):
    draft = city.planned(TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    assert "承認の経路" not in shown(signed_in(Role.APPROVER), draft)


def test_only_whose_turn_it_is_has_a_button_and_the_way_shows_who_spoke(signed_in, seats, asked):
    assert marks(shown(seats["kakari"], asked)) == [
        ("係長", "今の段"),
        ("情報政策課", "この後"),
        ("課長", "この後"),
    ]
    assert offered(shown(seats["kakari"], asked)) == {("approve", 1)}
    for name in ("joho", "kacho"):
        assert not offered(shown(seats[name], asked))
    assert not offered(shown(signed_in(Role.APPROVER), asked))
    assert "係長（見本 承認者）の操作を待っています" in shown(signed_in(Role.VIEWER), asked)
    answer = say(seats["kakari"], asked, 1, "approve", comment="契約書で確かめました。")
    assert (answer.status_code, answer.location) == (303, f"/drafts/{asked.id}/approval")
    page = shown(seats["joho"], asked)
    assert marks(page)[:2] == [("係長", "済み"), ("情報政策課", "今の段")]
    assert "「契約書で確かめました。」" in page
    assert offered(page) == {("consent", 2)}


def test_a_proxy_decides_and_who_was_stood_in_for_looks_at_it_afterwards(city, seats, asked):
    say(seats["kakari"], asked, 1, "approve")
    say(seats["joho"], asked, 2, "consent")
    assert offered(shown(seats["kakari"], asked)) == {("stand_in", 3)}
    assert say(seats["kakari"], asked, 3, "stand_in").status_code == HTTPStatus.SEE_OTHER
    assert city.now(asked.id).state == "approved"
    page = shown(seats["kacho"], asked)
    assert "後閲待ち" in page
    assert offered(page) == {("look_after", 3)}
    assert "後閲待ち" in sheet(seats["kacho"], asked)
    assert say(seats["kacho"], asked, 3, "look_after").status_code == HTTPStatus.SEE_OTHER
    page = shown(seats["kacho"], asked)
    assert "後閲待ち" not in page
    assert not offered(page)


def test_who_wrote_reads_why_they_have_no_button(signed_in, city, seats):
    both = signed_in(Role.EDITOR, Role.APPROVER, name="both")
    set_to(city, Stage("課長", (both.user.id, seats["kacho"].user.id)))
    city.people = city.people | {Role.EDITOR: both.user}
    draft = city.planned(TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    page = shown(both, draft)
    assert "自分が書いた評価書は、自分では承認できません" in page
    assert not offered(page)
    assert say(both, draft, 1, "approve").status_code == HTTPStatus.FORBIDDEN


def test_a_stage_where_nobody_can_speak_any_more_says_what_to_do(signed_in, city, seats, asked):
    with city.store.writing() as work:
        work.users.change(seats["kakari"].user.id, is_active=False)
    assert "今承認できる人がいません" in shown(signed_in(Role.EDITOR), asked)


def test_a_deputy_of_two_says_for_whom(city, seats):
    numbers = {name: client.user.id for name, client in seats.items()}
    set_to(city, Stage("課長", (numbers["kacho"], numbers["joho"]), (numbers["kakari"],)))
    draft = city.planned(TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    answer = say(seats["kakari"], draft, 1, "stand_in", comment="出張のため")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'aria-describedby="stand_in-1-for-error"' in answer.text
    assert 'id="stand_in-1-for-error">だれに代わるかが選ばれていません' in answer.text
    assert "出張のため" in answer.text
    done = say(seats["kakari"], draft, 1, "stand_in", for_id=str(numbers["joho"]))
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert offered(shown(seats["joho"], draft)) == {("look_after", 1)}
    assert not offered(shown(seats["kacho"], draft))


# --- what is typed ------------------------------------------------------------------------------


def test_what_may_be_passed_asks_at_each_stage_and_keeps_what_was_typed(city, seats):
    set_to(
        city,
        Stage("係長", (seats["kakari"].user.id,)),
        Stage("課長", (seats["kacho"].user.id,)),
    )
    draft = city.planned(TODAY, storage="データセンターに保管する。")
    city.judge(draft.id, "as_ruled_before", effective_on=TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    for name, stage in (("kakari", 1), ("kacho", 2)):
        refused = say(seats[name], draft, stage, "approve", comment="確かめました。")
        assert refused.status_code == HTTPStatus.FORBIDDEN
        assert "確かめました。" in refused.text
        assert f'id="approve-{stage}-passed-error"' in refused.text
        done = say(seats[name], draft, stage, "approve", passed=f"災害対応のため（{name}）。")
        assert done.status_code == HTTPStatus.SEE_OTHER
    page = sheet(seats["kacho"], draft)
    assert "災害対応のため（kakari）。" in page
    assert "災害対応のため（kacho）。" in page
    assert "理由を書いて進めること" in page


def test_what_a_stage_passes_with_a_reason_is_kept_with_it(city, seats, asked, store):
    """Also of a stage that is not the last: the record says what the reason was for."""
    with store.writing() as work:
        work.comments.add(
            asked.id, "", "確認中です。", thread_id=None, by=city.people[Role.EDITOR].id, at=city.at
        )
    say(seats["kakari"], asked, 1, "approve", passed="担当課に確認済みのため")
    page = shown(seats["kakari"], asked)
    with store.reading() as work:
        [kept] = work.routes.endorsements(asked.id)
    assert kept.said.passed == "担当課に確認済みのため"
    assert "コメント" in kept.said.obstacles
    assert f"・{kept.said.obstacles.splitlines()[0]}" in page


@pytest.mark.parametrize(
    "typed",
    [
        {"comment": "制御\x07文字"},
        {"comment": "長" * 15_000},
        {"stage": "一"},
        {"stage": "99999999999999999999"},
        {"stage": ""},
        {"what": "burn"},
        {"what": ""},
        {"for_id": "だれか", "what": "stand_in", "stage": "9"},
    ],
)
def test_what_cannot_be_is_a_sentence_on_the_page(city, seats, asked, typed):
    answer = say(seats["kakari"], asked, 1, "approve", **({"passed": "残る理由"} | typed))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "残る理由" in answer.text or "comment" in typed
    assert city.now(asked.id).state == "review"
    with city.store.reading() as work:
        assert not work.routes.endorsements(asked.id)


def test_a_stale_page_binds_nothing_and_the_next_try_on_it_neither(city, seats, asked):
    answer = say(seats["kakari"], asked, 1, "approve", seen="0" * 64, comment="確かめました。")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "確かめました。" in answer.text
    assert f'value="{"0" * 64}"' in answer.text


def test_a_draft_that_does_not_exist_has_neither_stage_nor_sheet(seats):
    client = seats["kakari"]
    assert client.send("/drafts/999/endorsements", {"what": "approve"}).status_code == 404
    assert client.get("/drafts/999/approval/sheet").status_code == 404


# --- back, and what changed since ---------------------------------------------------------------


def test_each_approver_sees_what_changed_since_their_own_approval(city, seats, asked):
    say(seats["kakari"], asked, 1, "approve")
    city.do(Role.PUBLISHER, asked.id, "send_back", comment="部署を直してください。")
    city.edited(asked.id, department="税務部課税課")
    city.do(Role.EDITOR, asked.id, "request")
    page = shown(seats["kakari"], asked)
    since = page.partition('id="since"')[2].partition("</section>")[0]
    assert "あなたが承認した内容と比べています" in since
    assert "課税課" in since
    assert 'id="since"' not in shown(seats["kacho"], asked)


def test_where_the_stage_sends_back_others_do_not(seats, asked):
    assert f"/drafts/{asked.id}/acts/send_back" in shown(seats["kakari"], asked)
    assert f"/drafts/{asked.id}/acts/send_back" not in shown(seats["kacho"], asked)
    answer = seats["kacho"].send(f"/drafts/{asked.id}/acts/send_back", {"comment": "直し"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "今の段の人ではないため差し戻せません" in answer.text


# --- the sheet ----------------------------------------------------------------------------------


def test_before_a_request_the_sheet_is_empty_and_says_so(signed_in, city):
    assert "承認の依頼はまだありません" in sheet(signed_in(Role.VIEWER), city.planned(TODAY))


def test_the_sheet_says_who_when_and_the_whole_digest(city, seats, asked):
    say(seats["kakari"], asked, 1, "approve", comment="契約書で確かめました。")
    page = sheet(seats["kacho"], asked)
    for words in ("係長", "情報政策課", "（まだ）", "事後 1件", "契約書で確かめました。"):
        assert words in page
    assert city.review(asked.id).digest in page
    say(seats["joho"], asked, 2, "consent")
    say(seats["kacho"], asked, 3, "approve")
    page = sheet(seats["kacho"], asked)
    assert "決裁日" in page
    assert "（まだ）" not in page


def test_the_sheet_without_a_route_names_the_approver_also_after_the_publication(signed_in, city):
    draft = city.planned(TODAY)
    city.submitted(draft.id)
    city.published(draft.id)
    page = sheet(signed_in(Role.VIEWER), draft)
    assert "見本 承認者" in page
    assert "公表日" in page
    assert "決裁日" in page


def test_a_decision_from_outside_says_which_stages_it_took_the_place_of(signed_in, seats, asked):
    say(seats["kakari"], asked, 1, "approve")
    publisher = signed_in(Role.PUBLISHER)
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', shown(publisher, asked))
    done = publisher.send(
        f"/drafts/{asked.id}/acts/record_approval", DECIDED | {"seen": seen[1] if seen else ""}
    )
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert ("課長", "外部の決裁に代えた") in marks(shown(publisher, asked))
    page = sheet(publisher, asked)
    for words in ("外部の決裁に代えた段", "情報政策課、課長", "税第12号", "市民税課長"):
        assert words in page


def test_an_office_of_one_says_so_on_the_page_and_on_the_sheet(signed_in, city):
    one = signed_in(Role.EDITOR, Role.APPROVER, name="one")
    set_to(city, Stage("村長", (one.user.id,)), one_person=True, reason="職員が一人のため")
    city.people = city.people | {Role.EDITOR: one.user}
    draft = city.planned(TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    assert "一人で処理する団体の設定による" in shown(one, draft)
    assert say(one, draft, 1, "approve").status_code == HTTPStatus.SEE_OTHER
    page = sheet(one, draft)
    assert "一人で処理する団体の設定による（理由：職員が一人のため）" in page
    audit = signed_in(Role.ADMINISTRATOR).get("/admin/audit").text
    assert "一人で処理する団体の設定による 職員が一人のため" in audit


# --- as it looks --------------------------------------------------------------------------------


def test_page_and_sheet_are_accessible_and_fit_the_screen(live, page, axe, asked, seats):
    live.sign_in(page, Role.APPROVER, name="kakari")
    page.goto(f"{live.address}drafts/{asked.id}/approval")
    page.get_by_label("意見（任意）").first.fill("確かめました。")
    page.get_by_role("button", name="「係長」として承認する").dblclick()  # sent once
    page.get_by_text("承認しました。").wait_for()
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("approval", "approval/sheet"):
            page.goto(f"{live.address}drafts/{asked.id}/{path}")
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
